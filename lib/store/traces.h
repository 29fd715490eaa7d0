/* traces: single facts of a ticket's record, without reading all of it. */
#ifndef STORE_TRACES_H
#define STORE_TRACES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/desk.h"

/* Messages and calls of the customer from `from` up to `to` (AT_NONE: all), by an
 * index over such events alone. *unsure: calls, merges or splits decide what
 * counts, its events must tell. */
int64_t traces_said(struct desk *d, int64_t ticket, int64_t from, int64_t to, bool *unsure);

/* The level it was opened at. */
int traces_entry_level(struct desk *d, struct arena *a, int64_t ticket);

#endif
