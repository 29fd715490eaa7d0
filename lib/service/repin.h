/* repin: a version of the policy applied to clocks that run already.
 *
 * A cycle belongs to the version in force when it started. This alone moves it:
 * one event a ticket, so that the record says who did it when. */
#ifndef SERVICE_REPIN_H
#define SERVICE_REPIN_H

#include "service/session.h"

struct repin_counts {
	int64_t tickets, clocks;       /* that take the new version */
	int64_t moved;                 /* of the clocks: due at another instant, begun or ended */
};

/* Inside a write transaction: every open ticket whose clocks are others under
 * the version gets the event. */
void repin_all(const struct session *s, int64_t version, struct repin_counts *counts);

#endif
