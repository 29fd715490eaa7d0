/* past_held: the tickets an import has at hand.
 *
 * A ticket's lines mostly stand together, and its row has ten indexes: it is
 * written once, when the ticket gives up its place. Places are taken in turn
 * of their use, so tickets with one line each are written in order. */
#include <string.h>

#include "service/past_run.h"
#include "store/tickets.h"

enum { TRIM = 256 };                   /* events a ticket may add before it is read again */

uint64_t past_hash(const char *text)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3u;
	return h ^ h >> 32;
}

/* --- sets of hashes --- */

static bool put(struct past_seen *seen, uint64_t hash)
{
	size_t i = hash & (seen->cap - 1);

	while (seen->v[i] && seen->v[i] != hash)
		i = (i + 1) & (seen->cap - 1);
	bool new = !seen->v[i];
	seen->v[i] = hash;
	seen->n += new;
	return new;
}

bool past_see(struct arena *a, struct past_seen *seen, uint64_t hash)
{
	enum { FIRST = 16 };

	if (seen->n * 2 >= seen->cap) {
		struct past_seen old = *seen;
		seen->cap = old.cap ? old.cap * 2 : FIRST;
		seen->v = arena_array(a, uint64_t, seen->cap);
		seen->n = 0;
		for (size_t i = 0; i < old.cap; i++)
			if (old.v[i])
				put(seen, old.v[i]);
	}
	return put(seen, hash ? hash : 1);     /* 0 is an empty place */
}

/* --- order of use --- */

static void unlink_use(struct past_run *run, struct past_held *h)
{
	*(h->newer ? &h->newer->older : &run->newest) = h->older;
	*(h->older ? &h->older->newer : &run->oldest) = h->newer;
}

static void used(struct past_run *run, struct past_held *h)
{
	if (run->newest == h)
		return;
	unlink_use(run, h);
	h->newer = NULL;
	h->older = run->newest;
	run->newest->newer = h;
	run->newest = h;
}

void past_held_begin(struct past_run *run)
{
	memset(run->bucket, 0, sizeof run->bucket);
	memset(run->keys, 0, sizeof run->keys);
	for (int i = 0; i < PAST_HELD; i++) {
		run->held[i].ident = NULL;
		run->held[i].newer = i ? &run->held[i - 1] : NULL;
		run->held[i].older = i + 1 < PAST_HELD ? &run->held[i + 1] : NULL;
	}
	run->newest = &run->held[0];
	run->oldest = &run->held[PAST_HELD - 1];
}

/* --- tickets --- */

struct past_held *past_held_find(struct past_run *run, const char *ident, uint64_t hash)
{
	for (struct past_held *h = run->bucket[hash % PAST_BUCKETS]; h; h = h->beside)
		if (h->hash == hash && strcmp(h->ident, ident) == 0) {
			used(run, h);
			return h;
		}
	return NULL;
}

static void save(struct past_run *run, struct arena *row, struct past_held *h)
{
	if (h->ident && h->changed)
		record_save(run->s, row, h->before, &h->t, h->only);
	h->only = NULL;
	h->changed = false;
}

void past_held_write(struct past_run *run, struct arena *row, struct past_held *h)
{
	if (!h->changed)
		return;
	save(run, row, h);
	h->before = record_before(&h->a, &h->t);
	run->keys[h - run->held] = 0;
}

static void forget(struct past_run *run, struct past_held *h)
{
	struct past_held **at = &run->bucket[h->hash % PAST_BUCKETS];

	if (!h->ident)
		return;
	while (*at != h)
		at = &(*at)->beside;
	*at = h->beside;
	h->ident = NULL;
	run->keys[h - run->held] = 0;
}

struct past_held *past_held_by_key(struct past_run *run, const char *key)
{
	uint64_t hash = past_hash(key);

	for (int i = 0; i < PAST_HELD; i++)
		if (run->keys[i] == hash && strcmp(run->held[i].t.key, key) == 0)
			return &run->held[i];
	return NULL;
}

void past_held_opened(struct past_run *run, struct past_held *h, const struct event *e)
{
	struct event *only = arena_new(&h->a, struct event);

	if (h->t.key)
		run->keys[h - run->held] = past_hash(h->t.key);
	*only = *e;
	only->texts = NULL;            /* whose bodies are the line's */
	only->ntexts = 0;
	only->data.v = arena_array(&h->a, struct pair, e->data.n);
	for (size_t i = 0; i < e->data.n; i++)         /* values are kept by the fold; names may be the line's */
		only->data.v[i] = (struct pair){arena_strdup(&h->a, e->data.v[i].name), e->data.v[i].value};
	h->only = only;
}

/* An emptied place with a name. */
static void take(struct past_run *run, struct past_held *h, const char *ident, uint64_t hash)
{
	struct past_held **bucket = &run->bucket[hash % PAST_BUCKETS];

	arena_reset(&h->a);
	h->ident = arena_strdup(&h->a, ident);
	h->hash = hash;
	h->t = (struct ticket){0};
	h->before = NULL;
	h->only = NULL;
	h->changed = h->own = false;
	h->events = 0;
	h->ids = (struct past_seen){0};
	h->beside = *bucket;
	*bucket = h;
}

struct past_held *past_held_new(struct past_run *run, struct arena *row, const char *ident, uint64_t hash)
{
	struct past_held *h = run->oldest;

	save(run, row, h);
	forget(run, h);
	take(run, h, ident, hash);
	used(run, h);
	return h;
}

static bool read(struct past_run *run, struct past_held *h, int64_t id)
{
	if (!tickets_load(run->s->desk, &h->a, id, &h->t))
		return false;
	h->before = record_before(&h->a, &h->t);
	return true;
}

struct past_held *past_held_load(struct past_run *run, struct arena *row, int64_t id, const char *ident,
                                 uint64_t hash)
{
	struct past_held *h = past_held_new(run, row, ident, hash);

	if (read(run, h, id))
		return h;
	forget(run, h);
	return NULL;
}

/* What was seen of it in this run goes along, as far as it fits. */
void past_held_trim(struct past_run *run, struct arena *row, struct past_held *h)
{
	struct past_seen ids = h->ids;
	bool own = h->own;
	int64_t id = h->t.id;

	if (++h->events < TRIM)
		return;
	char *ident = arena_strdup(row, h->ident);
	uint64_t *v = arena_array(row, uint64_t, ids.cap);
	if (ids.cap)
		memcpy(v, ids.v, ids.cap * sizeof *v);
	save(run, row, h);
	forget(run, h);
	take(run, h, ident, past_hash(ident));
	read(run, h, id);
	h->own = own;
	h->ids = (struct past_seen){arena_array(&h->a, uint64_t, ids.cap), ids.n, ids.cap};
	if (ids.cap)
		memcpy(h->ids.v, v, ids.cap * sizeof *v);
}

void past_held_end(struct past_run *run, struct arena *row)
{
	for (struct past_held *h = run->oldest; h; h = h->newer)
		save(run, row, h);
	for (int i = 0; i < PAST_HELD; i++)
		forget(run, &run->held[i]);
}
