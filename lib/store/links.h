/* links: which tickets belong to which, as the rows beside the tickets say. */
#ifndef STORE_LINKS_H
#define STORE_LINKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/ticket.h"
#include "store/desk.h"

/* Of the other ticket what decides whether, and as whom, it counts. */
struct link_end {
	int64_t id;
	int64_t customer;              /* 0: none */
	int64_t merged;                /* the ticket it went into, 0: none */
	bool active, spam;
};

/* The tickets that ticket has a relation to, by number. */
struct links;
struct links *links_of(struct desk *d, struct arena *a, int64_t ticket, enum relation r);
bool links_next(struct links *s, struct link_end *end);
void links_end(struct links *s);

/* Fills t's links with those to other and with those as an incident, in order:
 * of a problem with thousands of incidents that is all a link needs. */
void links_load(struct desk *d, struct arena *a, struct ticket *t, int64_t other);

/* One ticket by its number; false where there is none. */
bool links_ticket(struct desk *d, int64_t id, struct link_end *end);

/* The ticket that holds what was said in this one: where it went by merges,
 * itself where it was not merged. */
int64_t links_survivor(struct desk *d, int64_t id);

#endif
