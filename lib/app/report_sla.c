/* report_sla: promises that fell due: kept, broken, broken and still open. */
#include <stdlib.h>
#include <string.h>

#include "app/report_kinds.h"
#include "base/words.h"

static const struct report_column columns[] = {
	{METRIC_SLA, STAT_VALUE, NULL, true},
	{METRIC_SLA_MET, STAT_VALUE, NULL, false},
	{METRIC_SLA_BREACHED, STAT_VALUE, NULL, false},
	{METRIC_SLA_BREACHED_OPEN, STAT_VALUE, NULL, false},
	{METRIC_SLA_UNDECIDED, STAT_VALUE, NULL, false},
	{METRIC_SLA_OVER, STAT_P50, N_("Late by, median"), false},
	{METRIC_SLA_OVER, STAT_MOST, N_("at most"), false},
};
static const enum metric_id measured[] = {METRIC_SLA, METRIC_SLA_MET, METRIC_SLA_BREACHED, METRIC_SLA_BREACHED_OPEN,
                                          METRIC_SLA_UNDECIDED, METRIC_SLA_OVER};

/* In the order of the policy's clocks, deadlines behind them. */
static int by_clock(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;
	int i = words_find(sla_clock_words, x->key.text), k = words_find(sla_clock_words, y->key.text);

	if (i != k)
		return (unsigned)i < (unsigned)k ? -1 : 1;
	return strcmp(x->key.text, y->key.text);
}

static void add_clocks(struct report *r, const struct figures *all)
{
	struct figures_query q = report_query(r, measured, sizeof measured / sizeof *measured);
	const char **clocks = arena_array(r->a, const char *, all->groups.n);
	struct figures f;

	for (size_t i = 0; i < all->groups.n; i++)
		clocks[i] = all->groups.v[i]->key.text;
	q.clocks = clocks;
	q.nsteps = all->groups.n;
	figures_of(r->s, r->a, &q, &f);
	report_order(r, &f);
	for (size_t i = 0; i < all->groups.n; i++) {
		struct report_section *s = report_section(r, clocks[i], report_label(r, BY_CLOCK, all->groups.v[i]->key),
		                                          report_by_head(r->by));
		for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
			report_column(s, columns[k].metric, columns[k].stat, columns[k].head);
			s->columns[k].bars = columns[k].bars;
		}
		report_fill(s, &f, i);
	}
}

int report_sla(struct report *r)
{
	struct figures_query q = report_query(r, measured, sizeof measured / sizeof *measured);
	enum case_by by = r->by;
	struct figures f;

	r->title = _("promises");
	q.by = r->by = BY_CLOCK;
	figures_of(r->s, r->a, &q, &f);
	if (f.groups.n > 1)
		qsort(f.groups.v, f.groups.n, sizeof *f.groups.v, by_clock);
	report_tabled(r, "promises", _("Promises that fell due"), columns, &f);
	if (figures_cell(&f, &f.all, 0, 4)->n)
		report_provisional(r, _("some promises of the period are undecided"));
	if (figures_cell(&f, &f.all, 0, 3)->n)
		report_provisional(r, _("some broken promises are still open: how late they are is not known"));
	r->by = by;
	if (by != BY_NONE && f.groups.n)
		add_clocks(r, &f);
	return 0;
}
