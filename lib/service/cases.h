/* cases: the cases of a cohort, one after the other, for reports.
 *
 * Live ones come from ranges of the rows; what rows do not tell (struct course)
 * is read from the events of those tickets alone where the row leaves it open.
 * As of an instant all of it is folded from the record. Both give the same. */
#ifndef SERVICE_CASES_H
#define SERVICE_CASES_H

#include "domain/course.h"
#include "domain/find.h"
#include "domain/metrics.h"
#include "service/session.h"
#include "store/cases.h"

/* What of its course is needed. */
enum cases_course {
	CASES_TURNS = 1,       /* resolutions and re-openings */
	CASES_LEVELS = 2,      /* levels, teams, hands, how often raised */
	CASES_SAID = 4,        /* what the customer said up to the first resolution */
	CASES_STAYS = 8,       /* states */
	CASES_ENTRY = 16,      /* whether it was at the first level, and whether it left that */
};

struct cases_query {
	enum cohort cohort;            /* COHORT_OPENED, RESOLVED, CLOSED, FIRST, OPEN (at `to`), EVER, TURNED */
	int64_t from, to;
	const struct find *find;       /* of these tickets */
	int more;                      /* of store/tickets.h: what it looks at beside the row, folded */
	const unsigned char *only;     /* a bit a ticket: of these alone; NULL: all */
	int64_t only_n;
	int64_t as_of;                 /* AT_NONE: now */
	unsigned want;                 /* CASES_REPLIED ...: columns */
	unsigned course;               /* CASES_TURNS ...; 0: none is needed */
	int first_level;               /* for CASES_ENTRY */
};

struct case_ {
	const struct ticket *t;        /* only the columns that were asked for */
	const struct course *course;   /* NULL where none is needed */
	int64_t at;                    /* its instant in the cohort: opened, resolved ... */
	struct arena *row;             /* emptied after it */
};

/* Inside a read transaction: calls each for every case of the cohort, in no
 * order that counts. */
void cases_each(const struct session *s, struct arena *a, const struct cases_query *q,
                void (*each)(void *arg, const struct case_ *c), void *arg);

#endif
