/* report_categories: what it is about: by number and by relevance, with the few
 * that make most of it; and those that no category tells. */
#include <stdlib.h>

#include "app/report_kinds.h"

static int64_t weighted(const struct figures *f, const struct figures_group *g)
{
	return figures_cell(f, g, 0, 0)->sum;
}

/* The weightiest first; then the most. */
static int by_weight(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;

	if (x->cells[0].sum != y->cells[0].sum)
		return x->cells[0].sum > y->cells[0].sum ? -1 : 1;
	return x->n != y->n ? (x->n > y->n ? -1 : 1) : report_by_key(x, y);
}

static void add_columns(struct report_section *s)
{
	report_column(s, METRIC_OPENED, STAT_VALUE, s->r->cohort == COHORT_OPENED ? NULL : _("Cases"));
	report_column(s, METRIC_SHARE_OF_ALL, STAT_VALUE, NULL);
	report_column(s, METRIC_WEIGHT, STAT_VALUE, NULL);
	report_column(s, METRIC_WEIGHTED, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_CUMULATED, STAT_VALUE, NULL);
}

static void put(struct report_section *s, const struct figures *f, const struct figures_group *g, int64_t so_far)
{
	struct report *r = s->r;
	struct figure *v = report_row(s, report_key(r, BY_CATEGORY, g->key), report_label(r, BY_CATEGORY, g->key));

	v[0] = figure_count(g->n);
	v[1] = figure_share(g->n, f->all.n);
	v[2] = figure_count(measure_weight(r->policy, g->key.text));
	v[3] = figure_count(weighted(f, g));
	v[4] = figure_share(so_far, weighted(f, &f->all));
	v[4].ranged = false;
}

/* How few categories make four fifths of the weight. */
static void say_pareto(struct report_section *s, size_t few, size_t all)
{
	if (all > 1)
		report_note(s, arena_printf(s->r->a, _("Four fifths of the weight: %zu of %zu categories."), few, all));
}

/* Watched: beside the period before. */
static void add_other(struct report *r, struct tally *now)
{
	static const enum metric_id m[] = {METRIC_OTHER};
	struct report_section *s = report_section(r, "other", _("Without a telling category"), "");
	struct figures_query q = report_query(r, m, 1);
	struct figures before;

	report_column(s, METRIC_OTHER, STAT_VALUE, NULL);
	s->listed = true;
	report_total(s, _("Now"))[0] = figure_of(r->a, now, METRIC_OTHER, STAT_VALUE);
	if (!r->compare || r->from == INT64_MIN + 1 || cases_first(r->s->desk) >= r->from)
		return;
	q.by = BY_NONE;
	q.cases.from = report_before(r);
	q.cases.to = r->from;
	figures_of(r->s, r->a, &q, &before);
	report_row(s, "before", _("Before"))[0] = figure_of(r->a, figures_cell(&before, &before.all, 0, 0), METRIC_OTHER, STAT_VALUE);
}

int report_categories(struct report *r)
{
	static const enum metric_id m[] = {METRIC_WEIGHTED, METRIC_OTHER};
	struct report_section *s = report_section(r, "categories", _("By weight"), _("Category"));
	struct figures_query q = report_query(r, m, 2);
	struct figures f;
	int64_t so_far = 0;
	size_t few = 0;

	r->title = _("what it is about");
	r->by = q.by = BY_CATEGORY;
	figures_of(r->s, r->a, &q, &f);
	if (f.groups.n > 1)
		qsort(f.groups.v, f.groups.n, sizeof *f.groups.v, by_weight);
	add_columns(s);
	for (size_t i = 0; i < f.groups.n; i++) {
		few += so_far * 5 < weighted(&f, &f.all) * 4;
		so_far += weighted(&f, f.groups.v[i]);
		put(s, &f, f.groups.v[i], so_far);
	}
	struct figure *v = report_total(s, NULL);
	v[0] = figure_count(f.all.n);
	v[3] = figure_count(weighted(&f, &f.all));
	say_pareto(s, few, f.groups.n);
	add_other(r, figures_cell(&f, &f.all, 0, 1));
	return 0;
}
