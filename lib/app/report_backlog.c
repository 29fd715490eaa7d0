/* report_backlog: what is open: when, how old, and how it came about. */
#include <inttypes.h>

#include "app/report_kinds.h"
#include "service/backlog.h"
#include "when/clock.h"

static int64_t sum(const struct figures *f, const struct figures_group *g, size_t step, size_t metric)
{
	return figures_cell(f, g, step, metric)->sum;
}

/* --- the identity --- */

static int64_t in_all(const struct figures *f, const struct figures_group *g, size_t metric)
{
	int64_t n = 0;

	for (size_t i = 0; i < f->nsteps; i++)
		n += sum(f, g, i, metric);
	return n;
}

static void check(struct report_section *s, const int64_t v[BACKLOG_METRICS], int64_t counted)
{
	struct report *r = s->r;
	int64_t made = v[BACKLOG_START] + v[BACKLOG_OPENED] + v[BACKLOG_REOPENED] - v[BACKLOG_RESOLVED];
	const char *n[] = {report_number(r, v[BACKLOG_START]), report_number(r, v[BACKLOG_OPENED]),
	                   report_number(r, v[BACKLOG_REOPENED]), report_number(r, v[BACKLOG_RESOLVED]),
	                   report_number(r, made), report_number(r, counted)};

	if (made == counted && counted == v[BACKLOG_END])
		report_note(s, arena_printf(r->a, _("Checked: %s + %s + %s - %s = %s, as counted by itself."), n[0], n[1], n[2], n[3], n[4]));
	else
		report_note(s, arena_printf(r->a, _("It does not add up: %s + %s + %s - %s = %s, but %s were counted; tk-audit verify "
		                                    "tells more."), n[0], n[1], n[2], n[3], n[4], n[5]));
}

static void add_identity(struct report *r, const struct figures *f)
{
	static const struct report_column columns[] = {
		{METRIC_BACKLOG_START, STAT_VALUE, NULL, false}, {METRIC_OPENED, STAT_VALUE, N_("+ opened"), false},
		{METRIC_REOPENINGS, STAT_VALUE, N_("+ opened again"), false},
		{METRIC_RESOLUTIONS, STAT_VALUE, N_("- resolved"), false},
		{METRIC_BACKLOG, STAT_VALUE, N_("= open at the end"), false}};
	struct report_section *s = report_section(r, "identity", _("How it came about"), "");
	struct figures_query q = report_query(r, NULL, 0);
	int64_t v[BACKLOG_METRICS] = {sum(f, &f->all, 0, BACKLOG_START)};

	s->listed = true;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		report_column(s, columns[i].metric, columns[i].stat, columns[i].head);
	for (size_t i = BACKLOG_OPENED; i <= BACKLOG_RESOLVED; i++)
		v[i] = in_all(f, &f->all, i);
	v[BACKLOG_END] = sum(f, &f->all, f->nsteps - 1, BACKLOG_END);
	struct figure *row = report_total(s, _("Cases"));
	for (size_t i = 0; i < s->ncolumns; i++)
		row[i] = figure_count(v[i]);
	check(s, v, backlog_at(r->s, r->a, &q.cases, r->until));
}

/* --- step by step --- */

static const struct report_column step_columns[] = {
	{METRIC_OPENED, STAT_VALUE, NULL, false},
	{METRIC_REOPENINGS, STAT_VALUE, NULL, false},
	{METRIC_RESOLUTIONS, STAT_VALUE, NULL, false},
	{METRIC_BACKLOG, STAT_VALUE, N_("Open at its end"), true},
};

static void add_steps(struct report *r, const struct figures *f, const struct report_steps *steps)
{
	struct report_section *s = report_section(r, "steps", _("Step by step"), _("From"));

	for (size_t i = 0; i < sizeof step_columns / sizeof *step_columns; i++) {
		report_column(s, step_columns[i].metric, STAT_VALUE, step_columns[i].head);
		s->columns[i].bars = step_columns[i].bars;
	}
	s->whole = true;
	for (size_t i = 0; i < steps->n; i++) {
		struct figure *v = report_row(s, steps->names[i], steps->names[i]);
		for (size_t k = 0; k < s->ncolumns; k++)
			v[k] = figure_count(sum(f, &f->all, i, BACKLOG_OPENED + k));
	}
}

/* --- how old --- */

/* Beside backlog_days. */
static const struct { const char *key, *label; } buckets[BACKLOG_AGES] = {
	{"1d", N_("up to a day")}, {"3d", N_("up to 3 days")}, {"7d", N_("up to 7 days")},
	{"30d", N_("up to 30 days")}, {"90d", N_("up to 90 days")}, {"older", N_("older")}};

void report_ages(struct report *r, struct tally *t)
{
	struct report_section *s = report_section(r, "ages", _("How old it is"), _("Age"));
	int64_t before = 0;

	report_column(s, METRIC_BACKLOG, STAT_VALUE, NULL);
	report_column(s, METRIC_SHARE_OF_OPEN, STAT_VALUE, NULL);
	report_bars(s);
	for (size_t i = 0; i < BACKLOG_AGES; i++) {
		int64_t up_to = backlog_days[i] ? tally_up_to(r->a, t, backlog_days[i] * DAY_S) : t->n;
		struct figure *v = report_row(s, buckets[i].key, _(buckets[i].label));
		v[0] = figure_count(up_to - before);
		v[1] = figure_share(up_to - before, t->n);
		v[1].ranged = false;
		before = up_to;
	}
	struct figure *v = report_total(s, NULL);
	v[0] = figure_count(t->n);
	if (t->n)
		report_note(s, arena_printf(r->a, _("Median age %s, oldest %s."), report_span(r, tally_rank(r->a, t, 50), false),
		                            report_span(r, t->most, false)));
}

/* At the end of each step. */
static void add_aged(struct report *r, const struct figures *f, const struct report_steps *steps)
{
	struct report_section *s = report_section(r, "aged", _("How old it was, step by step"), _("From"));
	struct report_stack *stack = arena_new(r->a, struct report_stack);
	struct report_part *parts = arena_array(r->a, struct report_part, BACKLOG_AGES);

	for (size_t i = 0; i < BACKLOG_AGES; i++) {
		int64_t *v = arena_array(r->a, int64_t, steps->n);
		for (size_t k = 0; k < steps->n; k++)
			v[k] = sum(f, &f->all, k, BACKLOG_AGED + i);
		parts[i] = (struct report_part){buckets[i].key, _(buckets[i].label), v};
	}
	*stack = (struct report_stack){METRIC_BACKLOG, steps->names, steps->n, parts, BACKLOG_AGES};
	s->stack = stack;
}

/* --- by a field --- */

static void put_group(struct report_section *s, struct figure *v, const struct figures *f, const struct figures_group *g,
                      bool hides)
{
	struct tally *age = figures_cell(f, g, f->nsteps - 1, BACKLOG_AGE);

	v[0] = figure_count(sum(f, g, 0, BACKLOG_START));
	for (size_t k = BACKLOG_OPENED; k <= BACKLOG_RESOLVED; k++)
		v[k] = figure_count(in_all(f, g, k));
	v[BACKLOG_END] = figure_count(sum(f, g, f->nsteps - 1, BACKLOG_END));
	for (size_t k = BACKLOG_AGE; k < s->ncolumns; k++) {
		v[k] = figure_of(s->r->a, age, METRIC_OPEN_AGE, s->columns[k].stat);
		v[k].hidden = hides && v[k].kind != FIGURE_NONE && report_hides(s->r, s->r->by, age->n);
		s->r->hidden += v[k].hidden;
	}
}

static void add_groups(struct report *r, struct figures *f)
{
	static const struct report_column columns[] = {
		{METRIC_BACKLOG_START, STAT_VALUE, N_("At the start"), false}, {METRIC_OPENED, STAT_VALUE, NULL, false},
		{METRIC_REOPENINGS, STAT_VALUE, NULL, false}, {METRIC_RESOLUTIONS, STAT_VALUE, NULL, false},
		{METRIC_BACKLOG, STAT_VALUE, N_("At the end"), true}, {METRIC_OPEN_AGE, STAT_P50, N_("Median age"), false},
		{METRIC_OPEN_AGE, STAT_MOST, N_("Oldest"), false}};
	struct report_section *s = report_section(r, "groups", _("Where it is"), report_by_head(r->by));

	report_order(r, f);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		report_column(s, columns[i].metric, columns[i].stat, columns[i].head);
		s->columns[i].bars = columns[i].bars;
	}
	for (size_t i = 0; i < f->groups.n; i++) {
		struct case_key key = f->groups.v[i]->key;
		put_group(s, report_row(s, report_key(r, r->by, key), report_label(r, r->by, key)), f, f->groups.v[i], true);
	}
	put_group(s, report_total(s, NULL), f, &f->all, false);
	report_hide(s);
}

/* --- at any instants --- */

static const struct report_column at_columns[] = {
	{METRIC_BACKLOG, STAT_VALUE, NULL, true}, {METRIC_OPEN_AGE, STAT_P50, N_("Median age"), false},
	{METRIC_OPEN_AGE, STAT_P90, N_("p90"), false}, {METRIC_OPEN_AGE, STAT_MOST, N_("Oldest"), false}};

static int add_instants(struct report *r)
{
	struct report_section *s = report_section(r, "at", _("As it stood"), _("At"));
	static const enum metric_id m[] = {METRIC_OPEN_AGE};

	for (size_t i = 0; i < sizeof at_columns / sizeof *at_columns; i++) {
		report_column(s, at_columns[i].metric, at_columns[i].stat, at_columns[i].head);
		s->columns[i].bars = at_columns[i].bars;
	}
	s->whole = true;
	r->cohort = COHORT_OPEN;
	r->from = INT64_MAX;           /* the period is from the first of them to the last */
	r->to = INT64_MIN;
	for (size_t i = 0; i < r->at->n; i++) {
		struct figures_query q = report_query(r, m, 1);
		struct figures f;
		char utc[24];
		q.by = BY_NONE;
		q.cases.cohort = COHORT_OPEN;
		q.cases.to = app_at(r->app, "--at", r->at->v[i].text, false);
		if (q.cases.to > r->now)
			return app_usage(r->app, _("--at: %s is after what is known"), r->at->v[i].text);
		r->from = q.cases.to < r->from ? q.cases.to : r->from;
		r->to = q.cases.to > r->to ? q.cases.to : r->to;
		figures_of(r->s, r->a, &q, &f);
		civil_print_utc(utc, q.cases.to);
		struct figure *v = report_row(s, arena_strdup(r->a, utc), report_at(r, q.cases.to));
		v[0] = figure_count(f.all.n);
		report_list(s, v, &f, &f.all, 0);
	}
	return 0;
}

static enum report_every fitting(const struct report *r)
{
	int64_t days = (r->until - r->from) / DAY_S;

	if (r->every != EVERY_NONE)
		return r->every;
	return days > 92 ? EVERY_MONTH : days > 14 ? EVERY_WEEK : EVERY_DAY;
}

int report_backlog(struct report *r)
{
	struct figures_query q = report_query(r, NULL, 0);
	struct report_steps steps;
	struct figures f;

	r->title = _("backlog");
	if (r->at->n)
		return add_instants(r);
	report_begins(r);
	q.cases.from = r->from;
	q.cases.to = r->until;
	if (r->until <= r->from)
		return app_usage(r->app, _("the period begins after what is known"));
	steps = report_steps(r, fitting(r), r->from, r->until);
	q.edges = steps.edges;
	q.nsteps = steps.n;
	backlog_of(r->s, r->a, &q, &f);
	add_identity(r, &f);
	if (r->by != BY_NONE)
		add_groups(r, &f);
	if (steps.n > 1) {
		add_steps(r, &f, &steps);
		add_aged(r, &f, &steps);
	}
	report_ages(r, figures_cell(&f, &f.all, f.nsteps - 1, BACKLOG_AGE));
	return 0;
}
