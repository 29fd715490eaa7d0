/* search_pg: the full text on a PostgreSQL server.
 *
 * A tsvector knows 255 places of a word, places up to 16383, and a megabyte of
 * words. The few texts that are longer lose their places, or their words too;
 * for these the server only says which may be meant, and the query is asked of
 * the text itself. So what is found never depends on the engine. */
#include "store/search_pg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "store/events.h"

enum loss { LOSS_NONE, LOSS_PLACES, LOSS_WORDS };
enum { PLACES = 16000, TIMES = 250, BYTES = 1000000 };        /* a little below the server's bounds */

/* --- what a row holds --- */

struct distinct { struct token_place word; size_t times; };

/* The words once each, with how often they come: a table of size slots, a
 * power of two, filled at most by half. */
static struct distinct *count_words(struct arena *a, const struct token_list *list, size_t *size)
{
	struct distinct *table;

	for (*size = 64; *size < 2 * list->n; *size *= 2)
		;
	table = arena_array(a, struct distinct, *size);
	for (size_t i = 0; i < list->n; i++) {
		const struct token_place *w = &list->v[i];
		size_t k = search_hash(w->p, w->n) & (*size - 1);
		while (table[k].times && (table[k].word.n != w->n || memcmp(table[k].word.p, w->p, w->n) != 0))
			k = (k + 1) & (*size - 1);
		table[k].word = *w;
		table[k].times++;
	}
	return table;
}

struct row { enum loss loss; struct token_list words; };      /* in order, or each once, or none */

static struct row row_of(struct arena *a, const char *text, size_t n)
{
	struct row r = {LOSS_NONE, token_split(a, text)};
	size_t size, most = 0, bytes = 0;

	if (r.words.n <= TIMES)
		return r;
	struct distinct *table = count_words(a, &r.words, &size);
	for (size_t k = 0; k < size; k++) {
		most = table[k].times > most ? table[k].times : most;
		bytes += table[k].times ? table[k].word.n : 0;
	}
	if (r.words.n <= PLACES && most <= TIMES && n <= BYTES)
		return r;
	r.words.n = 0;
	r.loss = bytes <= BYTES ? LOSS_PLACES : LOSS_WORDS;
	for (size_t k = 0; k < size && r.loss == LOSS_PLACES; k++)
		if (table[k].times)
			r.words.v[r.words.n++] = table[k].word;
	return r;
}

void search_pg_add(struct db *db, int64_t seq, const char *text, size_t n)
{
	struct arena a = {0};
	struct row r = row_of(&a, text, n);
	struct str out = str_new(&a);

	for (size_t i = 0; i < r.words.n; i++) {
		str_addc(&out, '\'');
		str_addn(&out, r.words.v[i].p, r.words.v[i].n);
		if (r.loss == LOSS_NONE)
			str_printf(&out, "':%zu ", i + 1);
		else
			str_add(&out, "' ");
	}
	db_put(db, "INSERT INTO search (seq, loss, words) VALUES ($1, $2, CAST(CAST($3 AS TEXT) AS TSVECTOR))",
	       db_int(seq), db_int(r.loss), db_textn(out.p, out.n));
	arena_free(&a);
}

/* --- queries --- */

struct db_stmt *search_pg_open(struct db *db, struct arena *a, const struct token_query *q)
{
	return db_scan(db, "SELECT search.seq, event.ticket, event.at, search.loss FROM search "
	               "JOIN event ON event.seq = search.seq "
	               "WHERE loss = 0 AND words @@ CAST(CAST($1 AS TEXT) AS TSQUERY) "
	               "OR loss = 1 AND words @@ CAST(CAST($2 AS TEXT) AS TSQUERY) OR loss = 2 "
	               "ORDER BY search.seq DESC", db_text(token_tsquery(a, q, false)),
	               db_text(token_tsquery(a, q, true)));
}

bool search_pg_hit(struct desk *d, struct db_stmt *s, const struct token_query *q, struct arena *a)
{
	struct str words = str_new(a);
	int64_t seq = db_i64(s, 0);

	if (db_i64(s, 3) == LOSS_NONE)
		return true;
	for (int part = PART_SUBJECT; part <= PART_BODY; part++) {
		struct event_text t = {0};
		if (events_text(d, a, seq, part, &t) && t.body)
			token_text(&words, t.body, t.n);
	}
	struct token_list list = token_split(a, words.p);
	bool found = token_found(q, &list);
	arena_reset(a);
	return found;
}

/* --- the sum --- */

/* A word of a row, by its place (0: none is kept). */
static void count_place(struct search_sum *x, int64_t seq, const char *p, size_t n, size_t place)
{
	uint64_t h = search_hash(p, n) + (uint64_t)seq * 0x9e3779b97f4a7c15u + place;

	h ^= h >> 32;
	h *= 0xff51afd7ed558ccdu;
	x->words++;
	x->sum += h ^ h >> 29;
}

void search_pg_expect(struct search_sum *x, struct arena *a, int64_t seq, const char *text, size_t n)
{
	struct row r = row_of(a, text, n);

	count_place(x, seq, "", 0, r.loss);
	for (size_t i = 0; i < r.words.n; i++)
		count_place(x, seq, r.words.v[i].p, r.words.v[i].n, r.loss == LOSS_NONE ? i + 1 : 0);
}

/* One word as a tsvector prints it: 'word' or 'word':1,5. Returns what follows. */
static const char *count_printed(struct search_sum *x, int64_t seq, const char *p)
{
	const char *word = p + (*p == '\''), *end = word + strcspn(word, "'");
	size_t n = (size_t)(end - word);

	p = end + (*end == '\'');
	if (*p != ':')
		count_place(x, seq, word, n, 0);
	while (*p == ':' || *p == ',') {
		char *after;
		count_place(x, seq, word, n, strtoul(p + 1, &after, 10));
		p = after;
	}
	return *p ? p + 1 : p;
}

struct search_sum search_pg_sum(struct db *db)
{
	struct db_stmt *s = db_scan(db, "SELECT seq, loss, CAST(words AS TEXT) FROM search");
	struct search_sum x = {0};

	while (db_step(s) == DB_ROW) {
		int64_t seq = db_i64(s, 0);
		const char *p = db_str(s, 2, NULL);
		count_place(&x, seq, "", 0, (size_t)db_i64(s, 1));
		while (p && *p)
			p = count_printed(&x, seq, p);
	}
	db_end(s);
	return x;
}
