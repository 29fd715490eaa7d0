/* ical_rule: yearly rules as holiday files have them, against dates of the
 * wall calendar. */
#include "test.h"

#include "base/str.h"
#include "in/ical_rule.h"
#include "lib/when/fixture.h"

/* The rule's dates from first to last, "2026-11-26 2027-11-25". */
static const char *dates(struct arena *a, const char *text, const char *first, const char *last)
{
	struct str out = str_new(a);
	struct ical_rule r;
	struct fault f = {0};
	int64_t start = need_day(first), end = need_day(last);

	if (ical_rule_parse(a, text, &r, &f) != 0)
		return arena_strdup(a, f.text);
	if (!ical_rule_fits(&r, start, start))
		return "does not fit";
	for (int64_t day = start; day <= end; day = ical_rule_next(&r, start, day, end)) {
		char date[16];

		civil_print_day(date, day);
		str_printf(&out, "%s%s", out.n ? " " : "", date);
	}
	return out.p;
}

TEST(finds_dates)
{
	static const struct { const char *rule, *first, *last, *dates; } rows[] = {
		{"FREQ=YEARLY", "2026-12-25", "2028-12-31", "2026-12-25 2027-12-25 2028-12-25"},
		{"FREQ=YEARLY;INTERVAL=1;BYMONTH=12;BYMONTHDAY=25;WKST=MO;", "2026-12-25", "2028-12-24", "2026-12-25 2027-12-25"},
		{"freq=yearly;until=20271225", "2026-12-25", "2040-01-01", "2026-12-25 2027-12-25"},
		{"FREQ=YEARLY;UNTIL=20271225T235959Z", "2026-12-25", "2040-01-01", "2026-12-25 2027-12-25"},
		{"FREQ=YEARLY;UNTIL=20271224", "2026-12-25", "2040-01-01", "2026-12-25"},
		{"FREQ=YEARLY", "2024-02-29", "2033-01-01", "2024-02-29 2028-02-29 2032-02-29"},
		/* Thanksgiving; Memorial Day; the day the United States elect. */
		{"FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-26", "2028-12-31", "2026-11-26 2027-11-25 2028-11-23"},
		{"FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "2026-05-25", "2028-12-31", "2026-05-25 2027-05-31 2028-05-29"},
		{"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=TU", "2024-11-05", "2033-01-01",
		 "2024-11-05 2028-11-07 2032-11-02"},
		{"FREQ=YEARLY;BYMONTH=1,7", "2026-01-01", "2027-12-31", "2026-01-01 2026-07-01 2027-01-01 2027-07-01"},
		{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2027-02-28", "2029-01-01", "2027-02-28 2028-02-29"},
		{"FREQ=YEARLY;BYMONTH=3;BYDAY=+1SU,-1SU", "2026-03-01", "2026-12-31", "2026-03-01 2026-03-29"},
		{"FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-25", "2028-12-31", "does not fit"},
		{"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "2026-12-25", "2028-12-31", "does not fit"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(dates(&a, rows[i].rule, rows[i].first, rows[i].last), rows[i].dates);
	arena_free(&a);
}

TEST(refuses_by_name)
{
	static const struct { const char *rule, *text; } rows[] = {
		{"FREQ=WEEKLY;BYDAY=FR", "RRULE: only yearly dates are holidays here, not FREQ=WEEKLY"},
		{"FREQ=DAILY;COUNT=3", "RRULE: only yearly dates are holidays here, not FREQ=DAILY"},
		{"", "RRULE: FREQ is missing"}, {"COUNT=3", "RRULE: FREQ is missing"},
		{"FREQ=YEARLY;BYSETPOS=1", "RRULE: not understood: BYSETPOS"},
		{"FREQ=YEARLY;BYEASTER=0", "RRULE: not understood: BYEASTER"},
		{"RSCALE=CHINESE;FREQ=YEARLY", "RRULE: not understood: RSCALE"},
		{"FREQ=YEARLY;BYWEEKNO=20", "RRULE: not understood: BYWEEKNO"},
		{"FREQ=YEARLY;BYDAY=4TH", "RRULE: BYDAY and BYMONTHDAY are understood only with BYMONTH"},
		{"FREQ=YEARLY;BYMONTHDAY=1", "RRULE: BYDAY and BYMONTHDAY are understood only with BYMONTH"},
		{"FREQ=YEARLY;COUNT=2;UNTIL=20301231", "RRULE: COUNT and UNTIL at once"},
		{"FREQ=YEARLY;BYMONTH=13", "RRULE: BYMONTH is not understood: 13"},
		{"FREQ=YEARLY;BYMONTH=-1", "RRULE: BYMONTH is not understood: -1"},
		{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=0", "RRULE: BYMONTHDAY is not understood: 0"},
		{"FREQ=YEARLY;BYMONTH=2;BYDAY=6MO", "RRULE: BYDAY is not understood: 6MO"},
		{"FREQ=YEARLY;BYMONTH=2;BYDAY=XX", "RRULE: BYDAY is not understood: XX"},
		{"FREQ=YEARLY;COUNT=0", "RRULE: COUNT is not understood: 0"},
		{"FREQ=YEARLY;INTERVAL=0", "RRULE: INTERVAL is not understood: 0"},
		{"FREQ=YEARLY;UNTIL=2030", "RRULE: UNTIL is not understood: 2030"},
		{"FREQ=YEARLY;UNTIL=20300231", "RRULE: UNTIL is not understood: 20300231"},
		{"FREQ=YEARLY;nonsense", "RRULE: no NAME=VALUE: nonsense"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ical_rule r;
		struct fault f = {0};

		CHECK_INT(ical_rule_parse(&a, rows[i].rule, &r, &f), EX_DATAERR);
		CHECK_STR(f.text, rows[i].text);
	}
	arena_free(&a);
}

TEST(knows_what_is_simply_yearly)
{
	static const struct { const char *rule; bool plain; } rows[] = {
		{"FREQ=YEARLY", true}, {"FREQ=YEARLY;BYMONTH=12", true}, {"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", true},
		{"FREQ=YEARLY;BYMONTH=11,12", false}, {"FREQ=YEARLY;COUNT=5", false}, {"FREQ=YEARLY;UNTIL=20301231", false},
		{"FREQ=YEARLY;INTERVAL=2", false}, {"FREQ=YEARLY;BYMONTH=12;BYDAY=FR", false},
		{"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-7", false},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ical_rule r;

		CHECK_INT(ical_rule_parse(&a, rows[i].rule, &r, NULL), 0);
		if (ical_rule_plain(&r, need_day("2026-12-25")) != rows[i].plain)
			CHECK_STR(rows[i].rule, rows[i].plain ? "plain" : "not plain");
	}
	arena_free(&a);
}

TEST_MAIN(T(finds_dates), T(refuses_by_name), T(knows_what_is_simply_yearly))
