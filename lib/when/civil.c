/* civil: dates of the proleptic Gregorian calendar, without a zone.
 *
 * Years are counted from March inside, so that the leap day is the last of
 * its year, in eras of 400 years of 146,097 days, which also are whole weeks. */
#include "when/civil.h"

#include <stddef.h>

enum { ERA_YEARS = 400, ERA_DAYS = 146097, EPOCH_SHIFT = 719468 /* 0000-03-01 to 1970-01-01 */ };

const char *const civil_weekday_words[8] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};

static int64_t floor_div(int64_t n, int64_t by)
{
	int64_t q = n / by;

	return n % by < 0 ? q - 1 : q;
}

static int64_t clamp(int64_t n, int64_t min, int64_t max)
{
	return n < min ? min : n > max ? max : n;
}

int64_t civil_day(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = floor_div(y, ERA_YEARS);
	int64_t year_of_era = y - era * ERA_YEARS;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * ERA_DAYS + day_of_era - EPOCH_SHIFT;
}

struct civil civil_of_day(int64_t day)
{
	int64_t shifted = clamp(day, CIVIL_DAY_MIN, CIVIL_DAY_MAX) + EPOCH_SHIFT;
	int64_t era = floor_div(shifted, ERA_DAYS);
	int day_of_era = (int)(shifted - era * ERA_DAYS);
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int from_march = (5 * day_of_year + 2) / 153;
	int month = from_march < 10 ? from_march + 3 : from_march - 9;

	return (struct civil){
		.year = (int)(era * ERA_YEARS) + year_of_era + (month <= 2),
		.month = month,
		.day = day_of_year - (153 * from_march + 2) / 5 + 1,
	};
}

int64_t civil_day_of(int64_t second)
{
	return floor_div(second, DAY_S);
}

struct civil civil_of_second(int64_t second)
{
	int64_t s = clamp(second, CIVIL_AT_MIN, CIVIL_AT_MAX);
	int64_t day = civil_day_of(s);
	int rest = (int)(s - day * DAY_S);
	struct civil c = civil_of_day(day);

	c.hour = rest / 3600;
	c.minute = rest / 60 % 60;
	c.second = rest % 60;
	return c;
}

int civil_weekday(int64_t day)
{
	/* 1970-01-01 was a Thursday. */
	int64_t n = day % 7 + 3;

	return (int)((n + 7) % 7);
}

bool civil_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int civil_month_days(int year, int month)
{
	static const unsigned char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && civil_leap(year) ? 29 : days[month - 1];
}

int64_t civil_add_months(int64_t day, int n)
{
	struct civil c = civil_of_day(day);
	int64_t months = clamp((int64_t)c.year * 12 + c.month - 1 + n, -9999 * 12, 9999 * 12 + 11);
	int year = (int)floor_div(months, 12);
	int month = (int)(months - (int64_t)year * 12) + 1;
	int last = civil_month_days(year, month);

	return civil_day(year, month, c.day < last ? c.day : last);
}

/* --- text ---
 *
 * The readers below take one thing each from *p and move it on. */

static bool take_digits(const char **p, int count, int min, int max, int *out)
{
	int n = 0;

	for (int i = 0; i < count; i++, (*p)++) {
		if (**p < '0' || **p > '9')
			return false;
		n = n * 10 + (**p - '0');
	}
	*out = n;
	return n >= min && n <= max;
}

static bool take_char(const char **p, const char *any_of)
{
	for (const char *c = any_of; *c; c++) {
		if (**p == *c) {
			(*p)++;
			return true;
		}
	}
	return false;
}

static bool take_day(const char **p, int64_t *day)
{
	int y, m, d;

	if (!take_digits(p, 4, 0, 9999, &y) || !take_char(p, "-") ||
	    !take_digits(p, 2, 1, 12, &m) || !take_char(p, "-") ||
	    !take_digits(p, 2, 1, civil_month_days(y, m), &d))
		return false;
	*day = civil_day(y, m, d);
	return true;
}

static void skip_fraction(const char **p)
{
	if (**p == '.' && (*p)[1] >= '0' && (*p)[1] <= '9') {
		(*p)++;
		while (**p >= '0' && **p <= '9')
			(*p)++;
	}
}

/* "Z" or "+02:00", as seconds east. */
static bool take_offset(const char **p, int *east)
{
	int h, m, sign = **p == '-' ? -1 : 1;

	*east = 0;
	if (take_char(p, "Zz"))
		return true;
	if (!take_char(p, "+-") || !take_digits(p, 2, 0, 23, &h) || !take_char(p, ":") ||
	    !take_digits(p, 2, 0, 59, &m))
		return false;
	*east = sign * (h * 3600 + m * 60);
	return true;
}

bool civil_parse_day(const char *text, int64_t *day)
{
	int64_t d;

	if (!take_day(&text, &d) || *text)
		return false;
	*day = d;
	return true;
}

bool civil_parse_clock(const char *text, int *second)
{
	int h, m, s = 0;

	if (!take_digits(&text, 2, 0, 23, &h) || !take_char(&text, ":") || !take_digits(&text, 2, 0, 59, &m))
		return false;
	if (take_char(&text, ":") && !take_digits(&text, 2, 0, 59, &s))
		return false;
	if (*text)
		return false;
	*second = h * 3600 + m * 60 + s;
	return true;
}

bool civil_parse_rfc3339(const char *text, int64_t *at)
{
	int64_t day;
	int h, m, s, east;

	/* RFC 3339 5.6 lets a blank stand for the T. */
	if (!take_day(&text, &day) || !take_char(&text, "Tt ") ||
	    !take_digits(&text, 2, 0, 23, &h) || !take_char(&text, ":") ||
	    !take_digits(&text, 2, 0, 59, &m) || !take_char(&text, ":") || !take_digits(&text, 2, 0, 60, &s))
		return false;
	skip_fraction(&text);
	if (!take_offset(&text, &east) || *text)
		return false;
	int64_t instant = day * DAY_S + h * 3600 + m * 60 + (s == 60 ? 59 : s) - east;
	if (instant < civil_day(0, 1, 1) * DAY_S || instant >= civil_day(10000, 1, 1) * DAY_S)
		return false;          /* no four digits of a year in UTC */
	*at = instant;
	return true;
}

/* --- writing; by hand, as lists and batches write millions --- */

static char *put_two(char *p, int n)
{
	*p++ = (char)('0' + n / 10);
	*p++ = (char)('0' + n % 10);
	return p;
}

static char *put_day(char *p, const struct civil *c)
{
	int year = c->year < 0 ? -c->year : c->year;

	if (c->year < 0)
		*p++ = '-';
	p = put_two(put_two(p, year / 100), year % 100);
	*p++ = '-';
	p = put_two(p, c->month);
	*p++ = '-';
	return put_two(p, c->day);
}

void civil_print_day(char out[16], int64_t day)
{
	struct civil c = civil_of_day(day);

	*put_day(out, &c) = '\0';
}

void civil_print_utc(char out[24], int64_t at)
{
	struct civil c = civil_of_second(at);
	char *p = put_day(out, &c);

	*p++ = 'T';
	p = put_two(p, c.hour);
	*p++ = ':';
	p = put_two(p, c.minute);
	*p++ = ':';
	p = put_two(p, c.second);
	*p++ = 'Z';
	*p = '\0';
}
