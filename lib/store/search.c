/* search: the full text of subjects and messages, newest first. */
#include "store/search.h"

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

int search_check(struct desk *d)
{
	return (int)db_exec(desk_db(d), "INSERT INTO search (search) VALUES ('integrity-check')");
}
