/* report_chart: the charts of a report's page: which one, and of which figures,
 * follows from what its section holds. Beside each stands the section's table. */
#include <inttypes.h>
#include <string.h>

#include "app/report_chart_inner.h"
#include "base/str.h"
#include "base/utf8.h"
#include "when/clock.h"

enum { ROWS = 15 };

/* --- figures as numbers --- */

/* "20 %" for "20.0 %". */
const char *chart_axis_text(void *arg, int64_t value)
{
	const struct chart_axis *x = arg;
	char *text = arena_strdup(x->r->a, report_value(x->r, x->metric, x->kind, value)), *zero = strstr(text, ".0 ");

	if (value == 0 && x->kind != FIGURE_SHARE)
		return "0";
	if (zero)
		memmove(zero, zero + 2, strlen(zero + 2) + 1);
	return text;
}

bool chart_is_number(const struct figure *f)
{
	return !f->hidden && !f->few && f->kind != FIGURE_NONE && f->kind != FIGURE_TEXT && f->kind != FIGURE_AT;
}

int64_t chart_unit(enum metric_id m, enum figure_kind kind, int64_t most)
{
	switch (kind) {
	case FIGURE_SHARE: return 10000;
	case FIGURE_MEAN: return 10;
	case FIGURE_SPAN: return most < 2 * 3600 ? 60 : most < 2 * DAY_S || metrics[m].unit == UNIT_BUSINESS ? 3600 : DAY_S;
	default: return 1;
	}
}

struct chart_rows chart_pick(const struct report_section *s, size_t most)
{
	struct chart_rows p = {arena_array(s->r->a, size_t, most), 0};
	size_t first = s->whole && s->rows.n > most ? s->rows.n - most : 0;

	for (size_t i = first; i < s->rows.n && p.n < most; i++)
		if (!s->rows.v[i].total)
			p.v[p.n++] = i;
	return p;
}

struct svg_series chart_series(const struct report_section *s, size_t column, const struct chart_rows *p, enum svg_tone tone)
{
	struct arena *a = s->r->a;
	const struct report_column *c = &s->columns[column];
	int64_t *v = arena_array(a, int64_t, 3 * p->n);
	const char **says = arena_array(a, const char *, p->n);
	bool ranged = false;

	for (size_t i = 0; i < p->n; i++) {
		const struct figure *f = &s->rows.v[p->v[i]].v[column];
		bool is = chart_is_number(f);
		v[i] = is ? f->value : SVG_NONE;
		v[p->n + i] = is && f->ranged ? f->low : SVG_NONE;
		v[2 * p->n + i] = is && f->ranged ? f->high : SVG_NONE;
		ranged |= is && f->ranged;
		says[i] = report_figure_text(s->r, c, f);
	}
	return (struct svg_series){c->head, v, ranged ? v + p->n : NULL, ranged ? v + 2 * p->n : NULL, says, tone};
}

enum figure_kind chart_kind(const struct report_section *s, size_t column)
{
	for (size_t i = 0; i < s->rows.n; i++)
		if (chart_is_number(&s->rows.v[i].v[column]))
			return s->rows.v[i].v[column].kind;
	return FIGURE_NONE;
}

int chart_find(const struct report_section *s, enum metric_id m)
{
	for (size_t i = 0; i < s->ncolumns; i++)
		if (s->columns[i].metric == m)
			return (int)i;
	return -1;
}

int chart_barred(const struct report_section *s)
{
	for (size_t i = 0; i < s->ncolumns; i++)
		if (s->columns[i].bars)
			return (int)i;
	return -1;
}

/* --- what is said of a chart --- */

/* "1 First line: 83.3 %; 2 Specialists: 16.7 %". */
static const char *each_text(struct arena *a, const struct svg_chart *c)
{
	struct str s = str_new(a);

	for (size_t i = 0; i < c->n; i++)
		str_printf(&s, "%s%s: %s", i ? "; " : "", c->labels[i], c->series[0].says[i]);
	return s.p;
}

/* --- onto the page --- */

void chart_put(const struct report_section *s, struct doc *d, struct svg_chart *c,
               void (*how)(struct str *, const struct svg_chart *), const char *note)
{
	struct report *r = s->r;
	struct str out = str_new(r->a);

	c->id = arena_printf(r->a, "c%zu", ++r->charts);
	if (str_empty(c->title))
		c->title = s->title;
	if (c->nseries > 1 || c->goals)
		svg_legend(&out, c, how == svg_lines);
	how(&out, c);
	doc_figure(d, str_eq(c->title, s->title) ? "" : c->title, out.p);
	if (note)
		doc_note(d, note);
}

const char *const *chart_labels(const struct report_section *s, const struct chart_rows *p)
{
	const char **v = arena_array(s->r->a, const char *, p->n);

	for (size_t i = 0; i < p->n; i++)
		v[i] = s->rows.v[p->v[i]].label;
	return v;
}

static const char *titled(const struct report_section *s, int column)
{
	const char *head = s->columns[column].head, *by = s->head;

	return str_empty(by) ? head : arena_printf(s->r->a, "%s: %s", by, head);
}

int64_t chart_most(const struct svg_series *x, size_t n)
{
	int64_t most = 0;

	for (size_t i = 0; i < n; i++)
		most = x->v[i] > most ? x->v[i] : most;
	return most;
}

static size_t numbers(const struct svg_series *x, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += x->v[i] != SVG_NONE;
	return count;
}

/* --- forms --- */

const char *chart_whiskers(const struct svg_chart *c)
{
	return c->series[0].low ? _("The thin lines are 95 % intervals: what chance alone leaves open.") : NULL;
}

static void put_bars(const struct report_section *s, struct doc *d, int column)
{
	struct chart_rows p = chart_pick(s, ROWS);
	struct svg_series v = chart_series(s, (size_t)column, &p, SVG_BLUE);
	struct svg_chart c = {.title = titled(s, column), .labels = chart_labels(s, &p), .n = p.n, .series = &v, .nseries = 1};

	if (numbers(&v, p.n) < 2)
		return;
	c.desc = each_text(s->r->a, &c);
	if (chart_kind(s, (size_t)column) == FIGURE_SHARE && chart_most(&v, p.n) > 250000)
		c.most = 1000000;
	chart_put(s, d, &c, svg_bars, chart_whiskers(&c));
}

/* Each row's part of the whole, and all parts down to it. */
static void put_pareto(const struct report_section *s, struct doc *d, int cumulated)
{
	struct chart_rows p = chart_pick(s, ROWS);
	struct svg_series v[2];
	struct svg_chart c = {.title = _("Share of the weight, and all shares so far"), .labels = chart_labels(s, &p), .n = p.n,
	                      .series = v, .nseries = 2, .most = 1000000};
	int64_t *parts = arena_array(s->r->a, int64_t, p.n), before = 0;
	const char **says = arena_array(s->r->a, const char *, p.n);

	if (p.n < 2)
		return;
	v[1] = chart_series(s, (size_t)cumulated, &p, SVG_ORANGE);
	for (size_t i = 0; i < p.n; i++) {
		parts[i] = v[1].v[i] == SVG_NONE ? SVG_NONE : v[1].v[i] - before;
		before = v[1].v[i] == SVG_NONE ? before : v[1].v[i];
		says[i] = parts[i] == SVG_NONE ? "-" : report_percent(s->r, parts[i]);
	}
	v[0] = (struct svg_series){.name = _("Share of the weight"), .v = parts, .says = says, .tone = SVG_BLUE};
	c.desc = each_text(s->r->a, &c);
	chart_put(s, d, &c, svg_bars, NULL);
}

static void put_sla(const struct report_section *s, struct doc *d)
{
	static const struct { enum metric_id m; enum svg_tone tone; } parts[] = {
		{METRIC_SLA_MET, SVG_GOOD}, {METRIC_SLA_BREACHED, SVG_BAD}, {METRIC_SLA_BREACHED_OPEN, SVG_WORSE},
		{METRIC_SLA_UNDECIDED, SVG_OPEN}};
	struct chart_rows p = chart_pick(s, ROWS);
	int64_t *broken = arena_array(s->r->a, int64_t, p.n);
	struct svg_series v[sizeof parts / sizeof *parts];
	struct svg_chart c = {.title = _("Kept, broken, still open"), .labels = chart_labels(s, &p), .n = p.n, .series = v};
	int share = chart_find(s, METRIC_SLA), late = chart_find(s, METRIC_SLA_BREACHED), open = chart_find(s, METRIC_SLA_BREACHED_OPEN);

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		int column = chart_find(s, parts[i].m);
		if (column >= 0)
			v[c.nseries++] = chart_series(s, (size_t)column, &p, parts[i].tone);
	}
	if (p.n == 0 || c.nseries == 0)
		return;
	for (size_t i = 0; open >= 0 && i < p.n; i++)  /* those that are open are among the broken ones */
		broken[i] = v[1].v[i] == SVG_NONE || v[2].v[i] == SVG_NONE ? SVG_NONE : v[1].v[i] - v[2].v[i];
	if (open >= 0 && late >= 0)
		v[1].v = broken;
	if (share >= 0)
		v[0].says = chart_series(s, (size_t)share, &p, SVG_GOOD).says;
	c.desc = each_text(s->r->a, &c);
	chart_put(s, d, &c, svg_shares, NULL);
}

static void put_goals(const struct report_section *s, struct doc *d)
{
	struct chart_rows p = chart_pick(s, ROWS);
	int actual = chart_find(s, METRIC_ACTUAL), gap = chart_find(s, METRIC_GAP);
	int64_t *goals = arena_array(s->r->a, int64_t, p.n);
	struct svg_series v;

	if (p.n == 0 || actual < 0 || gap < 0)
		return;
	v = chart_series(s, (size_t)actual, &p, SVG_BLUE);
	for (size_t i = 0; i < p.n; i++) {
		const struct figure *f = s->rows.v[p.v[i]].v;
		goals[i] = chart_is_number(&f[actual]) ? f[actual].value - f[gap].value : SVG_NONE;
	}
	struct svg_chart c = {.title = _("Reached, against the goal"), .labels = chart_labels(s, &p), .n = p.n, .series = &v,
	                      .nseries = 1, .goals = goals, .goals_name = _("Goal"), .most = 1000000};
	c.desc = each_text(s->r->a, &c);
	chart_put(s, d, &c, svg_bars, chart_whiskers(&c));
}

/* The rows of the ages are the parts of one bar. */
static void put_ages(const struct report_section *s, struct doc *d, size_t column)
{
	struct chart_rows p = chart_pick(s, SVG_AGE_LAST - SVG_AGE + 1);
	struct svg_series all = chart_series(s, column, &p, SVG_AGE), v[SVG_AGE_LAST - SVG_AGE + 1];
	const char *const *labels = chart_labels(s, &p), *whole[] = {s->columns[column].head};
	int64_t sum = 0;

	for (size_t i = 0; i < p.n; i++) {
		v[i] = (struct svg_series){.name = arena_printf(s->r->a, "%s: %s", labels[i], all.says[i]), .v = all.v + i,
		                           .says = all.says + i, .tone = SVG_AGE + (int)i};
		sum += all.v[i] > 0 ? all.v[i] : 0;
	}
	if (sum == 0)
		return;
	struct svg_chart c = {.title = s->title, .labels = labels, .n = p.n, .series = &all, .nseries = 1};
	const char *desc = each_text(s->r->a, &c), *number = report_number(s->r, sum);
	for (size_t i = 0; i < p.n; i++)
		v[i].says = i ? NULL : &number;
	c = (struct svg_chart){.title = s->title, .desc = desc, .labels = whole, .n = 1, .series = v, .nseries = p.n};
	chart_put(s, d, &c, svg_shares, NULL);
}

/* Steps of one length: instants that somebody chose are none. */
static bool is_stepped(const struct report_section *s)
{
	return s->whole && s->rows.n > 1 && chart_find(s, METRIC_OPEN_AGE) < 0;
}

void report_chart(const struct report_section *s, struct doc *d)
{
	int bars = chart_barred(s), open = chart_find(s, METRIC_BACKLOG);

	if (s->stack)
		chart_stack(s, d);
	else if (s->lines.n && !s->ncolumns)
		chart_lines(s, d);
	else if (s->listed)
		return;
	else if (is_stepped(s))
		chart_steps(s, d);
	else if (chart_find(s, METRIC_SLA_MET) >= 0 && chart_find(s, METRIC_SLA_BREACHED) >= 0)
		put_sla(s, d);
	else if (chart_find(s, METRIC_GOAL) >= 0)
		put_goals(s, d);
	else if (chart_find(s, METRIC_CUMULATED) >= 0)
		put_pareto(s, d, chart_find(s, METRIC_CUMULATED));
	else if (chart_find(s, METRIC_SHARE_OF_OPEN) >= 0 && open >= 0)
		put_ages(s, d, (size_t)open);
	else if (bars >= 0)
		put_bars(s, d, bars);
}
