/* lint_flow: states no ticket can come to, flows and stages without use. */
#include <string.h>

#include "base/str.h"
#include "policy/linter.h"

enum { MAX_STATES = 64 };

struct stations { const struct policy_state *v; size_t n; uint64_t reached; };

static uint64_t bit(const struct stations *s, const char *name)
{
	for (size_t i = 0; name && i < s->n && i < MAX_STATES; i++)
		if (strcmp(s->v[i].name, name) == 0)
			return UINT64_C(1) << i;
	return 0;
}

/* What programs do by themselves, besides the flows. */
static uint64_t by_itself(struct linter *l, const struct stations *s)
{
	size_t n;
	uint64_t set = bit(s, policy_head(l->p)->reopen_to);
	const struct policy_escalation *rules = policy_escalations(l->p, &n);
	for (size_t i = 0; i < n; i++)
		set |= bit(s, rules[i].move);
	for (size_t i = 0; i < s->n; i++)
		set |= bit(s, policy_on_customer_message(l->p, s->v[i].name));
	return set;
}

static void spread(const struct policy_flow *f, struct stations *s)
{
	for (uint64_t before = ~s->reached; before != s->reached;) {
		before = s->reached;
		for (size_t i = 0; i < f->nsteps; i++)
			for (size_t j = 0; (s->reached & bit(s, f->steps[i].from)) && j < f->steps[i].to.n; j++)
				s->reached |= bit(s, f->steps[i].to.v[j]);
	}
}

static void lint_states(struct linter *l)
{
	struct stations s = {0};
	size_t nflows;
	const struct policy_flow *flows = policy_flows(l->p, &nflows);
	const struct policy_state *first = policy_state_of(l->p, STATE_NEW);
	s.v = policy_states(l->p, &s.n);
	s.reached = bit(&s, first ? first->name : NULL) | by_itself(l, &s);
	for (size_t i = 0; i < nflows; i++)
		spread(&flows[i], &s);
	for (size_t i = 0; i < s.n && i < MAX_STATES; i++)
		if (!(s.reached >> i & 1))
			lint_say(l, "states", s.v[i].name, "no ticket can come to the state \"%s\"", s.v[i].name);
}

static bool flow_knows(const struct policy_flow *f, const char *state)
{
	for (size_t i = 0; i < f->nsteps; i++)
		if (strcmp(f->steps[i].from, state) == 0 || names_have(&f->steps[i].to, state))
			return true;
	return false;
}

static bool flow_is_used(struct linter *l, const struct policy_flow *f)
{
	size_t n;
	const struct policy_kind *kinds = policy_kinds(l->p, &n);
	for (size_t i = 0; i < n; i++)
		if (kinds[i].flow == f)
			return true;
	return false;
}

void lint_flows(struct linter *l)
{
	size_t n;
	const struct policy_flow *flows = policy_flows(l->p, &n);
	for (size_t i = 0; i < n; i++) {
		if (!flow_is_used(l, &flows[i]))
			lint_say(l, "flows", flows[i].name, "no kind follows the flow \"%s\"", flows[i].name);
		for (size_t j = 0; j < flows[i].nages; j++)
			if (!flow_knows(&flows[i], flows[i].ages[j].state))
				lint_say(l, "flows", flows[i].name,
				         "the flow \"%s\" has a max_age for \"%s\" but never goes there",
				         flows[i].name, flows[i].ages[j].state);
	}
	lint_states(l);
}
