/* JSON lines out; what it writes, in/json reads. */
#include "test.h"

#include "in/json.h"
#include "list.h"

TEST(writes_every_kind)
{
	struct out_cell rows[2][LIST_N] = {0};
	struct out_style style = {.format = OUT_JSON, .header = OUT_HEADER_YES};
	list_full(rows[0], "TK-1-A", "a \"b\"");
	CHECK_STR(list_write(&style, LIST_EVERY, rows, 2, NULL),
	          "{\"ref\":\"TK-1-A\",\"subject\":\"a \\\"b\\\"\",\"count\":-7,"
	          "\"opened\":\"2026-11-21T14:00:00Z\",\"left_s\":7500,\"breached\":true,"
	          "\"tags\":[\"a\",\"b,c\"],\"amount_minor\":123450,\"rate\":-0.05}\n"
	          "{\"ref\":null,\"subject\":null,\"count\":null,\"opened\":null,\"left_s\":null,"
	          "\"breached\":null,\"tags\":null,\"amount_minor\":null,\"rate\":null}\n");
}

TEST(is_empty_when_empty)
{
	struct out_style style = {.format = OUT_JSON};
	CHECK_STR(list_write(&style, LIST_EVERY, NULL, 0, NULL), "");
}

TEST(is_read_back)
{
	static const char *const texts[] = {"", "\x01\x1f\x7f", "\\\"/", "\xc2\x9b", "\xe2\x80\xa8",
		"\xe2\x80\xae" "fdp.exe", "\xf0\x9f\x98\x80", "\n\r\t\b\f"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct out_cell rows[1][LIST_N] = {0};
		struct out_style style = {.format = OUT_JSON};
		struct fault f = {0};
		const struct jval *v;
		size_t len;
		char *got;
		rows[0][1] = out_text(texts[i]);
		got = list_write(&style, "subject", rows, 1, &len);
		v = jval_parse(&arena, got, len, "out", 1, &f);
		CHECK(v != NULL);
		CHECK_STR(jval_get(v, "subject") ? jval_get(v, "subject")->text : NULL, texts[i]);
	}
}

TEST_MAIN(T(writes_every_kind), T(is_empty_when_empty), T(is_read_back))
