/* policies: the versions of the policy kept in the desk. */
#include "store/policies.h"

#include <string.h>

#include "base/vec.h"
#include "db/db.h"
#include "policy/pack.h"

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

/* --- ready to be asked --- */

/* The versions of a desk, each opened when first asked for. They are never
 * changed; a new one shows in the head. */
struct policy_cache {
	struct arena *a;
	int64_t last;                  /* the head's last version when it was read */
	struct { struct policy_known { int64_t version, from; struct policy *p; bool tried; } *v; size_t n, cap; } known;
};

static struct policy_cache *cache_of(struct desk *d)
{
	struct policy_cache **slot = desk_policies(d), *c = *slot;

	if (!c) {
		c = *slot = arena_new(desk_memory(d), struct policy_cache);
		c->a = desk_memory(d);
	}
	if (c->last == desk_head(d)->policy && c->known.n)
		return c;
	struct db_stmt *s = db_query(desk_db(d), "SELECT version, valid_from FROM policy WHERE version > $1 "
	                             "ORDER BY version", db_int(c->last));
	while (db_step(s) == DB_ROW)
		*vec_push(c->a, &c->known) = (struct policy_known){.version = db_i64(s, 0), .from = db_i64(s, 1)};
	db_end(s);
	c->last = c->known.n ? c->known.v[c->known.n - 1].version : 0;
	return c;
}

static struct policy *opened(struct desk *d, struct policy_cache *c, struct policy_known *k)
{
	struct policy_version v;

	if (!k->tried && policies_load(d, c->a, k->version, POLICIES_PACKED, &v))
		k->p = policy_unpack(c->a, v.packed, v.npacked, NULL);
	k->tried = true;
	return k->p;
}

struct policy *policies_in_force(struct desk *d, int64_t at, int64_t *version)
{
	struct policy_cache *c = cache_of(d);
	struct policy_known *best = c->known.n ? &c->known.v[0] : NULL;

	for (size_t i = 0; i < c->known.n; i++)
		if (c->known.v[i].from <= at && (best->from > at || c->known.v[i].from >= best->from))
			best = &c->known.v[i];
	if (!best)
		return NULL;
	*version = best->version;
	return opened(d, c, best);
}

struct policy *policies_version(struct desk *d, int64_t version)
{
	struct policy_cache *c = cache_of(d);

	for (size_t i = 0; i < c->known.n; i++)
		if (c->known.v[i].version == version)
			return opened(d, c, &c->known.v[i]);
	return NULL;
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
