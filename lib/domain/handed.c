/* handed: through whose hands a ticket went. */
#include "domain/handed.h"

#include "base/str.h"
#include "base/vec.h"

bool handed_returns(const struct handed *h, const char *team)
{
	if (str_empty(team) || str_eq(team, h->now.team))
		return false;
	for (size_t i = 0; i < h->teams.n; i++)
		if (str_eq(h->teams.v[i], team))
			return true;
	return false;
}

/* As the fold counts them: from somebody to somebody else. */
static void count_hand(struct handed *h, const char *before, const char *next)
{
	h->hands += !str_empty(before) && !str_empty(next) && !str_eq(before, next);
}

static void new_team(struct arena *a, struct handed *h, const char *team, bool first)
{
	if (!first)
		count_hand(h, h->now.team, team);
	if (!str_empty(team) && !str_eq(team, h->now.team)) {
		h->returns += handed_returns(h, team);
		*vec_push(a, &h->teams) = team;
	}
	h->now.team = str_empty(team) ? NULL : team;
}

/* Who has it after e. */
static void follow(struct arena *a, struct handed *h, const struct event *e)
{
	bool first = e->kind == EVENT_OPEN;

	for (size_t i = 0; i < e->data.n; i++) {
		const struct pair *p = &e->data.v[i];
		if (str_eq(p->name, "team")) {
			new_team(a, h, p->value, first);
		} else if (str_eq(p->name, "agent")) {
			if (!first)
				count_hand(h, h->now.agent, p->value);
			h->now.agent = str_empty(p->value) ? NULL : p->value;
		} else if (str_eq(p->name, "level")) {
			h->now.level = (int)pairs_int(&e->data, "level", h->now.level);
		}
	}
}

static void escalated(struct arena *a, struct handed *h, const struct event *e)
{
	const char *how = pairs_get(&e->data, "do");

	h->last = e;
	if (str_eq(how, "up")) {
		*vec_push(a, &h->ups) = (struct handed_up){e, h->now};
	} else if (str_eq(how, "down")) {
		h->ups.n = 0;
	} else if (str_eq(how, "reject")) {
		h->ups.n -= h->ups.n > 0;
		h->rejects++;
		h->reason = pairs_get(&e->data, "reason");
	}
}

/* Given back by other means: as if it had been sent back. */
static void given_back(struct handed *h)
{
	for (; h->ups.n; h->ups.n--) {
		const struct handed_place *from = &h->ups.v[h->ups.n - 1].from;
		if (from->level != h->now.level || !str_eq(from->team, h->now.team))
			return;
	}
}

void handed_of(struct arena *a, const struct event *events, size_t n, struct handed *out)
{
	*out = (struct handed){0};
	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i];
		if (e->kind == EVENT_ESCALATE)
			escalated(a, out, e);
		if (event_is_step(e))
			follow(a, out, e);
		if (e->kind == EVENT_ASSIGN)
			given_back(out);
	}
}
