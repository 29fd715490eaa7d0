/* policies: the versions of the policy kept in the desk. */
#include "store/policies.h"

#include <string.h>

#include "base/vec.h"
#include "db/db.h"
#include "policy/pack.h"

#define COLUMNS "version, valid_from, loaded, by, name, digest, yaml, packed"
/* The texts of a policy are many times longer than all else: $1 and $2 say
 * whether they are wanted. */
#define SOME "version, valid_from, loaded, by, name, digest, CASE WHEN $1 <> 0 THEN yaml END, " \
	"CASE WHEN $2 <> 0 THEN packed END"

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

/* The version in force at an instant. */
static struct db_stmt *ask_at(struct desk *d, int64_t at, int what)
{
	return db_query(desk_db(d), "SELECT " SOME " FROM policy WHERE valid_from <= $3 "
	                "ORDER BY valid_from DESC, version DESC LIMIT 1", db_int(what & POLICIES_YAML),
	                db_int(what & POLICIES_PACKED), db_int(at));
}

bool policies_at(struct desk *d, struct arena *a, int64_t at, int what, struct policy_version *v)
{
	return one(ask_at(d, at, what), a, what, v) ||
	       one(db_query(desk_db(d), "SELECT " SOME " FROM policy ORDER BY version LIMIT 1",
	                    db_int(what & POLICIES_YAML), db_int(what & POLICIES_PACKED)), a, what, v);
}

bool policies_load(struct desk *d, struct arena *a, int64_t version, int what, struct policy_version *v)
{
	return one(db_query(desk_db(d), "SELECT " SOME " FROM policy WHERE version = $3",
	                    db_int(what & POLICIES_YAML), db_int(what & POLICIES_PACKED), db_int(version)), a, what, v);
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
	return c;
}

static struct db_stmt *ask_newer(struct desk *d, struct policy_cache *c)
{
	return db_query(desk_db(d), "SELECT version, valid_from FROM policy WHERE version > $1 "
	                "ORDER BY version", db_int(c->last));
}

static void take_newer(struct policy_cache *c, struct db_stmt *s)
{
	while (db_step(s) == DB_ROW)
		*vec_push(c->a, &c->known) = (struct policy_known){.version = db_i64(s, 0), .from = db_i64(s, 1)};
	db_end(s);
	c->last = c->known.n ? c->known.v[c->known.n - 1].version : 0;
}

/* With all versions there are. */
static struct policy_cache *complete(struct desk *d)
{
	struct policy_cache *c = cache_of(d);

	if (c->last != desk_head(d)->policy || !c->known.n)
		take_newer(c, ask_newer(d, c));
	return c;
}

static struct policy_known *find(struct policy_cache *c, int64_t version)
{
	for (size_t i = 0; i < c->known.n; i++)
		if (c->known.v[i].version == version)
			return &c->known.v[i];
	return NULL;
}

static void unpack(struct policy_cache *c, struct policy_known *k, const struct policy_version *v, struct fault *f)
{
	k->p = policy_unpack(c->a, v->packed, v->npacked, f);
	k->tried = true;
}

static struct policy *opened(struct desk *d, struct policy_cache *c, struct policy_known *k, struct fault *f)
{
	struct policy_version v;

	if ((!k->tried || (f && !k->p)) && policies_load(d, c->a, k->version, POLICIES_PACKED, &v))
		unpack(c, k, &v, f);
	k->tried = true;
	return k->p;
}

static struct policy_known *in_force(struct policy_cache *c, int64_t at)
{
	struct policy_known *best = c->known.n ? &c->known.v[0] : NULL;

	for (size_t i = 0; i < c->known.n; i++)
		if (c->known.v[i].from <= at && (best->from > at || c->known.v[i].from >= best->from))
			best = &c->known.v[i];
	return best;
}

/* The first time all versions and the one in force are asked for together. */
struct policy *policies_first(struct desk *d, int64_t at, int64_t *version, struct fault *f)
{
	struct policy_cache *c = cache_of(d);
	struct policy_version v;

	if (!c->known.n) {
		struct db_stmt *all = ask_newer(d, c), *now = ask_at(d, at, POLICIES_PACKED);
		take_newer(c, all);
		struct policy_known *k = one(now, c->a, POLICIES_PACKED, &v) ? find(c, v.version) : NULL;
		if (k)
			unpack(c, k, &v, f);
	}
	struct policy_known *best = in_force(complete(d), at);
	*version = best ? best->version : 0;
	return best ? opened(d, c, best, f) : NULL;
}

int64_t policies_number(struct desk *d, int64_t at)
{
	struct policy_known *best = in_force(complete(d), at);

	return best ? best->version : 0;
}

struct policy *policies_in_force(struct desk *d, int64_t at, int64_t *version)
{
	struct policy_cache *c = complete(d);
	struct policy_known *best = in_force(c, at);

	if (!best)
		return NULL;
	*version = best->version;
	return opened(d, c, best, NULL);
}

struct policy *policies_version(struct desk *d, int64_t version)
{
	struct policy_cache *c = complete(d);
	struct policy_known *k = find(c, version);

	return k ? opened(d, c, k, NULL) : NULL;
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
