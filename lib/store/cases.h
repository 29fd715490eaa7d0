/* cases: rows of tickets by when they were opened, resolved, closed, or opened
 * again: what reports count.
 *
 * A case is a ticket that counts: no spam, and not merged into another. Each
 * cut is a range of an index, and only the columns that are asked for are read,
 * so that a month costs what the month holds. */
#ifndef STORE_CASES_H
#define STORE_CASES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/find.h"
#include "domain/ticket.h"
#include "store/desk.h"

enum cases_cut {
	CASES_OPENED,          /* opened in [from, to) */
	CASES_RESOLVED,        /* resolved in it, the last time */
	CASES_RESOLVED_SINCE,  /* resolved from `from` on, opened before to */
	CASES_CLOSED,          /* closed in it */
	CASES_CAME_BACK,       /* opened again at any time; opened before to, not done for good before from */
	CASES_ACTIVE,          /* open by their row, opened before to */
};

/* What is read beside id, contact and resolved. */
enum cases_want {
	CASES_STATE = 1,       /* state, class, state_since, closed */
	CASES_REPLIED = 2,
	CASES_CUSTOMER = 4, CASES_KIND = 8, CASES_TEAM = 16, CASES_AGENT = 32, CASES_CATEGORY = 64,
	CASES_COMPLEXITY = 128, CASES_CHANNEL = 256, CASES_PLAN = 512,
	CASES_ENTERED = 1024,  /* opened */
	CASES_LEVEL = 2048, CASES_PRIORITY = 4096, CASES_HANDS = 8192,
	CASES_MOVED = 16384,   /* level_since, reopened */
};

struct cases;
struct cases *cases_find(struct desk *d, struct arena *a, enum cases_cut cut, int64_t from, int64_t to,
                         const struct find *f, unsigned want);
/* The next one, in no order that counts; its texts live until the next call. */
bool cases_next(struct cases *s, struct ticket *t);
void cases_end(struct cases *s);

/* One after the other by number: a ticket that is a case and matches f. Its texts
 * live in row. */
struct cases_by_id;
struct cases_by_id *cases_by_id(struct desk *d, struct arena *a, const struct find *f, unsigned want);
bool cases_get(struct cases_by_id *s, struct arena *row, int64_t id, struct ticket *t);

/* The instant at which the first ticket was opened; INT64_MAX where there is none. */
int64_t cases_first(struct desk *d);

/* The tickets that are no cases, in order of number. */
struct cases_out { int64_t *v; size_t n, cap; };
struct cases_out cases_left_out(struct desk *d, struct arena *a);
bool cases_is_out(const struct cases_out *out, int64_t id);

#endif
