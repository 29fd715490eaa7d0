/* said: how often the customer spoke again, by an index over such events
 * alone. */
#ifndef STORE_SAID_H
#define STORE_SAID_H

#include <stdbool.h>
#include <stdint.h>

#include "store/desk.h"

/* Messages and calls after `from` and up to `to` (AT_NONE: all). *joined: merges
 * or splits of the ticket decide what counts, its events must tell. */
int64_t said_up_to(struct desk *d, int64_t ticket, int64_t from, int64_t to, bool *joined);

#endif
