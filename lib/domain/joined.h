/* joined: when contact was made and who waits since when, with all that merges
 * and splits brought in or took away.
 *
 * What was said counts as if it had always been said here, or never: the
 * states the ticket was in are its own. Without joins the result is what
 * ticket_apply() says. */
#ifndef DOMAIN_JOINED_H
#define DOMAIN_JOINED_H

#include <stdint.h>

#include "base/arena.h"
#include "domain/event.h"
#include "domain/spoken.h"
#include "domain/ticket.h"

/* From this instant on the ticket was active, or done. */
struct joined_turn { int64_t at, seq; bool active, by_customer, by_spam; };

struct joined {
	struct spoken_all words;
	struct { struct joined_turn *v; size_t n, cap; } turns;
	int64_t contact;               /* the ticket's own */
};

/* Named as in struct ticket. */
struct joined_instants { int64_t contact, replied, answered, asked_at; };

/* Feed every event of the ticket in order. */
void joined_add(struct arena *a, struct joined *j, const struct event *e);
struct joined_instants joined_now(struct arena *a, const struct joined *j);

/* Feeds e, an event to come, and adds to its facts the instants that it
 * changes against t. */
void joined_plan(struct arena *a, struct joined *j, const struct ticket *t, struct event *e);

#endif
