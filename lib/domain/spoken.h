/* spoken: what clocks need to know of a message: when, by whom, who could
 * hear it.
 *
 * A merge or split carries what was said in the other ticket in this form, so
 * that a ticket's clocks need its own events only. */
#ifndef DOMAIN_SPOKEN_H
#define DOMAIN_SPOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "domain/event.h"

struct spoken {
	int64_t seq;                   /* the event that said it */
	int64_t at;
	enum role role;
	bool public;                   /* the customer hears it, or said it */
	bool solution;                 /* offers a solution */
	bool call;                     /* was a call, and somebody answered it */
	const char *channel, *mark;    /* NULL: not said */
};

struct spoken_list { struct spoken *v; size_t n, cap; };

/* What an event says; false where it says nothing (a set, a move ...). An
 * opening is the customer's words at its contact. */
bool spoken_of(const struct event *e, struct spoken *out);

/* "SEQ:AT:ROLE:FLAGS:CHANNEL:MARK" joined by ";", for the facts of an event.
 * A channel or mark with ":" or ";" in its name is left out. */
char *spoken_print(struct arena *a, const struct spoken_list *list);
/* Reads it back, adding to list; strings live in the arena. False where it
 * is damaged. */
bool spoken_parse(struct arena *a, const char *text, struct spoken_list *list);

/* What was said in a ticket up to now, from its events in order: its own words
 * without those split off, with those that merges and splits brought in and
 * did not take back. Sorted by instant, then sequence. Feed every event. */
struct spoken_join {
	int64_t seq;                   /* the merge or split */
	struct spoken_list came;       /* words it brought in */
	struct { int64_t *v; size_t n, cap; } gone;    /* events it took away */
	bool undone;
};
struct spoken_all {
	struct spoken_list list;       /* its own words */
	struct { struct spoken_join *v; size_t n, cap; } joins;
};
void spoken_add(struct arena *a, struct spoken_all *all, const struct event *e);
/* The words that count now, in order. */
struct spoken_list spoken_now(struct arena *a, const struct spoken_all *all);

#endif
