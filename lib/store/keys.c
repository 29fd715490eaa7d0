/* keys: which keys a desk surely does not have. */
#include "store/keys.h"

#include <stdint.h>
#include <string.h>

#include "db/db.h"
#include "store/search_pg.h"

enum {
	FEW = 256,                     /* questions that are simply asked */
	SCAN = 200,                    /* events read in the time of a question */
	BITS_MIN = 20, BITS_MAX = 27,  /* 128 KiB, 16 MiB */
	PROBES = 5, DENSE = 8,         /* bits a key wants at least */
};

struct keys {
	int64_t asked;                 /* questions since the desk changed elsewhere */
	int64_t others;                /* desk_others() when all were read */
	int64_t n;                     /* keys in it */
	unsigned bits;                 /* there are 2^bits; 0: nothing was read */
	uint64_t *v;
	struct arena a;
};

static struct keys *keys_of(struct desk *d)
{
	struct keys **slot = desk_keys(d);

	if (!*slot)
		*slot = arena_new(desk_memory(d), struct keys);
	return *slot;
}

/* --- bits --- */

static uint64_t hash_of(enum keys_of of, const char *key, size_t n)
{
	return search_hash(key, n) ^ (of == KEYS_TICKET ? 0x9e3779b97f4a7c15u : 0);
}

static bool has(const struct keys *k, uint64_t h)
{
	uint64_t step = h >> 32 | 1, mask = ((uint64_t)1 << k->bits) - 1;

	for (int i = 0; i < PROBES; i++, h += step)
		if (!(k->v[(h & mask) >> 6] >> (h & 63) & 1))
			return false;
	return true;
}

static void add(struct keys *k, uint64_t h)
{
	uint64_t step = h >> 32 | 1, mask = ((uint64_t)1 << k->bits) - 1;

	for (int i = 0; i < PROBES; i++, h += step)
		k->v[(h & mask) >> 6] |= (uint64_t)1 << (h & 63);
}

static void add_key(struct keys *k, enum keys_of of, const char *key)
{
	const char *end = of == KEYS_EVENT ? strrchr(key, '/') : NULL;

	add(k, hash_of(of, key, strlen(key)));
	if (end)
		add(k, hash_of(of, key, (size_t)(end - key) + 1));
	k->n += 1 + (end != NULL);
}

/* --- all of a desk --- */

static void read_all(struct keys *k, enum keys_of of, struct db_stmt *s)
{
	while (db_step(s) == DB_ROW)
		add_key(k, of, db_str(s, 0, NULL));
	db_end(s);
}

/* With room for as many as there may be, and as many again three times. */
static void read_keys(struct desk *d, struct keys *k)
{
	int64_t most = k->n > 2 * desk_head(d)->seq ? k->n : 2 * desk_head(d)->seq;

	for (k->bits = BITS_MIN; k->bits < BITS_MAX && ((int64_t)1 << k->bits) < most * 4 * DENSE; k->bits++)
		;
	k->others = -1;        /* an error may end this in the middle */
	arena_reset(&k->a);
	k->v = arena_array(&k->a, uint64_t, ((size_t)1 << k->bits) / 64);
	k->n = 0;
	read_all(k, KEYS_TICKET, db_scan(desk_db(d), "SELECT key FROM ticket WHERE key IS NOT NULL"));
	read_all(k, KEYS_EVENT, db_scan(desk_db(d), "SELECT ext FROM event WHERE ext IS NOT NULL"));
	k->others = desk_others(d);
	k->asked = 0;
}

static bool is_full(const struct keys *k)
{
	return k->bits < BITS_MAX && k->n * DENSE > (int64_t)1 << k->bits;
}

bool keys_may_have(struct desk *d, enum keys_of of, const char *key)
{
	struct keys *k = keys_of(d);
	bool known = k->bits && k->others == desk_others(d);

	if (!known && (!desk_on_server(d) || ++k->asked <= FEW + desk_head(d)->seq / SCAN))
		return true;
	if (!known || is_full(k))
		read_keys(d, k);
	return has(k, hash_of(of, key, strlen(key)));
}

void keys_note(struct desk *d, enum keys_of of, const char *key)
{
	struct keys *k = keys_of(d);

	if (key && k->bits)
		add_key(k, of, key);
}
