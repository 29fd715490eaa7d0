/* search: the full text of subjects and messages, newest first.
 *
 * The one file of the store where engines differ. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "base/arena.h"
#include "domain/event.h"
#include "store/desk.h"
#include "text/token.h"

/* Indexes the subject and body of an event just appended. */
void search_add(struct desk *d, struct arena *a, const struct event *e);

/* Events that match, newest first. */
struct search;
struct search *search_open(struct desk *d, struct arena *a, const struct token_query *q);
bool search_next(struct search *s, int64_t *seq, int64_t *ticket, int64_t *at);
void search_end(struct search *s);

/* The engine's own check of the index: 0 where it is sound. */
int search_check(struct desk *d);

#endif
