/* report_agents: who carries how much, by name. A load, never a ranking: no
 * times and no shares of a person. */
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"

static int64_t of_agent(const struct figures *f, const char *agent)
{
	for (size_t i = 0; i < f->groups.n; i++)
		if (str_eq(f->groups.v[i]->key.text, agent))
			return f->groups.v[i]->n;
	return 0;
}

static void count(struct report *r, enum cohort cohort, struct figures *f)
{
	struct figures_query q = report_query(r, NULL, 0);

	q.by = BY_AGENT;
	q.cases.cohort = cohort;
	if (cohort == COHORT_OPEN)
		q.cases.to = r->until;
	figures_of(r->s, r->a, &q, f);
	report_order(r, f);
}

static bool has_row(const struct report_section *s, const char *agent)
{
	for (size_t i = 0; i < s->rows.n; i++)
		if (str_eq(s->rows.v[i].key, agent))
			return true;
	return false;
}

static void put(struct report_section *s, const char *agent, const struct figures *open, const struct figures *done)
{
	const struct policy_agent *a = agent ? policy_agent(s->r->policy, agent) : NULL;
	struct figure *v = report_row(s, agent ? agent : "none", agent ? agent : _("(nobody)"));

	v[0] = figure_count(of_agent(open, agent));
	if (a && a->capacity)
		v[1] = figure_count(a->capacity);
	v[2] = figure_count(of_agent(done, agent));
}

int report_agents(struct report *r)
{
	struct report_section *s = report_section(r, "agents", _("Who carries how much, by name"), _("Agent"));
	struct figures open, done;
	size_t n;

	r->title = _("the load of agents");
	r->by = BY_AGENT;
	count(r, COHORT_OPEN, &open);
	count(r, COHORT_RESOLVED, &done);
	report_column(s, METRIC_AGENT_OPEN, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_AGENT_CAPACITY, STAT_VALUE, NULL);
	report_column(s, METRIC_AGENT_RESOLVED, STAT_VALUE, NULL);
	const struct policy_agent *agents = policy_agents(r->policy, &n);
	for (size_t i = 0; i < n; i++)
		put(s, agents[i].name, &open, &done);
	for (int k = 0; k < 2; k++)
		for (size_t i = 0; i < (k ? done : open).groups.n; i++) {
			const char *agent = (k ? done : open).groups.v[i]->key.text;
			if (agent && !has_row(s, agent))
				put(s, agent, &open, &done);
		}
	put(s, NULL, &open, &done);
	struct figure *v = report_total(s, NULL);
	v[0] = figure_count(open.all.n);
	v[2] = figure_count(done.all.n);
	report_note(s, _("A load, not a ranking: cases differ, and others may have done most of the work on one."));
	return 0;
}
