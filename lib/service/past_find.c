/* past_find: which ticket a line is about, and whether it was written before. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/words.h"
#include "service/past_run.h"
#include "store/events.h"
#include "store/tickets.h"
#include "text/mask.h"

static char *masked(struct arena *a, char *text)
{
	return (char *)mask_text(a, text, strlen(text), NULL, NULL);
}

/* Exported from this very desk: its numbers are ours. */
static bool from_here(const struct past_run *run, const char *source)
{
	return strcmp(source, run->own) == 0;
}

/* The ticket's key in this desk; NULL for one with a number only. */
const char *past_ticket_key(const struct past_line *l, const char *key)
{
	if (past_ext_ref(key))
		return NULL;
	return masked(l->row, l->p->prefix ? arena_printf(l->row, "%s%s", l->p->prefix, key)
	                                   : arena_strdup(l->row, key));
}

/* --- tickets --- */

/* A ticket of this desk by what its own export calls it. */
static int64_t ours(const struct past_line *l, const char *key)
{
	int64_t n = past_ext_ref(key);

	if (n)
		return n <= desk_head(l->s->desk)->ticket ? n : 0;
	return tickets_by_key(l->s->desk, masked(l->row, arena_strdup(l->row, key)));
}

/* The number of the ticket called ident, which is not at hand; 0. */
static int64_t stored(const struct past_line *l, const char *source, const char *key, const char *ident)
{
	int64_t seq, id;

	if (events_find_ext_under(l->s->desk, l->row, ident, &seq, &id))
		return id;
	return from_here(l->run, source) ? ours(l, key) : 0;
}

static struct past_held *held(struct past_line *l, const char *source, const char *key,
                              const char *ident, uint64_t hash)
{
	struct past_held *h = past_held_find(l->run, ident, hash);
	int64_t id = h ? 0 : stored(l, source, key, ident);

	return id ? past_held_load(l->run, l->row, id, ident, hash) : h;
}

/* A key that nobody of this source has, but somebody in the desk? One at hand
 * whose row is not written counts, too. */
static int64_t key_taken(struct past_line *l, const char *key)
{
	const struct past_held *h = past_held_by_key(l->run, key);

	return h ? h->t.id : tickets_by_key(l->s->desk, key);
}

int past_find(struct past_line *l, struct fault *f)
{
	const struct past *p = l->p;
	const char *key;
	int64_t id;

	l->ident = masked(l->row, past_ext_prefix(l->row, 't', p->source, p->key));
	l->hash = past_hash(l->ident);
	l->h = held(l, p->source, p->key, l->ident, l->hash);
	if (l->h)
		return 0;
	key = past_ticket_key(l, p->key);
	if (key && (id = key_taken(l, key)) != 0)
		return fault_set(f, EX_DATAERR, "ticket %" PRId64 " has the key %s, and is not of the source %s: "
		                 "give these keys a --prefix", id, key, p->source);
	if (p->kind != PAST_OPEN)
		return fault_set(f, EX_DATAERR, "there is no ticket %s of %s: a line of kind open comes first",
		                 p->key, p->source);
	return 0;
}

int past_other(struct past_line *l, const char *key, struct past_held **out, struct fault *f)
{
	const char *source = past_get(l, "other_source");

	if (!source)
		source = l->p->source;
	char *ident = masked(l->row, past_ext_prefix(l->row, 't', source, key));
	*out = held(l, source, key, ident, past_hash(ident));
	if (*out)
		return 0;
	return fault_set(f, EX_DATAERR, "there is no ticket %s of %s", key, source);
}

/* --- events --- */

static bool is_of(const struct past_line *l, int64_t seq, int64_t ticket)
{
	struct event e;

	return events_load(l->s->desk, l->row, seq, EVENTS_BARE, &e) && e.ticket == ticket;
}

/* The event of this desk that its own export calls id. */
static int64_t our_event(const struct past_line *l, const char *id, int64_t ticket)
{
	int64_t seq;

	if (!num_parse(id, 1, INT64_MAX, &seq) || !is_of(l, seq, ticket))
		return 0;
	return seq;
}

int64_t past_event(struct past_line *l, const struct past_held *h, const char *id)
{
	const char *ext = masked(l->row, past_ext_add(l->row, h->ident, id));
	int64_t seq, ticket;

	if (events_find_ext(l->s->desk, ext, &seq, &ticket))
		return seq;
	return from_here(l->run, l->p->source) ? our_event(l, id, h->t.id) : 0;
}

/* --- customers and people with a number only --- */

int64_t past_numbered(struct past_line *l, char what, const char *key)
{
	const char *sources[] = {l->p->source, l->run->clients};
	int64_t seq, ticket;
	struct event e;

	for (int i = 0; i < 2; i++) {
		if (!sources[i] || !*sources[i])
			continue;
		char *under = masked(l->row, past_ext_prefix(l->row, what, sources[i], key));
		if (events_find_ext_under(l->s->desk, l->row, under, &seq, &ticket) &&
		    events_load(l->s->desk, l->row, seq, EVENTS_BARE, &e))
			return pairs_int(&e.data, what == 'o' ? "customer" : "person", 0);
		if (from_here(l->run, sources[i]))
			return past_ext_ref(key);
	}
	return 0;
}

/* --- names of events --- */

static int by_name(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : strcmp(x->value, y->value);
}

static void add_text(struct digest_state *d, const char *text)
{
	digest_add_text(d, text, text ? strlen(text) : 0);
}

/* A line that ties two tickets together says the same from either of them:
 * who is what to whom, in one order. False for a line of another kind. */
static bool add_tie(const struct past_line *l, struct digest_state *d)
{
	const char *into = past_get(l, "into"), *from = past_get(l, "from"), *to = past_get(l, "to");
	const char *source = past_get(l, "other_source"), *word = past_get(l, "relation");
	const char *other = into ? into : from ? from : to, *first = l->ident, *second;
	bool link = l->p->kind == PAST_LINK || l->p->kind == PAST_UNLINK;
	int r = word ? words_find(relation_words, word) : -1;

	if (!other || (!link && !into && !from) || (link && r < 0) || pairs_int(&l->p->fields, "half", 0))
		return false;
	second = masked(l->row, past_ext_prefix(l->row, 't', source ? source : l->p->source, other));
	int back = link ? (int)relation_back((enum relation)r) : 0;
	bool turn = from || (link && (back < r || (back == r && strcmp(second, first) < 0)));
	if (link)
		add_text(d, relation_words[back < r ? back : r]);
	add_text(d, turn ? second : first);
	add_text(d, turn ? first : second);
	return true;
}

static void add_fields(const struct past_line *l, struct digest_state *d)
{
	const struct past *p = l->p;
	struct pair *v = arena_array(l->row, struct pair, p->fields.n);

	if (p->fields.n) {
		memcpy(v, p->fields.v, p->fields.n * sizeof *v);
		qsort(v, p->fields.n, sizeof *v, by_name);
	}
	for (size_t i = 0; i < p->fields.n; i++) {
		add_text(d, v[i].name);
		add_text(d, v[i].value);
	}
	for (size_t i = 0; i < p->nfiles; i++) {
		add_text(d, p->files[i].name);
		digest_add_text(d, p->files[i].bytes, p->files[i].n);
	}
}

/* What the line says, in 24 letters: digits might look like a card's. */
static char *name_of(const struct past_line *l)
{
	const struct past *p = l->p;
	unsigned char out[DIGEST_LEN];
	struct digest_state d;
	char *name = arena_alloc(l->row, 25);

	digest_init(&d, NULL, 0);
	digest_add_i64(&d, p->at);
	add_text(&d, past_kind_words[p->kind]);
	if (!add_tie(l, &d)) {
		add_text(&d, p->actor);
		add_text(&d, p->role);
		add_fields(l, &d);
	}
	digest_end(&d, out);
	for (int i = 0; i < 24; i++)
		name[i] = (char)('a' + (i & 1 ? out[i / 2] & 15 : out[i / 2] >> 4));
	return name;
}

/* In the desk, by this run or one before? What the run itself opened need not
 * be looked for. */
static bool written(struct past_line *l)
{
	int64_t seq, ticket;

	if (l->h && l->h->own)
		return false;
	return events_find_ext(l->s->desk, l->ext, &seq, &ticket);
}

static bool seen(struct past_line *l)
{
	return l->h && !past_see(&l->h->a, &l->h->ids, past_hash(l->ext));
}

/* A name made here has no digits that could belong to a card's: what is in
 * front is masked already. */
static const char *named(const struct past_line *l, const char *name)
{
	return past_ext_add(l->row, l->ident, name);
}

/* Lines that say the same are told apart by a number. */
static bool name_line(struct past_line *l, const char *base)
{
	const char *name;

	for (int n = 1;; n++) {
		name = n == 1 ? arena_printf(l->row, "=%s", base) : arena_printf(l->row, "=%s.%d", base, n);
		l->ext = named(l, name);
		if (!seen(l))
			return written(l);
	}
}

bool past_known(struct past_line *l)
{
	const struct past *p = l->p;

	if (from_here(l->run, p->source) && l->h && !l->h->own &&
	    (!p->id || our_event(l, p->id, l->h->t.id)))
		return true;
	if (p->kind == PAST_OPEN) {
		l->ext = named(l, "=open");
		return l->h != NULL;
	}
	if (!p->id)
		return name_line(l, name_of(l));
	l->ext = masked(l->row, past_ext_add(l->row, l->ident, p->id));
	return seen(l) || written(l);
}
