/* tzrule: the rule that goes on for ever behind a TZif table.
 *
 * POSIX counts offsets west of Greenwich, we count east; the sign turns here
 * and nowhere else. */
#include "when/tzrule.h"

#include "when/civil.h"
#include "when/clock.h"

/* --- reading --- */

static bool letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "CET" or "<+03>", at least three characters. */
static const char *take_name(struct arena *a, const char **p)
{
	bool quoted = **p == '<';
	const char *start = *p += quoted, *end;

	while (letter(**p) || (quoted && (digit(**p) || **p == '+' || **p == '-')))
		(*p)++;
	end = *p;
	if (quoted && *(*p)++ != '>')
		return NULL;
	return end - start >= 3 ? arena_dup(a, start, (size_t)(end - start)) : NULL;
}

static bool take_number(const char **p, int min, int max, int *out)
{
	int n = 0;

	if (!digit(**p))
		return false;
	for (; digit(**p); (*p)++) {
		n = n * 10 + (**p - '0');
		if (n > max)
			return false;
	}
	*out = n;
	return n >= min;
}

/* "[+-]hh[:mm[:ss]]" as seconds. */
static bool take_time(const char **p, int max_hours, int *seconds)
{
	int sign = **p == '-' ? -1 : 1, h, m = 0, s = 0;

	if (**p == '-' || **p == '+')
		(*p)++;
	if (!take_number(p, 0, max_hours, &h))
		return false;
	if (**p == ':') {
		(*p)++;
		if (!take_number(p, 0, 59, &m))
			return false;
	}
	if (**p == ':') {
		(*p)++;
		if (!take_number(p, 0, 59, &s))
			return false;
	}
	*seconds = sign * (h * 3600 + m * 60 + s);
	return true;
}

static bool take_month_week(const char **p, struct tzrule_change *c)
{
	return take_number(p, 1, 12, &c->month) && *(*p)++ == '.' &&
	       take_number(p, 1, 5, &c->week) && *(*p)++ == '.' && take_number(p, 0, 6, &c->weekday);
}

static bool take_date(const char **p, struct tzrule_change *c)
{
	switch (**p) {
	case 'M':
		(*p)++;
		c->form = TZRULE_MONTH_WEEK;
		return take_month_week(p, c);
	case 'J':
		(*p)++;
		c->form = TZRULE_JULIAN;
		return take_number(p, 1, 365, &c->day);
	default:
		c->form = TZRULE_DAY;
		return take_number(p, 0, 365, &c->day);
	}
}

/* ",date[/time]" */
static bool take_change(const char **p, struct tzrule_change *c)
{
	if (**p != ',')
		return false;
	(*p)++;
	if (!take_date(p, c))
		return false;
	c->second = 2 * 3600;
	if (**p != '/')
		return true;
	(*p)++;
	return take_time(p, 167, &c->second);
}

static bool take_offset(const char **p, int *east)
{
	int west;

	if (!take_time(p, 24, &west))
		return false;
	*east = -west;
	return true;
}

bool tzrule_parse(struct arena *a, const char *text, struct tzrule *r)
{
	const char *p = text;

	*r = (struct tzrule){0};
	r->std.abbrev = take_name(a, &p);
	if (!r->std.abbrev || !take_offset(&p, &r->std.offset))
		return false;
	if (!*p)
		return true;
	r->has_dst = true;
	r->dst.abbrev = take_name(a, &p);
	if (!r->dst.abbrev)
		return false;
	r->dst.offset = r->std.offset + 3600;
	if (*p != ',' && !take_offset(&p, &r->dst.offset))
		return false;
	return take_change(&p, &r->to_dst) && take_change(&p, &r->to_std) && !*p;
}

/* --- asking --- */

static int64_t month_week_day(int year, const struct tzrule_change *c)
{
	int64_t first = civil_day(year, c->month, 1);
	int monday_based = (c->weekday + 6) % 7;
	int64_t in_month = (monday_based - civil_weekday(first) + 7) % 7 + (c->week - 1) * 7;

	if (in_month >= civil_month_days(year, c->month))
		in_month -= 7;
	return first + in_month;
}

static int64_t change_day(int year, const struct tzrule_change *c)
{
	switch (c->form) {
	case TZRULE_MONTH_WEEK:
		return month_week_day(year, c);
	case TZRULE_JULIAN:
		return civil_day(year, 1, 1) + c->day - 1 + (civil_leap(year) && c->day >= 60);
	default:
		return civil_day(year, 1, 1) + c->day;
	}
}

/* The instant of a year's change, from a clock that is offset seconds east. */
static int64_t change_at(int year, const struct tzrule_change *c, int offset)
{
	return change_day(year, c) * DAY_S + c->second - offset;
}

static int year_of(int64_t at)
{
	return civil_of_second(at).year;
}

/* The last change at or before an instant. Hours up to a week beyond the day
 * can carry a change over a year's end, hence the years on both sides. Where
 * both changes fall together the clocks are on daylight time: that is how
 * daylight time all year is written, "EST5EDT,0/0,J365/25". */
const struct local_type *tzrule_at(const struct tzrule *r, int64_t at)
{
	const struct local_type *now = &r->std;
	int64_t latest = INT64_MIN;

	if (!r->has_dst)
		return now;
	for (int year = year_of(at), y = year - 2; y <= year + 1; y++) {
		int64_t to_std = change_at(y, &r->to_std, r->dst.offset);
		int64_t to_dst = change_at(y, &r->to_dst, r->std.offset);

		if (to_std <= at && to_std > latest) {
			latest = to_std;
			now = &r->std;
		}
		if (to_dst <= at && to_dst >= latest) {
			latest = to_dst;
			now = &r->dst;
		}
	}
	return now;
}

static bool changes_at(const struct tzrule *r, int64_t at)
{
	return tzrule_at(r, at)->offset != tzrule_at(r, at - 1)->offset;
}

static void keep_earlier(const struct tzrule *r, int64_t change, int64_t after, int64_t *best)
{
	if (change > after && (*best == AT_NONE || change < *best) && changes_at(r, change))
		*best = change;
}

int64_t tzrule_next(const struct tzrule *r, int64_t at)
{
	int64_t best = AT_NONE;

	if (!r->has_dst || at >= CIVIL_AT_MAX)
		return AT_NONE;
	/* Eight years hold a leap day, even around 1900 and 2100. */
	for (int year = year_of(at), y = year - 1; y <= year + 9; y++) {
		keep_earlier(r, change_at(y, &r->to_dst, r->std.offset), at, &best);
		keep_earlier(r, change_at(y, &r->to_std, r->dst.offset), at, &best);
		if (best != AT_NONE && y > year_of(best))
			break;
	}
	return best;
}
