/* baggage: what goes along when a ticket is merged into another, and comes out
 * again: who watches it, addresses in copy, its customer where the other has
 * none, and the larger number of affected users. */
#ifndef SERVICE_BAGGAGE_H
#define SERVICE_BAGGAGE_H

#include "service/side.h"

/* Adds to e, an event of x, what other brings, with the priority that follows. */
void baggage_take(const struct session *s, struct arena *a, const struct side *x, const struct ticket *other,
                  struct event *e);
/* Adds to e what x is without gone, which is still among its joins: what it says
 * itself, what others in it brought, and what was set by hand since. */
void baggage_give(const struct session *s, struct arena *a, const struct side *x, const struct ticket *gone,
                  struct event *e);

#endif
