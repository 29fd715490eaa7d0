/* verdicts: what became of the promises that fell due in a period. */
#include "service/verdicts.h"

#include "service/folded.h"
#include "service/keep.h"
#include "store/customers.h"
#include "store/fell.h"
#include "when/clock.h"

struct walk {
	const struct session *s;
	struct arena *a, row;
	const struct cases_query *q;
	int64_t now;
	struct cases_by_id *tickets;   /* NULL: nothing of them is asked for */
	struct cases_out out;
	void (*each)(void *, const struct verdict *, const struct ticket *);
	void *arg;
};

static bool is_of_these(const struct cases_query *q, int64_t ticket)
{
	return !q->only || (ticket < q->only_n && q->only[ticket / 8] >> ticket % 8 & 1);
}

/* False for one that is cancelled. */
static bool judge(enum clock_state state, bool open, int64_t at, int64_t now, enum verdict_state *out)
{
	if (open)
		*out = now > at ? VERDICT_BREACHED_OPEN : VERDICT_UNDECIDED;
	else
		*out = state == CLOCK_MET ? VERDICT_MET : VERDICT_BREACHED;
	return open || state == CLOCK_MET || state == CLOCK_BREACHED;
}

/* --- rows --- */

static void take_row(struct walk *w, const struct fell_row *r)
{
	struct verdict v = {r->ticket, r->name, r->kind, VERDICT_MET, r->at, r->over_s};
	struct ticket t;

	if (!judge(r->state, r->open, r->at, w->now, &v.state) || !is_of_these(w->q, r->ticket))
		return;
	if (!w->tickets) {
		if (!cases_is_out(&w->out, r->ticket))
			w->each(w->arg, &v, NULL);
	} else if (cases_get(w->tickets, &w->row, r->ticket, &t)) {
		w->each(w->arg, &v, &t);
	}
}

static void take_rows(struct walk *w, struct fell *list)
{
	struct fell_row r;

	while (fell_next(list, &r)) {
		take_row(w, &r);
		arena_reset(&w->row);
	}
	fell_end(list);
}

/* Of few customers: ticket by ticket. */
static void take_customers(struct walk *w)
{
	size_t customers = find_few_customers(w->q->find), n;

	for (size_t i = 0; i < customers; i++) {
		const int64_t *v = customers_tickets(w->s->desk, w->a, w->q->find->by[FIND_CUSTOMER].v[i].number, false, &n);
		for (size_t k = 0; k < n; k++)
			take_rows(w, fell_of(w->s->desk, w->a, v[k], w->q->from, w->q->to));
	}
}

/* --- the record --- */

static void take_clocks(struct walk *w, const struct ticket *t, const struct clocks *all)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct clock_cycle *c = &all->v[i];
		int64_t at = c->due != AT_NONE ? c->due : c->ended;
		struct verdict v = {t->id, c->name, c->kind, VERDICT_MET, at, c->over_s};
		if (at != AT_NONE && at >= w->q->from && at < w->q->to &&
		    judge(c->state, clock_open(c), at, w->now, &v.state))
			w->each(w->arg, &v, t);
	}
}

static void take_folded(struct walk *w)
{
	struct clocks_source src = keep_source(w->s->desk);
	struct folded *list = folded_open(w->s, w->a, w->q->as_of, EVENTS_BARE, NULL, NULL);
	struct ticket t;
	struct clocks c;
	size_t n;

	while (folded_next(list, &t)) {
		const struct event *events = folded_events(list, &n);
		if (t.spam || t.merged || !is_of_these(w->q, t.id) || !find_match(w->q->find, &t))
			continue;
		if (clocks_of(folded_memory(list), &src, events, n, &c, NULL) == 0)
			take_clocks(w, &t, &c);
	}
	folded_end(list);
}

void verdicts_each(const struct session *s, struct arena *a, const struct cases_query *q, int64_t now,
                   void (*each)(void *arg, const struct verdict *v, const struct ticket *t), void *arg)
{
	struct walk w = {.s = s, .a = a, .q = q, .now = now, .each = each, .arg = arg};

	if (q->as_of != AT_NONE) {
		take_folded(&w);
		return;
	}
	if (q->want || q->only || find_any(q->find))
		w.tickets = cases_by_id(s->desk, a, q->find, q->want);
	else
		w.out = cases_left_out(s->desk, a);
	if (find_few_customers(q->find)) {
		take_customers(&w);
	} else {
		take_rows(&w, fell_ended(s->desk, a, q->from, q->to));
		take_rows(&w, fell_open(s->desk, a, q->from, q->to));
	}
	arena_free(&w.row);
}
