/* hours: which intervals hold on a date; the dates of a calendar, sorted.
 *
 * A special day wins over a holiday, a holiday over the week. */
#include "when/hours.h"

#include <stdlib.h>

#include "base/err.h"

struct list { const struct cal_hours *v; size_t n; };

/* A special day or a holiday of one date. */
struct dated {
	int64_t day;
	size_t order;              /* as written: the first of equal ones counts */
	struct cal_day is;
};

struct hours {
	struct list week[7];
	struct dated *specials, *holidays;
	size_t nspecials, nholidays;
	const struct cal_holiday *yearly[12][31];
	struct hours_reach reach;
};

static int by_start(const void *a, const void *b)
{
	const struct cal_hours *x = a, *y = b;

	return x->from != y->from ? (x->from > y->from) - (x->from < y->from) : (x->to > y->to) - (x->to < y->to);
}

static int by_day(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	return x->day != y->day ? (x->day > y->day) - (x->day < y->day) :
	       (x->order > y->order) - (x->order < y->order);
}

static struct list sorted(struct arena *a, const struct cal_hours *v, size_t n)
{
	struct cal_hours *copy = arena_array(a, struct cal_hours, n);

	for (size_t i = 0; i < n; i++) {
		if (v[i].from < 0 || v[i].from >= DAY_S || v[i].to <= v[i].from || v[i].to >= 2 * DAY_S)
			bug("opening interval %d-%d", v[i].from, v[i].to);
		copy[i] = v[i];
	}
	if (n > 1)
		qsort(copy, n, sizeof *copy, by_start);
	return (struct list){copy, n};
}

static void add_specials(struct arena *a, struct hours *h, const struct cal_rules *r)
{
	h->specials = arena_array(a, struct dated, r->nspecials);
	for (size_t i = 0; i < r->nspecials; i++) {
		const struct cal_special *s = &r->specials[i];
		struct list hours = sorted(a, s->hours, s->nhours);

		h->specials[h->nspecials++] = (struct dated){
			s->day_no, i, {CAL_SPECIAL, s->name, hours.v, hours.n},
		};
	}
	if (h->nspecials > 1)
		qsort(h->specials, h->nspecials, sizeof *h->specials, by_day);
}

static void add_yearly(struct hours *h, const struct cal_holiday *d)
{
	if (d->month < 1 || d->month > 12 || d->day < 1 || d->day > 31)
		bug("yearly holiday %d-%d", d->month, d->day);
	if (!h->yearly[d->month - 1][d->day - 1])
		h->yearly[d->month - 1][d->day - 1] = d;
}

static void add_holidays(struct arena *a, struct hours *h, const struct cal_rules *r)
{
	h->holidays = arena_array(a, struct dated, r->nholidays);
	for (size_t i = 0; i < r->nholidays; i++) {
		const struct cal_holiday *d = &r->holidays[i];

		if (d->yearly)
			add_yearly(h, d);
		else
			h->holidays[h->nholidays++] = (struct dated){
				d->day_no, i, {.why = CAL_HOLIDAY, .name = d->name},
			};
	}
	if (h->nholidays > 1)
		qsort(h->holidays, h->nholidays, sizeof *h->holidays, by_day);
}

static bool any_open(const struct hours *h, int64_t from, int64_t to)
{
	for (int64_t day = from; day <= to; day++) {
		if (hours_of(h, day).nhours > 0)
			return true;
	}
	return false;
}

static void widen(struct hours_reach *r, const struct dated *v, size_t n)
{
	if (n > 0 && v[0].day < r->first)
		r->first = v[0].day;
	if (n > 0 && v[n - 1].day > r->last)
		r->last = v[n - 1].day;
}

static struct hours_reach find_reach(const struct hours *h)
{
	struct hours_reach r = {INT64_MAX, INT64_MIN, false, false};

	widen(&r, h->specials, h->nspecials);
	widen(&r, h->holidays, h->nholidays);
	if (r.first > r.last)
		r.first = r.last = 0;  /* without dates any 400 days do */
	r.open_before = any_open(h, r.first - HOURS_NEVER_DAYS, r.first - 1);
	r.open_after = any_open(h, r.last + 1, r.last + HOURS_NEVER_DAYS);
	return r;
}

struct hours *hours_new(struct arena *a, const struct cal_rules *rules)
{
	struct hours *h = arena_new(a, struct hours);

	for (int i = 0; i < 7; i++)
		h->week[i] = sorted(a, rules->week[i], rules->nweek[i]);
	add_specials(a, h, rules);
	add_holidays(a, h, rules);
	h->reach = find_reach(h);
	return h;
}

struct hours_reach hours_reach(const struct hours *h)
{
	return h->reach;
}

/* The first entry of a date, or NULL. */
static const struct dated *find_day(const struct dated *v, size_t n, int64_t day)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (v[mid].day < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && v[low].day == day ? &v[low] : NULL;
}

struct cal_day hours_of(const struct hours *h, int64_t day)
{
	const struct dated *d = find_day(h->specials, h->nspecials, day);
	const struct cal_holiday *yearly;
	const struct list *week;
	struct civil c;

	if (!d)
		d = find_day(h->holidays, h->nholidays, day);
	if (d)
		return d->is;
	c = civil_of_day(day);
	yearly = h->yearly[c.month - 1][c.day - 1];
	if (yearly)
		return (struct cal_day){.why = CAL_HOLIDAY, .name = yearly->name};
	week = &h->week[civil_weekday(day)];
	return (struct cal_day){CAL_WEEK, NULL, week->v, week->n};
}
