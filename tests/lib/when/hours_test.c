/* hours: which intervals hold on a date, and why. */
#include "test.h"

#include "lib/when/fixture.h"
#include "when/hours.h"

static void check_day(const struct hours *h, const char *date, enum cal_why why, const char *name,
                      size_t n, int first)
{
	struct cal_day d = hours_of(h, need_day(date));

	CHECK_INT(d.why, why);
	CHECK_STR(d.name, name);
	CHECK_INT(d.nhours, n);
	if (n > 0 && d.nhours > 0)
		CHECK_INT(d.hours[0].from, first);
}

TEST(special_wins_over_holiday_wins_over_week)
{
	struct arena a = {0};
	struct cal_rules *r = make_rules(&a, "UTC", 0, 4, "14:00-18:00 09:00-13:00");
	struct hours *h;

	add_holiday(&a, r, "2026-11-24");
	add_holiday(&a, r, "2026-11-25");
	add_yearly(&a, r, 11, 26);
	add_yearly(&a, r, 11, 25);
	add_special(&a, r, "2026-11-25", "10:00-12:00");
	add_special(&a, r, "2026-11-23", "");
	add_special(&a, r, "2026-11-25", "11:00-12:00");
	h = hours_new(&a, r);
	check_day(h, "2026-11-20", CAL_WEEK, NULL, 2, 9 * 3600);
	check_day(h, "2026-11-21", CAL_WEEK, NULL, 0, 0);
	check_day(h, "2026-11-23", CAL_SPECIAL, "special", 0, 0);
	check_day(h, "2026-11-24", CAL_HOLIDAY, "holiday", 0, 0);
	check_day(h, "2026-11-25", CAL_SPECIAL, "special", 1, 10 * 3600);
	check_day(h, "2025-11-25", CAL_HOLIDAY, "yearly", 0, 0);
	check_day(h, "2031-11-26", CAL_HOLIDAY, "yearly", 0, 0);
	check_day(h, "2026-11-27", CAL_WEEK, NULL, 2, 9 * 3600);
	arena_free(&a);
}

TEST(knows_how_far_its_dates_reach)
{
	struct arena a = {0};
	struct cal_rules *week = make_rules(&a, "UTC", 0, 4, "09:00-13:00");
	struct cal_rules *never = make_rules(&a, "UTC", 0, -1, "");
	struct cal_rules *shut = make_rules(&a, "UTC", 0, 6, "09:00-13:00");
	struct hours_reach r;

	add_special(&a, week, "2026-12-24", "09:00-12:00");
	add_holiday(&a, week, "2020-05-01");
	add_holiday(&a, week, "2023-05-01");
	r = hours_reach(hours_new(&a, week));
	CHECK_INT(r.first, need_day("2020-05-01"));
	CHECK_INT(r.last, need_day("2026-12-24"));
	CHECK(r.open_before && r.open_after);

	add_special(&a, never, "2026-12-24", "09:00-12:00");
	r = hours_reach(hours_new(&a, never));
	CHECK(!r.open_before && !r.open_after);

	/* A week with hours, and every date of the year a holiday. */
	for (int month = 1; month <= 12; month++) {
		for (int day = 1; day <= civil_month_days(2024, month); day++)
			add_yearly(&a, shut, month, day);
	}
	r = hours_reach(hours_new(&a, shut));
	CHECK(!r.open_before && !r.open_after);
	arena_free(&a);
}

TEST_MAIN(T(special_wins_over_holiday_wins_over_week), T(knows_how_far_its_dates_reach))
