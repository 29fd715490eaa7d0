/* report_steps: a period in days, weeks or months of the report's zone. */
#include <inttypes.h>

#include "app/report.h"

const char *const report_every_words[] = {"day", "week", "month", "hour", NULL};

static int64_t begin_of(enum report_every every, int64_t day)
{
	struct civil c = civil_of_day(day);

	switch (every) {
	case EVERY_WEEK: return day - civil_weekday(day);
	case EVERY_MONTH: return civil_day(c.year, c.month, 1);
	default: return day;
	}
}

static int64_t next_of(enum report_every every, int64_t day)
{
	return every == EVERY_MONTH ? civil_add_months(day, 1) : day + (every == EVERY_WEEK ? 7 : 1);
}

static const char *name_of(struct report *r, enum report_every every, int64_t day)
{
	char text[16];

	civil_print_day(text, day);
	return arena_printf(r->a, "%.*s", every == EVERY_MONTH ? 7 : 10, text);
}

void report_begins(struct report *r)
{
	int64_t first = cases_first(r->s->desk);

	if (r->from == INT64_MIN + 1)
		r->from = first < r->until ? first : r->until - 1;
}

struct report_steps report_steps(struct report *r, enum report_every every, int64_t from, int64_t to)
{
	struct { int64_t *v; size_t n, cap; } edges = {0};
	struct { const char **v; size_t n, cap; } names = {0};
	int64_t first = zone_day(r->zone, from), day = begin_of(every, first);

	*vec_push(r->a, &edges) = from;
	for (;;) {
		int64_t next = next_of(every, day), end = zone_at(r->zone, next, 0);
		*vec_push(r->a, &names) = name_of(r, every, day > first ? day : first);
		*vec_push(r->a, &edges) = end < to ? end : to;
		r->cut |= end > to || (names.n == 1 && zone_at(r->zone, day, 0) < from);
		if (end >= to)
			break;
		day = next;
	}
	return (struct report_steps){edges.v, names.v, names.n};
}

void report_line(struct report_section *s, enum metric_id m, const char *label, const int64_t *v,
                 const struct report_steps *steps, enum figure_kind kind)
{
	*vec_push(s->r->a, &s->lines) = (struct report_line){m, label, v, steps->names, steps->n, kind};
	report_define(s->r, m);
}
