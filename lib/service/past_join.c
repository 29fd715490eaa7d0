/* past_join: lines that merge and split tickets.
 *
 * Halves and wholes are as in past_link.c, with the instants that follow where
 * both are written. What a merge or split brings along is read from the events. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/past_run.h"
#include "service/side.h"
#include "store/events.h"
#include "when/clock.h"

/* --- merges --- */

/* Links that a merge brings along follow it, and name it. */
static void remember_join(struct past_line *l)
{
	l->run->joins[l->run->njoins++ % PAST_JOINS] =
		(struct past_joined){past_hash(l->p->id ? l->p->id : ""), l->e.seq};
}

static int read_side(struct past_line *l, struct past_held *h, struct side *x, struct fault *f)
{
	past_held_write(l->run, l->row, h);
	return side_read(l->s, l->row, h->t.id, x, f);
}

/* Facts and people that the line gives beside. */
static int add_said(struct past_line *l, struct fault *f)
{
	const char *customer = past_get(l, "customer"), *person = past_get(l, "person"), *cc = past_get(l, "cc");
	int bad = past_facts(l, f);

	if (bad)
		return bad;
	past_text(l);
	event_add_text(l->row, &l->e, PART_CC, cc);
	if (customer)
		pairs_add_int(l->row, &l->e.data, "customer", *customer ? past_customer(l, customer) : 0);
	if (person && !*person)
		pairs_add_int(l->row, &l->e.data, "person", 0);
	return person && *person ? past_person(l, person, pairs_int(&l->e.data, "customer", l->h->t.customer), f) : 0;
}

/* x took y in, or gives it back: the facts of the event in x. */
static int plan_survivor(struct past_line *l, struct side *x, struct side *y, struct event *e, struct fault *f)
{
	const struct join *took = side_with(x, JOIN_TOOK, y->t.id);
	struct spoken_list words = side_words(l->row, y);

	if (l->p->kind == PAST_UNMERGE && !took)
		return fault_set(f, EX_DATAERR, "ticket %" PRId64 " is not merged into it", y->t.id);
	if (l->p->kind == PAST_UNMERGE)
		pairs_add_int(l->row, &e->data, "undo", took->seq);
	pairs_add_int(l->row, &e->data, "from", y->t.id);
	if (l->p->kind == PAST_MERGE && words.n)
		pairs_add(l->row, &e->data, "msgs", spoken_print(l->row, &words));
	if (!past_half(l))
		joined_plan(l->row, &x->joined, &x->t, e);
	return 0;
}

/* The same in y, which goes or comes back. */
static int plan_merged(struct past_line *l, struct side *x, struct side *y, struct event *e, struct fault *f)
{
	const struct join *went = side_with(y, JOIN_WENT, x->t.id);
	bool undo = l->p->kind == PAST_UNMERGE;

	if (undo && !went)
		return fault_set(f, EX_DATAERR, "it is not merged into ticket %" PRId64, x->t.id);
	if (undo)
		pairs_add_int(l->row, &e->data, "undo", went->seq);
	pairs_add_int(l->row, &e->data, "into", x->t.id);
	if (!past_half(l) && undo)
		side_restore(l->row, y, e);
	else if (!past_half(l))
		side_close(l->s, l->row, y, e);
	return 0;
}

/* A merge of two that are, or an undoing of two that are not. */
static bool joined_already(const struct past_line *l, const struct ticket *x, const struct ticket *y)
{
	return !past_half(l) && (y->merged == x->id) == (l->p->kind == PAST_MERGE);
}

static int write_merge(struct past_line *l, struct fault *f)
{
	const char *into = past_get(l, "into"), *from = past_get(l, "from"), *key = into ? into : from;
	struct event other = {.kind = EVENT_MERGE};
	struct past_held *h;
	struct side x, y;              /* the survivor, and what goes into it */

	if (!key || !*key)
		return fault_set(f, EX_DATAERR, "into: it says no ticket");
	int bad = past_other(l, key, &h, f);
	if (!bad) bad = past_check_both(l, h, key, f);
	if (!bad) bad = read_side(l, into ? h : l->h, &x, f);
	if (!bad) bad = read_side(l, into ? l->h : h, &y, f);
	if (bad)
		return bad;
	if (joined_already(l, &x.t, &y.t)) {
		l->run->counts->known++;
		return 0;
	}
	if (!past_half(l) && l->p->kind == PAST_MERGE && (y.t.merged || x.t.merged))
		return fault_set(f, EX_DATAERR, "one of the two is merged into another already");
	other.at = l->e.at;
	if (!past_half(l) || !into) bad = plan_survivor(l, &x, &y, into ? &other : &l->e, f);
	if (!bad && (!past_half(l) || into)) bad = plan_merged(l, &x, &y, into ? &l->e : &other, f);
	if (!bad) bad = add_said(l, f);
	if (bad)
		return bad;
	past_record(l);
	remember_join(l);
	if (!past_half(l))
		past_record_other(l, h, other);
	return 0;
}

/* --- splits --- */

/* The event that goes by an id in ticket h, or in one whose words came into it. */
static int64_t find_word(struct past_line *l, const struct past_held *h, const struct spoken_list *words,
                         const char *id)
{
	int64_t seq = past_event(l, h, id);
	struct past_ext x;
	struct event e;

	for (size_t i = 0; i < words->n && !seq; i++)
		if (events_load(l->s->desk, l->row, words->v[i].seq, EVENTS_BARE, &e) && e.ext &&
		    past_ext_parse(l->row, e.ext, &x) && strcmp(x.id, id) == 0)
			seq = e.seq;
	return seq;
}

/* Which of the words a line's events are; each must be one. */
static int find_words(struct past_line *l, const struct past_held *h, const struct spoken_list *all,
                      struct spoken_list *out, struct fault *f)
{
	for (size_t i = 0; i < l->p->fields.n; i++) {
		const struct pair *x = &l->p->fields.v[i];
		bool found = false;
		if (strcmp(x->name, "events") != 0)
			continue;
		int64_t seq = find_word(l, h, all, x->value);
		for (size_t k = 0; k < all->n && !found; k++)
			if ((found = all->v[k].seq == seq))
				*vec_push(l->row, out) = all->v[k];
		if (!found)
			return fault_set(f, EX_DATAERR, "events: %s is no message of the ticket", x->value);
	}
	return out->n ? 0 : fault_set(f, EX_DATAERR, "events: which messages?");
}

static const char *seq_list(struct arena *a, const struct spoken_list *words)
{
	struct str out = str_new(a);

	for (size_t i = 0; i < words->n; i++)
		str_printf(&out, "%s%" PRId64, i ? "," : "", words->v[i].seq);
	return out.p;
}

/* Where no contact is said: the customer's first word, and what follows. */
static void plan_contact(struct past_line *l, const struct spoken_list *words)
{
	struct ticket none = {.contact = AT_NONE, .replied = AT_NONE, .answered = AT_NONE, .asked_at = AT_NONE};
	struct joined j = {0};

	none.contact = words->v[0].at;
	for (size_t i = words->n; i > 0; i--)
		if (words->v[i - 1].role == ROLE_CUSTOMER)
			none.contact = words->v[i - 1].at;
	pairs_add_int(l->row, &l->e.data, "contact", none.contact);
	joined_plan(l->row, &j, &none, &l->e);
	if (none.asked_at == AT_NONE && !pairs_get(&l->e.data, "asked_at"))
		pairs_add(l->row, &l->e.data, "asked_at", "");
}

int past_split_off(struct past_line *l, struct fault *f)
{
	struct spoken_list all, words = {0};
	struct past_held *h;
	struct side x;
	int bad = past_other(l, past_get(l, "split_from"), &h, f);

	if (!bad) bad = read_side(l, h, &x, f);
	if (bad)
		return bad;
	all = side_words(l->row, &x);
	if ((bad = find_words(l, h, &all, &words, f)) != 0)
		return bad;
	pairs_add_int(l->row, &l->e.data, "split_from", h->t.id);
	pairs_add(l->row, &l->e.data, "msgs", spoken_print(l->row, &words));
	if (!past_get(l, "contact"))
		plan_contact(l, &words);
	return 0;
}

/* The other goes back into this one, with what it said since. */
static int plan_back(struct past_line *l, struct side *x, struct side *y, struct fault *f)
{
	const struct join *gave = side_with(x, JOIN_GAVE, y->t.id);

	if (!gave)
		return fault_set(f, EX_DATAERR, "ticket %" PRId64 " was not split off it", y->t.id);
	pairs_add_int(l->row, &l->e.data, "undo", gave->seq);
	pairs_add_int(l->row, &l->e.data, "to", y->t.id);
	if (y->joined.words.list.n)
		pairs_add(l->row, &l->e.data, "msgs", spoken_print(l->row, &y->joined.words.list));
	return 0;
}

static int plan_split(struct past_line *l, struct past_held *h, struct fault *f)
{
	struct spoken_list all, words = {0};
	struct side x, y;
	bool undo = pairs_int(&l->p->fields, "undo", 0) == 1;
	int bad = read_side(l, l->h, &x, f);

	if (!bad && undo) bad = read_side(l, h, &y, f);
	if (bad)
		return bad;
	all = side_words(l->row, &x);
	if (undo)
		bad = plan_back(l, &x, &y, f);
	else if ((bad = find_words(l, l->h, &all, &words, f)) == 0) {
		pairs_add_int(l->row, &l->e.data, "to", h->t.id);
		pairs_add(l->row, &l->e.data, "events", seq_list(l->row, &words));
	}
	if (!bad && !past_half(l))
		joined_plan(l->row, &x.joined, &x.t, &l->e);
	return bad;
}

/* A ticket that was split off is part of the other again. */
static int plan_gone(struct past_line *l, struct past_held *h, struct fault *f)
{
	struct side y;
	int bad = read_side(l, l->h, &y, f);

	if (bad)
		return bad;
	pairs_add_int(l->row, &l->e.data, "into", h->t.id);
	if (!past_half(l))
		side_close(l->s, l->row, &y, &l->e);
	return 0;
}

static int write_split(struct past_line *l, struct fault *f)
{
	const char *to = past_get(l, "to"), *into = past_get(l, "into"), *key = to ? to : into;
	struct past_held *h;

	l->e.kind = EVENT_SPLIT;
	if (!key || !*key)
		return fault_set(f, EX_DATAERR, "to: it says no ticket");
	int bad = past_other(l, key, &h, f);
	if (!bad && h == l->h)
		return fault_set(f, EX_DATAERR, "%s: it is the ticket itself", key);
	if (!bad) bad = to ? plan_split(l, h, f) : plan_gone(l, h, f);
	if (!bad) bad = add_said(l, f);
	if (bad)
		return bad;
	past_record(l);
	remember_join(l);
	return 0;
}

int past_write_join(struct past_line *l, struct fault *f)
{
	if (l->p->kind == PAST_SPLIT)
		return write_split(l, f);
	l->e.kind = EVENT_MERGE;
	return write_merge(l, f);
}
