/* cal: the rules one by one, and the scenarios a help desk must get right. */
#include "test.h"

#include "lib/when/fixture.h"
#include "when/clock.h"

enum { HOUR = 3600 };

/* A wall-clock reading in the calendar's zone, "2026-11-21 14:00". */
static int64_t local(const struct cal *c, const char *text)
{
	char date[11];
	int second = 0;

	snprintf(date, sizeof date, "%s", text);
	CHECK(civil_parse_clock(text + 11, &second));
	return zone_at(cal_rules(c)->zone, need_day(date), second);
}

static const char *show_local(const struct cal *c, int64_t at)
{
	static char out[48];
	struct civil t = zone_civil(cal_rules(c)->zone, at);

	if (at == AT_NONE)
		return "never";
	snprintf(out, sizeof out, "%04d-%02d-%02d %02d:%02d", t.year, t.month, t.day, t.hour, t.minute);
	return out;
}

#define CHECK_LOCAL(c, got, want) CHECK_STR(show_local(c, got), want)

static struct cal *office(struct arena *a, const char *zone, const char *hours)
{
	return cal_new(a, make_rules(a, zone, 0, 4, hours));
}

TEST(reads_hours)
{
	static const struct { const char *text; bool ok; int from, to; const char *back; } rows[] = {
		{"09:00-13:00", true, 32400, 46800, "09:00-13:00"},
		{"22:00-06:00", true, 79200, 108000, "22:00-06:00"},
		{"18:00-24:00", true, 64800, 86400, "18:00-24:00"},
		{"18:00-00:00", true, 64800, 86400, "18:00-24:00"},
		{"00:00-24:00", true, 0, 86400, "00:00-24:00"},
		{"10:00-09:00", true, 36000, 118800, "10:00-09:00"},
		{"09:00-09:00", true, 32400, 118800, "09:00-09:00"},
		{"23:59-23:58", true, 86340, 172680, "23:59-23:58"},
		{"24:00-06:00", false, 0, 0, NULL},
		{"9:00-13:00", false, 0, 0, NULL},
		{"09:00-25:00", false, 0, 0, NULL},
		{"09:00-24:01", false, 0, 0, NULL},
		{"09:00 13:00", false, 0, 0, NULL},
		{"09:00-13:00 ", false, 0, 0, NULL},
		{"09:00", false, 0, 0, NULL},
		{"", false, 0, 0, NULL},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cal_hours h = {0, 0};
		char out[16];

		CHECK_INT(cal_parse_hours(rows[i].text, &h), rows[i].ok);
		CHECK_INT(h.from, rows[i].from);
		CHECK_INT(h.to, rows[i].to);
		if (!rows[i].ok)
			continue;
		cal_print_hours(out, h);
		CHECK_STR(out, rows[i].back);
	}
}

TEST(lands_on_closing_time)
{
	struct arena a = {0};
	struct cal *c = office(&a, "America/New_York", "09:00-17:00");
	int64_t monday = local(c, "2021-11-08 09:00");

	CHECK_LOCAL(c, cal_due(c, monday, 8 * HOUR), "2021-11-08 17:00");
	CHECK_AT(cal_due(c, monday, 8 * HOUR + 1), "2021-11-09T14:00:01Z");
	CHECK_LOCAL(c, cal_due(c, local(c, "2021-11-08 18:30"), 0), "2021-11-08 18:30");
	CHECK_LOCAL(c, cal_before(c, local(c, "2021-11-09 09:30"), HOUR / 2), "2021-11-09 09:00");
	CHECK_LOCAL(c, cal_before(c, local(c, "2021-11-09 09:30"), HOUR), "2021-11-08 16:30");
	CHECK_INT(cal_elapsed(c, monday, local(c, "2021-11-09 10:00")), 9 * HOUR);
	CHECK_INT(cal_elapsed(c, local(c, "2021-11-09 10:00"), monday), 0);
	CHECK_INT(cal_elapsed(c, monday, monday), 0);
	arena_free(&a);
}

TEST(scenario_1_twenty_five_days)
{
	struct arena a = {0};
	struct cal *c = office(&a, "Europe/Paris", "09:00-18:00");

	CHECK_LOCAL(c, cal_due(c, local(c, "2025-01-06 09:00"), 25 * 9 * HOUR), "2025-02-07 18:00");
	arena_free(&a);
}

TEST(scenario_2_holiday_of_25_hours)
{
	struct arena a = {0};
	struct cal_rules *r = make_rules(&a, "Europe/Paris", 0, 6, "00:00-24:00");
	struct cal *c;
	int64_t from, to;

	add_holiday(&a, r, "2025-10-26");
	c = cal_new(&a, r);
	from = local(c, "2025-10-25 00:00");
	to = local(c, "2025-10-28 00:00");
	CHECK_INT(to - from, 73 * HOUR);
	CHECK_INT(to - from - cal_elapsed(c, from, to), 25 * HOUR);
	arena_free(&a);
}

TEST(scenario_3_yearly_holiday)
{
	struct arena a = {0};
	struct cal_rules *r = make_rules(&a, "Europe/Madrid", 0, 6, "00:00-24:00");
	struct cal *c;

	add_yearly(&a, r, 1, 1);
	c = cal_new(&a, r);
	CHECK_INT(cal_elapsed(c, local(c, "2024-01-01 00:00"), local(c, "2027-01-01 00:00")),
	          (366 + 365 + 365 - 3) * 24 * HOUR);
	for (int year = 2024; year < 2027; year++) {
		char day[20];

		snprintf(day, sizeof day, "%d-01-01 12:00", year);
		CHECK(!cal_open(c, local(c, day), NULL));
	}
	arena_free(&a);
}

TEST(scenario_4_closed_for_ten_days)
{
	struct arena a = {0};
	struct cal_rules *r = make_rules(&a, "Europe/Madrid", 0, 6, "09:00-18:00");
	struct cal *c;

	for (int64_t day = need_day("2025-12-24"); day <= need_day("2026-01-02"); day++) {
		char text[16];

		civil_print_day(text, day);
		add_holiday(&a, r, text);
	}
	c = cal_new(&a, r);
	CHECK_INT(cal_elapsed(c, local(c, "2025-12-23 18:00"), local(c, "2026-01-03 09:00")), 0);
	CHECK_LOCAL(c, cal_due(c, local(c, "2025-12-23 17:00"), 2 * HOUR), "2026-01-03 10:00");
	arena_free(&a);
}

TEST(scenario_5_each_date_once)
{
	struct arena a = {0};
	struct cal *c = cal_new(&a, make_rules(&a, "Europe/Paris", 0, 6, "09:00-18:00"));

	CHECK_LOCAL(c, cal_due(c, local(c, "2025-10-26 00:30"), 9 * HOUR), "2025-10-26 18:00");
	CHECK_LOCAL(c, cal_due(c, local(c, "2025-10-26 00:30"), 27 * HOUR), "2025-10-28 18:00");
	CHECK_LOCAL(c, cal_due(c, local(c, "2025-03-29 23:30"), 9 * HOUR), "2025-03-30 18:00");
	CHECK_LOCAL(c, cal_due(c, local(c, "2025-03-29 23:30"), 27 * HOUR), "2025-04-01 18:00");
	arena_free(&a);
}

TEST(scenario_6_pause_over_the_repeated_hour)
{
	struct arena a = {0};
	struct cal *c = cal_new(&a, make_rules(&a, "Europe/Paris", 0, 6, "00:00-24:00"));
	struct cal_pause p = {need_at("2025-10-26T00:10:00Z"), need_at("2025-10-26T01:50:00Z")};
	int64_t from = need_at("2025-10-25T00:00:00Z"), to = need_at("2025-10-27T00:00:00Z");

	CHECK_INT(to - from - cal_elapsed_paused(c, from, to, &p, 1), 100 * 60);
	arena_free(&a);
}

TEST(scenario_14_four_hours_before)
{
	struct arena a = {0};
	struct cal *c = office(&a, "Europe/Madrid", "09:00-18:00");

	CHECK_LOCAL(c, cal_before(c, local(c, "2026-11-23 09:30"), 4 * HOUR), "2026-11-20 14:30");
	arena_free(&a);
}

TEST(scenario_16_lunch_and_night_shift)
{
	struct arena a = {0};
	struct cal *lunch = office(&a, "Europe/Paris", "08:30-12:15 13:30-17:45");
	struct cal_rules *r = make_rules(&a, "Europe/Paris", 0, 4, "22:00-06:00");
	struct cal *night;

	CHECK_INT(cal_elapsed(lunch, local(lunch, "2026-11-23 00:00"), local(lunch, "2026-11-24 00:00")), 8 * HOUR);
	CHECK_LOCAL(lunch, cal_due(lunch, local(lunch, "2026-11-23 12:00"), HOUR), "2026-11-23 14:15");
	CHECK_LOCAL(lunch, cal_due(lunch, local(lunch, "2026-11-23 12:00"), HOUR / 4), "2026-11-23 12:15");

	/* The shift of the evening before goes on into a holiday; its own does not start. */
	add_holiday(&a, r, "2026-11-25");
	night = cal_new(&a, r);
	CHECK(cal_open(night, local(night, "2026-11-25 05:59"), NULL));
	CHECK(!cal_open(night, local(night, "2026-11-25 23:00"), NULL));
	CHECK_LOCAL(night, cal_due(night, local(night, "2026-11-24 21:00"), 9 * HOUR), "2026-11-26 23:00");
	/* Friday's shift ends on Saturday; none starts on the weekend. */
	CHECK_INT(cal_elapsed(night, local(night, "2026-11-27 12:00"), local(night, "2026-11-30 12:00")), 8 * HOUR);
	/* Seven hours where the clock skips one, nine where it repeats one. */
	r = make_rules(&a, "Europe/Paris", 5, 5, "22:00-06:00");
	night = cal_new(&a, r);
	CHECK_INT(cal_elapsed(night, local(night, "2026-03-28 12:00"), local(night, "2026-03-29 12:00")), 7 * HOUR);
	CHECK_INT(cal_elapsed(night, local(night, "2026-10-24 12:00"), local(night, "2026-10-25 12:00")), 9 * HOUR);
	arena_free(&a);
}

TEST(scenario_18_never)
{
	struct arena a = {0};
	struct cal_rules *r = make_rules(&a, "UTC", 0, -1, "");
	struct cal *c = cal_new(&a, r);
	int64_t next, start = need_at("2026-11-21T00:00:00Z");

	CHECK(!cal_rules_open(r));
	CHECK_AT(cal_due(c, start, 1), "never");
	CHECK_AT(cal_before(c, start, 1), "never");
	CHECK_INT(cal_due(c, start, 0), start);
	CHECK_INT(cal_elapsed(c, start, start + 86400), 0);
	CHECK(!cal_open(c, start, &next));
	CHECK_AT(next, "never");
	CHECK_AT(cal_due_span(c, start, (struct span){SPAN_BUSINESS_DAYS, 1}), "never");

	/* Only a special day, ten years on: far, not never; one second more is. */
	add_special(&a, r, "2036-11-21", "22:00-03:00");
	c = cal_new(&a, r);
	CHECK(!cal_rules_open(r));
	CHECK_AT(cal_due(c, start, 5 * HOUR), "2036-11-22T03:00:00Z");
	CHECK_AT(cal_due(c, start, 5 * HOUR + 1), "never");
	c = cal_new(&a, r);      /* nothing laid out yet: it must find its way back */
	CHECK_AT(cal_before(c, need_at("2050-01-01T00:00:00Z"), 5 * HOUR), "2036-11-21T22:00:00Z");
	CHECK_AT(cal_before(c, need_at("2050-01-01T00:00:00Z"), 5 * HOUR + 1), "never");
	CHECK(!cal_open(c, start, &next));
	CHECK_AT(next, "2036-11-21T22:00:00Z");
	CHECK_AT(cal_due_span(c, start, (struct span){SPAN_BUSINESS_DAYS, 1}), "2036-11-22T03:00:00Z");
	CHECK_AT(cal_due_span(c, start, (struct span){SPAN_BUSINESS_DAYS, 2}), "never");
	arena_free(&a);
}

TEST(scenario_21_raised_on_monday)
{
	struct arena a = {0};
	struct cal *day = office(&a, "Europe/Madrid", "08:00-20:00");
	struct cal *always = cal_new(&a, make_rules(&a, "Europe/Madrid", 0, 6, "00:00-24:00"));
	int64_t opened = local(day, "2026-11-20 20:00"), raised = local(day, "2026-11-23 08:00");
	int64_t kept = cal_elapsed(day, opened, raised);

	CHECK_INT(kept, 0);
	CHECK_LOCAL(always, cal_due(always, raised, 4 * HOUR - kept), "2026-11-23 12:00");
	arena_free(&a);
}

TEST(counts_odd_changes_of_the_clock)
{
	static const struct { const char *zone, *from, *to; int64_t seconds; } rows[] = {
		/* half an hour less, half an hour more */
		{"Australia/Lord_Howe", "2025-10-04T13:30:00Z", "2025-10-05T13:00:00Z", 84600},
		{"Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z", 88200},
		/* the 30th did not exist; time does not stop */
		{"Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z", 172800},
		{"Pacific/Apia", "2011-09-24T11:00:00Z", "2011-09-25T10:00:00Z", 82800},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cal *c = cal_new(&a, make_rules(&a, rows[i].zone, 0, 6, "00:00-24:00"));

		CHECK_INT(cal_elapsed(c, need_at(rows[i].from), need_at(rows[i].to)), rows[i].seconds);
	}
	arena_free(&a);
}

TEST(skips_what_the_clock_skips)
{
	struct arena a = {0};
	struct cal *lord_howe = cal_new(&a, make_rules(&a, "Australia/Lord_Howe", 6, 6, "01:00-03:00"));
	struct cal *apia = office(&a, "Pacific/Apia", "09:00-17:00");

	CHECK_INT(cal_elapsed(lord_howe, local(lord_howe, "2025-10-05 00:00"), local(lord_howe, "2025-10-05 12:00")),
	          3 * HOUR / 2);
	CHECK_INT(cal_elapsed(lord_howe, local(lord_howe, "2026-04-05 00:00"), local(lord_howe, "2026-04-05 12:00")),
	          5 * HOUR / 2);
	/* Thursday the 29th, then Saturday the 31st. */
	CHECK_LOCAL(apia, cal_due(apia, local(apia, "2011-12-29 16:00"), 2 * HOUR), "2012-01-02 10:00");
	CHECK_INT(cal_elapsed(apia, local(apia, "2011-12-29 17:00"), local(apia, "2012-01-02 09:00")), 0);
	CHECK(!cal_business_day(apia, need_day("2011-12-30")));
	CHECK_INT(cal_add_business_days(apia, need_day("2011-12-29"), 1), need_day("2012-01-02"));
	CHECK_INT(cal_add_business_days(apia, need_day("2012-01-02"), -1), need_day("2011-12-29"));
	arena_free(&a);
}

TEST(has_no_cap)
{
	struct arena a = {0};
	struct cal *c = cal_new(&a, make_rules(&a, "Europe/Madrid", 2, 2, "10:00-12:00"));
	int64_t start = local(c, "2026-11-25 10:00");

	/* Two hours a week for a thousand weeks, and back. */
	CHECK_LOCAL(c, cal_due(c, start, 2000 * HOUR), "2046-01-17 12:00");
	CHECK_INT(cal_before(c, cal_due(c, start, 2000 * HOUR), 2000 * HOUR), start);
	CHECK_LOCAL(c, cal_due(c, start, 52178 * 2 * HOUR), "3026-11-22 12:00");
	/* Beyond the last year there is nothing. */
	CHECK_AT(cal_due(c, start, INT64_MAX), "never");
	CHECK_AT(cal_due(c, start, 8000 * 53 * 2 * (int64_t)HOUR), "never");
	CHECK_AT(cal_due(c, INT64_MAX, 1), "never");
	CHECK_AT(cal_due(c, AT_NONE, 1), "never");
	CHECK_AT(cal_before(c, AT_NONE, 1), "never");
	CHECK(!cal_open(c, INT64_MAX, NULL));
	arena_free(&a);
}

TEST(finds_openings)
{
	struct arena a = {0};
	struct cal *c = office(&a, "Europe/Madrid", "09:00-13:00 14:00-18:00");
	struct cal *always = cal_new(&a, make_rules(&a, "Europe/Madrid", 0, 6, "00:00-24:00"));
	static const struct { const char *at; bool open; const char *next; } rows[] = {
		{"2026-11-20 08:59", false, "2026-11-20 09:00"}, {"2026-11-20 09:00", true, "2026-11-20 13:00"},
		{"2026-11-20 13:00", false, "2026-11-20 14:00"}, {"2026-11-20 17:59", true, "2026-11-20 18:00"},
		{"2026-11-20 18:00", false, "2026-11-23 09:00"},
	};
	int64_t next;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK_INT(cal_open(c, local(c, rows[i].at), &next), rows[i].open);
		CHECK_LOCAL(c, next, rows[i].next);
	}
	CHECK(cal_open(always, local(always, "2026-11-20 12:00"), &next));
	CHECK_AT(next, "never");
	arena_free(&a);
}

/* A holiday far ahead ends what is always open, over the seams of the pages. */
TEST(finds_a_closing_years_ahead)
{
	struct arena a = {0};
	struct cal_rules *r = make_rules(&a, "Europe/Madrid", 0, 6, "00:00-24:00");
	struct cal *c;
	int64_t next;

	add_yearly(&a, r, 2, 29);
	c = cal_new(&a, r);
	CHECK(cal_open(c, local(c, "2024-03-01 00:00"), &next));
	CHECK_LOCAL(c, next, "2028-02-29 00:00");
	CHECK(!cal_open(c, next, &next));
	CHECK_LOCAL(c, next, "2028-03-01 00:00");
	arena_free(&a);
}

TEST(cuts_pauses_out)
{
	struct arena a = {0};
	struct cal *c = office(&a, "America/New_York", "09:00-17:00");
	int64_t nine = local(c, "2021-11-08 09:00"), ten = nine + HOUR;
	struct cal_pause two[] = {{ten + HOUR / 2, ten + 2 * HOUR}, {ten, ten + HOUR}};
	struct cal_pause odd[] = {{ten, ten}, {ten + HOUR, ten}, {ten + HOUR, INT64_MAX}};

	cal_sort_pauses(two, 2);
	CHECK_LOCAL(c, cal_due_paused(c, nine, 2 * HOUR, two, 2), "2021-11-08 13:00");
	CHECK_LOCAL(c, cal_due_paused(c, nine, HOUR, two, 2), "2021-11-08 10:00");
	CHECK_LOCAL(c, cal_due_paused(c, ten + HOUR / 4, 0, two, 2), "2021-11-08 10:15");
	CHECK_INT(cal_elapsed_paused(c, nine, local(c, "2021-11-08 17:00"), two, 2), 6 * HOUR);
	CHECK_INT(cal_elapsed_paused(c, ten, nine, two, 2), 0);

	cal_sort_pauses(odd, 3);
	CHECK_LOCAL(c, cal_due_paused(c, nine, 2 * HOUR, odd, 3), "2021-11-08 11:00");
	CHECK_AT(cal_due_paused(c, nine, 2 * HOUR + 1, odd, 3), "never");
	CHECK_INT(cal_elapsed_paused(c, nine, local(c, "2021-11-12 17:00"), odd, 3), 2 * HOUR);
	arena_free(&a);
}

/* Back from an instant, over pauses: what is cut out is not counted. */
TEST(looks_back_over_pauses)
{
	struct arena a = {0};
	struct cal *c = office(&a, "America/New_York", "09:00-17:00");
	int64_t nine = local(c, "2021-11-09 09:00"), ten = nine + HOUR;
	struct cal_pause two[] = {{ten + HOUR / 2, ten + 2 * HOUR}, {ten, ten + HOUR}};
	struct cal_pause over[] = {{local(c, "2021-11-08 16:00"), local(c, "2021-11-09 10:00")}, {ten, ten}};
	struct cal_pause open[] = {{ten, INT64_MAX}, {INT64_MIN, nine}};

	CHECK_LOCAL(c, cal_before_paused(c, nine + 4 * HOUR, 2 * HOUR, two, 2), "2021-11-09 09:00");
	/* A budget that begins where a pause ends begins there. */
	CHECK_LOCAL(c, cal_before_paused(c, nine + 4 * HOUR, HOUR, two, 2), "2021-11-09 12:00");
	CHECK_LOCAL(c, cal_before_paused(c, ten + HOUR / 4, 0, two, 2), "2021-11-09 10:15");
	CHECK_LOCAL(c, cal_before_paused(c, ten, HOUR, over, 2), "2021-11-08 15:00");
	CHECK_LOCAL(c, cal_before_paused(c, ten + 2 * HOUR, HOUR, open, 2), "2021-11-09 09:00");
	CHECK_AT(cal_before_paused(c, ten + 2 * HOUR, HOUR + 1, open, 2), "never");
	arena_free(&a);
}

/* The customer's clock, and the team's, do not matter: only the calendar's. */
TEST(scenario_17_one_zone_only)
{
	struct arena a = {0};
	struct cal *plan = office(&a, "Europe/Paris", "09:00-18:00");
	int64_t opened = need_at("2026-11-23T09:30:00+09:00");   /* Tokyo, Monday morning: 01:30 in Paris */

	CHECK_AT(cal_due(plan, opened, 4 * HOUR), "2026-11-23T12:00:00Z");
	setenv("TZ", "Asia/Tokyo", 1);
	CHECK_AT(cal_due(plan, opened, 4 * HOUR), "2026-11-23T12:00:00Z");
	unsetenv("TZ");
	arena_free(&a);
}

/* The terms of complaints, worked out by hand from the calendars of the banks. */
TEST(counts_business_days)
{
	static const struct { bool target; const char *from; int n; const char *day; } rows[] = {
		{false, "2026-11-20", 3, "2026-11-25"}, {false, "2026-11-20", 5, "2026-11-27"},
		{false, "2026-11-20", 15, "2026-12-11"}, {false, "2026-11-20", 35, "2027-01-13"},
		{false, "2026-12-18", 3, "2026-12-23"}, {false, "2026-12-18", 5, "2026-12-29"},
		{false, "2026-12-18", 15, "2027-01-13"}, {false, "2026-12-18", 35, "2027-02-10"},
		{false, "2027-03-24", 3, "2027-03-31"}, {false, "2027-03-24", 5, "2027-04-02"},
		{false, "2027-03-24", 15, "2027-04-16"}, {false, "2027-03-24", 35, "2027-05-17"},
		{true, "2026-11-20", 10, "2026-12-04"}, {true, "2026-11-20", 15, "2026-12-11"},
		{true, "2026-11-20", 35, "2027-01-12"}, {true, "2026-12-18", 10, "2027-01-05"},
		{true, "2026-12-18", 15, "2027-01-12"}, {true, "2026-12-18", 35, "2027-02-09"},
		{true, "2027-03-24", 10, "2027-04-09"}, {true, "2027-03-24", 35, "2027-05-14"},
	};
	static const char *const england[] = {"2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26",
	                                      "2027-03-29", "2027-05-03", "2027-05-31"};
	static const char *const banks[] = {"2026-12-25", "2026-12-26", "2027-01-01", "2027-03-26", "2027-03-29",
	                                    "2027-05-01"};
	struct arena a = {0};
	struct cal_rules *uk = make_rules(&a, "Europe/London", 0, 4, "09:00-17:00");
	struct cal_rules *eu = make_rules(&a, "Europe/Paris", 0, 4, "09:00-17:00");
	struct cal *of[2];

	for (size_t i = 0; i < sizeof england / sizeof *england; i++)
		add_holiday(&a, uk, england[i]);
	for (size_t i = 0; i < sizeof banks / sizeof *banks; i++)
		add_holiday(&a, eu, banks[i]);
	of[0] = cal_new(&a, uk);
	of[1] = cal_new(&a, eu);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cal *c = of[rows[i].target];
		int64_t day = cal_add_business_days(c, need_day(rows[i].from), rows[i].n);
		char out[16];

		civil_print_day(out, day);
		CHECK_STR(out, rows[i].day);
		CHECK_INT(cal_add_business_days(c, day, -rows[i].n), need_day(rows[i].from));
		CHECK_INT(cal_due_span(c, need_at("2026-11-20T10:00:00Z") + (need_day(rows[i].from) - need_day("2026-11-20")) * 86400,
		                       (struct span){SPAN_BUSINESS_DAYS, rows[i].n}), cal_close(c, day));
	}
	CHECK_INT(cal_add_business_days(of[0], 5, 0), 5);
	arena_free(&a);
}

TEST(takes_any_span)
{
	static const struct { const char *from; struct span s; const char *due; } rows[] = {
		{"2026-11-20 10:00", {SPAN_SECONDS, 4 * HOUR}, "2026-11-20 15:00"},
		{"2026-11-20 10:00", {SPAN_SECONDS, 0}, "2026-11-20 10:00"},
		{"2026-11-20 23:59", {SPAN_BUSINESS_DAYS, 1}, "2026-11-23 18:00"},
		{"2026-11-21 10:00", {SPAN_BUSINESS_DAYS, 1}, "2026-11-23 18:00"},
		{"2026-11-20 00:00", {SPAN_BUSINESS_DAYS, 1}, "2026-11-23 18:00"},
		{"2026-11-20 10:00", {SPAN_BUSINESS_DAYS, 0}, "2026-11-20 10:00"},
		{"2026-11-20 10:00", {SPAN_DAYS, 35}, "2026-12-26 00:00"},
		{"2026-11-20 10:00", {SPAN_DAYS, 0}, "2026-11-21 00:00"},
		{"2026-11-20 10:00", {SPAN_WEEKS, 8}, "2027-01-16 00:00"},
		{"2026-12-18 10:00", {SPAN_WEEKS, 8}, "2027-02-13 00:00"},
		{"2026-01-31 10:00", {SPAN_MONTHS, 1}, "2026-03-01 00:00"},
		{"2026-11-20 10:00", {SPAN_MONTHS, 13}, "2027-12-21 00:00"},
		{"2026-03-28 10:00", {SPAN_DAYS, 1}, "2026-03-30 00:00"},
		{"2026-11-20 10:00", {SPAN_DAYS, 3000000}, "never"},
	};
	struct arena a = {0};
	struct cal *c = office(&a, "Europe/Madrid", "09:00-13:00 14:00-18:00");

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_LOCAL(c, cal_due_span(c, local(c, rows[i].from), rows[i].s), rows[i].due);
	CHECK_AT(cal_due_span(c, AT_NONE, (struct span){SPAN_DAYS, 1}), "never");
	arena_free(&a);
}

TEST(closes_with_the_last_interval)
{
	struct arena a = {0};
	struct cal_rules *r = make_rules(&a, "Europe/Madrid", 0, 6, "00:30-02:30");
	struct cal *c;

	add_special(&a, r, "2026-11-24", "08:00-20:00 09:00-10:00");
	add_special(&a, r, "2026-11-25", "22:00-06:00 08:00-12:00");
	add_special(&a, r, "2026-11-26", "");
	c = cal_new(&a, r);
	CHECK_LOCAL(c, cal_close(c, need_day("2026-11-24")), "2026-11-24 20:00");
	CHECK_LOCAL(c, cal_close(c, need_day("2026-11-25")), "2026-11-26 06:00");
	CHECK_AT(cal_close(c, need_day("2026-11-26")), "never");
	CHECK(cal_business_day(c, need_day("2026-11-25")) && !cal_business_day(c, need_day("2026-11-26")));
	/* 02:30 is skipped, or comes twice. */
	CHECK_AT(cal_close(c, need_day("2026-03-29")), "2026-03-29T01:00:00Z");
	CHECK_AT(cal_close(c, need_day("2026-10-25")), "2026-10-25T01:30:00Z");
	arena_free(&a);
}

TEST(tells_why_and_how_far)
{
	struct arena a = {0};
	struct cal_rules *r = make_rules(&a, "Europe/Madrid", 0, 4, "09:00-18:00");
	struct cal *c;
	struct cal_day d;

	add_holiday(&a, r, "2026-12-08");
	r->valid_to = need_day("2026-12-31");
	c = cal_new(&a, r);
	d = cal_day(c, need_day("2026-12-08"));
	CHECK_STR(cal_why_words[d.why], "holiday");
	CHECK_STR(d.name, "holiday");
	CHECK_INT(d.nhours, 0);
	CHECK_STR(cal_why_words[cal_day(c, need_day("2026-12-09")).why], "week");
	CHECK(!cal_beyond(c, local(c, "2026-12-31 18:00")));
	CHECK(!cal_beyond(c, zone_until(r->zone, need_day("2026-12-31"), 86400)));
	CHECK(cal_beyond(c, local(c, "2027-01-01 00:01")));
	r->valid_to = INT64_MAX;
	CHECK(!cal_beyond(c, local(c, "2927-01-01 00:01")));
	arena_free(&a);
}

TEST_MAIN(T(reads_hours), T(lands_on_closing_time), T(scenario_1_twenty_five_days),
          T(scenario_2_holiday_of_25_hours), T(scenario_3_yearly_holiday), T(scenario_4_closed_for_ten_days),
          T(scenario_5_each_date_once), T(scenario_6_pause_over_the_repeated_hour),
          T(scenario_14_four_hours_before), T(scenario_16_lunch_and_night_shift), T(scenario_18_never),
          T(scenario_21_raised_on_monday), T(counts_odd_changes_of_the_clock), T(skips_what_the_clock_skips),
          T(has_no_cap), T(finds_openings), T(finds_a_closing_years_ahead), T(cuts_pauses_out), T(looks_back_over_pauses), T(scenario_17_one_zone_only),
          T(counts_business_days), T(takes_any_span), T(closes_with_the_last_interval),
          T(tells_why_and_how_far))
