/* search: the full text of subjects and messages, newest first.
 *
 * The one file of the store where engines differ. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include <stdint.h>

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

/* The index against the texts, for verify: a sum over all tokens in any order.
 * search_sum_prepare() comes before the transaction, search_sum() inside it;
 * search_sum_add() adds what the index should hold for an event's texts. */
struct search_sum { uint64_t tokens, sum; };
void search_sum_prepare(struct desk *d);
struct search_sum search_sum(struct desk *d);
void search_sum_add(struct search_sum *x, struct arena *a, const char *body, size_t n);

#endif
