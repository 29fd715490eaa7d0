/* read: instants and periods as people type them.
 *
 * A form that could be read in two ways is refused, never guessed. */
#include "when/read.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "when/span.h"

/* What every reader here needs to know of the present. */
struct present {
	int64_t now;
	const struct zone *zone;
	int64_t today;
};

static struct present present(int64_t now, const struct zone *z)
{
	return (struct present){now, z, zone_day(z, now)};
}

/* --- one instant --- */

static bool plain_seconds(struct span s, int64_t *seconds)
{
	switch (s.unit) {
	case SPAN_SECONDS:
		*seconds = s.n;
		return true;
	case SPAN_DAYS:
		*seconds = s.n * DAY_S;
		return true;
	case SPAN_WEEKS:
		*seconds = s.n * 7 * DAY_S;
		return true;
	default:
		return false;
	}
}

static int64_t months_away(const struct present *p, int64_t months)
{
	struct civil c = zone_civil(p->zone, p->now);

	return zone_at(p->zone, civil_add_months(p->today, (int)months),
	               c.hour * 3600 + c.minute * 60 + c.second);
}

/* "-2h" and, where ahead, "+2h". */
static bool at_of_distance(const char *text, const struct present *p, bool ahead, int64_t *at)
{
	int sign = *text == '-' ? -1 : 1;
	int64_t seconds;
	struct span s;

	if ((*text != '-' && !(ahead && *text == '+')) || !span_parse(text + 1, &s))
		return false;
	if (s.unit == SPAN_MONTHS)
		*at = months_away(p, sign * s.n);
	else if (plain_seconds(s, &seconds))
		*at = p->now + sign * seconds;
	else
		return false;
	return true;
}

static bool at_of_word(const char *text, const struct present *p, bool ahead, int64_t *at)
{
	if (str_eq(text, "now"))
		*at = p->now;
	else if (str_eq(text, "today"))
		*at = zone_at(p->zone, p->today, 0);
	else if (str_eq(text, "yesterday"))
		*at = zone_at(p->zone, p->today - 1, 0);
	else if (ahead && str_eq(text, "tomorrow"))
		*at = zone_at(p->zone, p->today + 1, 0);
	else
		return false;
	return true;
}

/* "2026-11-21", "2026-11-21 14:00", "2026-11-21T14:00:30" on the zone's clock. */
static bool at_of_civil(const char *text, const struct present *p, int64_t *at)
{
	char date[11];
	int64_t day;
	int second = 0;

	snprintf(date, sizeof date, "%s", text);
	if (!civil_parse_day(date, &day))
		return false;
	text += strlen(date);
	if (*text) {
		if (*text != ' ' && *text != 'T')
			return false;
		if (!civil_parse_clock(text + 1, &second))
			return false;
	}
	*at = zone_at(p->zone, day, second);
	return true;
}

static bool at_of(const char *text, const struct present *p, bool ahead, int64_t *at)
{
	return at_of_word(text, p, ahead, at) || at_of_distance(text, p, ahead, at) ||
	       at_of_civil(text, p, at) || civil_parse_rfc3339(text, at);
}

int read_at(const char *text, int64_t now, const struct zone *z, bool ahead, int64_t *at,
            struct fault *f)
{
	struct present p = present(now, z);

	if (at_of(text, &p, ahead, at))
		return 0;
	return fault_set(f, EX_USAGE, "\"%s\" is no time; write 2026-11-21, \"2026-11-21 14:00\", "
	                 "2026-11-21T14:00:00Z, now, today, yesterday, -2h or -7d (ago)%s", text,
	                 ahead ? ", tomorrow, +2h or +3d (from now)" : "");
}

/* --- a period --- */

struct dates { int64_t from, to; };    /* days, [from, to) */

static struct dates months_from(int64_t first, int n)
{
	return (struct dates){first, civil_add_months(first, n)};
}

/* "2026", "2026-11", "2026-11-21": completed to a date, it must be one. */
static bool dates_of_number(const char *text, struct dates *d)
{
	char whole[16];
	size_t n = strlen(text);
	const char *missing = n == 4 ? "-01-01" : n == 7 ? "-01" : "";
	int64_t day;

	if (n > 10)
		return false;
	snprintf(whole, sizeof whole, "%s%s", text, missing);
	if (!civil_parse_day(whole, &day))
		return false;
	*d = n == 10 ? (struct dates){day, day + 1} : months_from(day, n == 4 ? 12 : 1);
	return true;
}

static bool dates_of_word(const char *text, int64_t today, struct dates *d)
{
	struct civil c = civil_of_day(today);
	int64_t monday = today - civil_weekday(today);
	int64_t month = civil_day(c.year, c.month, 1), year = civil_day(c.year, 1, 1);
	const struct { const char *word; struct dates dates; } words[] = {
		{"today", {today, today + 1}},
		{"yesterday", {today - 1, today}},
		{"this-week", {monday, monday + 7}},
		{"last-week", {monday - 7, monday}},
		{"this-month", months_from(month, 1)},
		{"last-month", months_from(civil_add_months(month, -1), 1)},
		{"this-year", months_from(year, 12)},
		{"last-year", months_from(civil_add_months(year, -12), 12)},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (str_eq(text, words[i].word)) {
			*d = words[i].dates;
			return true;
		}
	}
	return false;
}

/* "12mo": whole months up to the end of the last one. */
static bool dates_of_months(const char *text, int64_t today, struct dates *d)
{
	struct civil c = civil_of_day(today);
	int64_t month = civil_day(c.year, c.month, 1);
	struct span s;

	if (!span_parse(text, &s) || s.unit != SPAN_MONTHS)
		return false;
	*d = (struct dates){civil_add_months(month, -(int)s.n), month};
	return true;
}

/* One side of a period, or the whole of it: dates, or an instant and later. */
static bool period_of(const char *text, const struct present *p, int64_t *from, int64_t *to,
                      bool *instant)
{
	struct dates d;

	*instant = false;
	if (dates_of_number(text, &d) || dates_of_word(text, p->today, &d) ||
	    dates_of_months(text, p->today, &d)) {
		*from = zone_at(p->zone, d.from, 0);
		*to = zone_at(p->zone, d.to, 0);
		return true;
	}
	*instant = true;
	*to = INT64_MAX;
	return at_of(text, p, false, from);
}

static bool left_side(const char *text, const struct present *p, int64_t *from)
{
	int64_t unused;
	bool instant;

	*from = INT64_MIN + 1;
	return !*text || period_of(text, p, from, &unused, &instant);
}

static bool right_side(const char *text, const struct present *p, int64_t *to)
{
	int64_t start;
	bool instant;

	*to = INT64_MAX;
	if (!*text)
		return true;
	if (!period_of(text, p, &start, to, &instant))
		return false;
	if (instant)
		*to = start;
	return true;
}

static bool two_sides(const char *text, const char *dots, const struct present *p, int64_t *from,
                      int64_t *to)
{
	char left[64];
	size_t n = (size_t)(dots - text);

	if (n >= sizeof left || (n == 0 && !dots[2]))
		return false;
	memcpy(left, text, n);
	left[n] = '\0';
	return left_side(left, p, from) && right_side(dots + 2, p, to);
}

int read_period(const char *text, int64_t now, const struct zone *z, int64_t *from, int64_t *to,
                struct fault *f)
{
	struct present p = present(now, z);
	const char *dots = strstr(text, "..");
	int64_t start, end;
	bool ok, instant;

	ok = dots ? two_sides(text, dots, &p, &start, &end) : period_of(text, &p, &start, &end, &instant);
	if (!ok)
		return fault_set(f, EX_USAGE, "\"%s\" is no period; write 2026, 2026-11, 2026-11-21, today, "
		                 "yesterday, last-week, last-month, 12mo (closed months), A..B, or a time "
		                 "(since then): \"2026-11-21 14:00\", -2h, -7d", text);
	if (end <= start)
		return fault_set(f, EX_USAGE, "period \"%s\" ends before it begins", text);
	*from = start;
	*to = end;
	return 0;
}

int read_length(const char *text, int64_t *seconds, struct fault *f)
{
	struct span s;

	if (span_parse(text, &s) && plain_seconds(s, seconds))
		return 0;
	return fault_set(f, EX_USAGE, "\"%s\" is no length of time; write 90s, 30m, 4h, 3d or 2w", text);
}
