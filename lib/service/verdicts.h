/* verdicts: what became of the promises that fell due in a period. */
#ifndef SERVICE_VERDICTS_H
#define SERVICE_VERDICTS_H

#include "domain/clocks.h"
#include "service/cases.h"

enum verdict_state { VERDICT_MET, VERDICT_BREACHED, VERDICT_BREACHED_OPEN, VERDICT_UNDECIDED };

struct verdict {
	int64_t ticket;
	const char *clock;             /* "first_response", "complaint/answer" */
	enum clock_kind kind;
	enum verdict_state state;
	int64_t at;                    /* due, or the end where it has no due instant */
	int64_t over_s;                /* of a breached one that has ended */
};

/* Inside a read transaction: of the period, tickets and columns that q says;
 * t has only these columns, and is NULL where none is asked for and q restricts
 * nothing. now: what an open promise is held against. Cancelled ones are none. */
void verdicts_each(const struct session *s, struct arena *a, const struct cases_query *q, int64_t now,
                   void (*each)(void *arg, const struct verdict *v, const struct ticket *t), void *arg);

#endif
