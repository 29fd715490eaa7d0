/* report_goals: the policy's goals against what was measured; a goal that can be
 * read in two ways in both. */
#include <inttypes.h>
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "service/talks.h"

/* A reading of a goal. */
static const struct reading { const char *goal; enum metric_id metric; const char *says; } readings[] = {
	{"first_level_resolution", METRIC_SOLVED_AT_FIRST, N_("Solved at level 1, of all resolved cases")},
	{"first_level_resolution", METRIC_FIRST_LEVEL, N_("Solved at level 1, of what it handled")},
	{"first_contact_resolution", METRIC_FCR, N_("First contact, of all resolved cases")},
	{"first_contact_resolution", METRIC_FCR_AT_FIRST, N_("First contact, of those solved at level 1")},
	{"sla", METRIC_SLA, N_("Promises kept")},
	{"sla_first_response", METRIC_SLA_FIRST_RESPONSE, N_("Promises of a first answer kept")},
	{"sla_resolution", METRIC_SLA_RESOLUTION, N_("Promises to resolve kept")},
	{"reopened", METRIC_REOPENED, N_("Reopened, at any time since")},
	{"reopened", METRIC_REOPENED_SOON, N_("Reopened within the window")},
	{"satisfaction", METRIC_SATISFIED, N_("Satisfied, of those who rated")},
	{"calls_answered", METRIC_CALLS_ANSWERED, N_("Calls answered")},
};
enum { READINGS = sizeof readings / sizeof *readings };

/* One pass a cohort. */
static const enum metric_id of_resolved[] = {METRIC_SOLVED_AT_FIRST, METRIC_FIRST_LEVEL};
static const enum metric_id of_first[] = {METRIC_FCR, METRIC_FCR_AT_FIRST, METRIC_REOPENED, METRIC_REOPENED_SOON};
static const enum metric_id of_promises[] = {METRIC_SLA, METRIC_SLA_FIRST_RESPONSE, METRIC_SLA_RESOLUTION};

static const enum metric_id of_talks[] = {METRIC_SATISFIED, METRIC_CALLS_ANSWERED};

enum { PASSES = 4 };
struct measured { struct figures v[PASSES]; };

static void pass(struct report *r, const struct report_steps *steps, enum cohort cohort, const enum metric_id *m,
                 size_t n, struct figures *f)
{
	struct figures_query q = report_query(r, m, n);

	q.cases.cohort = cohort;
	q.edges = steps->edges;
	q.nsteps = steps->n;
	q.by = BY_NONE;
	figures_of(r->s, r->a, &q, f);
}

struct talks { const struct report_steps *steps; struct figures *f; };

static void add_talk(void *arg, const struct talk *t, const struct ticket *ticket)
{
	struct talks *x = arg;
	size_t i = 0;

	(void)ticket;
	while (i + 1 < x->steps->n && t->at >= x->steps->edges[i + 1])
		i++;
	if (t->kind == TALK_RATING && t->of)
		tally_case(figures_cell(x->f, &x->f->all, i, 0), talk_is_satisfied(t));
	if (t->kind == TALK_CALL && t->in)
		tally_case(figures_cell(x->f, &x->f->all, i, 1), t->answered);
}

static bool is_goal(struct report *r, const char *name)
{
	size_t n;
	const struct policy_goal *goals = policy_goals(r->policy, &n);

	for (size_t i = 0; i < n; i++)
		if (str_eq(goals[i].name, name))
			return true;
	return false;
}

/* What customers said is read only where a goal is about it. */
static void pass_talks(struct report *r, const struct report_steps *steps, struct figures *f)
{
	struct cases_query q = report_query(r, NULL, 0).cases;
	struct talks x = {steps, f};

	figures_begin(f, r->a, of_talks, 2, steps->n);
	if (is_goal(r, "satisfaction") || is_goal(r, "calls_answered"))
		talks_each(r->s, r->a, &q, NULL, 0, add_talk, &x);
}

static void measure_all(struct report *r, const struct report_steps *steps, struct measured *x)
{
	pass(r, steps, COHORT_RESOLVED, of_resolved, sizeof of_resolved / sizeof *of_resolved, &x->v[0]);
	pass(r, steps, COHORT_FIRST, of_first, sizeof of_first / sizeof *of_first, &x->v[1]);
	pass(r, steps, COHORT_DUE, of_promises, sizeof of_promises / sizeof *of_promises, &x->v[2]);
	pass_talks(r, steps, &x->v[3]);
}

static void parts(const struct measured *x, enum metric_id m, size_t step, int64_t *part, int64_t *whole)
{
	for (size_t i = 0; i < PASSES; i++) {
		int at = figures_find(&x->v[i], m);
		const struct tally *t = at < 0 ? NULL : figures_cell(&x->v[i], &x->v[i].all, step, (size_t)at);
		*part += t ? t->part : 0;
		*whole += t ? t->n : 0;
	}
}

/* --- a row --- */

static int64_t goal_value(const struct policy_goal *g)
{
	return (g->at_least ? g->at_least : g->at_most) * INT64_C(100);
}

static const char *reached(const struct report *r, const struct policy_goal *g, const struct figure *f)
{
	int64_t goal = goal_value(g);
	bool yes = g->at_least ? f->value >= goal : f->value <= goal;
	const char *chance = f->low <= goal && goal <= f->high ? "*" : "";

	if (f->kind != FIGURE_SHARE)
		return NULL;
	return arena_printf(r->a, "%s%s", yes ? _("yes") : _("no"), chance);
}

static void fill(const struct report *r, struct figure *v, const struct policy_goal *g, struct figure measured)
{
	v[0] = figure_text(arena_printf(r->a, "%s %s", g->at_least ? (msg_utf8() ? "\xe2\x89\xa5" : ">=")
	                                                           : (msg_utf8() ? "\xe2\x89\xa4" : "<="),
	                                report_percent(r, goal_value(g))));
	v[1] = measured;
	v[2] = measured;
	v[2].value -= goal_value(g);
	v[2].ranged = false;
	v[3] = figure_text(reached(r, g, &measured));
}

static const char *key_of(const struct report *r, const struct reading *x)
{
	return str_eq(x->goal, metrics[x->metric].name) ? x->goal : arena_printf(r->a, "%s/%s", x->goal, metrics[x->metric].name);
}

static void add_reading(struct report_section *s, const struct policy_goal *g, const struct reading *x,
                        const struct measured *m, const struct report_steps *steps)
{
	int64_t part = 0, whole = 0;

	for (size_t i = 0; i < steps->n; i++)
		parts(m, x->metric, i, &part, &whole);
	fill(s->r, report_row(s, key_of(s->r, x), _(x->says)), g, figure_share(part, whole));
	report_define(s->r, x->metric);
}

/* Month by month: one table, a row a step. */
static void add_months(struct report *r, const struct policy_goal *goals, size_t n, const struct measured *m,
                       const struct report_steps *steps)
{
	struct report_section *s = report_section(r, "steps", _("Step by step"), _("From"));

	s->whole = true;
	for (size_t i = 0; i < READINGS; i++)
		for (size_t k = 0; k < n; k++)
			if (str_eq(readings[i].goal, goals[k].name))
				report_column(s, readings[i].metric, STAT_VALUE, NULL);
	for (size_t i = 0; i < steps->n; i++) {
		struct figure *v = report_row(s, steps->names[i], steps->names[i]);
		for (size_t k = 0; k < s->ncolumns; k++) {
			int64_t part = 0, whole = 0;
			parts(m, s->columns[k].metric, i, &part, &whole);
			v[k] = figure_share(part, whole);
		}
	}
}

static const char *not_measured(struct report *r, const struct policy_goal *goals, size_t n)
{
	struct str s = str_new(r->a);

	for (size_t k = 0; k < n; k++) {
		bool known = false;
		for (size_t i = 0; i < READINGS; i++)
			known |= str_eq(readings[i].goal, goals[k].name);
		if (!known)
			str_printf(&s, "%s%s", s.n ? ", " : "", goals[k].name);
	}
	return s.n ? arena_printf(r->a, _("Goals that are not measured here: %s."), s.p) : "";
}

int report_goals(struct report *r)
{
	struct report_section *s = report_section(r, "goals", _("Goals of the policy"), _("Goal"));
	struct report_steps steps;
	struct measured m;
	size_t n;
	const struct policy_goal *goals = policy_goals(r->policy, &n);

	s->sentences = true;
	r->title = _("goals");
	report_begins(r);
	report_window(r);
	steps = report_steps(r, r->every == EVERY_NONE ? EVERY_MONTH : r->every, r->from, r->to);
	measure_all(r, &steps, &m);
	report_column(s, METRIC_GOAL, STAT_VALUE, NULL);
	report_column(s, METRIC_ACTUAL, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_GAP, STAT_CHANGE, NULL);
	report_column(s, METRIC_REACHED, STAT_VALUE, NULL);
	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < READINGS; i++)
			if (str_eq(readings[i].goal, goals[k].name))
				add_reading(s, &goals[k], &readings[i], &m, &steps);
	if (n == 0)
		report_note(s, _("The policy has no goals; goals: in it says what to reach."));
	report_note(s, not_measured(r, goals, n));
	if (steps.n > 1 && s->rows.n)
		add_months(r, goals, n, &m, &steps);
	return 0;
}
