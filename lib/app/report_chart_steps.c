/* report_chart_steps: charts of steps of time: lines, and columns of parts. */
#include "app/report_chart_inner.h"
#include "base/str.h"

enum { LINES = 4, STEPS = 400 };

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

static void put_lines_of(const struct report_section *s, struct doc *d, struct svg_chart *c, enum metric_id m,
                         enum figure_kind kind)
{
	struct chart_axis x = {s->r, m, kind};
	int64_t most = 0;

	for (size_t k = 0; k < c->nseries; k++) {
		int64_t here = chart_most(&c->series[k], c->n);
		most = here > most ? here : most;
	}
	c->unit = chart_unit(m, kind, most);
	c->text = chart_axis_text;
	c->arg = &x;
	c->most = kind == FIGURE_SHARE ? 1000000 : 0;
	c->cut = kind == FIGURE_SHARE;
	c->desc = courses(s->r, c);
	int64_t from = svg_scale(c, false).from;
	const char *note = chart_whiskers(c);
	if (from > 0)
		note = arena_printf(s->r->a, _("The axis begins at %s, not at 0. %s"), chart_axis_text(&x, from), note ? note : "");
	if (s->r->cut && kind == FIGURE_COUNT && m != METRIC_BACKLOG)
		note = _("The period cuts the first or the last step short: there is less in it.");
	chart_put(s, d, c, svg_lines, note);
}

static const enum svg_tone tones[LINES] = {SVG_BLUE, SVG_ORANGE, SVG_GREEN, SVG_VIOLET};

void chart_steps(const struct report_section *s, struct doc *d)
{
	struct chart_rows p = chart_pick(s, STEPS);
	struct svg_series v[LINES];
	struct svg_chart c = {.labels = chart_labels(s, &p), .n = p.n, .series = v};
	bool flow = chart_find(s, METRIC_OPENED) >= 0 && chart_find(s, METRIC_RESOLUTIONS) >= 0;
	int bars = flow ? -1 : chart_barred(s), first = -1;

	for (size_t i = 0; i < s->ncolumns && c.nseries < LINES; i++) {
		enum metric_id m = s->columns[i].metric;
		bool median = s->columns[i].stat == STAT_P50;
		if (flow ? m != METRIC_OPENED && m != METRIC_RESOLUTIONS : bars >= 0 && (int)i != bars && !median)
			continue;
		if (first >= 0 && chart_kind(s, i) != chart_kind(s, (size_t)first))
			continue;
		v[c.nseries] = chart_series(s, i, &p, tones[c.nseries]);
		if (flow || bars < 0)
			v[c.nseries].low = v[c.nseries].high = NULL;
		c.nseries++;
		first = first < 0 ? (int)i : first;
	}
	if (first < 0 || chart_kind(s, (size_t)first) == FIGURE_NONE)
		return;
	c.title = c.nseries > 1 ? s->title : s->columns[first].head;
	put_lines_of(s, d, &c, s->columns[first].metric, chart_kind(s, (size_t)first));
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
void chart_stack(const struct report_section *s, struct doc *d)
{
	const struct report_stack *k = s->stack;
	struct svg_series *v = arena_array(s->r->a, struct svg_series, k->nparts);
	struct chart_axis x = {s->r, METRIC_BACKLOG, FIGURE_COUNT};
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
	                      .text = chart_axis_text, .arg = &x,
	                      .desc = arena_printf(s->r->a, _("From %s to %s; in the end %s, by age."), k->labels[0], last,
	                                           report_number(s->r, sum))};
	chart_put(s, d, &c, svg_columns, NULL);
}

void chart_lines(const struct report_section *s, struct doc *d)
{
	put_series(s, d, false);
	put_series(s, d, true);
}
