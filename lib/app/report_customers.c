/* report_customers: customers side by side: what came, what is open, how
 * promises to each were kept. */
#include "app/report_kinds.h"

static const enum metric_id promised[] = {METRIC_SLA, METRIC_SLA_BREACHED_OPEN};
static const enum metric_id of_first[] = {METRIC_FIRST_RESOLVED, METRIC_REOPENED_SOON};

struct customers_side { struct figures opened, open, resolved, first, promises; };

static void pass(struct report *r, enum cohort cohort, const enum metric_id *m, size_t n, struct figures *f)
{
	struct figures_query q = report_query(r, m, n);

	q.cases.cohort = cohort;
	q.by = BY_CUSTOMER;
	if (cohort == COHORT_OPEN)
		q.cases.to = r->until;
	figures_of(r->s, r->a, &q, f);
}

static const struct figures_group *find(struct figures *f, struct case_key key)
{
	return figures_group(f, BY_CUSTOMER, key);
}

static struct figure share(struct report *r, struct figures *f, const struct figures_group *g, size_t metric, bool total)
{
	struct figure v = figure_of(r->a, figures_cell(f, g, 0, metric), f->metrics[metric], STAT_VALUE);

	v.hidden = !total && v.kind != FIGURE_NONE && report_hides(r, BY_CUSTOMER, v.whole);
	r->hidden += v.hidden;
	return v;
}

static void put(struct report *r, struct figure *v, struct customers_side *x, const struct figures_group *g, bool total)
{
	const struct figures_group *open = total ? &x->open.all : find(&x->open, g->key);
	const struct figures_group *done = total ? &x->resolved.all : find(&x->resolved, g->key);
	const struct figures_group *first = total ? &x->first.all : find(&x->first, g->key);
	const struct figures_group *due = total ? &x->promises.all : find(&x->promises, g->key);

	v[0] = figure_count(total ? x->opened.all.n : g->n);
	v[1] = figure_count(done->n);
	v[2] = figure_count(open->n);
	v[3] = share(r, &x->promises, due, 0, total);
	v[4] = share(r, &x->first, first, 1, total);
}

int report_customers(struct report *r)
{
	struct report_section *s = report_section(r, "customers", _("Customers, those with most cases first"), _("Customer"));
	struct customers_side x;

	r->title = _("customers");
	report_begins(r);
	report_window(r);
	r->by = BY_CUSTOMER;
	pass(r, COHORT_OPENED, NULL, 0, &x.opened);
	pass(r, COHORT_OPEN, NULL, 0, &x.open);
	pass(r, COHORT_RESOLVED, NULL, 0, &x.resolved);
	pass(r, COHORT_FIRST, of_first, 2, &x.first);
	pass(r, COHORT_DUE, promised, 2, &x.promises);
	for (size_t i = 0; i < x.open.groups.n; i++)
		find(&x.opened, x.open.groups.v[i]->key);
	for (size_t i = 0; i < x.resolved.groups.n; i++)
		find(&x.opened, x.resolved.groups.v[i]->key);
	report_order(r, &x.opened);
	report_column(s, METRIC_OPENED, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_RESOLVED, STAT_VALUE, N_("Resolved"));
	report_column(s, METRIC_BACKLOG, STAT_VALUE, NULL);
	report_column(s, METRIC_SLA, STAT_VALUE, NULL);
	report_column(s, METRIC_REOPENED_SOON, STAT_VALUE, N_("Reopened"));
	for (size_t i = 0; i < x.opened.groups.n; i++) {
		struct case_key key = x.opened.groups.v[i]->key;
		put(r, report_row(s, report_key(r, BY_CUSTOMER, key), report_label(r, BY_CUSTOMER, key)), &x, x.opened.groups.v[i], false);
	}
	put(r, report_total(s, NULL), &x, &x.opened.all, true);
	report_hide(s);
	report_note(s, _("tk-report customers KEY tells all about one."));
	return 0;
}
