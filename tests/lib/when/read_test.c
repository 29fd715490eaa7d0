/* read: instants and periods as people type them, on a clock in Madrid. */
#include "test.h"

#include "lib/when/fixture.h"
#include "when/clock.h"
#include "when/read.h"

/* Saturday 2026-11-21 14:00:00 in Madrid. */
#define NOW "2026-11-21T13:00:00Z"

static const char *refused(const char *text)
{
	static char out[80];

	snprintf(out, sizeof out, "refused: %s", text);
	return out;
}

TEST(reads_instants)
{
	static const struct { const char *text, *at; bool ahead; } rows[] = {
		{"now", NOW, false},
		{"today", "2026-11-20T23:00:00Z", false},
		{"yesterday", "2026-11-19T23:00:00Z", false},
		{"tomorrow", "2026-11-21T23:00:00Z", true},
		{"2026-11-21", "2026-11-20T23:00:00Z", false},
		{"2026-07-01", "2026-06-30T22:00:00Z", false},
		{"2026-11-21 14:00", NOW, false},
		{"2026-11-21T14:00", NOW, false},
		{"2026-11-21 14:00:30", "2026-11-21T13:00:30Z", false},
		{"2026-11-21T14:00:30Z", "2026-11-21T14:00:30Z", false},
		{"2026-11-21T14:00:30-03:00", "2026-11-21T17:00:30Z", false},
		{"2026-03-29 02:30", "2026-03-29T01:00:00Z", false},     /* skipped: the change */
		{"2026-10-25 02:30", "2026-10-25T00:30:00Z", false},     /* twice: the first */
		{"-2h", "2026-11-21T11:00:00Z", false},
		{"-90m", "2026-11-21T11:30:00Z", false},
		{"-7d", "2026-11-14T13:00:00Z", false},
		{"-1w", "2026-11-14T13:00:00Z", true},
		{"-2mo", "2026-09-21T12:00:00Z", false},                 /* 14:00 in summer time */
		{"-0s", NOW, false},
		{"+2h", "2026-11-21T15:00:00Z", true},
		{"+3d", "2026-11-24T13:00:00Z", true},
		{"+3mo", "2027-02-21T13:00:00Z", true},
	};
	struct arena a = {0};
	const struct zone *z = need_zone(&a, "Europe/Madrid");

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t at = AT_NONE;
		struct fault f = {0};

		CHECK_INT(read_at(rows[i].text, need_at(NOW), z, rows[i].ahead, &at, &f), 0);
		CHECK_AT(at, rows[i].at);
	}
	arena_free(&a);
}

TEST(refuses_instants)
{
	static const char *const rows[] = {
		"", "soon", "2026", "2026-11", "21/11/2026", "2026-11-21 ", "2026-11-21 14", "2026-11-21 25:00",
		"2026-11-21x14:00", "14:00", "2h", "--2h", "-2", "-2bd", "+2h", "tomorrow", "2026-02-30",
		"2026-11-21T14:00Z", "1795269600", "-2h ", "Today",
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t at = 7;
		struct fault f = {0};

		if (read_at(rows[i], need_at(NOW), zone_utc(), false, &at, &f) != EX_USAGE)
			CHECK_STR(rows[i], refused(rows[i]));
		CHECK_INT(f.code, EX_USAGE);
		CHECK(strstr(f.text, "2026-11-21T14:00:00Z") != NULL);
		CHECK(strstr(f.text, "tomorrow") == NULL || strcmp(rows[i], "tomorrow") == 0);
	}
}

TEST(reads_periods)
{
	static const struct { const char *text, *from, *to; } rows[] = {
		{"2026", "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z"},
		{"2026-11", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z"},
		{"2026-10", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"},
		{"2026-11-21", "2026-11-20T23:00:00Z", "2026-11-21T23:00:00Z"},
		{"today", "2026-11-20T23:00:00Z", "2026-11-21T23:00:00Z"},
		{"yesterday", "2026-11-19T23:00:00Z", "2026-11-20T23:00:00Z"},
		{"this-week", "2026-11-15T23:00:00Z", "2026-11-22T23:00:00Z"},
		{"last-week", "2026-11-08T23:00:00Z", "2026-11-15T23:00:00Z"},
		{"this-month", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z"},
		{"last-month", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"},
		{"this-year", "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z"},
		{"last-year", "2024-12-31T23:00:00Z", "2025-12-31T23:00:00Z"},
		{"12mo", "2025-10-31T23:00:00Z", "2026-10-31T23:00:00Z"},
		{"1mo", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"},
		{"2026-11-01..2026-11-21", "2026-10-31T23:00:00Z", "2026-11-21T23:00:00Z"},
		{"2026-01..2026-03", "2025-12-31T23:00:00Z", "2026-03-31T22:00:00Z"},
		{"2026-11-01..2026-11-21 14:00", "2026-10-31T23:00:00Z", NOW},
		{"-7d..now", "2026-11-14T13:00:00Z", NOW},
		{"yesterday..today", "2026-11-19T23:00:00Z", "2026-11-21T23:00:00Z"},
		{"2026-11-01T00:00:00Z..2026-11-02T00:00:00Z", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"},
	};
	struct arena a = {0};
	const struct zone *z = need_zone(&a, "Europe/Madrid");

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t from = AT_NONE, to = AT_NONE;
		struct fault f = {0};

		CHECK_INT(read_period(rows[i].text, need_at(NOW), z, &from, &to, &f), 0);
		CHECK_AT(from, rows[i].from);
		CHECK_AT(to, rows[i].to);
	}
	arena_free(&a);
}

TEST(reads_open_periods)
{
	static const struct { const char *text, *from, *to; } rows[] = {
		{"2026-11-21 12:00", "2026-11-21T12:00:00Z", NULL},
		{"-2h", "2026-11-21T11:00:00Z", NULL},
		{"2026-11-01..", "2026-11-01T00:00:00Z", NULL},
		{"last-month..", "2026-10-01T00:00:00Z", NULL},
		{"..2026-11-01", NULL, "2026-11-02T00:00:00Z"},
		{"..2026-11-01 06:00", NULL, "2026-11-01T06:00:00Z"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t from = 0, to = 0;

		CHECK_INT(read_period(rows[i].text, need_at(NOW), zone_utc(), &from, &to, NULL), 0);
		CHECK_INT(from, rows[i].from ? need_at(rows[i].from) : INT64_MIN + 1);
		CHECK_INT(to, rows[i].to ? need_at(rows[i].to) : INT64_MAX);
	}
}

TEST(refuses_periods)
{
	static const char *const rows[] = {
		"", "..", "...", "2026-13", "2026-1", "26", "0mo", "12d", "2026-11-21..2026-11-20", "next-week",
		"2026-11-02 00:00..2026-11-02 00:00", "a..b", "2026-11-21..x", "2026-11-21...", "+2h..",
		"2026-11-21-01", "0123456789012345678901234567890123456789012345678901234567890123456789..",
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t from = 7, to = 7;
		struct fault f = {0};

		if (read_period(rows[i], need_at(NOW), zone_utc(), &from, &to, &f) != EX_USAGE)
			CHECK_STR(rows[i], refused(rows[i]));
		CHECK_INT(from, 7);
		CHECK_INT(to, 7);
	}
}

TEST(reads_lengths)
{
	static const struct { const char *text; int64_t seconds; } rows[] = {
		{"90s", 90}, {"90m", 5400}, {"4h", 14400}, {"3d", 259200}, {"2w", 1209600},
	};
	struct fault f = {0};
	int64_t s = 0;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK_INT(read_length(rows[i].text, &s, &f), 0);
		CHECK_INT(s, rows[i].seconds);
	}
	CHECK_INT(read_length("1mo", &s, &f), EX_USAGE);
	CHECK_INT(read_length("3bd", &s, &f), EX_USAGE);
	CHECK_INT(read_length("-3d", &s, &f), EX_USAGE);
	CHECK(strstr(f.text, "90s") != NULL);
}

TEST_MAIN(T(reads_instants), T(refuses_instants), T(reads_periods), T(reads_open_periods),
          T(refuses_periods), T(reads_lengths))
