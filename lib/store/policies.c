/* policies: the versions of the policy kept in the desk. */
#include "store/policies.h"

#include <string.h>

#include "db/db.h"

#define COLUMNS "version, valid_from, loaded, by, name, digest, yaml, packed"

void policies_add(struct desk *d, const struct policy_version *v)
{
	db_exec(desk_db(d), "INSERT INTO policy (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	        db_int(v->version), db_int(v->valid_from), db_int(v->loaded), db_text(v->by),
	        db_text(v->name), db_blob(v->digest, DIGEST_LEN), db_textn(v->yaml, v->nyaml),
	        db_blob(v->packed, v->npacked));
}

static void read_row(struct db_stmt *s, struct arena *a, int what, struct policy_version *v)
{
	size_t n;

	*v = (struct policy_version){.version = db_i64(s, 0), .valid_from = db_i64(s, 1),
	                             .loaded = db_i64(s, 2), .by = db_dup(s, 3, a), .name = db_dup(s, 4, a)};
	const void *digest = db_bytes(s, 5, &n);
	if (n == DIGEST_LEN)
		memcpy(v->digest, digest, n);
	if (what & POLICIES_YAML) {
		const char *text = db_str(s, 6, &v->nyaml);
		v->yaml = arena_dup(a, text ? text : "", v->nyaml);
	}
	if (what & POLICIES_PACKED) {
		const void *p = db_bytes(s, 7, &v->npacked);
		v->packed = arena_dup(a, p ? p : "", v->npacked);
	}
}

static bool one(struct db_stmt *s, struct arena *a, int what, struct policy_version *v)
{
	bool found = db_step(s) == DB_ROW;

	if (found)
		read_row(s, a, what, v);
	db_end(s);
	return found;
}

bool policies_at(struct desk *d, struct arena *a, int64_t at, int what, struct policy_version *v)
{
	return one(db_query(desk_db(d), "SELECT " COLUMNS " FROM policy WHERE valid_from <= $1 "
	                    "ORDER BY valid_from DESC, version DESC LIMIT 1", db_int(at)), a, what, v) ||
	       one(db_query(desk_db(d), "SELECT " COLUMNS " FROM policy ORDER BY version LIMIT 1"),
	           a, what, v);
}

bool policies_load(struct desk *d, struct arena *a, int64_t version, int what, struct policy_version *v)
{
	return one(db_query(desk_db(d), "SELECT " COLUMNS " FROM policy WHERE version = $1",
	                    db_int(version)), a, what, v);
}

struct policies { struct db_stmt *st; int what; };

struct policies *policies_all(struct desk *d, struct arena *a, int what)
{
	struct policies *s = arena_new(a, struct policies);

	s->what = what;
	s->st = db_query(desk_db(d), "SELECT " COLUMNS " FROM policy ORDER BY version");
	return s;
}

bool policies_next(struct policies *s, struct arena *row, struct policy_version *v)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	read_row(s->st, row, s->what, v);
	return true;
}

void policies_end(struct policies *s)
{
	db_end(s->st);
}
