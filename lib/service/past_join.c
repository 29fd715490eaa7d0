/* past_join: lines that tie tickets together: links, merges, splits.
 *
 * A line that is "half" writes the event of its own ticket, as it says; the
 * other ticket has a line of its own. Else both are written, with the instants
 * that follow. What a merge or split brings along is read from the events. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/past_run.h"
#include "service/side.h"
#include "store/events.h"
#include "when/clock.h"

static bool is_half(const struct past_line *l)
{
	return pairs_int(&l->p->fields, "half", 0) == 1;
}

static void add_text(struct past_line *l)
{
	const char *text = past_get(l, "text");

	if (text && *text)
		event_add_text(l->row, &l->e, PART_BODY, text);
}

/* The event of the other ticket in x, named like this line's. */
static void record_other(struct past_line *l, struct past_held *other, struct event e)
{
	struct past_line x = *l;
	struct past bare = *l->p;

	bare.fields = (struct pairs){0};
	bare.nfiles = 0;
	x.p = &bare;
	x.h = other;
	x.e = e;
	x.e.at = l->e.at;
	x.e.role = l->e.role;
	x.e.actor = l->e.actor;
	x.e.os_user = l->e.os_user;
	x.e.ticket = other->t.id;
	x.e.ext = arena_printf(l->row, "%s%s", other->ident, strrchr(l->ext, '/') + 1);
	past_see(&other->a, &other->ids, past_hash(x.e.ext));
	past_record(&x);
}

static int check_both(const struct past_line *l, const struct past_held *other, const char *key, struct fault *f)
{
	if (other == l->h)
		return fault_set(f, EX_DATAERR, "%s: it is the ticket itself", key);
	if (!is_half(l) && other->t.changed > l->p->at)
		return fault_set(f, EX_DATAERR, "it is older than the last event of ticket %s", key);
	return 0;
}

/* --- links --- */

static int find_relation(struct past_line *l, enum relation *r, struct fault *f)
{
	const char *word = past_get(l, "relation");
	int i = words_find(relation_words, word ? word : "");

	if (i < 0)
		return fault_set(f, EX_DATAERR, "relation: %s, not \"%s\"", words_list(l->row, relation_words),
		                 word ? word : "");
	*r = (enum relation)i;
	return 0;
}

/* What the link changed on this side. */
static int add_changed(struct past_line *l, struct fault *f)
{
	const char *counted = past_get(l, "counted"), *priority = past_get(l, "priority"), *why = past_get(l, "why");
	static const char *const names[] = {"impact", "urgency", NULL};
	int rank = 0, grade;
	int bad = priority && *priority ? past_rank(l, priority, &rank, f) : 0;

	if (counted && *counted)
		pairs_add(l->row, &l->e.data, "counted", counted);
	if (rank)
		pairs_add_int(l->row, &l->e.data, "priority", rank);
	for (int i = 0; names[i] && !bad; i++) {
		bad = past_grade(names[i], past_get(l, names[i]), &grade, f);
		if (grade)
			pairs_add_int(l->row, &l->e.data, names[i], grade);
	}
	if (why && *why)
		pairs_add(l->row, &l->e.data, "why", past_fact(l->row, why));
	return bad;
}

/* Links that a merge brings along follow it, and name it. */
static void remember_join(struct past_line *l)
{
	l->run->joins[l->run->njoins++ % PAST_JOINS] =
		(struct past_joined){past_hash(l->p->id ? l->p->id : ""), l->e.seq};
}

static int64_t find_join(const struct past_line *l, const char *id)
{
	uint64_t hash = past_hash(id);

	for (unsigned i = l->run->njoins; i > 0 && i + PAST_JOINS > l->run->njoins; i--)
		if (l->run->joins[(i - 1) % PAST_JOINS].id == hash)
			return l->run->joins[(i - 1) % PAST_JOINS].seq;
	return 0;
}

/* The merge that brought it along: an event of either ticket, or of one that
 * went into it. */
static int add_with(struct past_line *l, const struct past_held *other, struct fault *f)
{
	const char *id = past_get(l, "with");
	int64_t seq;

	if (!id || !*id)
		return 0;
	seq = find_join(l, id);
	if (!seq) seq = past_event(l, l->h, id);
	if (!seq) seq = past_event(l, other, id);
	if (!seq)
		return fault_set(f, EX_DATAERR, "with: there is no event %s", id);
	pairs_add_int(l->row, &l->e.data, "with", seq);
	return 0;
}

static void link_other(struct past_line *l, struct past_held *other, const char *verb, enum relation r)
{
	struct event e = {.kind = EVENT_LINK};

	pairs_add(l->row, &e.data, verb, relation_words[relation_back(r)]);
	pairs_add_int(l->row, &e.data, "to", l->h->t.id);
	record_other(l, other, e);
}

/* Not a link of its own, but what a problem's incidents add up to. */
static int recount(struct past_line *l, struct fault *f)
{
	int bad = add_changed(l, f);

	if (!bad) bad = past_facts(l, f);
	if (!bad && !l->e.data.n)
		return fault_set(f, EX_DATAERR, "relation: it says none");
	if (bad)
		return bad;
	add_text(l);
	past_record(l);
	return 0;
}

int past_write_link(struct past_line *l, struct fault *f)
{
	const char *to = past_get(l, "to"), *verb = l->p->kind == PAST_LINK ? "link" : "unlink";
	enum relation r = REL_RELATED_TO;
	struct past_held *other;

	l->e.kind = EVENT_LINK;
	if (is_half(l) && !to && !past_get(l, "relation"))
		return recount(l, f);
	int bad = find_relation(l, &r, f);
	if (!bad && (!to || !*to))
		return fault_set(f, EX_DATAERR, "to: it says no ticket");
	if (!bad) bad = past_other(l, to, &other, f);
	if (!bad) bad = check_both(l, other, to, f);
	if (bad)
		return bad;
	if (!is_half(l) && ticket_has_link(&l->h->t, r, other->t.id) == (l->p->kind == PAST_LINK)) {
		l->run->counts->known++;       /* the line of the other side came first */
		return 0;
	}
	pairs_add(l->row, &l->e.data, verb, relation_words[r]);
	pairs_add_int(l->row, &l->e.data, "to", other->t.id);
	if ((bad = add_with(l, other, f)) != 0 || (bad = add_changed(l, f)) != 0 || (bad = past_facts(l, f)) != 0)
		return bad;
	add_text(l);
	past_record(l);
	if (!is_half(l))
		link_other(l, other, verb, r);
	return 0;
}

/* --- merges --- */

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
	add_text(l);
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
	if (!is_half(l))
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
	if (!is_half(l) && undo)
		side_restore(l->row, y, e);
	else if (!is_half(l))
		side_close(l->s, l->row, y, e);
	return 0;
}

/* A merge of two that are, or an undoing of two that are not. */
static bool joined_already(const struct past_line *l, const struct ticket *x, const struct ticket *y)
{
	return !is_half(l) && (y->merged == x->id) == (l->p->kind == PAST_MERGE);
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
	if (!bad) bad = check_both(l, h, key, f);
	if (!bad) bad = read_side(l, into ? h : l->h, &x, f);
	if (!bad) bad = read_side(l, into ? l->h : h, &y, f);
	if (bad)
		return bad;
	if (joined_already(l, &x.t, &y.t)) {
		l->run->counts->known++;
		return 0;
	}
	if (!is_half(l) && l->p->kind == PAST_MERGE && (y.t.merged || x.t.merged))
		return fault_set(f, EX_DATAERR, "one of the two is merged into another already");
	other.at = l->e.at;
	if (!is_half(l) || !into) bad = plan_survivor(l, &x, &y, into ? &other : &l->e, f);
	if (!bad && (!is_half(l) || into)) bad = plan_merged(l, &x, &y, into ? &l->e : &other, f);
	if (!bad) bad = add_said(l, f);
	if (bad)
		return bad;
	past_record(l);
	remember_join(l);
	if (!is_half(l))
		record_other(l, h, other);
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
	if (!bad && !is_half(l))
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
	if (!is_half(l))
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
