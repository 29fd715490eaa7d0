/* lint_sla: promises that never apply, never count or never fire. */
#include <string.h>

#include "base/str.h"
#include "policy/linter.h"

/* --- which rule holds --- */

static bool names_cover(const struct names *wide, const struct names *narrow)
{
	for (size_t i = 0; i < narrow->n; i++)
		if (wide->n && !names_have(wide, narrow->v[i]))
			return false;
	return wide->n == 0 || narrow->n > 0;
}

static bool category_in(const struct names *wide, const char *category)
{
	for (size_t i = 0; i < wide->n; i++)
		if (policy_category_within(category, wide->v[i]))
			return true;
	return false;
}

static bool categories_cover(const struct names *wide, const struct names *narrow)
{
	for (size_t i = 0; wide->n && i < narrow->n; i++)
		if (!category_in(wide, narrow->v[i]))
			return false;
	return wide->n == 0 || narrow->n > 0;
}

/* Does every ticket that fits narrow fit wide too? */
static bool covers(const struct policy_match *wide, const struct policy_match *narrow)
{
	return names_cover(&wide->plans, &narrow->plans) &&
	       names_cover(&wide->priorities, &narrow->priorities) &&
	       categories_cover(&wide->categories, &narrow->categories) &&
	       names_cover(&wide->kinds, &narrow->kinds) &&
	       names_cover(&wide->channels, &narrow->channels);
}

static bool names_meet(const struct names *a, const struct names *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (names_have(b, a->v[i]))
			return true;
	return a->n == 0 || b->n == 0;
}

static bool categories_meet(const struct names *a, const struct names *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (category_in(b, a->v[i]))
			return true;
	for (size_t i = 0; i < b->n; i++)
		if (category_in(a, b->v[i]))
			return true;
	return a->n == 0 || b->n == 0;
}

static bool overlap(const struct policy_match *a, const struct policy_match *b)
{
	return names_meet(&a->plans, &b->plans) && names_meet(&a->priorities, &b->priorities) &&
	       categories_meet(&a->categories, &b->categories) && names_meet(&a->kinds, &b->kinds) &&
	       names_meet(&a->channels, &b->channels);
}

static void lint_order(struct linter *l, const struct policy_sla *rules, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < i; j++) {
			if (covers(&rules[j].match, &rules[i].match)) {
				lint_say(l, "sla", rules[i].name, "\"%s\" never holds: \"%s\" before it fits the same tickets",
				         rules[i].name, rules[j].name);
				break;
			}
			if (overlap(&rules[j].match, &rules[i].match) && !covers(&rules[i].match, &rules[j].match))
				lint_say(l, "sla", rules[i].name, "\"%s\" overlaps \"%s\", which holds for tickets that fit both",
				         rules[i].name, rules[j].name);
		}
	}
}

/* A priority no rule is for has no clock at all. */
static void lint_uncovered(struct linter *l, const struct policy_sla *rules, size_t n)
{
	size_t npriorities;
	const struct policy_priority *v = policy_priorities(l->p, &npriorities);
	for (size_t i = 0; n > 0 && i < npriorities; i++) {
		bool covered = false;
		for (size_t j = 0; j < n; j++)
			covered |= rules[j].match.priorities.n == 0 || names_have(&rules[j].match.priorities, v[i].name);
		if (!covered)
			lint_say(l, "sla", NULL, "no rule is for the priority \"%s\"", v[i].name);
	}
}

/* --- what pauses --- */

static bool counts_anywhere(struct linter *l, const struct policy_target *t)
{
	size_t n;
	const struct policy_state *states = policy_states(l->p, &n);
	for (size_t i = 0; i < n; i++)
		if (states[i].class < STATE_RESOLVED && !names_have(&t->pause, states[i].name))
			return true;
	return false;
}

static void lint_pauses(struct linter *l, const struct policy_sla *rule)
{
	for (size_t i = 0; i < rule->ntargets; i++) {
		const struct policy_target *t = &rule->targets[i];
		if (!counts_anywhere(l, t))
			lint_say(l, "sla", rule->name, "\"%s\": the clock %s pauses in every state and never counts",
			         rule->name, t->clock);
		if (t->pause.n > 0 && t->target.unit != SPAN_SECONDS)
			lint_say(l, "sla", rule->name, "\"%s\": the clock %s is in days, which ignore pauses",
			         rule->name, t->clock);
	}
}

/* A state of work in which no clock of any rule runs. */
static void lint_silent_states(struct linter *l, const struct policy_sla *rules, size_t n)
{
	size_t nstates;
	const struct policy_state *states = policy_states(l->p, &nstates);
	for (size_t i = 0; n > 0 && i < nstates; i++) {
		bool runs = states[i].class >= STATE_WAITING;
		for (size_t j = 0; j < n; j++)
			for (size_t k = 0; k < rules[j].ntargets; k++)
				runs |= !names_have(&rules[j].targets[k].pause, states[i].name);
		if (!runs)
			lint_say(l, "states", states[i].name, "the state \"%s\" pauses every clock of every rule",
			         states[i].name);
	}
}

/* --- escalations and deadlines --- */

static bool clock_is_used(const struct policy_sla *rules, size_t n, const char *clock)
{
	for (size_t i = 0; i < n; i++)
		if (policy_sla_target(&rules[i], clock))
			return true;
	return false;
}

static void lint_escalations(struct linter *l, const struct policy_sla *slas, size_t nslas)
{
	size_t n, nrosters;
	const struct policy_escalation *rules = policy_escalations(l->p, &n);
	policy_rosters(l->p, &nrosters);
	for (size_t i = 0; i < n; i++) {
		if (rules[i].watch == WATCH_CLOCK && !clock_is_used(slas, nslas, rules[i].on))
			lint_say(l, "escalation", rules[i].name, "\"%s\" never fires: no SLA rule has the clock %s",
			         rules[i].name, rules[i].on);
		for (size_t j = 0; j < rules[i].nnotify; j++)
			if (rules[i].notify[j].kind == PARTY_ON_CALL && nrosters == 0)
				lint_say(l, "escalation", rules[i].name, "\"%s\" calls who is on call, but there is no roster",
				         rules[i].name);
	}
}

static void lint_deadlines(struct linter *l)
{
	size_t n;
	const struct policy_deadline *v = policy_deadlines(l->p, &n);
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].confidence, "low"))
			lint_say(l, "deadlines", v[i].name, "\"%s\" has low confidence: have it checked", v[i].name);
}

void lint_promises(struct linter *l)
{
	size_t n;
	const struct policy_sla *rules = policy_slas(l->p, &n);
	lint_order(l, rules, n);
	lint_uncovered(l, rules, n);
	lint_silent_states(l, rules, n);
	for (size_t i = 0; i < n; i++)
		lint_pauses(l, &rules[i]);
	lint_escalations(l, rules, n);
	lint_deadlines(l);
}
