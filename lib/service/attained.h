/* attained: how many of the promises of the page for customers were kept. */
#ifndef SERVICE_ATTAINED_H
#define SERVICE_ATTAINED_H

#include "domain/promise.h"
#include "service/session.h"

struct attained {
	struct policy *policy;         /* whose promises the groups are */
	int64_t from, to;              /* those that fell due in [from, to) */
	int64_t now, as_of;            /* as_of: AT_NONE: now */
	struct promise_kept *deadlines;        /* one each of policy_deadlines() */
};

/* Inside a read transaction: fills in the rows of the groups, and deadlines. A
 * promise counts for the row its ticket has by its plan, kind, channel and
 * priority as they are; whether it was kept is what the clock said that was
 * promised then. Undecided and cancelled ones do not count. */
void attained_measure(const struct session *s, struct arena *a, struct attained *x, const struct promise_groups *g);

#endif
