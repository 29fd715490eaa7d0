/* report_summary: one page about a period, beside the one before: what came and
 * went, how fast, how well, how old, about what; and what to look at. */
#include <inttypes.h>
#include <stdlib.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "service/backlog.h"

enum { BEFORE, NOW };                  /* steps */
enum { CATEGORIES = 6 };

static const enum metric_id of_opened[] = {METRIC_WEIGHTED, METRIC_OPENED, METRIC_UNANSWERED, METRIC_RESPONSE_TIME, METRIC_OTHER};
static const enum metric_id of_resolved[] = {METRIC_RESOLVED, METRIC_RESOLUTION_TIME, METRIC_SOLVED_AT_FIRST, METRIC_FIRST_LEVEL,
                                             METRIC_NEVER_REASSIGNED, METRIC_RESOLUTION_BUSINESS};
static const enum metric_id of_first[] = {METRIC_FCR, METRIC_REOPENED_SOON};
static const enum metric_id of_promises[] = {METRIC_SLA_FIRST_RESPONSE, METRIC_SLA_RESOLUTION, METRIC_SLA_BREACHED_OPEN,
                                             METRIC_SLA};

struct summary {
	struct report *r;
	int64_t edges[3];
	size_t first;                  /* NOW where nothing is compared */
	struct figures opened, resolved, came_back, promises, backlog;
	struct report_steps days;      /* or weeks, or months */
	size_t day;                    /* the first step of the period */
};

/* --- measuring --- */

static void pass(struct summary *x, enum cohort cohort, enum case_by by, const enum metric_id *m, size_t n, struct figures *f)
{
	struct figures_query q = report_query(x->r, m, n);

	q.cases.cohort = cohort;
	q.cases.from = x->edges[x->first];
	q.by = by;
	q.edges = x->edges + x->first;
	q.nsteps = 2 - x->first;
	figures_of(x->r->s, x->r->a, &q, f);
}

#define PASS(x, cohort, by, m, f) pass(x, cohort, by, m, sizeof(m) / sizeof *(m), f)

/* So many steps fit a line. */
static enum report_every fitting(const struct report *r)
{
	int64_t days = (r->until - r->from) / DAY_S;

	return days <= 45 ? EVERY_DAY : days <= 45 * 7 ? EVERY_WEEK : EVERY_MONTH;
}

/* Step by step over both periods: the edge between them is one of the steps'. */
static void pass_backlog(struct summary *x)
{
	struct report *r = x->r;
	struct figures_query q = report_query(r, NULL, 0);
	struct report_steps before = {.n = 0}, now = report_steps(r, fitting(r), r->from, r->until);

	if (x->first == BEFORE)
		before = report_steps(r, fitting(r), x->edges[0], r->from);
	x->days = (struct report_steps){arena_array(r->a, int64_t, before.n + now.n + 1), now.names, now.n};
	for (size_t i = 0; i < before.n; i++)
		x->days.edges[i] = before.edges[i];
	for (size_t i = 0; i <= now.n; i++)
		x->days.edges[before.n + i] = now.edges[i];
	x->day = before.n;
	q.cases.from = x->edges[x->first];
	q.cases.to = r->until;
	q.by = BY_NONE;
	q.edges = x->days.edges;
	q.nsteps = before.n + now.n;
	backlog_of(r->s, r->a, &q, &x->backlog);
}

static void measure_all(struct summary *x)
{
	PASS(x, COHORT_OPENED, BY_CATEGORY, of_opened, &x->opened);
	pass(x, COHORT_RESOLVED, BY_LEVEL, of_resolved, sizeof of_resolved / sizeof *of_resolved - (x->r->cal == NULL), &x->resolved);
	PASS(x, COHORT_FIRST, BY_NONE, of_first, &x->came_back);
	PASS(x, COHORT_DUE, BY_NONE, of_promises, &x->promises);
	pass_backlog(x);
}

/* The same number of whole months or days before. */
int64_t report_before(const struct report *r)
{
	int64_t from = zone_day(r->zone, r->from), to = zone_day(r->zone, r->to);
	struct civil a = civil_of_day(from), b = civil_of_day(to);
	int months = (b.year - a.year) * 12 + b.month - a.month;
	bool whole = a.day == 1 && b.day == 1 && months > 0;

	return zone_at(r->zone, whole ? civil_add_months(from, -months) : 2 * from - to, 0);
}

/* Nothing before the first case. */
static void find_before(struct summary *x)
{
	struct report *r = x->r;

	x->edges[0] = report_before(r);
	x->edges[1] = r->from;
	x->edges[2] = r->to;
	x->first = r->compare && x->edges[0] < r->from && cases_first(r->s->desk) < r->from ? BEFORE : NOW;
}

/* --- the key figures --- */

static const struct report_column key_columns[] = {
	{METRIC_OPENED, STAT_VALUE, NULL, false},
	{METRIC_RESOLUTIONS, STAT_VALUE, NULL, false},
	{METRIC_REOPENINGS, STAT_VALUE, NULL, false},
	{METRIC_BACKLOG, STAT_VALUE, N_("Open at the end"), false},
	{METRIC_RESPONSE_TIME, STAT_P50, N_("First answer: median"), false},
	{METRIC_RESPONSE_TIME, STAT_P90, N_("First answer: p90"), false},
	{METRIC_RESOLUTION_TIME, STAT_MEAN, N_("Time to resolve: mean"), false},
	{METRIC_RESOLUTION_TIME, STAT_P50, N_("Time to resolve: median"), false},
	{METRIC_RESOLUTION_TIME, STAT_P90, N_("Time to resolve: p90"), false},
	{METRIC_RESOLUTION_BUSINESS, STAT_P50, N_("Working time to resolve: median"), false},
	{METRIC_SLA_FIRST_RESPONSE, STAT_VALUE, NULL, false},
	{METRIC_SLA_RESOLUTION, STAT_VALUE, NULL, false},
	{METRIC_SOLVED_AT_FIRST, STAT_VALUE, NULL, false},
	{METRIC_FIRST_LEVEL, STAT_VALUE, NULL, false},
	{METRIC_FCR, STAT_VALUE, NULL, false},
	{METRIC_REOPENED_SOON, STAT_VALUE, NULL, false},
	{METRIC_NEVER_REASSIGNED, STAT_VALUE, NULL, false},
};
enum { KEYS = sizeof key_columns / sizeof *key_columns };

static int64_t flow(const struct summary *x, int step, size_t metric)
{
	size_t from = step == NOW ? x->day : 0, to = step == NOW ? x->backlog.nsteps : x->day;
	int64_t n = 0;

	for (size_t i = from; i < to; i++)
		n += figures_cell(&x->backlog, &x->backlog.all, i, metric)->sum;
	return n;
}

static int64_t open_at_end(const struct summary *x, int step)
{
	size_t last = step == NOW ? x->backlog.nsteps : x->day;

	return figures_cell(&x->backlog, &x->backlog.all, last - 1, BACKLOG_END)->sum;
}

static void fill(const struct summary *x, struct report_section *s, struct figure *v, int step)
{
	size_t at = (size_t)step - x->first;

	for (size_t i = 0; i < s->ncolumns; i++) {
		enum metric_id m = s->columns[i].metric;
		if (m == METRIC_RESOLUTIONS || m == METRIC_REOPENINGS)
			v[i] = figure_count(flow(x, step, m == METRIC_RESOLUTIONS ? BACKLOG_RESOLVED : BACKLOG_REOPENED));
		else if (m == METRIC_BACKLOG)
			v[i] = figure_count(open_at_end(x, step));
	}
	report_list(s, v, &x->opened, &x->opened.all, at);
	report_list(s, v, &x->resolved, &x->resolved.all, at);
	report_list(s, v, &x->came_back, &x->came_back.all, at);
	report_list(s, v, &x->promises, &x->promises.all, at);
}

static void fill_change(struct figure *v, const struct figure *now, const struct figure *before, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (now[i].kind == FIGURE_NONE || before[i].kind == FIGURE_NONE || now[i].few || before[i].few)
			continue;
		v[i] = (struct figure){.kind = now[i].kind, .value = now[i].value - before[i].value};
	}
}

static void add_keys(struct summary *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "key", _("Key figures"), "");

	s->listed = true;
	for (size_t i = 0; i < KEYS; i++)
		if (r->cal || key_columns[i].metric != METRIC_RESOLUTION_BUSINESS)
			report_column(s, key_columns[i].metric, key_columns[i].stat, key_columns[i].head);
	struct figure *now = report_row(s, "now", _("Now"));
	fill(x, s, now, NOW);
	if (x->first == BEFORE) {
		struct figure *before = report_row(s, "before", _("Before"));
		fill(x, s, before, BEFORE);
		fill_change(report_row(s, "change", _("Change")), now, before, s->ncolumns);
		s->rows.v[2].change = true;
	}
}

/* --- the other tables --- */

static void add_lines(struct summary *x)
{
	static const struct { size_t metric; enum metric_id id; } lines[] = {
		{BACKLOG_OPENED, METRIC_OPENED}, {BACKLOG_RESOLVED, METRIC_RESOLUTIONS}, {BACKLOG_END, METRIC_BACKLOG}};
	enum report_every every = fitting(x->r);
	struct report_section *s = report_section(x->r, "steps", every == EVERY_DAY ? _("Day by day")
	                                          : every == EVERY_WEEK ? _("Week by week") : _("Month by month"), "");

	for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
		int64_t *v = arena_array(x->r->a, int64_t, x->days.n);
		for (size_t i = 0; i < x->days.n; i++)
			v[i] = figures_cell(&x->backlog, &x->backlog.all, x->day + i, lines[k].metric)->sum;
		report_line(s, lines[k].id, _(metrics[lines[k].id].head), v, &x->days, FIGURE_COUNT);
	}
}

static void add_levels(struct summary *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "levels", _("Who solved it"), _("Level"));
	size_t step = NOW - x->first;
	int64_t all = x->resolved.all.steps[step];

	report_column(s, METRIC_RESOLVED, STAT_VALUE, NULL);
	report_column(s, METRIC_SOLVED_AT_LEVEL, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_RESOLUTION_TIME, STAT_P50, N_("Median time"));
	r->by = BY_LEVEL;
	report_order(r, &x->resolved);
	for (size_t i = 0; i < x->resolved.groups.n; i++) {
		const struct figures_group *g = x->resolved.groups.v[i];
		if (!g->steps[step])
			continue;
		struct figure *v = report_row(s, report_key(r, BY_LEVEL, g->key), report_label(r, BY_LEVEL, g->key));
		v[0] = figure_count(g->steps[step]);
		v[1] = figure_share(g->steps[step], all);
		v[2] = figure_of(r->a, figures_cell(&x->resolved, g, step, 1), METRIC_RESOLUTION_TIME, STAT_P50);
	}
	r->by = BY_NONE;
}

static const struct summary *sorted;   /* for qsort */

static int by_weight(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;
	size_t step = NOW - sorted->first;
	int64_t v = figures_cell(&sorted->opened, x, step, 0)->sum, w = figures_cell(&sorted->opened, y, step, 0)->sum;

	if (v != w)
		return v > w ? -1 : 1;
	return x->steps[step] != y->steps[step] ? (x->steps[step] > y->steps[step] ? -1 : 1) : report_by_key(x, y);
}

static void add_categories(struct summary *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "categories", _("What it was about, the weightiest first"), _("Category"));
	size_t step = NOW - x->first, n = x->opened.groups.n;

	sorted = x;
	if (n > 1)
		qsort(x->opened.groups.v, n, sizeof *x->opened.groups.v, by_weight);
	report_column(s, METRIC_OPENED, STAT_VALUE, NULL);
	report_column(s, METRIC_SHARE_OF_ALL, STAT_VALUE, NULL);
	report_bars(s);
	if (x->first == BEFORE)
		report_column(s, METRIC_OPENED, STAT_CHANGE, N_("Change"));
	report_column(s, METRIC_RESPONSE_TIME, STAT_P50, N_("First answer, median"));
	for (size_t i = 0; i < n && s->rows.n < CATEGORIES; i++) {
		const struct figures_group *g = x->opened.groups.v[i];
		if (!g->steps[step])
			continue;
		struct figure *v = report_row(s, report_key(r, BY_CATEGORY, g->key), report_label(r, BY_CATEGORY, g->key));
		v[0] = figure_count(g->steps[step]);
		v[1] = figure_share(g->steps[step], x->opened.all.steps[step]);
		if (x->first == BEFORE)
			v[2] = figure_count(g->steps[NOW] - g->steps[BEFORE]);
		v[s->ncolumns - 1] = figure_of(r->a, figures_cell(&x->opened, g, step, 3), METRIC_RESPONSE_TIME, STAT_P50);
	}
}

static void add_ages(struct summary *x)
{
	struct report *r = x->r;
	struct tally *t = figures_cell(&x->backlog, &x->backlog.all, x->backlog.nsteps - 1, BACKLOG_AGE);

	report_ages(r, t);
}

/* --- what to look at --- */

static void say_goals(struct summary *x, struct report_section *s)
{
	static const struct { const char *goal; enum metric_id m; } goals[] = {
		{"first_level_resolution", METRIC_SOLVED_AT_FIRST}, {"first_contact_resolution", METRIC_FCR},
		{"sla_first_response", METRIC_SLA_FIRST_RESPONSE}, {"sla_resolution", METRIC_SLA_RESOLUTION},
		{"sla", METRIC_SLA}, {"reopened", METRIC_REOPENED_SOON}};
	const struct figures *all[] = {&x->resolved, &x->came_back, &x->promises};
	size_t n, step = NOW - x->first;
	const struct policy_goal *g = policy_goals(x->r->policy, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sizeof goals / sizeof *goals; k++)
			for (size_t j = 0; j < 3 && str_eq(g[i].name, goals[k].goal); j++) {
				int at = figures_find(all[j], goals[k].m);
				const struct tally *t = at < 0 ? NULL : figures_cell(all[j], &all[j]->all, step, (size_t)at);
				int64_t share = t ? tally_share(t->part, t->n) : 0, goal = (g[i].at_least ? g[i].at_least : g[i].at_most) * INT64_C(100);
				if (t && t->n && (g[i].at_least ? share < goal : share > goal))
					report_note(s, arena_printf(x->r->a, _("Goal missed: %s %s, wanted %s %s (tk-report goals)."),
					                            _(metrics[goals[k].m].head), report_percent(x->r, share),
					                            g[i].at_least ? _("at least") : _("at most"), report_percent(x->r, goal)));
			}
}

static void say_late(struct summary *x, struct report_section *s)
{
	int64_t late = figures_cell(&x->promises, &x->promises.all, NOW - x->first, 2)->sum;
	const char *n = report_number(x->r, late);

	if (late)
		report_note(s, arena_printf(x->r->a, NG_("%s promise of the period is broken and still open (tk-sla --breached).",
		                                         "%s promises of the period are broken and still open (tk-sla --breached).", late), n));
}

static void say_growth(struct summary *x, struct report_section *s)
{
	const struct figures_group *most = NULL;

	for (size_t i = 0; x->first == BEFORE && i < x->opened.groups.n; i++) {
		const struct figures_group *g = x->opened.groups.v[i];
		if (!most || g->steps[NOW] - g->steps[BEFORE] > most->steps[NOW] - most->steps[BEFORE])
			most = g;
	}
	/* More than chance: beyond twice the root of both counts together. */
	int64_t more = most ? most->steps[NOW] - most->steps[BEFORE] : 0;
	if (more > 0 && more * more > 4 * (most->steps[NOW] + most->steps[BEFORE]))
		report_note(s, arena_printf(x->r->a, _("Grew most: %s, %s cases after %s."), report_label(x->r, BY_CATEGORY, most->key),
		                            report_number(x->r, most->steps[NOW]), report_number(x->r, most->steps[BEFORE])));
}

/* Figures that rest on what the record does not have. */
static void say_silent(struct summary *x, struct report_section *s)
{
	const struct tally *answers = figures_cell(&x->opened, &x->opened.all, NOW - x->first, 3);

	if (x->opened.all.steps[NOW - x->first] && answers->n == 0)
		report_note(s, _("The record has no public answer to any case of the period: answers and first contacts say nothing."));
}

static void say_other(struct summary *x, struct report_section *s)
{
	const struct tally *t = figures_cell(&x->opened, &x->opened.all, NOW - x->first, 4);

	if (t->n && t->part * 10 > t->n)
		report_note(s, arena_printf(x->r->a, _("%s of the cases have no telling category (tk-report categories)."),
		                            report_percent(x->r, tally_share(t->part, t->n))));
}

static void add_attention(struct summary *x)
{
	struct report_section *s = report_section(x->r, "attention", _("To look at"), "");

	say_silent(x, s);
	say_goals(x, s);
	say_late(x, s);
	say_growth(x, s);
	say_other(x, s);
	if (s->notes.n == 0)
		report_note(s, _("Nothing stands out."));
}

int report_summary(struct report *r)
{
	struct summary x = {.r = r};

	r->title = _("summary");
	report_begins(r);
	report_window(r);
	if (r->until <= r->from)
		return app_usage(r->app, _("the period begins after what is known"));
	find_before(&x);
	measure_all(&x);
	report_answers(r, figures_cell(&x.opened, &x.opened.all, NOW - x.first, 2), figures_cell(&x.opened, &x.opened.all, NOW - x.first, 3));
	add_keys(&x);
	add_attention(&x);
	add_lines(&x);
	add_levels(&x);
	add_categories(&x);
	add_ages(&x);
	return 0;
}
