/* report: sections, rows and figures put together. */
#include "app/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "when/clock.h"

const char *const stat_words[] = {"value", "mean", "p50", "p90", "p95", "least", "most", "count", "change", NULL};

/* --- figures --- */

struct figure figure_none(void)
{
	return (struct figure){.kind = FIGURE_NONE};
}

struct figure figure_count(int64_t n)
{
	return (struct figure){.kind = FIGURE_COUNT, .value = n};
}

struct figure figure_share(int64_t part, int64_t whole)
{
	struct figure f = {.kind = whole > 0 ? FIGURE_SHARE : FIGURE_NONE, .part = part, .whole = whole};

	if (whole <= 0)
		return f;
	f.value = tally_share(part, whole);
	f.ranged = true;
	tally_interval(part, whole, &f.low, &f.high);
	return f;
}

struct figure figure_span(int64_t seconds, int64_t n)
{
	return (struct figure){.kind = FIGURE_SPAN, .value = seconds, .whole = n};
}

struct figure figure_mean(int64_t sum, int64_t n)
{
	if (n <= 0)
		return figure_none();
	return (struct figure){.kind = FIGURE_MEAN, .value = (sum * 1000 + n / 2) / n, .part = sum, .whole = n};
}

struct figure figure_at(int64_t at)
{
	return (struct figure){.kind = at == AT_NONE ? FIGURE_NONE : FIGURE_AT, .value = at};
}

struct figure figure_text(const char *text)
{
	return (struct figure){.kind = text ? FIGURE_TEXT : FIGURE_NONE, .text = text};
}

static int64_t time_of(struct arena *a, struct tally *t, enum stat stat)
{
	switch (stat) {
	case STAT_P50: return tally_rank(a, t, 50);
	case STAT_P90: return tally_rank(a, t, 90);
	case STAT_P95: return tally_rank(a, t, 95);
	case STAT_LEAST: return t->least;
	case STAT_MOST: return t->most;
	default: return tally_mean(t);
	}
}

struct figure figure_of(struct arena *a, struct tally *t, enum metric_id m, enum stat stat)
{
	switch (metrics[m].unit) {
	case UNIT_SHARE: return figure_share(t->part, t->n);
	case UNIT_MEAN: return figure_mean(t->sum, t->n);
	case UNIT_SECONDS: case UNIT_BUSINESS: {
		struct figure f = figure_span(time_of(a, t, stat), t->n);
		if (t->n == 0)
			return figure_none();
		f.few = t->n < FIGURE_RANKED && (stat == STAT_P90 || stat == STAT_P95);
		return f;
	}
	default: return stat == STAT_VALUE ? figure_count(t->sum) : figure_count(t->n);
	}
}

/* --- sections --- */

struct report_section *report_section(struct report *r, const char *name, const char *title, const char *head)
{
	struct report_section *s = arena_new(r->a, struct report_section);

	*s = (struct report_section){.r = r, .name = name, .title = title, .head = head};
	*vec_push(r->a, &r->sections) = s;
	return s;
}

void report_define(struct report *r, enum metric_id m)
{
	r->noted[m] = 1;
	r->counts_business |= metrics[m].unit == UNIT_BUSINESS && m != METRIC_RESOLUTION_PROMISED && m != METRIC_SLA_OVER;
	r->windowed |= m == METRIC_FCR || m == METRIC_FCR_NO_REPEAT || m == METRIC_FCR_AT_FIRST || m == METRIC_FCR_NET ||
	               m == METRIC_FCR_NO_REPEAT_NET ||
	               m == METRIC_REOPENED_SOON;
}

void report_column(struct report_section *s, enum metric_id m, enum stat stat, const char *head)
{
	if (s->ncolumns == REPORT_COLUMNS)
		bug("more than %d columns", REPORT_COLUMNS);
	s->columns[s->ncolumns++] = (struct report_column){m, stat, _(head ? head : metrics[m].head), false};
	report_define(s->r, m);
}

void report_bars(struct report_section *s)
{
	s->columns[s->ncolumns - 1].bars = true;
}

static struct report_row *add_row(struct report_section *s, const char *key, const char *label)
{
	struct report_row *row = vec_push(s->r->a, &s->rows);

	*row = (struct report_row){key, label, false, false, arena_array(s->r->a, struct figure, s->ncolumns)};
	return row;
}

struct figure *report_row(struct report_section *s, const char *key, const char *label)
{
	return add_row(s, key, label)->v;
}

struct figure *report_total(struct report_section *s, const char *label)
{
	struct report_row *row = add_row(s, "all", label ? label : _("All"));

	row->total = true;
	return row->v;
}

void report_note(struct report_section *s, const char *text)
{
	if (!str_empty(text))
		*vec_push(s->r->a, &s->notes) = text;
}

enum cohort report_cohort(const struct report *r, enum metric_id m)
{
	enum cohort own = metrics[m].cohort;

	return r->chosen && (own == COHORT_OPENED || own == COHORT_RESOLVED || own == COHORT_CLOSED || own == COHORT_FIRST)
	       ? r->cohort : own;
}

void report_provisional(struct report *r, const char *text)
{
	for (size_t i = 0; i < r->provisional.n; i++)
		if (str_eq(r->provisional.v[i], text))
			return;
	*vec_push(r->a, &r->provisional) = text;
}

void report_window(struct report *r)
{
	int64_t ripe = r->to + r->days * DAY_S;

	if (ripe > r->now)
		report_provisional(r, arena_printf(r->a, _("until %s a case may still come back within the window"),
		                                   report_at(r, ripe)));
}

void report_answers(struct report *r, const struct tally *unanswered, const struct tally *times)
{
	if (r->to >= r->now || (unanswered->part && times->n))
		report_provisional(r, _("some cases may still be answered"));
}

/* --- groups --- */

struct figures_query report_query(const struct report *r, const enum metric_id *m, size_t n)
{
	return (struct figures_query){
		.cases = {.cohort = r->cohort, .from = r->from, .to = r->to, .find = &r->q.find, .more = r->q.more,
		          .only = r->only, .only_n = r->only_n, .as_of = r->q.as_of},
		.by = r->by, .metrics = m, .nmetrics = n, .ranks = true, .window_s = r->days * DAY_S, .cal = r->cal, .now = r->now};
}

static int by_number(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;

	return x->key.number < y->key.number ? -1 : x->key.number > y->key.number;
}

static int by_name(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;

	return strcmp(x->key.text ? x->key.text : "", y->key.text ? y->key.text : "");
}

int report_by_key(const struct figures_group *x, const struct figures_group *y)
{
	if (x->key.number != y->key.number)
		return x->key.number < y->key.number ? -1 : 1;
	return by_name(&x, &y);
}

static int by_size(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;

	return x->n != y->n ? (x->n > y->n ? -1 : 1) : report_by_key(x, y);
}

/* Agents by name: no table of them is a ranking. */
void report_order(const struct report *r, struct figures *f)
{
	int (*order)(const void *, const void *) =
		r->by == BY_LEVEL || r->by == BY_PRIORITY ? by_number : r->by == BY_AGENT ? by_name : by_size;

	if (f->groups.n > 1)
		qsort(f->groups.v, f->groups.n, sizeof *f->groups.v, order);
}

bool report_hides(const struct report *r, enum case_by by, int64_t n)
{
	return (by == BY_CUSTOMER || by == BY_AGENT) && n < r->few;
}

/* --- from figures --- */

static struct figure figure_from(struct report *r, const struct report_column *c, const struct figures *f,
                                 const struct figures_group *g, size_t step)
{
	int metric = figures_find(f, c->metric);

	if (metric < 0)
		return figure_count(g->steps[step]);
	return figure_of(r->a, figures_cell(f, g, step, (size_t)metric), c->metric, c->stat);
}

void report_list(struct report_section *s, struct figure *v, const struct figures *f, const struct figures_group *g,
                 size_t step)
{
	for (size_t i = 0; i < s->ncolumns; i++)
		if (v[i].kind == FIGURE_NONE && figures_find(f, s->columns[i].metric) >= 0)
			v[i] = figure_from(s->r, &s->columns[i], f, g, step);
}

/* How many cases there are is a load, and always told; what became of them is
 * not. */
static bool tells(const struct report_column *c, const struct figure *f)
{
	return f->kind != FIGURE_NONE && (f->kind != FIGURE_COUNT || metrics[c->metric].unit == UNIT_TIMES);
}

static void fill_row(struct report_section *s, struct figure *v, const struct figures *f,
                     const struct figures_group *g, size_t step, bool total)
{
	for (size_t i = 0; i < s->ncolumns; i++) {
		v[i] = figure_from(s->r, &s->columns[i], f, g, step);
		v[i].hidden = !total && tells(&s->columns[i], &v[i]) &&
		              report_hides(s->r, s->r->by, v[i].kind == FIGURE_COUNT ? g->steps[step] : v[i].whole);
		s->r->hidden += v[i].hidden;
	}
}

void report_fill(struct report_section *s, const struct figures *f, size_t step)
{
	struct report *r = s->r;

	for (size_t i = 0; i < f->groups.n; i++) {
		const struct figures_group *g = f->groups.v[i];
		if (f->nsteps > 1 && g->steps[step] == 0)
			continue;
		fill_row(s, report_row(s, report_key(r, r->by, g->key), report_label(r, r->by, g->key)), f, g, step, false);
	}
	fill_row(s, report_total(s, NULL), f, &f->all, step, true);
	report_hide(s);
}

struct report_section *report_table(struct report *r, const char *name, const char *title,
                                    const struct report_column *columns, size_t n, const struct figures *f)
{
	struct report_section *s = report_section(r, name, title, report_by_head(r->by));

	for (size_t i = 0; i < n; i++) {
		report_column(s, columns[i].metric, columns[i].stat, columns[i].head);
		s->columns[i].bars = columns[i].bars && r->by != BY_NONE;
	}
	report_fill(s, f, 0);
	return s;
}

/* --- hiding --- */

/* Where a figure could be worked out from the others: a lone one left out in its
 * column is the whole less the rest. The row with the fewest cases there goes
 * with it; where there is none, the whole. */
static int64_t size_of(const struct report_row *row, size_t n)
{
	int64_t most = 0;

	for (size_t i = 0; i < n; i++) {
		int64_t whole = row->v[i].kind == FIGURE_COUNT ? row->v[i].value : row->v[i].whole;
		most = whole > most ? whole : most;
	}
	return most;
}

static void hide_values(struct report_section *s, struct report_row *row)
{
	for (size_t i = 0; i < s->ncolumns; i++)
		if (tells(&s->columns[i], &row->v[i]) && !row->v[i].hidden) {
			row->v[i].hidden = true;
			s->r->hidden++;
		}
}

/* A column in which one row alone is left out: which is to go with it. NULL:
 * there is none. */
static struct report_row *goes_too(struct report_section *s, size_t column)
{
	struct report_row *smallest = NULL, *total = NULL;
	size_t hidden = 0;

	for (size_t i = 0; i < s->rows.n; i++) {
		struct report_row *row = &s->rows.v[i];
		const struct figure *f = &row->v[column];
		hidden += f->hidden && !row->total;
		if (f->hidden || !tells(&s->columns[column], f))
			continue;
		if (row->total)
			total = row;
		else if (!smallest || size_of(row, s->ncolumns) < size_of(smallest, s->ncolumns))
			smallest = row;
	}
	return hidden != 1 ? NULL : smallest ? smallest : total;
}

void report_hide(struct report_section *s)
{
	struct report_row *row;

	for (size_t i = 0; i < s->ncolumns;) {
		row = goes_too(s, i);
		if (row)
			hide_values(s, row);
		i = row ? 0 : i + 1;
	}
}
