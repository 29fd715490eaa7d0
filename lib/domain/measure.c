/* measure: what one case adds to a figure. */
#include "domain/measure.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "when/clock.h"

int measure_first_level(struct policy *p)
{
	size_t n;
	const struct policy_level *levels = policy_levels(p, &n);
	int least = n ? levels[0].number : 1;

	for (size_t i = 1; i < n; i++)
		least = levels[i].number < least ? levels[i].number : least;
	return least;
}

bool measure_other(const char *category)
{
	const char *leaf = category ? strrchr(category, '.') : NULL;

	leaf = leaf ? leaf + 1 : category;
	return str_empty(leaf) || strcasecmp(leaf, "other") == 0 || strcasecmp(leaf, "others") == 0;
}

static bool was_at(const struct course *c, int level)
{
	return level >= 0 && level < COURSE_LEVELS && c->handled >> level & 1;
}

/* Could it be resolved on the first contact at all? */
static bool can_be_first(const struct measure *x, const struct ticket *t, const struct course *c)
{
	const struct policy_category *category = t->category ? policy_category(x->policy, t->category) : NULL;

	return c->first_level <= x->first_level && (!category || category->level <= x->first_level);
}

static bool reopened_within(const struct course *c, int64_t window_s)
{
	return c->reopened_at != AT_NONE && c->reopened_at - c->first_resolved <= window_s;
}

static bool no_repeat(const struct measure *x, const struct ticket *t, const struct course *c)
{
	return !reopened_within(c, x->window_s) && !(x->repeated && x->repeated(x->arg, t, c->first_resolved));
}

/* --- times --- */

static bool span(int64_t from, int64_t to, int64_t *value)
{
	*value = to > from ? to - from : 0;
	return to != AT_NONE;
}

static bool business(const struct measure *x, int64_t from, int64_t to, int64_t *value)
{
	if (to == AT_NONE || !x->cal)
		return false;
	*value = cal_elapsed(x->cal, from, to);
	return true;
}

static bool time_of(const struct measure *x, enum metric_id m, const struct ticket *t, int64_t *value)
{
	switch (m) {
	case METRIC_OPEN_AGE: return span(t->contact, x->end, value);
	case METRIC_RESOLUTION_TIME: return span(t->contact, t->resolved, value);
	case METRIC_RESOLUTION_BUSINESS: return business(x, t->contact, t->resolved, value);
	case METRIC_RESPONSE_TIME: return span(t->contact, t->replied, value);
	case METRIC_RESPONSE_BUSINESS: return business(x, t->contact, t->replied, value);
	case METRIC_WAITING_AGE: return t->replied == AT_NONE && span(t->contact, x->end, value);
	case METRIC_RESOLUTION_PROMISED:
		if (t->resolved == AT_NONE || !x->promised)
			return false;
		*value = x->promised(x->arg, t->id);
		return *value >= 0;
	default: return false;
	}
}

/* --- first contact --- */

static bool counts_first(const struct measure *x, enum metric_id m, const struct ticket *t, const struct course *c)
{
	switch (m) {
	case METRIC_FCR: case METRIC_FCR_NET: case METRIC_FCR_AT_FIRST: return c->said == 0 && no_repeat(x, t, c);
	case METRIC_FCR_ONE_TOUCH: case METRIC_FCR_ONE_TOUCH_NET: return c->said == 0;
	case METRIC_FCR_NO_REPEAT: case METRIC_FCR_NO_REPEAT_NET: return no_repeat(x, t, c);
	default: return c->hands == 0;
	}
}

static bool first_contact(const struct measure *x, enum metric_id m, const struct ticket *t,
                          const struct course *c, int64_t *value)
{
	bool net = m >= METRIC_FCR_NET && m <= METRIC_FCR_FIRST_ASSIGNEE_NET;

	if (c->first_resolved == AT_NONE || (net && !can_be_first(x, t, c)) ||
	    (m == METRIC_FCR_AT_FIRST && t->level != x->first_level))
		return false;
	*value = counts_first(x, m, t, c);
	return true;
}

/* --- all --- */

/* A name from elsewhere has the weight of the one above it. */
int64_t measure_weight(struct policy *p, const char *category)
{
	char name[256];
	const struct policy_category *c = NULL;
	size_t n = category ? strlen(category) : 0;

	while (!c && n > 0 && n < sizeof name) {
		memcpy(name, category, n);
		name[n] = '\0';
		c = policy_category(p, name);
		while (n > 0 && category[--n] != '.')
			;
	}
	return c ? c->weight : 1;
}

static bool share_of(const struct measure *x, enum metric_id m, const struct ticket *t, const struct course *c,
                     int64_t *value)
{
	switch (m) {
	case METRIC_UNANSWERED:
		*value = t->replied == AT_NONE;
		return true;
	case METRIC_SOLVED_AT_FIRST:
		*value = t->level == x->first_level;
		return t->resolved != AT_NONE;
	case METRIC_FIRST_LEVEL:
		*value = c->handled == UINT32_C(1) << x->first_level;
		return t->resolved != AT_NONE && was_at(c, x->first_level);
	case METRIC_PING_PONG:
		*value = c->returns > 0;
		return true;
	case METRIC_NEVER_REASSIGNED:
		*value = t->hands == 0;
		return true;
	case METRIC_OTHER:
		*value = measure_other(t->category);
		return true;
	case METRIC_REOPENED: case METRIC_REOPENED_SOON:
		*value = m == METRIC_REOPENED ? c->reopened_at != AT_NONE : reopened_within(c, x->window_s);
		return c->first_resolved != AT_NONE;
	default: return false;
	}
}

bool measure_case(const struct measure *x, enum metric_id m, const struct ticket *t, const struct course *c,
                  int64_t *value)
{
	switch (m) {
	case METRIC_OPENED: case METRIC_BACKLOG:
		*value = 1;
		return true;
	case METRIC_RESOLVED: case METRIC_CLOSED: case METRIC_FIRST_RESOLVED:
		*value = 1;
		return (m == METRIC_RESOLVED ? t->resolved : m == METRIC_CLOSED ? t->closed : c->first_resolved) != AT_NONE;
	case METRIC_WAITING:
		*value = 1;
		return t->replied == AT_NONE;
	case METRIC_REOPEN_AFTER:
		return c->reopened_at != AT_NONE && span(c->first_resolved, c->reopened_at, value);
	case METRIC_HANDS:
		*value = t->hands;
		return true;
	case METRIC_WEIGHTED:
		*value = measure_weight(x->policy, t->category);
		return true;
	case METRIC_FCR: case METRIC_FCR_ONE_TOUCH: case METRIC_FCR_NO_REPEAT: case METRIC_FCR_FIRST_ASSIGNEE:
	case METRIC_FCR_NET: case METRIC_FCR_ONE_TOUCH_NET: case METRIC_FCR_NO_REPEAT_NET:
	case METRIC_FCR_FIRST_ASSIGNEE_NET: case METRIC_FCR_AT_FIRST:
		return first_contact(x, m, t, c, value);
	default:
		return metrics[m].unit == UNIT_SHARE ? share_of(x, m, t, c, value) : time_of(x, m, t, value);
	}
}

bool measure_knows(enum metric_id m)
{
	switch (m) {
	case METRIC_RESOLUTIONS: case METRIC_REOPENINGS: case METRIC_BACKLOG_START: case METRIC_SOLVED_AT_LEVEL: case METRIC_HANDLED_AT_LEVEL:
	case METRIC_ESCALATED: case METRIC_REJECTED: case METRIC_TIME_IN_STATE: case METRIC_TIME_AT_LEVEL:
	case METRIC_SHARE_OF_TIME: case METRIC_STATE_AGE: case METRIC_MAX_AGE: case METRIC_OVER_AGE:
	case METRIC_GOAL: case METRIC_ACTUAL: case METRIC_GAP: case METRIC_REACHED: case METRIC_MIX: case METRIC_RATE:
	case METRIC_SHARE_OF_ALL: case METRIC_SHARE_OF_OPEN: case METRIC_WEIGHT: case METRIC_CUMULATED: case METRIC_AGENT_OPEN: case METRIC_AGENT_RESOLVED:
	case METRIC_AGENT_CAPACITY:
		return false;
	default:
		return m < METRIC_CONTACTS && metrics[m].cohort != COHORT_DUE;
	}
}

struct measure_needs measure_needs(enum metric_id m)
{
	struct measure_needs n = {0};

	switch (m) {
	case METRIC_CLOSED:
		n.state = true;
		break;
	case METRIC_RESPONSE_TIME: case METRIC_RESPONSE_BUSINESS: case METRIC_UNANSWERED: case METRIC_WAITING:
	case METRIC_WAITING_AGE:
		n.replied = true;
		break;
	case METRIC_SOLVED_AT_FIRST:
		n.level = true;
		break;
	case METRIC_NEVER_REASSIGNED: case METRIC_HANDS:
		n.hands = true;
		break;
	case METRIC_FIRST_LEVEL:
		n.entry = true;
		break;
	case METRIC_PING_PONG:
		n.levels = true;
		break;
	case METRIC_REOPENED: case METRIC_REOPENED_SOON: case METRIC_REOPEN_AFTER: case METRIC_FIRST_RESOLVED:
		n.turns = true;
		break;
	case METRIC_FCR: case METRIC_FCR_NET: case METRIC_FCR_AT_FIRST:
		n.turns = n.said = n.category = n.customer = true;
		break;
	case METRIC_FCR_ONE_TOUCH: case METRIC_FCR_ONE_TOUCH_NET:
		n.turns = n.said = true;
		break;
	case METRIC_FCR_NO_REPEAT: case METRIC_FCR_NO_REPEAT_NET:
		n.turns = n.category = n.customer = true;
		break;
	case METRIC_FCR_FIRST_ASSIGNEE: case METRIC_FCR_FIRST_ASSIGNEE_NET:
		n.turns = true;
		break;
	case METRIC_WEIGHTED: case METRIC_OTHER:
		n.category = true;
		break;
	default:
		break;
	}
	if (m >= METRIC_FCR_NET && m <= METRIC_FCR_FIRST_ASSIGNEE_NET)
		n.category = n.entry = true;
	return n;
}
