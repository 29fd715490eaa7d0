/* cal: business calendars.
 *
 * A calendar's description (struct cal_rules) comes from the policy; struct
 * cal answers questions about it, laying out spans of years when they are
 * first touched (memory: the arena given to cal_new).
 *
 * An instant is open when its wall-clock reading lies in an opening interval,
 * half open, of the date the interval starts on: an hour the clock skips
 * counts zero, one it repeats counts twice. A holiday removes the intervals
 * that start on its date, a special day replaces them and wins over both.
 *
 * Answers lie in the years -9999..9999; an instant outside has none. */
#ifndef WHEN_CAL_H
#define WHEN_CAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "when/span.h"
#include "when/zone.h"

/* Wall-clock seconds of the date: from in [0, 86400), to in (from, 2*86400);
 * past 86400 means the next date. "22:00-06:00" is {79200, 108000}. Intervals
 * may overlap: the calendar is then simply open. */
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
const struct cal_rules *cal_rules(const struct cal *c);

/* "09:00-13:00", "22:00-06:00", "18:00-24:00"; an end not after its start
 * lies on the next date. */
bool cal_parse_hours(const char *text, struct cal_hours *h);
/* The same back: 24:00 for the midnight that ends the date. */
void cal_print_hours(char out[16], struct cal_hours h);

/* Business seconds in [a, b); 0 where b <= a. */
int64_t cal_elapsed(struct cal *c, int64_t a, int64_t b);
/* First instant t with elapsed(start, t) = seconds; start for 0; AT_NONE for
 * never. A budget that ends at closing time is due at closing time. */
int64_t cal_due(struct cal *c, int64_t start, int64_t seconds);
/* Last instant from which seconds of business time remain until t; t for 0;
 * AT_NONE where there never was as much. */
int64_t cal_before(struct cal *c, int64_t t, int64_t seconds);
/* Any unit of span. Civil days, weeks and months end with the date they lead
 * to; "15bd" with the close of the 15th business day after the start's date.
 * A span of 0bd is the start. */
int64_t cal_due_span(struct cal *c, int64_t start, struct span s);

/* Open at t? *next (may be NULL): the next opening or closing, AT_NONE for
 * none. */
bool cal_open(struct cal *c, int64_t t, int64_t *next);

/* Has the calendar any opening in a normal week? */
bool cal_rules_open(const struct cal_rules *r);
/* Are the holidays unknown at that instant, or just before it: is it past
 * valid_to? */
bool cal_beyond(const struct cal *c, int64_t at);

/* --- time that does not count --- */

/* [from, to); to may be INT64_MAX. Pauses may overlap, touch or be empty; a
 * second covered twice is lost once. */
struct cal_pause { int64_t from, to; };

/* Orders pauses by their start, as the functions below need them. */
void cal_sort_pauses(struct cal_pause *v, size_t n);
/* As cal_elapsed() and cal_due(), without the seconds of the pauses. A budget
 * that ends where a pause starts is due at that start. */
int64_t cal_elapsed_paused(struct cal *c, int64_t a, int64_t b, const struct cal_pause *v, size_t n);
int64_t cal_due_paused(struct cal *c, int64_t start, int64_t seconds, const struct cal_pause *v,
                       size_t n);
/* As cal_before(), without the seconds of the pauses, which it puts in another
 * order. */
int64_t cal_before_paused(struct cal *c, int64_t t, int64_t seconds, struct cal_pause *v, size_t n);

/* --- dates --- */

enum cal_why { CAL_WEEK, CAL_HOLIDAY, CAL_SPECIAL };
extern const char *const cal_why_words[];  /* week holiday special */

/* The intervals that start on a date, in order of their start, and why. */
struct cal_day {
	enum cal_why why;
	const char *name;          /* of the holiday or special day, or NULL */
	const struct cal_hours *hours;
	size_t nhours;             /* 0: closed */
};
struct cal_day cal_day(const struct cal *c, int64_t day);

/* Does an interval start on the date? No for a date the zone skipped. */
bool cal_business_day(const struct cal *c, int64_t day);
/* The nth business day after the date (n > 0) or before it (n < 0); the date
 * itself for 0; AT_NONE for never. */
int64_t cal_add_business_days(const struct cal *c, int64_t day, int64_t n);
/* The end of the last interval that starts on the date, AT_NONE for a closed
 * one. */
int64_t cal_close(const struct cal *c, int64_t day);

#endif
