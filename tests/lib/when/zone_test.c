/* zone: known instants of known zones, names, files, and the user's zone. */
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "lib/when/fixture.h"
#include "when/clock.h"

TEST(knows_offsets)
{
	static const struct { const char *zone, *at; int offset; const char *abbrev; } rows[] = {
		{"UTC", "2026-11-21T00:00:00Z", 0, "UTC"},
		{"Europe/Madrid", "2026-03-29T00:59:59Z", 3600, "CET"},
		{"Europe/Madrid", "2026-03-29T01:00:00Z", 7200, "CEST"},
		{"Europe/Madrid", "2026-10-25T01:00:00Z", 3600, "CET"},
		{"Europe/Madrid", "2300-07-01T00:00:00Z", 7200, "CEST"},
		{"America/New_York", "2007-03-11T07:00:00Z", -14400, "EDT"},
		{"America/New_York", "2006-03-12T07:00:00Z", -18000, "EST"},
		{"America/Sao_Paulo", "2018-12-01T00:00:00Z", -7200, "-02"},
		{"America/Sao_Paulo", "2026-12-01T00:00:00Z", -10800, "-03"},
		{"Asia/Kathmandu", "1985-12-31T18:29:59Z", 19800, "+0530"},
		{"Asia/Kathmandu", "1985-12-31T18:30:00Z", 20700, "+0545"},
		{"Australia/Lord_Howe", "2026-01-01T00:00:00Z", 39600, "+11"},
		{"Australia/Lord_Howe", "2026-07-01T00:00:00Z", 37800, "+1030"},
		{"Pacific/Apia", "2011-12-30T09:59:59Z", -36000, "-10"},
		{"Pacific/Apia", "2011-12-30T10:00:00Z", 50400, "+14"},
		{"Asia/Tokyo", "9999-12-31T23:59:59Z", 32400, "JST"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *abbrev;

		CHECK_INT(zone_offset(need_zone(&a, rows[i].zone), need_at(rows[i].at), &abbrev), rows[i].offset);
		CHECK_STR(abbrev, rows[i].abbrev);
	}
	arena_free(&a);
}

TEST(shows_the_clock)
{
	struct arena a = {0};
	const struct zone *z = need_zone(&a, "Asia/Kathmandu");
	struct civil c = zone_civil(z, need_at("2026-11-21T20:00:07Z"));

	CHECK_INT(c.year, 2026);
	CHECK_INT(c.month, 11);
	CHECK_INT(c.day, 22);
	CHECK_INT(c.hour, 1);
	CHECK_INT(c.minute, 45);
	CHECK_INT(c.second, 7);
	CHECK_INT(zone_day(z, need_at("2026-11-21T18:14:59Z")), need_day("2026-11-21"));
	CHECK_INT(zone_day(z, need_at("2026-11-21T18:15:00Z")), need_day("2026-11-22"));
	CHECK_INT(zone_civil(z, INT64_MAX).year, 9999);
	CHECK_INT(zone_day(z, INT64_MIN), CIVIL_DAY_MIN);
	arena_free(&a);
}

TEST(finds_readings)
{
	static const struct { const char *zone, *day; int hour, minute; const char *at, *until; } rows[] = {
		{"UTC", "2026-11-21", 14, 0, "2026-11-21T14:00:00Z", "2026-11-21T14:00:00Z"},
		{"Europe/Madrid", "2026-11-21", 14, 0, "2026-11-21T13:00:00Z", "2026-11-21T13:00:00Z"},
		{"Europe/Madrid", "2026-11-21", 24, 0, "2026-11-21T23:00:00Z", "2026-11-21T23:00:00Z"},
		{"Europe/Madrid", "2026-11-21", -1, 0, "2026-11-20T22:00:00Z", "2026-11-20T22:00:00Z"},
		{"Europe/Madrid", "2026-03-29", 2, 0, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"},
		{"Europe/Madrid", "2026-03-29", 2, 30, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"},
		{"Europe/Madrid", "2026-03-29", 3, 0, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"},
		{"Europe/Madrid", "2026-03-29", 3, 1, "2026-03-29T01:01:00Z", "2026-03-29T01:01:00Z"},
		{"Europe/Madrid", "2026-10-25", 2, 0, "2026-10-25T00:00:00Z", "2026-10-25T00:00:00Z"},
		{"Europe/Madrid", "2026-10-25", 2, 30, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"},
		{"Europe/Madrid", "2026-10-25", 3, 0, "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z"},
		{"Australia/Lord_Howe", "2026-04-05", 1, 45, "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"},
		{"America/Sao_Paulo", "2018-11-04", 0, 0, "2018-11-04T03:00:00Z", "2018-11-04T03:00:00Z"},
		{"America/Sao_Paulo", "2018-02-17", 24, 0, "2018-02-18T03:00:00Z", "2018-02-18T03:00:00Z"},
		{"America/St_Johns", "2009-10-31", 24, 0, "2009-11-01T02:30:00Z", "2009-11-01T03:30:00Z"},
		{"Pacific/Apia", "2011-12-30", 12, 0, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
		{"Pacific/Apia", "2011-12-31", 0, 0, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct zone *z = need_zone(&a, rows[i].zone);
		int second = rows[i].hour * 3600 + rows[i].minute * 60;

		CHECK_AT(zone_at(z, need_day(rows[i].day), second), rows[i].at);
		CHECK_AT(zone_until(z, need_day(rows[i].day), second), rows[i].until);
	}
	arena_free(&a);
}

/* zone_at undoes zone_civil where the reading is the only one of its kind. */
TEST(readings_come_back)
{
	static const char *const names[] = {"Europe/Madrid", "America/New_York", "Australia/Lord_Howe",
	                                    "Pacific/Apia", "Africa/Casablanca", "Asia/Kolkata"};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct zone *z = need_zone(&a, names[i]);

		for (int64_t at = need_at("2011-01-01T00:00:00Z"); at < need_at("2040-01-01T00:00:00Z"); at += 400013) {
			struct civil c = zone_civil(z, at);
			int second = c.hour * 3600 + c.minute * 60 + c.second;
			int64_t first = zone_at(z, zone_day(z, at), second);

			CHECK(first <= at && at - first <= 86400);
			CHECK_INT(zone_day(z, first), zone_day(z, at));
			CHECK(zone_until(z, zone_day(z, at), second) >= first);
			if (first != at)   /* the second of two */
				CHECK(zone_offset(z, first, NULL) > zone_offset(z, at, NULL));
		}
	}
	arena_free(&a);
}

TEST(walks_over_changes)
{
	struct arena a = {0};
	const struct zone *madrid = need_zone(&a, "Europe/Madrid");
	int64_t at = need_at("2026-01-01T00:00:00Z");
	int n = 0;

	CHECK_AT(zone_next_change(madrid, at), "2026-03-29T01:00:00Z");
	CHECK_AT(zone_next_change(madrid, need_at("2026-03-29T01:00:00Z")), "2026-10-25T01:00:00Z");
	/* Over the end of the table, which is 2037 in the files of some systems. */
	for (; at < need_at("2126-01-01T00:00:00Z"); at = zone_next_change(madrid, at))
		n++;
	CHECK_INT(n, 201);
	CHECK_AT(zone_next_change(need_zone(&a, "Asia/Tokyo"), need_at("2026-01-01T00:00:00Z")), "never");
	CHECK_AT(zone_next_change(need_zone(&a, "Pacific/Apia"), need_at("2011-12-01T00:00:00Z")),
	         "2011-12-30T10:00:00Z");
	CHECK_AT(zone_next_change(zone_utc(), 0), "never");
	arena_free(&a);
}

TEST(utc_is_always_there)
{
	struct arena a = {0};
	size_t n;
	const void *bytes = zone_bytes(zone_utc(), &n);
	const struct zone *z = zone_parse(&a, "UTC", bytes, n, NULL);

	CHECK(z != NULL);
	CHECK_INT(z ? zone_offset(z, 0, NULL) : 1, 0);
	CHECK_STR(zone_name(zone_utc()), "UTC");
	setenv("TZDIR", "/nonexistent", 1);
	CHECK(zone_load(&a, "UTC", NULL) == zone_utc());
	unsetenv("TZDIR");
	arena_free(&a);
}

TEST(keeps_its_bytes)
{
	struct arena a = {0}, b = {0};
	const struct zone *one = need_zone(&a, "Australia/Lord_Howe"), *two;
	size_t n, m;
	const void *bytes = zone_bytes(one, &n);

	two = zone_parse(&b, zone_name(one), bytes, n, NULL);
	arena_free(&a);
	CHECK_STR(zone_name(two), "Australia/Lord_Howe");
	CHECK_INT(zone_offset(two, need_at("2060-07-01T00:00:00Z"), NULL), 37800);
	zone_bytes(two, &m);
	CHECK_INT(n, m);
	arena_free(&b);
}

TEST(refuses_names)
{
	static const struct { const char *name, *text; } rows[] = {
		{"Europe/Madird", "unknown time zone \"Europe/Madird\" (did you mean \"Europe/Madrid\"?)"},
		{"europe/paris", "unknown time zone \"europe/paris\" (did you mean \"Europe/Paris\"?)"},
		{"tokyo", "unknown time zone \"tokyo\" (did you mean \"Asia/Tokyo\"?)"},
		{"Middle-earth/Bree", "unknown time zone \"Middle-earth/Bree\""},
		{"Europe", "unknown time zone \"Europe\""},
		{"", "unknown time zone \"\""},
		{"../../../../etc/passwd", "unknown time zone \"../../../../etc/passwd\""},
		{"Europe/../Europe/Madrid", "unknown time zone \"Europe/../Europe/Madrid\""},
		{"/usr/share/zoneinfo/Europe/Madrid", "unknown time zone \"/usr/share/zoneinfo/Europe/Madrid\""},
		{"Europe//Madrid", "unknown time zone \"Europe//Madrid\" (did you mean \"Europe/Madrid\"?)"},
		{"zone.tab", "unknown time zone \"zone.tab\""},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f = {0};

		CHECK(zone_load(&a, rows[i].name, &f) == NULL);
		CHECK_INT(f.code, EX_CONFIG);
		CHECK_STR(f.text, rows[i].text);
	}
	arena_free(&a);
}

/* A folder of zones of our own, with one good zone and one broken. */
static char *make_folder(struct arena *a)
{
	const char *tmp = getenv("TMPDIR");
	char *folder = arena_printf(a, "%s/zone_test.XXXXXX", tmp ? tmp : "/tmp");
	size_t n;
	const void *bytes = zone_bytes(need_zone(a, "Asia/Tokyo"), &n);
	struct fault f = {0};

	CHECK(mkdtemp(folder) != NULL);
	CHECK(mkdir(arena_printf(a, "%s/Shire", folder), 0777) == 0);
	CHECK_INT(io_save(arena_printf(a, "%s/Shire/Hobbiton", folder), bytes, n, 0644, &f), 0);
	CHECK_INT(io_save(arena_printf(a, "%s/Broken", folder), bytes, n / 2, 0644, &f), 0);
	return folder;
}

static void remove_folder(struct arena *a, const char *folder)
{
	CHECK(unlink(arena_printf(a, "%s/Shire/Hobbiton", folder)) == 0);
	CHECK(unlink(arena_printf(a, "%s/Broken", folder)) == 0);
	CHECK(rmdir(arena_printf(a, "%s/Shire", folder)) == 0);
	CHECK(rmdir(folder) == 0);
}

TEST(honours_tzdir)
{
	struct arena a = {0};
	char *folder = make_folder(&a);
	struct fault f = {0};
	const struct zone *z;

	setenv("TZDIR", folder, 1);
	z = zone_load(&a, "Shire/Hobbiton", &f);
	CHECK_INT(z ? zone_offset(z, 0, NULL) : 0, 32400);
	CHECK(zone_load(&a, "Shire/Hobbitown", &f) == NULL);
	CHECK_STR(f.text, "unknown time zone \"Shire/Hobbitown\" (did you mean \"Shire/Hobbiton\"?)");
	CHECK(zone_load(&a, "Broken", &f) == NULL);
	CHECK_STR(f.text, "time zone \"Broken\": broken table: cut short");
	setenv("TZ", "Shire/Hobbiton", 1);
	CHECK_STR(zone_name(zone_user(&a)), "Shire/Hobbiton");
	setenv("TZDIR", "/nonexistent", 1);
	CHECK(zone_load(&a, "Europe/Madrid", &f) == NULL);
	CHECK_STR(f.text, "time zone \"Europe/Madrid\": no zones in /nonexistent (is tzdata installed?)");
	unsetenv("TZDIR");
	unsetenv("TZ");
	remove_folder(&a, folder);
	arena_free(&a);
}

TEST(takes_the_users_zone)
{
	static const struct { const char *tz, *name; } rows[] = {
		{"Europe/Madrid", "Europe/Madrid"}, {":Asia/Tokyo", "Asia/Tokyo"}, {"", "UTC"}, {":", "UTC"},
		{"UTC", "UTC"},
	};
	/* Rules and paths are no names: the system's zone shows. */
	static const char *const others[] = {"CET-1CEST,M3.5.0,M10.5.0/3", "/etc/passwd", "../x", "Nowhere"};
	struct arena a = {0};
	const char *system;

	unsetenv("TZ");
	system = zone_name(zone_user(&a));
	CHECK(system[0] != '\0');
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		setenv("TZ", rows[i].tz, 1);
		CHECK_STR(zone_name(zone_user(&a)), rows[i].name);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		setenv("TZ", others[i], 1);
		CHECK_STR(zone_name(zone_user(&a)), system);
	}
	unsetenv("TZ");
	arena_free(&a);
}

TEST_MAIN(T(knows_offsets), T(shows_the_clock), T(finds_readings), T(readings_come_back),
          T(walks_over_changes), T(utc_is_always_there), T(keeps_its_bytes), T(refuses_names),
          T(honours_tzdir), T(takes_the_users_zone))
