/* fell: promises by the instant at which they fell due. */
#include "store/fell.h"

#include "db/db.h"

struct fell {
	struct desk *d;
	struct db_stmt *st;
	int64_t from, to;
	bool ended_follow;             /* then those that ended where they had no due instant */
};

static struct fell *list(struct desk *d, struct arena *a, struct db_stmt *st, int64_t from, int64_t to, bool more)
{
	struct fell *s = arena_new(a, struct fell);

	*s = (struct fell){d, st, from, to, more};
	return s;
}

struct fell *fell_ended(struct desk *d, struct arena *a, int64_t from, int64_t to)
{
	return list(d, a, db_scan(desk_db(d), "SELECT ticket, name, kind, state, due, over, ended IS NULL FROM clock "
	                          "WHERE ended IS NOT NULL AND due >= $1 AND due < $2", db_int(from), db_int(to)),
	            from, to, true);
}

struct fell *fell_open(struct desk *d, struct arena *a, int64_t from, int64_t to)
{
	return list(d, a, db_scan(desk_db(d), "SELECT ticket, name, kind, state, due, over, ended IS NULL FROM clock "
	                          "WHERE ended IS NULL AND due IS NOT NULL AND due >= $1 AND due < $2",
	                          db_int(from), db_int(to)), from, to, false);
}

struct fell *fell_of(struct desk *d, struct arena *a, int64_t ticket, int64_t from, int64_t to)
{
	return list(d, a, db_query(desk_db(d), "SELECT ticket, name, kind, state, coalesce(due, ended), over, ended IS NULL FROM clock "
	                           "WHERE ticket = $1 AND coalesce(due, ended) >= $2 AND coalesce(due, ended) < $3",
	                           db_int(ticket), db_int(from), db_int(to)), from, to, false);
}

static bool step(struct fell *s)
{
	if (db_step(s->st) == DB_ROW)
		return true;
	if (!s->ended_follow)
		return false;
	s->ended_follow = false;
	db_end(s->st);
	s->st = db_scan(desk_db(s->d), "SELECT ticket, name, kind, state, ended, over, ended IS NULL FROM clock "
	                "WHERE due IS NULL AND ended >= $1 AND ended < $2", db_int(s->from), db_int(s->to));
	return db_step(s->st) == DB_ROW;
}

bool fell_next(struct fell *s, struct fell_row *row)
{
	if (!step(s))
		return false;
	*row = (struct fell_row){
		.ticket = db_i64(s->st, 0), .name = db_str(s->st, 1, NULL), .kind = (enum clock_kind)db_i64(s->st, 2),
		.state = (enum clock_state)db_i64(s->st, 3), .at = db_i64(s->st, 4), .over_s = db_i64(s->st, 5), .open = db_i64(s->st, 6) != 0};
	return true;
}

void fell_end(struct fell *s)
{
	db_end(s->st);
}
