/* holidays: the YAML that comes out, and that the checker takes it. */
#include "test.h"

#include "lib/when/fixture.h"
#include "policy/check.h"
#include "policy/holidays.h"

static void fail(void *arg, const struct fault *f)
{
	(void)arg;
	CHECK_STR(f->text, "");
}

static struct ical need_ical(struct arena *a, const char *text)
{
	const struct ical_report report = {fail, NULL};
	struct ical c;

	CHECK(ical_parse(a, "x.ics", text, strlen(text), need_day("2030-12-31"), &report, &c));
	return c;
}

static const char *yaml(struct arena *a, const char *text)
{
	struct ical c = need_ical(a, text);
	struct holidays h = {"england", "x.ics", "abcd", c.zone != NULL, need_day("2030-12-31")};
	struct str out = str_new(a);

	holidays_yaml(&out, &c, &h);
	return out.p;
}

#define EVENT(date, name) "BEGIN:VEVENT\nDTSTART:" date "\nSUMMARY:" name "\nEND:VEVENT\n"

TEST(writes_a_calendar)
{
	struct arena a = {0};

	CHECK_STR(yaml(&a, "BEGIN:VCALENDAR\nPRODID:-//x//EN\nX-WR-CALNAME:Bank holidays\nX-WR-TIMEZONE:Europe/London\n"
	                   EVENT("20261225\nRRULE:FREQ=YEARLY", "Christmas Day")
	                   EVENT("20200101\nRRULE:FREQ=YEARLY", "New Year")
	                   EVENT("20270326", "Good Friday") EVENT("20270326", "Say \\\"hi\\\"\\\\") EVENT("20270326", "Good Friday")
	                   EVENT("20270214\nCATEGORIES:Observance", "Love") "END:VCALENDAR\n"),
	          "# holidays of: \"x.ics\"\n"
	          "# 3 dates, 2027-03-26 to 2027-03-26; BLAKE2b-256 of the file abcd\n"
	          "# title: \"Bank holidays\"\n"
	          "# made by: \"-//x//EN\"\n"
	          "calendars:\n"
	          "  england:\n"
	          "    zone: Europe/London\n"
	          "    source: \"Bank holidays, -//x//EN, x.ics\"\n"
	          "    valid_to: 2027-12-31\n"
	          "    holidays:\n"
	          "      - {date: 01-01, name: \"New Year\"}\n"
	          "      - {date: 12-25, name: \"Christmas Day\"}\n"
	          "      - {date: 2027-03-26, name: \"Good Friday / Say \\\\\\\"hi\\\\\\\"\\\\\"}\n"
	          "      # left out:\n"
	          "      # - {date: 2027-02-14, name: \"Love\"}  # observance\n");
	CHECK_STR(yaml(&a, "BEGIN:VCALENDAR\nEND:VCALENDAR\n"),
	          "# holidays of: \"x.ics\"\n# 0 dates; BLAKE2b-256 of the file abcd\n"
	          "calendars:\n  england:\n    source: \"x.ics\"\n    holidays: []\n");
	arena_free(&a);
}

/* Whatever a name holds, the checker reads the same. */
TEST(is_read_back)
{
	static const char *const names[] = {
		"New Year's Day", "a: b", "{x}", "- x", "#1", "\"", "back\\slash", "Día 漢字 🙂", "\xe2\x80\xae" "evil",
		"\xc2\x85nel", "yes", "null", "%x", "@", "`", "\xef\xbb\xbf" "mark", "\xef\xbf\xbe",
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *text = arena_printf(&a, "BEGIN:VCALENDAR\n" EVENT("20270326", "%s") "END:VCALENDAR\n", names[i]);
		const char *out = yaml(&a, text);
		struct policy_report report;
		struct policy *p = policy_check_calendars(&a, "x.yaml", out, strlen(out), &report);

		CHECK(p != NULL);
		if (p)
			CHECK_STR(cal_day(policy_cal(p, "england"), need_day("2027-03-26")).name, need_ical(&a, text).days[0].name);
	}
	arena_free(&a);
}

TEST(names_a_calendar)
{
	static const struct { const char *file, *name; } rows[] = {
		{"GB-ENG.2023-2027.ics", "gb-eng"}, {"/tmp/Bank Holidays (UK).ics", "bank-holidays-uk"}, {".ics", "holidays"},
		{"日本.ics", "holidays"}, {"a__b.ics", "a-b"}, {"holidays", "holidays"},
		{"0123456789012345678901234567890123456789xyz.ics", "0123456789012345678901234567890123456789"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(holidays_name(&a, rows[i].file), rows[i].name);
	arena_free(&a);
}

TEST(knows_how_far_it_goes)
{
	static const struct { const char *events, *valid_to; } rows[] = {
		{EVENT("20260101", "a") EVENT("20261225", "b") EVENT("20270101", "c") EVENT("20271225", "d"), "2027-12-31"},
		/* New Year of a year whose list is not there yet */
		{EVENT("20260101", "a") EVENT("20260501", "b") EVENT("20261225", "c") EVENT("20270101", "d"), "2026-12-31"},
		{EVENT("20260101\nRRULE:FREQ=YEARLY", "a"), "none"},
		{"", "none"},
		{EVENT("20260101\nSTATUS:CANCELLED", "a"), "none"},
		/* a rule without an end, cut off; alone and among dates */
		{EVENT("20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "a"), "2030-12-31"},
		{EVENT("20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "a") EVENT("20280101", "b"), "2028-12-31"},
		{EVENT("20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "a") EVENT("20400101", "b"), "2030-12-31"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ical c = need_ical(&a, arena_printf(&a, "BEGIN:VCALENDAR\n%sEND:VCALENDAR\n", rows[i].events));
		int64_t day = holidays_valid_to(&a, &c, need_day("2030-12-31"));
		char text[16] = "none";

		if (day != INT64_MAX)
			civil_print_day(text, day);
		CHECK_STR(text, rows[i].valid_to);
	}
	arena_free(&a);
}

TEST_MAIN(T(writes_a_calendar), T(is_read_back), T(names_a_calendar), T(knows_how_far_it_goes))
