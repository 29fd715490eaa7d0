/* place: where a ticket goes when it is handed to another level or team. */
#include "service/place.h"

#include "base/str.h"

struct place place_of(const struct ticket *t)
{
	return (struct place){t->level, t->team, t->agent};
}

struct place place_at_level(const struct session *s, const struct ticket *t, int level)
{
	const struct policy_level *l = policy_level(s->policy, level);
	const struct policy_category *c = t->category ? policy_category(s->policy, t->category) : NULL;
	const struct policy_team *team = c && c->team ? policy_team(s->policy, c->team) : NULL;

	if (team && team->level == level)
		return (struct place){level, team->name, t->agent};
	return (struct place){level, l && l->team ? l->team : t->team, t->agent};
}

struct place place_with_team(const struct ticket *t, const struct policy_team *team)
{
	return (struct place){team->level ? team->level : t->level, team->name, t->agent};
}

void place_holder(const struct session *s, const struct ticket *t, struct place *p)
{
	const struct policy_agent *agent = t->agent ? policy_agent(s->policy, t->agent) : NULL;
	bool of_team = !agent || !p->team || agent->teams.n == 0 || names_have(&agent->teams, p->team);
	bool of_level = agent ? !agent->level || agent->level >= p->level : p->level == t->level;

	p->agent = of_team && of_level ? t->agent : NULL;
}

const struct policy_level *place_next_level(const struct session *s, int number, int step)
{
	const struct policy_level *best = NULL;
	size_t n;
	const struct policy_level *v = policy_levels(s->policy, &n);

	for (size_t i = 0; i < n; i++) {
		int from = (v[i].number - number) * step;
		if (from > 0 && (!best || from < (best->number - number) * step))
			best = &v[i];
	}
	return best;
}

bool place_same(const struct ticket *t, const struct place *p)
{
	return t->level == p->level && str_eq(t->team, p->team) && str_eq(t->agent, p->agent);
}

static void differ(struct arena *a, struct event *e, const char *name, const char *old, const char *next)
{
	if (str_eq(old, next))
		return;
	pairs_add(a, &e->data, name, next ? next : "");
	pairs_add(a, &e->data, arena_printf(a, "old.%s", name), old);
}

void place_facts(struct arena *a, const struct ticket *t, const struct place *p, struct event *e)
{
	if (t->level != p->level) {
		pairs_add_int(a, &e->data, "level", p->level);
		pairs_add_int(a, &e->data, "old.level", t->level);
	}
	differ(a, e, "team", t->team, p->team);
	differ(a, e, "agent", t->agent, p->agent);
}
