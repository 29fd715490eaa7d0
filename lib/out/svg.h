/* svg: charts for pages: rows of numbers to one <svg> each.
 *
 * Across, all is in per cent, and down in pixels: a chart fills whatever width
 * it is given, and its letters keep their size. Colours are classes of
 * svg_style. Each chart has a title and a description and is one picture to
 * whoever does not see it; the numbers themselves belong into a table beside it.
 * All texts are escaped here. */
#ifndef OUT_SVG_H
#define OUT_SVG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define SVG_NONE INT64_MIN             /* there is no such value */

/* Apart from each other; of what is wanted and not; from young to old. */
enum svg_tone {
	SVG_BLUE, SVG_ORANGE, SVG_GREEN, SVG_VIOLET, SVG_GOOD, SVG_BAD, SVG_WORSE, SVG_OPEN,
	SVG_AGE, SVG_AGE_LAST = SVG_AGE + 5,
};

struct svg_series {
	const char *name;
	const int64_t *v;              /* one a label; none below 0 but in lines */
	const int64_t *low, *high;     /* bars, lines: what chance leaves open; NULL */
	const char *const *says;       /* the values as text; NULL */
	enum svg_tone tone;
};
struct svg_chart {
	const char *id;                /* its own on the page; a letter first */
	const char *title, *desc;
	const char *const *labels; size_t n;
	const struct svg_series *series; size_t nseries;
	const int64_t *goals;          /* bars: a mark each; NULL */
	const char *goals_name;
	int64_t unit;                  /* the axis goes in steps of 1, 2 or 5 x 10^n of it */
	int64_t most;                  /* its end; 0: the largest value */
	bool cut;                      /* lines: it may begin above 0 where all lies far above */
	const char *(*text)(void *arg, int64_t value); void *arg;      /* a value at the axis */
};

/* From left to right below each other: the first series as bars, with its marks
 * and whiskers; a second one as dots that are joined. */
void svg_bars(struct str *out, const struct svg_chart *c);
/* Each label one bar of full length, all series in it as their shares. */
void svg_shares(struct str *out, const struct svg_chart *c);
/* Step by step from left to right: the series on top of each other; as lines.
 * Labels such as 2026-11 or 2026-11-21 are told in parts, as many as fit. */
void svg_columns(struct str *out, const struct svg_chart *c);
void svg_lines(struct str *out, const struct svg_chart *c);
/* The first series as a small line without an axis. */
void svg_spark(struct str *out, const struct svg_chart *c);
/* What each series is, an area or a line: a list in HTML. */
void svg_legend(struct str *out, const struct svg_chart *c, bool lines);

/* The axis of a chart of lines or columns. */
struct svg_scale { int64_t from, to, step; };
struct svg_scale svg_scale(const struct svg_chart *c, bool stacked);

extern const char svg_style[];         /* style rules for the page */

#endif
