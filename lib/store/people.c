/* people: the rows that cache what person events say, with their addresses. */
#include "store/people.h"

#include <string.h>

#include "base/str.h"
#include "db/db.h"

#define COLUMNS "id, seq, customer, key, name, lang, rest"

/* A text of the row; one with a NUL inside is damaged. */
static const char *exact_text(struct db_stmt *s, int column, struct arena *a, bool *damaged)
{
	const char *text = db_dup(s, column, a);
	size_t n = 0;

	db_str(s, column, &n);
	*damaged |= text && strlen(text) != n;
	return text;
}

static void read_row(struct db_stmt *s, struct arena *a, struct person *p)
{
	bool damaged = false;
	size_t n;

	*p = (struct person){.id = db_i64(s, 0), .seq = db_i64(s, 1), .customer = db_i64(s, 2),
	                     .key = exact_text(s, 3, a, &damaged), .name = exact_text(s, 4, a, &damaged),
	                     .lang = exact_text(s, 5, a, &damaged)};
	const char *rest = db_str(s, 6, &n);
	struct str exact = str_new(a);
	p->damaged = damaged || !rest || !person_parse_rest(a, p, rest, n);
	person_print_rest(a, &exact, p);
	p->damaged |= rest && (exact.n != n || memcmp(exact.p, rest, n) != 0);
}

static void load_addresses(struct desk *d, struct arena *a, struct person *p)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT channel, address FROM address WHERE person = $1 "
	                             "ORDER BY channel, address", db_int(p->id));
	while (db_step(s) == DB_ROW)
		pairs_add(a, &p->addresses, exact_text(s, 0, a, &p->damaged), exact_text(s, 1, a, &p->damaged));
	db_end(s);
}

static bool one(struct desk *d, struct db_stmt *s, struct arena *a, struct person *p)
{
	bool found = db_step(s) == DB_ROW;

	if (found)
		read_row(s, a, p);
	db_end(s);
	if (found)
		load_addresses(d, a, p);
	return found;
}

bool people_load(struct desk *d, struct arena *a, int64_t id, struct person *p)
{
	return one(d, db_query(desk_db(d), "SELECT " COLUMNS " FROM person WHERE id = $1", db_int(id)), a, p);
}

bool people_by_key(struct desk *d, struct arena *a, const char *key, struct person *p)
{
	return one(d, db_query(desk_db(d), "SELECT " COLUMNS " FROM person WHERE key = $1", db_text(key)), a, p);
}

size_t people_at(struct desk *d, struct arena *a, const char *channel, const char *address,
                 int64_t customer, struct person *p)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT person FROM address WHERE channel = $1 AND "
	                             "address = $2 ORDER BY person", db_text(channel), db_text(address));
	struct person one_of_them;
	size_t n = 0;

	while (db_step(s) == DB_ROW) {
		if (!people_load(d, a, db_i64(s, 0), &one_of_them) || one_of_them.gone ||
		    (customer && one_of_them.customer != customer))
			continue;
		if (n++ == 0)
			*p = one_of_them;
	}
	db_end(s);
	return n;
}

static void save_addresses(struct desk *d, const struct person *p)
{
	db_exec(desk_db(d), "DELETE FROM address WHERE person = $1", db_int(p->id));
	for (size_t i = 0; i < p->addresses.n; i++)
		db_exec(desk_db(d), "INSERT INTO address (channel, address, person) VALUES ($1, $2, $3)",
		        db_text(p->addresses.v[i].name), db_text(p->addresses.v[i].value), db_int(p->id));
}

void people_save(struct desk *d, struct arena *a, const struct person *p)
{
	struct str rest = str_new(a);

	person_print_rest(a, &rest, p);
	db_exec(desk_db(d), "INSERT INTO person (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7) "
	        "ON CONFLICT (id) DO UPDATE SET seq = $2, customer = $3, key = $4, name = $5, lang = $6, "
	        "rest = $7", db_int(p->id), db_int(p->seq), db_int(p->customer), db_text(p->key),
	        db_text(p->name), db_text(p->lang), db_textn(rest.p, rest.n));
	save_addresses(d, p);
}

struct people { struct desk *d; struct db_stmt *st; };

struct people *people_of(struct desk *d, struct arena *a, int64_t customer)
{
	struct people *s = arena_new(a, struct people);

	*s = (struct people){d, customer
		? db_scan(desk_db(d), "SELECT " COLUMNS " FROM person WHERE customer = $1 ORDER BY id",
		           db_int(customer))
		: db_scan(desk_db(d), "SELECT " COLUMNS " FROM person ORDER BY id")};
	return s;
}

bool people_next(struct people *s, struct arena *row, struct person *p)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	read_row(s->st, row, p);
	load_addresses(s->d, row, p);
	return true;
}

void people_end(struct people *s)
{
	db_end(s->st);
}

static int64_t number(struct db_stmt *s)
{
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;

	db_end(s);
	return n;
}

int64_t people_count(struct desk *d, int64_t customer)
{
	return number(db_query(desk_db(d), "SELECT count(*) FROM person WHERE customer = $1", db_int(customer)));
}

int64_t people_addresses(struct desk *d)
{
	return number(db_query(desk_db(d), "SELECT count(*) FROM address"));
}
