/* Tables: alignment, width, colour, streaming. */
#include "test.h"

#include "list.h"

TEST(aligns_columns)
{
	struct out_cell rows[3][LIST_N] = {0};
	struct out_style style = {.format = OUT_TABLE};
	list_full(rows[0], "TK-1-A", "\xe6\x97\xa5\xe6\x9c\xac");
	list_full(rows[1], "TK-10-B", "\xc3\xbc" "ber");
	rows[1][2] = out_int(12345);
	CHECK_STR(list_write(&style, "ref,subject,count,opened", rows, 3, NULL),
	          "Ref      Subject  Count  Opened\n"
	          "TK-1-A   \xe6\x97\xa5\xe6\x9c\xac        -7  2026-11-21 14:00\n"
	          "TK-10-B  \xc3\xbc" "ber     12345  2026-11-21 14:00\n"
	          "\n");
}

TEST(speaks_to_people)
{
	struct out_cell rows[1][LIST_N];
	struct out_style style = {.format = OUT_TABLE, .header = OUT_HEADER_NO};
	list_full(rows[0], "TK-1-A", "x");
	CHECK_STR(list_write(&style, "left_s,breached,tags,amount_minor,rate", rows, 1, NULL),
	          "2 h 05 min  yes  a,b,c  1234.50 EUR  -0.05\n");
}

/* 45 hours of a week are no days of 24 hours; machines get seconds anyway. */
TEST(shows_business_time_in_hours)
{
	static const struct out_column plain = {"left_s", "Left", OUT_SPAN, "time left", 0};
	static const struct out_column business = {"week_s", "Week", OUT_SPAN, "open time", OUT_HOURS};
	const struct out_column *columns[] = {&plain, &business};
	const struct out_cell cells[2][2] = {{out_span(162000), out_span(162000)}, {out_null(), out_null()}};
	static const struct { enum out_format format; const char *text; } rows[] = {
		{OUT_TABLE, "1 d 21 h  45 h\n\n"}, {OUT_TSV, "162000\t162000\n\t\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct out_style style = {.format = rows[i].format, .header = OUT_HEADER_NO};
		char *bytes;
		size_t n;
		FILE *to = open_memstream(&bytes, &n);
		struct out *o = out_open(&arena, to, &style, columns, 2, NULL);

		out_row(o, cells[0]);
		out_row(o, cells[1]);
		out_close(o);
		fclose(to);
		CHECK_STR(bytes, rows[i].text);
		free(bytes);
	}
}

TEST(shows_the_readers_clock)
{
	struct out_cell rows[1][LIST_N];
	struct fault f = {0};
	struct out_style style = {.format = OUT_TABLE, .header = OUT_HEADER_NO,
		.zone = zone_load(&arena, "Asia/Tokyo", &f)};
	list_full(rows[0], "1", "x");
	CHECK(style.zone != NULL);
	CHECK_STR(list_write(&style, "opened", rows, 1, NULL), "2026-11-21 23:00\n");
}

TEST(prints_nothing_when_empty)
{
	struct out_style style = {.format = OUT_TABLE, .header = OUT_HEADER_YES};
	CHECK_STR(list_write(&style, LIST_EVERY, NULL, 0, NULL), "");
}

TEST(leaves_no_blanks_at_the_end)
{
	struct out_cell rows[2][LIST_N] = {0};
	struct out_style style = {.format = OUT_TABLE};
	rows[0][0] = out_ref("1");
	rows[1][1] = out_text("longer than the head");
	CHECK_STR(list_write(&style, "ref,subject,count", rows, 2, NULL),
	          "Ref  Subject               Count\n"
	          "1\n"
	          "     longer than the head\n");
}

TEST(makes_controls_visible)
{
	struct out_cell rows[1][LIST_N] = {0};
	struct out_style style = {.format = OUT_TABLE, .header = OUT_HEADER_NO};
	rows[0][1] = out_text("a\nb\x1b[2J\xe2\x80\xae");
	CHECK_STR(list_write(&style, "subject", rows, 1, NULL), "a\\x0ab\\x1b[2J\\u202e\n");
}

TEST(truncates_to_the_width)
{
	struct out_cell rows[1][LIST_N] = {0};
	struct out_style style = {.format = OUT_TABLE, .header = OUT_HEADER_NO, .utf8 = true};
	rows[0][0] = out_ref("TK-4711-K");
	rows[0][1] = out_text("a subject that is long");
	rows[0][2] = out_int(5);
	CHECK_STR(list_write(&style, "ref,subject", rows, 1, NULL), "TK-4711-K  a subject that is long\n");
	style.width = 20;
	CHECK_STR(list_write(&style, "ref,subject", rows, 1, NULL), "TK-4711-K  a subjec\xe2\x80\xa6\n");
	style.utf8 = false;
	CHECK_STR(list_write(&style, "ref,subject", rows, 1, NULL), "TK-4711-K  a subj...\n");
	style.width = 5;
	CHECK_STR(list_write(&style, "ref,subject,count", rows, 1, NULL), "TK-4711-K  a sub...  5\n");
}

TEST(cuts_between_wide_characters)
{
	struct out_cell rows[1][LIST_N] = {0};
	struct out_style style = {.format = OUT_TABLE, .header = OUT_HEADER_NO, .width = 8, .utf8 = true};
	rows[0][1] = out_text("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac");
	CHECK_STR(list_write(&style, "subject", rows, 1, NULL),
	          "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe2\x80\xa6\n");
}

TEST(paints_when_asked)
{
	struct out_cell rows[1][LIST_N] = {0};
	struct out_style style = {.format = OUT_TABLE, .colour = true};
	rows[0][0] = out_tone(out_ref("1"), OUT_BAD);
	rows[0][2] = out_int(5);
	CHECK_STR(list_write(&style, "ref,count", rows, 1, NULL),
	          "\033[1mRef\033[0m  \033[1mCount\033[0m\n"
	          "\033[31m1\033[0m        5\n");
}

/* Row 1001 and later stream: wider than measured, they push or are cut. */
TEST(streams_after_measuring)
{
	static struct out_cell rows[1002][LIST_N];
	struct out_style style = {.format = OUT_TABLE, .header = OUT_HEADER_NO};
	char *got;
	size_t len;
	for (int i = 0; i < 1002; i++) {
		rows[i][0] = out_ref("1");
		rows[i][1] = out_text("x");
		rows[i][2] = out_int(i);
	}
	rows[1001][0] = out_ref("long");
	rows[1001][1] = out_text("twelve cells");
	got = list_write(&style, "ref,subject,count", rows, 1002, &len);
	CHECK(strncmp(got, "1  x    0\n", 10) == 0);
	CHECK_STR(got + len - 36, "1  x  1000\nlong  twelve cells  1001\n");
	style.width = 10;
	style.utf8 = true;
	got = list_write(&style, "ref,subject,count", rows, 1002, &len);
	CHECK_STR(got + len - 18, "\nlong  t\xe2\x80\xa6  1001\n");
	style.width = 16;
	got = list_write(&style, "ref,subject,count", rows, 1002, &len);
	CHECK_STR(got + len - 24, "\nlong  twelve \xe2\x80\xa6  1001\n");
}

TEST(flushes_for_followers)
{
	char *bytes;
	size_t n;
	FILE *to = open_memstream(&bytes, &n);
	const struct out_column *columns[] = {&list_all[0]};
	struct out_style style = {.format = OUT_TABLE};
	struct fault f = {0};
	struct out *o = out_open(&arena, to, &style, columns, 1, &f);
	out_flush(o);
	CHECK_INT(n, 0);
	out_row(o, (struct out_cell[]){out_ref("1")});
	out_flush(o);
	CHECK_STR(bytes, "Ref\n1\n");
	out_row(o, (struct out_cell[]){out_ref("2")});
	out_close(o);
	fclose(to);
	CHECK_STR(bytes, "Ref\n1\n2\n");
	free(bytes);
}

TEST_MAIN(T(aligns_columns), T(speaks_to_people), T(shows_business_time_in_hours), T(shows_the_readers_clock),
          T(prints_nothing_when_empty), T(leaves_no_blanks_at_the_end), T(makes_controls_visible),
          T(truncates_to_the_width), T(cuts_between_wide_characters), T(paints_when_asked),
          T(streams_after_measuring), T(flushes_for_followers))
