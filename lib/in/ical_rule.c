/* ical_rule: RRULE as holidays use it: dates of every year. */
#include "in/ical_rule.h"

#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "base/str.h"
#include "when/civil.h"

enum { COUNT_MAX = 10000, INTERVAL_MAX = 1000, NTH_MAX = 5 };

static const char *const weekday_words[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/* --- the parts --- */

static bool take_number(const char *text, int64_t min, int64_t max, int64_t *out)
{
	return num_parse(*text == '+' ? text + 1 : text, min, max, out);
}

/* "11,12" as bits; numbers below 0 in *back, where that is allowed. */
static bool take_bits(struct arena *a, const char *text, int max, unsigned *bits, unsigned *back)
{
	for (char **part = str_split(a, text, ',', NULL); *part; part++) {
		int64_t n;
		if (!take_number(*part, back ? -max : 1, max, &n) || n == 0)
			return false;
		*(n > 0 ? bits : back) |= 1u << (n > 0 ? n : -n);
	}
	return true;
}

/* "TH", "4TH", "-1MO". */
static bool take_byday(struct arena *a, const char *text, struct ical_rule *r)
{
	size_t n = strlen(text);
	int64_t nth = 0;

	if (n < 2 || r->nbydays == ICAL_BYDAYS)
		return false;
	if (n > 2 && (!take_number(arena_dup(a, text, n - 2), -NTH_MAX, NTH_MAX, &nth) || nth == 0))
		return false;
	for (int i = 0; i < 7; i++)
		if (strcasecmp(weekday_words[i], text + n - 2) == 0) {
			r->bydays[r->nbydays].nth = (int)nth;
			r->bydays[r->nbydays++].weekday = i;
			return true;
		}
	return false;
}

static bool take_bydays(struct arena *a, const char *text, struct ical_rule *r)
{
	for (char **part = str_split(a, text, ',', NULL); *part; part++)
		if (!take_byday(a, *part, r))
			return false;
	return true;
}

/* A date, or the date of a time. */
static bool take_until(struct arena *a, const char *text, int64_t *day)
{
	size_t n = strlen(text);
	const char *t = n > 8 ? text + 8 : "T000000";

	if (n < 8 || (n > 8 && n != 15 && n != 16) || (*t != 'T' && *t != 't'))
		return false;
	return civil_parse_day(arena_printf(a, "%.4s-%.2s-%.2s", text, text + 4, text + 6), day);
}

/* 1: taken, 0: a value that is none, -1: a part that is none of ours. */
static int take_part(struct arena *a, const char *name, const char *value, struct ical_rule *r)
{
	if (strcasecmp(name, "FREQ") == 0 || strcasecmp(name, "WKST") == 0)
		return 1;                  /* looked at before; only for weeks */
	if (strcasecmp(name, "INTERVAL") == 0)
		return take_number(value, 1, INTERVAL_MAX, &r->interval);
	if (strcasecmp(name, "COUNT") == 0)
		return take_number(value, 1, COUNT_MAX, &r->count);
	if (strcasecmp(name, "UNTIL") == 0)
		return take_until(a, value, &r->until);
	if (strcasecmp(name, "BYMONTH") == 0)
		return take_bits(a, value, 12, &r->months, NULL);
	if (strcasecmp(name, "BYMONTHDAY") == 0)
		return take_bits(a, value, 31, &r->days, &r->days_back);
	if (strcasecmp(name, "BYDAY") == 0)
		return take_bydays(a, value, r);
	return -1;
}

static int wrong(struct fault *f, const char *what, const char *text)
{
	return fault_set(f, EX_DATAERR, "RRULE: %s%.60s", what, text);
}

/* What must be there, and what the parts mean only together. */
static int check_whole(const struct ical_rule *r, const char *freq, struct fault *f)
{
	if (!*freq)
		return wrong(f, "FREQ is missing", "");
	if (strcasecmp(freq, "YEARLY") != 0)
		return wrong(f, "only yearly dates are holidays here, not FREQ=", freq);
	if ((r->nbydays || r->days || r->days_back) && !r->months)
		return wrong(f, "BYDAY and BYMONTHDAY are understood only with BYMONTH", "");
	if (r->count && r->until != INT64_MAX)
		return wrong(f, "COUNT and UNTIL at once", "");
	return 0;
}

int ical_rule_parse(struct arena *a, const char *value, struct ical_rule *r, struct fault *f)
{
	const char *freq = "";

	*r = (struct ical_rule){.interval = 1, .until = INT64_MAX};
	for (char **part = str_split(a, value, ';', NULL); *part; part++) {
		char *equals = strchr(*part, '=');
		if (!equals && !**part)
			continue;              /* a semicolon at the end */
		if (!equals)
			return wrong(f, "no NAME=VALUE: ", *part);
		*equals = '\0';
		int taken = take_part(a, *part, equals + 1, r);
		if (taken < 0)
			return wrong(f, "not understood: ", *part);
		if (taken == 0)
			return fault_set(f, EX_DATAERR, "RRULE: %.20s is not understood: %.60s", *part, equals + 1);
		if (strcasecmp(*part, "FREQ") == 0)
			freq = equals + 1;
	}
	return check_whole(r, freq, f);
}

/* --- the dates --- */

/* The nth such weekday of the month, from either end; 0 for each. */
static bool fits_byday(const struct ical_rule *r, const struct civil *c, int weekday)
{
	int last = civil_month_days(c->year, c->month);

	if (r->nbydays == 0)
		return true;
	for (size_t i = 0; i < r->nbydays; i++) {
		int nth = r->bydays[i].nth;
		int at = nth > 0 ? (c->day - 1) / 7 + 1 : -((last - c->day) / 7 + 1);
		if (r->bydays[i].weekday == weekday && (nth == 0 || nth == at))
			return true;
	}
	return false;
}

static bool fits_month(const struct ical_rule *r, int month, int own)
{
	return r->months ? r->months & 1u << month : month == own;
}

bool ical_rule_fits(const struct ical_rule *r, int64_t first, int64_t day)
{
	struct civil c = civil_of_day(day), own = civil_of_day(first);
	int back = civil_month_days(c.year, c.month) - c.day + 1;
	bool by_day = r->days || r->days_back;

	if (!fits_month(r, c.month, own.month))
		return false;
	if (by_day && !(r->days & 1u << c.day) && !(r->days_back & 1u << back))
		return false;
	if (!by_day && !r->nbydays && c.day != own.day)
		return false;
	return fits_byday(r, &c, civil_weekday(day));
}

int64_t ical_rule_next(const struct ical_rule *r, int64_t first, int64_t day, int64_t last)
{
	struct civil own = civil_of_day(first);

	if (last > r->until)
		last = r->until;
	for (day++; day <= last; day++) {
		struct civil c = civil_of_day(day);
		if ((c.year - own.year) % r->interval != 0)
			day = civil_day(c.year + 1, 1, 1) - 1;
		else if (!fits_month(r, c.month, own.month))
			day += civil_month_days(c.year, c.month) - c.day;
		else if (ical_rule_fits(r, first, day))
			return day;
	}
	return INT64_MAX;
}

bool ical_rule_plain(const struct ical_rule *r, int64_t first)
{
	struct civil c = civil_of_day(first);

	return r->interval == 1 && !r->count && r->until == INT64_MAX && !r->nbydays && !r->days_back &&
	       (!r->months || r->months == 1u << c.month) && (!r->days || r->days == 1u << c.day);
}
