/* split: messages that are a matter of their own get a ticket of their own. */
#include "service/split.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/facts.h"
#include "service/reach.h"
#include "service/record.h"
#include "when/clock.h"

/* --- which messages --- */

static const struct spoken *find_word(const struct spoken_list *list, int64_t seq)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].seq == seq)
			return &list->v[i];
	return NULL;
}

/* The split that took an event away from x; NULL. */
static const struct join *taken_by(struct arena *a, const struct side *x, int64_t seq)
{
	size_t n;

	for (size_t i = x->joins.n; i > 0; i--) {
		const struct join *j = &x->joins.v[i - 1];
		const char *events = pairs_get(&j->e.data, "events");
		if (j->undone || j->part != JOIN_GAVE || !events)
			continue;
		char **part = str_split(a, events, ',', &n);
		for (size_t k = 0; k < n; k++)
			if (strtoll(part[k], NULL, 10) == seq)
				return j;
	}
	return NULL;
}

static int no_word(const struct session *s, struct arena *a, const struct side *x, int64_t seq, struct fault *f)
{
	const struct join *j = taken_by(a, x, seq);

	if (j)
		return fault_set(f, EX_DATAERR, "event %" PRId64 " went to %s already", seq, side_ref(s, a, j->other));
	return fault_set(f, EX_DATAERR, "event %" PRId64 " is no message of it (tk-show --events %" PRId64
	                 " shows their numbers)", seq, x->t.id);
}

/* The words of the events, each once, in order. */
static int find_words(const struct session *s, struct arena *a, const struct side *x, const int64_t *seqs,
                      size_t n, struct spoken_list *out, struct fault *f)
{
	struct spoken_list all = side_words(a, x);

	*out = (struct spoken_list){0};
	for (size_t i = 0; i < n; i++) {
		if (seqs[i] == x->first)
			return fault_set(f, EX_DATAERR, "event %" PRId64 " opened it and stays; split the others off", seqs[i]);
		if (!find_word(&all, seqs[i]))
			return no_word(s, a, x, seqs[i], f);
	}
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < n; k++)
			if (all.v[i].seq == seqs[k]) {
				*vec_push(a, out) = all.v[i];
				break;
			}
	return 0;
}

/* --- the new ticket --- */

/* When contact was made: the customer's first word, else the first. */
static int64_t contact_of(const struct spoken_list *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (words->v[i].role == ROLE_CUSTOMER)
			return words->v[i].at;
	return words->v[0].at;
}

/* The same case, but for how many it touches: that is the other's. */
static void add_facts(const struct session *s, struct arena *a, const struct ticket *t, struct event *e)
{
	const struct policy_state *st = policy_state_of(s->policy, STATE_NEW);
	struct priority_facts x = reach_facts(s, a, t);
	struct pairs *d = &e->data;

	x.affected = x.counted = x.problem = x.reach = 0;
	struct priority p = priority_derive(a, s->policy, &x);
	pairs_add(a, d, "kind", t->kind);
	pairs_add(a, d, "state", st->name);
	pairs_add(a, d, "class", state_class_words[st->class]);
	pairs_add_int(a, d, "priority", p.rank);
	pairs_add_int(a, d, "impact", p.impact);
	pairs_add_int(a, d, "urgency", p.urgency);
	pairs_add(a, d, "why", p.why);
	pairs_add_int(a, d, "level", t->level);
	pairs_add(a, d, "team", t->team);
	if (t->customer)
		pairs_add_int(a, d, "customer", t->customer);
	if (t->person)
		pairs_add_int(a, d, "person", t->person);
	pairs_add(a, d, "category", t->category);
	pairs_add(a, d, "complexity", t->complexity);
	pairs_add(a, d, "channel", t->channel);
	pairs_add(a, d, "lang", t->lang);
	pairs_add(a, d, "plan", t->plan);
	if (t->tags.n)
		pairs_add(a, d, "tags", ticket_tag_list(a, t));
	pairs_add_int(a, d, "policy", s->policy_version);
}

static void open_new(const struct session *s, struct arena *a, const struct side *x,
                     const struct spoken_list *words, const char *subject, struct side *y)
{
	struct event e = record_event(s, EVENT_OPEN, 0);
	struct ticket none = {.contact = AT_NONE, .replied = AT_NONE, .answered = AT_NONE, .asked_at = AT_NONE};
	int found = 0;

	*y = (struct side){0};
	if (e.at < x->t.changed)
		e.at = x->t.changed;
	pairs_add_int(a, &e.data, "split_from", x->t.id);
	add_facts(s, a, &x->t, &e);
	pairs_add(a, &e.data, "msgs", spoken_print(a, words));
	int64_t contact = contact_of(words);
	none.contact = contact;
	pairs_add_int(a, &e.data, "contact", contact);
	joined_plan(a, &y->joined, &none, &e);
	if (none.asked_at == AT_NONE && !pairs_get(&e.data, "asked_at"))
		pairs_add(a, &e.data, "asked_at", "");
	subject = fact_subject(a, subject ? subject : x->t.subject ? x->t.subject : "", &found);
	event_add_text(a, &e, PART_SUBJECT, *subject ? subject : side_ref(s, a, x->t.id));
	if (found)
		pairs_add_int(a, &e.data, "masked", found);
	record_open(s, a, &e, &y->t);
}

static const char *seq_list(struct arena *a, const struct spoken_list *words)
{
	struct str out = str_new(a);

	for (size_t i = 0; i < words->n; i++)
		str_printf(&out, "%s%" PRId64, i ? "," : "", words->v[i].seq);
	return out.p;
}

int split_off(const struct session *s, struct arena *a, int64_t id, const int64_t *seqs, size_t n,
              const char *subject, const char *text, int64_t *made, struct link_result *result,
              struct fault *f)
{
	struct fault why = {0};
	struct spoken_list words;
	struct side x, y;

	*result = (struct link_result){0};
	int bad = side_read(s, a, id, &x, f);
	if (bad)
		return bad;
	if ((bad = session_unmerged(s, &x.t, &why)) != 0 || (bad = find_words(s, a, &x, seqs, n, &words, &why)) != 0)
		return fault_set(f, bad, "%" PRId64 ": %s", id, why.text);
	open_new(s, a, &x, &words, subject, &y);
	struct event e = side_event(s, a, EVENT_SPLIT, &x, text);
	pairs_add_int(a, &e.data, "to", y.t.id);
	pairs_add(a, &e.data, "events", seq_list(a, &words));
	joined_plan(a, &x.joined, &x.t, &e);
	side_write(s, a, &x, &e, result);
	*made = y.t.id;
	return 0;
}

/* --- undo --- */

int split_undo(const struct session *s, struct arena *a, struct side *x, struct side *y,
               const char *text, struct link_result *result, struct fault *f)
{
	const struct join *gave = side_with(x, JOIN_GAVE, y->t.id), *last = side_last(y);
	int bad = side_first(s, a, x, f);

	if (!bad) bad = side_first(s, a, y, f);
	if (bad)
		return bad;
	if (!gave || !last)
		return fault_set(f, EX_DATAERR, "the split of %s stands on one side only (tk-audit verify)",
		                 side_ref(s, a, y->t.id));
	if (last->part != JOIN_BORN)
		return fault_set(f, EX_DATAERR, last->part == JOIN_TOOK
		                 ? "%s was merged into %s since; take that back first (tk-link undo %" PRId64 ")"
		                 : "%s was split off %s since; take that back first (tk-link undo %" PRId64 ")",
		                 side_ref(s, a, last->other), side_ref(s, a, y->t.id), last->other);
	struct event ex = side_event(s, a, EVENT_SPLIT, x, text), ey = side_event(s, a, EVENT_SPLIT, y, text);
	pairs_add_int(a, &ex.data, "undo", gave->seq);
	pairs_add_int(a, &ex.data, "to", y->t.id);
	if (y->joined.words.list.n)    /* said in it since */
		pairs_add(a, &ex.data, "msgs", spoken_print(a, &y->joined.words.list));
	joined_plan(a, &x->joined, &x->t, &ex);
	pairs_add_int(a, &ey.data, "into", x->t.id);
	side_close(s, a, y, &ey);
	side_write(s, a, x, &ex, result);
	side_write(s, a, y, &ey, result);
	side_settle(s, a, x, y, ex.seq);
	return 0;
}
