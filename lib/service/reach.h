/* reach: how many a problem touches, and what follows for its incidents.
 *
 * A problem's affected users belong to it alone; its linked incidents add up
 * distinct customers (an incident without one counts as one, a merged one as
 * the ticket it went into, spam not at all). The larger number is its reach.
 * Where that crosses a threshold of the policy, the priorities of the problem
 * and of its active incidents are derived again, unless set by hand. */
#ifndef SERVICE_REACH_H
#define SERVICE_REACH_H

#include "domain/priority.h"
#include "service/session.h"

/* Everything the priority of t was, and is to be, derived from: what was said,
 * what was counted, the reach of its problem. Inside a transaction, as are the
 * others. */
struct priority_facts reach_facts(const struct session *s, struct arena *a, const struct ticket *t);

/* Derives the priority from x and adds to e what differs from t: priority,
 * impact and urgency with their old values, why. Does anything? */
bool reach_derive(const struct session *s, struct arena *a, const struct ticket *t,
                  const struct priority_facts *x, struct event *e);

/* The problem t is an incident of (of a merged one its survivor), 0: none. */
int64_t reach_problem(const struct session *s, const struct ticket *t);
static inline int64_t reach_of(const struct ticket *problem)
{
	return problem->counted > problem->affected ? problem->counted : problem->affected;
}

/* What the incidents of a problem add up, with one more, without one of them
 * (0: none). */
int64_t reach_count(const struct session *s, struct arena *a, int64_t problem, int64_t more, int64_t less);

/* The facts of an event of problem p that brings its count to counted: the
 * count, and the priority where that follows. */
void reach_plan(const struct session *s, struct arena *a, const struct ticket *p, int64_t counted,
                struct event *e);
/* Derives the priority of a ticket again, and writes what differs. */
void reach_again(const struct session *s, struct arena *a, int64_t id);
/* The reach of a problem was `before` (-1: whatever it was): derives the
 * priorities of its active incidents again where a threshold was crossed since,
 * a set event each. */
void reach_follow(const struct session *s, struct arena *a, int64_t problem, int64_t before);

/* Counts the incidents of a problem again and writes what differs; for whatever
 * changes an incident's customer. problem 0: nothing. */
void reach_settle(const struct session *s, struct arena *a, int64_t problem);

#endif
