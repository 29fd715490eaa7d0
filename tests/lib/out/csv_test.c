/* CSV out, plain and for spreadsheets; what it writes, in/csv reads. */
#include "test.h"

#include "in/csv.h"
#include "list.h"

TEST(writes_exact_values)
{
	struct out_cell rows[1][LIST_N];
	struct out_style style = {.format = OUT_CSV};
	list_full(rows[0], "TK-1-A", "a \"b\", c");
	CHECK_STR(list_write(&style, LIST_EVERY, rows, 1, NULL),
	          LIST_EVERY "\n"
	          "TK-1-A,\"a \"\"b\"\", c\",-7,2026-11-21T14:00:00Z,7500,true,\"a,b,c\",123450,-0.05\n");
}

TEST(header_stands_alone)
{
	struct out_style style = {.format = OUT_CSV};
	CHECK_STR(list_write(&style, "ref,count", NULL, 0, NULL), "ref,count\n");
	style.header = OUT_HEADER_NO;
	CHECK_STR(list_write(&style, "ref,count", NULL, 0, NULL), "");
}

TEST(one_empty_field_is_no_empty_line)
{
	struct out_cell rows[1][LIST_N] = {0};
	struct out_style style = {.format = OUT_CSV, .header = OUT_HEADER_NO};
	CHECK_STR(list_write(&style, "subject", rows, 1, NULL), "\"\"\n");
	CHECK_STR(list_write(&style, "ref,subject", rows, 1, NULL), ",\n");
}

TEST(guards_spreadsheets)
{
	static const struct { const char *text, *cell; } cases[] = {
		{"=1+1", "'=1+1"}, {"+49 30", "'+49 30"}, {"-x", "'-x"}, {"@SUM(A1)", "'@SUM(A1)"},
		{"\tx", "'\tx"}, {"\rx", "\"'\rx\""}, {"=\"a\"", "\"'=\"\"a\"\"\""},
		{"\xef\xbc\x9d" "1", "'\xef\xbc\x9d" "1"}, {"plain", "plain"}, {"a=b", "a=b"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out_cell rows[1][LIST_N] = {0};
		struct out_style style = {.format = OUT_EXCEL};
		char want[100];
		rows[0][1] = out_text(cases[i].text);
		rows[0][2] = out_int(-7);
		snprintf(want, sizeof want, "\xef\xbb\xbfsubject,count\r\n%s,-7\r\n", cases[i].cell);
		CHECK_STR(list_write(&style, "subject,count", rows, 1, NULL), want);
	}
}

TEST(is_safe_on_a_terminal)
{
	struct out_cell rows[1][LIST_N] = {0};
	struct out_style style = {.format = OUT_CSV, .header = OUT_HEADER_NO, .tty = true};
	rows[0][1] = out_text("\x1b]0;x\x07,\n\"");
	CHECK_STR(list_write(&style, "subject", rows, 1, NULL), "\"\\x1b]0;x\\x07,\n\"\"\"\n");
}

TEST(is_read_back)
{
	static const char *const texts[] = {"", "a", "a,b", "\"", "\"\"", "line\nbreak", "cr\r\nlf",
		" blank ", "\xe2\x82\xac", "tab\t", ",\",\n"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct out_cell rows[1][LIST_N] = {0};
		struct out_style style = {.format = OUT_CSV, .header = OUT_HEADER_NO};
		struct csv r = {.name = "out"};
		struct csv_row row;
		struct fault f = {0};
		size_t len;
		char *got;
		rows[0][1] = out_text(texts[i]);
		got = list_write(&style, "subject", rows, 1, &len);
		r.in = fmemopen(got, len, "r");
		CHECK(csv_next(&r, &arena, &row, &f));
		CHECK_INT(row.n, 1);
		CHECK_STR(row.v[0], texts[i]);
		fclose(r.in);
	}
}

TEST_MAIN(T(writes_exact_values), T(header_stands_alone), T(one_empty_field_is_no_empty_line),
          T(guards_spreadsheets), T(is_safe_on_a_terminal), T(is_read_back))
