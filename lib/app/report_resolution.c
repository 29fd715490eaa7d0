/* report_resolution: how long it took to resolve, on the clock and in working
 * time; beside it how old those are that are open still. */
#include "app/report_kinds.h"

static void add_columns(struct report_section *s, enum metric_id time)
{
	report_column(s, METRIC_RESOLVED, STAT_VALUE, NULL);
	report_column(s, time, STAT_MEAN, _("Mean"));
	report_column(s, time, STAT_P50, _("Half within"));
	report_column(s, time, STAT_P90, _("90 % within"));
	report_column(s, time, STAT_P95, _("95 % within"));
	report_column(s, time, STAT_MOST, _("Longest"));
}

static void fill(struct report *r, struct figure *v, struct tally *t, enum metric_id time, bool hidden)
{
	static const enum stat stats[] = {STAT_MEAN, STAT_P50, STAT_P90, STAT_P95, STAT_MOST};

	v[0] = figure_count(t->n);
	for (size_t i = 0; i < sizeof stats / sizeof *stats; i++) {
		v[i + 1] = figure_of(r->a, t, time, stats[i]);
		v[i + 1].hidden = hidden && v[i + 1].kind != FIGURE_NONE;
		r->hidden += v[i + 1].hidden;
	}
}

static void add_times(struct report *r, const struct figures *f, size_t metric, enum metric_id time,
                      const char *name, const char *title)
{
	struct report_section *s = report_section(r, name, title, report_by_head(r->by));

	add_columns(s, time);
	for (size_t i = 0; i < f->groups.n; i++) {
		const struct figures_group *g = f->groups.v[i];
		struct tally *t = figures_cell(f, g, 0, metric);
		fill(r, report_row(s, report_key(r, r->by, g->key), report_label(r, r->by, g->key)), t, time,
		     report_hides(r, r->by, t->n));
	}
	report_hide(s);
	fill(r, report_total(s, NULL), figures_cell(f, &f->all, 0, metric), time, false);
}

/* The age of what is open stands beside the time of what is done. */
static void add_open(struct report *r)
{
	static const enum metric_id ages[] = {METRIC_OPEN_AGE};
	struct report_section *s = report_section(r, "open", _("Still open"), report_by_head(r->by));
	struct figures_query q = report_query(r, ages, 1);
	struct figures f;

	q.cases.cohort = COHORT_OPEN;
	q.cases.to = r->until;
	figures_of(r->s, r->a, &q, &f);
	report_order(r, &f);
	report_column(s, METRIC_BACKLOG, STAT_VALUE, NULL);
	report_column(s, METRIC_OPEN_AGE, STAT_MEAN, _("Mean age"));
	report_column(s, METRIC_OPEN_AGE, STAT_P50, _("Half younger than"));
	report_column(s, METRIC_OPEN_AGE, STAT_P90, _("90 % younger than"));
	report_column(s, METRIC_OPEN_AGE, STAT_MOST, _("Oldest"));
	for (size_t i = 0; i <= f.groups.n; i++) {
		const struct figures_group *g = i < f.groups.n ? f.groups.v[i] : &f.all;
		struct tally *t = figures_cell(&f, g, 0, 0);
		struct figure *v = i < f.groups.n ? report_row(s, report_key(r, r->by, g->key), report_label(r, r->by, g->key))
		                                  : report_total(s, NULL);
		v[0] = figure_count(t->n);
		for (size_t k = 1; k < s->ncolumns; k++) {
			v[k] = figure_of(r->a, t, METRIC_OPEN_AGE, s->columns[k].stat);
			v[k].hidden = i < f.groups.n && report_hides(r, r->by, t->n) && v[k].kind != FIGURE_NONE;
			r->hidden += v[k].hidden;
		}
	}
}

int report_resolution(struct report *r)
{
	static const enum metric_id times[] = {METRIC_RESOLUTION_TIME, METRIC_RESOLUTION_BUSINESS};
	struct figures_query q = report_query(r, times, r->cal ? 2 : 1);
	struct figures f;

	r->title = _("time to resolve");
	figures_of(r->s, r->a, &q, &f);
	report_order(r, &f);
	add_times(r, &f, 0, METRIC_RESOLUTION_TIME, "clock", _("On the clock"));
	if (r->cal)
		add_times(r, &f, 1, METRIC_RESOLUTION_BUSINESS, "working", _("In working time"));
	add_open(r);
	return 0;
}
