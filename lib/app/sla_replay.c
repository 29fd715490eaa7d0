/* sla_replay: the history under another policy, as a table. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/filter.h"
#include "app/list.h"
#include "app/policy_source.h"
#include "app/sla.h"
#include "base/str.h"
#include "service/lookup.h"
#include "service/sla_replay.h"
#include "service/tell.h"
#include "store/tickets.h"
#include "when/clock.h"

struct replaying {
	struct replay_query q;
	struct replay result;
	struct columns columns;        /* of --flips */
	struct out *out;
	const struct out_column **picked;
	size_t n;
};

/* --- what is asked --- */

/* --since T or PERIOD, --until T. */
static void read_period_of(struct app *app, struct replay_query *q)
{
	int64_t from, to;

	q->from = INT64_MIN + 1;
	q->to = INT64_MAX;
	if (sla_values.since)
		app_period(app, "--since", sla_values.since, &q->from, &q->to);
	if (sla_values.until) {
		app_period(app, "--until", sla_values.until, &from, &to);
		q->to = to == INT64_MAX ? from : to;
	}
}

static int ask(struct app *app, struct replaying *x)
{
	struct sla_query q;
	int bad = sla_ask(app, &q);

	if (bad)
		return bad;
	if (q.only || q.nnot_clocks)
		return app_usage(app, _("replay takes neither --text nor --not-clock"));
	x->q.find = q.find;
	x->q.clocks = q.clocks;
	x->q.nclocks = q.nclocks;
	x->q.as_of = q.as_of;
	x->q.now = q.now;
	x->q.flips = sla_values.flips;
	read_period_of(app, &x->q);
	return 0;
}

static int replay(struct app *app, void *arg)
{
	struct replaying *x = arg;
	int bad = ask(app, x);

	if (!bad)
		replay_run(&app->session, app->a, &x->q, &x->result);
	return bad;
}

/* --- the table --- */

enum {
	R_CLOCK, R_PRIORITY, R_MET_BEFORE, R_BREACHED_BEFORE, R_SHARE_BEFORE, R_MET_AFTER, R_BREACHED_AFTER,
	R_SHARE_AFTER, R_POINTS, R_BETTER, R_WORSE, R_ADDED, R_GONE, R_OPEN_BEFORE, R_OPEN_AFTER, N_SUM,
};

static const struct out_column sum_columns[N_SUM] = {
	[R_CLOCK] = {"clock", N_("Clock"), OUT_REF, N_("clock, or deadline and stage"), 0},
	[R_PRIORITY] = {"priority", N_("Prio"), OUT_TEXT, N_("priority of the tickets in the end"), 0},
	[R_MET_BEFORE] = {"met_before", N_("Met"), OUT_INT, N_("met as it was"), 0},
	[R_BREACHED_BEFORE] = {"breached_before", N_("Breached"), OUT_INT, N_("breached as it was"), 0},
	[R_SHARE_BEFORE] = {"share_before", N_("%"), OUT_DECIMAL, N_("percent met of those judged, as it was"), 0},
	[R_MET_AFTER] = {"met_after", N_("Met then"), OUT_INT, N_("met under the other policy"), 0},
	[R_BREACHED_AFTER] = {"breached_after", N_("Breached then"), OUT_INT, N_("breached under the other policy"), 0},
	[R_SHARE_AFTER] = {"share_after", N_("% then"), OUT_DECIMAL, N_("percent met under the other policy"), 0},
	[R_POINTS] = {"points", N_("Points"), OUT_DECIMAL, N_("difference of the two shares in percentage points"), 0},
	[R_BETTER] = {"better", N_("Better"), OUT_INT, N_("breached, would be met"), 0},
	[R_WORSE] = {"worse", N_("Worse"), OUT_INT, N_("met, would be breached"), 0},
	[R_ADDED] = {"added", N_("Added"), OUT_INT, N_("judged under the other policy only"), 0},
	[R_GONE] = {"gone", N_("Gone"), OUT_INT, N_("judged as it was only"), 0},
	[R_OPEN_BEFORE] = {"open_before", N_("Open"), OUT_INT, N_("open and not breached, as it is"), 0},
	[R_OPEN_AFTER] = {"open_after", N_("Open then"), OUT_INT, N_("open and not breached under the other policy"), 0},
};

/* In hundredths of a percent; -1: none was judged. */
static int64_t share(const int64_t n[N_REPLAY])
{
	int64_t judged = n[REPLAY_MET] + n[REPLAY_BREACHED];

	return judged ? (n[REPLAY_MET] * 10000 + judged / 2) / judged : -1;
}

static struct out_cell percent(int64_t share)
{
	return share < 0 ? out_null() : out_decimal(share, 2);
}

static void sum_row(struct app *app, const struct replaying *x, struct arena *row, const struct replay_sum *s)
{
	int64_t before = share(s->before), after = share(s->after);
	const struct out_cell all[N_SUM] = {
		[R_CLOCK] = out_ref(s->clock),
		[R_PRIORITY] = out_text(tell_priority(app->session.policy, row, s->priority)),
		[R_MET_BEFORE] = out_int(s->before[REPLAY_MET]),
		[R_BREACHED_BEFORE] = out_int(s->before[REPLAY_BREACHED]),
		[R_SHARE_BEFORE] = percent(before),
		[R_MET_AFTER] = out_int(s->after[REPLAY_MET]),
		[R_BREACHED_AFTER] = out_int(s->after[REPLAY_BREACHED]),
		[R_SHARE_AFTER] = percent(after),
		[R_POINTS] = before < 0 || after < 0 ? out_null()
			: out_tone(out_decimal(after - before, 2), after < before ? OUT_BAD : OUT_PLAIN),
		[R_BETTER] = out_int(s->better), [R_WORSE] = out_int(s->worse),
		[R_ADDED] = out_int(s->added), [R_GONE] = out_int(s->gone),
		[R_OPEN_BEFORE] = out_int(s->before[REPLAY_OPEN]), [R_OPEN_AFTER] = out_int(s->after[REPLAY_OPEN]),
	};
	struct out_cell *cells = arena_array(row, struct out_cell, x->n);

	for (size_t i = 0; i < x->n; i++)
		cells[i] = all[x->picked[i] - sum_columns];
	out_row(x->out, cells);
}

/* --- flips --- */

enum {
	F_CLOCK, F_CYCLE, F_BEFORE, F_AFTER, F_TARGET_BEFORE, F_TARGET_AFTER, F_DUE_BEFORE, F_DUE_AFTER, F_START,
	F_ENDED, N_FLIP,
};

static const struct out_column flip_columns[N_FLIP] = {
	[F_CLOCK] = {"clock", N_("Clock"), OUT_TEXT, N_("clock, or deadline and stage"), 0},
	[F_CYCLE] = {"cycle", N_("Cycle"), OUT_INT, N_("the n-th run of this clock of the ticket"), 0},
	[F_BEFORE] = {"before", N_("Was"), OUT_TEXT, N_("met or breached, as it was"), 0},
	[F_AFTER] = {"after", N_("Would be"), OUT_TEXT, N_("met or breached under the other policy"), 0},
	[F_TARGET_BEFORE] = {"target_before", N_("Target"), OUT_TEXT, N_("target as it was"), 0},
	[F_TARGET_AFTER] = {"target_after", N_("Then"), OUT_TEXT, N_("target under the other policy"), 0},
	[F_DUE_BEFORE] = {"due_before", N_("Due"), OUT_AT, N_("when it was due"), 0},
	[F_DUE_AFTER] = {"due_after", N_("Due then"), OUT_AT, N_("when it would have been due"), 0},
	[F_START] = {"start", N_("Started"), OUT_AT, N_("when it started"), 0},
	[F_ENDED] = {"ended", N_("Ended"), OUT_AT, N_("when it ended; empty: open"), 0},
};

static struct out_cell flip_cell(struct arena *row, const struct replay_flip *f, int column)
{
	char *span = arena_alloc(row, 32);

	switch (column) {
	case F_CLOCK: return out_text(f->clock);
	case F_CYCLE: return out_int(f->cycle);
	case F_BEFORE: return out_text(replay_verdict_words[f->before]);
	case F_AFTER: return out_tone(out_text(replay_verdict_words[f->after]),
	                              f->after == REPLAY_BREACHED ? OUT_BAD : OUT_GOOD);
	case F_TARGET_BEFORE: span_print(span, f->target_before); return out_text(span);
	case F_TARGET_AFTER: span_print(span, f->target_after); return out_text(span);
	case F_DUE_BEFORE: return out_at(f->due_before);
	case F_DUE_AFTER: return out_at(f->due_after);
	case F_START: return out_at(f->start);
	default: return out_at(f->ended);
	}
}

static void flip_row(struct app *app, struct replaying *x, struct arena *row, const struct replay_flip *f)
{
	struct columns *c = &x->columns;
	struct ticket t;

	if (!(x->q.as_of == AT_NONE ? tickets_row(app->session.desk, row, f->ticket, c->more, &t)
	                            : lookup_one(&app->session, row, f->ticket, x->q.as_of, &t)))
		return;
	columns_fill(c, row, &t);
	for (size_t i = 0; i < c->n; i++) {
		size_t at = (size_t)(c->picked[i] - c->all);
		if (at >= c->own)
			c->cells[i] = flip_cell(row, f, (int)(at - c->own));
	}
	out_row(x->out, c->cells);
}

/* --- printing --- */

static int print(struct app *app, void *arg)
{
	struct replaying *x = arg;
	struct arena row = {0};

	for (size_t i = 0; !sla_values.flips && i < x->result.sums.n; i++) {
		sum_row(app, x, &row, &x->result.sums.v[i]);
		arena_reset(&row);
	}
	for (size_t i = 0; sla_values.flips && i < x->result.flips.n; i++) {
		if (sla_values.limit > 0 && (int64_t)i >= sla_values.limit)
			break;
		flip_row(app, x, &row, &x->result.flips.v[i]);
		arena_reset(&row);
	}
	arena_free(&row);
	return 0;
}

/* All names at once: a policy is mended in one go. */
static int say_lacks(const struct replaying *x)
{
	for (size_t i = 0; i < x->result.lacks.n; i++)
		warn(_("%s lacks the %s \"%s\", which %" PRId64 " events have"), sla_values.policy, x->result.lacks.v[i].what,
		     x->result.lacks.v[i].name, x->result.lacks.v[i].events);
	return x->result.lacks.n ? EX_CONFIG : 0;
}

static int open_list(struct app *app, struct replaying *x)
{
	if (!sla_values.flips)
		return app_list(app, sum_columns, N_SUM, "clock,priority,met_before,breached_before,share_before,met_after,"
		                "breached_after,share_after,points,better,worse", &x->out, &x->picked, &x->n);
	columns_begin(app, flip_columns, N_FLIP, &x->columns);
	return columns_open(&x->columns, "ref,clock,before,after,target_before,target_after,due_before,due_after,"
	                    "priority,customer,subject", &x->out);
}

static int find_policy(struct app *app, struct policy **p)
{
	struct policy *live = app->session.policy;
	int64_t version = app->session.policy_version;
	int bad = policy_side(app, sla_values.policy, p);

	app->session.policy = live;    /* names are told as the desk's policy has them */
	app->session.policy_version = version;
	return bad;
}

int sla_replay(struct app *app)
{
	struct replaying x = {.out = NULL};
	int bad;

	if (!sla_values.policy)
		return app_usage(app, _("replay needs --policy: a file, the name of a shared one, or a version"));
	if (sla_values.sort)
		return app_usage(app, _("replay has an order of its own; pipe it through sort"));
	bad = open_list(app, &x);
	if (bad || !x.out)
		return bad;
	bad = find_policy(app, &x.q.policy);
	if (!bad) bad = app_tx(app, DESK_READ, replay, &x);
	if (!bad) bad = say_lacks(&x);
	if (bad)
		return bad;
	if (sla_values.count) {
		printf("%zu\n", sla_values.flips ? x.result.flips.n : x.result.sums.n);
		return 0;
	}
	app_tx(app, DESK_READ, print, &x);
	out_close(x.out);
	return sla_values.exit_status && (sla_values.flips ? x.result.flips.n : x.result.sums.n) == 0 ? EXIT_NO : EXIT_DONE;
}
