/* ledger: where the time of a cycle went, piece by piece. */
#include "domain/ledger.h"

#include "base/str.h"
#include "base/vec.h"
#include "when/civil.h"
#include "when/clock.h"

const char *const ledger_kind_words[] = {"counted", "closed", "paused", NULL};
const char *const ledger_why_words[] = {"open", "hours", "week", "holiday", "special", "state", NULL};
const char *const ledger_date_words[] = {"received", "counted", "closed", "rolled", NULL};

struct writing {
	struct arena *a;
	const struct clock_cycle *c;
	struct ledger *out;
	bool ahead;
};

static bool in_days(const struct clock_cycle *c)
{
	return c->now.target.unit != SPAN_SECONDS;
}

static void no_later(int64_t *at, int64_t than)
{
	if (than < *at)
		*at = than;
}

/* --- pieces --- */

/* The pause an instant lies in, NULL for none; *until: where this changes. */
static const struct clock_pause *pause_at(const struct writing *w, int64_t at, int64_t *until)
{
	const struct clock_pause *found = NULL;

	if (w->ahead || in_days(w->c))
		return NULL;
	for (size_t i = 0; i < w->c->pauses.n; i++) {
		const struct clock_pause *p = &w->c->pauses.v[i];
		if (p->from <= at && at < p->to && (!found || p->to > found->to))
			found = p;
		else if (p->from > at)
			no_later(until, p->from);
	}
	if (found)
		no_later(until, found->to);
	return found;
}

/* Why a calendar is closed on a date. */
static enum ledger_why closed_why(const struct cal_day *d)
{
	if (d->why == CAL_HOLIDAY)
		return LEDGER_HOLIDAY;
	if (d->why == CAL_SPECIAL)
		return LEDGER_SPECIAL;
	return d->nhours ? LEDGER_HOURS : LEDGER_WEEK;
}

/* What an instant is; to: where it may become something else. */
static struct ledger_piece piece_at(const struct writing *w, const struct clock_track *t, int64_t at, int64_t to)
{
	const struct zone *zone = cal_rules(t->cal)->zone;
	struct ledger_piece p = {.day = zone_day(zone, at), .from = at, .to = to, .ahead = w->ahead,
	                         .track = (size_t)(t - w->c->tracks.v)};
	int64_t end = zone_until(zone, p.day, DAY_S), change;
	bool open = cal_open(t->cal, at, &change);

	if (end > at)
		no_later(&p.to, end);
	p.late = w->c->due != AT_NONE && at >= w->c->due;
	if (w->c->due != AT_NONE && !p.late)
		no_later(&p.to, w->c->due);
	if (change != AT_NONE)
		no_later(&p.to, change);
	if (!open) {
		struct cal_day d = cal_day(t->cal, p.day);
		p.kind = LEDGER_CLOSED;
		p.why = closed_why(&d);
		p.name = d.name;
		return p;
	}
	const struct clock_pause *pause = pause_at(w, at, &p.to);
	if (pause) {
		p.kind = LEDGER_PAUSED;
		p.why = LEDGER_STATE;
		p.name = pause->state;
	}
	return p;
}

static bool goes_on(const struct ledger_piece *x, const struct ledger_piece *y)
{
	return x->to == y->from && x->day == y->day && x->kind == y->kind && x->why == y->why &&
	       x->track == y->track && x->ahead == y->ahead && x->late == y->late && str_eq(x->name, y->name);
}

static void add_piece(const struct writing *w, const struct ledger_piece *p)
{
	struct ledger *out = w->out;
	struct ledger_piece *last = out->pieces.n ? &out->pieces.v[out->pieces.n - 1] : NULL;
	int64_t *sum = p->kind == LEDGER_COUNTED ? &out->counted_s
	             : p->kind == LEDGER_CLOSED  ? &out->closed_s : &out->paused_s;

	if (w->ahead)
		out->left_s += p->kind == LEDGER_COUNTED ? p->to - p->from : 0;
	else
		*sum += p->to - p->from;
	if (last && goes_on(last, p))
		last->to = p->to;
	else
		*vec_push(w->a, &out->pieces) = *p;
}

static void add_pieces(const struct writing *w, const struct clock_track *t, int64_t from, int64_t to)
{
	while (from < to) {
		struct ledger_piece p = piece_at(w, t, from, to);
		add_piece(w, &p);
		from = p.to;
	}
}

/* The first track that still says something: terms that changed between time
 * and days count from the start again, days always do. */
static size_t first_track(const struct clock_cycle *c)
{
	size_t i = c->tracks.n - 1;

	if (in_days(c))
		return i;
	while (i > 0 && c->tracks.v[i].from > c->start)
		i--;
	return i;
}

static void add_tracks(const struct writing *w)
{
	const struct clock_cycle *c = w->c;
	size_t first = first_track(c);

	for (size_t i = first; i < c->tracks.n; i++) {
		int64_t from = i == first ? c->start : c->tracks.v[i].from;
		int64_t to = i + 1 < c->tracks.n ? c->tracks.v[i + 1].from : w->out->to;
		add_pieces(w, &c->tracks.v[i], from, to < w->out->to ? to : w->out->to);
	}
}

/* --- dates --- */

static struct ledger_day date_of(const struct cal *cal, int64_t day, bool business, int64_t *no)
{
	struct ledger_day d = {.day = day, .what = DATE_COUNTED};

	if (business && !cal_business_day(cal, day)) {
		struct cal_day why = cal_day(cal, day);
		d.what = DATE_CLOSED;
		d.why = closed_why(&why);
		d.name = why.name;
	} else {
		++*no;
	}
	d.no = *no;
	return d;
}

/* The date on which the target ends before it is rolled. */
static int64_t last_date(const struct clock_track *t, int64_t first)
{
	switch (t->target.unit) {
	case SPAN_BUSINESS_DAYS: return cal_add_business_days(t->cal, first, t->target.n);
	case SPAN_WEEKS: return first + 7 * t->target.n;
	case SPAN_MONTHS: return civil_add_months(first, (int)t->target.n);
	default: return first + t->target.n;
	}
}

static void add_dates(const struct writing *w, const struct policy_deadline *d, int64_t now)
{
	const struct clock_track *t = &w->c->now;
	const struct zone *zone = cal_rules(t->cal)->zone;
	int64_t start = zone_day(zone, w->c->start), due = zone_day(zone, w->c->due - 1), no = 0;
	bool same_day = d && d->count_from == COUNT_SAME_DAY, business = t->target.unit == SPAN_BUSINESS_DAYS;
	int64_t last = last_date(t, same_day ? start - 1 : start);

	if (last == AT_NONE || due < start)
		return;
	if (!same_day)
		*vec_push(w->a, &w->out->days) = (struct ledger_day){.day = start, .what = DATE_RECEIVED};
	for (int64_t day = same_day ? start : start + 1; day <= (last > due ? last : due); day++) {
		struct ledger_day x = date_of(t->cal, day, business, &no);
		if (day > (last < due ? last : due)) {
			struct cal_day why = cal_day(t->cal, day);
			x = (struct ledger_day){.day = day, .what = DATE_ROLLED, .why = closed_why(&why), .name = why.name};
		}
		x.ahead = zone_until(zone, day, DAY_S) > now;
		*vec_push(w->a, &w->out->days) = x;
	}
}

/* --- all --- */

void ledger_of(struct arena *a, const struct clock_cycle *c, const struct policy_deadline *d, int64_t now,
               struct ledger *out)
{
	struct writing w = {.a = a, .c = c, .out = out};
	int64_t to = clock_open(c) ? now : c->ended;

	*out = (struct ledger){.from = c->start, .to = to > c->start ? to : c->start};
	add_tracks(&w);
	if (in_days(c) && c->due != AT_NONE)
		add_dates(&w, d, now);
	if (!clock_open(c) || c->due == AT_NONE || c->due <= out->to || in_days(c))
		return;
	w.ahead = true;
	add_pieces(&w, &c->tracks.v[c->tracks.n - 1], out->to, c->due);
}
