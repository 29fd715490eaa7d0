/* ical_rule: RRULE as holidays use it (RFC 5545, 3.3.10): dates of every year,
 * or of every nth.
 *
 *     FREQ=YEARLY
 *     FREQ=YEARLY;COUNT=5
 *     FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20301231
 *     FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=TU */
#ifndef IN_ICAL_RULE_H
#define IN_ICAL_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { ICAL_BYDAYS = 35 };

struct ical_rule {
	int64_t interval;              /* years from one to the next */
	int64_t count;                 /* how often in all, 0: no limit */
	int64_t until;                 /* the last date, INT64_MAX: no limit */
	unsigned months;               /* bits 1..12, 0: the first date's */
	unsigned days, days_back;      /* bits 1..31, from the end of the month */
	struct { int nth, weekday; } bydays[ICAL_BYDAYS];   /* nth 0: each, -1: the last */
	size_t nbydays;
};

/* EX_DATAERR for all that is not the above, by its name. */
int ical_rule_parse(struct arena *a, const char *value, struct ical_rule *r, struct fault *f);

/* Is day one of its dates, whatever the year and the limits? first is the
 * event's own date. */
bool ical_rule_fits(const struct ical_rule *r, int64_t first, int64_t day);

/* The date after day, within the limits of interval and until; first counts as
 * the first of count, which the caller keeps. INT64_MAX where there is none up to
 * last. */
int64_t ical_rule_next(const struct ical_rule *r, int64_t first, int64_t day, int64_t last);

/* Is it simply the same day of each year, for ever? */
bool ical_rule_plain(const struct ical_rule *r, int64_t first);

#endif
