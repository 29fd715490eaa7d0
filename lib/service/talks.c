/* talks: what customers said in a period. */
#include "service/talks.h"

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/folded.h"
#include "service/lookup.h"
#include "store/links.h"
#include "store/tickets.h"
#include "store/traces.h"
#include "when/clock.h"

enum {
	SCALE = 5,             /* of a rating that does not say of what */
	NEAR = 60,             /* clocks of telephones and desks differ */
};

struct walk {
	const struct session *s;
	struct arena *a, row;
	const struct cases_query *q;
	struct cases_by_id *tickets;
	void (*each)(void *, const struct talk *, const struct ticket *);
	void *arg;
};

static bool is_of_these(const struct cases_query *q, int64_t ticket)
{
	return !q->only || (ticket < q->only_n && q->only[ticket / 8] >> ticket % 8 & 1);
}

bool talk_is_satisfied(const struct talk *x)
{
	return x->of > 0 && x->score * 5 >= x->of * 4;
}

/* --- one event --- */

/* A whole number; -1 for anything else. */
static int64_t number(const struct event *e, const char *name)
{
	const char *text = pairs_get(&e->data, name);
	int64_t n;

	return text && num_parse(text, 0, INT64_MAX, &n) ? n : -1;
}

/* Did the case begin in this call? Then both are one contact. Some record a call
 * when it begins, some when it ends. */
static bool began_in(const struct talk *x, const struct ticket *t)
{
	int64_t lasting = NEAR + (x->waiting_s > 0 ? x->waiting_s : 0) + (x->lasting_s > 0 ? x->lasting_s : 0);

	return (t->contact >= x->at - lasting && t->contact <= x->at + lasting) ||
	       (t->opened >= x->at - lasting && t->opened <= x->at + lasting);
}

static void read_rating(const struct event *e, struct talk *x)
{
	const char *of = pairs_get(&e->data, "of");

	x->score = number(e, "score");
	x->of = str_empty(of) ? SCALE : number(e, "of");
	if (x->score < 0 || x->of <= 0 || x->score > x->of)
		x->of = 0;
}

static void read_call(const struct event *e, const struct ticket *t, struct talk *x)
{
	x->in = !str_eq(pairs_get(&e->data, "direction"), "out");
	x->answered = pairs_int(&e->data, "answered", 1) == 1;
	x->waiting_s = number(e, "waiting_s");
	x->lasting_s = number(e, "duration_s");
	x->contact = x->in && !began_in(x, t);
}

/* False: the customer said nothing by it. own: it was said in this ticket. */
static bool talk_of(const struct event *e, const struct ticket *t, bool own, struct talk *x)
{
	const char *channel = pairs_get(&e->data, "channel");

	*x = (struct talk){.kind = TALK_MESSAGE, .at = e->at, .contact = true, .waiting_s = -1, .lasting_s = -1,
	                   .channel = !str_empty(channel) ? channel : e->kind == EVENT_CALL ? "phone" : t->channel};
	switch (e->kind) {
	case EVENT_OPEN:               /* without a customer and a channel: work of our own */
		if (own)
			x->kind = TALK_FIRST;
		return (t->customer || t->channel) && !pairs_get(&e->data, "split_from");
	case EVENT_NOTE:
		return e->role == ROLE_CUSTOMER;
	case EVENT_CALL:
		x->kind = TALK_CALL;
		read_call(e, t, x);
		return true;
	case EVENT_SURVEY:
		x->kind = TALK_RATING;
		x->contact = false;
		read_rating(e, x);
		return true;
	default:
		return false;
	}
}

static void give(struct walk *w, const struct event *e, const struct ticket *t)
{
	struct talk x;

	if (talk_of(e, t, e->ticket == t->id, &x))
		w->each(w->arg, &x, t);
}

/* --- rows --- */

/* into: the case in which words of merged tickets count. */
static void take_list(struct walk *w, struct traces *list, const struct ticket *into)
{
	struct event e;
	struct ticket t;

	for (; traces_next(list, &w->row, &e); arena_reset(&w->row)) {
		bool found = into != NULL;
		if (into)
			t = *into;
		else
			found = cases_get(w->tickets, &w->row, e.ticket, &t);
		if (!found) {              /* no case, not asked for, or merged */
			int64_t survivor = links_survivor(w->s->desk, e.ticket);
			found = survivor != e.ticket && cases_get(w->tickets, &w->row, survivor, &t);
		}
		if (found && is_of_these(w->q, t.id))
			give(w, &e, &t);
	}
	traces_end(list);
}

/* A ticket, and what went into it. */
static void take_ticket(struct walk *w, struct arena *a, int64_t ticket, const struct ticket *into)
{
	struct { int64_t *v; size_t n, cap; } merged = {0};
	struct arena row = {0};
	struct ticket t;

	take_list(w, traces_words(w->s->desk, w->a, ticket, w->q->from, w->q->to), into);
	struct tickets *list = tickets_merged_into(w->s->desk, w->a, ticket);
	for (; tickets_next(list, &row, &t); arena_reset(&row))
		*vec_push(a, &merged) = t.id;
	tickets_end(list);
	arena_free(&row);
	for (size_t i = 0; i < merged.n; i++)
		take_ticket(w, a, merged.v[i], into);
}

static void take_rows(struct walk *w, const int64_t *tickets, size_t n)
{
	struct arena a = {0};
	struct ticket t;

	if (!tickets)
		take_list(w, traces_words(w->s->desk, w->a, 0, w->q->from, w->q->to), NULL);
	for (size_t i = 0; tickets && i < n; i++) {
		if (cases_get(w->tickets, &a, tickets[i], &t))
			take_ticket(w, &a, tickets[i], &t);
		arena_reset(&a);
	}
	arena_free(&a);
}

/* --- the record --- */

/* The ticket that this one went into, as it stood. */
static bool survivor(struct walk *w, struct ticket *t)
{
	while (t->merged)
		if (!lookup_one(w->s, &w->row, t->merged, w->q->as_of, t))
			return false;
	return true;
}

static void take_folded(struct walk *w)
{
	struct folded *list = folded_open(w->s, w->a, w->q->as_of, EVENTS_BARE, NULL, NULL);
	struct ticket t;
	size_t n;

	for (; folded_next(list, &t); arena_reset(&w->row)) {
		const struct event *events = folded_events(list, &n);
		if (!survivor(w, &t) || t.spam || !is_of_these(w->q, t.id) || !find_match(w->q->find, &t))
			continue;
		for (size_t i = 0; i < n; i++)
			if (events[i].at >= w->q->from && events[i].at < w->q->to)
				give(w, &events[i], &t);
	}
	folded_end(list);
}

void talks_each(const struct session *s, struct arena *a, const struct cases_query *q, const int64_t *tickets, size_t n,
                void (*each)(void *arg, const struct talk *x, const struct ticket *t), void *arg)
{
	struct walk w = {.s = s, .a = a, .q = q, .each = each, .arg = arg};

	if (q->as_of != AT_NONE) {
		take_folded(&w);
	} else {
		w.tickets = cases_by_id(s->desk, a, q->find, q->want | CASES_CHANNEL | CASES_CUSTOMER | CASES_ENTERED);
		take_rows(&w, tickets, n);
	}
	arena_free(&w.row);
}
