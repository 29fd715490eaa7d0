/* clock_cycle: the arithmetic of one cycle. */
#include "domain/clock_cycle.h"

#include "base/vec.h"
#include "when/civil.h"
#include "when/clock.h"

const char *const clock_state_words[] = {"running", "paused", "met", "breached", "cancelled", NULL};

enum { WHOLE = 10000 };                /* a share of the whole, in 1/10,000 */

static struct clock_track *last(struct clock_run *r)
{
	return &r->c.tracks.v[r->c.tracks.n - 1];
}

static bool in_days(const struct clock_track *t)
{
	return t->target.unit != SPAN_SECONDS;
}

/* --- pauses --- */

static bool stands_still(const struct clock_track *t, const char *state)
{
	return t->terms && !in_days(t) && names_have(&t->terms->pause, state);
}

static void add_pause(struct arena *a, struct clock_run *r, int64_t from, int64_t to, const char *state)
{
	if (from < to)
		*vec_push(a, &r->c.pauses) = (struct clock_pause){from, to, state};
}

/* The pauses of the last track up to an instant (INT64_MAX: all there are). */
static void gather(struct arena *a, struct clock_run *r, const struct clock_line *line, int64_t upto)
{
	const struct clock_track *t = last(r);
	int64_t from = r->seen > t->from ? r->seen : t->from;

	for (size_t i = 0; i < line->n; i++) {
		int64_t begin = line->v[i].from, end = i + 1 < line->n ? line->v[i + 1].from : INT64_MAX;
		if (stands_still(t, line->v[i].state))
			add_pause(a, r, begin > from ? begin : from, end < upto ? end : upto, line->v[i].state);
	}
	if (upto != INT64_MAX)
		r->seen = upto;
}

/* The same in the calendar's form. */
static struct cal_pause *cal_pauses(struct arena *a, const struct clock_cycle *c)
{
	struct cal_pause *v = arena_array(a, struct cal_pause, c->pauses.n);

	for (size_t i = 0; i < c->pauses.n; i++)
		v[i] = (struct cal_pause){c->pauses.v[i].from, c->pauses.v[i].to};
	if (c->pauses.n > 1)
		cal_sort_pauses(v, c->pauses.n);
	return v;
}

/* --- instants --- */

/* When counted reaches so many seconds. */
static int64_t reach(struct arena *a, const struct clock_cycle *c, const struct clock_track *t, int64_t seconds)
{
	int64_t more = seconds > t->base_s ? seconds - t->base_s : 0;

	if (c->pauses.n == 0)
		return cal_due(t->cal, t->from, more);
	return cal_due_paused(t->cal, t->from, more, cal_pauses(a, c), c->pauses.n);
}

static int64_t due_of(struct arena *a, const struct clock_cycle *c, const struct clock_track *t)
{
	if (t->fixed)
		return t->fixed_due;
	return in_days(t) ? cal_due_span(t->cal, c->start, t->target) : reach(a, c, t, t->target.n);
}

static int64_t counted(struct arena *a, const struct clock_cycle *c, const struct clock_track *t, int64_t at)
{
	if (in_days(t))
		return cal_elapsed(t->cal, c->start, at);
	if (c->pauses.n == 0)
		return t->base_s + cal_elapsed(t->cal, t->from, at);
	return t->base_s + cal_elapsed_paused(t->cal, t->from, at, cal_pauses(a, c), c->pauses.n);
}

/* Seconds past the due instant: business time, of days plain time. */
static int64_t over(struct arena *a, const struct clock_cycle *c, int64_t at)
{
	if (c->due == AT_NONE || at <= c->due)
		return 0;
	if (in_days(&c->now))
		return at - c->due;
	return cal_elapsed_paused(c->now.cal, c->due, at, cal_pauses(a, c), c->pauses.n);
}

/* --- a cycle's life --- */

static void set_terms(struct clock_run *r)
{
	r->c.now = *last(r);
	r->c.target_s = in_days(&r->c.now) ? -1 : r->c.now.target.n;
}

struct clock_run clock_begin(struct arena *a, const struct clock_track *track)
{
	struct clock_run r = {.c = {.start = track->from, .due = AT_NONE, .risk = AT_NONE, .ended = AT_NONE},
	                      .seen = INT64_MIN};

	*vec_push(a, &r.c.tracks) = *track;
	set_terms(&r);
	return r;
}

/* Has it passed its due instant before at? Then that instant stays. */
static bool note_late(struct arena *a, struct clock_run *r, int64_t at)
{
	if (!r->late) {
		int64_t due = due_of(a, &r->c, last(r));
		r->late = due != AT_NONE && due < at;
		if (r->late)
			r->c.due = due;
	}
	return r->late;
}

/* Would the new terms, counted on from here, be due later than the old? */
static bool later(struct arena *a, struct clock_run *r, const struct clock_track *next)
{
	struct clock_cycle plain = r->c;
	int64_t old, new;

	plain.pauses.n = 0;            /* as if nothing stood still from now on */
	if (in_days(last(r)) || in_days(next)) {
		old = due_of(a, &plain, last(r));
	} else {
		struct clock_track rest = *last(r);
		rest.from = next->from;
		rest.base_s = next->base_s;
		old = due_of(a, &plain, &rest);
	}
	new = due_of(a, &plain, next);
	return old != AT_NONE && (new == AT_NONE || new > old);
}

bool clock_change(struct arena *a, struct clock_run *r, const struct clock_line *line,
                  const struct clock_track *next, int64_t at, enum on_change how)
{
	struct clock_track t = *next;

	if (how == CHANGE_PINNED)
		return false;
	gather(a, r, line, at);
	if (note_late(a, r, at))
		return false;
	bool mixed = in_days(&t) != in_days(last(r));
	t.from = mixed ? r->c.start : at;
	t.base_s = mixed || in_days(&t) ? 0 : counted(a, &r->c, last(r), at);
	t.to = AT_NONE;
	if (how == CHANGE_NEVER_LATER && later(a, r, &t))
		return false;
	last(r)->to = at;
	*vec_push(a, &r->c.tracks) = t;
	if (mixed)
		r->seen = INT64_MIN;
	set_terms(r);
	return true;
}

void clock_end(struct arena *a, struct clock_run *r, const struct clock_line *line, int64_t at, bool cancel)
{
	gather(a, r, line, at);
	if (!note_late(a, r, at))
		r->c.due = due_of(a, &r->c, last(r));
	r->c.ended = at;
	r->c.state = r->late ? CLOCK_BREACHED : cancel ? CLOCK_CANCELLED : CLOCK_MET;
	r->c.counted_s = counted(a, &r->c, last(r), at);
	r->c.counted_at = at;
	r->c.still = true;
	r->c.over_s = over(a, &r->c, at);
	last(r)->to = at;
}

void clock_resume(struct arena *a, struct clock_run *r, const struct clock_line *line, int64_t at)
{
	for (size_t i = 0; i < line->n; i++) {
		int64_t begin = line->v[i].from, end = i + 1 < line->n ? line->v[i + 1].from : at;
		if (end > r->c.ended && begin < at)
			add_pause(a, r, begin > r->c.ended ? begin : r->c.ended, end < at ? end : at,
			          line->v[i].state);
	}
	r->seen = at;
	r->c.ended = AT_NONE;
	r->c.ended_by = 0;
	r->c.state = CLOCK_RUNNING;
	r->c.over_s = 0;
	last(r)->to = AT_NONE;
}

/* Where a warning would begin. */
static int64_t risk_of(struct arena *a, const struct clock_cycle *c)
{
	const struct policy_target *terms = c->now.terms;

	if (terms && terms->warn_share)
		return clock_share_at(a, c, terms->warn_share);
	if (terms && terms->has_warn)
		return clock_before(a, c, terms->warn);
	return AT_NONE;
}

/* When an open cycle last began to count or to stand still. */
static int64_t last_turn(struct clock_run *r, bool *still)
{
	const struct clock_cycle *c = &r->c;
	int64_t turn = in_days(last(r)) ? c->start : last(r)->from;

	*still = false;
	for (size_t i = 0; i < c->pauses.n; i++) {
		if (c->pauses.v[i].to == INT64_MAX) {
			*still = true;
			return c->pauses.v[i].from > turn ? c->pauses.v[i].from : turn;
		}
		if (c->pauses.v[i].to > turn)
			turn = c->pauses.v[i].to;
	}
	return turn;
}

void clock_settle(struct arena *a, struct clock_run *r, const struct clock_line *line)
{
	struct clock_cycle *c = &r->c;

	if (!clock_open(c)) {
		c->risk = risk_of(a, c);
		return;
	}
	gather(a, r, line, INT64_MAX);
	if (!r->late)
		c->due = due_of(a, c, last(r));
	c->counted_at = last_turn(r, &c->still);
	c->counted_s = counted(a, c, last(r), c->counted_at);
	c->over_s = in_days(&c->now) ? 0 : over(a, c, c->counted_at);
	c->state = c->still && c->due == AT_NONE ? CLOCK_PAUSED : CLOCK_RUNNING;
	c->risk = risk_of(a, c);
}

/* --- what readers ask --- */

enum clock_state clock_state_at(const struct clock_cycle *c, int64_t now)
{
	return clock_open(c) && c->due != AT_NONE && now > c->due ? CLOCK_BREACHED : c->state;
}

int64_t clock_counted_at(const struct clock_cycle *c, int64_t now)
{
	return c->still ? c->counted_s : c->counted_s + cal_elapsed(c->now.cal, c->counted_at, now);
}

/* What an open one is past its due instant: a change may have made it due with
 * more counted than its target. */
static int64_t over_at(const struct clock_cycle *c, int64_t now)
{
	int64_t from = c->counted_at > c->due ? c->counted_at : c->due;

	return c->over_s + (c->still ? 0 : cal_elapsed(c->now.cal, from, now));
}

int64_t clock_left_at(const struct clock_cycle *c, int64_t now)
{
	int64_t left;

	if (c->target_s < 0)
		return c->due == AT_NONE ? INT64_MAX : c->due - (clock_open(c) ? now : c->ended);
	if (clock_open(c) && c->due != AT_NONE && now > c->due)
		return -over_at(c, now);
	if (!clock_open(c) && c->over_s)
		return -c->over_s;
	left = c->target_s - clock_counted_at(c, now);
	return left > 0 ? left : 0;
}

/* share x n, rounded up. */
static int64_t part(int64_t n, int share)
{
	return n / WHOLE * share + (n % WHOLE * share + WHOLE - 1) / WHOLE;
}

int64_t clock_share_at(struct arena *a, const struct clock_cycle *c, int share)
{
	const struct clock_track *t = &c->now;
	struct span days = {t->target.unit, part(t->target.n, share)};

	if (t->fixed && share == WHOLE)
		return c->due;
	return in_days(t) ? cal_due_span(t->cal, c->start, days) : reach(a, c, t, days.n);
}

/* The end of the date, or the close of the business day, so many before the one
 * on which t lies or which t ends. */
static int64_t days_before(struct cal *cal, int64_t t, struct span s)
{
	const struct zone *zone = cal_rules(cal)->zone;
	int64_t day = zone_day(zone, t - 1);

	switch (s.unit) {
	case SPAN_BUSINESS_DAYS:
		day = cal_add_business_days(cal, day, -s.n);
		return day == AT_NONE ? AT_NONE : cal_close(cal, day);
	case SPAN_MONTHS:
		return zone_until(zone, civil_add_months(day, -(int)s.n), DAY_S);
	case SPAN_WEEKS:
		return zone_until(zone, day - 7 * s.n, DAY_S);
	default:
		return zone_until(zone, day - s.n, DAY_S);
	}
}

int64_t clock_before(struct arena *a, const struct clock_cycle *c, struct span s)
{
	if (c->due == AT_NONE)
		return AT_NONE;
	if (s.unit == SPAN_SECONDS && !in_days(&c->now))
		return cal_before_paused(c->now.cal, c->due, s.n, cal_pauses(a, c), c->pauses.n);
	if (s.unit == SPAN_SECONDS)
		return cal_before(c->now.cal, c->due, s.n);
	return days_before(c->now.cal, c->due, s);
}

int64_t clock_after(struct arena *a, const struct clock_cycle *c, struct span s)
{
	if (c->due == AT_NONE)
		return AT_NONE;
	if (s.unit != SPAN_SECONDS)
		return cal_due_span(c->now.cal, c->due, s);
	if (in_days(&c->now) || c->pauses.n == 0)
		return cal_due(c->now.cal, c->due, s.n);
	return cal_due_paused(c->now.cal, c->due, s.n, cal_pauses(a, c), c->pauses.n);
}
