/* typed_people: levels, teams, agents, on-call rosters and permissions, as
 * typed values. */
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/tree.h"
#include "policy/value.h"

/* --- levels and teams --- */

static void read_level(const struct tree *t, void *out)
{
	struct policy_level *l = out;
	int64_t number = 0;
	if (t->key && num_parse(t->key, 1, 9, &number))
		l->number = (int)number;
	l->label = tree_labels(t, "label");
	l->supervisor = tree_bool(t, "supervisor");
	l->team = tree_text(t, "team");
}

const struct policy_level *policy_levels(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_LEVELS, "levels", sizeof(struct policy_level), read_level, n);
}

const struct policy_level *policy_level(struct policy *p, int number)
{
	size_t n;
	const struct policy_level *v = policy_levels(p, &n);
	for (size_t i = 0; i < n; i++)
		if (v[i].number == number)
			return &v[i];
	return NULL;
}

static void read_team(const struct tree *t, void *out)
{
	struct policy_team *team = out;
	team->name = t->key ? t->key : "";
	team->label = tree_labels(t, "label");
	team->level = (int)tree_int(t, "level");
	team->calendar = tree_text(t, "calendar");
	team->languages = tree_names(t, "languages");
	team->skills = tree_names(t, "skills");
}

const struct policy_team *policy_teams(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_TEAMS, "teams", sizeof(struct policy_team), read_team, n);
}

const struct policy_team *policy_team(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_team *v = policy_teams(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

/* --- agents --- */

static void read_agent(const struct tree *t, void *out)
{
	struct policy_agent *a = out;
	a->name = t->key ? t->key : "";
	a->full = tree_text(t, "name");
	a->user = tree_text(t, "user");
	a->mail = tree_text(t, "mail");
	a->level = (int)tree_int(t, "level");
	a->teams = tree_names(t, "teams");
	a->languages = tree_names(t, "languages");
	a->skills = tree_names(t, "skills");
	a->roles = tree_names(t, "roles");
	a->calendar = tree_text(t, "calendar");
	a->capacity = tree_int(t, "capacity");
	if (!a->full)
		a->full = a->name;
	if (!a->user)
		a->user = a->name;
}

const struct policy_agent *policy_agents(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_AGENTS, "agents", sizeof(struct policy_agent), read_agent, n);
}

const struct policy_agent *policy_agent(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_agent *v = policy_agents(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

const struct policy_agent *policy_agent_of_user(struct policy *p, const char *os_user)
{
	size_t n;
	const struct policy_agent *v = policy_agents(p, &n);
	for (size_t i = 0; os_user && i < n; i++)
		if (strcmp(v[i].user, os_user) == 0)
			return &v[i];
	return NULL;
}

/* --- on call --- */

static int64_t shift_end(const struct tree *t, const char *key, int64_t open)
{
	const char *text = tree_text(t, key);
	const struct zone *z = policy_zone(t->p, policy_head(t->p)->zone);
	int64_t at;
	return text && value_instant(text, z ? z : zone_utc(), &at) ? at : open;
}

static void read_roster(const struct tree *t, void *out)
{
	struct policy_roster *r = out;
	struct tree shifts = tree_get(t, "shifts");
	struct policy_shift *v = arena_array(t->p->a, struct policy_shift, tree_count(&shifts));
	r->name = t->key ? t->key : "";
	r->team = tree_text(t, "team");
	r->nshifts = tree_count(&shifts);
	for (size_t i = 0; i < r->nshifts; i++) {
		struct tree shift = tree_item(&shifts, i);
		v[i].from = shift_end(&shift, "from", INT64_MIN + 1);
		v[i].to = shift_end(&shift, "to", INT64_MAX);
		v[i].agents = tree_names(&shift, "agents");
	}
	r->shifts = v;
}

const struct policy_roster *policy_rosters(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_ROSTERS, "on_call", sizeof(struct policy_roster), read_roster, n);
}

struct names policy_roster_at(const struct policy_roster *r, int64_t at)
{
	static const char *const none[] = {NULL};
	for (size_t i = 0; i < r->nshifts; i++)
		if (r->shifts[i].from <= at && at < r->shifts[i].to)
			return r->shifts[i].agents;
	return (struct names){none, 0};
}

/* --- permissions --- */

/* Roles and what they allow, as bits of enum right. */
struct role { const char *name; uint32_t rights; bool limited; struct names act_as; };
struct policy_rights {
	struct role *roles;
	size_t n;
	struct tree at;
};

static uint32_t rights_of(const struct names *words)
{
	uint32_t mask = 0;
	for (size_t i = 0; i < words->n; i++) {
		int right = words_find(right_words, words->v[i]);
		if (right >= 0)
			mask |= UINT32_C(1) << right;
		else if (str_eq(words->v[i], "all"))
			mask = UINT32_MAX;
	}
	return mask;
}

static struct policy_rights *rights(struct policy *p)
{
	struct policy_rights *r = p->rights;
	struct tree roles, act_as;
	if (r)
		return r;
	r = p->rights = arena_new(p->a, struct policy_rights);
	r->at = tree_at(p, "permissions");
	roles = tree_get(&r->at, "roles");
	act_as = tree_get(&r->at, "act_as");
	r->n = tree_count(&roles);
	r->roles = arena_array(p->a, struct role, r->n);
	for (size_t i = 0; i < r->n; i++) {
		struct tree role = tree_item(&roles, i);
		struct names words = tree_own_names(&role);
		struct tree limit = tree_get(&act_as, role.key ? role.key : "");
		r->roles[i].name = role.key ? role.key : "";
		r->roles[i].rights = rights_of(&words);
		r->roles[i].limited = limit.node != NULL;
		r->roles[i].act_as = tree_own_names(&limit);
	}
	return r;
}

/* All roles of an OS user who acts as an agent. */
struct role_names { struct names v[6]; size_t n; };

static struct role_names roles_of(struct policy *p, const char *os_user, const struct policy_agent *agent)
{
	const struct tree *at = &rights(p)->at;
	struct role_names r = {0};
	struct tree users = tree_get(at, "users"), levels = tree_get(at, "levels");
	r.v[r.n++] = tree_names(at, "anyone");
	if (os_user)
		r.v[r.n++] = tree_names(&users, os_user);
	if (agent) {
		const struct policy_level *level = policy_level(p, agent->level);
		char number[12] = {(char)('0' + (agent->level > 0 && agent->level < 10 ? agent->level : 0))};
		r.v[r.n++] = tree_names(at, "agents");
		r.v[r.n++] = agent->roles;
		r.v[r.n++] = tree_names(&levels, number);
		if (level && level->supervisor)
			r.v[r.n++] = tree_names(at, "supervisors");
	}
	return r;
}

static const struct role *role_named(struct policy *p, const char *name)
{
	return tree_find(rights(p)->roles, rights(p)->n, sizeof(struct role), name);
}

bool policy_allows(struct policy *p, const char *os_user,
                   const struct policy_agent *agent, enum right r)
{
	struct role_names names = roles_of(p, os_user, agent);
	for (size_t i = 0; i < names.n; i++) {
		for (size_t j = 0; j < names.v[i].n; j++) {
			const struct role *role = role_named(p, names.v[i].v[j]);
			if (role && role->rights >> r & 1)
				return true;
		}
	}
	return false;
}

static bool role_may_act_as(const struct role *role, const char *agent)
{
	if (!(role->rights >> RIGHT_ACT_AS & 1))
		return false;
	return !role->limited || names_have(&role->act_as, agent) || names_have(&role->act_as, "anyone");
}

bool policy_may_act_as(struct policy *p, const char *os_user, const char *agent)
{
	const struct policy_agent *self = policy_agent_of_user(p, os_user);
	struct role_names names;
	/* An OS user whom no agent claims is an agent under his own name, unless
	 * an agent of that name belongs to somebody else. */
	if (str_eq(self ? self->name : os_user, agent) && (self || !policy_agent(p, agent)))
		return true;
	names = roles_of(p, os_user, self);
	for (size_t i = 0; i < names.n; i++) {
		for (size_t j = 0; j < names.v[i].n; j++) {
			const struct role *role = role_named(p, names.v[i].v[j]);
			if (role && role_may_act_as(role, agent))
				return true;
		}
	}
	return false;
}
