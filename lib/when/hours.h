/* hours: which intervals hold on a date; the dates of a calendar, sorted.
 *
 * Used by when/cal only. */
#ifndef WHEN_HOURS_H
#define WHEN_HOURS_H

#include "when/cal.h"

struct hours;

/* rules must outlive the hours; out-of-range intervals are a bug. */
struct hours *hours_new(struct arena *a, const struct cal_rules *rules);
struct cal_day hours_of(const struct hours *h, int64_t day);

/* How far the dates that are listed one by one reach: within [first, last]
 * the weekly pattern may not hold. */
struct hours_reach {
	int64_t first, last;       /* day numbers */
	bool open_before, open_after;   /* does it ever open beyond them? */
};
struct hours_reach hours_reach(const struct hours *h);

/* "No opening in 400 days" reads as "never again". */
#define HOURS_NEVER_DAYS 400

#endif
