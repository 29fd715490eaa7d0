/* clocks: the rows that cache what domain/clocks.h says of each ticket. */
#include "store/clocks.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "db/db.h"
#include "store/policies.h"

#define COLUMNS "ticket, name, cycle, kind, state, level, start, due, risk, ended, counted, turned, " \
	"still, over, rule, target, calendar, policy"
enum { N_COLUMNS = 18 };

/* --- writing --- */

static void values_of(struct arena *a, int64_t ticket, const struct clock_cycle *c, struct db_val v[N_COLUMNS])
{
	char *target = arena_alloc(a, 32);

	span_print(target, c->now.target);
	v[0] = db_int(ticket);
	v[1] = db_text(c->name);
	v[2] = db_int(c->cycle);
	v[3] = db_int(c->kind);
	v[4] = db_int(c->state);
	v[5] = db_int(c->level);
	v[6] = db_int(c->start);
	v[7] = db_int_or_null(c->due, AT_NONE);
	v[8] = db_int_or_null(c->risk, AT_NONE);
	v[9] = db_int_or_null(c->ended, AT_NONE);
	v[10] = db_int(c->counted_s);
	v[11] = db_int(c->counted_at);
	v[12] = db_int(c->still);
	v[13] = db_int(c->over_s);
	v[14] = db_text(c->now.rule ? c->now.rule : "");
	v[15] = db_text(target);
	v[16] = db_text(c->now.calendar);
	v[17] = db_int(c->version);
}

#define INSERT "INSERT INTO clock (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, " \
	"$11, $12, $13, $14, $15, $16, $17, $18)"

static void insert_row(struct desk *d, struct arena *a, int64_t ticket, const struct clock_cycle *c)
{
	struct db_val v[N_COLUMNS];

	values_of(a, ticket, c, v);
	db_put_row(desk_db(d), INSERT, v, N_COLUMNS);
}

static void write_row(struct desk *d, struct arena *a, int64_t ticket, const struct clock_cycle *c)
{
	struct db_val v[N_COLUMNS];

	values_of(a, ticket, c, v);
	db_run(desk_db(d), INSERT " ON CONFLICT (ticket, name, cycle) DO UPDATE SET "
	       "kind = $4, state = $5, level = $6, start = $7, due = $8, risk = $9, ended = $10, "
	       "counted = $11, turned = $12, still = $13, over = $14, rule = $15, target = $16, "
	       "calendar = $17, policy = $18", v, N_COLUMNS);
}

bool clock_same(const struct clock_cycle *x, const struct clock_cycle *y)
{
	return strcmp(x->name, y->name) == 0 && x->cycle == y->cycle && x->kind == y->kind &&
	       x->state == y->state && x->level == y->level && x->start == y->start && x->due == y->due &&
	       x->risk == y->risk && x->ended == y->ended && x->counted_s == y->counted_s &&
	       x->counted_at == y->counted_at && x->still == y->still && x->over_s == y->over_s &&
	       str_eq(x->now.rule, y->now.rule) && x->now.target.unit == y->now.target.unit &&
	       x->now.target.n == y->now.target.n && str_eq(x->now.calendar, y->now.calendar) &&
	       x->version == y->version;
}

static const struct clock_cycle *find(const struct clocks *c, const char *name, int64_t cycle)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].cycle == cycle && strcmp(c->v[i].name, name) == 0)
			return &c->v[i];
	return NULL;
}

void clocks_change(struct desk *d, struct arena *a, int64_t ticket, const struct clocks *old,
                   const struct clocks *c)
{
	for (size_t i = 0; i < old->n; i++)
		if (!find(c, old->v[i].name, old->v[i].cycle))
			db_exec(desk_db(d), "DELETE FROM clock WHERE ticket = $1 AND name = $2 AND cycle = $3",
			        db_int(ticket), db_text(old->v[i].name), db_int(old->v[i].cycle));
	for (size_t i = 0; i < c->n; i++) {
		const struct clock_cycle *was = find(old, c->v[i].name, c->v[i].cycle);
		if (!was || !clock_same(was, &c->v[i]))
			write_row(d, a, ticket, &c->v[i]);
	}
}

void clocks_save(struct desk *d, struct arena *a, int64_t ticket, const struct clocks *c, bool fresh)
{
	struct clocks old = {0};
	struct clock_row r;

	for (size_t i = 0; fresh && i < c->n; i++)
		insert_row(d, a, ticket, &c->v[i]);
	if (fresh)
		return;
	struct clock_rows *list = clocks_of_ticket(d, a, ticket);
	while (clocks_next(list, a, &r))
		*vec_push(a, &old) = r.c;
	clocks_end(list);
	clocks_change(d, a, ticket, &old, c);
}

/* --- reading --- */

struct clock_rows { struct desk *d; struct db_stmt *st; bool bare; };

static struct clock_rows *list(struct desk *d, struct arena *a, struct db_stmt *st, bool bare)
{
	struct clock_rows *s = arena_new(a, struct clock_rows);

	*s = (struct clock_rows){d, st, bare};
	return s;
}

static int64_t at_of(struct db_stmt *s, int i)
{
	return db_is_null(s, i) ? AT_NONE : db_i64(s, i);
}

static void read_row(struct clock_rows *s, struct arena *a, struct clock_row *r)
{
	struct db_stmt *st = s->st;
	struct clock_cycle *c = &r->c;
	const char *target;

	*r = (struct clock_row){.ticket = db_i64(st, 0), .c = {
		.name = db_dup(st, 1, a), .cycle = db_i64(st, 2), .kind = (enum clock_kind)db_i64(st, 3),
		.state = (enum clock_state)db_i64(st, 4), .level = (int)db_i64(st, 5), .start = db_i64(st, 6),
		.due = at_of(st, 7), .risk = at_of(st, 8), .ended = at_of(st, 9), .counted_s = db_i64(st, 10),
		.counted_at = db_i64(st, 11), .still = db_i64(st, 12) != 0, .over_s = db_i64(st, 13),
		.version = db_i64(st, 17)}};
	c->now.rule = db_dup(st, 14, a);
	target = db_str(st, 15, NULL);
	if (!target || !span_parse(target, &c->now.target))
		c->now.target = (struct span){0};
	c->now.calendar = db_dup(st, 16, a);
	c->target_s = c->now.target.unit == SPAN_SECONDS ? c->now.target.n : -1;
	struct policy *p = s->bare ? NULL : policies_version(s->d, c->version);
	c->now.cal = p ? policy_cal(p, c->now.calendar) : NULL;
	if (!s->bare && !c->now.cal)   /* nothing more can be counted */
		c->still = true;
}

struct clock_rows *clocks_of_ticket(struct desk *d, struct arena *a, int64_t ticket)
{
	return list(d, a, db_query(desk_db(d), "SELECT " COLUMNS " FROM clock WHERE ticket = $1 "
	            "ORDER BY name, cycle", db_int(ticket)), false);
}

struct clock_rows *clocks_all(struct desk *d, struct arena *a)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM clock ORDER BY ticket, name, cycle"), true);
}

struct clock_rows *clocks_due_before(struct desk *d, struct arena *a, int64_t at)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM clock WHERE ended IS NULL AND "
	            "due IS NOT NULL AND due < $1 ORDER BY due, ticket", db_int(at)), false);
}

struct clock_rows *clocks_risk_before(struct desk *d, struct arena *a, int64_t at)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM clock WHERE ended IS NULL AND "
	            "risk IS NOT NULL AND risk < $1 ORDER BY risk, ticket", db_int(at)), false);
}

struct clock_rows *clocks_still(struct desk *d, struct arena *a)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM clock WHERE ended IS NULL AND "
	            "due IS NULL ORDER BY ticket"), false);
}

struct clock_rows *clocks_running(struct desk *d, struct arena *a)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM clock WHERE ended IS NULL AND "
	            "due IS NOT NULL ORDER BY due, ticket"), false);
}

struct clock_rows *clocks_due_between(struct desk *d, struct arena *a, int64_t from, int64_t to)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM clock WHERE ended IS NULL AND "
	            "due IS NOT NULL AND due >= $1 AND due < $2 ORDER BY due, ticket", db_int(from), db_int(to)), false);
}

struct clock_rows *clocks_ended_between(struct desk *d, struct arena *a, int64_t from, int64_t to)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM clock WHERE ended >= $1 AND ended < $2 "
	            "ORDER BY ticket, name, cycle", db_int(from), db_int(to)), false);
}

struct clock_rows *clocks_open_of(struct desk *d, struct arena *a, int64_t ticket)
{
	return list(d, a, db_query(desk_db(d), "SELECT " COLUMNS " FROM clock WHERE ticket = $1 AND ended IS NULL "
	            "ORDER BY name, cycle", db_int(ticket)), false);
}

bool clocks_next(struct clock_rows *s, struct arena *row, struct clock_row *r)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	read_row(s, row, r);
	return true;
}

struct clock_rows *clocks_verdicts(struct desk *d, struct arena *a)
{
	return list(d, a, db_scan(desk_db(d), "SELECT ticket, name, cycle, state, start, due, ended, target FROM clock "
	                           "ORDER BY ticket, name, cycle"), true);
}

bool clocks_verdict_next(struct clock_rows *s, struct arena *row, struct clock_row *r)
{
	struct db_stmt *st = s->st;

	if (db_step(st) != DB_ROW)
		return false;
	*r = (struct clock_row){.ticket = db_i64(st, 0), .c = {
		.name = db_dup(st, 1, row), .cycle = db_i64(st, 2), .state = (enum clock_state)db_i64(st, 3),
		.start = db_i64(st, 4), .due = at_of(st, 5), .ended = at_of(st, 6)}};
	if (!span_parse(db_str(st, 7, NULL), &r->c.now.target))
		r->c.now.target = (struct span){0};
	return true;
}

void clocks_end(struct clock_rows *s)
{
	db_end(s->st);
}

int64_t clocks_count_due(struct desk *d, int64_t at)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT count(*) FROM clock WHERE ended IS NULL AND "
	                             "due IS NOT NULL AND due < $1", db_int(at));
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;

	db_end(s);
	return n;
}

int64_t clocks_counted(struct desk *d, int64_t ticket, enum clock_kind kind)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT counted FROM clock WHERE ticket = $1 AND kind = $2 "
	                             "ORDER BY cycle DESC LIMIT 1", db_int(ticket), db_int(kind));
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : -1;

	db_end(s);
	return n;
}

/* --- alarms --- */

void alarm_set(struct desk *d, int64_t ticket, int64_t at, bool fresh)
{
	struct db *db = desk_db(d);

	if (at == AT_NONE) {
		if (!fresh)
			db_exec(db, "DELETE FROM alarm WHERE ticket = $1", db_int(ticket));
		return;
	}
	if (fresh)
		db_put(db, "INSERT INTO alarm (ticket, at) VALUES ($1, $2)", db_int(ticket), db_int(at));
	else
		db_exec(db, "INSERT INTO alarm (ticket, at) VALUES ($1, $2) ON CONFLICT (ticket) DO UPDATE SET at = $2 "
		        "WHERE alarm.at <> $2", db_int(ticket), db_int(at));
}

struct alarm_rows { struct db_stmt *st; };

static struct alarm_rows *alarm_list(struct arena *a, struct db_stmt *st)
{
	struct alarm_rows *s = arena_new(a, struct alarm_rows);

	s->st = st;
	return s;
}

struct alarm_rows *alarms_due(struct desk *d, struct arena *a, int64_t now)
{
	return alarm_list(a, db_scan(desk_db(d), "SELECT ticket, at FROM alarm WHERE at <= $1 "
	                              "ORDER BY at, ticket", db_int(now)));
}

bool alarms_any(struct desk *d, int64_t now)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT 1 FROM alarm WHERE at <= $1 LIMIT 1", db_int(now));
	bool any = db_step(s) == DB_ROW;

	db_end(s);
	return any;
}

struct alarm_rows *alarms_all(struct desk *d, struct arena *a)
{
	return alarm_list(a, db_scan(desk_db(d), "SELECT ticket, at FROM alarm ORDER BY ticket"));
}

bool alarms_next(struct alarm_rows *s, int64_t *ticket, int64_t *at)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	*ticket = db_i64(s->st, 0);
	*at = db_i64(s->st, 1);
	return true;
}

void alarms_end(struct alarm_rows *s)
{
	db_end(s->st);
}
