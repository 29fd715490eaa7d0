/* search: the full text of subjects and messages, newest first.
 *
 * search.c and search_pg.c are the files of the store where engines differ: a
 * contentless FTS5 table, and a tsvector a row; both hold the words of
 * text/token.h and find the same. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/event.h"
#include "store/desk.h"
#include "text/token.h"

/* Are the texts of such events found? The knowledge base has its own index
 * (store/shelf.h). */
static inline bool search_indexes(enum event_kind kind)
{
	return kind != EVENT_ARTICLE && kind != EVENT_KB;
}
/* Indexes the subject and body of an event just appended. */
void search_add(struct desk *d, struct arena *a, const struct event *e);
/* The same for an event whose words are at hand (text/token.h). */
void search_add_words(struct desk *d, int64_t seq, const char *words, size_t n);

/* Events that match, newest first. */
struct search;
struct search *search_open(struct desk *d, struct arena *a, const struct token_query *q);
bool search_next(struct search *s, int64_t *seq, int64_t *ticket, int64_t *at);
void search_end(struct search *s);

/* The index against the texts, for verify: a sum over all that it should hold
 * and over all that it holds. search_sum_prepare() comes before the
 * transaction, the others inside it; the texts are added event by event. */
struct search_sum { uint64_t words, sum; };
struct search_texts;
void search_sum_prepare(struct desk *d);
struct search_texts *search_texts(struct desk *d, struct arena *a);
void search_texts_add(struct search_texts *t, int64_t seq, const char *body, size_t n);
struct search_sum search_texts_sum(struct search_texts *t);
struct search_sum search_sum(struct desk *d);

#endif
