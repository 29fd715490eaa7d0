/* traces: single facts of a ticket's record. */
#include "store/traces.h"

#include "base/str.h"
#include "base/words.h"
#include "db/db.h"
#include "domain/pairs.h"
#include "when/clock.h"

int64_t traces_said(struct desk *d, int64_t ticket, int64_t from, int64_t to, bool *unsure)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT kind, at FROM event WHERE ticket = $1 AND "
	                             "(kind IN ('call', 'merge', 'split') OR (kind = 'note' AND role = 'customer'))",
	                             db_int(ticket));
	int64_t n = 0;

	*unsure = false;
	while (db_step(s) == DB_ROW) {
		const char *kind = db_str(s, 0, NULL);
		int64_t at = db_i64(s, 1);
		if (str_eq(kind, "note"))
			n += at >= from && (to == AT_NONE || at <= to);
		else                       /* whose call, which words: the event says */
			*unsure = true;
	}
	db_end(s);
	return n;
}

/* --- what customers said --- */

struct traces { struct db_stmt *st; };

#define WORDS_OF "SELECT seq, ticket, at, kind, role, data FROM event WHERE "
#define THEIR_WORDS "(kind IN ('open', 'call', 'survey') OR (kind = 'note' AND role = 'customer'))"

struct traces *traces_words(struct desk *d, struct arena *a, int64_t ticket, int64_t from, int64_t to)
{
	struct traces *s = arena_new(a, struct traces);

	if (ticket)
		s->st = db_query(desk_db(d), WORDS_OF "ticket = $1 AND at >= $2 AND at < $3 AND " THEIR_WORDS,
		                 db_int(ticket), db_int(from), db_int(to));
	else
		s->st = db_scan(desk_db(d), WORDS_OF "at >= $1 AND at < $2 AND ticket <> 0 AND " THEIR_WORDS,
		                db_int(from), db_int(to));
	return s;
}

static bool read_facts(const struct traces *s, struct arena *row, struct event *e)
{
	int kind = words_find(event_kind_words, db_str(s->st, 3, NULL)), role = words_find(role_words, db_str(s->st, 4, NULL));
	size_t n;
	const char *data = db_str(s->st, 5, &n);

	*e = (struct event){.seq = db_i64(s->st, 0), .ticket = db_i64(s->st, 1), .at = db_i64(s->st, 2),
	                    .kind = (enum event_kind)kind, .role = (enum role)role};
	return kind >= 0 && role >= 0 && data && pairs_parse(row, arena_dup(row, data, n), n, &e->data);
}

/* Damaged ones are left out: verify tells of them. */
bool traces_next(struct traces *s, struct arena *row, struct event *e)
{
	while (db_step(s->st) == DB_ROW)
		if (read_facts(s, row, e))
			return true;
	return false;
}

void traces_end(struct traces *s)
{
	db_end(s->st);
}

bool traces_linked(struct desk *d, int64_t ticket)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT 1 FROM article_ticket WHERE ticket = $1 LIMIT 1", db_int(ticket));
	bool found = db_step(s) == DB_ROW;

	db_end(s);
	return found;
}

int traces_entry_level(struct desk *d, struct arena *a, int64_t ticket)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT data FROM event WHERE ticket = $1 ORDER BY seq LIMIT 1",
	                             db_int(ticket));
	struct pairs p;
	size_t n;
	int level = 0;

	if (db_step(s) == DB_ROW) {
		const char *data = db_str(s, 0, &n);
		if (data && pairs_parse(a, data, n, &p))
			level = (int)pairs_int(&p, "level", 0);
	}
	db_end(s);
	return level;
}
