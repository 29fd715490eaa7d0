/* report_chart: the charts of a report's page: which one, and of which figures,
 * follows from what its section holds. Beside each stands the section's table. */
#include <inttypes.h>
#include <string.h>

#include "app/report_chart.h"
#include "base/str.h"
#include "base/utf8.h"
#include "when/clock.h"

enum { ROWS = 15, LINES = 4, STEPS = 400 };

/* --- figures as numbers --- */

struct axis { struct report *r; enum metric_id metric; enum figure_kind kind; };

/* "20 %" for "20.0 %". */
static const char *axis_text(void *arg, int64_t value)
{
	const struct axis *x = arg;
	char *text = arena_strdup(x->r->a, report_value(x->r, x->metric, x->kind, value)), *zero = strstr(text, ".0 ");

	if (value == 0 && x->kind != FIGURE_SHARE)
		return "0";
	if (zero)
		memmove(zero, zero + 2, strlen(zero + 2) + 1);
	return text;
}

static bool is_number(const struct figure *f)
{
	return !f->hidden && !f->few && f->kind != FIGURE_NONE && f->kind != FIGURE_TEXT && f->kind != FIGURE_AT;
}

static int64_t unit_of(enum metric_id m, enum figure_kind kind, int64_t most)
{
	switch (kind) {
	case FIGURE_SHARE: return 10000;
	case FIGURE_MEAN: return 10;
	case FIGURE_SPAN: return most < 2 * 3600 ? 60 : most < 2 * DAY_S || metrics[m].unit == UNIT_BUSINESS ? 3600 : DAY_S;
	default: return 1;
	}
}

/* The rows that are drawn. */
struct picked { size_t *v, n; };

static struct picked pick(const struct report_section *s, size_t most)
{
	struct picked p = {arena_array(s->r->a, size_t, most), 0};
	size_t first = s->whole && s->rows.n > most ? s->rows.n - most : 0;

	for (size_t i = first; i < s->rows.n && p.n < most; i++)
		if (!s->rows.v[i].total)
			p.v[p.n++] = i;
	return p;
}

static struct svg_series series_of(const struct report_section *s, size_t column, const struct picked *p, enum svg_tone tone)
{
	struct arena *a = s->r->a;
	const struct report_column *c = &s->columns[column];
	int64_t *v = arena_array(a, int64_t, 3 * p->n);
	const char **says = arena_array(a, const char *, p->n);
	bool ranged = false;

	for (size_t i = 0; i < p->n; i++) {
		const struct figure *f = &s->rows.v[p->v[i]].v[column];
		bool is = is_number(f);
		v[i] = is ? f->value : SVG_NONE;
		v[p->n + i] = is && f->ranged ? f->low : SVG_NONE;
		v[2 * p->n + i] = is && f->ranged ? f->high : SVG_NONE;
		ranged |= is && f->ranged;
		says[i] = report_figure_text(s->r, c, f);
	}
	return (struct svg_series){c->head, v, ranged ? v + p->n : NULL, ranged ? v + 2 * p->n : NULL, says, tone};
}

static enum figure_kind kind_of(const struct report_section *s, size_t column)
{
	for (size_t i = 0; i < s->rows.n; i++)
		if (is_number(&s->rows.v[i].v[column]))
			return s->rows.v[i].v[column].kind;
	return FIGURE_NONE;
}

static int find(const struct report_section *s, enum metric_id m)
{
	for (size_t i = 0; i < s->ncolumns; i++)
		if (s->columns[i].metric == m)
			return (int)i;
	return -1;
}

static int barred(const struct report_section *s)
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

/* "Cases opened: from 2026-01 to 2026-11; lowest 3 (2026-02), highest 40
 * (2026-10), last 12." */
static void course_text(struct report *r, struct str *out, const struct svg_chart *c, const struct svg_series *s)
{
	size_t low = c->n, high = c->n, last = c->n;

	for (size_t i = 0; i < c->n; i++) {
		if (s->v[i] == SVG_NONE)
			continue;
		low = low == c->n || s->v[i] < s->v[low] ? i : low;
		high = high == c->n || s->v[i] > s->v[high] ? i : high;
		last = i;
	}
	if (last == c->n)
		return;
	str_printf(out, "%s%s", out->n ? " " : "",
	           arena_printf(r->a, _("%s from %s to %s: lowest %s (%s), highest %s (%s), last %s."), s->name, c->labels[0],
	                        c->labels[c->n - 1], s->says[low], c->labels[low], s->says[high], c->labels[high], s->says[last]));
}

static const char *courses(struct report *r, const struct svg_chart *c)
{
	struct str s = str_new(r->a);

	for (size_t k = 0; k < c->nseries; k++)
		course_text(r, &s, c, &c->series[k]);
	return s.p;
}

/* --- onto the page --- */

typedef void (*draw)(struct str *out, const struct svg_chart *c);

static void put(const struct report_section *s, struct doc *d, struct svg_chart *c, draw how, const char *note)
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

static const char *const *labels_of(const struct report_section *s, const struct picked *p)
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

static int64_t most_of(const struct svg_series *x, size_t n)
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

static const char *whiskers(const struct svg_chart *c)
{
	return c->series[0].low ? _("The thin lines are 95 % intervals: what chance alone leaves open.") : NULL;
}

static void put_bars(const struct report_section *s, struct doc *d, int column)
{
	struct picked p = pick(s, ROWS);
	struct svg_series v = series_of(s, (size_t)column, &p, SVG_BLUE);
	struct svg_chart c = {.title = titled(s, column), .labels = labels_of(s, &p), .n = p.n, .series = &v, .nseries = 1};

	if (numbers(&v, p.n) < 2)
		return;
	c.desc = each_text(s->r->a, &c);
	if (kind_of(s, (size_t)column) == FIGURE_SHARE && most_of(&v, p.n) > 250000)
		c.most = 1000000;
	put(s, d, &c, svg_bars, whiskers(&c));
}

/* Each row's part of the whole, and all parts down to it. */
static void put_pareto(const struct report_section *s, struct doc *d, int cumulated)
{
	struct picked p = pick(s, ROWS);
	struct svg_series v[2];
	struct svg_chart c = {.title = _("Share of the weight, and all shares so far"), .labels = labels_of(s, &p), .n = p.n,
	                      .series = v, .nseries = 2, .most = 1000000};
	int64_t *parts = arena_array(s->r->a, int64_t, p.n), before = 0;
	const char **says = arena_array(s->r->a, const char *, p.n);

	if (p.n < 2)
		return;
	v[1] = series_of(s, (size_t)cumulated, &p, SVG_ORANGE);
	for (size_t i = 0; i < p.n; i++) {
		parts[i] = v[1].v[i] == SVG_NONE ? SVG_NONE : v[1].v[i] - before;
		before = v[1].v[i] == SVG_NONE ? before : v[1].v[i];
		says[i] = parts[i] == SVG_NONE ? "-" : report_percent(s->r, parts[i]);
	}
	v[0] = (struct svg_series){.name = _("Share of the weight"), .v = parts, .says = says, .tone = SVG_BLUE};
	c.desc = each_text(s->r->a, &c);
	put(s, d, &c, svg_bars, NULL);
}

static void put_sla(const struct report_section *s, struct doc *d)
{
	static const struct { enum metric_id m; enum svg_tone tone; } parts[] = {
		{METRIC_SLA_MET, SVG_GOOD}, {METRIC_SLA_BREACHED, SVG_BAD}, {METRIC_SLA_BREACHED_OPEN, SVG_WORSE},
		{METRIC_SLA_UNDECIDED, SVG_OPEN}};
	struct picked p = pick(s, ROWS);
	int64_t *broken = arena_array(s->r->a, int64_t, p.n);
	struct svg_series v[sizeof parts / sizeof *parts];
	struct svg_chart c = {.title = _("Kept, broken, still open"), .labels = labels_of(s, &p), .n = p.n, .series = v};
	int share = find(s, METRIC_SLA), late = find(s, METRIC_SLA_BREACHED), open = find(s, METRIC_SLA_BREACHED_OPEN);

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		int column = find(s, parts[i].m);
		if (column >= 0)
			v[c.nseries++] = series_of(s, (size_t)column, &p, parts[i].tone);
	}
	if (p.n == 0 || c.nseries == 0)
		return;
	for (size_t i = 0; open >= 0 && i < p.n; i++)  /* those that are open are among the broken ones */
		broken[i] = v[1].v[i] == SVG_NONE || v[2].v[i] == SVG_NONE ? SVG_NONE : v[1].v[i] - v[2].v[i];
	if (open >= 0 && late >= 0)
		v[1].v = broken;
	if (share >= 0)
		v[0].says = series_of(s, (size_t)share, &p, SVG_GOOD).says;
	c.desc = each_text(s->r->a, &c);
	put(s, d, &c, svg_shares, NULL);
}

static void put_goals(const struct report_section *s, struct doc *d)
{
	struct picked p = pick(s, ROWS);
	int actual = find(s, METRIC_ACTUAL), gap = find(s, METRIC_GAP);
	int64_t *goals = arena_array(s->r->a, int64_t, p.n);
	struct svg_series v;

	if (p.n == 0 || actual < 0 || gap < 0)
		return;
	v = series_of(s, (size_t)actual, &p, SVG_BLUE);
	for (size_t i = 0; i < p.n; i++) {
		const struct figure *f = s->rows.v[p.v[i]].v;
		goals[i] = is_number(&f[actual]) ? f[actual].value - f[gap].value : SVG_NONE;
	}
	struct svg_chart c = {.title = _("Reached, against the goal"), .labels = labels_of(s, &p), .n = p.n, .series = &v,
	                      .nseries = 1, .goals = goals, .goals_name = _("Goal"), .most = 1000000};
	c.desc = each_text(s->r->a, &c);
	put(s, d, &c, svg_bars, whiskers(&c));
}

/* The rows of the ages are the parts of one bar. */
static void put_ages(const struct report_section *s, struct doc *d, size_t column)
{
	struct picked p = pick(s, SVG_AGE_LAST - SVG_AGE + 1);
	struct svg_series all = series_of(s, column, &p, SVG_AGE), v[SVG_AGE_LAST - SVG_AGE + 1];
	const char *const *labels = labels_of(s, &p), *whole[] = {s->columns[column].head};
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
	put(s, d, &c, svg_shares, NULL);
}

/* --- step by step --- */

static void put_lines_of(const struct report_section *s, struct doc *d, struct svg_chart *c, enum metric_id m,
                         enum figure_kind kind)
{
	struct axis x = {s->r, m, kind};
	int64_t most = 0;

	for (size_t k = 0; k < c->nseries; k++) {
		int64_t here = most_of(&c->series[k], c->n);
		most = here > most ? here : most;
	}
	c->unit = unit_of(m, kind, most);
	c->text = axis_text;
	c->arg = &x;
	c->most = kind == FIGURE_SHARE ? 1000000 : 0;
	c->cut = kind == FIGURE_SHARE;
	c->desc = courses(s->r, c);
	int64_t from = svg_scale(c, false).from;
	const char *note = whiskers(c);
	if (from > 0)
		note = arena_printf(s->r->a, _("The axis begins at %s, not at 0. %s"), axis_text(&x, from), note ? note : "");
	if (s->r->cut && kind == FIGURE_COUNT && m != METRIC_BACKLOG)
		note = _("The period cuts the first or the last step short: there is less in it.");
	put(s, d, c, svg_lines, note);
}

static const enum svg_tone tones[LINES] = {SVG_BLUE, SVG_ORANGE, SVG_GREEN, SVG_VIOLET};

static void put_steps(const struct report_section *s, struct doc *d)
{
	struct picked p = pick(s, STEPS);
	struct svg_series v[LINES];
	struct svg_chart c = {.labels = labels_of(s, &p), .n = p.n, .series = v};
	bool flow = find(s, METRIC_OPENED) >= 0 && find(s, METRIC_RESOLUTIONS) >= 0;
	int bars = flow ? -1 : barred(s), first = -1;

	for (size_t i = 0; i < s->ncolumns && c.nseries < LINES; i++) {
		enum metric_id m = s->columns[i].metric;
		bool median = s->columns[i].stat == STAT_P50;
		if (flow ? m != METRIC_OPENED && m != METRIC_RESOLUTIONS : bars >= 0 && (int)i != bars && !median)
			continue;
		if (first >= 0 && kind_of(s, i) != kind_of(s, (size_t)first))
			continue;
		v[c.nseries] = series_of(s, i, &p, tones[c.nseries]);
		if (flow || bars < 0)
			v[c.nseries].low = v[c.nseries].high = NULL;
		c.nseries++;
		first = first < 0 ? (int)i : first;
	}
	if (first < 0 || kind_of(s, (size_t)first) == FIGURE_NONE)
		return;
	c.title = c.nseries > 1 ? s->title : s->columns[first].head;
	put_lines_of(s, d, &c, s->columns[first].metric, kind_of(s, (size_t)first));
}

/* Series of a section without a table: what comes and goes, or what is there. */
static void put_series(const struct report_section *s, struct doc *d, bool stock)
{
	const struct report_line *l = s->lines.v;
	struct svg_series v[LINES];
	struct svg_chart c = {.title = s->title, .labels = l->at, .n = l->n, .series = v};

	for (size_t k = 0; k < s->lines.n && c.nseries < LINES; k++) {
		const char **says = arena_array(s->r->a, const char *, l->n);
		if (l[k].n != l->n || l[k].kind != l->kind || (l[k].metric == METRIC_BACKLOG) != stock)
			continue;
		for (size_t i = 0; i < l->n; i++)
			says[i] = report_value(s->r, l[k].metric, l[k].kind, l[k].v[i]);
		v[c.nseries] = (struct svg_series){.name = l[k].label, .v = l[k].v, .says = says, .tone = tones[c.nseries]};
		c.nseries++;
	}
	if (c.nseries == 1)
		c.title = v[0].name;
	if (c.nseries && l->n > 1)
		put_lines_of(s, d, &c, l->metric, l->kind);
}

/* What of the whole is in which part, step by step. */
static void put_stack(const struct report_section *s, struct doc *d)
{
	const struct report_stack *k = s->stack;
	struct svg_series *v = arena_array(s->r->a, struct svg_series, k->nparts);
	struct axis x = {s->r, METRIC_BACKLOG, FIGURE_COUNT};
	const char *last = NULL;
	int64_t sum = 0;

	for (size_t i = 0; i < k->nparts; i++) {
		const char **says = arena_array(s->r->a, const char *, k->n);
		for (size_t j = 0; j < k->n; j++)
			says[j] = report_number(s->r, k->parts[i].v[j]);
		v[i] = (struct svg_series){.name = k->parts[i].label, .v = k->parts[i].v, .says = says, .tone = SVG_AGE + (int)i};
		sum += k->n ? k->parts[i].v[k->n - 1] : 0;
	}
	if (k->n < 2)
		return;
	last = k->labels[k->n - 1];
	struct svg_chart c = {.title = s->title, .labels = k->labels, .n = k->n, .series = v, .nseries = k->nparts, .unit = 1,
	                      .text = axis_text, .arg = &x,
	                      .desc = arena_printf(s->r->a, _("From %s to %s; in the end %s, by age."), k->labels[0], last,
	                                           report_number(s->r, sum))};
	put(s, d, &c, svg_columns, NULL);
}

/* Steps of one length: instants that somebody chose are none. */
static bool is_stepped(const struct report_section *s)
{
	return s->whole && s->rows.n > 1 && find(s, METRIC_OPEN_AGE) < 0;
}

void report_chart(const struct report_section *s, struct doc *d)
{
	int bars = barred(s), open = find(s, METRIC_BACKLOG);

	if (s->stack)
		put_stack(s, d);
	else if (s->lines.n && !s->ncolumns)
		put_series(s, d, false), put_series(s, d, true);
	else if (s->listed)
		return;
	else if (is_stepped(s))
		put_steps(s, d);
	else if (find(s, METRIC_SLA_MET) >= 0 && find(s, METRIC_SLA_BREACHED) >= 0)
		put_sla(s, d);
	else if (find(s, METRIC_GOAL) >= 0)
		put_goals(s, d);
	else if (find(s, METRIC_CUMULATED) >= 0)
		put_pareto(s, d, find(s, METRIC_CUMULATED));
	else if (find(s, METRIC_SHARE_OF_OPEN) >= 0 && open >= 0)
		put_ages(s, d, (size_t)open);
	else if (bars >= 0)
		put_bars(s, d, bars);
}

/* --- tiles --- */

static const struct { enum metric_id metric; enum stat stat; } tiled[] = {
	{METRIC_OPENED, STAT_VALUE}, {METRIC_RESOLUTIONS, STAT_VALUE}, {METRIC_BACKLOG, STAT_VALUE},
	{METRIC_RESPONSE_TIME, STAT_P50}, {METRIC_RESOLUTION_TIME, STAT_P50}, {METRIC_SLA_FIRST_RESPONSE, STAT_VALUE},
	{METRIC_SLA_RESOLUTION, STAT_VALUE}, {METRIC_FCR, STAT_VALUE},
};
enum { TILES = sizeof tiled / sizeof *tiled };

static const char *before_of(const struct report_section *s, size_t column)
{
	if (s->rows.n < 2 || !is_number(&s->rows.v[1].v[column]))
		return NULL;
	return arena_printf(s->r->a, _("before: %s"), report_figure_text(s->r, &s->columns[column], &s->rows.v[1].v[column]));
}

void report_tiles(const struct report_section *s, struct doc *d)
{
	struct doc_tile *v = arena_array(s->r->a, struct doc_tile, TILES);
	size_t n = 0;

	for (size_t k = 0; s->rows.n && k < TILES; k++)
		for (size_t i = 0; i < s->ncolumns; i++) {
			const struct report_column *c = &s->columns[i];
			if (c->metric != tiled[k].metric || c->stat != tiled[k].stat || !is_number(&s->rows.v[0].v[i]))
				continue;
			v[n++] = (struct doc_tile){.label = c->head, .value = report_figure_text(s->r, c, &s->rows.v[0].v[i]),
			                           .more = before_of(s, i)};
		}
	if (n)
		doc_tiles(d, v, n);
}
