/* carry: the links of merged tickets, which go along to the ones they went into.
 *
 * Where something in a ticket is linked, by hand, to something in another, the
 * two are linked, unless the rules of link.h forbid it. What follows from that
 * is written as links of its own ("with"), and taken away when it no longer
 * does. A link that was taken away by hand does not come back by itself. */
#ifndef SERVICE_CARRY_H
#define SERVICE_CARRY_H

#include "service/session.h"

/* After a merge or its undoing (event with): brings the carried links of a
 * ticket that is not merged in line. */
void carry_links(const struct session *s, struct arena *a, int64_t id, int64_t with);

/* Was the ticket's link made by hand? */
bool carry_is_own(const struct session *s, struct arena *a, int64_t id, enum relation r, int64_t other);

#endif
