/* tzrule: the rule that goes on for ever behind a TZif table.
 *
 * It is written as a POSIX TZ string, "CET-1CEST,M3.5.0,M10.5.0/3", with the
 * extensions of RFC 9636 3.3.1: hours of a change from -167 to 167. Used by
 * when/zone only. */
#ifndef WHEN_TZRULE_H
#define WHEN_TZRULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* The local time type of RFC 9636: seconds east of UTC, and its short name. */
struct local_type { int offset; const char *abbrev; };

enum tzrule_form { TZRULE_MONTH_WEEK, TZRULE_JULIAN, TZRULE_DAY };

/* When in a year the clock changes; second is on the clock before the change. */
struct tzrule_change {
	enum tzrule_form form;
	int month, week, weekday;  /* MONTH_WEEK; weekday 0 Sunday, week 5: the last */
	int day;                   /* JULIAN: 1..365 without 29 February; DAY: 0..365 */
	int second;
};

struct tzrule {
	struct local_type std, dst;
	bool has_dst;
	struct tzrule_change to_dst, to_std;
};

/* False where text is no rule; a daylight name without its changes is none.
 * Names are copied into the arena. */
bool tzrule_parse(struct arena *a, const char *text, struct tzrule *r);
/* What the clocks show at an instant; points into r. */
const struct local_type *tzrule_at(const struct tzrule *r, int64_t at);
/* The next instant after at where the offset changes, AT_NONE for never. */
int64_t tzrule_next(const struct tzrule *r, int64_t at);

#endif
