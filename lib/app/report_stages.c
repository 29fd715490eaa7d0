/* report_stages: where the time of cases goes, by state and by level; and which
 * open ones are stuck, against the longest stay that the policy allows. */
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "domain/alarms.h"
#include "when/clock.h"

enum { STAGES = 64 };

/* Seconds of one case in each state, or at each level. */
struct stage { const char *state; int level; int64_t seconds; };

struct spent {
	struct report *r;
	struct figures states, levels;
	int64_t whole;
};

static void add_stay(struct stage *v, size_t *n, const char *state, int level, int64_t seconds)
{
	size_t i = 0;

	while (i < *n && !(state ? str_eq(v[i].state, state) : v[i].level == level))
		i++;
	if (i == *n && *n == STAGES)
		return;                    /* no flow has as many */
	if (i == *n)
		v[(*n)++] = (struct stage){state, level, 0};
	v[i].seconds += seconds;
}

static void put_stages(struct report *r, struct figures *f, enum case_by by, const struct stage *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct figures_group *g = figures_group(f, by, (struct case_key){v[i].state, v[i].level});
		g->n++;
		g->steps[0]++;
		tally_value(r->a, figures_cell(f, g, 0, 0), v[i].seconds);
	}
}

static void one(void *arg, const struct case_ *c)
{
	struct spent *x = arg;
	struct stage states[STAGES], levels[STAGES];
	size_t nstates = 0, nlevels = 0;

	for (size_t i = 0; i < c->course->stays.n; i++) {
		const struct course_stay *s = &c->course->stays.v[i];
		int64_t seconds = course_within(s, INT64_MIN + 1, x->r->now);
		if (!s->open)
			continue;
		add_stay(states, &nstates, s->state, 0, seconds);
		add_stay(levels, &nlevels, NULL, s->level, seconds);
		x->whole += seconds;
	}
	put_stages(x->r, &x->states, BY_STATE, states, nstates);
	put_stages(x->r, &x->levels, BY_LEVEL, levels, nlevels);
}

static const struct report_column *columns_of(enum metric_id time, struct report_column v[6])
{
	static const enum stat stats[] = {STAT_MEAN, STAT_P50, STAT_P90, STAT_MOST};
	static const char *const heads[] = {N_("Mean"), N_("Median"), N_("p90"), N_("Longest")};

	v[0] = (struct report_column){METRIC_RESOLVED, STAT_VALUE, N_("Cases there"), false};
	v[1] = (struct report_column){METRIC_SHARE_OF_TIME, STAT_VALUE, NULL, true};
	for (int i = 0; i < 4; i++)
		v[i + 2] = (struct report_column){time, stats[i], heads[i], false};
	return v;
}

static void add_spent(struct report *r, const struct spent *x, struct figures *f, enum case_by by, enum metric_id time,
                      const char *name, const char *title)
{
	struct report_section *s = report_section(r, name, title, report_by_head(by));
	struct report_column columns[6];

	columns_of(time, columns);
	for (size_t i = 0; i < 6; i++) {
		report_column(s, columns[i].metric, columns[i].stat, columns[i].head);
		s->columns[i].bars = columns[i].bars;
	}
	r->by = by;
	report_order(r, f);
	for (size_t i = 0; i < f->groups.n; i++) {
		const struct figures_group *g = f->groups.v[i];
		struct tally *t = figures_cell(f, g, 0, 0);
		struct figure *v = report_row(s, report_key(r, by, g->key), report_label(r, by, g->key));
		v[0] = figure_count(g->n);
		v[1] = figure_share(t->sum, x->whole);
		v[1].ranged = false;
		for (size_t k = 2; k < 6; k++)
			v[k] = figure_of(r->a, t, time, columns[k].stat);
	}
	r->by = BY_NONE;
}

/* --- what is stuck --- */

struct stuck {
	struct report *r;
	struct figures f;              /* by "flow/state": in it for; over */
};

static const struct policy_stage_age *age_of(const struct policy_flow *flow, const char *state)
{
	for (size_t i = 0; flow && i < flow->nages; i++)
		if (str_eq(flow->ages[i].state, state))
			return &flow->ages[i];
	return NULL;
}

/* The state it was in at the end of the period. */
static const struct course_stay *stay_at(const struct course *c, int64_t at)
{
	const struct course_stay *stay = NULL;

	for (size_t i = 0; i < c->stays.n && c->stays.v[i].from < at; i++)
		stay = &c->stays.v[i];
	return stay;
}

/* Since when it is in this state, at whatever level. */
static int64_t entered(const struct course *c, const struct course_stay *stay)
{
	while (stay > c->stays.v && str_eq(stay[-1].state, stay->state))
		stay--;
	return stay->from;
}

static void look(void *arg, const struct case_ *c)
{
	struct stuck *x = arg;
	struct report *r = x->r;
	const struct policy_kind *kind = policy_kind(r->policy, c->t->kind ? c->t->kind : "");
	const struct course_stay *stay = stay_at(c->course, r->until);

	if (!stay)
		return;
	const struct policy_stage_age *age = age_of(kind ? kind->flow : NULL, stay->state);
	struct cal *cal = age && kind->flow->calendar ? policy_cal(r->policy, kind->flow->calendar) : NULL;
	int64_t since = entered(c->course, stay);
	struct figures_group *g = figures_group(&x->f, BY_STATE, (struct case_key){
		.text = arena_printf(c->row, "%s/%s", stay->state, kind ? kind->flow->name : "")});
	g->n++;
	g->steps[0]++;
	tally_value(r->a, figures_cell(&x->f, g, 0, 0), r->until > since ? r->until - since : 0);
	if (age) {
		int64_t due = alarm_span(r->policy, cal, since, age->max);
		tally_case(figures_cell(&x->f, g, 0, 1), due != AT_NONE && due < r->until);
		tally_case(figures_cell(&x->f, &x->f.all, 0, 1), due != AT_NONE && due < r->until);
	}
	x->f.all.n++;
}

static const char *allowed(const struct report *r, const char *state, const char *flow)
{
	size_t n;
	const struct policy_flow *flows = policy_flows(r->policy, &n);

	for (size_t i = 0; i < n; i++) {
		const struct policy_stage_age *age = str_eq(flows[i].name, flow) ? age_of(&flows[i], state) : NULL;
		char text[32];
		if (!age)
			continue;
		span_print(text, age->max);
		return flows[i].calendar ? arena_printf(r->a, "%s %s", text, flows[i].calendar) : arena_strdup(r->a, text);
	}
	return NULL;
}

static void put_stuck(struct report_section *s, const struct stuck *x, const struct figures_group *g)
{
	struct report *r = s->r;
	const char *slash = strrchr(g->key.text, '/');
	const char *state = arena_dup(r->a, g->key.text, (size_t)(slash - g->key.text));
	const char *label = report_label(r, BY_STATE, (struct case_key){.text = state});
	size_t flows;

	policy_flows(r->policy, &flows);
	if (flows > 1 && slash[1])
		label = arena_printf(r->a, "%s (%s)", label, slash + 1);
	struct figure *v = report_row(s, g->key.text, label);
	v[0] = figure_count(g->n);
	v[1] = figure_text(allowed(r, state, slash + 1));
	v[2] = figure_of(r->a, figures_cell(&x->f, g, 0, 1), METRIC_OVER_AGE, STAT_VALUE);
	v[2].ranged = false;
	v[3] = figure_of(r->a, figures_cell(&x->f, g, 0, 0), METRIC_STATE_AGE, STAT_P50);
	v[4] = figure_of(r->a, figures_cell(&x->f, g, 0, 0), METRIC_STATE_AGE, STAT_MOST);
}

static void add_stuck(struct report *r)
{
	static const enum metric_id m[] = {METRIC_STATE_AGE, METRIC_OVER_AGE};
	struct report_section *s = report_section(r, "stuck", r->until < r->now ? _("What was open at the end of the period, and stuck")
	                                          : _("What is open now, and stuck"), _("State (flow)"));
	struct cases_query q = report_query(r, NULL, 0).cases;
	struct stuck x = {.r = r};

	q.cohort = COHORT_OPEN;
	q.to = r->until;
	q.want = CASES_KIND;
	q.course = CASES_STAYS;
	figures_begin(&x.f, r->a, m, 2, 1);
	cases_each(r->s, r->a, &q, look, &x);
	report_column(s, METRIC_BACKLOG, STAT_VALUE, NULL);
	report_column(s, METRIC_MAX_AGE, STAT_VALUE, NULL);
	report_column(s, METRIC_OVER_AGE, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_STATE_AGE, STAT_P50, N_("Median in it"));
	report_column(s, METRIC_STATE_AGE, STAT_MOST, N_("Longest"));
	report_order(r, &x.f);
	for (size_t i = 0; i < x.f.groups.n; i++)
		put_stuck(s, &x, x.f.groups.v[i]);
	struct figure *v = report_total(s, NULL);
	v[0] = figure_count(x.f.all.n);
	v[2] = figure_of(r->a, figures_cell(&x.f, &x.f.all, 0, 1), METRIC_OVER_AGE, STAT_VALUE);
	if (x.f.groups.n && r->q.as_of == AT_NONE && r->until == r->now)
		report_note(s, _("tk-ls --state STATE --in-state-for 18h lists them."));
}

int report_stages(struct report *r)
{
	static const enum metric_id state[] = {METRIC_TIME_IN_STATE}, level[] = {METRIC_TIME_AT_LEVEL};
	struct cases_query q = report_query(r, NULL, 0).cases;
	struct spent x = {.r = r};

	r->title = _("where the time goes");
	q.course = CASES_STAYS;
	figures_begin(&x.states, r->a, state, 1, 1);
	figures_begin(&x.levels, r->a, level, 1, 1);
	cases_each(r->s, r->a, &q, one, &x);
	add_spent(r, &x, &x.states, BY_STATE, METRIC_TIME_IN_STATE, "states", _("Time in each state, until resolved"));
	add_spent(r, &x, &x.levels, BY_LEVEL, METRIC_TIME_AT_LEVEL, "levels", _("Time at each level, until resolved"));
	add_stuck(r);
	return 0;
}
