/* said: how often the customer spoke again. */
#include "store/said.h"

#include "base/str.h"
#include "db/db.h"
#include "when/clock.h"

int64_t said_up_to(struct desk *d, int64_t ticket, int64_t from, int64_t to, bool *joined)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT kind, at FROM event WHERE ticket = $1 AND "
	                             "(kind IN ('call', 'merge', 'split') OR (kind = 'note' AND role = 'customer'))",
	                             db_int(ticket));
	int64_t n = 0;

	*joined = false;
	while (db_step(s) == DB_ROW) {
		const char *kind = db_str(s, 0, NULL);
		int64_t at = db_i64(s, 1);
		if (str_eq(kind, "note"))
			n += at >= from && (to == AT_NONE || at <= to);
		else                       /* whose call, which words: the event says */
			*joined = true;
	}
	db_end(s);
	return n;
}
