/* verify: does the desk still say what was written? */
#include "service/verify.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/attach.h"
#include "service/verify_articles.h"
#include "service/verify_clients.h"
#include "service/verify_rows.h"
#include "store/events.h"
#include "store/files.h"
#include "store/policies.h"
#include "store/search.h"

struct named { unsigned char digest[DIGEST_LEN]; };

struct run {
	const struct session *s;
	struct arena *a;               /* lives through the whole run */
	struct verify *v;
	unsigned char hash[DIGEST_LEN];
	int64_t seq;                   /* the last one seen */
	size_t next_seal;
	/* the text reader, one text ahead of the events */
	struct texts *texts;
	bool has_text;
	int64_t text_id;
	const void *salt;
	size_t nsalt;
	const char *body;
	size_t nbody;
	VEC(int64_t) erased;           /* text ids that an erase event names */
	VEC(struct named) named;       /* files that events name */
	struct search_texts *words;    /* what the search index should hold; NULL: not asked */
	struct verify_clients clients;
	struct verify_articles articles;
	int64_t policies;              /* versions the record knows */
	bool has_erase;
};

static void say(struct run *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void say(struct run *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	char *text = arena_vprintf(r->a, fmt, ap);
	va_end(ap);
	r->v->findings++;
	r->v->say(r->v->arg, text);
}

/* --- texts --- */

static void next_text(struct run *r)
{
	r->has_text = texts_next(r->texts, &r->text_id, &r->salt, &r->nsalt, &r->body, &r->nbody);
	r->v->texts += r->has_text;
}

static const char *part_name(struct run *r, int part)
{
	return text_part_name(r->a, part);
}

/* Texts before id belong to no event. */
static void skip_to(struct run *r, int64_t id)
{
	while (r->has_text && r->text_id < id) {
		say(r, "text %" PRId64 " (%s of event %" PRId64 "): no event has it", r->text_id,
		    part_name(r, (int)(r->text_id % 64)), r->text_id / 64);
		next_text(r);
	}
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static bool is_erased(struct run *r, int64_t id)
{
	return r->erased.n && bsearch(&id, r->erased.v, r->erased.n, sizeof id, by_number);
}

static void check_file(struct run *r, const struct event *e, struct event_text *t)
{
	struct attached file;

	t->body = r->body;
	t->n = r->nbody;
	if (!attach_read(r->a, t, &file))
		say(r, "event %" PRId64 ": %s: what it says cannot be read", e->seq, part_name(r, t->part));
	else if (!files_have(r->s->desk, file.digest))
		say(r, "event %" PRId64 ": %s (%s): the file is gone", e->seq, part_name(r, t->part), file.name);
	else
		memcpy(vec_push(r->a, &r->named)->digest, file.digest, DIGEST_LEN);
}

/* One text the event binds, against the text that is there. */
static void check_text(struct run *r, struct arena *row, struct event *e, struct event_text *t)
{
	int64_t id = e->seq * 64 + t->part;
	unsigned char digest[DIGEST_LEN];

	skip_to(r, id);
	if (!r->has_text || r->text_id != id) {
		if (is_erased(r, id))
			r->v->erased++;
		else
			say(r, "event %" PRId64 " of ticket %" PRId64 ": its %s is gone, and no erase event says why",
			    e->seq, e->ticket, part_name(r, t->part));
		return;
	}
	if (r->nsalt != SALT_LEN || !r->body) {
		say(r, "event %" PRId64 " of ticket %" PRId64 ": the salt of its %s is damaged",
		    e->seq, e->ticket, part_name(r, t->part));
	} else {
		event_text_digest(digest, r->salt, r->body, r->nbody);
		if (memcmp(digest, t->digest, DIGEST_LEN) != 0)
			say(r, "event %" PRId64 " of ticket %" PRId64 ": its %s is not what was written",
			    e->seq, e->ticket, part_name(r, t->part));
		else if (t->part >= PART_FILE)
			check_file(r, e, t);
		else if (t->part <= PART_BODY && r->words && search_indexes(e->kind))
			search_texts_add(r->words, e->seq, r->body, r->nbody);
		else if (e->kind == EVENT_CUSTOMER || e->kind == EVENT_PERSON) {
			t->body = arena_dup(row, r->body, r->nbody);
			t->n = r->nbody;
		}
	}
	next_text(r);
}

/* --- the chain --- */

static void check_seals(struct run *r, const struct event *e)
{
	for (; r->next_seal < r->v->nseals && r->v->seals[r->next_seal].seq <= e->seq; r->next_seal++) {
		const struct seal *x = &r->v->seals[r->next_seal];
		if (x->seq == e->seq && memcmp(x->hash, e->hash, DIGEST_LEN) != 0)
			say(r, "event %" PRId64 ": its hash is not the one that was sealed", e->seq);
	}
}

static void check_link(struct run *r, const struct event *e, const struct event_stored *x)
{
	unsigned char hash[DIGEST_LEN];

	if (e->seq != r->seq + 1)
		say(r, "event %" PRId64 ": events %" PRId64 " to %" PRId64 " are missing before it", e->seq,
		    r->seq + 1, e->seq - 1);
	r->seq = e->seq;
	event_hash(hash, r->hash, e, x->kind, x->role, x->data ? x->data : "", x->ndata, x->texts, x->ntexts);
	if (!x->hash_ok || memcmp(hash, e->hash, DIGEST_LEN) != 0)
		say(r, "event %" PRId64 " of ticket %" PRId64 ": its hash does not fit: it, or the one before, "
		    "is not what was written", e->seq, e->ticket);
	memcpy(r->hash, e->hash, DIGEST_LEN);
}

/* The first event of a desk says its name and when it was made. */
static void check_birth(struct run *r, const struct event *e)
{
	const struct desk_head *h = desk_head(r->s->desk);

	if (!str_eq(pairs_get(&e->data, "desk"), h->desk) ||
	    pairs_int(&e->data, "created", 0) != h->created)
		say(r, "the head's name of the desk, or when it was made, is not what was written");
}

static void check_policy(struct run *r, struct arena *row, const struct event *e)
{
	int64_t version = pairs_int(&e->data, "version", 0);
	const char *want[] = {pairs_get(&e->data, "digest"), pairs_get(&e->data, "packed")};
	struct policy_version p;
	unsigned char digest[DIGEST_LEN];
	char hex[2][DIGEST_HEX];

	if (version == 1)
		check_birth(r, e);
	if (!policies_load(r->s->desk, row, version, POLICIES_YAML | POLICIES_PACKED, &p)) {
		say(r, "policy version %" PRId64 " (event %" PRId64 ") is gone", version, e->seq);
		return;
	}
	digest_of(digest, NULL, 0, p.yaml, p.nyaml);
	digest_hex(hex[0], digest, DIGEST_LEN);
	if (!str_eq(want[0], hex[0]) || memcmp(digest, p.digest, DIGEST_LEN) != 0)
		say(r, "policy version %" PRId64 ": its text is not what was loaded", version);
	digest_of(digest, NULL, 0, p.packed, p.npacked);
	digest_hex(hex[1], digest, DIGEST_LEN);
	if (!str_eq(want[1], hex[1]))
		say(r, "policy version %" PRId64 ": its packed form is not what was loaded", version);
	if (p.valid_from != pairs_int(&e->data, "valid_from", p.valid_from + 1))
		say(r, "policy version %" PRId64 ": it is in force from another instant than was loaded", version);
	if (!str_eq(p.name, pairs_get(&e->data, "name")) || !str_eq(p.by, e->actor) || p.loaded != e->logged)
		say(r, "policy version %" PRId64 ": its name, or who loaded it when, is not what was written", version);
}

static void check_event(struct run *r, struct arena *row, struct events *list, struct event *e, const char *bad)
{
	check_link(r, e, events_stored(list));
	check_seals(r, e);
	if (bad) {
		say(r, "event %" PRId64 " of ticket %" PRId64 ": %s", e->seq, e->ticket, bad);
		skip_to(r, (e->seq + 1) * 64);
		return;
	}
	for (size_t i = 0; i < e->ntexts; i++)
		check_text(r, row, e, &e->texts[i]);
	skip_to(r, (e->seq + 1) * 64);
	if (e->kind == EVENT_CUSTOMER || e->kind == EVENT_PERSON)
		verify_clients_event(&r->clients, e);
	else if (e->kind == EVENT_ARTICLE)
		verify_articles_event(&r->articles, e);
	else if (e->kind == EVENT_POLICY)
		check_policy(r, row, e);
	r->policies += e->kind == EVENT_POLICY;
	r->has_erase |= e->kind == EVENT_ERASE;
}

static void check_chain(struct run *r)
{
	struct arena row = {0};
	struct events *list = events_after(r->s->desk, r->a, 0, EVENTS_BARE);
	struct event e;
	const char *bad;

	r->texts = texts_all(r->s->desk, r->a);
	next_text(r);
	while (events_next(list, &row, &e, &bad)) {
		check_event(r, &row, list, &e, bad);
		arena_reset(&row);
		if (++r->v->events % 4096 == 0 && r->v->progress)
			r->v->progress(r->v->arg, r->v->events, desk_head(r->s->desk)->seq);
	}
	skip_to(r, INT64_MAX);
	events_end(list);
	texts_end(r->texts);
	arena_free(&row);
}

/* What erase events allow to be missing; there are few, or none. */
static void read_erased(struct run *r)
{
	struct events *list;
	struct event e;
	const char *bad;
	size_t n;

	if (!desk_head(r->s->desk)->erased)
		return;
	list = events_of(r->s->desk, r->a, 0, EVENTS_BARE);
	while (events_next(list, r->a, &e, &bad)) {
		if (bad || e.kind != EVENT_ERASE)
			continue;
		char **id = str_split(r->a, pairs_get(&e.data, "texts") ? pairs_get(&e.data, "texts") : "", ',', &n);
		for (size_t i = 0; i < n; i++)
			*vec_push(r->a, &r->erased) = strtoll(id[i], NULL, 10);
	}
	events_end(list);
	if (r->erased.n)
		qsort(r->erased.v, r->erased.n, sizeof *r->erased.v, by_number);
}

static void check_versions(struct run *r)
{
	struct policies *list = policies_all(r->s->desk, r->a, 0);
	struct policy_version p;

	while (policies_next(list, r->a, &p))
		if (p.version < 1 || p.version > r->policies)
			say(r, "policy version %" PRId64 ": no event has it", p.version);
	policies_end(list);
}

static void check_head(struct run *r)
{
	const struct desk_head *h = desk_head(r->s->desk);

	if (h->seq != r->seq)
		say(r, "the record ends at event %" PRId64 ", the head says %" PRId64, r->seq, h->seq);
	if (memcmp(h->hash, r->hash, DIGEST_LEN) != 0)
		say(r, "the head's hash is not that of the last event");
	if (h->policy != r->policies)
		say(r, "the record knows %" PRId64 " versions of the policy, the head says %" PRId64, r->policies, h->policy);
	if (h->erased != r->has_erase)
		say(r, "the head is wrong about whether something was erased");
	for (size_t i = 0; i < r->v->nseals; i++) {
		const struct seal *x = &r->v->seals[i];
		if (strcmp(x->desk, h->desk) != 0)
			say(r, "the seal at event %" PRId64 " is of another desk (%s)", x->seq, x->desk);
		else if (x->seq > r->seq)
			say(r, "events are cut off: a seal knows event %" PRId64 ", the record ends at %" PRId64,
			    x->seq, r->seq);
	}
}

/* --- files --- */

static int by_digest(const void *a, const void *b)
{
	return memcmp(a, b, DIGEST_LEN);
}

static bool is_named(struct run *r, const void *digest)
{
	return r->named.n && bsearch(digest, r->named.v, r->named.n, sizeof *r->named.v, by_digest);
}

static void check_files(struct run *r)
{
	struct files *list = files_all(r->s->desk, r->a);
	unsigned char digest[DIGEST_LEN];
	const void *want, *body;
	size_t nwant, n;
	int64_t size;

	if (r->named.n)
		qsort(r->named.v, r->named.n, sizeof *r->named.v, by_digest);
	while (files_next(list, &want, &nwant, &size, &body, &n)) {
		r->v->files++;
		digest_of(digest, NULL, 0, body, n);
		if (nwant != DIGEST_LEN || memcmp(digest, want, DIGEST_LEN) != 0 || size != (int64_t)n)
			say(r, "file %" PRId64 ": its bytes are not what was kept", r->v->files);
		else if (!is_named(r, digest))
			say(r, "file %" PRId64 ": no event has it", r->v->files);
	}
	files_end(list);
}

static int by_seq(const void *a, const void *b)
{
	const struct seal *x = a, *y = b;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static void say_row(void *arg, const char *text)
{
	say(arg, "%s", text);
}

static void check_search(struct run *r)
{
	struct search_sum kept = search_sum(r->s->desk), want = search_texts_sum(r->words);

	if (kept.words != want.words || kept.sum != want.sum)
		say(r, "the search index is not what the texts say (%" PRIu64 " words, not %" PRIu64 ")",
		    kept.words, want.words);
}

void verify_prepare(const struct session *s)
{
	search_sum_prepare(s->desk);
}

void verify_desk(const struct session *s, struct arena *a, struct verify *v)
{
	struct run r = {.s = s, .a = a, .v = v};

	r.clients = (struct verify_clients){.s = s, .a = a, .say = say_row, .arg = &r};

	r.articles = (struct verify_articles){.s = s, .a = a, .say = say_row, .arg = &r};
	if (!v->quick)
		r.words = search_texts(s->desk, a);
	if (v->nseals > 1)
		qsort((struct seal *)v->seals, v->nseals, sizeof *v->seals, by_seq);
	read_erased(&r);
	check_chain(&r);
	check_head(&r);
	check_versions(&r);
	check_files(&r);
	verify_clients_rows(&r.clients);
	verify_articles_rows(&r.articles);
	v->tickets = verify_rows(s, a, say_row, &r);
	if (v->quick)
		return;
	check_search(&r);
	desk_check(s->desk, true, say_row, &r);
}
