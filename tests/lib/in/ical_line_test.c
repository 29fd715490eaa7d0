/* ical_line: folding, parameters, escapes, and lines that are none. */
#include "test.h"

#include "in/ical_line.h"

static bool next(struct arena *a, struct ical_lines *r, struct ical_line *l, struct fault *f)
{
	*f = (struct fault){0};
	return ical_next(r, a, l, f);
}

TEST(reads_lines)
{
	static const char text[] = "\xef\xbb\xbf" "BEGIN:VCALENDAR\r\nsummary;LANGUAGE=en:Good\r\n  Friday\n"
	                           "\r\nX-A;B=\"c:d;e\";F=g:h:i\nDESCRIPTION:\nLAST\n\t:line";
	static const struct { const char *name, *params, *value; long line; } rows[] = {
		{"BEGIN", "", "VCALENDAR", 1}, {"SUMMARY", "LANGUAGE=en", "Good Friday", 2},
		{"X-A", "B=\"c:d;e\";F=g", "h:i", 5}, {"DESCRIPTION", "", "", 6}, {"LAST", "", "line", 7},
	};
	struct arena a = {0};
	struct ical_lines r = ical_lines("x.ics", text, sizeof text - 1);
	struct ical_line l;
	struct fault f;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK(next(&a, &r, &l, &f));
		CHECK_STR(l.name, rows[i].name);
		CHECK_STR(l.params, rows[i].params);
		CHECK_STR(l.value, rows[i].value);
		CHECK_INT(l.line, rows[i].line);
	}
	CHECK(!next(&a, &r, &l, &f));
	CHECK_INT(f.code, 0);
	arena_free(&a);
}

/* As some files have it: every line end twice, and folds among them. */
TEST(reads_doubled_line_ends)
{
	static const char text[] = "VERSION\r\n\r\n :2.0\r\n\r\nPRODID\n\n\n :-//x\n";
	struct arena a = {0};
	struct ical_lines r = ical_lines("x.ics", text, sizeof text - 1);
	struct ical_line l;
	struct fault f;

	CHECK(next(&a, &r, &l, &f));
	CHECK_STR(l.value, "2.0");
	CHECK(next(&a, &r, &l, &f));
	CHECK_STR(l.name, "PRODID");
	CHECK_STR(l.value, "-//x");
	CHECK_INT(l.line, 5);
	CHECK(!next(&a, &r, &l, &f));
	arena_free(&a);
}

TEST(finds_parameters)
{
	static const char text[] = "D;VALUE=DATE;tzid=\"Europe/Madrid; x\";X=:1";
	struct arena a = {0};
	struct ical_lines r = ical_lines("x.ics", text, sizeof text - 1);
	struct ical_line l;
	struct fault f;

	CHECK(next(&a, &r, &l, &f));
	CHECK_STR(ical_param(&a, &l, "VALUE"), "DATE");
	CHECK_STR(ical_param(&a, &l, "TZID"), "Europe/Madrid; x");
	CHECK_STR(ical_param(&a, &l, "X"), "");
	CHECK_STR(ical_param(&a, &l, "VAL"), NULL);
	CHECK_STR(ical_param(&a, &l, "DATE"), NULL);
	arena_free(&a);
}

TEST(undoes_escapes)
{
	static const struct { const char *value, *text; } rows[] = {
		{"Easter\\, Monday\\; and\\nmore", "Easter, Monday; and more"}, {"a\\\\nb", "a\\nb"},
		{"  two  blanks ", "two blanks"}, {"C:\\x", "C:\\x"}, {"end\\", "end\\"}, {"", ""}, {"\\N\\n", ""},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(ical_text(&a, rows[i].value), rows[i].text);
	arena_free(&a);
}

TEST(refuses_and_goes_on)
{
	static const struct { const char *bytes; size_t n; const char *text; } rows[] = {
		{"X", 1, "this is no line of iCalendar: NAME:VALUE is missing"},
		{"SUMMARY Good:1", 14, "this is no line of iCalendar: NAME:VALUE is missing"},
		{":1", 2, "this is no line of iCalendar: NAME:VALUE is missing"},
		{"A;B=\"x:1", 8, "this is no line of iCalendar: NAME:VALUE is missing"},
		{"A:\x01", 3, "a control character in the line"}, {"A:\0b", 4, "a control character in the line"},
		{"A:caf\xe9", 6, "the line is not UTF-8"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *bytes = arena_alloc(&a, rows[i].n + 8);
		struct ical_line l;
		struct fault f;

		memcpy(bytes, "\n", 1);
		memcpy(bytes + 1, rows[i].bytes, rows[i].n);
		memcpy(bytes + 1 + rows[i].n, "\nB:2", 4);
		struct ical_lines r = ical_lines("x.ics", bytes, rows[i].n + 5);
		CHECK(!next(&a, &r, &l, &f));
		CHECK_INT(f.code, EX_DATAERR);
		CHECK_STR(f.text, rows[i].text);
		CHECK_STR(f.file, "x.ics");
		CHECK_INT(f.line, 2);
		CHECK(next(&a, &r, &l, &f));
		CHECK_STR(l.value, "2");
	}
	arena_free(&a);
}

TEST(refuses_what_is_too_long)
{
	struct arena a = {0};
	size_t n = 3 * ICAL_MAX_LINE;
	char *bytes = arena_alloc(&a, n + 8);
	struct ical_lines r;
	struct ical_line l;
	struct fault f;

	/* Folded all over: no piece is long. */
	for (size_t i = 0; i < n; i++)
		bytes[i] = i % 70 == 68 ? '\n' : i % 70 == 69 ? ' ' : 'x';
	memcpy(bytes, "A:", 2);
	memcpy(bytes + n, "\nB:2", 4);
	r = ical_lines("x.ics", bytes, n + 4);
	CHECK(!next(&a, &r, &l, &f));
	CHECK_STR(f.text, "the line is too long");
	CHECK(next(&a, &r, &l, &f));
	CHECK_STR(l.name, "B");
	arena_free(&a);
}

TEST_MAIN(T(reads_lines), T(reads_doubled_line_ends), T(finds_parameters), T(undoes_escapes), T(refuses_and_goes_on),
          T(refuses_what_is_too_long))
