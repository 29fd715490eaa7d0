/* tickets: the rows that cache each ticket's fold. */
#ifndef STORE_TICKETS_H
#define STORE_TICKETS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/find.h"
#include "domain/ticket.h"
#include "store/desk.h"

/* The ticket with its tags, fields and open questions; false where there is
 * none. */
bool tickets_load(struct desk *d, struct arena *a, int64_t id, struct ticket *t);
/* The same with only so much beside its row (TICKETS_TAGS ...). */
bool tickets_row(struct desk *d, struct arena *a, int64_t id, int more, struct ticket *t);
/* The number of the ticket with an external key, 0 for none. */
int64_t tickets_by_key(struct desk *d, const char *key);

/* Writes the row of a new ticket, or what changed between old and t (which share
 * no arrays). */
void tickets_insert(struct desk *d, struct arena *a, const struct ticket *t);
void tickets_update(struct desk *d, struct arena *a, const struct ticket *old, const struct ticket *t);

/* What a reader wants beside the row itself. */
enum tickets_more {
	TICKETS_ROW = 0, TICKETS_TAGS = 1, TICKETS_FIELDS = 2, TICKETS_ASKS = 4, TICKETS_LINKS = 8,
	TICKETS_WATCHERS = 16, TICKETS_ARTICLES = 32, TICKETS_ALL = 63,
	TICKETS_EXACT = 64,            /* marks rows that hold more than they should: for verify */
};

/* Tickets that match, in order; every column of find_sort_words sorts. */
struct tickets;
struct tickets *tickets_find(struct desk *d, struct arena *a, const struct find *f,
                             const struct find_sort *keys, size_t n, int more);
/* Active tickets nobody holds, the most urgent first: for --next. */
struct tickets *tickets_free(struct desk *d, struct arena *a);
/* All tickets in order of number, for verify. */
struct tickets *tickets_all(struct desk *d, struct arena *a);
/* Held tickets whose time has come. */
struct tickets *tickets_to_wake(struct desk *d, struct arena *a, int64_t now);
bool tickets_next(struct tickets *s, struct arena *row, struct ticket *t);
void tickets_end(struct tickets *s);

/* Tickets that were merged into this one, by number. */
struct tickets *tickets_merged_into(struct desk *d, struct arena *a, int64_t id);

/* Numbers, in order: of all that are not closed, that have a running clock or
 * an alarm; of those that are active, or have a running clock. */
struct ticket_ids { int64_t *v; size_t n, cap; };
struct ticket_ids tickets_alive(struct desk *d, struct arena *a);
struct ticket_ids tickets_promised(struct desk *d, struct arena *a);

/* How many match. */
int64_t tickets_count(struct desk *d, struct arena *a, const struct find *f);
/* Active tickets an agent holds. */
int64_t tickets_held_by(struct desk *d, const char *agent);

/* How many rows stand beside the tickets in each table, for verify. */
struct tickets_side { int64_t tags, fields, asks, links, watchers, articles; };
struct tickets_side tickets_side_counts(struct desk *d);

#endif
