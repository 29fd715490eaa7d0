/* promise_when: hours, closures, and who is there. */
#include <string.h>

#include "base/vec.h"
#include "domain/promise.h"

/* --- calendars --- */

static struct names add_name(struct arena *a, struct names old, const char *name)
{
	const char **v = arena_array(a, const char *, old.n + 2);

	if (old.n)
		memcpy(v, old.v, old.n * sizeof *v);
	v[old.n] = name;
	v[old.n + 1] = NULL;
	return (struct names){v, old.n + 1};
}

struct collector { struct arena *a; struct policy *p; VEC(struct promise_hours) v; };

/* The entry of a calendar, made where there is none; NULL for no calendar. */
static struct promise_hours *entry(struct collector *c, const char *calendar)
{
	struct cal *cal = calendar ? policy_cal(c->p, calendar) : NULL;

	for (size_t i = 0; cal && i < c->v.n; i++)
		if (c->v.v[i].cal == cal)
			return &c->v.v[i];
	if (!cal)
		return NULL;
	struct promise_hours *new = vec_push(c->a, &c->v);
	*new = (struct promise_hours){.cal = cal, .calendar = calendar};
	return new;
}

static void of_plans(struct collector *c)
{
	size_t n;
	const struct policy_plan *v = policy_plans(c->p, &n);

	for (size_t i = 0; i < n; i++) {
		struct promise_hours *h = entry(c, v[i].hours);
		if (h)
			h->plans = add_name(c->a, h->plans, v[i].name);
	}
}

static void of_teams(struct collector *c)
{
	size_t n;
	const struct policy_team *v = policy_teams(c->p, &n);

	for (size_t i = 0; i < n; i++) {
		struct promise_hours *h = promise_team(c->p, &v[i]) ? entry(c, v[i].calendar) : NULL;
		if (h)
			h->teams = add_name(c->a, h->teams, v[i].name);
	}
}

static bool is_told(const char *clock)
{
	return strcmp(clock, sla_clock_words[SLA_ACK]) != 0 && strcmp(clock, sla_clock_words[SLA_LEVEL]) != 0;
}

static void of_promises(struct collector *c)
{
	struct promise_groups groups = promise_groups(c->a, c->p);

	for (size_t i = 0; i < groups.n; i++)
		for (size_t j = 0; j < groups.v[i].n; j++) {
			const struct policy_sla *s = groups.v[i].rows[j].sla;
			for (size_t k = 0; k < s->ntargets; k++)
				if (is_told(s->targets[k].clock))
					entry(c, s->targets[k].calendar);
		}
}

struct promise_calendars promise_calendars(struct arena *a, struct policy *p)
{
	struct collector c = {.a = a, .p = p};

	of_teams(&c);
	of_plans(&c);
	of_promises(&c);
	return (struct promise_calendars){c.v.v, c.v.n};
}

bool promise_always(const struct cal *c)
{
	const struct cal_rules *r = cal_rules(c);

	for (int d = 0; d < 7; d++) {
		bool whole = false;
		for (size_t i = 0; i < r->nweek[d]; i++)
			whole |= r->week[d][i].from == 0 && r->week[d][i].to >= DAY_S;
		if (!whole)
			return false;
	}
	return true;
}

/* --- closures --- */

/* Is the date another than its weekday says? A holiday on a closed day is no
 * news. */
static bool differs(const struct cal *c, int64_t day, struct cal_day *what)
{
	const struct cal_rules *r = cal_rules(c);

	*what = cal_day(c, day);
	return what->why == CAL_SPECIAL || (what->why == CAL_HOLIDAY && r->nweek[civil_weekday(day)] > 0);
}

static bool same_closure(const struct promise_closure *x, int64_t day, const struct cal_day *what)
{
	bool same_name = what->name && x->hours.name ? strcmp(what->name, x->hours.name) == 0
	                                             : what->name == x->hours.name;

	return x->day == day && same_name && x->hours.nhours == what->nhours &&
	       (what->nhours == 0 || memcmp(x->hours.hours, what->hours, what->nhours * sizeof *what->hours) == 0);
}

struct closures { struct arena *a; VEC(struct promise_closure) v; };

static void add_closure(struct closures *c, const struct promise_hours *h, int64_t day)
{
	struct cal_day what;

	if (!differs(h->cal, day, &what))
		return;
	for (size_t i = c->v.n; i-- > 0 && c->v.v[i].day == day;)
		if (same_closure(&c->v.v[i], day, &what)) {
			c->v.v[i].calendars = add_name(c->a, c->v.v[i].calendars, h->calendar);
			return;
		}
	*vec_push(c->a, &c->v) = (struct promise_closure){day, what, add_name(c->a, (struct names){0}, h->calendar)};
}

struct promise_closures promise_closures(struct arena *a, const struct promise_calendars *all, int64_t day)
{
	struct closures c = {.a = a};
	int64_t known_to = INT64_MAX, end = day + PROMISE_DAYS;

	for (size_t i = 0; i < all->n; i++)
		if (cal_rules(all->v[i].cal)->valid_to < known_to)
			known_to = cal_rules(all->v[i].cal)->valid_to;
	for (int64_t d = day; d < end && c.v.n < PROMISE_CLOSURES; d++)
		for (size_t i = 0; i < all->n; i++)
			add_closure(&c, &all->v[i], d);
	return (struct promise_closures){c.v.v, c.v.n, known_to};
}

/* --- who --- */

bool promise_team(struct policy *p, const struct policy_team *t)
{
	const struct policy_level *level = policy_level(p, t->level);

	return !level || !level->supervisor;
}

static struct names join(struct arena *a, struct names all, const struct names *more)
{
	for (size_t i = 0; i < more->n; i++)
		if (!names_have(&all, more->v[i]))
			all = add_name(a, all, more->v[i]);
	return all;
}

struct names promise_languages(struct arena *a, struct policy *p)
{
	const struct names *all = &policy_head(p)->languages;
	struct names spoken = {0}, out = {0};
	size_t n;
	const struct policy_team *v = policy_teams(p, &n);

	for (size_t i = 0; i < n; i++)
		if (promise_team(p, &v[i]))
			spoken = join(a, spoken, &v[i].languages);
	for (size_t i = 0; i < all->n; i++)
		if (names_have(&spoken, all->v[i]))
			out = add_name(a, out, all->v[i]);
	return spoken.n ? join(a, out, &spoken) : *all;
}

static bool calls(const struct policy_escalation *e)
{
	for (size_t i = 0; i < e->nnotify; i++)
		if (e->notify[i].kind == PARTY_ON_CALL)
			return e->watch == WATCH_CLOCK;
	return false;
}

struct promise_on_call promise_on_call(struct arena *a, struct policy *p)
{
	struct promise_on_call out = {0};
	bool every_priority = false, every_plan = false;
	size_t n, rosters;
	const struct policy_escalation *v = policy_escalations(p, &n);

	policy_rosters(p, &rosters);
	for (size_t i = 0; rosters && i < n; i++) {
		if (!calls(&v[i]))
			continue;
		out.any = true;
		every_priority |= v[i].match.priorities.n == 0;
		every_plan |= v[i].match.plans.n == 0;
		out.priorities = join(a, out.priorities, &v[i].match.priorities);
		out.plans = join(a, out.plans, &v[i].match.plans);
	}
	if (every_priority)
		out.priorities = (struct names){0};
	if (every_plan)
		out.plans = (struct names){0};
	return out;
}

/* --- terms --- */

bool promise_deadline(struct policy *p, const struct policy_deadline *d)
{
	const struct policy_mark *mark = policy_mark(p, d->trigger);

	return mark && mark->public;
}
