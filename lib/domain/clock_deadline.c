/* clock_deadline: deadlines of laws and schemes, stage by stage.
 *
 * Days are counted after the day of the trigger, or with it (same_day); the
 * last one ends at 24:00 in the calendar's zone, a business day at its close.
 * Regulation (EEC, Euratom) No 1182/71, art. 3, counts so: the day of the event
 * does not count, the period ends with the last hour of the last day, and a
 * last day that is no working day may roll on. */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "domain/clock_walk.h"
#include "when/clock.h"

/* The last day rolled to a business day, if the rule wants it. */
static int64_t rolled(struct cal *cal, enum roll roll, int64_t due)
{
	const struct zone *zone = cal_rules(cal)->zone;
	int64_t day = zone_day(zone, due - 1), to;

	if (roll == ROLL_NONE || cal_business_day(cal, day))
		return due;
	to = cal_add_business_days(cal, day, roll == ROLL_NEXT ? 1 : -1);
	return to == AT_NONE ? due : zone_until(zone, to, DAY_S);
}

static int64_t within(struct cal *cal, const struct policy_deadline *d, struct span s, int64_t at)
{
	const struct zone *zone = cal_rules(cal)->zone;
	int64_t day = zone_day(zone, at);

	if (s.unit == SPAN_SECONDS)
		return cal_due(cal, at, s.n);
	if (d->count_from == COUNT_SAME_DAY)   /* as if it had come the day before */
		at = zone_at(zone, day - 1, DAY_S / 2);
	int64_t due = cal_due_span(cal, at, s);
	return due == AT_NONE || s.unit == SPAN_BUSINESS_DAYS ? due : rolled(cal, d->roll, due);
}

int64_t clock_deadline_due(struct cal *cal, const struct policy_deadline *d, const struct policy_stage *s,
                           int64_t at)
{
	int64_t due = within(cal, d, s->within, at);
	int64_t most = s->has_no_later_than ? within(cal, d, s->no_later_than, at) : AT_NONE;

	return most != AT_NONE && (due == AT_NONE || most < due) ? most : due;
}

/* --- among the events of a ticket --- */

static bool fits(const struct walk *w, const struct policy_deadline *d, int64_t at)
{
	const struct ticket *t = &w->t;

	return policy_matches(&d->match, t->plan, walk_priority(w, at), t->category, t->kind, t->channel);
}

/* "complaint", or "complaint/answer" where it has several stages. */
static const char *stage_name(struct arena *a, const struct policy_deadline *d, size_t i)
{
	const struct policy_stage *s = &d->stages[i];

	if (d->nstages == 1)
		return d->name;
	return s->name ? arena_printf(a, "%s/%s", d->name, s->name) : arena_printf(a, "%s/%zu", d->name, i + 1);
}

static struct clock_track terms_of_stage(const struct walk *w, const struct walk_deadline *x, size_t stage,
                                         enum track_why why)
{
	const struct policy_stage *s = &x->d->stages[stage];

	return (struct clock_track){
		.why = why, .from = x->at, .to = AT_NONE, .event = w->seq, .rule = x->d->name, .target = s->within,
		.calendar = x->d->calendar, .cal = x->cal, .fixed = true,
		.fixed_due = clock_deadline_due(x->cal, x->d, s, x->at),
	};
}

static void begin_stage(struct walk *w, struct walk_deadline *x, size_t stage)
{
	struct clock_track track = terms_of_stage(w, x, stage, TRACK_START);

	x->stage = stage;
	x->run = (int)w->runs.n;
	walk_begin(w, &track, stage_name(w->a, x->d, stage), CLOCK_DEADLINE, x->cycle, x->version);
}

/* The latest cycle of a deadline, by name: versions may differ. */
static struct walk_deadline *latest(struct walk *w, const char *name)
{
	for (size_t i = w->deadlines.n; i > 0; i--)
		if (strcmp(w->deadlines.v[i - 1].d->name, name) == 0)
			return &w->deadlines.v[i - 1];
	return NULL;
}

static void trigger(struct walk *w, const struct policy_deadline *d, struct policy *p, int64_t version, int64_t at)
{
	struct walk_deadline *before = latest(w, d->name);
	struct cal *cal = policy_cal(p, d->calendar);

	if (!cal || d->nstages == 0 || (before && before->open))
		return;
	struct walk_deadline x = {.d = d, .cal = cal, .cycle = before ? before->cycle + 1 : 1, .at = at,
	                          .version = version, .open = true};
	begin_stage(w, &x, 0);
	*vec_push(w->a, &w->deadlines) = x;
}

static void end_stage(struct walk *w, struct walk_deadline *x, int64_t at, int64_t event, bool cancel)
{
	walk_end(w, &w->runs.v[x->run], at, event, cancel);
	x->open = false;
}

/* What happened, against the stage at hand. A holding reply in time opens the
 * next stage; a late one changes nothing any more. */
static void advance(struct walk *w, struct walk_deadline *x, const struct walk_trigger *t)
{
	const struct policy_stage *s = &x->d->stages[x->stage];
	int64_t due = w->runs.v[x->run].c.now.fixed_due;

	if (names_have(&s->met_by, t->name)) {
		end_stage(w, x, t->at, t->seq, false);
	} else if (str_eq(s->extended_by, t->name) && x->stage + 1 < x->d->nstages &&
	           (due == AT_NONE || t->at <= due)) {
		end_stage(w, x, t->at, t->seq, false);
		x->open = true;
		begin_stage(w, x, x->stage + 1);
	}
}

void walk_event(struct walk *w, const char *name, int64_t at)
{
	int64_t version;
	struct policy *p = w->src->at(w->src->arg, at, &version);
	size_t n;
	const struct policy_deadline *list = policy_deadlines(p, &n);
	struct walk_trigger now = {name, at, w->seq};

	for (size_t i = 0; i < w->deadlines.n; i++)
		if (w->deadlines.v[i].open)
			advance(w, &w->deadlines.v[i], &now);
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i].trigger, name) && fits(w, &list[i], at))
			trigger(w, &list[i], p, version, at);
	if (n)
		*vec_push(w->a, &w->triggers) = now;
}

/* A deadline whose trigger came before the ticket was of its kind: it starts at
 * the trigger all the same, and what happened since has happened to it. */
static void catch_up(struct walk *w, const struct policy_deadline *d, struct policy *p, int64_t version, size_t i)
{
	size_t before = w->deadlines.n;

	trigger(w, d, p, version, w->triggers.v[i].at);
	if (w->deadlines.n == before)
		return;
	for (i++; i < w->triggers.n && w->deadlines.v[before].open; i++)
		advance(w, &w->deadlines.v[before], &w->triggers.v[i]);
}

/* May this trigger start it now: is it the first, or of one that lapsed? */
static bool startable(struct walk *w, const char *name, int64_t at)
{
	const struct walk_deadline *x = latest(w, name);

	return !x || (x->lapsed && at >= x->at);
}

/* One that is no longer for this ticket lapses, one that is for it now
 * starts. */
void walk_match(struct walk *w)
{
	for (size_t i = 0; i < w->deadlines.n; i++)
		if (w->deadlines.v[i].open && !fits(w, w->deadlines.v[i].d, w->now)) {
			end_stage(w, &w->deadlines.v[i], w->now, w->seq, true);
			w->deadlines.v[i].lapsed = true;
		}
	for (size_t i = 0; i < w->triggers.n; i++) {
		int64_t version;
		struct policy *p = w->src->at(w->src->arg, w->triggers.v[i].at, &version);
		size_t n;
		const struct policy_deadline *list = policy_deadlines(p, &n);
		for (size_t k = 0; k < n; k++)
			if (str_eq(list[k].trigger, w->triggers.v[i].name) && fits(w, &list[k], w->now) &&
			    startable(w, list[k].name, w->triggers.v[i].at))
				catch_up(w, &list[k], p, version, i);
	}
}

void walk_repin(struct walk *w, struct policy *p, int64_t version)
{
	for (size_t i = 0; i < w->deadlines.n; i++) {
		struct walk_deadline *x = &w->deadlines.v[i], y = *x;
		struct clock_run *r = &w->runs.v[x->run];
		if (!x->open || x->version == version)
			continue;
		y.d = policy_deadline(p, x->d->name);
		y.cal = y.d ? policy_cal(p, y.d->calendar) : NULL;
		if (!y.cal || x->stage >= y.d->nstages || !fits(w, y.d, w->now)) {
			end_stage(w, x, w->now, w->seq, true);
			continue;
		}
		struct clock_track next = terms_of_stage(w, &y, x->stage, TRACK_POLICY);
		if (clock_change(w->a, r, &w->line, &next, w->now, CHANGE_KEEP_ELAPSED)) {
			r->c.version = y.version = version;
			*x = y;
		}
	}
}

void walk_lapse(struct walk *w)
{
	for (size_t i = 0; i < w->deadlines.n; i++)
		if (w->deadlines.v[i].open)
			end_stage(w, &w->deadlines.v[i], w->now, w->seq, true);
}
