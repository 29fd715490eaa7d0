/* cal_zones: what must hold for every calendar, in every zone of the system.
 *
 * Each zone gets a few calendars made by a generator with a fixed seed, most
 * often around a change of its clock. The oracle reads the clock with the C
 * library's localtime_r(), minute by minute, and so shares neither zones nor
 * spans with lib/when. CAL_ROUNDS=N makes N calendars a zone (2). */
#include "test.h"

#include <dirent.h>
#include <time.h>
#include <unistd.h>

#include "base/vec.h"
#include "lib/when/fixture.h"
#include "when/clock.h"

enum { MINUTES = 3 * 1440, PAUSES = 4, TRIES = 60 };

static uint64_t seed = 20261121;
static long zones, calendars, checks;

/* 0 .. n-1; the generator is xorshift64*. */
static int64_t pick(int64_t n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (int64_t)(seed * UINT64_C(2685821657736338717) >> 11) % n;
}

#define SAME(got, want) do { checks++; CHECK_INT(got, want); } while (0)
#define HOLDS(cond) do { checks++; CHECK(cond); } while (0)

/* --- a calendar in a zone --- */

struct world {
	struct arena a;
	struct cal_rules *rules;
	struct cal *cal;
	int64_t start;             /* on a whole minute */
	bool open[MINUTES];        /* the oracle's answer */
	int64_t count[MINUTES + 1];/* open seconds before each minute */
};

static struct cal_hours *random_hours(struct arena *a, size_t *n)
{
	struct cal_hours *h = arena_array(a, struct cal_hours, 3);

	*n = (size_t)pick(4);
	for (size_t i = 0; i < *n; i++) {
		h[i].from = (int)pick(288) * 300;
		h[i].to = h[i].from + 300 * (int)(1 + pick(pick(2) ? 36 : 288));
	}
	return h;
}

/* A date with a holiday, hours of its own, or both. */
static void add_random_date(struct world *w, int64_t day)
{
	char date[16];
	int kind = (int)pick(3);

	civil_print_day(date, day);
	if (kind != 0)
		add_holiday(&w->a, w->rules, date);
	if (kind != 1) {
		struct cal_special *s;

		add_special(&w->a, w->rules, date, "");
		s = &((struct cal_special *)w->rules->specials)[w->rules->nspecials - 1];
		s->hours = random_hours(&w->a, &s->nhours);
	}
}

static bool in_hours(const struct cal_hours *h, size_t n, int second)
{
	for (size_t i = 0; i < n; i++)
		if (second >= h[i].from && second < h[i].to)
			return true;
	return false;
}

/* Is a second of a date's clock, which may be of the next date, opened by the
 * intervals that start on the date? */
static bool opens(const struct cal_rules *r, int64_t day, int second)
{
	struct civil c = civil_of_day(day);
	int weekday = (int)(((day + 3) % 7 + 7) % 7);

	for (size_t i = 0; i < r->nspecials; i++)
		if (r->specials[i].day_no == day)
			return in_hours(r->specials[i].hours, r->specials[i].nhours, second);
	for (size_t i = 0; i < r->nholidays; i++) {
		const struct cal_holiday *h = &r->holidays[i];

		if (h->yearly ? h->month == c.month && h->day == c.day : h->day_no == day)
			return false;
	}
	return in_hours(r->week[weekday], r->nweek[weekday], second);
}

static bool oracle(const struct cal_rules *r, int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	localtime_r(&t, &tm);
	int64_t day = civil_day(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	int second = tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec;
	return opens(r, day, second) || opens(r, day - 1, second + 86400);
}

/* In 1975..2060, most often so that a change of the clock lies within. */
static int64_t random_start(const struct zone *z)
{
	int64_t at = need_at("1975-01-01T00:00:00Z") + pick(85 * 365) * 86400;
	int64_t change = zone_next_change(z, at);

	if (change != AT_NONE && change < need_at("2060-01-01T00:00:00Z") && pick(5) > 0)
		at = change;
	return at - at % 60 - pick(MINUTES) * 60;
}

static void make_world(struct world *w, const struct zone *z)
{
	w->rules = make_rules(&w->a, "UTC", 0, -1, "");
	w->rules->zone = z;
	for (int i = 0; i < 7; i++)
		w->rules->week[i] = random_hours(&w->a, &w->rules->nweek[i]);
	w->start = random_start(z);
	int64_t day = civil_day_of(w->start);
	for (int i = 0; i < 3; i++)
		add_random_date(w, day - 1 + pick(5));
	if (pick(3) == 0)
		add_yearly(&w->a, w->rules, civil_of_day(day + 1).month, civil_of_day(day + 1).day);
	w->cal = cal_new(&w->a, w->rules);
	for (int i = 0; i < MINUTES; i++) {
		w->open[i] = oracle(w->rules, w->start + i * 60);
		w->count[i + 1] = w->count[i] + (w->open[i] ? 60 : 0);
	}
}

/* --- what holds --- */

/* The clock is the C library's. */
static void check_clock(struct world *w)
{
	for (int i = 0; i < TRIES; i++) {
		time_t t = (time_t)(w->start + pick(MINUTES * 60) + pick(40) * 31556952 - 20 * INT64_C(31556952));
		struct tm tm;

		localtime_r(&t, &tm);
		SAME(zone_offset(w->rules->zone, t, NULL), tm.tm_gmtoff);
	}
}

static void check_counting(struct world *w)
{
	for (int i = 0; i < TRIES; i++) {
		int x = (int)pick(MINUTES), y = x + (int)pick(MINUTES - x);
		int64_t a = w->start + x * 60, b = w->start + y * 60, odd = pick(2000000);

		HOLDS(cal_open(w->cal, a, NULL) == w->open[x]);
		SAME(cal_elapsed(w->cal, a, b), w->count[y] - w->count[x]);
		SAME(cal_elapsed(w->cal, a, b) + cal_elapsed(w->cal, b, b + odd), cal_elapsed(w->cal, a, b + odd));
		HOLDS(cal_elapsed(w->cal, b, b + odd) >= 0 && cal_elapsed(w->cal, b, b + odd) <= odd);
		HOLDS(cal_elapsed(w->cal, a, b + odd) >= cal_elapsed(w->cal, a, b));
		SAME(cal_elapsed(w->cal, b + odd, b), 0);
	}
}

static void check_due(struct world *w)
{
	for (int i = 0; i < TRIES; i++) {
		int64_t s = w->start + pick(MINUTES * 60), d = 1 + pick(pick(2) ? 20000 : 900000);
		int64_t due = cal_due(w->cal, s, d), before;

		if (due == AT_NONE) {
			HOLDS(!cal_rules_open(w->rules));
			continue;
		}
		SAME(cal_elapsed(w->cal, s, due), d);
		SAME(cal_elapsed(w->cal, s, due - 1), d - 1);
		HOLDS(cal_due(w->cal, s, d - 1) < due);
		before = cal_before(w->cal, due, d);
		HOLDS(before >= s);
		SAME(cal_elapsed(w->cal, before, due), d);
		SAME(cal_elapsed(w->cal, before + 1, due), d - 1);
	}
}

/* What is left of [a, b) without the pauses, which are ordered by their start,
 * counted piece by piece. */
static int64_t count_rest(struct world *w, int64_t a, int64_t b, const struct cal_pause *p)
{
	int64_t n = 0;

	for (int i = 0; i < PAUSES; i++) {
		if (p[i].from >= p[i].to)
			continue;
		if (p[i].from > a)
			n += cal_elapsed(w->cal, a, p[i].from < b ? p[i].from : b);
		a = p[i].to > a ? p[i].to : a;
	}
	return n + cal_elapsed(w->cal, a, b);
}

static void check_pauses(struct world *w)
{
	for (int i = 0; i < TRIES / 2; i++) {
		int x = (int)pick(MINUTES), y = x + (int)pick(MINUTES - x);
		int64_t a = w->start + x * 60, b = w->start + y * 60, open = 0, due, before;
		struct cal_pause p[PAUSES];

		for (int k = 0; k < PAUSES; k++) {
			p[k].from = w->start + pick(MINUTES) * 60;
			p[k].to = p[k].from + pick(12) * 1800;
		}
		cal_sort_pauses(p, PAUSES);
		for (int m = x; m < y; m++) {
			int64_t at = w->start + m * 60;
			bool paused = false;

			for (int k = 0; k < PAUSES; k++)
				paused = paused || (at >= p[k].from && at < p[k].to);
			open += w->open[m] && !paused ? 60 : 0;
		}
		SAME(cal_elapsed_paused(w->cal, a, b, p, PAUSES), open);
		SAME(count_rest(w, a, b, p), open);
		due = cal_due_paused(w->cal, a, open, p, PAUSES);
		HOLDS(due >= a && due <= b);
		SAME(cal_elapsed_paused(w->cal, a, due, p, PAUSES), open);
		if (open == 0)
			continue;
		SAME(cal_elapsed_paused(w->cal, a, due - 1, p, PAUSES), open - 1);
		before = cal_before_paused(w->cal, b, open, p, PAUSES);
		cal_sort_pauses(p, PAUSES);
		HOLDS(before >= a && before < b);
		SAME(cal_elapsed_paused(w->cal, before, b, p, PAUSES), open);
		SAME(cal_elapsed_paused(w->cal, before + 1, b, p, PAUSES), open - 1);
	}
}

/* Business days and their closes go forward, back to where they began. */
static void check_days(struct world *w)
{
	int64_t day = zone_day(w->rules->zone, w->start) + pick(5);

	if (!cal_rules_open(w->rules))
		return;
	for (int n = 1; n < 6; n++) {
		int64_t then = cal_add_business_days(w->cal, day, n);

		HOLDS(then > day && cal_business_day(w->cal, then));
		HOLDS(cal_close(w->cal, then) != AT_NONE);
		SAME(cal_add_business_days(w->cal, then + 1, -1), then);
	}
}

/* --- all zones --- */

static long rounds(void)
{
	const char *text = getenv("CAL_ROUNDS");

	return text && atol(text) > 0 ? atol(text) : 2;
}

static void check_zone(const char *name, const struct zone *z)
{
	static struct world w;

	setenv("TZ", name, 1);
	tzset();
	for (long i = 0; i < rounds(); i++) {
		int before = test_bad;

		make_world(&w, z);
		check_clock(&w);
		check_counting(&w);
		check_due(&w);
		check_pauses(&w);
		check_days(&w);
		calendars++;
		if (test_bad > before)
			printf("in %s, from %s\n", name, show_at(w.start));
		arena_free(&w.a);
	}
	zones++;
}

static void check_folder(struct arena *a, const char *folder, const char *under)
{
	struct dirent *entry;
	DIR *dir = opendir(folder);

	while (dir && test_bad < 20 && (entry = readdir(dir)) != NULL) {
		const char *own = entry->d_name;
		char *name = arena_printf(a, "%s%s", under, own), *path = arena_printf(a, "%s/%s", folder, own);
		const struct zone *z;

		/* The same zones again, two of them with leap seconds. */
		if (own[0] == '.' || strcmp(own, "posix") == 0 || strcmp(own, "right") == 0 || strcmp(own, "localtime") == 0)
			continue;
		z = zone_load(a, name, NULL);
		if (z)
			check_zone(name, z);
		else
			check_folder(a, path, arena_printf(a, "%s/", name));
	}
	if (dir)
		closedir(dir);
}

TEST(all_zones_of_the_system)
{
	const char *folder = getenv("TZDIR");
	struct arena a = {0};

	need_zone(&a, "Europe/Madrid");
	check_folder(&a, folder ? folder : "/usr/share/zoneinfo", "");
	unsetenv("TZ");
	tzset();
	CHECK(zones > 100);
	printf("%ld zones, %ld calendars, %ld cases\n", zones, calendars, checks);
	arena_free(&a);
}

TEST_MAIN(T(all_zones_of_the_system))
