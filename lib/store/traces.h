/* traces: single facts of a ticket's record, without reading all of it. */
#ifndef STORE_TRACES_H
#define STORE_TRACES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/event.h"
#include "store/desk.h"

/* Messages and calls of the customer from `from` up to `to` (AT_NONE: all), by an
 * index over such events alone. *unsure: calls, merges or splits decide what
 * counts, its events must tell. */
int64_t traces_said(struct desk *d, int64_t ticket, int64_t from, int64_t to, bool *unsure);

/* What customers said in [from, to): openings, their messages, calls, surveys; of one
 * ticket or of all (0), in no order that counts. Of each event its number, ticket,
 * instant, kind, role and facts, in row. */
struct traces;
struct traces *traces_words(struct desk *d, struct arena *a, int64_t ticket, int64_t from, int64_t to);
bool traces_next(struct traces *s, struct arena *row, struct event *e);
void traces_end(struct traces *s);

/* Has it an article? */
bool traces_linked(struct desk *d, int64_t ticket);

/* The level it was opened at. */
int traces_entry_level(struct desk *d, struct arena *a, int64_t ticket);

#endif
