/* articles: the rows that cache what article events say. */
#ifndef STORE_ARTICLES_H
#define STORE_ARTICLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/article.h"
#include "store/desk.h"

/* With its texts; false where there is none. */
bool articles_load(struct desk *d, struct arena *a, int64_t id, struct article *x);
/* The same without its texts. */
bool articles_row(struct desk *d, struct arena *a, int64_t id, struct article *x);
bool articles_by_key(struct desk *d, struct arena *a, const char *key, struct article *x);

/* Writes what changed between before (id 0: nothing was) and x, and notes which
 * texts the index has to learn or forget. */
void articles_save(struct desk *d, const struct article *before, const struct article *x);

/* Many of them: those of a kind, a category (or one below it: "payments" has
 * "payments.refund"), an owner, by key; NULL: any. What the index serves: ids
 * in order of key. */
struct articles_filter { const char *kind, *category, *owner; };
struct articles;
struct articles *articles_find(struct desk *d, struct arena *a, const struct articles_filter *f);
/* All in order of number, for verify. */
struct articles *articles_all(struct desk *d, struct arena *a);
bool articles_next(struct articles *s, struct arena *row, struct article *x);
void articles_end(struct articles *s);

/* How many rows stand in each table, for verify. */
struct articles_counts { int64_t articles, texts, categories, events, indexed; };
struct articles_counts articles_count(struct desk *d);
/* Has each category that the article names its row? Adds them up. For verify. */
bool articles_categories_ok(struct desk *d, struct arena *a, const struct article *x, int64_t *count);

/* Numbers of its events, the oldest first. */
int64_t *articles_events(struct desk *d, struct arena *a, int64_t id, size_t *n);
bool articles_has_event(struct desk *d, int64_t id, int64_t seq);
/* Tickets an article is linked to, by number. */
int64_t *articles_tickets(struct desk *d, struct arena *a, int64_t id, size_t *n);

/* Texts whose index rows are not what they should be: published, replaced or
 * withdrawn where no words are made. */
struct articles_due { int64_t article; const char *lang; };
struct articles_due *articles_due(struct desk *d, struct arena *a, size_t limit, size_t *n);
int64_t articles_due_count(struct desk *d);
bool articles_due_any(struct desk *d);
bool articles_is_due(struct desk *d, int64_t article, const char *lang);
void articles_due_done(struct desk *d, int64_t article, const char *lang);
/* All live texts become due, after the index was emptied. */
void articles_due_all(struct desk *d);

#endif
