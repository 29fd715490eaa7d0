/* sla: clocks of all tickets. */
#include "service/sla.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "service/folded.h"
#include "service/keep.h"
#include "service/lookup.h"
#include "store/clocks.h"
#include "store/tickets.h"
#include "when/clock.h"

const char *const sla_state_words[] = {"breached", "at_risk", "running", "paused", "met", "cancelled", NULL};

enum sla_state sla_state_at(const struct clock_cycle *c, int64_t now)
{
	switch (clock_state_at(c, now)) {
	case CLOCK_BREACHED: return SLA_BREACHED;
	case CLOCK_PAUSED: return SLA_PAUSED;
	case CLOCK_MET: return SLA_MET;
	case CLOCK_CANCELLED: return SLA_CANCELLED;
	default: return c->risk != AT_NONE && now >= c->risk ? SLA_AT_RISK : SLA_RUNNING;
	}
}

/* --- one clock --- */

struct finding {
	const struct session *s;
	struct arena *a;
	const struct sla_query *q;
	struct sla_list *out;
	struct arena row;
	struct { const char **v; size_t n, cap; } words;   /* the few there are, each once */
};

enum { WORDS_MAX = 64 };

static const char *kept(struct finding *x, const char *word)
{
	if (!word)
		return NULL;
	for (size_t i = 0; i < x->words.n; i++)
		if (strcmp(x->words.v[i], word) == 0)
			return x->words.v[i];
	const char *copy = arena_strdup(x->a, word);
	if (x->words.n < WORDS_MAX)
		*vec_push(x->a, &x->words) = copy;
	return copy;
}

static bool is_named(const char *name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(names[i]);
		if (strncmp(name, names[i], len) == 0 && (!name[len] || name[len] == '/'))
			return true;
	}
	return false;
}

static bool wanted(const struct sla_query *q, const struct clock_cycle *c)
{
	enum sla_state state = sla_state_at(c, q->now);

	if (clock_open(c) ? !q->open : !q->ended || c->ended < q->ended_from || c->ended >= q->ended_to)
		return false;
	if (q->nclocks && !is_named(c->name, q->clocks, q->nclocks))
		return false;
	if (is_named(c->name, q->not_clocks, q->nnot_clocks))
		return false;
	if (!q->states && q->within_s < 0)
		return true;
	if (q->states & 1U << state)
		return true;
	return q->within_s >= 0 && clock_open(c) && c->due != AT_NONE && c->due >= q->now &&
	       c->due - q->now <= q->within_s;
}

static bool is_of_these(const struct sla_query *q, int64_t ticket)
{
	return !q->only || q->only[ticket / 8] >> ticket % 8 & 1;
}

static void add(struct finding *x, const struct clock_cycle *c, int64_t ticket, const struct ticket *t)
{
	if (x->q->count) {
		x->out->n++;
		return;
	}
	struct sla_item *item = vec_push(x->a, x->out);
	*item = (struct sla_item){.ticket = ticket, .c = *c, .state = sla_state_at(c, x->q->now),
	                          .left_s = clock_left_at(c, x->q->now)};
	item->c.name = kept(x, c->name);
	item->c.now.rule = kept(x, c->now.rule);
	item->c.now.calendar = kept(x, c->now.calendar);
	item->c.now.terms = NULL;
	memset(&item->c.tracks, 0, sizeof item->c.tracks);
	memset(&item->c.pauses, 0, sizeof item->c.pauses);
	if (t) {
		item->priority = t->priority;
		item->level = t->level;
		item->team = kept(x, t->team);
	}
	if (x->q->most > 0 && x->out->n >= 2 * (size_t)x->q->most + 1000) {
		sla_order(x->out);
		x->out->n = (size_t)x->q->most;
	}
}

/* --- rows --- */

static void take_row(struct finding *x, const struct clock_row *r)
{
	struct ticket t;
	bool look = x->q->find || x->q->grades;

	if (!wanted(x->q, &r->c) || !is_of_these(x->q, r->ticket))
		return;
	if (look && !tickets_row(x->s->desk, &x->row, r->ticket, x->q->more, &t))
		return;
	if (!x->q->find || find_match(x->q->find, &t))
		add(x, &r->c, r->ticket, look ? &t : NULL);
}

static void take_rows(struct finding *x, struct clock_rows *list)
{
	struct clock_row r;

	while (clocks_next(list, &x->row, &r)) {
		take_row(x, &r);
		arena_reset(&x->row);
	}
	clocks_end(list);
}

/* All that is not due may be at risk: those past their due instant are in
 * another range. */
static void take_at_risk(struct finding *x)
{
	struct clock_rows *list = clocks_risk_before(x->s->desk, x->a, x->q->now + 1);
	struct clock_row r;

	while (clocks_next(list, &x->row, &r)) {
		bool soon = x->q->within_s >= 0 && r.c.due != AT_NONE && r.c.due - x->q->now <= x->q->within_s;
		if (sla_state_at(&r.c, x->q->now) == SLA_AT_RISK && !soon)
			take_row(x, &r);
		arena_reset(&x->row);
	}
	clocks_end(list);
}

static void take_open(struct finding *x)
{
	const struct sla_query *q = x->q;
	struct desk *d = x->s->desk;
	bool all = !q->states && q->within_s < 0;

	if (all || q->states & 1U << SLA_RUNNING) {
		take_rows(x, clocks_running(d, x->a));
		take_rows(x, clocks_still(d, x->a));
		return;
	}
	if (q->states & 1U << SLA_BREACHED)
		take_rows(x, clocks_due_before(d, x->a, q->now));
	if (q->within_s >= 0)
		take_rows(x, clocks_due_between(d, x->a, q->now,
		          q->within_s < INT64_MAX - 1 - q->now ? q->now + q->within_s + 1 : INT64_MAX));
	if (q->states & 1U << SLA_AT_RISK)
		take_at_risk(x);
	if (q->states & 1U << SLA_PAUSED)
		take_rows(x, clocks_still(d, x->a));
}

/* --- the record --- */

/* As of an instant, does a ticket match? Personal fields are in texts, which the
 * fold leaves alone. */
static bool matches_folded(struct finding *x, struct arena *row, const struct ticket *t)
{
	struct ticket full = *t;

	if (!is_of_these(x->q, t->id))
		return false;
	if (!x->q->find)
		return true;
	if (t->personal && x->q->find->fields.n)
		lookup_one(x->s, row, t->id, x->q->as_of, &full);
	return find_match(x->q->find, &full);
}

static void take_folded(struct finding *x)
{
	struct clocks_source src = keep_source(x->s->desk);
	struct folded *list = folded_open(x->s, x->a, x->q->as_of, EVENTS_BARE, NULL, NULL);
	struct ticket t;
	struct clocks c;
	size_t n;

	while (folded_next(list, &t)) {
		const struct event *events = folded_events(list, &n);
		if (!matches_folded(x, folded_memory(list), &t))
			continue;
		if (clocks_of(folded_memory(list), &src, events, n, &c, NULL) != 0)
			continue;
		for (size_t i = 0; i < c.n; i++)
			if (wanted(x->q, &c.v[i]))
				add(x, &c.v[i], t.id, &t);
	}
	folded_end(list);
}

void sla_find(const struct session *s, struct arena *a, const struct sla_query *q, struct sla_list *out)
{
	struct finding x = {.s = s, .a = a, .q = q, .out = out};

	if (q->as_of != AT_NONE) {
		take_folded(&x);
	} else {
		if (q->open)
			take_open(&x);
		if (q->ended)
			take_rows(&x, clocks_ended_between(s->desk, a, q->ended_from, q->ended_to));
	}
	arena_free(&x.row);
}

/* The index gives them in order: the first that matches is it. */
static int64_t soonest_row(struct finding *x)
{
	struct clock_rows *list = clocks_due_between(x->s->desk, x->a, x->q->now, INT64_MAX);
	struct clock_row r;

	while (!x->out->n && clocks_next(list, &x->row, &r)) {
		take_row(x, &r);
		arena_reset(&x->row);
	}
	clocks_end(list);
	return x->out->n ? x->out->v[0].c.due : AT_NONE;
}

int64_t sla_soonest(const struct session *s, struct arena *a, const struct sla_query *q)
{
	struct sla_query open = *q;
	struct sla_list list = {0};
	struct finding x = {.s = s, .a = a, .q = &open, .out = &list};
	int64_t soonest = AT_NONE;

	open.states = 0;
	open.count = false;
	open.within_s = -1;
	open.open = true;
	open.ended = false;
	if (q->as_of == AT_NONE) {
		soonest = soonest_row(&x);
	} else {
		take_folded(&x);
		for (size_t i = 0; i < list.n; i++) {
			int64_t due = list.v[i].c.due;
			if (due != AT_NONE && due >= q->now && (soonest == AT_NONE || due < soonest))
				soonest = due;
		}
	}
	arena_free(&x.row);
	return soonest;
}

/* --- order --- */

static int group(const struct sla_item *x)
{
	switch (x->state) {
	case SLA_BREACHED: return clock_open(&x->c) ? 0 : 3;
	case SLA_AT_RISK: case SLA_RUNNING: return 1;
	case SLA_PAUSED: return 2;
	default: return 3;
	}
}

static int by_left(const void *a, const void *b)
{
	const struct sla_item *x = a, *y = b;

	if (group(x) != group(y))
		return group(x) - group(y);
	if (group(x) == 3 && x->c.ended != y->c.ended)
		return x->c.ended > y->c.ended ? -1 : 1;
	if (x->left_s != y->left_s)
		return x->left_s < y->left_s ? -1 : 1;
	if (x->ticket != y->ticket)
		return x->ticket < y->ticket ? -1 : 1;
	int name = strcmp(x->c.name, y->c.name);
	return name ? name : x->c.cycle < y->c.cycle ? -1 : x->c.cycle > y->c.cycle;
}

void sla_order(struct sla_list *list)
{
	if (list->n > 1)
		qsort(list->v, list->n, sizeof *list->v, by_left);
}

/* --- one ticket --- */

static int by_start(const void *a, const void *b)
{
	const struct sla_item *x = a, *y = b;

	if (x->c.start != y->c.start)
		return x->c.start < y->c.start ? -1 : 1;
	if (x->c.kind != y->c.kind)
		return x->c.kind < y->c.kind ? -1 : 1;
	int name = strcmp(x->c.name, y->c.name);
	return name ? name : x->c.cycle < y->c.cycle ? -1 : x->c.cycle > y->c.cycle;
}

void sla_of(const struct session *s, struct arena *a, int64_t ticket, int64_t as_of, int64_t now, struct sla_list *out)
{
	struct sla_query q = {.now = now, .as_of = as_of};
	struct finding x = {.s = s, .a = a, .q = &q, .out = out};
	struct clocks all;
	struct clock_row r;

	if (as_of == AT_NONE) {
		struct clock_rows *list = clocks_of_ticket(s->desk, a, ticket);
		while (clocks_next(list, a, &r))
			add(&x, &r.c, ticket, NULL);
		clocks_end(list);
	} else {
		keep_clocks(s->desk, a, ticket, as_of, &all);
		for (size_t i = 0; i < all.n; i++)
			add(&x, &all.v[i], ticket, NULL);
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, by_start);
}

static bool sooner(const struct clock_cycle *x, const struct clock_cycle *y)
{
	if (x->due == AT_NONE || y->due == AT_NONE)
		return x->due != AT_NONE && y->due == AT_NONE;
	return x->due < y->due;
}

bool sla_next(const struct session *s, struct arena *a, int64_t ticket, int64_t as_of, struct clock_cycle *c)
{
	struct clocks all;
	struct clock_row r;
	bool found = false;

	if (as_of == AT_NONE) {
		struct clock_rows *list = clocks_open_of(s->desk, a, ticket);
		for (; clocks_next(list, a, &r); found = true)
			if (!found || sooner(&r.c, c))
				*c = r.c;
		clocks_end(list);
		return found;
	}
	keep_clocks(s->desk, a, ticket, as_of, &all);
	for (size_t i = 0; i < all.n; i++)
		if (clock_open(&all.v[i]) && (!found || sooner(&all.v[i], c))) {
			*c = all.v[i];
			found = true;
		}
	return found;
}
