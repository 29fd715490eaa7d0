/* stamp: instants as other systems write them. */
#include "test.h"

#include "when/stamp.h"

static const char *of(enum stamp_form form, const char *text, const struct zone *z)
{
	static char out[24];
	int64_t at;

	if (!stamp_parse(form, text, z, &at))
		return "none";
	civil_print_utc(out, at);
	return out;
}

TEST(numbers)
{
	static const struct { enum stamp_form form; const char *text, *want; } v[] = {
		{STAMP_ISO, "2026-11-21", "2026-11-21T00:00:00Z"},
		{STAMP_ISO, "2026/11/21 14:05", "2026-11-21T14:05:00Z"},
		{STAMP_ISO, "2026-11-21T14:05:06.789Z", "2026-11-21T14:05:06Z"},
		{STAMP_ISO, "2026-11-21 14:05:06 +0100", "2026-11-21T13:05:06Z"},
		{STAMP_ISO, "2026-11-21 14:05:06 UTC", "2026-11-21T14:05:06Z"},
		{STAMP_US, "11/21/2026 2:05 PM", "2026-11-21T14:05:00Z"},
		{STAMP_US, "1/2/26", "2026-01-02T00:00:00Z"},
		{STAMP_US, "1/2/2026 12:00 am", "2026-01-02T00:00:00Z"},
		{STAMP_US, "1/2/2026 12:30pm", "2026-01-02T12:30:00Z"},
		{STAMP_EU, "29/2/2016 01:16", "2016-02-29T01:16:00Z"},
		{STAMP_EU, "21.11.2026, 4:05", "2026-11-21T04:05:00Z"},
		{STAMP_EPOCH, "1456704960", "2016-02-29T00:16:00Z"},
		{STAMP_ISO, "26-11-21", "none"}, {STAMP_ISO, "2026-13-01", "none"},
		{STAMP_ISO, "2026-02-29", "none"}, {STAMP_ISO, "2026-11-21 24:00", "none"},
		{STAMP_ISO, "2026-11-21 14:05 and more", "none"}, {STAMP_ISO, "2026-11-21 14:5", "none"},
		{STAMP_US, "11/21/2026 13:00 PM", "none"}, {STAMP_EU, "2/29/2016", "none"},
		{STAMP_US, "11/21/123", "none"}, {STAMP_ISO, "", "none"}, {STAMP_ISO, "soon", "none"},
		{STAMP_EPOCH, "soon", "none"}, {STAMP_ISO, "2026-11-21 14:00 +99", "none"},
	};
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		CHECK_STR(of(v[i].form, v[i].text, zone_utc()), v[i].want);
}

TEST(words)
{
	static const struct { const char *text, *want; } v[] = {
		{"Sat Nov 21 14:00:05 2026", "2026-11-21T14:00:05Z"},
		{"Sat, 21 Nov 2026 14:00:05 +0100", "2026-11-21T13:00:05Z"},
		{"November 21, 2026 2:00 PM", "2026-11-21T14:00:00Z"},
		{"21 nov 2026", "2026-11-21T00:00:00Z"},
		{"Sat Nov 21 14:00:05 UTC 2026", "2026-11-21T14:00:05Z"},
		{"Nov 2026", "none"}, {"21 2026 14:00", "none"}, {"21 Nov 2026 soon", "none"},
		{"21 22 Nov 2026", "none"}, {"Nov Dec 1 2026", "none"}, {"", "none"},
	};
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		CHECK_STR(of(STAMP_TEXT, v[i].text, zone_utc()), v[i].want);
}

TEST(in_a_zone)
{
	struct arena a = {0};
	struct fault f = {0};
	const struct zone *z = zone_load(&a, "Europe/Madrid", &f);

	CHECK(z != NULL);
	CHECK_STR(of(STAMP_EU, "21/7/2026 14:00", z), "2026-07-21T12:00:00Z");
	CHECK_STR(of(STAMP_EU, "21/7/2026 14:00Z", z), "2026-07-21T14:00:00Z");
	CHECK_STR(of(STAMP_ISO, "2026-01-10", z), "2026-01-09T23:00:00Z");
	arena_free(&a);
}

TEST_MAIN(T(numbers), T(words), T(in_a_zone))
