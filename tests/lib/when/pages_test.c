/* pages: what must hold for every calendar in every zone.
 *
 * Calendars are made by a generator with a fixed seed, around changes of the
 * clock. The oracle looks at each minute's wall-clock reading and at the rules,
 * and shares no code with lib/when but the zone and the dates. */
#include "test.h"

#include "lib/when/fixture.h"
#include "when/clock.h"
#include "when/pages.h"

enum { DAYS = 8, MINUTES = DAYS * 1440, CALENDARS = 8 };

static const char *const zones[] = {
	"UTC", "Europe/Madrid", "Europe/London", "America/New_York", "America/Sao_Paulo", "America/St_Johns",
	"Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati", "Africa/Casablanca",
	"Asia/Gaza", "America/Caracas", "Antarctica/Troll",
};

static uint64_t seed = 20261121;

/* 0 .. n-1; the generator is xorshift64*. */
static int64_t pick(int64_t n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (int64_t)(seed * UINT64_C(2685821657736338717) >> 11) % n;
}

/* --- a calendar, and a stretch of time to look at --- */

struct world {
	struct arena a;
	struct cal_rules *rules;
	struct cal *cal;
	int64_t start;             /* on a whole minute */
	bool open[MINUTES];        /* the oracle's answer */
};

static struct cal_hours *random_hours(struct arena *a, size_t *n)
{
	struct cal_hours *h = arena_array(a, struct cal_hours, 3);

	*n = (size_t)pick(4);
	for (size_t i = 0; i < *n; i++) {
		h[i].from = (int)pick(288) * 300;
		h[i].to = h[i].from + 300 * (int)(1 + pick(pick(2) ? 36 : 288));
		if (pick(6) == 0)
			h[i] = (struct cal_hours){0, DAY_S};
	}
	return h;
}

static void add_random_date(struct world *w, int64_t day)
{
	char date[16];

	civil_print_day(date, day);
	if (pick(2)) {
		add_holiday(&w->a, w->rules, date);
	} else {
		struct cal_special *s;

		add_special(&w->a, w->rules, date, "");
		s = &((struct cal_special *)w->rules->specials)[w->rules->nspecials - 1];
		s->hours = random_hours(&w->a, &s->nhours);
	}
}

static bool in_hours(const struct cal_hours *h, size_t n, int64_t second)
{
	for (size_t i = 0; i < n; i++) {
		if (second >= h[i].from && second < h[i].to)
			return true;
	}
	return false;
}

/* Is a second of a date's clock, which may be of the next date, opened by the
 * intervals that start on the date? */
static bool opens(const struct cal_rules *r, int64_t day, int64_t second)
{
	struct civil c = civil_of_day(day);
	int weekday = civil_weekday(day);

	for (size_t i = 0; i < r->nspecials; i++) {
		if (r->specials[i].day_no == day)
			return in_hours(r->specials[i].hours, r->specials[i].nhours, second);
	}
	for (size_t i = 0; i < r->nholidays; i++) {
		const struct cal_holiday *h = &r->holidays[i];

		if (h->yearly ? h->month == c.month && h->day == c.day : h->day_no == day)
			return false;
	}
	return in_hours(r->week[weekday], r->nweek[weekday], second);
}

static bool oracle(const struct cal_rules *r, int64_t at)
{
	struct civil c = zone_civil(r->zone, at);
	int64_t day = civil_day(c.year, c.month, c.day);
	int64_t second = c.hour * 3600 + c.minute * 60 + c.second;

	return opens(r, day, second) || opens(r, day - 1, second + DAY_S);
}

/* Somewhere in 1975..2060, most often around a change of the clock. */
static int64_t random_start(const struct zone *z)
{
	int64_t at = need_at("1975-01-01T00:00:00Z") + pick(85 * 365) * DAY_S;
	int64_t change = zone_next_change(z, at);

	if (change != AT_NONE && change < need_at("2060-01-01T00:00:00Z") && pick(4) > 0)
		at = change;
	return (at - at % 60) - pick(MINUTES) * 60;
}

static void make_world(struct world *w, const char *zone)
{
	int64_t day;

	w->rules = make_rules(&w->a, zone, 0, -1, "");
	for (int i = 0; i < 7; i++)
		w->rules->week[i] = random_hours(&w->a, &w->rules->nweek[i]);
	w->start = random_start(w->rules->zone);
	day = civil_day_of(w->start);
	for (int i = 0; i < 4; i++)
		add_random_date(w, day - 2 + pick(DAYS + 3));
	if (pick(3) == 0)
		add_yearly(&w->a, w->rules, civil_of_day(day + 2).month, civil_of_day(day + 2).day);
	w->cal = cal_new(&w->a, w->rules);
	for (int i = 0; i < MINUTES; i++)
		w->open[i] = oracle(w->rules, w->start + i * 60);
}

static int64_t count_open(const struct world *w, int from, int to)
{
	int64_t n = 0;

	for (int i = from; i < to; i++)
		n += w->open[i] ? 60 : 0;
	return n;
}

/* Runs a check on all worlds; each stops at its first failure. */
static void on_all(void (*check)(struct world *))
{
	seed = 20261121;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		for (int n = 0; n < CALENDARS; n++) {
			static struct world w;
			int before = test_bad;

			make_world(&w, zones[i]);
			check(&w);
			if (test_bad > before)
				printf("in %s, calendar %d, from %s\n", zones[i], n, show_at(w.start));
			arena_free(&w.a);
			if (test_bad > before)
				return;
		}
	}
}

/* --- the properties --- */

static void check_minutes(struct world *w)
{
	int last = 0;

	for (int i = 0; i < MINUTES; i++) {
		int64_t next;

		CHECK_INT(cal_open(w->cal, w->start + i * 60, &next), w->open[i]);
		CHECK_INT(cal_elapsed(w->cal, w->start + i * 60, w->start + i * 60 + 60), w->open[i] ? 60 : 0);
		if (i > 0 && w->open[i] != w->open[i - 1])
			last = i;
		if (next != AT_NONE && next < w->start + MINUTES * 60)
			CHECK(w->open[(next - w->start) / 60] != w->open[i]);
		if (test_bad)
			return;
	}
	CHECK_INT(cal_elapsed(w->cal, w->start, w->start + last * 60), count_open(w, 0, last));
}

static void check_next(struct world *w)
{
	for (int i = MINUTES - 2, next = -1; i >= 0 && !test_bad; i--) {
		int64_t at;

		if (w->open[i] != w->open[i + 1])
			next = i + 1;
		cal_open(w->cal, w->start + i * 60 + pick(60), &at);
		if (next >= 0)
			CHECK_INT(at, w->start + next * 60);
		else
			CHECK(at == AT_NONE || at >= w->start + MINUTES * 60 - 60);
	}
}

static void check_sums(struct world *w)
{
	for (int i = 0; i < 200 && !test_bad; i++) {
		int from = (int)pick(MINUTES), mid = from + (int)pick(MINUTES - from), to = mid + (int)pick(MINUTES - mid);
		int64_t a = w->start + from * 60, b = w->start + mid * 60, c = w->start + to * 60, odd = pick(100000);

		CHECK_INT(cal_elapsed(w->cal, a, c), count_open(w, from, to));
		CHECK_INT(cal_elapsed(w->cal, a, b) + cal_elapsed(w->cal, b, c), cal_elapsed(w->cal, a, c));
		CHECK_INT(cal_elapsed(w->cal, a, b + odd) + cal_elapsed(w->cal, b + odd, c + odd),
		          cal_elapsed(w->cal, a, c + odd));
		CHECK(cal_elapsed(w->cal, a, c + odd) >= cal_elapsed(w->cal, a, c));
		CHECK_INT(cal_elapsed(w->cal, c, a), 0);
	}
}

/* elapsed(s, due(s, d)) = d, and the second before it counted: no earlier
 * instant would do. before() is the same seen from the other side. */
static void check_due(struct world *w)
{
	for (int i = 0; i < 200 && !test_bad; i++) {
		int64_t start = w->start + pick(MINUTES * 60), seconds = 1 + pick(pick(2) ? 20000 : 400000);
		int64_t due = cal_due(w->cal, start, seconds), before;

		if (due == AT_NONE) {
			CHECK(!cal_rules_open(w->rules));
			continue;
		}
		CHECK_INT(cal_elapsed(w->cal, start, due), seconds);
		CHECK(oracle(w->rules, due - 1));
		CHECK(cal_due(w->cal, start, seconds + 1) == AT_NONE || cal_due(w->cal, start, seconds + 1) > due);
		before = cal_before(w->cal, due, seconds);
		CHECK(before != AT_NONE && before >= start);
		CHECK_INT(cal_elapsed(w->cal, before, due), seconds);
		CHECK(oracle(w->rules, before));
		CHECK_INT(cal_due(w->cal, before, seconds), due);
		CHECK_INT(cal_before(w->cal, due, 0), due);
		CHECK_INT(cal_due(w->cal, start, 0), start);
	}
}

/* Cutting pauses out equals counting the rest. */
static void check_pauses(struct world *w)
{
	for (int i = 0; i < 20 && !test_bad; i++) {
		struct cal_pause p[4];
		int from = (int)pick(MINUTES), to = from + (int)pick(MINUTES - from);
		int64_t n = 0, due;

		for (int k = 0; k < 4; k++) {
			p[k].from = w->start + pick(MINUTES) * 60;
			p[k].to = p[k].from + (pick(8) - 1) * 3600;
		}
		cal_sort_pauses(p, 4);
		for (int m = from; m < to; m++) {
			int64_t at = w->start + m * 60;
			bool paused = false;

			for (int k = 0; k < 4; k++)
				paused = paused || (at >= p[k].from && at < p[k].to);
			n += w->open[m] && !paused ? 60 : 0;
		}
		CHECK_INT(cal_elapsed_paused(w->cal, w->start + from * 60, w->start + to * 60, p, 4), n);
		due = cal_due_paused(w->cal, w->start + from * 60, n, p, 4);
		CHECK(due <= w->start + to * 60);
		CHECK_INT(cal_elapsed_paused(w->cal, w->start + from * 60, due, p, 4), n);
		if (n > 0)
			CHECK_INT(cal_elapsed_paused(w->cal, w->start + from * 60, due - 1, p, 4), n - 1);
	}
}

/* A business day is a date on whose clock an interval of it can be seen, and
 * its close is the end of what it opened. */
static void check_close(struct world *w)
{
	int64_t first = zone_day(w->rules->zone, w->start) + 2;

	for (int64_t day = first; day < first + 3; day++) {
		int64_t close = cal_close(w->cal, day), seen = AT_NONE;

		if (close == AT_NONE) {
			CHECK(!cal_business_day(w->cal, day));
			continue;
		}
		for (int i = 0; i < MINUTES; i++) {
			int64_t at = w->start + i * 60;
			struct civil c = zone_civil(w->rules->zone, at);
			int64_t back = zone_day(w->rules->zone, at) - day;
			int64_t second = back * DAY_S + c.hour * 3600 + c.minute * 60;

			if ((back == 0 || back == 1) && opens(w->rules, day, second))
				seen = at + 60;
		}
		/* None seen: all of it is in an hour, or a date, that was skipped. */
		if (seen != AT_NONE && cal_open(w->cal, close - 1, NULL))
			CHECK_INT(close, seen);
	}
}

/* The order in which years are touched does not show. */
TEST(any_order_gives_the_same)
{
	struct arena a = {0};
	struct cal_rules *r = make_rules(&a, "Europe/Madrid", 0, 4, "09:00-13:00 14:00-18:00");
	struct cal *one = cal_new(&a, r), *two = cal_new(&a, r);
	int64_t early = need_at("1995-06-01T00:00:00Z"), late = need_at("2060-06-01T00:00:00Z");
	int64_t mid = need_at("2020-06-01T00:00:00Z"), seconds;

	seconds = cal_elapsed(one, early, late);
	CHECK_INT(cal_elapsed(two, mid, mid + 1), 0);
	CHECK_AT(cal_before(two, late, seconds), "1995-06-01T07:00:00Z");
	CHECK_AT(cal_due(two, early, seconds), "2060-05-31T16:00:00Z");
	CHECK_INT(cal_elapsed(two, early, late), seconds);
	CHECK_INT(cal_elapsed(two, early, mid) + cal_elapsed(one, mid, late), seconds);
	arena_free(&a);
}

TEST(each_minute_is_as_the_clock_says) { on_all(check_minutes); }
TEST(openings_and_closings_are_found) { on_all(check_next); }
TEST(elapsed_adds_up) { on_all(check_sums); }
TEST(due_and_before_are_exact) { on_all(check_due); }
TEST(pauses_are_cut_out) { on_all(check_pauses); }
TEST(closes_are_seen) { on_all(check_close); }

TEST_MAIN(T(any_order_gives_the_same), T(each_minute_is_as_the_clock_says),
          T(openings_and_closings_are_found), T(elapsed_adds_up), T(due_and_before_are_exact),
          T(pauses_are_cut_out), T(closes_are_seen))
