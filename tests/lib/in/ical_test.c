/* ical: events as dates, and what is refused. */
#include "test.h"

#include "base/str.h"
#include "in/ical.h"
#include "lib/when/fixture.h"

struct said { struct arena *a; struct str text; };

static void say(void *arg, const struct fault *f)
{
	struct said *s = arg;

	str_printf(&s->text, "%s%ld: %s", s->text.n ? "; " : "", f->line, f->text);
	CHECK_INT(f->code, EX_DATAERR);
	CHECK_STR(f->file, "x.ics");
}

/* Lines separated by "|", one event in a calendar unless they begin so. */
static bool parse(struct arena *a, const char *lines, struct ical *c, const char **said)
{
	bool whole = str_starts(lines, "BEGIN:VCALENDAR");
	char *text = arena_printf(a, "%s%s%s", whole ? "" : "BEGIN:VCALENDAR|BEGIN:VEVENT|", lines,
	                          whole ? "" : "|END:VEVENT|END:VCALENDAR|");
	struct said s = {a, str_new(a)};
	const struct ical_report report = {say, &s};

	for (char *p = text; (p = strchr(p, '|'));)
		*p = '\n';
	bool ok = ical_parse(a, "x.ics", text, strlen(text), need_day("2030-12-31"), &report, c);
	*said = s.text.p;
	return ok;
}

/* "2026-12-25 Christmas; 12-25* Yearly; 2026-02-14 Love (observance)", or what was said. */
static const char *days(struct arena *a, const char *lines)
{
	struct str out = str_new(a);
	struct ical c;
	const char *said;

	if (!parse(a, lines, &c, &said))
		return said;
	for (size_t i = 0; i < c.n; i++) {
		const struct ical_day *d = &c.days[i];
		char date[16];

		civil_print_day(date, d->day);
		str_printf(&out, "%s%s%s%s%s", i ? "; " : "", date, d->yearly ? "*" : d->endless ? "+" : "",
		           d->name ? " " : "", d->name ? d->name : "");
		if (d->not)
			str_printf(&out, " (%s)", d->not);
	}
	return out.p;
}

TEST(reads_events)
{
	static const struct { const char *lines, *days; } rows[] = {
		{"DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261226|SUMMARY:Christmas\\, Day", "2026-12-25 Christmas, Day"},
		{"DTSTART;VALUE=DATE:20261225", "2026-12-25"},
		{"DTSTART:20261225|DTEND:20261225", "2026-12-25"},
		{"DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261227|SUMMARY:x", "2026-12-24 x; 2026-12-25 x; 2026-12-26 x"},
		{"DTSTART:20261225|DURATION:P1D", "2026-12-25"}, {"DTSTART:20261225|DURATION:P1W",
		 "2026-12-25; 2026-12-26; 2026-12-27; 2026-12-28; 2026-12-29; 2026-12-30; 2026-12-31"},
		{"DURATION:P2D|DTSTART:19700110", "1970-01-10; 1970-01-11"},
		{"DTSTART;TZID=Europe/Madrid:20261225T000000|DTEND;TZID=Europe/Madrid:20261226T000000", "2026-12-25"},
		{"DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY|SUMMARY:x", "2026-12-25* x"},
		{"DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY;COUNT=2|RDATE;VALUE=DATE:20260106,20260107",
		 "2026-01-06; 2026-01-07; 2026-12-25; 2027-12-25"},
		{"DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY;COUNT=3|EXDATE;VALUE=DATE:20271225", "2026-12-25; 2028-12-25"},
		{"DTSTART;VALUE=DATE:20291225|RRULE:FREQ=YEARLY|EXDATE;VALUE=DATE:20291225", "2030-12-25+"},
		{"DTSTART;VALUE=DATE:20291126|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=-1MO", "2029-11-26+; 2030-11-25+"},
		{"DTSTART;VALUE=DATE:20291231|DTEND;VALUE=DATE:20300102|RRULE:FREQ=YEARLY",
		 "2029-12-31+; 2030-01-01+; 2030-12-31+; 2031-01-01+"},
		{"DTSTART;VALUE=DATE:20261225|EXDATE:|RDATE:", "2026-12-25"},
		{"DTSTART;VALUE=DATE:20261225|TRANSP:TRANSPARENT|CLASS:PUBLIC|X-FOO:bar|UID:1", "2026-12-25"},
		{"DTSTART;VALUE=DATE:20261225|STATUS:CANCELLED", "2026-12-25 (cancelled)"},
		{"DTSTART;VALUE=DATE:20260214|CATEGORIES:Holidays,Observance|SUMMARY:Love", "2026-02-14 Love (observance)"},
		{"DTSTART;VALUE=DATE:20260214|DESCRIPTION:Observance\\nTo hide observances", "2026-02-14 (observance)"},
		{"DTSTART;VALUE=DATE:20260214|DESCRIPTION:Observances are nice", "2026-02-14"},
		{"DTSTART;VALUE=DATE:20260214|X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY", "2026-02-14 (working day)"},
		{"DTSTART;VALUE=DATE:20260214|BEGIN:VALARM|DTSTART:nonsense|TRIGGER:-PT1H|END:VALARM", "2026-02-14"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(days(&a, rows[i].lines), rows[i].days);
	arena_free(&a);
}

TEST(refuses_what_would_change_the_meaning)
{
	static const struct { const char *lines, *said; } rows[] = {
		{"SUMMARY:x", "2: the event has no DTSTART"},
		{"DTSTART:20261225T090000Z", "3: DTSTART: 20261225T090000Z has a time of day; a holiday is a whole day"},
		{"DTSTART:20261225T000000Z", "3: DTSTART: 20261225T000000Z has a time of day; a holiday is a whole day"},
		{"DTSTART:20261225T000000", "2: the event has no length; a holiday is a whole day"},
		{"DTSTART:20261225T000000|DTEND:20261225T000000", "2: the event has no length; a holiday is a whole day"},
		{"DTSTART:20260230", "3: DTSTART: \"20260230\" is no date"},
		{"DTSTART;VALUE=PERIOD:20260101/P1D", "3: DTSTART: VALUE=PERIOD is no date"},
		{"DTSTART:20261225|DTSTART:20261226", "4: a second DTSTART"},
		{"DTSTART:20261225|DTEND:20261226|DURATION:P1D", "5: a second end"},
		{"DTSTART:20261225|DURATION:PT1H", "4: DURATION: PT1H is no number of whole days"},
		{"DTSTART:20261225|DURATION:P0D", "4: DURATION: P0D is no number of whole days"},
		{"DTSTART:20261225|DTEND:20261224", "2: the event ends before it begins"},
		{"DTSTART:20261225|DTEND:20281224", "2: the event lasts longer than a year"},
		{"DTSTART:20261225|RRULE:FREQ=WEEKLY", "4: RRULE: only yearly dates are holidays here, not FREQ=WEEKLY"},
		{"DTSTART:20261225|RRULE:FREQ=YEARLY|RRULE:FREQ=YEARLY", "5: a second RRULE"},
		{"DTSTART:20261225|RRULE:FREQ=YEARLY;BYMONTH=1", "2: DTSTART is no date of its own RRULE"},
		{"DTSTART:20261225|RECURRENCE-ID:20261224", "4: RECURRENCE-ID is not understood: a changed date of a rule"},
		{"DTSTART:20261225|EXRULE:FREQ=YEARLY", "4: EXRULE is not understood: a changed date of a rule"},
		{"DTSTART:20261225|RDATE;VALUE=PERIOD:20260101T000000Z/P1D", "4: RDATE: VALUE=PERIOD is no date"},
		{"DTSTART:20261225|EXDATE:20261226,20269999", "4: EXDATE: \"20269999\" is no date"},
		{"DTSTART:20261225|SUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=A9", "4: SUMMARY: ENCODING is of another format, vCalendar 1.0"},
		{"DTSTART:20261225|BEGIN:VFOO|END:VFOO", "4: VFOO is not understood"},
		{"BEGIN:VCALENDAR|BEGIN:VAVAILABILITY|END:VAVAILABILITY|END:VCALENDAR", "2: VAVAILABILITY is not understood"},
		{"BEGIN:VCALENDAR|CALSCALE:HEBREW|END:VCALENDAR", "2: CALSCALE:HEBREW is not understood, only GREGORIAN"},
		{"BEGIN:VCALENDAR|VERSION:1.0|END:VCALENDAR", "2: VERSION:1.0 is another format, vCalendar"},
		{"BEGIN:VCALENDAR|METHOD:CANCEL|END:VCALENDAR", "2: METHOD:CANCEL takes events away from another file"},
		{"BEGIN:VCALENDAR|BEGIN:VEVENT|DTSTART:20261225|END:VEVENT", "4: the file ends within VCALENDAR"},
		{"BEGIN:VCALENDAR|BEGIN:VEVENT|DTSTART:20261225|END:VCALENDAR",
		 "4: END:VCALENDAR, where BEGIN:VEVENT is open; 4: the file ends within VEVENT"},
		{"BEGIN:VCALENDAR|END:VCALENDAR|DTSTART:20261225", "3: DTSTART outside of a VCALENDAR"},
		{"BEGIN:VCALENDAR|END:VCALENDAR|END:VCALENDAR", "3: END:VCALENDAR, where nothing is open"},
		{"BEGIN:VCALENDAR|broken|END:VCALENDAR", "2: this is no line of iCalendar: NAME:VALUE is missing"},
		/* One event's fault does not hide the next one's. */
		{"BEGIN:VCALENDAR|BEGIN:VEVENT|END:VEVENT|BEGIN:VEVENT|DTSTART:x|END:VEVENT|END:VCALENDAR",
		 "2: the event has no DTSTART; 5: DTSTART: \"x\" is no date"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(days(&a, rows[i].lines), rows[i].said);
	arena_free(&a);
}

TEST(says_once_what_is_no_icalendar)
{
	static const struct { const char *text, *said; } rows[] = {
		{"", "0: no iCalendar file: there is no BEGIN:VCALENDAR"},
		{"\n\n", "0: no iCalendar file: there is no BEGIN:VCALENDAR"},
		{"<html>\n<b>\n", "1: this is no line of iCalendar: NAME:VALUE is missing"},
		{"BEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\n", "1: BEGIN:VEVENT outside of a VCALENDAR"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct said s = {&a, str_new(&a)};
		const struct ical_report report = {say, &s};
		struct ical c;

		CHECK(!ical_parse(&a, "x.ics", rows[i].text, strlen(rows[i].text), 0, &report, &c));
		CHECK_STR(s.text.p, rows[i].said);
	}
	arena_free(&a);
}

TEST(keeps_where_it_comes_from)
{
	struct arena a = {0};
	struct ical c;
	const char *said;

	CHECK(parse(&a, "BEGIN:VCALENDAR|PRODID:-//x//EN|X-WR-CALNAME;VALUE=TEXT:Bank holidays\\, all|NAME:other|"
	            "URL:https://a.example/|X-WR-TIMEZONE:Europe/London|CALSCALE:GREGORIAN|METHOD:PUBLISH|VERSION:2.0|"
	            "BEGIN:VTIMEZONE|BEGIN:STANDARD|DTSTART:16010101T000000|RRULE:FREQ=WEEKLY|END:STANDARD|END:VTIMEZONE|"
	            "BEGIN:VEVENT|SUMMARY:Second|DTSTART:20261226|URL:https://b.example/|END:VEVENT|END:VCALENDAR|"
	            "BEGIN:VCALENDAR|PRODID:two|BEGIN:VEVENT|DTSTART:20261225|END:VEVENT|BEGIN:VEVENT|SUMMARY:Also|"
	            "DTSTART:20261225|END:VEVENT|END:VCALENDAR", &c, &said));
	CHECK_STR(c.title, "Bank holidays, all");
	CHECK_STR(c.prodid, "-//x//EN");
	CHECK_STR(c.url, "https://a.example/");
	CHECK_STR(c.zone, "Europe/London");
	CHECK_INT(c.events, 3);
	CHECK_INT(c.n, 3);
	CHECK_STR(c.days[1].name, "Also");
	CHECK_STR(c.days[2].name, "Second");
	arena_free(&a);
}

TEST(has_a_limit)
{
	struct arena a = {0};

	CHECK_STR(days(&a, "DTSTART:19000101|DTEND:19001231|RRULE:FREQ=YEARLY;BYMONTH=1"), "2: more than 20000 dates");
	/* A year's end of dates is the last one there is. */
	CHECK_STR(days(&a, "DTSTART:99991230|DURATION:P1W"), "9999-12-30; 9999-12-31");
	arena_free(&a);
}

TEST_MAIN(T(reads_events), T(refuses_what_would_change_the_meaning), T(says_once_what_is_no_icalendar),
          T(keeps_where_it_comes_from), T(has_a_limit))
