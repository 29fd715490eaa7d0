/* policy_report: order, caret and limits of what is shown. */
#include "test.h"

#include "base/utf8.h"
#include "lib/policy/fixture.h"
#include "policy/policy_report.h"

static const char *shown(struct arena *a, const char *source, const struct policy_issue *issues, size_t n)
{
	struct policy_report r = policy_report_new(a, "f.yaml", source, strlen(source));
	struct str out = str_new(a);
	for (size_t i = 0; i < n; i++)
		policy_report_add(&r, &issues[i]);
	policy_report_sort(&r);
	policy_report_print(&r, &out);
	return out.p;
}

TEST(one_issue)
{
	static const struct { const char *source; struct policy_issue issue; const char *text; } rows[] = {
		{"a: b\n", {.line = 1, .col = 4, .width = 1, .text = "no"},
		 "f.yaml:1:4: error: no\n     1 | a: b\n       |    ^\n"},
		{"x\nkey: b", {.line = 2, .col = 1, .width = 3, .text = "no", .hint = "yes"},
		 "f.yaml:2:1: error: no (yes)\n     2 | key: b\n       | ^~~\n"},
		{"\t\303\274: b\r\n", {.line = 1, .col = 2, .width = 9, .text = "no", .warning = true},
		 "f.yaml:1:2: warning: no\n     1 |  \303\274: b\n       |  ^~~~\n"},
		{"\346\227\245x", {.line = 1, .col = 1, .width = 1, .text = "no"},      /* two cells wide */
		 "f.yaml:1:1: error: no\n     1 | \346\227\245x\n       | ^~\n"},
		{"ab", {.line = 1, .col = 3, .width = 1, .text = "no"},
		 "f.yaml:1:3: error: no\n     1 | ab\n       |   ^\n"},
		{"ab\n", {.line = 7, .col = 1, .width = 1, .text = "no"}, "f.yaml:7:1: error: no\n"},
		{"ab\n", {.text = "missing"}, "f.yaml: error: missing\n"},
		{"\033[1mab\n", {.line = 1, .col = 5, .width = 2, .text = "bad \033 byte"},
		 "f.yaml:1:5: error: bad \\x1b byte\n     1 | \\x1b[1mab\n       |        ^~\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		CHECK_STR(shown(&a, rows[i].source, &rows[i].issue, 1), rows[i].text);
		arena_free(&a);
	}
}

TEST(by_place)
{
	static const struct policy_issue issues[] = {
		{.line = 2, .col = 2, .width = 1, .text = "c"}, {.line = 1, .col = 9, .width = 1, .text = "b"},
		{.line = 2, .col = 2, .width = 1, .text = "d"}, {.text = "a"}};
	struct arena a = {0};
	CHECK_STR(shown(&a, "", issues, 4), "f.yaml: error: a\nf.yaml:1:9: error: b\n"
	          "f.yaml:2:2: error: c\nf.yaml:2:2: error: d\n4 errors\n");
	arena_free(&a);
}

/* Names come from the file and may be anything. */
TEST(messages_are_one_line)
{
	struct arena a = {0};
	struct str text = str_new(&a);
	struct policy_issue issue = {.text = "a\nb", .hint = "c\nd"};
	CHECK_STR(shown(&a, "", &issue, 1), "f.yaml: error: a b (c d)\n");
	for (int i = 0; i < 300; i++)
		str_add(&text, "\303\274");
	issue = (struct policy_issue){.text = text.p};
	const char *line = shown(&a, "", &issue, 1);
	CHECK(strlen(line) < 450);
	CHECK_INT(utf8_check(line, strlen(line)), strlen(line));
	arena_free(&a);
}

TEST(not_without_end)
{
	struct arena a = {0};
	struct policy_report r = policy_report_new(&a, "f", "", 0);
	struct str out = str_new(&a);
	const struct policy_issue issue = {.text = "x"};
	size_t lines = 0;
	for (int i = 0; i < 5000; i++)
		policy_report_add(&r, &issue);
	policy_report_print(&r, &out);
	for (const char *p = out.p; (p = strchr(p, '\n')); p++)
		lines++;
	CHECK_INT(lines, POLICY_REPORT_CAP + 1);
	CHECK(strstr(out.p, "5000 errors, the first 20 shown\n") != NULL);
	arena_free(&a);
}

TEST_MAIN(T(one_issue), T(by_place), T(messages_are_one_line), T(not_without_end))
