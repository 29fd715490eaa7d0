/* svg_lines: step by step from left to right: lines, columns, a spark. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "out/svg_inner.h"

enum { TOP = 20, PLOT = 180, BOTTOM = 40, HEIGHT = TOP + PLOT + BOTTOM };
/* How many labels fit, of two digits or of any text, on a wide page and on a
 * narrow one. */
enum { WIDE = 24, NARROW = 9, DOTS = 40 };

static int y_of(const struct svg_scale *s, int64_t v)
{
	return TOP + PLOT - (int)((double)(v - s->from) / (double)(s->to - s->from) * PLOT + 0.5);
}

/* The middle of step i. */
static const char *x_of(char text[SVG_PERCENT], const struct svg_chart *c, size_t i)
{
	return svg_percent(text, 2 * (int64_t)i + 1, 2 * (int64_t)c->n);
}

/* --- axes --- */

static const char *axis_text(const struct svg_chart *c, int64_t v, char number[24])
{
	if (c->text)
		return c->text(c->arg, v);
	snprintf(number, 24, "%" PRId64, v);
	return number;
}

static int gutter(const struct svg_chart *c, const struct svg_scale *s)
{
	size_t widest = 0;
	char number[24];

	for (int64_t v = s->from; v <= s->to; v += s->step) {
		size_t cells = utf8_cells(axis_text(c, v, number));
		widest = cells > widest ? cells : widest;
	}
	return (int)widest * SVG_LETTER + 10;
}

static void put_grid(struct str *out, const struct svg_chart *c, const struct svg_scale *s)
{
	char place[80], number[24];

	for (int64_t v = s->from; v <= s->to; v += s->step) {
		int y = y_of(s, v);
		str_printf(out, "<line class=\"grid\" x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>\n", y, y);
		snprintf(place, sizeof place, "class=\"t v\" x=\"-8\" y=\"%d\" text-anchor=\"end\"", y + 4);
		svg_text(out, place, axis_text(c, v, number));
	}
}

/* "2026-11" of "2026-11-21"; "" where there is no such part. */
static size_t head_of(const char *label)
{
	const char *dash = strrchr(label, '-');

	return dash && dash > label && strlen(dash) <= 3 ? (size_t)(dash - label) : 0;
}

static bool same_head(const char *x, const char *y)
{
	size_t n = head_of(x);

	return n == head_of(y) && strncmp(x, y, n) == 0;
}

/* Every step-th label: its last part, and below it the rest where that is new. */
static void put_labels(struct str *out, const struct svg_chart *c, size_t step, const char *class)
{
	const char *before = "";

	for (size_t i = 0; i < c->n; i += step) {
		const char *label = c->labels[i];
		size_t head = head_of(label);
		struct str place = str_new(out->a), text = str_new(out->a);
		char x[SVG_PERCENT];
		x_of(x, c, i);
		str_printf(&place, "class=\"t v %s\" x=\"%s\" y=\"%d\" text-anchor=\"middle\"", class, x, TOP + PLOT + 17);
		svg_text(out, place.p, label + head + (head > 0));
		if (head && (i == 0 || !same_head(before, label))) {
			str_cut(&place, 0);
			bool last = i * 6 > c->n * 5;          /* no room to its right */
			str_printf(&place, "class=\"t v %s\" x=\"%s\" y=\"%d\" dx=\"%d\"%s", class, x, TOP + PLOT + 33, last ? 7 : -7,
			           last ? " text-anchor=\"end\"" : "");
			str_addn(&text, label, head);
			svg_text(out, place.p, text.p);
		}
		before = label;
	}
}

static size_t every(size_t n, size_t fit)
{
	return (n + fit - 1) / fit;
}

static void put_steps(struct str *out, const struct svg_chart *c)
{
	bool parts = c->n && head_of(c->labels[0]);
	size_t wide = every(c->n, parts ? WIDE : WIDE / 3), narrow = every(c->n, parts ? NARROW : NARROW / 3);

	if (wide == narrow) {
		put_labels(out, c, wide ? wide : 1, "");
	} else {
		put_labels(out, c, wide, "wide");
		put_labels(out, c, narrow, "narrow");
	}
}

/* --- lines --- */

static void put_line(struct str *out, const struct svg_chart *c, const struct svg_scale *s, size_t k)
{
	const struct svg_series *x = &c->series[k];
	char from[SVG_PERCENT], to[SVG_PERCENT];

	for (size_t i = 1; i < c->n; i++)
		if (x->v[i] != SVG_NONE && x->v[i - 1] != SVG_NONE)
			str_printf(out, "<line class=\"%s line\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>\n", svg_class(x->tone),
			           x_of(from, c, i - 1), y_of(s, x->v[i - 1]), x_of(to, c, i), y_of(s, x->v[i]));
}

static void put_whiskers(struct str *out, const struct svg_chart *c, const struct svg_scale *s, size_t k)
{
	const struct svg_series *x = &c->series[k];
	char at[SVG_PERCENT];

	for (size_t i = 0; x->low && x->high && i < c->n; i++)
		if (x->v[i] != SVG_NONE && x->low[i] != SVG_NONE && x->high[i] != SVG_NONE)
			str_printf(out, "<line class=\"whisker\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>\n", x_of(at, c, i), at,
			           y_of(s, x->low[i]), y_of(s, x->high[i]));
}

static bool stands_alone(const struct svg_series *x, size_t i, size_t n)
{
	return (i == 0 || x->v[i - 1] == SVG_NONE) && (i + 1 >= n || x->v[i + 1] == SVG_NONE);
}

static void put_dots(struct str *out, const struct svg_chart *c, const struct svg_scale *s, size_t k)
{
	const struct svg_series *x = &c->series[k];
	char at[SVG_PERCENT];

	for (size_t i = 0; i < c->n; i++) {
		if (x->v[i] == SVG_NONE || (c->n > DOTS && !stands_alone(x, i, c->n)))
			continue;
		str_printf(out, "<circle class=\"%s\" r=\"3.5\" cx=\"%s\" cy=\"%d\">", svg_class(x->tone), x_of(at, c, i), y_of(s, x->v[i]));
		svg_told(out, c, k, i);
		str_add(out, "</circle>\n");
	}
}

/* The last value beside its dot, where there is one line. */
static void put_last(struct str *out, const struct svg_chart *c, const struct svg_scale *s)
{
	const struct svg_series *x = &c->series[0];
	char at[SVG_PERCENT], place[96];

	if (c->nseries != 1 || !x->says)
		return;
	for (size_t i = c->n; i-- > 0;)
		if (x->v[i] != SVG_NONE) {
			int64_t top = x->high && x->high[i] != SVG_NONE ? x->high[i] : x->v[i];
			snprintf(place, sizeof place, "class=\"v\" x=\"%s\" dx=\"%d\" y=\"%d\" text-anchor=\"%s\"", x_of(at, c, i),
			         i ? 6 : -6, y_of(s, top) - 8, i ? "end" : "start");
			svg_text(out, place, x->says[i]);
			return;
		}
}

void svg_lines(struct str *out, const struct svg_chart *c)
{
	struct svg_scale s = svg_scale(c, false);

	svg_open(out, c, gutter(c, &s), 4, HEIGHT);
	put_grid(out, c, &s);
	put_steps(out, c);
	for (size_t k = 0; k < c->nseries; k++) {
		put_whiskers(out, c, &s, k);
		put_line(out, c, &s, k);
		put_dots(out, c, &s, k);
	}
	put_last(out, c, &s);
	svg_close(out);
}

/* --- columns --- */

static void put_column(struct str *out, const struct svg_chart *c, const struct svg_scale *s, size_t i)
{
	char x[SVG_PERCENT], width[SVG_PERCENT];
	int64_t so_far = 0;

	svg_percent(x, 100 * (int64_t)i + 15, 100 * (int64_t)c->n);
	svg_percent(width, 70, 100 * (int64_t)c->n);
	for (size_t k = 0; k < c->nseries; k++) {
		int64_t v = c->series[k].v[i];
		if (v == SVG_NONE || v <= 0)
			continue;
		int top = y_of(s, so_far + v), bottom = y_of(s, so_far);
		so_far += v;
		if (bottom == top)
			continue;
		str_printf(out, "<rect class=\"%s%s\" x=\"%s\" width=\"%s\" y=\"%d\" height=\"%d\">", svg_class(c->series[k].tone),
		           bottom - top > 2 ? " part" : "", x, width, top, bottom - top);
		svg_told(out, c, k, i);
		str_add(out, "</rect>\n");
	}
}

void svg_columns(struct str *out, const struct svg_chart *c)
{
	struct svg_scale s = svg_scale(c, true);

	svg_open(out, c, gutter(c, &s), 4, HEIGHT);
	put_grid(out, c, &s);
	put_steps(out, c);
	for (size_t i = 0; i < c->n; i++)
		put_column(out, c, &s, i);
	svg_close(out);
}

/* --- a spark --- */

void svg_spark(struct str *out, const struct svg_chart *c)
{
	struct svg_scale s = svg_scale(c, false);
	const struct svg_series *x = &c->series[0];
	char from[SVG_PERCENT], to[SVG_PERCENT];

	svg_open(out, c, 0, 0, 28);
	for (size_t i = 1; i < c->n; i++)
		if (x->v[i] != SVG_NONE && x->v[i - 1] != SVG_NONE)
			str_printf(out, "<line class=\"%s\" stroke-width=\"2\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>\n",
			           svg_class(x->tone), x_of(from, c, i - 1), 2 + (y_of(&s, x->v[i - 1]) - TOP) * 24 / PLOT,
			           x_of(to, c, i), 2 + (y_of(&s, x->v[i]) - TOP) * 24 / PLOT);
	svg_close(out);
}
