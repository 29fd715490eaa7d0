/* report_trend: one metric step by step; and where the last change came from:
 * another mix of cases, or the same cases done better or worse. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "base/words.h"
#include "service/backlog.h"

static bool of_backlog(enum metric_id m)
{
	return m == METRIC_BACKLOG || m == METRIC_RESOLUTIONS || m == METRIC_REOPENINGS;
}

static bool is_trend(enum metric_id m)
{
	return of_backlog(m) || metrics[m].cohort == COHORT_DUE || (measure_knows(m) && metrics[m].cohort != COHORT_OPEN);
}

static int find_metric(struct report *r, enum metric_id *m)
{
	int found = r->noperands ? metric_find(r->operands[0]) : -1;

	if (!r->noperands)
		return app_usage(r->app, _("trend of which metric? tk-report metrics lists them"));
	if (r->noperands > 1)
		return app_usage(r->app, _("trend: one metric, not \"%s\" too"), r->operands[1]);
	if (found < 0)
		return app_usage(r->app, _("no metric \"%s\"%s"), r->operands[0], words_hint(r->a, metric_words, r->operands[0]));
	if (!is_trend((enum metric_id)found))
		return app_usage(r->app, _("%s is the matter of one report; it has no trend"), r->operands[0]);
	*m = (enum metric_id)found;
	if (r->chosen && (of_backlog(*m) || metrics[*m].cohort == COHORT_DUE))
		return app_usage(r->app, _("%s knows no --cohort %s"), r->operands[0], cohort_words[r->cohort]);
	return 0;
}

/* --- step by step --- */

static bool is_time(enum metric_id m)
{
	return metrics[m].unit == UNIT_SECONDS || metrics[m].unit == UNIT_BUSINESS;
}

static int64_t value_of(const struct tally *t, enum metric_id m)
{
	if (metrics[m].unit == UNIT_SHARE)
		return tally_share(t->part, t->n);
	if (metrics[m].unit == UNIT_MEAN)
		return t->n ? (t->sum * 1000 + t->n / 2) / t->n : 0;
	return is_time(m) ? tally_mean(t) : t->sum;
}

static struct figure change_of(const struct tally *now, const struct tally *before, enum metric_id m)
{
	struct figure f = {.kind = metrics[m].unit == UNIT_SHARE ? FIGURE_SHARE : is_time(m) ? FIGURE_SPAN
	                           : metrics[m].unit == UNIT_MEAN ? FIGURE_MEAN : FIGURE_COUNT};

	if (!before || ((metrics[m].part || metrics[m].whole) && (now->n == 0 || before->n == 0)))
		return figure_none();
	f.value = value_of(now, m) - value_of(before, m);
	return f;
}

static void add_columns(struct report_section *s, enum metric_id m)
{
	if (is_time(m))
		report_column(s, m, STAT_COUNT, N_("Cases"));
	report_column(s, m, is_time(m) ? STAT_MEAN : STAT_VALUE, is_time(m) ? N_("Mean") : NULL);
	report_bars(s);
	if (is_time(m)) {
		report_column(s, m, STAT_P50, N_("Median"));
		report_column(s, m, STAT_P90, N_("p90"));
	} else if (metrics[m].unit == UNIT_SHARE || metrics[m].unit == UNIT_MEAN) {
		report_column(s, m, STAT_COUNT, N_("Of how many"));
	}
	report_column(s, m, STAT_CHANGE, N_("Change"));
}

static void add_steps(struct report *r, enum metric_id m, const struct figures *f, size_t metric,
                      const struct report_steps *steps)
{
	struct report_section *s = report_section(r, "steps", _(metrics[m].head), _("From"));
	int64_t *line = arena_array(r->a, int64_t, steps->n);

	s->whole = true;
	add_columns(s, m);
	for (size_t i = 0; i < steps->n; i++) {
		struct tally *t = figures_cell(f, &f->all, i, metric), *before = i ? figures_cell(f, &f->all, i - 1, metric) : NULL;
		struct figure *v = report_row(s, steps->names[i], steps->names[i]);
		for (size_t k = 0; k < s->ncolumns; k++)
			v[k] = s->columns[k].stat == STAT_CHANGE ? change_of(t, before, m)
			     : s->columns[k].stat == STAT_COUNT ? figure_count(t->n) : figure_of(r->a, t, m, s->columns[k].stat);
		line[i] = value_of(t, m);
	}
	report_line(s, m, _(metrics[m].head), line, steps, metrics[m].unit == UNIT_SHARE ? FIGURE_SHARE : is_time(m) ? FIGURE_SPAN : FIGURE_COUNT);
}

/* --- where a change came from --- */

struct effect { const struct figures_group *g; const struct tally *before, *now; double mix, rate; };

/* A value that a group does not have is taken from the other step: then all of
 * its effect is mix. */
static double rate_of(const struct tally *t, const struct tally *other)
{
	const struct tally *x = t->n ? t : other;

	return x->n == 0 ? 0 : (double)(x->part + x->sum) / (double)x->n;
}

static void effect_of(struct effect *e, const struct tally *before, const struct tally *now)
{
	double w0 = before->n ? (double)e->before->n / (double)before->n : 0, w1 = now->n ? (double)e->now->n / (double)now->n : 0;
	double r0 = rate_of(e->before, e->now), r1 = rate_of(e->now, e->before);
	double middle = (rate_of(before, now) + rate_of(now, before)) / 2;

	e->mix = (w1 - w0) * ((r0 + r1) / 2 - middle);
	e->rate = (r1 - r0) * (w0 + w1) / 2;
}

static int by_effect(const void *a, const void *b)
{
	const struct effect *x = a, *y = b;
	double size = fabs(x->mix + x->rate), other = fabs(y->mix + y->rate);

	return size > other ? -1 : size < other ? 1 : report_by_key(x->g, y->g);
}

static struct figure effect_figure(enum metric_id m, double value)
{
	bool share = metrics[m].unit == UNIT_SHARE, mean = metrics[m].unit == UNIT_MEAN;

	return (struct figure){.kind = share ? FIGURE_SHARE : mean ? FIGURE_MEAN : FIGURE_SPAN,
	                       .value = llround(value * (share ? 1000000 : mean ? 1000 : 1))};
}

static void put_effect(struct figure *v, enum metric_id m, const struct effect *e)
{
	v[0] = figure_count(e->before->n);
	v[1] = figure_count(e->now->n);
	v[2] = effect_figure(m, rate_of(e->before, e->before));
	v[3] = effect_figure(m, rate_of(e->now, e->now));
	v[4] = effect_figure(m, e->mix);
	v[5] = effect_figure(m, e->rate);
	if (e->before->n == 0)
		v[2] = figure_none();
	if (e->now->n == 0)
		v[3] = figure_none();
}

static void hide(struct report *r, struct figure *v, const struct effect *e)
{
	if (!report_hides(r, r->by, e->before->n) && !report_hides(r, r->by, e->now->n))
		return;
	for (size_t k = 2; k < 6; k++) {
		v[k].hidden = v[k].kind != FIGURE_NONE;
		r->hidden += v[k].hidden;
	}
}

static void add_effects(struct report *r, enum metric_id m, struct figures *f, size_t metric, size_t step,
                        const struct report_steps *steps)
{
	const struct tally *before = figures_cell(f, &f->all, step - 1, metric), *now = figures_cell(f, &f->all, step, metric);
	struct report_section *s = report_section(r, "effects", arena_printf(r->a, _("From %s to %s: mix and rate"),
	                                          steps->names[step - 1], steps->names[step]), report_by_head(r->by));
	struct effect *e = arena_array(r->a, struct effect, f->groups.n), all = {.before = before, .now = now};
	size_t n = 0;

	for (size_t i = 0; i < f->groups.n; i++) {
		e[n] = (struct effect){.g = f->groups.v[i], .before = figures_cell(f, f->groups.v[i], step - 1, metric),
		                       .now = figures_cell(f, f->groups.v[i], step, metric)};
		effect_of(&e[n], before, now);
		all.mix += e[n].mix;
		all.rate += e[n].rate;
		n += e[n].before->n || e[n].now->n;
	}
	if (n > 1)
		qsort(e, n, sizeof *e, by_effect);
	report_column(s, m, STAT_COUNT, N_("Cases before"));
	report_column(s, m, STAT_COUNT, N_("Cases now"));
	report_column(s, m, STAT_MEAN, N_("Before"));
	report_column(s, m, STAT_MEAN, N_("Now"));
	report_column(s, METRIC_MIX, STAT_CHANGE, NULL);
	report_column(s, METRIC_RATE, STAT_CHANGE, NULL);
	for (size_t i = 0; i < n; i++) {
		struct figure *v = report_row(s, report_key(r, r->by, e[i].g->key), report_label(r, r->by, e[i].g->key));
		put_effect(v, m, &e[i]);
		hide(r, v, &e[i]);
	}
	put_effect(report_total(s, NULL), m, &all);
	report_hide(s);
}

/* The last step with cases, where the one before has some too. */
static size_t last_pair(const struct figures *f, size_t metric, size_t n)
{
	for (size_t i = n; i-- > 1;)
		if (figures_cell(f, &f->all, i, metric)->n && figures_cell(f, &f->all, i - 1, metric)->n)
			return i;
	return 0;
}

static int of_stock(struct report *r, enum metric_id m, const struct report_steps *steps)
{
	struct figures_query q = report_query(r, NULL, 0);
	struct figures f;

	q.cases.from = r->from;
	q.cases.to = steps->edges[steps->n];
	q.by = BY_NONE;
	q.edges = steps->edges;
	q.nsteps = steps->n;
	backlog_of(r->s, r->a, &q, &f);
	add_steps(r, m, &f, m == METRIC_BACKLOG ? BACKLOG_END : m == METRIC_RESOLUTIONS ? BACKLOG_RESOLVED : BACKLOG_REOPENED, steps);
	return 0;
}

int report_trend(struct report *r)
{
	enum metric_id m;
	struct report_steps steps;
	struct figures_query q;
	struct figures f;
	int bad = find_metric(r, &m);

	if (bad)
		return bad;
	r->title = arena_printf(r->a, _("trend of %s"), metrics[m].name);
	if (of_backlog(m) && r->until <= r->from && r->from != INT64_MIN + 1)
		return app_usage(r->app, _("the period begins after what is known"));
	report_begins(r);
	steps = report_steps(r, r->every == EVERY_NONE ? EVERY_MONTH : r->every, r->from, of_backlog(m) ? r->until : r->to);
	if (!r->chosen)
		r->cohort = metrics[m].cohort;
	if (of_backlog(m))
		return of_stock(r, m, &steps);
	if (metrics[m].cohort == COHORT_FIRST)
		report_window(r);
	if (r->by == BY_NONE)
		r->by = BY_CATEGORY;
	q = report_query(r, &m, 1);
	q.edges = steps.edges;
	q.nsteps = steps.n;
	figures_of(r->s, r->a, &q, &f);
	add_steps(r, m, &f, 0, &steps);
	size_t last = last_pair(&f, 0, steps.n);
	if (last && (metrics[m].unit == UNIT_SHARE || metrics[m].unit == UNIT_MEAN || is_time(m)))
		add_effects(r, m, &f, 0, last, &steps);
	return 0;
}
