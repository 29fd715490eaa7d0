/* span: durations in, out, and for people. */
#include "test.h"

#include "when/span.h"

TEST(reads_and_prints)
{
	static const struct { const char *text; enum span_unit unit; int64_t n; const char *shortest; } rows[] = {
		{"90s", SPAN_SECONDS, 90, "90s"},
		{"30m", SPAN_SECONDS, 1800, "30m"},
		{"4h", SPAN_SECONDS, 14400, "4h"},
		{"60m", SPAN_SECONDS, 3600, "1h"},
		{"120s", SPAN_SECONDS, 120, "2m"},
		{"0h", SPAN_SECONDS, 0, "0s"},
		{"15bd", SPAN_BUSINESS_DAYS, 15, "15bd"},
		{"35d", SPAN_DAYS, 35, "35d"},
		{"8w", SPAN_WEEKS, 8, "8w"},
		{"1mo", SPAN_MONTHS, 1, "1mo"},
		{"0d", SPAN_DAYS, 0, "0d"},
		{"3506328h", SPAN_SECONDS, 12622780800, "3506328h"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct span s = {SPAN_DAYS, -1};
		char out[32];

		CHECK(span_parse(rows[i].text, &s));
		CHECK_INT(s.unit, rows[i].unit);
		CHECK_INT(s.n, rows[i].n);
		span_print(out, s);
		CHECK_STR(out, rows[i].shortest);
	}
}

TEST(refuses)
{
	static const char *const rows[] = {
		"", "4", "h", "4 h", " 4h", "4h ", "-4h", "+4h", "4.5h", "1h30m", "04h", "4H", "4M", "4y",
		"4min", "3506329h", "999999999999999999999s", "146098d", "4801mo", "4bdd",
	};
	struct span s = {SPAN_WEEKS, 7};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (span_parse(rows[i], &s))
			CHECK_STR(rows[i], "refused");
	}
	CHECK_INT(s.unit, SPAN_WEEKS);
	CHECK_INT(s.n, 7);
}

TEST(speaks_to_people)
{
	static const struct { int64_t seconds; const char *text; } rows[] = {
		{0, "0 s"}, {45, "45 s"}, {60, "1 min"}, {125, "2 min 05 s"}, {3600, "1 h"},
		{7500, "2 h 05 min"}, {86399, "23 h 59 min"}, {86400, "1 d"}, {273600, "3 d 4 h"},
		{3599, "59 min 59 s"}, {3605, "1 h"}, {-7500, "-2 h 05 min"}, {-45, "-45 s"},
		{INT64_MAX, "106751991167300 d 15 h"}, {INT64_MIN, "-106751991167300 d 15 h"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out[32];

		span_human(out, rows[i].seconds);
		CHECK_STR(out, rows[i].text);
	}
}

TEST(speaks_of_business_time)
{
	static const struct { int64_t seconds; const char *text; } rows[] = {
		{0, "0 s"}, {59, "59 s"}, {65, "1 min 05 s"}, {3600, "1 h"}, {162000, "45 h"}, {273900, "76 h 05 min"},
		{-90000, "-25 h"}, {INT64_MIN, "-2562047788015215 h 30 min"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out[32];

		span_hours(out, rows[i].seconds);
		CHECK_STR(out, rows[i].text);
	}
}

TEST_MAIN(T(reads_and_prints), T(refuses), T(speaks_to_people), T(speaks_of_business_time))
