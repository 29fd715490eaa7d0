/* customers: the rows that cache what customer events say. */
#include "store/customers.h"

#include "db/db.h"

#define COLUMNS "id, seq, key, name, lang, plan"

static void read_row(struct db_stmt *s, struct arena *a, struct customer *c)
{
	*c = (struct customer){db_i64(s, 0), db_i64(s, 1), db_dup(s, 2, a), db_dup(s, 3, a),
	                       db_dup(s, 4, a), db_dup(s, 5, a)};
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

void customer_apply(struct customer *c, const struct event *e)
{
	const char *value;

	c->id = pairs_int(&e->data, "customer", 0);
	c->seq = e->seq;
	if (event_text(e, PART_KEY))
		c->key = event_body(e, PART_KEY);
	if (event_text(e, PART_NAME))
		c->name = event_body(e, PART_NAME);
	if ((value = pairs_get(&e->data, "lang")))
		c->lang = *value ? value : NULL;
	if ((value = pairs_get(&e->data, "plan")))
		c->plan = *value ? value : NULL;
}

void customers_save(struct desk *d, const struct customer *c)
{
	db_exec(desk_db(d), "INSERT INTO customer (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6) "
	        "ON CONFLICT (id) DO UPDATE SET seq = $2, key = $3, name = $4, lang = $5, plan = $6",
	        db_int(c->id), db_int(c->seq), db_text(c->key), db_text(c->name), db_text(c->lang),
	        db_text(c->plan));
}

struct customers { struct db_stmt *st; };

struct customers *customers_all(struct desk *d, struct arena *a)
{
	struct customers *s = arena_new(a, struct customers);

	s->st = db_query(desk_db(d), "SELECT " COLUMNS " FROM customer ORDER BY id");
	return s;
}

bool customers_next(struct customers *s, struct arena *row, struct customer *c)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	read_row(s->st, row, c);
	return true;
}

void customers_end(struct customers *s)
{
	db_end(s->st);
}
