/* take: the most urgent ticket that fits an agent, given to him at once. */
#include "service/take.h"

#include <inttypes.h>
#include <string.h>

#include "service/facts.h"
#include "store/tickets.h"

static bool speaks(const struct policy_agent *agent, const char *lang)
{
	size_t n = lang ? strcspn(lang, "-") : 0;

	if (!lang || agent->languages.n == 0 || names_have(&agent->languages, lang))
		return true;
	for (size_t i = 0; i < agent->languages.n; i++)
		if (strncmp(agent->languages.v[i], lang, n) == 0 && strcspn(agent->languages.v[i], "-") == n)
			return true;
	return false;
}

static bool skilled(const struct session *s, const struct policy_agent *agent, const char *category)
{
	const struct policy_category *c = policy_category(s->policy, category);

	for (size_t i = 0; c && i < c->skills.n; i++)
		if (!names_have(&agent->skills, c->skills.v[i]))
			return false;
	return true;
}

bool take_fits(const struct session *s, const struct policy_agent *agent, const struct ticket *t)
{
	if (t->class != STATE_NEW && t->class != STATE_OPEN)
		return false;
	if (!agent)
		return true;
	return (agent->level == 0 || t->level <= agent->level) &&
	       (!t->team || agent->teams.n == 0 || names_have(&agent->teams, t->team)) &&
	       speaks(agent, t->lang) && skilled(s, agent, t->category);
}

/* An agent who holds as many as he can gets no more. */
static int check_capacity(const struct session *s, struct fault *f)
{
	if (!s->agent || s->agent->capacity == 0)
		return 0;
	int64_t held = tickets_held_by(s->desk, s->agent->name);
	if (held < s->agent->capacity)
		return 0;
	return fault_set(f, EXIT_NO, "%s holds %" PRId64 " tickets, as many as the policy allows",
	                 s->agent->name, held);
}

static int64_t find_next(const struct session *s, struct arena *a)
{
	struct tickets *list = tickets_free(s->desk, a);
	struct arena row = {0};
	struct ticket t;
	int64_t id = 0;

	while (id == 0 && tickets_next(list, &row, &t)) {
		if (take_fits(s, s->agent, &t))
			id = t.id;
		arena_reset(&row);
	}
	tickets_end(list);
	arena_free(&row);
	return id;
}

int take_next(const struct session *s, struct arena *a, const struct change *also, int64_t *id,
              struct change_result *r, struct fault *f)
{
	struct change c = *also;
	const char *me;
	int bad = session_check(s, RIGHT_TAKE, f);

	*id = 0;
	if (!bad) bad = fact_agent(s, "me", &me, f);
	if (!bad) bad = check_capacity(s, f);
	if (bad)
		return bad;
	c.agent = s->actor;
	c.team = NULL;
	c.level = 0;
	c.if_free = false;
	c.if_unchanged = -1;
	*id = find_next(s, a);
	return *id ? change_ticket(s, a, *id, &c, r, f) : 0;
}
