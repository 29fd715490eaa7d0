/* report_plans: what plans include and how much of it is used; how the promises
 * made on each are kept.
 *
 * A quota belongs to a customer and a month, quarter or year: the plan he has
 * now, and the cases he opened in each such stretch that touches the period. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "service/directory.h"
#include "service/quota.h"
#include "when/clock.h"

static const enum metric_id counted[] = {METRIC_OPENED};
static const enum metric_id promised[] = {METRIC_SLA, METRIC_SLA_FIRST_RESPONSE, METRIC_SLA_RESOLUTION, METRIC_SLA_BREACHED_OPEN};

/* The stretches of one length, and who opened how many cases in each. */
struct stretches {
	const char *per;
	struct { int64_t *v; size_t n, cap; } edges;
	struct figures f;              /* by customer, a step a stretch */
};

struct plan {
	const char *name;
	const struct policy_plan *p;   /* NULL: the policy has none of that name */
	struct stretches *s;           /* NULL: no quota */
	int64_t customers, quotas, used, included, over, beyond;
};

/* A quota of which most is used. */
struct heavy { const char *key; size_t plan, step; int64_t used; };

struct plans {
	struct report *r;
	VEC(struct plan) v;
	VEC(struct stretches *) stretches;
	VEC(struct heavy) heavy;
	struct figures opened, promises;
};

/* --- the stretches --- */

static void add_edges(struct report *r, struct stretches *s, const char *plan)
{
	struct quota q = quota_period(r->policy, plan, r->from);

	*vec_push(r->a, &s->edges) = q.from;
	while (q.to < r->until) {
		*vec_push(r->a, &s->edges) = q.to;
		q = quota_period(r->policy, plan, q.to);
	}
	*vec_push(r->a, &s->edges) = q.to;
}

/* All cases of a customer count, whatever --where asks for. */
static void count(struct report *r, struct stretches *s)
{
	static const struct find none = {.in_state_s = -1, .idle_s = -1, .spam = FIND_SPAM_TOO};
	struct figures_query q = report_query(r, counted, 1);

	q.by = BY_CUSTOMER;
	q.edges = s->edges.v;
	q.nsteps = s->edges.n - 1;
	q.ranks = false;
	q.cases.cohort = COHORT_OPENED;
	q.cases.from = s->edges.v[0];
	q.cases.to = s->edges.v[s->edges.n - 1] < r->now ? s->edges.v[s->edges.n - 1] : r->now + 1;
	q.cases.find = &none;
	q.cases.only = NULL;
	figures_of(r->s, r->a, &q, &s->f);
}

static struct stretches *stretches_of(struct plans *x, const struct policy_plan *p)
{
	for (size_t i = 0; i < x->stretches.n; i++)
		if (str_eq(x->stretches.v[i]->per, p->quota_per))
			return x->stretches.v[i];
	struct stretches *s = arena_new(x->r->a, struct stretches);
	s->per = p->quota_per;
	add_edges(x->r, s, p->name);
	count(x->r, s);
	*vec_push(x->r->a, &x->stretches) = s;
	return s;
}

/* --- the customers --- */

static struct plan *plan_called(struct plans *x, const char *name)
{
	for (size_t i = 0; i < x->v.n; i++)
		if (str_eq(x->v.v[i].name, name))
			return &x->v.v[i];
	struct plan *p = vec_push(x->r->a, &x->v);
	*p = (struct plan){.name = name, .p = policy_plan(x->r->policy, name)};
	if (p->p && p->p->quota > 0)
		p->s = stretches_of(x, p->p);
	return p;
}

static void add_client(struct plans *x, size_t plan, const struct customer *c)
{
	struct plan *p = &x->v.v[plan];
	const struct figures_group *g = figures_group(&p->s->f, BY_CUSTOMER, (struct case_key){.number = c->id});
	const char *key = arena_strdup(x->r->a, c->key ? c->key : "");

	for (size_t i = 0; i < p->s->f.nsteps; i++) {
		int64_t beyond = g->steps[i] - p->p->quota;
		p->quotas++;
		p->used += g->steps[i];
		p->included += p->p->quota;
		p->over += beyond > 0;
		p->beyond += beyond > 0 ? beyond : 0;
		if (g->steps[i] * 5 >= p->p->quota * 4)
			*vec_push(x->r->a, &x->heavy) = (struct heavy){key, plan, i, g->steps[i]};
	}
}

static void read_clients(struct plans *x)
{
	struct report *r = x->r;
	struct directory_customers *all = directory_customers(directory_open(r->s, r->a, r->q.as_of), r->a, NULL);
	struct arena row = {0};

	for (struct customer c; directory_next(all, &row, &c); arena_reset(&row)) {
		if (!c.plan || c.merged)
			continue;
		size_t plan = (size_t)(plan_called(x, arena_strdup(r->a, c.plan)) - x->v.v);
		x->v.v[plan].customers++;
		if (x->v.v[plan].s)
			add_client(x, plan, &c);
	}
	directory_end(all);
	arena_free(&row);
}

/* --- the tables --- */

/* "20/month", the same for machines; NULL: no quota. */
static const char *included(const struct report *r, const struct plan *p)
{
	return p->s ? arena_printf(r->a, "%" PRId64 "/%s", p->p->quota, p->p->quota_per) : NULL;
}

/* It may well be more than the whole. */
static struct figure used_of(int64_t used, int64_t whole)
{
	struct figure f = {.kind = whole > 0 ? FIGURE_SHARE : FIGURE_NONE, .part = used, .whole = whole};

	if (whole > 0)
		f.value = tally_share(used, whole);
	return f;
}

static int64_t cases_of(const struct figures *f, const char *plan)
{
	for (size_t i = 0; i < f->groups.n; i++)
		if (str_eq(f->groups.v[i]->key.text, plan) || (!plan && !f->groups.v[i]->key.text))
			return f->groups.v[i]->n;
	return 0;
}

static void put_plan(struct report_section *s, const struct plans *x, const struct plan *p)
{
	struct case_key key = {.text = p->name};
	struct figure *v = report_row(s, report_key(s->r, BY_PLAN, key), report_label(s->r, BY_PLAN, key));

	v[0] = figure_count(p->customers);
	v[1] = figure_count(cases_of(&x->opened, p->name));
	v[2] = figure_text(p->p ? p->p->hours : NULL);
	v[3] = figure_text(included(s->r, p));
	if (p->s) {
		v[4] = used_of(p->used, p->included);
		v[5] = figure_share(p->over, p->quotas);
		v[6] = figure_count(p->beyond);
	}
}

static void add_plans(struct plans *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "plans", _("What plans include, and what is used"), _("Plan"));
	int64_t customers = 0, beyond = 0;

	report_column(s, METRIC_CLIENTS, STAT_VALUE, NULL);
	report_column(s, METRIC_OPENED, STAT_VALUE, N_("Cases"));
	report_column(s, METRIC_PLAN_HOURS, STAT_VALUE, NULL);
	report_column(s, METRIC_QUOTA, STAT_VALUE, NULL);
	report_column(s, METRIC_QUOTA_USED, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_OVERDRAWN, STAT_VALUE, NULL);
	report_column(s, METRIC_BEYOND, STAT_VALUE, NULL);
	for (size_t i = 0; i < x->v.n; i++) {
		put_plan(s, x, &x->v.v[i]);
		customers += x->v.v[i].customers;
		beyond += x->v.v[i].beyond;
	}
	if (cases_of(&x->opened, NULL))
		report_row(s, "none", _("(none)"))[1] = figure_count(cases_of(&x->opened, NULL));
	struct figure *v = report_total(s, NULL);
	v[0] = figure_count(customers);
	v[1] = figure_count(x->opened.all.n);
	v[6] = figure_count(beyond);
	if (x->v.n == 0)
		report_note(s, _("The policy has no plans, and no customer has one."));
	if (r->where && x->stretches.n)
		report_note(s, _("Quotas count all cases of a customer, whatever --where asks for."));
}

static const char *stretch_name(const struct report *r, const struct stretches *s, size_t step)
{
	const struct zone *z = policy_zone(r->policy, policy_head(r->policy)->zone);
	struct civil c = civil_of_day(zone_day(z ? z : zone_utc(), s->edges.v[step]));

	if (str_eq(s->per, "year"))
		return arena_printf(r->a, "%04d", c.year);
	if (str_eq(s->per, "quarter"))
		return arena_printf(r->a, "%04d-Q%d", c.year, (c.month + 2) / 3);
	return arena_printf(r->a, "%04d-%02d", c.year, c.month);
}

static const struct plans *sorted;     /* for qsort */

/* Who used most of it first. */
static int by_use(const void *a, const void *b)
{
	const struct heavy *x = a, *y = b;
	int64_t left = x->used * sorted->v.v[y->plan].p->quota, right = y->used * sorted->v.v[x->plan].p->quota;

	if (left != right)
		return left > right ? -1 : 1;
	return strcmp(x->key, y->key) ? strcmp(x->key, y->key) : (x->step > y->step) - (x->step < y->step);
}

static void add_heavy(struct plans *x)
{
	struct report_section *s = report_section(x->r, "heavy", _("Quotas of which four fifths or more are used"), _("Customer"));

	sorted = x;
	if (x->heavy.n > 1)
		qsort(x->heavy.v, x->heavy.n, sizeof *x->heavy.v, by_use);
	report_column(s, METRIC_QUOTA, STAT_VALUE, NULL);
	report_column(s, METRIC_OPENED, STAT_VALUE, N_("Cases"));
	report_column(s, METRIC_QUOTA_USED, STAT_VALUE, NULL);
	report_bars(s);
	for (size_t i = 0; i < x->heavy.n; i++) {
		const struct heavy *h = &x->heavy.v[i];
		const struct plan *p = &x->v.v[h->plan];
		const char *name = arena_printf(s->r->a, "%s %s", h->key, stretch_name(s->r, p->s, h->step));
		struct figure *v = report_row(s, name, name);
		v[0] = figure_text(arena_printf(s->r->a, "%s %s", p->name, included(s->r, p)));
		v[1] = figure_count(h->used);
		v[2] = used_of(h->used, p->p->quota);
	}
}

static void add_promises(struct plans *x)
{
	static const struct report_column columns[] = {
		{METRIC_SLA, STAT_VALUE, NULL, true},
		{METRIC_SLA_FIRST_RESPONSE, STAT_VALUE, NULL, false},
		{METRIC_SLA_RESOLUTION, STAT_VALUE, NULL, false},
		{METRIC_SLA_BREACHED_OPEN, STAT_VALUE, NULL, false},
	};
	struct report *r = x->r;

	r->by = BY_PLAN;
	report_order(r, &x->promises);
	report_tabled(r, "promises", _("Promises kept, by the plan of the case"), columns, &x->promises);
	r->by = BY_NONE;
	if (figures_cell(&x->promises, &x->promises.all, 0, 3)->sum)
		report_provisional(r, _("some broken promises are still open: how late they are is not known"));
}

static void say_running(struct plans *x)
{
	for (size_t i = 0; i < x->stretches.n; i++) {
		const struct stretches *s = x->stretches.v[i];
		if (s->edges.v[s->edges.n - 1] > x->r->now)
			report_provisional(x->r, arena_printf(x->r->a, _("the quota of %s still runs"),
			                                      stretch_name(x->r, s, s->edges.n - 2)));
	}
}

int report_plans(struct report *r)
{
	struct plans x = {.r = r};
	size_t n;
	const struct policy_plan *plans = policy_plans(r->policy, &n);
	struct figures_query q = report_query(r, counted, 1);

	r->title = _("plans");
	report_begins(r);
	for (size_t i = 0; i < n; i++)
		plan_called(&x, plans[i].name);
	read_clients(&x);
	q.by = BY_PLAN;
	q.cases.cohort = COHORT_OPENED;
	figures_of(r->s, r->a, &q, &x.opened);
	for (size_t i = 0; i < x.opened.groups.n; i++)
		if (x.opened.groups.v[i]->key.text)
			plan_called(&x, x.opened.groups.v[i]->key.text);
	q = report_query(r, promised, sizeof promised / sizeof *promised);
	q.by = BY_PLAN;
	figures_of(r->s, r->a, &q, &x.promises);
	add_plans(&x);
	if (x.stretches.n)
		add_heavy(&x);
	add_promises(&x);
	say_running(&x);
	return 0;
}
