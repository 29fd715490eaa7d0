/* lookup: lists of tickets: as they are, or as they stood at an instant.
 *
 * Live lists are one SQL statement. Full text gives candidates newest first;
 * --as-of folds the record; both then pass find_match(). */
#include "service/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "service/folded.h"
#include "store/events.h"
#include "store/search.h"
#include "store/tickets.h"
#include "when/clock.h"

typedef VEC(int64_t) ids;

/* --- the fold, for --as-of --- */

static void load_subject(const struct session *s, struct arena *a, struct ticket *t)
{
	struct event_text text = {0};

	if (t->subject_seq > 0 && events_text(s->desk, a, t->subject_seq, PART_SUBJECT, &text))
		t->subject = text.body;
}

bool lookup_one(const struct session *s, struct arena *a, int64_t id, int64_t as_of, struct ticket *t)
{
	struct event e;
	const char *bad;

	if (as_of == AT_NONE)
		return tickets_load(s->desk, a, id, t);
	memset(t, 0, sizeof *t);
	struct events *list = events_of(s->desk, a, id, EVENTS_FACTS);
	while (events_next(list, a, &e, &bad) && e.at <= as_of)
		if (bad || ticket_apply(a, t, &e, NULL) != 0)
			break;
	events_end(list);
	return t->id != 0;
}

/* Every ticket folded up to an instant, one after the other. */
static void each_folded(const struct session *s, struct arena *a, int64_t as_of,
                        bool (*each)(void *, struct arena *, const struct ticket *), void *arg)
{
	struct folded *list = folded_open(s, a, as_of, EVENTS_BARE, NULL, NULL);
	struct ticket t;

	while (folded_next(list, &t))
		if (!each(arg, folded_memory(list), &t))
			break;
	folded_end(list);
}

/* --- candidates by text --- */

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* Tickets with a hit, newest hit first, each once. */
struct hits {
	struct search *list;
	unsigned char *seen;           /* a bit a ticket */
	int64_t last;                  /* number of the newest ticket */
	int64_t until;                 /* later hits do not count; AT_NONE: all do */
};

static struct hits hits_open(const struct session *s, struct arena *a, const struct lookup *q)
{
	int64_t last = desk_head(s->desk)->ticket;

	return (struct hits){search_open(s->desk, a, q->text), arena_alloc(a, (size_t)last / 8 + 1),
	                     last, q->as_of};
}

static bool hits_next(struct hits *h, int64_t *id)
{
	int64_t seq, at;

	while (search_next(h->list, &seq, id, &at)) {
		if (*id <= 0 || *id > h->last || (h->until != AT_NONE && at > h->until))
			continue;
		unsigned char *byte = &h->seen[*id / 8], bit = (unsigned char)(1 << *id % 8);
		if (*byte & bit)
			continue;
		*byte |= bit;
		return true;
	}
	return false;
}

static ids text_hits(const struct session *s, struct arena *a, const struct lookup *q)
{
	struct hits hits = hits_open(s, a, q);
	ids found = {0};
	int64_t id;

	while (hits_next(&hits, &id))
		*vec_push(a, &found) = id;
	search_end(hits.list);
	return found;
}

/* --- a list in memory, to be sorted --- */

struct sorted {
	const struct session *s;
	struct arena *a;
	const struct lookup *q;
	VEC(struct ticket) list;
};

static void keep(struct sorted *k, const struct ticket *t)
{
	struct ticket copy = *t;
	const char **text[] = {&copy.state, &copy.kind, &copy.team, &copy.agent, &copy.category,
	                       &copy.complexity, &copy.channel, &copy.lang, &copy.plan, &copy.key,
	                       &copy.subject, &copy.why, &copy.cc};

	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		*text[i] = arena_strdup(k->a, *text[i]);
	memset(&copy.tags, 0, sizeof copy.tags);
	memset(&copy.fields, 0, sizeof copy.fields);
	memset(&copy.asks, 0, sizeof copy.asks);
	memset(&copy.watchers, 0, sizeof copy.watchers);
	memset(&copy.links, 0, sizeof copy.links);
	for (size_t i = 0; i < t->tags.n; i++)
		*vec_push(k->a, &copy.tags) = arena_strdup(k->a, t->tags.v[i]);
	for (size_t i = 0; i < t->watchers.n; i++)
		*vec_push(k->a, &copy.watchers) = arena_strdup(k->a, t->watchers.v[i]);
	for (size_t i = 0; i < t->links.n; i++)
		*vec_push(k->a, &copy.links) = t->links.v[i];
	for (size_t i = 0; i < t->fields.n; i++)
		pairs_add(k->a, &copy.fields, arena_strdup(k->a, t->fields.v[i].name),
		          arena_strdup(k->a, t->fields.v[i].value));
	for (size_t i = 0; i < t->asks.n; i++) {
		const struct ticket_ask *ask = &t->asks.v[i];
		*vec_push(k->a, &copy.asks) = (struct ticket_ask){ask->seq, arena_strdup(k->a, ask->whom),
		                                                  arena_strdup(k->a, ask->by), ask->at};
	}
	*vec_push(k->a, &k->list) = copy;
}

/* Does a ticket just folded match? *full is it, with what the fold leaves to
 * the texts. */
static bool matches(const struct session *s, struct arena *row, const struct lookup *q,
                    const struct ticket *t, struct ticket *full)
{
	*full = *t;
	if (full->personal)            /* personal fields live in texts */
		lookup_one(s, row, t->id, q->as_of, full);
	if (!find_match(&q->find, full))
		return false;
	load_subject(s, row, full);
	return true;
}

static bool keep_matching(void *arg, struct arena *row, const struct ticket *t)
{
	struct sorted *k = arg;
	struct ticket full;

	if (matches(k->s, row, k->q, t, &full))
		keep(k, &full);
	return true;
}

static int compare(const void *a, const void *b, void *arg)
{
	const struct lookup *q = arg;
	return find_compare(q->sort, q->nsort, a, b);
}

static void each_sorted(struct sorted *k, bool (*each)(void *, struct arena *, const struct ticket *), void *arg)
{
	struct arena row = {0};
	int64_t given = 0;

	if (k->q->nsort && k->list.n > 1)
		qsort_r(k->list.v, k->list.n, sizeof *k->list.v, compare, (void *)k->q);
	for (size_t i = 0; i < k->list.n; i++) {
		if (k->q->limit > 0 && ++given > k->q->limit)
			break;
		if (!each(arg, &row, &k->list.v[i]))
			break;
		arena_reset(&row);
	}
	arena_free(&row);
}

/* --- the ways to a list --- */

static ids sorted_ids(struct arena *a, const ids *list)
{
	ids copy = {0};

	for (size_t i = 0; i < list->n; i++)
		*vec_push(a, &copy) = list->v[i];
	if (copy.n)
		qsort(copy.v, copy.n, sizeof *copy.v, by_number);
	return copy;
}

static bool is_one_of(const ids *sorted, int64_t id)
{
	return sorted->n && bsearch(&id, sorted->v, sorted->n, sizeof id, by_number);
}

struct as_of_text { struct sorted *k; ids hits; };

static bool keep_hit(void *arg, struct arena *row, const struct ticket *t)
{
	struct as_of_text *x = arg;
	return is_one_of(&x->hits, t->id) ? keep_matching(x->k, row, t) : true;
}

static int by_ticket(const void *id, const void *t)
{
	return by_number(id, &((const struct ticket *)t)->id);
}

/* The list, which stands in order of number, in the order of the hits. */
static void order_as_hits(struct sorted *k, const ids *hits)
{
	struct ticket *v = arena_array(k->a, struct ticket, k->list.n);
	size_t n = 0;

	for (size_t i = 0; k->list.n && i < hits->n; i++) {
		const struct ticket *t = bsearch(&hits->v[i], k->list.v, k->list.n, sizeof *k->list.v, by_ticket);
		if (t)
			v[n++] = *t;
	}
	k->list.v = v;
}

/* Where the order of the fold, by number, is the one asked for: no list. */
struct stream {
	const struct session *s;
	const struct lookup *q;
	bool (*each)(void *, struct arena *, const struct ticket *);
	void *arg;
	int64_t given;
};

static bool give_matching(void *arg, struct arena *row, const struct ticket *t)
{
	struct stream *x = arg;
	struct ticket full;

	if (!matches(x->s, row, x->q, t, &full))
		return true;
	return (x->q->limit <= 0 || ++x->given <= x->q->limit) && x->each(x->arg, row, &full);
}

static bool by_number_asked(const struct lookup *q)
{
	return !q->nsort || (strcmp(q->sort[0].column, "ref") == 0 && !q->sort[0].down);
}

static void each_as_of(const struct session *s, struct arena *a, const struct lookup *q,
                       bool (*each)(void *, struct arena *, const struct ticket *), void *arg)
{
	struct sorted k = {.s = s, .a = a, .q = q};

	if (q->text) {
		ids hits = text_hits(s, a, q);
		struct as_of_text x = {&k, sorted_ids(a, &hits)};
		each_folded(s, a, q->as_of, keep_hit, &x);
		if (!q->nsort)
			order_as_hits(&k, &hits);
	} else if (by_number_asked(q)) {
		struct stream x = {s, q, each, arg, 0};
		each_folded(s, a, q->as_of, give_matching, &x);
		return;
	} else {
		each_folded(s, a, q->as_of, keep_matching, &k);
	}
	each_sorted(&k, each, arg);
}

static void each_hit(const struct session *s, struct arena *a, const struct lookup *q,
                     bool (*each)(void *, struct arena *, const struct ticket *), void *arg)
{
	struct sorted k = {.s = s, .a = a, .q = q};
	struct hits hits = hits_open(s, a, q);
	struct arena row = {0};
	int64_t given = 0, id;
	struct ticket t;

	while ((q->nsort || q->limit <= 0 || given < q->limit) && hits_next(&hits, &id)) {
		arena_reset(&row);
		if (!tickets_load(s->desk, &row, id, &t) || !find_match(&q->find, &t))
			continue;
		if (q->nsort)
			keep(&k, &t);
		else if (given++, !each(arg, &row, &t))
			break;
	}
	search_end(hits.list);
	arena_free(&row);
	if (q->nsort)
		each_sorted(&k, each, arg);
}

static void each_live(const struct session *s, struct arena *a, const struct lookup *q,
                      bool (*each)(void *, struct arena *, const struct ticket *), void *arg)
{
	struct tickets *list = tickets_find(s->desk, a, &q->find, q->sort, q->nsort, q->more);
	struct arena row = {0};
	struct ticket t;
	int64_t given = 0;

	while ((q->limit <= 0 || given++ < q->limit) && tickets_next(list, &row, &t)) {
		if (!each(arg, &row, &t))
			break;
		arena_reset(&row);
	}
	tickets_end(list);
	arena_free(&row);
}

static void each_of_all(const struct session *s, struct arena *a, const struct lookup *q,
                        bool (*each)(void *, struct arena *, const struct ticket *), void *arg)
{
	if (q->as_of != AT_NONE)
		each_as_of(s, a, q, each, arg);
	else if (q->text)
		each_hit(s, a, q, each, arg);
	else
		each_live(s, a, q, each, arg);
}

/* --- a sample --- */

/* Reservoir sampling (Vitter 1985, algorithm R): constant memory. */
struct reservoir {
	struct arena *a;
	int64_t want, seen;
	int64_t *kept;
};

static int64_t random_below(int64_t n)
{
	uint64_t r, limit = UINT64_MAX - UINT64_MAX % (uint64_t)n;

	do
		digest_random(&r, sizeof r);
	while (r >= limit);
	return (int64_t)(r % (uint64_t)n);
}

static bool draw(void *arg, struct arena *row, const struct ticket *t)
{
	struct reservoir *r = arg;

	(void)row;
	if (r->seen < r->want) {
		r->kept[r->seen] = t->id;
	} else {
		int64_t at = random_below(r->seen + 1);
		if (at < r->want)
			r->kept[at] = t->id;
	}
	r->seen++;
	return true;
}

static void each_drawn(const struct session *s, struct arena *a, const struct lookup *q,
                       bool (*each)(void *, struct arena *, const struct ticket *), void *arg)
{
	struct lookup all = *q;
	struct sorted k = {.s = s, .a = a, .q = q};
	int64_t total = desk_head(s->desk)->ticket;
	struct reservoir r = {.a = a, .want = q->sample < total ? q->sample : total};

	all.sample = all.limit = 0;
	all.nsort = 0;                 /* drawn in any order, sorted afterwards */
	all.more = TICKETS_ROW;
	if (r.want <= 0)
		return;
	r.kept = arena_array(a, int64_t, (size_t)r.want);
	each_of_all(s, a, &all, draw, &r);
	for (int64_t i = 0; i < r.want && i < r.seen; i++) {
		struct ticket t;
		if (lookup_one(s, a, r.kept[i], q->as_of, &t))
			*vec_push(a, &k.list) = t;
	}
	each_sorted(&k, each, arg);
}

void lookup_each(const struct session *s, struct arena *a, const struct lookup *q,
                 bool (*each)(void *arg, struct arena *row, const struct ticket *t), void *arg)
{
	if (q->sample > 0)
		each_drawn(s, a, q, each, arg);
	else
		each_of_all(s, a, q, each, arg);
}

static bool count_one(void *arg, struct arena *row, const struct ticket *t)
{
	(void)row, (void)t;
	++*(int64_t *)arg;
	return true;
}

int64_t lookup_count(const struct session *s, struct arena *a, const struct lookup *q)
{
	int64_t n = 0;

	if (q->as_of == AT_NONE && !q->text && !q->sample && !q->limit)
		return tickets_count(s->desk, a, &q->find);
	struct lookup any_order = *q;
	any_order.nsort = 0;
	lookup_each(s, a, &any_order, count_one, &n);
	return n;
}
