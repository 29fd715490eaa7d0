/* Charts: where things stand, what is said, and that nothing gets out. */
#include <stdlib.h>

#include "test.h"

#include "out/svg.h"

static struct arena arena;

static const char *const labels[] = {"2026-10", "2026-11", "2026-12"};
static const char *const says[] = {"10 %", "20 %", "40 %"};
static const int64_t values[] = {10, 20, 40};

static struct svg_chart chart(const struct svg_series *series, size_t n)
{
	return (struct svg_chart){.id = "c1", .title = "Title", .desc = "What it shows", .labels = labels, .n = 3,
	                          .series = series, .nseries = n, .unit = 1};
}

static const char *drawn(void (*draw)(struct str *, const struct svg_chart *), const struct svg_chart *c)
{
	struct str out = str_new(&arena);
	draw(&out, c);
	return out.p;
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;
	for (const char *at = text; (at = strstr(at, what)); at++)
		n++;
	return n;
}

static void (*const draws[])(struct str *, const struct svg_chart *) = {svg_bars, svg_shares, svg_columns, svg_lines, svg_spark};
enum { DRAWS = sizeof draws / sizeof *draws };

/* One picture to whoever does not see it: role, title and description. */
TEST(charts_are_named)
{
	struct svg_series s = {"Share", values, NULL, NULL, says, SVG_BLUE};
	for (size_t i = 0; i < DRAWS; i++) {
		struct svg_chart c = chart(&s, 1);
		const char *text = drawn(draws[i], &c);
		CHECK(strstr(text, "<svg class=\"chart\" role=\"img\" aria-labelledby=\"c1-t c1-d\"") == text);
		CHECK(strstr(text, "<title id=\"c1-t\">Title</title>\n<desc id=\"c1-d\">What it shows</desc>\n"));
		CHECK_INT(count(text, "<svg"), 1);
		CHECK_STR(text + strlen(text) - 7, "</svg>\n");
	}
}

/* As many tags are closed as are opened, and no text is one. */
TEST(texts_are_escaped)
{
	static const char *const bad[] = {"<script>alert(1)</script>", "\" onload='x'", "a & b \x1b[1m"};
	struct svg_series s[] = {{bad[0], values, NULL, NULL, bad, SVG_BLUE}, {bad[1], values, NULL, NULL, bad, SVG_BAD}};
	for (size_t i = 0; i < DRAWS; i++)
		for (size_t n = 1; n <= 2; n++) {
			struct svg_chart c = chart(s, n);
			c.title = bad[0];
			c.desc = bad[1];
			c.labels = bad;
			struct str legend = str_new(&arena);
			const char *text = drawn(draws[i], &c);
			svg_legend(&legend, &c, true);
			for (size_t k = 0; k < 3; k++)
				CHECK(!strstr(text, bad[k]) && !strstr(legend.p, bad[k]));
			CHECK_INT(count(text, "<"), count(text, ">"));
			CHECK_INT(count(text, "<text"), count(text, "</text>"));
			CHECK_INT(count(text, "<title"), count(text, "</title>"));
		}
}

TEST(bars_are_as_long_as_their_values)
{
	static const int64_t low[] = {5, 15, SVG_NONE}, high[] = {20, 25, SVG_NONE}, goals[] = {40, SVG_NONE, 20};
	struct svg_series s = {"Share", values, low, high, says, SVG_BLUE};
	struct svg_chart c = chart(&s, 1);
	const char *text = drawn(svg_bars, &c);
	CHECK(strstr(text, "<rect class=\"s1\" x=\"0.00%\" y=\"21\" width=\"25.00%\" height=\"12\"><title>2026-10: 10 %</title></rect>"));
	CHECK(strstr(text, "<rect class=\"s1\" x=\"0.00%\" y=\"101\" width=\"100.00%\""));
	CHECK(strstr(text, "<line class=\"whisker\" x1=\"12.50%\" x2=\"50.00%\""));
	CHECK_INT(count(text, "class=\"whisker\""), 2);
	CHECK(strstr(text, ">40 %</text>"));
	CHECK(!strstr(text, "class=\"goal\""));
	c.goals = goals;
	c.most = 80;
	text = drawn(svg_bars, &c);
	CHECK(strstr(text, "<rect class=\"s1\" x=\"0.00%\" y=\"101\" width=\"50.00%\""));
	CHECK(strstr(text, "<line class=\"goal\" x1=\"50.00%\" x2=\"50.00%\" y1=\"17\" y2=\"37\"/>"));
	CHECK_INT(count(text, "class=\"goal\""), 2);
}

/* A long label is cut where the page is narrow, never in the middle of a letter. */
TEST(long_labels)
{
	static const char *const names[] = {"\xc3\x9c" "ber\xc3\xbc" "berweisungen in eine fremde W\xc3\xa4hrung und ihre Kosten"};
	struct svg_series s = {"n", values, NULL, NULL, says, SVG_BLUE};
	struct svg_chart c = chart(&s, 1);
	c.labels = names;
	c.n = 1;
	const char *text = drawn(svg_bars, &c);
	CHECK(strstr(text, "class=\"wide\" x=\"0\" y=\"15\">\xc3\x9c" "ber\xc3\xbc" "berweisungen in eine fremde W\xc3\xa4hrung und ihre Kosten<"));
	CHECK(strstr(text, "class=\"narrow\" x=\"0\" y=\"15\">\xc3\x9c" "ber\xc3\xbc" "berweisungen in eine fremde W\xc3\xa4h\xe2\x80\xa6<"));
}

/* All parts of a bar fill it; what is none takes no room. */
TEST(shares_fill_the_bar)
{
	static const int64_t met[] = {3, 0, SVG_NONE}, late[] = {1, 5, 2};
	struct svg_series s[] = {{"Kept", met, NULL, NULL, NULL, SVG_GOOD}, {"Broken", late, NULL, NULL, NULL, SVG_BAD}};
	struct svg_chart c = chart(s, 2);
	const char *text = drawn(svg_shares, &c);
	CHECK(strstr(text, "class=\"good\" x=\"0.00%\" y=\"21\" width=\"75.00%\""));
	CHECK(strstr(text, "class=\"bad part\" x=\"75.00%\" y=\"21\" width=\"25.00%\""));
	CHECK(strstr(text, "class=\"bad\" x=\"0.00%\" y=\"61\" width=\"100.00%\""));
	CHECK(strstr(text, "class=\"bad\" x=\"0.00%\" y=\"101\" width=\"100.00%\""));
	CHECK_INT(count(text, "class=\"good\""), 1);
}

TEST(lines_have_gaps)
{
	static const int64_t v[] = {10, SVG_NONE, 20};
	struct svg_series s = {"n", v, NULL, NULL, says, SVG_BLUE};
	struct svg_chart c = chart(&s, 1);
	const char *text = drawn(svg_lines, &c);
	CHECK_INT(count(text, "class=\"s1 line\""), 0);
	CHECK_INT(count(text, "<circle"), 2);
	CHECK(strstr(text, "cx=\"16.67%\""));
	CHECK(strstr(text, ">40 %</text>"));           /* the last value */
	s.v = values;
	text = drawn(svg_lines, &c);
	CHECK_INT(count(text, "class=\"s1 line\""), 2);
	CHECK(strstr(text, "<line class=\"s1 line\" x1=\"16.67%\" y1=\"155\" x2=\"50.00%\" y2=\"110\"/>"));
}

/* "11" below the axis, and the year below that where it is new. */
TEST(labels_in_parts)
{
	static const char *const steps[] = {"2025-12", "2026-01", "2026-02"};
	struct svg_series s = {"n", values, NULL, NULL, NULL, SVG_BLUE};
	struct svg_chart c = chart(&s, 1);
	c.labels = steps;
	const char *text = drawn(svg_columns, &c);
	CHECK_INT(count(text, ">2025</text>"), 1);
	CHECK_INT(count(text, ">2026</text>"), 1);
	CHECK_INT(count(text, ">12</text>"), 1);
	CHECK_INT(count(text, ">02</text>"), 1);
}

/* As many as fit, on a wide page and on a narrow one. */
TEST(labels_are_thinned)
{
	enum { MANY = 60 };
	const char *names[MANY];
	int64_t v[MANY];
	char text[MANY][16];
	for (int i = 0; i < MANY; i++) {
		snprintf(text[i], sizeof text[i], "20%02d-%02d", 20 + i / 12, 1 + i % 12);
		names[i] = text[i];
		v[i] = i;
	}
	struct svg_series s = {"n", v, NULL, NULL, NULL, SVG_BLUE};
	struct svg_chart c = chart(&s, 1);
	c.labels = names;
	c.n = MANY;
	const char *out = drawn(svg_lines, &c);
	CHECK(count(out, "v wide\"") >= 20 && count(out, "v wide\"") <= 24 + 5);
	CHECK(count(out, "v narrow\"") >= 8 && count(out, "v narrow\"") <= 9 + 5);
	CHECK_INT(count(out, "<circle"), 0);           /* the line is enough */
}

TEST(columns_stand_on_each_other)
{
	struct svg_series s[] = {{"young", values, NULL, NULL, NULL, SVG_AGE}, {"old", values, NULL, NULL, NULL, SVG_AGE_LAST}};
	struct svg_chart c = chart(s, 2);
	const char *text = drawn(svg_columns, &c);
	CHECK(strstr(text, "<rect class=\"a1 part\" x=\"71.67%\" width=\"23.33%\" y=\"110\" height=\"90\">"));
	CHECK(strstr(text, "<rect class=\"a6 part\" x=\"71.67%\" width=\"23.33%\" y=\"20\" height=\"90\">"));
}

TEST(scales)
{
	static const struct { int64_t v[3], unit, most; bool cut, stacked; int64_t from, to, step; } rows[] = {
		{{0, 0, 0}, 1, 0, false, false, 0, 1, 1},
		{{1, 2, 3}, 1, 0, false, false, 0, 3, 1},
		{{1, 2, 99}, 1, 0, false, false, 0, 100, 20},
		{{1, 2, 101}, 1, 0, false, false, 0, 150, 50},
		{{3600, 7200, 30 * 3600}, 3600, 0, false, false, 0, 30 * 3600, 10 * 3600},
		{{10, 20, 30}, 1, 0, false, true, 0, 30, 10},
		{{-5, 0, 10}, 1, 0, false, false, -5, 10, 5},
		{{900000, 950000, 990000}, 10000, 1000000, true, false, 900000, 1000000, 20000},
		{{900000, 950000, 990000}, 10000, 1000000, false, false, 0, 1000000, 200000},
		{{100000, 950000, 990000}, 10000, 1000000, true, false, 0, 1000000, 200000},
		{{SVG_NONE, SVG_NONE, SVG_NONE}, 10000, 1000000, true, false, 0, 1000000, 200000},
		{{1000000, 1000000, 1000000}, 10000, 1000000, true, false, 990000, 1000000, 10000},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svg_series s = {"n", rows[i].v, NULL, NULL, NULL, SVG_BLUE};
		struct svg_chart c = chart(&s, 1);
		c.unit = rows[i].unit;
		c.most = rows[i].most;
		c.cut = rows[i].cut;
		struct svg_scale got = svg_scale(&c, rows[i].stacked);
		CHECK(got.from == rows[i].from && got.to == rows[i].to && got.step == rows[i].step);
	}
}

/* Whatever the numbers, all marks stand within the picture. */
TEST(nothing_gets_out)
{
	srand(1);
	for (int round = 0; round < 2000; round++) {
		int64_t v[3];
		for (int i = 0; i < 3; i++)
			v[i] = rand() % 5 == 0 ? SVG_NONE : (int64_t)(rand() % 1000) << rand() % 40;
		struct svg_series s = {"n", v, NULL, NULL, NULL, SVG_BLUE};
		struct svg_chart c = chart(&s, 1);
		struct svg_scale scale = svg_scale(&c, false);
		CHECK(scale.step > 0 && scale.from < scale.to && (scale.to - scale.from) / scale.step <= 6);
		for (int i = 0; i < 3; i++)
			CHECK(v[i] == SVG_NONE || (v[i] >= scale.from && v[i] <= scale.to));
		const char *text = drawn(svg_lines, &c);
		for (const char *at = text; (at = strstr(at, " cy=\"")); at++) {
			int y = atoi(at + 5);
			CHECK(y >= 20 && y <= 200);
		}
	}
}

TEST_MAIN(T(charts_are_named), T(texts_are_escaped), T(bars_are_as_long_as_their_values), T(long_labels),
          T(shares_fill_the_bar), T(lines_have_gaps), T(labels_in_parts), T(labels_are_thinned),
          T(columns_stand_on_each_other), T(scales), T(nothing_gets_out))
