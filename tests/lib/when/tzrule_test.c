/* tzrule: POSIX TZ strings with the extensions of RFC 9636. */
#include "test.h"

#include "lib/when/fixture.h"
#include "when/clock.h"
#include "when/tzrule.h"

TEST(answers)
{
	static const struct { const char *rule, *at; int offset; const char *abbrev; } rows[] = {
		{"UTC0", "2050-06-01T00:00:00Z", 0, "UTC"},
		{"<+03>-3", "2050-06-01T00:00:00Z", 10800, "+03"},
		{"<-0330>3:30", "2050-06-01T00:00:00Z", -12600, "-0330"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600, "CET"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200, "CEST"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200, "CEST"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600, "CET"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-01-01T00:00:00Z", 3600, "CET"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "9998-07-01T00:00:00Z", 7200, "CEST"},
		/* south of the equator: daylight time over the new year */
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "2027-01-01T00:00:00Z", 39600, "AEDT"},
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "2027-07-01T00:00:00Z", 36000, "AEST"},
		/* half an hour of daylight time: Lord Howe */
		{"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-10-03T15:30:00Z", 39600, "+11"},
		{"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-10-03T15:29:59Z", 37800, "+1030"},
		/* negative daylight time: Dublin */
		{"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-12-01T00:00:00Z", 0, "GMT"},
		{"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-06-01T00:00:00Z", 3600, "IST"},
		/* hours before and after the day: Nuuk, Gaza */
		{"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200, "-02"},
		{"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600, "-01"},
		{"EET-2EEST,M3.4.4/50,M10.4.4/50", "2090-03-24T23:59:59Z", 7200, "EET"},
		{"EET-2EEST,M3.4.4/50,M10.4.4/50", "2090-03-25T00:00:00Z", 10800, "EEST"},
		/* a change in another year than its rule's */
		{"AAA0BBB,J1/-167,M6.1.0", "2025-12-25T01:00:00Z", 3600, "BBB"},
		{"AAA0BBB,J1/-167,M6.1.0", "2025-12-25T00:59:59Z", 0, "AAA"},
		/* Julian days leave 29 February out, plain ones count it */
		{"AAA0BBB,J60/0,J100/0", "2024-03-01T00:00:00Z", 3600, "BBB"},
		{"AAA0BBB,J60/0,J100/0", "2024-02-29T23:59:59Z", 0, "AAA"},
		{"AAA0BBB,59/0,100/0", "2024-02-29T00:00:00Z", 3600, "BBB"},
		{"AAA0BBB,59/0,100/0", "2025-03-01T00:00:00Z", 3600, "BBB"},
		/* daylight time all year */
		{"EST5EDT,0/0,J365/25", "2025-12-31T23:30:00Z", -14400, "EDT"},
		{"EST5EDT,0/0,J365/25", "2026-01-01T05:00:00Z", -14400, "EDT"},
		{"EST5EDT,0/0,J365/25", "2026-07-01T05:00:00Z", -14400, "EDT"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tzrule r;
		const struct local_type *t;

		CHECK(tzrule_parse(&a, rows[i].rule, &r));
		t = tzrule_at(&r, need_at(rows[i].at));
		CHECK_INT(t->offset, rows[i].offset);
		CHECK_STR(t->abbrev, rows[i].abbrev);
	}
	arena_free(&a);
}

TEST(finds_the_next_change)
{
	static const struct { const char *rule, *after, *next; } rows[] = {
		{"UTC0", "2026-01-01T00:00:00Z", "never"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-01-01T00:00:00Z", "2026-03-29T01:00:00Z"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "2026-12-31T23:59:59Z", "2027-03-28T01:00:00Z"},
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-12-31T00:00:00Z", "2027-04-03T16:00:00Z"},
		{"AAA0BBB,J1/-167,M6.1.0", "2025-07-01T00:00:00Z", "2025-12-25T01:00:00Z"},
		{"EST5EDT,0/0,J365/25", "2026-01-01T00:00:00Z", "never"},
		{"CET-1CEST-1,M3.5.0,M10.5.0/3", "2026-01-01T00:00:00Z", "never"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tzrule r;

		CHECK(tzrule_parse(&a, rows[i].rule, &r));
		CHECK_AT(tzrule_next(&r, need_at(rows[i].after)), rows[i].next);
	}
	arena_free(&a);
}

TEST(refuses)
{
	static const char *const rows[] = {
		"", "UTC", "UT0", "0", "<+03-3", "<+3>-3", "<+0é>-3", "UTC25", "UTC0:60", "UTC0:00:60", "UTC0x",
		"CET-1CEST", "CET-1CEST,", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,", "CET-1CEST,M3.5.0,M10.5.0/3x",
		"CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M0.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
		"CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5,M10.5.0", "CET-1CEST,M3",
		"CET-1CEST,M", "CET-1CEST,J0,J100", "CET-1CEST,J366,J100", "CET-1CEST,366,100", "CET-1CEST,1/168,100",
		"CET-1CEST,1/-168,100", "CET-1CEST,1/,100", "CET-1C,1,100", "CET-1CEST25,1,100", "CET 1",
		":Europe/Madrid", "CET-1CEST,99999999999999,100",
	};
	struct arena a = {0};
	struct tzrule r;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (tzrule_parse(&a, rows[i], &r))
			CHECK_STR(rows[i], "refused");
	}
	arena_free(&a);
}

/* Any instant has an answer, and steps of the walk go forward. */
TEST(is_total)
{
	static const int64_t rows[] = {INT64_MIN, INT64_MIN + 1, CIVIL_AT_MIN, 0, CIVIL_AT_MAX, INT64_MAX};
	struct arena a = {0};
	struct tzrule r;

	CHECK(tzrule_parse(&a, "CET-1CEST,M3.5.0,M10.5.0/3", &r));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t next = tzrule_next(&r, rows[i]);

		CHECK(tzrule_at(&r, rows[i])->abbrev != NULL);
		CHECK(next == AT_NONE || next > rows[i]);
	}
	arena_free(&a);
}

TEST_MAIN(T(answers), T(finds_the_next_change), T(refuses), T(is_total))
