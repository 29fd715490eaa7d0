/* TSV out. */
#include "test.h"

#include "list.h"

TEST(writes_exact_values)
{
	struct out_cell rows[2][LIST_N] = {0};
	struct out_style style = {.format = OUT_TSV};
	list_full(rows[0], "TK-1-A", "x");
	CHECK_STR(list_write(&style, LIST_EVERY, rows, 2, NULL),
	          "TK-1-A\tx\t-7\t2026-11-21T14:00:00Z\t7500\ttrue\ta,b,c\t123450\t-0.05\n"
	          "\t\t\t\t\t\t\t\t\n");
}

TEST(has_a_header_on_request)
{
	struct out_style style = {.format = OUT_TSV, .header = OUT_HEADER_YES};
	CHECK_STR(list_write(&style, "ref,left_s", NULL, 0, NULL), "ref\tleft_s\n");
}

TEST(escapes_in_two_characters)
{
	struct out_cell rows[1][LIST_N] = {0};
	struct out_style style = {.format = OUT_TSV};
	rows[0][1] = out_text("a\tb\nc\rd\\e\x1b\xc3\xbc");
	CHECK_STR(list_write(&style, "subject", rows, 1, NULL), "a\\tb\\nc\\rd\\\\e\x1b\xc3\xbc\n");
	style.tty = true;
	CHECK_STR(list_write(&style, "subject", rows, 1, NULL), "a\\tb\\nc\\rd\\\\e\\x1b\xc3\xbc\n");
}

TEST(ends_records_in_nul)
{
	struct out_cell rows[2][LIST_N] = {0};
	struct out_style style = {.format = OUT_TSV, .nul = true};
	size_t len;
	char *got;
	rows[0][0] = out_ref("1");
	rows[1][0] = out_ref("2");
	got = list_write(&style, "ref", rows, 2, &len);
	CHECK_INT(len, 4);
	CHECK(memcmp(got, "1\0" "2", 4) == 0);
}

TEST_MAIN(T(writes_exact_values), T(has_a_header_on_request), T(escapes_in_two_characters),
          T(ends_records_in_nul))
