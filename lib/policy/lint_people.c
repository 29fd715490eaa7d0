/* lint_people: work nobody can do, and people who can do nothing. */
#include <string.h>

#include "base/str.h"
#include "policy/linter.h"

/* --- teams and levels --- */

static bool team_has(struct linter *l, const char *team, int level)
{
	size_t n;
	const struct policy_agent *agents = policy_agents(l->p, &n);
	for (size_t i = 0; i < n; i++)
		if (names_have(&agents[i].teams, team) && agents[i].level >= level)
			return true;
	return false;
}

static void lint_teams(struct linter *l)
{
	size_t n, nagents;
	const struct policy_team *teams = policy_teams(l->p, &n);
	const struct policy_agent *agents = policy_agents(l->p, &nagents);
	for (size_t i = 0; nagents > 0 && i < n; i++)
		if (!team_has(l, teams[i].name, 0))
			lint_say(l, "teams", teams[i].name, "nobody is in the team \"%s\"", teams[i].name);
	for (size_t i = 0; n > 0 && i < nagents; i++)
		if (agents[i].teams.n == 0)
			lint_say(l, "agents", agents[i].name, "\"%s\" is in no team", agents[i].name);
}

static void lint_categories(struct linter *l)
{
	size_t n, nagents;
	const struct policy_category *v = policy_categories(l->p, &n);
	policy_agents(l->p, &nagents);
	for (size_t i = 0; nagents > 0 && i < n; i++)
		if (v[i].team && v[i].level && team_has(l, v[i].team, 0) && !team_has(l, v[i].team, v[i].level))
			lint_say(l, "categories", v[i].name, "\"%s\" needs level %d, but nobody in \"%s\" has it",
			         v[i].name, v[i].level, v[i].team);
}

/* --- languages --- */

static bool same_language(const char *a, const char *b)
{
	size_t n = strcspn(a, "-");
	return n == strcspn(b, "-") && strncmp(a, b, n) == 0;
}

static bool spoken(struct linter *l, const char *lang, const char *team)
{
	size_t n;
	const struct policy_agent *agents = policy_agents(l->p, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < agents[i].languages.n; j++)
			if ((!team || names_have(&agents[i].teams, team)) &&
			    same_language(agents[i].languages.v[j], lang))
				return true;
	return false;
}

static void lint_languages(struct linter *l)
{
	size_t n, nagents;
	const struct names *languages = &policy_head(l->p)->languages;
	policy_agents(l->p, &nagents);
	if (nagents == 0)
		return;
	for (size_t i = 0; i < languages->n; i++)
		if (!spoken(l, languages->v[i], NULL))
			lint_say(l, "languages", NULL, "no agent speaks \"%s\"", languages->v[i]);
	const struct policy_plan *plans = policy_plans(l->p, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < plans[i].languages.n; j++)
			if (!spoken(l, plans[i].languages.v[j], NULL))
				lint_say(l, "plans", plans[i].name, "the plan \"%s\" includes \"%s\", which no agent speaks",
				         plans[i].name, plans[i].languages.v[j]);
	const struct policy_team *teams = policy_teams(l->p, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < teams[i].languages.n; j++)
			if (!spoken(l, teams[i].languages.v[j], teams[i].name))
				lint_say(l, "teams", teams[i].name, "nobody in \"%s\" speaks \"%s\"", teams[i].name,
				         teams[i].languages.v[j]);
}

/* --- permissions --- */

static bool role_is_given(struct linter *l, const char *role)
{
	static const char *const lists[] = {"anyone", "agents", "supervisors", NULL};
	static const char *const maps[] = {"levels", "users", NULL};
	struct tree t = tree_at(l->p, "permissions");
	size_t n;
	const struct policy_agent *agents = policy_agents(l->p, &n);
	for (size_t i = 0; lists[i]; i++) {
		struct names names = tree_names(&t, lists[i]);
		if (names_have(&names, role))
			return true;
	}
	for (size_t i = 0; maps[i]; i++) {
		struct tree map = tree_get(&t, maps[i]);
		for (size_t j = 0; j < tree_count(&map); j++) {
			struct tree item = tree_item(&map, j);
			struct names names = tree_own_names(&item);
			if (names_have(&names, role))
				return true;
		}
	}
	for (size_t i = 0; i < n; i++)
		if (names_have(&agents[i].roles, role))
			return true;
	return false;
}

static void lint_roles(struct linter *l)
{
	struct tree roles = tree_at(l->p, "permissions.roles");
	bool loads = false;
	for (size_t i = 0; i < tree_count(&roles); i++) {
		struct tree role = tree_item(&roles, i);
		struct names rights = tree_own_names(&role);
		bool given = role_is_given(l, role.key);
		if (!given)
			lint_say(l, "permissions", NULL, "nobody has the role \"%s\"", role.key);
		loads |= given && (names_have(&rights, "policy") || names_have(&rights, "all"));
	}
	if (tree_count(&roles) > 0 && !loads)
		lint_say(l, "permissions", NULL, "nobody may load the next policy: no role with the right \"policy\" is given to anyone");
}

/* --- customers --- */

static bool all_of(const struct names *inner, const struct names *outer)
{
	if (outer->n == 0)
		return true;
	for (size_t i = 0; i < inner->n; i++)
		if (!names_have(outer, inner->v[i]))
			return false;
	return inner->n > 0;
}

/* Does every customer that fits inner fit outer too? */
static bool covers(const struct policy_client_rule *outer, const struct policy_client_rule *inner)
{
	bool bounded = outer->has_from || outer->has_below;
	if (!all_of(&inner->plans, &outer->plans) || !all_of(&inner->stages, &outer->stages) ||
	    !all_of(&inner->products, &outer->products) || !all_of(&inner->languages, &outer->languages) ||
	    (outer->internal >= 0 && outer->internal != inner->internal))
		return false;
	return (!bounded || str_eq(outer->currency, inner->currency)) &&
	       (!outer->has_from || (inner->has_from && inner->from_minor >= outer->from_minor)) &&
	       (!outer->has_below || (inner->has_below && inner->below_minor <= outer->below_minor));
}

static void lint_customers(struct linter *l)
{
	size_t n;
	const struct policy_segment *segments = policy_segments(l->p, &n);
	for (size_t i = 1; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (covers(&segments[j].when, &segments[i].when)) {
				lint_say(l, "customers.segments", segments[i].name, "no customer comes to the segment \"%s\": \"%s\" before it takes them all",
				         segments[i].name, segments[j].name);
				break;
			}
	const struct policy_csm_rule *rules = policy_csm_rules(l->p, &n);
	for (size_t i = 1; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (covers(&rules[j].when, &rules[i].when)) {
				lint_say(l, "customers.csm", rules[i].name, "the rule \"%s\" chooses for nobody: \"%s\" before it takes all of its customers",
				         rules[i].name, rules[j].name);
				break;
			}
}

void lint_people(struct linter *l)
{
	lint_teams(l);
	lint_categories(l);
	lint_languages(l);
	lint_roles(l);
	lint_customers(l);
}
