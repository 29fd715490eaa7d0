/* stamp: instants as other systems write them. */
#include "when/stamp.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"

const char *const stamp_words[] = {"iso", "us", "eu", "text", "epoch", NULL};

struct stamp {
	int year, month, day;
	int second;                    /* of the day */
	bool timed, zoned;
	int offset;                    /* seconds east of UTC, where zoned */
};

static const char *blanks(const char *p)
{
	return p + strspn(p, " \t");
}

/* One to max digits; -1 where there are none. */
static int digits(const char **p, int max, int *n)
{
	int v = 0;

	for (*n = 0; isdigit((unsigned char)**p) && *n < max; (*n)++)
		v = v * 10 + *(*p)++ - '0';
	return *n && !isdigit((unsigned char)**p) ? v : -1;
}

/* --- time and zone --- */

static bool half_of_day(const char **p, int *hour)
{
	const char *at = blanks(*p);
	bool pm = tolower((unsigned char)*at) == 'p';

	if ((!pm && tolower((unsigned char)*at) != 'a') || tolower((unsigned char)at[1]) != 'm' || isalpha((unsigned char)at[2]))
		return true;
	if (*hour < 1 || *hour > 12)
		return false;
	*hour = *hour % 12 + (pm ? 12 : 0);
	*p = at + 2;
	return true;
}

/* "14:05[:06[.789]] [PM]" */
static bool time_of_day(const char **p, struct stamp *s)
{
	int n, minute, second = 0, hour = digits(p, 2, &n);

	if (hour < 0 || **p != ':')
		return false;
	++*p;
	minute = digits(p, 2, &n);
	if (minute < 0 || n != 2)
		return false;
	if (**p == ':') {
		++*p;
		second = digits(p, 2, &n);
		if (second < 0 || n != 2)
			return false;
		if (**p == '.' || **p == ',')
			*p += 1 + strspn(*p + 1, "0123456789");
	}
	if (!half_of_day(p, &hour) || hour > 23 || minute > 59 || second > 60)
		return false;
	s->second = hour * 3600 + minute * 60 + (second > 59 ? 59 : second);
	s->timed = true;
	return true;
}

/* "Z", "UTC", "GMT", "+01:00", "+0100", "+01" */
static bool zone_of(const char **p, struct stamp *s)
{
	const char *at = blanks(*p);
	int n, hour, minute = 0, sign = *at == '-' ? -1 : 1;

	if (strncasecmp(at, "utc", 3) == 0 || strncasecmp(at, "gmt", 3) == 0)
		at += 3;
	else if (*at == 'Z' || *at == 'z')
		at++;
	else if (*at != '+' && *at != '-')
		return true;
	s->zoned = true;
	if (*at == '+' || *at == '-') {
		sign = *at++ == '-' ? -1 : 1;
		hour = digits(&at, 4, &n);
		if (hour < 0 || n == 3)
			return false;
		if (n == 4) {
			minute = hour % 100;
			hour /= 100;
		} else if (*at == ':') {
			at++;
			minute = digits(&at, 2, &n);
		}
		if (hour > 15 || minute < 0 || minute > 59)
			return false;
		s->offset = sign * (hour * 3600 + minute * 60);
	}
	*p = at;
	return true;
}

/* What stands behind a date in numbers. */
static bool rest(const char *p, struct stamp *s)
{
	if (*p == 'T' || *p == ',' || *p == ' ' || *p == '\t') {
		p = blanks(p + (*p == 'T' || *p == ','));
		if (isdigit((unsigned char)*p) && !time_of_day(&p, s))
			return false;
	}
	return zone_of(&p, s) && !*blanks(p);
}

/* --- dates --- */

static bool numbers(enum stamp_form form, const char *p, struct stamp *s)
{
	static const int place[][3] = {{0, 1, 2}, {2, 0, 1}, {2, 1, 0}};   /* year, month, day */
	int v[3], n[3];

	for (int i = 0; i < 3; i++) {
		v[i] = digits(&p, 4, &n[i]);
		if (v[i] < 0 || (i < 2 && (!*p || !strchr("/.-", *p++))))
			return false;
	}
	const int *at = place[form];
	s->year = v[at[0]];
	s->month = v[at[1]];
	s->day = v[at[2]];
	if (n[at[0]] == 2 && form != STAMP_ISO)
		s->year += 2000;
	else if (n[at[0]] != 4)
		return false;
	return n[at[1]] <= 2 && n[at[2]] <= 2 && rest(p, s);
}

static int month_of(const char *p, size_t n)
{
	static const char *const names[] = {
		"january", "february", "march", "april", "may", "june", "july", "august", "september",
		"october", "november", "december",
	};

	for (int i = 0; i < 12 && n >= 3; i++)
		if (n <= strlen(names[i]) && strncasecmp(p, names[i], n) == 0)
			return i + 1;
	return 0;
}

static bool weekday(const char *p, size_t n)
{
	static const char *const names[] = {
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
	};

	for (int i = 0; i < 7 && n >= 3; i++)
		if (n <= strlen(names[i]) && strncasecmp(p, names[i], n) == 0)
			return true;
	return false;
}

/* A day, a year, or a time. */
static bool number_word(const char **p, struct stamp *s)
{
	const char *at = *p;
	int n, v = digits(&at, 4, &n);

	if (v < 0)
		return false;
	if (*at == ':')
		return !s->timed && time_of_day(p, s);
	*p = at;
	if (n == 4 && !s->year)
		s->year = v;
	else if (n <= 2 && !s->day)
		s->day = v;
	else
		return false;
	return true;
}

/* Words in any order: weekday, month, day, year, time; a zone at the end. */
static bool words(const char *p, struct stamp *s)
{
	for (p = blanks(p); *p; p = blanks(p + strspn(p, ",. \t"))) {
		size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
		const char *before = p;
		if (isdigit((unsigned char)*p)) {
			if (!number_word(&p, s))
				return false;
		} else if (n && !s->month && month_of(p, n)) {
			s->month = month_of(p, n);
			p += n;
		} else if (n && weekday(p, n)) {
			p += n;
		} else if (s->zoned || !zone_of(&p, s) || p == before) {
			return false;
		}
	}
	return s->year && s->month && s->day;
}

bool stamp_parse(enum stamp_form form, const char *text, const struct zone *z, int64_t *at)
{
	struct stamp s = {0};

	if (form == STAMP_EPOCH)
		return num_parse(text, CIVIL_AT_MIN, CIVIL_AT_MAX, at);
	if (!(form == STAMP_TEXT ? words(text, &s) : numbers(form, text, &s)))
		return false;
	if (s.year < 1 || s.month < 1 || s.month > 12 || s.day < 1 || s.day > civil_month_days(s.year, s.month))
		return false;
	int64_t day = civil_day(s.year, s.month, s.day);
	*at = s.zoned ? day * DAY_S + s.second - s.offset : zone_at(z, day, s.second);
	return true;
}
