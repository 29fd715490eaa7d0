/* cal: business calendars; sla.md 1 has the rules.
 *
 * A calendar's description (struct cal_rules) comes from the policy; struct
 * cal answers questions about it, laying out spans of years when they are
 * first touched (memory: the arena given to cal_new). */
#ifndef WHEN_CAL_H
#define WHEN_CAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "when/span.h"
#include "when/zone.h"

/* Wall-clock seconds of the date: from in [0, 86400), to in (from, 2*86400);
 * past 86400 means the next date. "22:00-06:00" is {79200, 108000}. */
struct cal_hours { int from, to; };

struct cal_holiday {
	bool yearly;               /* month and day hold, else day_no */
	int month, day;
	int64_t day_no;
	const char *name;          /* NULL: none given */
};

struct cal_special {
	int64_t day_no;
	const struct cal_hours *hours;
	size_t nhours;             /* 0: closed */
	const char *name;
};

struct cal_rules {
	const char *name;
	const struct zone *zone;
	const struct cal_hours *week[7];   /* Monday first */
	size_t nweek[7];
	const struct cal_holiday *holidays;
	size_t nholidays;
	const struct cal_special *specials;
	size_t nspecials;
	int64_t valid_to;          /* day number, INT64_MAX: no limit */
};

struct cal;

/* rules must outlive the calendar. */
struct cal *cal_new(struct arena *a, const struct cal_rules *rules);

/* "09:00-13:00", "22:00-06:00", "18:00-24:00"; an end not after its start
 * lies on the next date. */
bool cal_parse_hours(const char *text, struct cal_hours *h);

/* Business seconds in [a, b); 0 where b <= a. */
int64_t cal_elapsed(struct cal *c, int64_t a, int64_t b);
/* First instant t with elapsed(start, t) = seconds; start for 0; AT_NONE for
 * never. */
int64_t cal_due(struct cal *c, int64_t start, int64_t seconds);
/* Last instant from which seconds of business time remain until t. */
int64_t cal_before(struct cal *c, int64_t t, int64_t seconds);
/* Any unit of span, with the rules of sla.md 1 for days, weeks, months. */
int64_t cal_due_span(struct cal *c, int64_t start, struct span s);

/* Open at t? *next (may be NULL): the next opening or closing, AT_NONE. */
bool cal_open(struct cal *c, int64_t t, int64_t *next);

/* Has the calendar any opening in a normal week? */
bool cal_rules_open(const struct cal_rules *r);

#endif
