/* cal: business calendars.
 *
 * Days and their hours come from when/hours, open spans and their count from
 * when/pages; here are the questions. */
#include "when/cal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "when/clock.h"
#include "when/hours.h"
#include "when/pages.h"

struct cal {
	const struct cal_rules *rules;
	struct hours *hours;
	struct pages *pages;
};

const char *const cal_why_words[] = {"week", "holiday", "special", NULL};

struct cal *cal_new(struct arena *a, const struct cal_rules *rules)
{
	struct cal *c = arena_new(a, struct cal);

	c->rules = rules;
	c->hours = hours_new(a, rules);
	c->pages = pages_new(a, rules->zone, c->hours);
	return c;
}

const struct cal_rules *cal_rules(const struct cal *c)
{
	return c->rules;
}

bool cal_rules_open(const struct cal_rules *r)
{
	for (int i = 0; i < 7; i++) {
		if (r->nweek[i] > 0)
			return true;
	}
	return false;
}

/* --- intervals as text --- */

bool cal_parse_hours(const char *text, struct cal_hours *h)
{
	char start[6], end[6];
	int from, to;

	if (strlen(text) != 11 || text[5] != '-')
		return false;
	snprintf(start, sizeof start, "%.5s", text);
	snprintf(end, sizeof end, "%.5s", text + 6);
	if (!civil_parse_clock(start, &from))
		return false;
	if (strcmp(end, "24:00") == 0)
		to = DAY_S;
	else if (!civil_parse_clock(end, &to))
		return false;
	*h = (struct cal_hours){from, to > from ? to : to + DAY_S};
	return true;
}

void cal_print_hours(char out[16], struct cal_hours h)
{
	int to = h.to > DAY_S ? h.to - DAY_S : h.to;

	snprintf(out, 16, "%02d:%02d-%02d:%02d", h.from / 3600, h.from / 60 % 60, to / 3600, to / 60 % 60);
}

/* --- counting --- */

static int64_t max(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t min(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static bool in_reach(int64_t at)
{
	return at >= PAGES_AT_MIN && at <= PAGES_AT_MAX;
}

/* No budget is longer than the years there are. */
static bool countable(int64_t at, int64_t seconds)
{
	return in_reach(at) && seconds <= PAGES_AT_MAX - PAGES_AT_MIN;
}

int64_t cal_elapsed(struct cal *c, int64_t a, int64_t b)
{
	int64_t from = max(a, PAGES_AT_MIN), to = min(b, PAGES_AT_MAX);

	return from < to ? pages_count(c->pages, to) - pages_count(c->pages, from) : 0;
}

int64_t cal_due(struct cal *c, int64_t start, int64_t seconds)
{
	int64_t last;

	if (seconds <= 0)
		return start;
	if (!countable(start, seconds))
		return AT_NONE;
	/* The end of the budget's last second, not the start of the one after. */
	last = pages_ahead(c->pages, start, pages_count(c->pages, start) + seconds - 1);
	return last == AT_NONE ? AT_NONE : last + 1;
}

int64_t cal_before(struct cal *c, int64_t t, int64_t seconds)
{
	if (seconds <= 0)
		return t;
	if (!countable(t, seconds))
		return AT_NONE;
	return pages_behind(c->pages, t, pages_count(c->pages, t) - seconds);
}

bool cal_open(struct cal *c, int64_t t, int64_t *next)
{
	if (in_reach(t))
		return pages_open(c->pages, t, next);
	if (next)
		*next = AT_NONE;
	return false;
}

/* --- pauses --- */

static int by_from(const void *a, const void *b)
{
	const struct cal_pause *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

void cal_sort_pauses(struct cal_pause *v, size_t n)
{
	if (n > 1)
		qsort(v, n, sizeof *v, by_from);
}

int64_t cal_elapsed_paused(struct cal *c, int64_t a, int64_t b, const struct cal_pause *v, size_t n)
{
	int64_t total = 0, at = a;

	for (size_t i = 0; i < n && at < b; i++) {
		if (v[i].to <= v[i].from)
			continue;
		total += cal_elapsed(c, at, min(v[i].from, b));
		at = max(at, v[i].to);
	}
	return total + cal_elapsed(c, at, b);
}

int64_t cal_due_paused(struct cal *c, int64_t start, int64_t seconds, const struct cal_pause *v,
                       size_t n)
{
	int64_t at = start, left = seconds;

	if (seconds <= 0)
		return start;
	for (size_t i = 0; i < n; i++) {
		int64_t counted;

		if (v[i].to <= v[i].from)
			continue;
		counted = cal_elapsed(c, at, v[i].from);
		if (counted >= left)
			break;
		left -= counted;
		at = max(at, v[i].to);
	}
	return cal_due(c, at, left);
}

/* Pauses by their end, the last one first: the walk back meets them so. */
static int by_to_back(const void *a, const void *b)
{
	const struct cal_pause *x = a, *y = b;

	return (x->to < y->to) - (x->to > y->to);
}

int64_t cal_before_paused(struct cal *c, int64_t t, int64_t seconds, struct cal_pause *v, size_t n)
{
	int64_t at = t, left = seconds;

	if (seconds <= 0)
		return t;
	if (n > 1)
		qsort(v, n, sizeof *v, by_to_back);
	for (size_t i = 0; i < n; i++) {
		int64_t counted;

		if (v[i].to <= v[i].from)
			continue;
		counted = cal_elapsed(c, v[i].to, at);
		if (counted >= left)
			break;
		left -= counted;
		at = min(at, v[i].from);
	}
	return cal_before(c, at, left);
}

/* --- dates --- */

struct cal_day cal_day(const struct cal *c, int64_t day)
{
	return hours_of(c->hours, day);
}

/* A zone that crossed the date line skipped a date: there the offset grows by
 * a day. */
static bool skipped(const struct zone *z, int64_t day)
{
	int64_t noon = day * DAY_S + DAY_S / 2;
	int before = zone_offset(z, noon - 2 * DAY_S, NULL), after = zone_offset(z, noon + 2 * DAY_S, NULL);

	return after - before > DAY_S / 2 && zone_at(z, day, 0) == zone_at(z, day + 1, 0);
}

bool cal_business_day(const struct cal *c, int64_t day)
{
	return hours_of(c->hours, day).nhours > 0 && !skipped(c->rules->zone, day);
}

int64_t cal_add_business_days(const struct cal *c, int64_t day, int64_t n)
{
	struct hours_reach r = hours_reach(c->hours);
	int step = n < 0 ? -1 : 1;
	int64_t found = day;

	while (n != 0) {
		day += step;
		if (day < CIVIL_DAY_MIN || day > CIVIL_DAY_MAX)
			return AT_NONE;
		if (step > 0 && day > max(found, r.last) + HOURS_NEVER_DAYS)
			return AT_NONE;
		if (step < 0 && day < min(found, r.first) - HOURS_NEVER_DAYS)
			return AT_NONE;
		if (cal_business_day(c, day)) {
			found = day;
			n -= step;
		}
	}
	return found;
}

int64_t cal_close(const struct cal *c, int64_t day)
{
	struct cal_day d = hours_of(c->hours, day);
	int last = 0;

	for (size_t i = 0; i < d.nhours; i++)
		last = d.hours[i].to > last ? d.hours[i].to : last;
	return d.nhours > 0 ? zone_until(c->rules->zone, day, last) : AT_NONE;
}

static int64_t end_of(const struct cal *c, int64_t day)
{
	return day > CIVIL_DAY_MAX ? AT_NONE : zone_until(c->rules->zone, day, DAY_S);
}

static int64_t due_business_days(const struct cal *c, int64_t start, int64_t n)
{
	int64_t day;

	if (n == 0)
		return start;
	day = cal_add_business_days(c, zone_day(c->rules->zone, start), n);
	return day == AT_NONE ? AT_NONE : cal_close(c, day);
}

int64_t cal_due_span(struct cal *c, int64_t start, struct span s)
{
	int64_t day;

	if (s.unit == SPAN_SECONDS)
		return cal_due(c, start, s.n);
	if (!in_reach(start) || s.n > CIVIL_DAY_MAX - CIVIL_DAY_MIN)
		return AT_NONE;
	day = zone_day(c->rules->zone, start);
	switch (s.unit) {
	case SPAN_BUSINESS_DAYS:
		return due_business_days(c, start, s.n);
	case SPAN_DAYS:
		return end_of(c, day + s.n);
	case SPAN_WEEKS:
		return end_of(c, day + 7 * s.n);
	default:
		return end_of(c, civil_add_months(day, (int)s.n));
	}
}

bool cal_beyond(const struct cal *c, int64_t at)
{
	return c->rules->valid_to != INT64_MAX && zone_day(c->rules->zone, at - 1) > c->rules->valid_to;
}
