/* parties: whom a rule of the policy tells. */
#include "service/parties.h"

#include "base/str.h"
#include "base/vec.h"
#include "store/customers.h"

struct search {
	const struct session *s;
	struct arena *a;
	const struct ticket *t;
	const char *before;
	struct parties *out;
};

static void add(const struct search *x, const char *text)
{
	for (size_t i = 0; i < x->out->n; i++)
		if (str_eq(x->out->v[i], text))
			return;
	*vec_push(x->a, x->out) = text;
}

static void add_agent(const struct search *x, const char *name)
{
	if (!str_empty(name))
		add(x, arena_printf(x->a, "@%s", name));
}

/* Those whom a test lets pass; where the policy names nobody, the group. */
static void add_group(const struct search *x, const char *group, const char *team, int level)
{
	size_t n;
	const struct policy_agent *v = policy_agents(x->s->policy, &n);

	for (size_t i = 0; i < n; i++)
		if ((team && names_have(&v[i].teams, team)) || (level && v[i].level == level))
			add_agent(x, v[i].name);
	if (n == 0)
		add(x, group);
}

static void add_team(const struct search *x, const char *team)
{
	if (!str_empty(team))
		add_group(x, arena_printf(x->a, "team %s", team), team, 0);
}

static void add_level(const struct search *x, int level)
{
	if (policy_level(x->s->policy, level))
		add_group(x, arena_printf(x->a, "level %d", level), NULL, level);
}

static void add_csm(const struct search *x)
{
	struct customer c;

	if (x->t->customer && customers_load(x->s->desk, x->a, x->t->customer, &c))
		add_agent(x, c.csm);
}

/* A roster by name; else those of the ticket's team; else all. */
static void add_on_call(const struct search *x, const char *name)
{
	bool of_team = false;
	size_t n;
	const struct policy_roster *v = policy_rosters(x->s->policy, &n);

	for (size_t i = 0; i < n && !name; i++)
		of_team |= v[i].team && str_eq(v[i].team, x->t->team);
	for (size_t i = 0; i < n; i++) {
		struct names now = policy_roster_at(&v[i], x->s->now);
		if (name ? !str_eq(v[i].name, name) : of_team && !str_eq(v[i].team, x->t->team))
			continue;
		for (size_t k = 0; k < now.n; k++)
			add_agent(x, now.v[k]);
	}
}

static void add_supervisors(const struct search *x)
{
	size_t n;
	const struct policy_level *v = policy_levels(x->s->policy, &n);

	for (size_t i = 0; i < n; i++)
		if (v[i].supervisor)
			add_level(x, v[i].number);
}

static void add_party(const struct search *x, const struct policy_party *p)
{
	switch (p->kind) {
	case PARTY_AGENT: add_agent(x, p->name ? p->name : x->t->agent ? x->t->agent : x->before); break;
	case PARTY_TEAM: add_team(x, p->name ? p->name : x->t->team); break;
	case PARTY_LEVEL: add_level(x, p->level); break;
	case PARTY_CSM: add_csm(x); break;
	case PARTY_ON_CALL: add_on_call(x, p->name); break;
	case PARTY_SUPERVISORS: add_supervisors(x); break;
	case PARTY_CUSTOMER:
		if (x->t->customer || x->t->person)
			add(x, "customer");
		break;
	case PARTY_NEXT_LEVEL: break;  /* is escalated to, never told */
	}
}

void parties_find(const struct session *s, struct arena *a, const struct ticket *t, const char *before,
                  const struct policy_party *v, size_t n, struct parties *out)
{
	struct search x = {s, a, t, before, out};

	*out = (struct parties){0};
	for (size_t i = 0; i < n; i++)
		add_party(&x, &v[i]);
}

char *parties_list(struct arena *a, const struct parties *p)
{
	struct str s = str_new(a);

	for (size_t i = 0; i < p->n; i++)
		str_printf(&s, "%s%s", i ? "," : "", p->v[i]);
	return s.p;
}
