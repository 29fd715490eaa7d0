/* take: the most urgent ticket that fits an agent, given to him at once. */
#include "service/take.h"

#include <inttypes.h>
#include <string.h>

#include "service/change.h"
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

bool take_fits(const struct session *s, const struct policy_agent *agent, const struct ticket *t)
{
	(void)s;
	if (t->class != STATE_NEW && t->class != STATE_OPEN)
		return false;
	if (!agent)
		return true;
	return (agent->level == 0 || t->level <= agent->level) &&
	       (!t->team || agent->teams.n == 0 || names_have(&agent->teams, t->team)) &&
	       speaks(agent, t->lang);
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

int take_next(const struct session *s, struct arena *a, int64_t *id, struct fault *f)
{
	struct arena row = {0};
	struct ticket t;
	int bad = session_check(s, RIGHT_TAKE, f);

	*id = 0;
	if (!bad) bad = check_capacity(s, f);
	if (bad)
		return bad;
	struct tickets *list = tickets_free(s->desk, a);
	while (*id == 0 && tickets_next(list, &row, &t)) {
		if (take_fits(s, s->agent, &t))
			*id = t.id;
		arena_reset(&row);
	}
	tickets_end(list);
	arena_free(&row);
	if (*id == 0)
		return 0;
	struct change c = change_none();
	struct change_result r;
	c.agent = s->actor;
	return change_ticket(s, a, *id, &c, &r, f);
}
