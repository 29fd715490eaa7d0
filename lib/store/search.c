/* search: the full text of subjects and messages, newest first. */
#include "store/search.h"

#include <string.h>

#include "base/str.h"
#include "db/db.h"
#include "store/search_pg.h"

void search_add_words(struct desk *d, int64_t seq, const char *words, size_t n)
{
	if (desk_on_server(d))
		search_pg_add(desk_db(d), seq, words, n);
	else
		db_exec(desk_db(d), "INSERT INTO search (rowid, body) VALUES ($1, $2)", db_int(seq),
		        db_textn(words, n));
}

void search_add(struct desk *d, struct arena *a, const struct event *e)
{
	struct str tokens = str_new(a);

	if (!search_indexes(e->kind))
		return;
	for (size_t i = 0; i < e->ntexts; i++) {
		const struct event_text *t = &e->texts[i];
		if (t->part == PART_SUBJECT || t->part == PART_BODY)
			token_text(&tokens, t->body, t->n);
	}
	if (tokens.n)
		search_add_words(d, e->seq, tokens.p, tokens.n);
}

struct search {
	struct desk *d;
	struct db_stmt *st;
	const struct token_query *q;
	struct arena row;
	bool server;
};

struct search *search_open(struct desk *d, struct arena *a, const struct token_query *q)
{
	struct search *s = arena_new(a, struct search);

	*s = (struct search){.d = d, .q = q, .server = desk_on_server(d)};
	s->st = s->server ? search_pg_open(desk_db(d), a, q)
	      : db_scan(desk_db(d), "SELECT search.rowid, event.ticket, event.at FROM search "
	                "JOIN event ON event.seq = search.rowid WHERE search MATCH $1 "
	                "ORDER BY search.rowid DESC", db_text(token_match(a, q)));
	return s;
}

bool search_next(struct search *s, int64_t *seq, int64_t *ticket, int64_t *at)
{
	do {
		if (db_step(s->st) != DB_ROW)
			return false;
	} while (s->server && !search_pg_hit(s->d, s->st, s->q, &s->row));
	*seq = db_i64(s->st, 0);
	*ticket = db_i64(s->st, 1);
	*at = db_i64(s->st, 2);
	return true;
}

void search_end(struct search *s)
{
	db_end(s->st);
	arena_free(&s->row);
}

/* --- the sum --- */

/* FNV-1a with a last mix (constants of MurmurHash3's finalizer). */
uint64_t search_hash(const char *p, size_t n)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 0x100000001b3u;
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	return h ^ h >> 33;
}

void search_sum_prepare(struct desk *d)
{
	if (!desk_on_server(d))
		db_exec(desk_db(d), "CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab(main, search, row)");
}

struct search_sum search_sum(struct desk *d)
{
	struct search_sum x = {0};
	size_t n;

	if (desk_on_server(d))
		return search_pg_sum(desk_db(d));
	struct db_stmt *s = db_query(desk_db(d), "SELECT term, cnt FROM temp.search_terms");
	while (db_step(s) == DB_ROW) {
		const char *term = db_str(s, 0, &n);
		uint64_t count = (uint64_t)db_i64(s, 1);
		x.words += count;
		x.sum += count * search_hash(term ? term : "", n);
	}
	db_end(s);
	return x;
}

struct search_texts {
	struct search_sum x;
	bool server;
	int64_t seq;                   /* the event at hand; 0: none */
	struct arena row;
	struct str words;              /* its words so far */
};

struct search_texts *search_texts(struct desk *d, struct arena *a)
{
	struct search_texts *t = arena_new(a, struct search_texts);

	t->server = desk_on_server(d);
	return t;
}

/* The event at hand is complete. */
static void count(struct search_texts *t)
{
	if (t->seq && t->server && t->words.n) {
		search_pg_expect(&t->x, &t->row, t->seq, t->words.p, t->words.n);
	} else if (t->seq) {
		for (const char *p = t->words.p; *p;) {
			size_t len = strcspn(p, " ");
			t->x.words++;
			t->x.sum += search_hash(p, len);
			p += len + (p[len] == ' ');
		}
	}
	arena_reset(&t->row);
	t->seq = 0;
}

void search_texts_add(struct search_texts *t, int64_t seq, const char *body, size_t n)
{
	if (t->seq != seq) {
		count(t);
		t->seq = seq;
		t->words = str_new(&t->row);
	}
	token_text(&t->words, body, n);
}

struct search_sum search_texts_sum(struct search_texts *t)
{
	count(t);
	arena_free(&t->row);
	return t->x;
}
