/* traces: single facts of a ticket's record. */
#include "store/traces.h"

#include "base/str.h"
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
