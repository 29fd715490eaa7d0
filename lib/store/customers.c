/* customers: the rows that cache what customer events say. */
#include "store/customers.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "db/db.h"

#define COLUMNS "id, seq, key, name, lang, plan, stage, csm, merged, internal, rest"

/* A text of the row; one with a NUL inside is damaged. */
static const char *exact_text(struct db_stmt *s, int column, struct arena *a, bool *damaged)
{
	const char *text = db_dup(s, column, a);
	size_t n = 0;

	db_str(s, column, &n);
	*damaged |= text && strlen(text) != n;
	return text;
}

static void read_row(struct db_stmt *s, struct arena *a, struct customer *c)
{
	bool damaged = db_i64(s, 9) != (db_i64(s, 9) == 1);
	size_t n;

	*c = (struct customer){.id = db_i64(s, 0), .seq = db_i64(s, 1), .key = exact_text(s, 2, a, &damaged),
	                       .name = exact_text(s, 3, a, &damaged), .lang = exact_text(s, 4, a, &damaged),
	                       .plan = exact_text(s, 5, a, &damaged), .stage = exact_text(s, 6, a, &damaged),
	                       .csm = exact_text(s, 7, a, &damaged), .merged = db_i64(s, 8),
	                       .internal = db_i64(s, 9) != 0};
	const char *rest = db_str(s, 10, &n);
	struct str exact = str_new(a);
	c->damaged = damaged || !rest || !customer_parse_rest(a, c, rest, n);
	customer_print_rest(a, &exact, c);
	c->damaged |= rest && (exact.n != n || memcmp(exact.p, rest, n) != 0);
}

static bool one(struct db_stmt *s, struct arena *a, struct customer *c)
{
	bool found = db_step(s) == DB_ROW;

	if (found)
		read_row(s, a, c);
	db_end(s);
	return found;
}

bool customers_load(struct desk *d, struct arena *a, int64_t id, struct customer *c)
{
	return one(db_query(desk_db(d), "SELECT " COLUMNS " FROM customer WHERE id = $1", db_int(id)), a, c);
}

bool customers_by_key(struct desk *d, struct arena *a, const char *key, struct customer *c)
{
	return one(db_query(desk_db(d), "SELECT " COLUMNS " FROM customer WHERE key = $1",
	                    db_text(key)), a, c);
}

bool customers_find(struct desk *d, struct arena *a, const char *key, struct customer *c)
{
	bool found = customers_by_key(d, a, key, c);

	for (int i = 0; i < 100 && found && c->merged; i++)    /* damage may go round */
		found = customers_load(d, a, c->merged, c);
	return found;
}

void customers_save(struct desk *d, struct arena *a, const struct customer *c)
{
	struct str rest = str_new(a);

	customer_print_rest(a, &rest, c);
	db_exec(desk_db(d), "INSERT INTO customer (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
	        "$10, $11) ON CONFLICT (id) DO UPDATE SET seq = $2, key = $3, name = $4, lang = $5, "
	        "plan = $6, stage = $7, csm = $8, merged = $9, internal = $10, rest = $11",
	        db_int(c->id), db_int(c->seq), db_text(c->key), db_text(c->name), db_text(c->lang),
	        db_text(c->plan), db_text(c->stage), db_text(c->csm), db_int(c->merged),
	        db_int(c->internal), db_textn(rest.p, rest.n));
}

struct customers {
	struct desk *d;
	struct db_stmt *st;
	bool erased_follow;            /* once st is through */
};

static struct customers *list(struct arena *a, struct db_stmt *st)
{
	struct customers *s = arena_new(a, struct customers);

	s->st = st;
	return s;
}

struct customers *customers_all(struct desk *d, struct arena *a)
{
	return list(a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM customer ORDER BY id"));
}

struct customers *customers_in_order(struct desk *d, struct arena *a)
{
	struct customers *s = list(a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM customer "
	                                       "WHERE key IS NOT NULL ORDER BY key"));
	s->d = d;
	s->erased_follow = true;
	return s;
}

struct customers *customers_of_csm(struct desk *d, struct arena *a, const char *csm)
{
	return list(a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM customer WHERE csm = $1 ORDER BY key",
	                        db_text(csm)));
}

/* The next row, in the second list where the first is at its end. */
static bool step(struct customers *s)
{
	if (db_step(s->st) == DB_ROW)
		return true;
	if (!s->erased_follow)
		return false;
	s->erased_follow = false;
	db_end(s->st);
	s->st = db_scan(desk_db(s->d), "SELECT " COLUMNS " FROM customer WHERE key IS NULL ORDER BY id");
	return db_step(s->st) == DB_ROW;
}

bool customers_next(struct customers *s, struct arena *row, struct customer *c)
{
	if (!step(s))
		return false;
	read_row(s->st, row, c);
	return true;
}

void customers_end(struct customers *s)
{
	db_end(s->st);
}

static int64_t number(struct db_stmt *s)
{
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;

	db_end(s);
	return n;
}

int64_t customers_looked_after(struct desk *d, const char *csm)
{
	return number(db_query(desk_db(d), "SELECT count(*) FROM customer WHERE csm = $1", db_text(csm)));
}

int64_t customers_open(struct desk *d, int64_t id)
{
	return number(db_query(desk_db(d), "SELECT count(*) FROM ticket WHERE customer = $1 AND active = 1",
	                       db_int(id)));
}

int64_t customers_cases(struct desk *d, int64_t id, int64_t from, int64_t to)
{
	return number(db_query(desk_db(d), "SELECT count(*) FROM ticket WHERE customer = $1 AND opened >= $2 "
	                       "AND opened < $3 AND spam = 0 AND merged = 0", db_int(id), db_int(from), db_int(to)));
}

int64_t *customers_tickets(struct desk *d, struct arena *a, int64_t id, bool open, size_t *n)
{
	struct db_stmt *s = open
		? db_query(desk_db(d), "SELECT id FROM ticket WHERE customer = $1 AND active = 1 ORDER BY id", db_int(id))
		: db_query(desk_db(d), "SELECT id FROM ticket WHERE customer = $1 ORDER BY id", db_int(id));
	struct { int64_t *v; size_t n, cap; } list = {0};

	while (db_step(s) == DB_ROW)
		*vec_push(a, &list) = db_i64(s, 0);
	db_end(s);
	*n = list.n;
	return list.v;
}

struct customers_case *customers_latest(struct desk *d, struct arena *a, int64_t id, size_t *n)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT id, changed FROM ticket WHERE customer = $1 AND spam = 0 "
	                             "ORDER BY changed DESC, id DESC", db_int(id));
	struct { struct customers_case *v; size_t n, cap; } list = {0};

	while (db_step(s) == DB_ROW)
		*vec_push(a, &list) = (struct customers_case){db_i64(s, 0), db_i64(s, 1)};
	db_end(s);
	*n = list.n;
	return list.v;
}
