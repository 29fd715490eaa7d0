/* search_pg: the full text on a PostgreSQL server; for search.c alone. */
#ifndef STORE_SEARCH_PG_H
#define STORE_SEARCH_PG_H

#include "db/db.h"
#include "store/search.h"

void search_pg_add(struct db *db, int64_t seq, const char *words, size_t n);

/* Candidates, newest first: column 0 the event's number, 1 its ticket, 2 its
 * instant, 3 what the row lost of its text. */
struct db_stmt *search_pg_open(struct db *db, struct arena *a, const struct token_query *q);
/* Is the current candidate one that the query finds? */
bool search_pg_hit(struct desk *d, struct db_stmt *s, const struct token_query *q, struct arena *a);

/* What the row of an event with these words adds to the sum. */
void search_pg_expect(struct search_sum *x, struct arena *a, int64_t seq, const char *words, size_t n);
struct search_sum search_pg_sum(struct db *db);

/* Mixes what a word is counted by. */
uint64_t search_hash(const char *p, size_t n);

#endif
