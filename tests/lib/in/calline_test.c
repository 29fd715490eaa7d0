/* calline: what a question may look like, and what is refused. */
#include "test.h"

#include "in/calline.h"
#include "lib/when/fixture.h"

enum { NOW = 1795262400 };   /* 2026-11-21T12:00:00Z */

static int read_line(struct arena *a, const char *text, bool two, struct calline *q, struct fault *f)
{
	struct calline_form form = {two, NOW, need_zone(a, "Europe/Madrid")};
	char *fields[CALLINE_FIELDS + 1];
	size_t n = calline_split(arena_strdup(a, text), strlen(text), fields);

	return calline_read(a, &form, fields, n, q, f);
}

TEST(reads_instants_of_every_form)
{
	static const struct { const char *line, *at; } rows[] = {
		{"2026-11-21T14:00:00Z\t0", "2026-11-21T14:00:00Z"}, {"2026-11-21T14:00:00+01:00\t0", "2026-11-21T13:00:00Z"},
		{"2026-11-21 14:00\t0", "2026-11-21T13:00:00Z"}, {"2026-07-01 14:00:30\t0", "2026-07-01T12:00:30Z"},
		{"2026-11-21\t0", "2026-11-20T23:00:00Z"}, {"now\t0", "2026-11-21T12:00:00Z"},
		{"-2h\t0", "2026-11-21T10:00:00Z"}, {"+2h\t0", "2026-11-21T14:00:00Z"},
	};
	struct arena a = {0};
	struct calline q = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK_INT(read_line(&a, rows[i].line, false, &q, NULL), 0);
		CHECK_AT(q.at, rows[i].at);
	}
	CHECK_INT(read_line(&a, "2026-11-21 14:00\t2026-11-22", true, &q, NULL), 0);
	CHECK_AT(q.to, "2026-11-21T23:00:00Z");
	CHECK_INT(q.pauses.n, 0);
	arena_free(&a);
}

TEST(reads_durations)
{
	static const struct { const char *text; enum span_unit unit; int64_t n; } rows[] = {
		{"0", SPAN_SECONDS, 0}, {"84087", SPAN_SECONDS, 84087}, {"90s", SPAN_SECONDS, 90},
		{"30m", SPAN_SECONDS, 1800}, {"4h", SPAN_SECONDS, 14400}, {"15bd", SPAN_BUSINESS_DAYS, 15},
		{"35d", SPAN_DAYS, 35}, {"8w", SPAN_WEEKS, 8}, {"1mo", SPAN_MONTHS, 1},
		{"9223372036854775807", SPAN_SECONDS, INT64_MAX},
	};
	struct arena a = {0};
	struct calline q = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK_INT(read_line(&a, arena_printf(&a, "now\t%s", rows[i].text), false, &q, NULL), 0);
		CHECK_INT(q.span.unit, rows[i].unit);
		CHECK_INT(q.span.n, rows[i].n);
	}
	arena_free(&a);
}

TEST(reads_pauses_in_order)
{
	struct arena a = {0};
	struct calline q = {0};

	CHECK_INT(read_line(&a, "now\t4h\t2026-11-21T11:00:00Z/2026-11-21T12:00:00Z;-3h/2026-11-21 12:30;now/now",
	                    false, &q, NULL), 0);
	CHECK_INT(q.pauses.n, 3);
	CHECK_AT(q.pauses.v[0].from, "2026-11-21T09:00:00Z");
	CHECK_AT(q.pauses.v[0].to, "2026-11-21T11:30:00Z");
	CHECK_AT(q.pauses.v[1].from, "2026-11-21T11:00:00Z");
	CHECK_AT(q.pauses.v[2].to, "2026-11-21T12:00:00Z");
	/* The next question has none of them. */
	CHECK_INT(read_line(&a, "now\t4h\t-", false, &q, NULL), 0);
	CHECK_INT(q.pauses.n, 0);
	CHECK_INT(read_line(&a, "now\t4h\t", false, &q, NULL), 0);
	CHECK_INT(q.pauses.n, 0);
	arena_free(&a);
}

TEST(refuses)
{
	static const struct { const char *line; bool two; const char *text; } rows[] = {
		{"", false, "START and DURATION are needed, with a tab between"},
		{"now", false, "START and DURATION are needed, with a tab between"},
		{"now 4h", true, "A and B are needed, with a tab between"},
		{"now\t4h\t-\tx", false, "more fields than START and DURATION and PAUSES"},
		{"now\t4h\t-\t", false, "more fields than START and DURATION and PAUSES"},
		{"now\t-4h", false, "\"-4h\" is no duration; write 90s, 30m, 4h, 15bd, 35d, 8w, 1mo, or a number of seconds"},
		{"now\t007", false, "\"007\" is no duration; write 90s, 30m, 4h, 15bd, 35d, 8w, 1mo, or a number of seconds"},
		{"now\t9223372036854775808", false, NULL}, {"now\t1.5", false, NULL}, {"now\t", false, NULL},
		{"\t4h", false, NULL}, {"11/21/2026\t4h", false, NULL}, {"now\t4h", true, NULL},
		{"2026-02-30T00:00:00Z\t1", false, NULL},
		{"now\t4h\tnow", false, "\"now\" is no pause; write FROM/TO, several with ; between"},
		{"now\t4h\tnow/now;", false, "\"\" is no pause; write FROM/TO, several with ; between"},
		{"now\t4h\tnow/-1h", false, "the pause now/-1h ends before it begins"},
		{"now\t4h\tnow/", false, NULL}, {"now\t4h\t/now", false, NULL}, {"now\t4h\tnow/now/now", false, NULL},
	};
	struct arena a = {0};
	struct calline q = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f = {0};

		if (read_line(&a, rows[i].line, rows[i].two, &q, &f) != EX_USAGE)
			CHECK_STR(rows[i].line, "refused");
		if (rows[i].text)
			CHECK_STR(f.text, rows[i].text);
	}
	arena_free(&a);
}

TEST(splits_at_tabs)
{
	char line[] = "a\t\tb", nul[] = "a\0b", many[] = "1\t2\t3\t4\t5";
	char *fields[CALLINE_FIELDS + 1];

	CHECK_INT(calline_split(line, 4, fields), 3);
	CHECK_STR(fields[0], "a");
	CHECK_STR(fields[1], "");
	CHECK_STR(fields[2], "b");
	CHECK_INT(calline_split(nul, 3, fields), 0);
	CHECK_INT(calline_split(many, 9, fields), CALLINE_FIELDS + 1);
}

TEST_MAIN(T(reads_instants_of_every_form), T(reads_durations), T(reads_pauses_in_order), T(refuses), T(splits_at_tabs))
