/* civil: days and dates both ways, RFC 3339, and what is refused. */
#include "test.h"

#include "when/civil.h"

TEST(counts_days)
{
	static const struct { int y, m, d; int64_t day; } rows[] = {
		{1970, 1, 1, 0}, {1969, 12, 31, -1}, {2000, 2, 29, 11016}, {2000, 3, 1, 11017},
		{1900, 3, 1, -25508}, {2026, 11, 21, 20778}, {0, 3, 1, -719468},
		{-9999, 1, 1, CIVIL_DAY_MIN}, {9999, 12, 31, CIVIL_DAY_MAX},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_INT(civil_day(rows[i].y, rows[i].m, rows[i].d), rows[i].day);
}

/* One day after the other, counted as on paper. */
TEST(walks_through_every_date)
{
	int y = 1583, m = 1, d = 1, weekday = 5;   /* a Saturday */

	for (int64_t day = civil_day(1583, 1, 1); y < 2420; day++) {
		struct civil c = civil_of_day(day);

		if (c.year != y || c.month != m || c.day != d || civil_day(y, m, d) != day ||
		    civil_weekday(day) != weekday) {
			CHECK_INT(day, -1);
			return;
		}
		weekday = (weekday + 1) % 7;
		if (++d > civil_month_days(y, m)) {
			d = 1;
			y += m == 12;
			m = m % 12 + 1;
		}
	}
}

TEST(keeps_the_farthest_dates)
{
	struct civil first = civil_of_day(CIVIL_DAY_MIN), last = civil_of_day(INT64_MAX);

	CHECK_INT(first.year, -9999);
	CHECK_INT(last.year, 9999);
	CHECK_INT(last.day, 31);
	CHECK_INT(civil_of_second(INT64_MIN).year, -9999);
	CHECK_INT(civil_of_second(INT64_MAX).second, 59);
	CHECK_INT(civil_of_second(-1).hour, 23);
	CHECK_INT(civil_day_of(-1), -1);
	CHECK_INT(civil_day_of(86399), 0);
}

TEST(knows_months_and_leap_years)
{
	CHECK(civil_leap(2000) && civil_leap(2024) && !civil_leap(1900) && !civil_leap(2026));
	CHECK_INT(civil_month_days(2023, 2), 28);
	CHECK_INT(civil_month_days(2024, 2), 29);
	CHECK_INT(civil_month_days(2024, 12), 31);
}

TEST(adds_months)
{
	static const struct { const char *from; int n; const char *to; } rows[] = {
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"},
		{"2026-11-21", 2, "2027-01-21"}, {"2026-03-31", -1, "2026-02-28"},
		{"2026-01-15", -1, "2025-12-15"}, {"2026-05-31", 12, "2027-05-31"},
		{"2024-02-29", 12, "2025-02-28"}, {"2026-05-31", 0, "2026-05-31"},
		{"9999-06-15", 2000000000, "9999-12-15"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t day;
		char out[16];

		CHECK(civil_parse_day(rows[i].from, &day));
		civil_print_day(out, civil_add_months(day, rows[i].n));
		CHECK_STR(out, rows[i].to);
	}
}

TEST(refuses_what_is_no_date)
{
	static const char *const rows[] = {
		"", "2026", "2026-11", "2026-11-2", "2026-11-31", "2026-02-29", "2026-13-01", "2026-00-10",
		"2026-10-00", " 2026-11-21", "2026-11-21 ", "26-11-21", "2026/11/21", "+2026-11-21", "20261121",
	};
	int64_t day = 7;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(!civil_parse_day(rows[i], &day));
	CHECK_INT(day, 7);
}

TEST(reads_clocks)
{
	int s = 0;

	CHECK(civil_parse_clock("14:00", &s));
	CHECK_INT(s, 50400);
	CHECK(civil_parse_clock("23:59:59", &s));
	CHECK_INT(s, 86399);
	CHECK(!civil_parse_clock("24:00", &s) && !civil_parse_clock("9:00", &s));
	CHECK(!civil_parse_clock("09:60", &s) && !civil_parse_clock("09:00:", &s));
	CHECK(!civil_parse_clock("09:00:60", &s) && !civil_parse_clock("09:00:00x", &s));
}

TEST(reads_rfc3339)
{
	static const struct { const char *text; bool ok; int64_t at; } rows[] = {
		{"1970-01-01T00:00:00Z", true, 0},
		{"2026-11-21T14:00:00Z", true, 1795269600},
		{"2026-11-21T15:00:00+01:00", true, 1795269600},
		{"2026-11-21t08:30:00.999-05:30", true, 1795269600},
		{"2026-11-21 14:00:00z", true, 1795269600},
		{"2016-12-31T23:59:60Z", true, 1483228799},
		{"1969-12-31T23:59:59Z", true, -1},
		{"2026-11-21T14:00:00", false, 0},
		{"2026-11-21T14:00Z", false, 0},
		{"2026-11-21T24:00:00Z", false, 0},
		{"2026-11-21T14:00:61Z", false, 0},
		{"2026-11-21T14:00:00.Z", false, 0},
		{"2026-11-21T14:00:00+0100", false, 0},
		{"2026-11-21T14:00:00+24:00", false, 0},
		{"2026-11-21T14:00:00Zx", false, 0},
		{"2026-02-30T14:00:00Z", false, 0},
		{"", false, 0},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t at = 0;

		CHECK_INT(civil_parse_rfc3339(rows[i].text, &at), rows[i].ok);
		CHECK_INT(at, rows[i].at);
	}
}

TEST(prints_in_utc)
{
	char out[24];

	civil_print_utc(out, 1795269600);
	CHECK_STR(out, "2026-11-21T14:00:00Z");
	civil_print_utc(out, -62198755200);
	CHECK_STR(out, "-0001-01-01T00:00:00Z");
	CHECK_STR(civil_weekday_words[civil_weekday(20778)], "sat");
	CHECK(civil_weekday_words[7] == NULL);
}

TEST_MAIN(T(counts_days), T(walks_through_every_date), T(keeps_the_farthest_dates),
          T(knows_months_and_leap_years), T(adds_months), T(refuses_what_is_no_date), T(reads_clocks),
          T(reads_rfc3339), T(prints_in_utc))
