/* sla_list: clocks as rows. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/list.h"
#include "app/sla.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/lookup.h"
#include "store/clocks.h"
#include "store/tickets.h"
#include "when/clock.h"

enum column {
	K_CLOCK, K_CYCLE, K_STATE, K_LEFT, K_DUE, K_TARGET, K_RULE, K_CALENDAR, K_START, K_RISK, K_COUNTED,
	K_OVER, K_ENDED, K_VERSION, N_OWN,
};

static const struct out_column own[N_OWN] = {
	[K_CLOCK] = {"clock", N_("Clock"), OUT_TEXT,
		N_("ack, first_response, ... level, or a deadline and its stage"), OUT_FLEX},
	[K_CYCLE] = {"cycle", N_("Cycle"), OUT_INT, N_("the n-th run of this clock of the ticket"), 0},
	[K_STATE] = {"state", N_("Is"), OUT_TEXT,
		N_("of the clock: breached, at_risk, running, paused, met or cancelled"), 0},
	[K_LEFT] = {"left_s", N_("Left"), OUT_SPAN,
		N_("what is left of the target in its calendar, negative: over; of targets in days plain time"), OUT_HOURS},
	[K_DUE] = {"due", N_("Due"), OUT_AT, N_("when it is due; empty while it stands still"), 0},
	[K_TARGET] = {"target", N_("Target"), OUT_TEXT, N_("the target as the policy has it: 4h, 15bd"), 0},
	[K_RULE] = {"rule", N_("Rule"), OUT_TEXT, N_("rule of the policy that promises it, or the deadline"), OUT_FLEX},
	[K_CALENDAR] = {"calendar", N_("Calendar"), OUT_TEXT, N_("calendar it counts in"), OUT_FLEX},
	[K_START] = {"start", N_("Started"), OUT_AT, N_("when it started"), 0},
	[K_RISK] = {"risk", N_("At risk"), OUT_AT, N_("from when on it is at risk, as the policy warns"), 0},
	[K_COUNTED] = {"counted_s", N_("Counted"), OUT_SPAN, N_("business time counted so far, or until its end"), OUT_HOURS},
	[K_OVER] = {"over_s", N_("Over"), OUT_SPAN, N_("time past its due instant; 0: none"), OUT_HOURS},
	[K_ENDED] = {"ended", N_("Ended"), OUT_AT, N_("when it ended; empty: open"), 0},
	[K_VERSION] = {"version", N_("Version"), OUT_INT, N_("version of the policy it is pinned to"), 0},
};

struct sla_rows {
	struct app *app;
	struct columns columns;
	struct out *out;
	int64_t as_of, now;
};

const char *sla_length(struct arena *a, const struct clock_cycle *c, int64_t seconds)
{
	char *text = arena_alloc(a, 32);

	if (c->target_s < 0)
		span_human(text, seconds);
	else
		span_hours(text, seconds);
	return text;
}

/* --- cells --- */

static struct out_cell length(const struct clock_cycle *c, int64_t seconds)
{
	return c->target_s < 0 ? out_days(seconds) : out_span(seconds);
}

static enum out_tone tone(const struct sla_item *x)
{
	switch (x->state) {
	case SLA_BREACHED: return OUT_BAD;
	case SLA_AT_RISK: return OUT_WARN;
	case SLA_PAUSED: case SLA_CANCELLED: return OUT_DIM;
	default: return OUT_PLAIN;
	}
}

static struct out_cell over(const struct sla_item *x)
{
	if (!clock_open(&x->c))
		return length(&x->c, x->c.over_s);
	return length(&x->c, x->state == SLA_BREACHED && x->left_s < 0 ? -x->left_s : 0);
}

static struct out_cell cell(const struct sla_rows *r, struct arena *row, const struct sla_item *x, int column)
{
	const struct clock_cycle *c = &x->c;
	char *target;

	switch (column) {
	case K_CLOCK: return out_text(c->name);
	case K_CYCLE: return out_int(c->cycle);
	case K_STATE: return out_tone(out_text(sla_state_words[x->state]), tone(x));
	case K_LEFT: return x->left_s == INT64_MAX ? out_null() : out_tone(length(c, x->left_s), tone(x));
	case K_DUE: return out_at(c->due);
	case K_TARGET:
		target = arena_alloc(row, 32);
		span_print(target, c->now.target);
		return out_text(target);
	case K_RULE: return out_text(c->now.rule);
	case K_CALENDAR: return out_text(c->now.calendar);
	case K_START: return out_at(c->start);
	case K_RISK: return out_at(c->risk);
	case K_COUNTED: return out_span(clock_counted_at(c, r->now));
	case K_OVER: return over(x);
	case K_ENDED: return out_at(c->ended);
	case K_VERSION: return out_int(c->version);
	default: return out_null();
	}
}

/* --- rows --- */

int sla_rows_open(struct app *app, const char *defaults, struct sla_rows **rows)
{
	struct sla_rows *r = arena_new(app->a, struct sla_rows);

	*rows = NULL;
	r->app = app;
	r->as_of = app_as_of(app);
	r->now = sla_now(app);
	columns_begin(app, own, N_OWN, &r->columns);
	int bad = columns_open(&r->columns, defaults, &r->out);
	if (!bad && r->out)
		*rows = r;
	return bad;
}

static void print_one(struct sla_rows *r, struct arena *row, const struct sla_item *x)
{
	struct columns *c = &r->columns;
	const struct session *s = &r->app->session;
	struct ticket t;
	bool found = r->as_of == AT_NONE ? tickets_row(s->desk, row, x->ticket, c->more, &t)
	                                 : lookup_one(s, row, x->ticket, r->as_of, &t);

	if (!found)
		return;
	columns_fill(c, row, &t);
	for (size_t i = 0; i < c->n; i++) {
		size_t at = (size_t)(c->picked[i] - c->all);
		if (at >= c->own)
			c->cells[i] = cell(r, row, x, (int)(at - c->own));
	}
	out_row(r->out, c->cells);
}

void sla_rows_print(struct sla_rows *r, const struct sla_list *list, int64_t limit)
{
	struct arena row = {0};

	for (size_t i = 0; i < list->n && (limit <= 0 || (int64_t)i < limit); i++) {
		print_one(r, &row, &list->v[i]);
		arena_reset(&row);
	}
	arena_free(&row);
}

void sla_rows_close(struct sla_rows *r)
{
	out_close(r->out);
}

/* --- order --- */

struct key { int column; bool down; };
struct keys { struct key v[8]; size_t n; };

enum { BY_REF = N_OWN, BY_PRIORITY, BY_LEVEL };

static int compare_i64(int64_t x, int64_t y)
{
	return x < y ? -1 : x > y;
}

/* What is missing comes last. */
static int compare_at(int64_t x, int64_t y)
{
	if (x == AT_NONE || y == AT_NONE)
		return (x == AT_NONE) - (y == AT_NONE);
	return compare_i64(x, y);
}

static int compare_by(int column, const struct sla_item *x, const struct sla_item *y)
{
	switch (column) {
	case K_CLOCK: return strcmp(x->c.name, y->c.name);
	case K_STATE: return compare_i64(x->state, y->state);
	case K_DUE: return compare_at(x->c.due, y->c.due);
	case K_START: return compare_at(x->c.start, y->c.start);
	case K_RISK: return compare_at(x->c.risk, y->c.risk);
	case K_ENDED: return compare_at(x->c.ended, y->c.ended);
	case BY_REF: return compare_i64(x->ticket, y->ticket);
	case BY_PRIORITY: return compare_i64(x->priority, y->priority);
	case BY_LEVEL: return compare_i64(x->level, y->level);
	default: return compare_i64(x->left_s, y->left_s);
	}
}

static int by_keys(const void *a, const void *b, void *arg)
{
	const struct keys *k = arg;
	const struct sla_item *x = a, *y = b;
	int order = 0;

	for (size_t i = 0; i < k->n && !order; i++)
		order = k->v[i].down ? compare_by(k->v[i].column, y, x) : compare_by(k->v[i].column, x, y);
	if (!order) order = compare_by(K_LEFT, x, y);
	if (!order) order = compare_by(BY_REF, x, y);
	if (!order) order = compare_by(K_CLOCK, x, y);
	return order ? order : compare_i64(x->c.cycle, y->c.cycle);
}

static int read_sort(struct app *app, struct keys *k)
{
	static const struct { const char *name; int column; } known[] = {
		{"left_s", K_LEFT}, {"due", K_DUE}, {"state", K_STATE}, {"clock", K_CLOCK}, {"start", K_START},
		{"risk", K_RISK}, {"ended", K_ENDED}, {"ref", BY_REF}, {"priority", BY_PRIORITY}, {"level", BY_LEVEL},
	};
	enum { KNOWN = sizeof known / sizeof *known };
	const char *words[KNOWN + 1] = {NULL};
	size_t n;
	char **name = str_split(app->a, sla_values.sort, ',', &n);

	for (size_t i = 0; i < KNOWN; i++)
		words[i] = known[i].name;
	for (size_t i = 0; i < n && k->n < 8; i++) {
		bool down = name[i][0] == '-';
		int at = words_find(words, name[i] + down);
		if (at < 0)
			return app_usage(app, _("--sort: cannot order by \"%s\"%s; known: %s"), name[i] + down,
			                 words_hint(app->a, words, name[i] + down), words_list(app->a, words));
		k->v[k->n++] = (struct key){known[at].column, down};
	}
	return 0;
}

/* --- the list --- */

struct listing {
	struct sla_query q;
	struct sla_list list;
	struct sla_rows *rows;
	struct keys keys;
	int64_t found;
};

/* Breached ones of all tickets: their index knows the number. */
static bool only_breached(const struct sla_query *q)
{
	return q->states == 1U << SLA_BREACHED && q->within_s < 0 && q->open && !q->ended && !q->find &&
	       !q->only && !q->nclocks && !q->nnot_clocks && q->as_of == AT_NONE;
}

static int list(struct app *app, void *arg)
{
	struct listing *l = arg;
	int bad = sla_ask(app, &l->q);

	if (!bad && sla_values.sort)
		bad = read_sort(app, &l->keys);
	if (bad)
		return bad;
	for (size_t i = 0; i < l->keys.n; i++)
		l->q.grades |= l->keys.v[i].column >= BY_PRIORITY;
	if (sla_values.count && only_breached(&l->q)) {
		l->found = clocks_count_due(app->session.desk, l->q.now);
		return 0;
	}
	l->q.count = sla_values.count;
	l->q.most = l->keys.n ? 0 : sla_values.limit;
	sla_find(&app->session, app->a, &l->q, &l->list);
	l->found = (int64_t)l->list.n;
	if (sla_values.count)
		return 0;
	if (!l->keys.n)
		sla_order(&l->list);
	else if (l->list.n > 1)
		qsort_r(l->list.v, l->list.n, sizeof *l->list.v, by_keys, &l->keys);
	sla_rows_print(l->rows, &l->list, sla_values.limit);
	return 0;
}

int sla_list(struct app *app)
{
	struct listing l = {.found = 0};
	int bad = sla_rows_open(app, "ref,clock,state,left_s,due,priority,agent,subject", &l.rows);

	if (bad || !l.rows)
		return bad;
	if ((bad = app_tx(app, DESK_READ, list, &l)) != 0)
		return bad;
	if (sla_values.count)
		printf("%" PRId64 "\n", l.found);
	else
		sla_rows_close(l.rows);
	return sla_values.exit_status && l.found == 0 ? EXIT_NO : EXIT_DONE;
}
