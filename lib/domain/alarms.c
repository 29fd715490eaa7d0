/* alarms: when the policy's escalation rules fire for a ticket. */
#include "domain/alarms.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

struct run {
	struct arena *a;
	struct policy *p;
	const struct clocks *c;
	int64_t now;
	struct alarms *out;
};

/* One thing a rule watches, and its instants. */
struct watched {
	const struct policy_escalation *rule;
	const char *on;
	int64_t cycle;
	const struct clock_cycle *clock;       /* NULL: a state or level */
	int64_t since;                         /* its entry */
	struct cal *cal;                       /* NULL: plain time */
};

static bool dealt_with(const struct run *r, const struct watched *w, int64_t n)
{
	for (size_t i = 0; i < r->c->fired.n; i++) {
		const struct clock_fired *f = &r->c->fired.v[i];
		if (f->n == n && f->cycle == w->cycle && str_eq(f->rule, w->rule->name) && str_eq(f->on, w->on))
			return true;
	}
	return false;
}

/* Nobody is told of what was due before the ticket came here: history brought
 * in from elsewhere is not news. */
static bool pending(const struct run *r, const struct watched *w, int64_t n, int64_t at)
{
	return at > r->c->past && !dealt_with(r, w, n);
}

/* --- instants --- */

/* The end of the date to which civil days, weeks or months lead, in the zone of
 * the desk. */
static int64_t end_of_date(struct policy *p, int64_t from, struct span s)
{
	const struct zone *zone = policy_zone(p, policy_head(p)->zone);
	int64_t day = zone_day(zone ? zone : zone_utc(), from);

	switch (s.unit) {
	case SPAN_DAYS: day += s.n; break;
	case SPAN_WEEKS: day += 7 * s.n; break;
	case SPAN_MONTHS: day = civil_add_months(day, (int)s.n); break;
	default: return AT_NONE;       /* business days are of a calendar */
	}
	return day > CIVIL_DAY_MAX ? AT_NONE : zone_until(zone ? zone : zone_utc(), day, DAY_S);
}

int64_t alarm_span(struct policy *p, struct cal *cal, int64_t from, struct span s)
{
	if (cal)
		return cal_due_span(cal, from, s);
	return s.unit == SPAN_SECONDS ? from + s.n : end_of_date(p, from, s);
}

static int64_t later(const struct run *r, const struct watched *w, int64_t from, struct span s)
{
	return alarm_span(r->p, w->cal, from, s);
}

static int64_t first_at(const struct run *r, const struct watched *w)
{
	const struct policy_moment *m = &w->rule->at;
	int64_t before;

	if (!w->clock)
		return later(r, w, w->since, m->span);
	switch (m->kind) {
	case MOMENT_SHARE: return clock_share_at(r->a, w->clock, m->share);
	case MOMENT_BEFORE:            /* four hours before the end of two: at its start */
		before = clock_before(r->a, w->clock, m->span);
		return before != AT_NONE && before < w->clock->start ? w->clock->start : before;
	default: return clock_after(r->a, w->clock, m->span);
	}
}

/* The n-th, n > 1: so many repeats after the first. */
static int64_t repeat_at(const struct run *r, const struct watched *w, int64_t first, int64_t n)
{
	struct span s = {w->rule->repeat.unit, w->rule->repeat.n * (n - 1)};
	struct clock_cycle from;

	if (first == AT_NONE)
		return AT_NONE;
	if (!w->clock)
		return later(r, w, first, s);
	from = *w->clock;
	from.due = first;              /* counted like the time after the due instant */
	return clock_after(r->a, &from, s);
}

/* --- a rule on one thing --- */

static void next_is(struct alarms *out, int64_t at)
{
	if (out->next == AT_NONE || at < out->next)
		out->next = at;
}

/* So late that a rule with catch_up: none lets it pass? */
static bool too_late(const struct run *r, const struct watched *w, int64_t due_at)
{
	struct span s = w->rule->late_after;
	int64_t limit = w->clock ? cal_due_span(w->clock->now.cal, due_at, s) : later(r, w, due_at, s);

	return limit != AT_NONE && limit < r->now;
}

/* Which of several that are overdue are passed over. */
static void catch_up(const struct run *r, const struct watched *w, size_t from)
{
	struct alarms *out = r->out;

	for (size_t i = from; i < out->n; i++) {
		struct alarm *x = &out->v[i];
		if (w->rule->catch_up == CATCH_UP_LAST)
			x->skip = i + 1 < out->n;
		else if (w->rule->catch_up == CATCH_UP_NONE)
			x->skip = too_late(r, w, x->due_at);
	}
}

static void ask(const struct run *r, const struct watched *w)
{
	int64_t first = first_at(r, w), most = w->rule->max ? w->rule->max : 1;
	size_t from = r->out->n;

	for (int64_t n = 1; n <= most; n++) {
		int64_t at = n == 1 ? first : repeat_at(r, w, first, n);
		if (at == AT_NONE)
			break;
		if (!pending(r, w, n, at))
			continue;
		if (at > r->now) {
			next_is(r->out, at);
			break;
		}
		*vec_push(r->a, r->out) = (struct alarm){.rule = w->rule, .on = w->on, .cycle = w->cycle, .n = n, .due_at = at};
	}
	catch_up(r, w, from);
}

/* --- what rules watch --- */

static void ask_clocks(const struct run *r, const struct policy_escalation *rule)
{
	bool deadline = rule->watch == WATCH_DEADLINE;

	for (size_t i = 0; i < r->c->n; i++) {
		const struct clock_cycle *c = &r->c->v[i];
		size_t n = strlen(rule->on);
		if (!clock_open(c) || (c->kind == CLOCK_DEADLINE) != deadline)
			continue;
		if (strcmp(c->name, rule->on) != 0 &&
		    !(deadline && strncmp(c->name, rule->on, n) == 0 && c->name[n] == '/'))
			continue;
		struct watched w = {.rule = rule, .cycle = c->cycle, .clock = c,
		                    .on = deadline ? arena_printf(r->a, "deadline %s", c->name) : c->name};
		ask(r, &w);
	}
}

static struct cal *rule_cal(const struct run *r, const struct policy_escalation *rule)
{
	return rule->calendar ? policy_cal(r->p, rule->calendar) : NULL;
}

/* The n-th entry of the state the ticket is in. */
static void ask_state(const struct run *r, const struct policy_escalation *rule)
{
	const struct clock_line *line = &r->c->line;
	struct watched w = {.rule = rule, .cal = rule_cal(r, rule)};
	const char *before = NULL;

	if (line->n == 0 || !str_eq(r->c->t.state, rule->on) || r->c->t.spam || r->c->t.merged)
		return;
	for (size_t i = 0; i < line->n; i++) {
		if (str_eq(line->v[i].state, rule->on) && !str_eq(before, rule->on)) {
			w.cycle++;
			w.since = i ? line->v[i].from : r->c->t.opened;
		}
		before = line->v[i].state;
	}
	w.on = arena_printf(r->a, "state %s", rule->on);
	ask(r, &w);
}

static void ask_level(const struct run *r, const struct policy_escalation *rule)
{
	const struct clock_line *line = &r->c->levels;
	struct watched w = {.rule = rule, .cal = rule_cal(r, rule)};

	if (r->c->t.level != rule->level || !ticket_active(&r->c->t))
		return;
	for (size_t i = 0; i < line->n; i++)
		if (line->v[i].level == rule->level) {
			w.cycle++;
			w.since = line->v[i].from;
		}
	w.on = arena_printf(r->a, "level %d", rule->level);
	ask(r, &w);
}

static int in_order(const void *a, const void *b)
{
	const struct alarm *x = a, *y = b;
	int order = strcmp(x->on, y->on);

	if (x->due_at != y->due_at)
		return x->due_at < y->due_at ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (order || x->cycle != y->cycle)
		return order ? order : x->cycle < y->cycle ? -1 : 1;
	return x->n < y->n ? -1 : x->n > y->n;
}

bool alarm_after(const struct alarm *x, const struct alarm *y)
{
	return in_order(x, y) > 0;
}

void alarms_of(struct arena *a, struct policy *p, const struct clocks *c, const char *priority, int64_t now,
               struct alarms *out)
{
	struct run r = {.a = a, .p = p, .c = c, .now = now, .out = out};
	size_t n;
	const struct policy_escalation *rules = policy_escalations(p, &n);

	*out = (struct alarms){.next = AT_NONE};
	for (size_t i = 0; i < n; i++) {
		if (!policy_matches(&rules[i].match, c->t.plan, priority, c->t.category, c->t.kind, c->t.channel))
			continue;
		if (rules[i].watch == WATCH_STATE)
			ask_state(&r, &rules[i]);
		else if (rules[i].watch == WATCH_LEVEL)
			ask_level(&r, &rules[i]);
		else
			ask_clocks(&r, &rules[i]);
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, in_order);
}
