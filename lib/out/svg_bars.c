/* svg_bars: bars below each other, each with its label and value above it, so
 * that long names have room on a narrow page too. */
#include <inttypes.h>

#include "base/utf8.h"
#include "out/html.h"
#include "out/svg_inner.h"

enum { ROW = 40, LABEL = 15, BAR = 21, THICK = 12, MIDDLE = BAR + THICK / 2 };
/* Of a label on a wide page; of all letters of a row on a narrow one. */
enum { WIDE = 90, CELLS = 42, LEAST = 12 };

static int64_t longest(const struct svg_chart *c)
{
	int64_t most = 1;

	if (c->most > 0)
		return c->most;
	for (size_t i = 0; i < c->n; i++) {
		for (size_t k = 0; k < c->nseries; k++)
			most = c->series[k].v[i] > most ? c->series[k].v[i] : most;
		if (c->goals && c->goals[i] > most)
			most = c->goals[i];
		if (c->series[0].high && c->series[0].high[i] > most)
			most = c->series[0].high[i];
	}
	return most;
}

/* The value stands at the right end, or, where dots may run through it, behind
 * the label. */
static void put_text(struct str *out, const struct svg_chart *c, size_t i, size_t cells, bool behind,
                     const char *class)
{
	const char *says = c->series[0].says ? c->series[0].says[i] : NULL;
	struct str room = str_new(out->a);
	int y = (int)i * ROW + LABEL;

	str_printf(out, "<text%s x=\"0\" y=\"%d\">", class, y);
	html_text(out, svg_short(&room, c->labels[i], cells));
	if (says && behind) {
		str_add(out, " <tspan class=\"v strong\">");
		html_text(out, says);
		str_add(out, "</tspan>");
	}
	str_add(out, "</text>\n");
}

static void put_label(struct str *out, const struct svg_chart *c, size_t i, bool aside)
{
	const char *says = c->series[0].says && c->series[0].says[i] ? c->series[0].says[i] : "";
	size_t value = utf8_cells(says) + 1, narrow = value + LEAST < CELLS ? CELLS - value : LEAST;

	if (utf8_cells(c->labels[i]) > narrow) {
		put_text(out, c, i, WIDE, !aside, " class=\"wide\"");
		put_text(out, c, i, narrow, !aside, " class=\"narrow\"");
	} else {
		put_text(out, c, i, WIDE, !aside, "");
	}
	if (*says && aside) {
		str_printf(out, "<text class=\"v\" x=\"100%%\" y=\"%d\" text-anchor=\"end\">", (int)i * ROW + LABEL);
		html_text(out, says);
		str_add(out, "</text>\n");
	}
}

static void put_track(struct str *out, size_t i)
{
	str_printf(out, "<rect class=\"track\" x=\"0\" y=\"%d\" width=\"100%%\" height=\"%d\"/>\n", (int)i * ROW + BAR, THICK);
}

static void put_part(struct str *out, const struct svg_chart *c, size_t k, size_t i, int64_t from, int64_t whole)
{
	char x[SVG_PERCENT], width[SVG_PERCENT];

	str_printf(out, "<rect class=\"%s%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\">", svg_class(c->series[k].tone),
	           whole && from ? " part" : "", svg_percent(x, from, whole), (int)i * ROW + BAR,
	           svg_percent(width, c->series[k].v[i], whole), THICK);
	svg_told(out, c, k, i);
	str_add(out, "</rect>\n");
}

static void put_marks(struct str *out, const struct svg_chart *c, size_t i, int64_t most)
{
	const struct svg_series *s = &c->series[0];
	char x[SVG_PERCENT], to[SVG_PERCENT];
	int y = (int)i * ROW;

	for (int halo = 1; halo >= 0; halo--)
		if (s->low && s->high && s->low[i] != SVG_NONE && s->high[i] != SVG_NONE)
			str_printf(out, "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>\n", halo ? "halo" : "whisker",
			           svg_percent(x, s->low[i], most), svg_percent(to, s->high[i], most), y + MIDDLE, y + MIDDLE);
	if (c->goals && c->goals[i] != SVG_NONE)
		str_printf(out, "<line class=\"goal\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>\n", svg_percent(x, c->goals[i], most),
		           svg_percent(to, c->goals[i], most), y + BAR - 4, y + BAR + THICK + 4);
}

/* The second series: dots, and what joins them. */
static void put_dots(struct str *out, const struct svg_chart *c, int64_t most)
{
	const struct svg_series *s = &c->series[1];
	const char *class = svg_class(s->tone);
	char x[SVG_PERCENT], before[SVG_PERCENT];

	for (size_t i = 1; i < c->n; i++)
		if (s->v[i] != SVG_NONE && s->v[i - 1] != SVG_NONE)
			str_printf(out, "<line class=\"%s line\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>\n", class,
			           svg_percent(before, s->v[i - 1], most), (int)(i - 1) * ROW + MIDDLE, svg_percent(x, s->v[i], most),
			           (int)i * ROW + MIDDLE);
	for (size_t i = 0; i < c->n; i++) {
		if (s->v[i] == SVG_NONE)
			continue;
		str_printf(out, "<circle class=\"%s\" r=\"4\" cx=\"%s\" cy=\"%d\">", class, svg_percent(x, s->v[i], most),
		           (int)i * ROW + MIDDLE);
		svg_told(out, c, 1, i);
		str_add(out, "</circle>\n");
	}
}

void svg_bars(struct str *out, const struct svg_chart *c)
{
	int64_t most = longest(c);

	svg_open(out, c, 0, c->nseries > 1 ? 5 : 0, (int)c->n * ROW);
	for (size_t i = 0; i < c->n; i++) {
		put_label(out, c, i, c->nseries == 1);
		put_track(out, i);
		if (c->series[0].v[i] > 0)
			put_part(out, c, 0, i, 0, most);
		put_marks(out, c, i, most);
	}
	if (c->nseries > 1)
		put_dots(out, c, most);
	svg_close(out);
}

void svg_shares(struct str *out, const struct svg_chart *c)
{
	svg_open(out, c, 0, 0, (int)c->n * ROW);
	for (size_t i = 0; i < c->n; i++) {
		int64_t whole = 0, so_far = 0;
		put_label(out, c, i, true);
		put_track(out, i);
		for (size_t k = 0; k < c->nseries; k++)
			whole += c->series[k].v[i] > 0 ? c->series[k].v[i] : 0;
		for (size_t k = 0; k < c->nseries; k++) {
			if (c->series[k].v[i] <= 0)
				continue;
			put_part(out, c, k, i, so_far, whole);
			so_far += c->series[k].v[i];
		}
	}
	svg_close(out);
}
