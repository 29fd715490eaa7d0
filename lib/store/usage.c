/* usage: ranges of the index over events of the knowledge base. */
#include "store/usage.h"

#include <string.h>

#include "base/str.h"
#include "base/words.h"
#include "db/db.h"
#include "when/clock.h"

struct usages { struct db_stmt *st; };

struct usages *usages_between(struct desk *d, struct arena *a, int64_t from, int64_t to)
{
	struct usages *s = arena_new(a, struct usages);

	s->st = db_scan(desk_db(d), "SELECT seq, ticket, at, role, actor, data FROM event WHERE kind = 'kb' AND at >= $1 "
	                "AND at < $2 ORDER BY at, seq", db_int(from), db_int(to));
	return s;
}

struct usages *usages_of(struct desk *d, struct arena *a, int64_t ticket)
{
	struct usages *s = arena_new(a, struct usages);

	s->st = db_query(desk_db(d), "SELECT seq, ticket, at, role, actor, data FROM event WHERE ticket = $1 AND kind = 'kb' "
	                 "ORDER BY seq", db_int(ticket));
	return s;
}

bool usages_next(struct usages *s, struct arena *row, struct event *e)
{
	while (db_step(s->st) == DB_ROW) {
		int role = words_find(role_words, db_str(s->st, 3, NULL));
		size_t n;
		const char *data = db_str(s->st, 5, &n);
		*e = (struct event){.seq = db_i64(s->st, 0), .ticket = db_i64(s->st, 1), .at = db_i64(s->st, 2),
		                    .kind = EVENT_KB, .role = (enum role)role, .actor = db_dup(s->st, 4, row)};
		if (role >= 0 && data && pairs_parse(row, arena_dup(row, data, n), n, &e->data))
			return true;
	}
	return false;
}

void usages_end(struct usages *s)
{
	db_end(s->st);
}

int64_t usages_last_keyed(struct desk *d, const char *prefix)
{
	struct arena a = {0};
	size_t n = strlen(prefix);
	char *end = arena_dup(&a, prefix, n);
	int64_t seq = 0;

	end[n - 1] = '0';
	struct db_stmt *s = db_query(desk_db(d), "SELECT seq FROM event WHERE ext >= $1 AND ext < $2 ORDER BY ext DESC LIMIT 1",
	                             db_text(prefix), db_text(end));
	if (db_step(s) == DB_ROW)
		seq = db_i64(s, 0);
	db_end(s);
	arena_free(&a);
	return seq;
}

int64_t usages_opened_after(struct desk *d, int64_t customer, int64_t after, int64_t until)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT min(opened) FROM ticket WHERE customer = $1 AND opened > $2 "
	                             "AND opened <= $3 AND spam = 0 AND merged = 0",
	                             db_int(customer), db_int(after), db_int(until));
	int64_t at = AT_NONE;

	if (db_step(s) == DB_ROW && !db_is_null(s, 0))
		at = db_i64(s, 0);
	db_end(s);
	return at;
}

void usages_closed(struct desk *d, int64_t from, int64_t to, int64_t *closed, int64_t *linked)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT count(*), count((SELECT 1 FROM article_ticket AS l WHERE l.ticket = t.id "
	                             "LIMIT 1)) FROM ticket AS t WHERE t.closed >= $1 AND t.closed < $2 AND t.spam = 0 "
	                             "AND t.merged = 0", db_int(from), db_int(to));

	*closed = *linked = 0;
	if (db_step(s) == DB_ROW) {
		*closed = db_i64(s, 0);
		*linked = db_i64(s, 1);
	}
	db_end(s);
}
