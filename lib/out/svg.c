/* svg: what all charts share: the frame, positions, the axis, the legend. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "out/html.h"
#include "out/svg_inner.h"

/* Blue and orange are told apart by nearly all eyes, and on paper. */
#define LIGHT "--s1:#1260a8;--s2:#c2500c;--s3:#0c7a55;--s4:#7b3fa6;--good:#1260a8;--bad:#e08214;--worse:#a50026;" \
	"--open:#9aa3ad;--a1:#d3e4f3;--a2:#a5cbe5;--a3:#6aaed6;--a4:#3787c0;--a5:#105ba4;--a6:#072f66;" \
	"--track:#eceff2;--grid:#d5d9de;--ground:#fff"
#define DARK "--s1:#6cb2f7;--s2:#ff9d5c;--s3:#58cfa0;--s4:#c9a0f0;--good:#6cb2f7;--bad:#f5a742;--worse:#ff6f6f;" \
	"--open:#87919c;--a1:#24384d;--a2:#31587c;--a3:#457dae;--a4:#6ea5d6;--a5:#a3cbf0;--a6:#e3f1ff;" \
	"--track:#2a2d31;--grid:#43474d;--ground:#161616"

const char svg_style[] =
	":root{" LIGHT "}\n"
	"@media screen and (prefers-color-scheme:dark){:root{" DARK "}}\n"
	".chart{display:block;overflow:visible;font:13px/1 system-ui,sans-serif}\n"
	".chart text{fill:currentColor}\n"
	".chart .t{font-size:12px;opacity:.8}\n"
	".chart .strong{font-weight:600}\n"
	".chart .v{font-variant-numeric:tabular-nums}\n"
	".chart .grid{stroke:var(--grid);stroke-width:1}\n"
	".chart .track{fill:var(--track)}\n"
	".chart .goal{stroke:currentColor;stroke-width:3}\n"
	".chart .whisker{stroke:currentColor;stroke-width:1.5}\n"
	".chart .halo{stroke:var(--ground);stroke-width:4;opacity:.55}\n"
	".chart .line{stroke-width:2.5;stroke-linecap:round}\n"
	".chart .narrow{display:none}\n"
	".chart rect{stroke:var(--ground);stroke-width:0}\n"
	".chart .part{stroke-width:1}\n"
	".legend{list-style:none;margin:.3rem 0 .6rem;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.9rem}\n"
	".legend span{display:inline-block;margin-right:.4rem;border:.4rem solid;width:0;height:0}\n"
	".legend .line{width:1.6rem;border-width:3px 0 0;vertical-align:.25rem}\n"
	".legend .s2.line{border-style:dashed}.legend .s3.line{border-style:dotted}\n"
	".legend .goal{border-width:.5rem .1rem;vertical-align:-.1rem}\n"
#define TONE(class, name) "." class "{fill:var(--" name ");stroke:var(--" name ");border-color:var(--" name ")!important}\n"
	TONE("s1", "s1") TONE("s2", "s2") TONE("s3", "s3") TONE("s4", "s4")
	TONE("good", "good") TONE("bad", "bad") TONE("worse", "worse") TONE("open", "open")
	TONE("a1", "a1") TONE("a2", "a2") TONE("a3", "a3") TONE("a4", "a4") TONE("a5", "a5") TONE("a6", "a6")
	"line.s2{stroke-dasharray:7 5}line.s3{stroke-dasharray:2 5}line.s4{stroke-dasharray:9 4 2 4}\n"
	"@media screen and (max-width:40rem){.chart .narrow{display:inline}.chart .wide{display:none}.chart circle{r:2.5px}}\n";

const char *svg_class(enum svg_tone tone)
{
	static const char *const words[] = {"s1", "s2", "s3", "s4", "good", "bad", "worse", "open",
	                                    "a1", "a2", "a3", "a4", "a5", "a6"};

	return words[tone];
}

/* --- the frame --- */

void svg_open(struct str *out, const struct svg_chart *c, int left, int right, int height)
{
	str_printf(out, "<svg class=\"chart\" role=\"img\" aria-labelledby=\"%s-t %s-d\" height=\"%d\" "
	                "style=\"margin:0 %dpx 0 %dpx;width:calc(100%% - %dpx)\">\n<title id=\"%s-t\">",
	           c->id, c->id, height, right, left, left + right, c->id);
	html_text(out, c->title);
	str_printf(out, "</title>\n<desc id=\"%s-d\">", c->id);
	html_text(out, c->desc);
	str_add(out, "</desc>\n");
}

void svg_close(struct str *out)
{
	str_add(out, "</svg>\n");
}

void svg_text(struct str *out, const char *place, const char *text)
{
	str_printf(out, "<text %s>", place);
	html_text(out, text);
	str_add(out, "</text>\n");
}

/* What a pointer that rests on a mark is told. */
void svg_told(struct str *out, const struct svg_chart *c, size_t series, size_t i)
{
	const struct svg_series *s = &c->series[series];

	str_add(out, "<title>");
	html_text(out, c->labels[i]);
	if (c->nseries > 1 && s->name) {
		str_add(out, ", ");
		html_text(out, s->name);
	}
	if (s->says && s->says[i]) {
		str_add(out, ": ");
		html_text(out, s->says[i]);
	}
	str_add(out, "</title>");
}

const char *svg_percent(char text[SVG_PERCENT], int64_t part, int64_t whole)
{
	int64_t hundredths = whole > 0 ? (int64_t)((double)part / (double)whole * 10000 + 0.5) : 0;

	snprintf(text, SVG_PERCENT, "%" PRId64 ".%02" PRId64 "%%", hundredths / 100, hundredths % 100);
	return text;
}

/* --- the axis --- */

static void widen(int64_t *least, int64_t *most, const int64_t *v, size_t i)
{
	if (!v || v[i] == SVG_NONE)
		return;
	*least = v[i] < *least ? v[i] : *least;
	*most = v[i] > *most ? v[i] : *most;
}

static void bounds(const struct svg_chart *c, bool stacked, int64_t *least, int64_t *most)
{
	*least = INT64_MAX;
	*most = 0;
	for (size_t i = 0; i < c->n; i++) {
		int64_t sum = 0;
		for (size_t k = 0; k < c->nseries; k++) {
			const struct svg_series *s = &c->series[k];
			sum += s->v[i] == SVG_NONE ? 0 : s->v[i];
			if (stacked)
				continue;
			widen(least, most, s->v, i);
			widen(least, most, s->low, i);
			widen(least, most, s->high, i);
		}
		*most = stacked && sum > *most ? sum : *most;
	}
	if (stacked || *least == INT64_MAX)
		*least = 0;
}

/* 1, 2 or 5 x 10^n units, so that at most STEPS go into the range. */
enum { STEPS = 5 };
static int64_t step_of(int64_t range, int64_t unit)
{
	static const int factors[] = {1, 2, 5};

	for (int64_t ten = unit; ten < INT64_MAX / 100; ten *= 10)
		for (int i = 0; i < 3; i++)
			if (range <= ten * factors[i] * STEPS)
				return ten * factors[i];
	return range;
}

static int64_t floor_to(int64_t v, int64_t step)
{
	int64_t down = v / step * step;

	return down > v ? down - step : down;
}

struct svg_scale svg_scale(const struct svg_chart *c, bool stacked)
{
	struct svg_scale s = {0, 0, 1};
	int64_t least, most, unit = c->unit > 0 ? c->unit : 1;

	bounds(c, stacked, &least, &most);
	if (c->cut && least > 0 && (most - least) * 4 < most) {
		s.step = step_of(most > least ? most - least : unit, unit);
		s.from = floor_to(least, s.step);
		if (c->most && s.from >= c->most)
			s.from = c->most - s.step;
	} else {
		most = c->most > most ? c->most : most;
		s.step = step_of(most - (least < 0 ? least : 0), unit);
		s.from = least < 0 ? floor_to(least, s.step) : 0;
	}
	s.to = -floor_to(-most, s.step);
	if (s.to <= s.from)
		s.to = s.from + s.step;
	if (c->most && s.to > c->most && most <= c->most)
		s.to = c->most;
	return s;
}

/* --- the legend --- */

static void entry(struct str *out, const char *class, bool line, const char *name)
{
	str_printf(out, "<li><span class=\"%s%s\"></span>", class, line ? " line" : "");
	html_text(out, name);
	str_add(out, "</li>\n");
}

void svg_legend(struct str *out, const struct svg_chart *c, bool lines)
{
	str_add(out, "<ul class=\"legend\" aria-hidden=\"true\">\n");
	for (size_t k = 0; k < c->nseries; k++)
		if (c->series[k].name)
			entry(out, svg_class(c->series[k].tone), lines, c->series[k].name);
	if (c->goals && c->goals_name)
		entry(out, "goal", false, c->goals_name);
	str_add(out, "</ul>\n");
}

/* --- labels --- */

const char *svg_short(struct str *room, const char *text, size_t most)
{
	size_t cells = 0;

	str_cut(room, 0);
	if (utf8_cells(text) <= most)
		return text;
	for (const char *at = text, *end = text + strlen(text); at < end;) {
		uint32_t c;
		int n = utf8_next(at, end, &c);
		cells += c == UTF8_BAD ? 1 : (size_t)utf8_width(c);
		if (cells >= most)
			break;
		str_addn(room, at, (size_t)n);
		at += n;
	}
	str_add(room, "\xe2\x80\xa6");
	return room->p;
}
