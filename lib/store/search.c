/* search: the full text of subjects and messages, newest first. */
#include "store/search.h"

#include <string.h>

#include "db/db.h"

void search_add(struct desk *d, struct arena *a, const struct event *e)
{
	struct str tokens = str_new(a);

	for (size_t i = 0; i < e->ntexts; i++) {
		const struct event_text *t = &e->texts[i];
		if (t->part != PART_SUBJECT && t->part != PART_BODY)
			continue;
		if (tokens.n)
			str_addc(&tokens, ' ');
		token_text(&tokens, t->body, t->n);
	}
	if (tokens.n)
		db_exec(desk_db(d), "INSERT INTO search (rowid, body) VALUES ($1, $2)",
		        db_int(e->seq), db_textn(tokens.p, tokens.n));
}

struct search { struct db_stmt *st; };

struct search *search_open(struct desk *d, struct arena *a, const struct token_query *q)
{
	struct search *s = arena_new(a, struct search);

	s->st = db_query(desk_db(d), "SELECT search.rowid, event.ticket, event.at FROM search "
	                 "JOIN event ON event.seq = search.rowid WHERE search MATCH $1 "
	                 "ORDER BY search.rowid DESC", db_text(token_match(a, q)));
	return s;
}

bool search_next(struct search *s, int64_t *seq, int64_t *ticket, int64_t *at)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	*seq = db_i64(s->st, 0);
	*ticket = db_i64(s->st, 1);
	*at = db_i64(s->st, 2);
	return true;
}

void search_end(struct search *s)
{
	db_end(s->st);
}

/* --- the sum --- */

/* FNV-1a with a last mix (constants of MurmurHash3's finalizer). */
static uint64_t hash(const char *p, size_t n)
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
	db_exec(desk_db(d), "CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab(main, search, row)");
}

struct search_sum search_sum(struct desk *d)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT term, cnt FROM temp.search_terms");
	struct search_sum x = {0};
	size_t n;

	while (db_step(s) == DB_ROW) {
		const char *term = db_str(s, 0, &n);
		uint64_t count = (uint64_t)db_i64(s, 1);
		x.tokens += count;
		x.sum += count * hash(term ? term : "", n);
	}
	db_end(s);
	return x;
}

void search_sum_add(struct search_sum *x, struct arena *a, const char *body, size_t n)
{
	struct str tokens = str_new(a);

	token_text(&tokens, body, n);
	for (const char *p = tokens.p; *p;) {
		size_t len = strcspn(p, " ");
		x->tokens++;
		x->sum += hash(p, len);
		p += len + (p[len] == ' ');
	}
}
