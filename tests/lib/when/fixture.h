/* fixture.h: calendars and instants for the tests of lib/when, in few words. */
#ifndef WHEN_FIXTURE_H
#define WHEN_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "when/cal.h"
#include "when/civil.h"

static inline const struct zone *need_zone(struct arena *a, const char *name)
{
	struct fault f = {0};
	const struct zone *z = zone_load(a, name, &f);

	if (!z) {
		printf("the tests need the zones of tzdata: %s\n", f.text);
		exit(1);
	}
	return z;
}

/* "09:00-13:00 14:00-18:00" as intervals; *n of them. */
static inline struct cal_hours *need_hours(struct arena *a, const char *text, size_t *n)
{
	struct cal_hours *h = arena_array(a, struct cal_hours, strlen(text) / 12 + 1);

	*n = 0;
	for (const char *p = text; *p; p += strlen(p) > 11 ? 12 : 11) {
		char one[12];

		snprintf(one, sizeof one, "%s", p);
		if (!cal_parse_hours(one, &h[(*n)++])) {
			printf("no hours: %s\n", one);
			exit(1);
		}
	}
	return h;
}

static inline int64_t need_day(const char *text)
{
	int64_t day;

	if (!civil_parse_day(text, &day)) {
		printf("no date: %s\n", text);
		exit(1);
	}
	return day;
}

static inline int64_t need_at(const char *text)
{
	int64_t at;

	if (!civil_parse_rfc3339(text, &at)) {
		printf("no instant: %s\n", text);
		exit(1);
	}
	return at;
}

/* A calendar with the same hours from one weekday (0 Monday) to another. */
static inline struct cal_rules *make_rules(struct arena *a, const char *zone, int from, int to,
                                           const char *hours)
{
	struct cal_rules *r = arena_new(a, struct cal_rules);

	r->name = "test";
	r->zone = need_zone(a, zone);
	r->valid_to = INT64_MAX;
	for (int i = from; i <= to; i++)
		r->week[i] = need_hours(a, hours, &r->nweek[i]);
	return r;
}

static inline void add_holiday(struct arena *a, struct cal_rules *r, const char *date)
{
	struct cal_holiday *h = arena_array(a, struct cal_holiday, r->nholidays + 1);

	if (r->nholidays > 0)
		memcpy(h, r->holidays, r->nholidays * sizeof *h);
	h[r->nholidays++] = (struct cal_holiday){.day_no = need_day(date), .name = "holiday"};
	r->holidays = h;
}

static inline void add_yearly(struct arena *a, struct cal_rules *r, int month, int day)
{
	struct cal_holiday *h = arena_array(a, struct cal_holiday, r->nholidays + 1);

	if (r->nholidays > 0)
		memcpy(h, r->holidays, r->nholidays * sizeof *h);
	h[r->nholidays++] = (struct cal_holiday){.yearly = true, .month = month, .day = day, .name = "yearly"};
	r->holidays = h;
}

static inline void add_special(struct arena *a, struct cal_rules *r, const char *date, const char *hours)
{
	struct cal_special *s = arena_array(a, struct cal_special, r->nspecials + 1);

	if (r->nspecials > 0)
		memcpy(s, r->specials, r->nspecials * sizeof *s);
	s[r->nspecials] = (struct cal_special){.day_no = need_day(date), .name = "special"};
	s[r->nspecials].hours = need_hours(a, hours, &s[r->nspecials].nhours);
	r->nspecials++;
	r->specials = s;
}

/* An instant for a message: UTC, or "never". One at a time. */
static inline const char *show_at(int64_t at)
{
	static char out[24];

	if (at == INT64_MIN)
		return "never";
	civil_print_utc(out, at);
	return out;
}

#define CHECK_AT(got, want) CHECK_STR(show_at(got), want)

#endif
