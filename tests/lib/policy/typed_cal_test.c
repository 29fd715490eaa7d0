/* typed_cal: calendars of a policy count as written. */
#include "test.h"

#include "lib/policy/fixture.h"
#include "policy/typed_cal.h"
#include "when/civil.h"

static int64_t at(const char *utc)
{
	int64_t t = 0;
	CHECK(civil_parse_rfc3339(utc, &t));
	return t;
}

TEST(counts_in_hours)
{
	/* Madrid is UTC+1 then; Kolkata UTC+5:30. */
	static const struct { const char *calendar, *from, *to; int64_t hours; } rows[] = {
		{"base", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", 8},     /* Monday */
		{"base", "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z", 6},     /* Friday */
		{"base", "2026-12-07T00:00:00Z", "2026-12-08T00:00:00Z", 0},     /* the bridge day */
		{"base", "2026-12-24T00:00:00Z", "2026-12-25T00:00:00Z", 3},     /* special */
		{"base", "2026-12-25T00:00:00Z", "2026-12-26T00:00:00Z", 0},     /* every year */
		{"base", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z", 0},     /* special and closed */
		{"long", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", 12},    /* its own week */
		{"long", "2026-12-07T00:00:00Z", "2026-12-08T00:00:00Z", 0},     /* base's holidays */
		{"long", "2026-12-24T00:00:00Z", "2026-12-25T00:00:00Z", 3},     /* base's special days */
		{"night", "2026-11-23T16:30:00Z", "2026-11-24T00:30:00Z", 8},
		{"here", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", 2}};
	struct arena a = {0};
	struct policy *p = full(&a);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_INT(cal_elapsed(policy_cal(p, rows[i].calendar), at(rows[i].from), at(rows[i].to)),
		          rows[i].hours * 3600);
	arena_free(&a);
}

TEST(finds_by_name)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	CHECK_INT(policy_calendar_names(p).n, 4);
	CHECK_STR(policy_calendar_names(p).v[2], "night");
	CHECK(policy_cal(p, "base") == policy_cal(p, "base"));
	CHECK(policy_cal(p, "none") == NULL);
	CHECK(policy_cal(p, NULL) == NULL);
	CHECK_INT(policy_cal_rules(p, "long")->valid_to, civil_day(2026, 12, 31));
	CHECK_INT(policy_cal_rules(p, "here")->valid_to, INT64_MAX);
	CHECK_STR(zone_name(policy_cal_rules(p, "here")->zone), "Europe/Madrid");
	CHECK_STR(policy_cal_rules(p, "base")->holidays[1].name, "Bridge");
	arena_free(&a);
}

/* England and Wales: the 15th and the 35th business day after receipt. */
TEST(shipped_holidays)
{
	static const struct { const char *from; int64_t days; const char *close; } rows[] = {
		{"2026-11-20T12:00:00Z", 15, "2026-12-11T17:00:00Z"},
		{"2026-11-20T12:00:00Z", 35, "2027-01-13T17:00:00Z"},
		{"2026-12-18T12:00:00Z", 15, "2027-01-13T17:00:00Z"},
		{"2027-03-24T12:00:00Z", 35, "2027-05-17T16:00:00Z"}};
	struct arena a = {0};
	struct policy_report r;
	size_t n;
	char *bytes = load_file(&a, "share/calendars/england-wales.yaml", &n);
	struct policy *p = policy_check_calendars(&a, "ew", bytes, n, &r);
	for (size_t i = 0; p && i < sizeof rows / sizeof *rows; i++) {
		struct span s = {SPAN_BUSINESS_DAYS, rows[i].days};
		CHECK_INT(cal_due_span(policy_cal(p, "england-wales"), at(rows[i].from), s), at(rows[i].close));
	}
	CHECK(p != NULL);
	arena_free(&a);
}

TEST_MAIN(T(counts_in_hours), T(finds_by_name), T(shipped_holidays))
