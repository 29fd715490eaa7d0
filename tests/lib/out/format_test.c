/* --format templates. */
#include "test.h"

#include "list.h"

static char *format(const char *template, bool tty, size_t *len)
{
	struct out_cell rows[1][LIST_N];
	struct out_style style = {.format = OUT_TEMPLATE, .template = template, .tty = tty,
		.utf8 = true, .now = LIST_AT - 7500};
	list_full(rows[0], "TK-1-A", "it's <b>,\n\"\x1b");
	return list_write(&style, LIST_EVERY, rows, 1, len);
}

TEST(fills_fields)
{
	static const struct { const char *template, *text; } rows[] = {
		{"", "\n"},
		{"%(ref)", "TK-1-A\n"},
		{"100%%\\t%(count)\\n\\\\", "100%\t-7\n\\\n"},
		{"%(opened) %(left_s) %(breached) %(tags) %(amount_minor) %(rate)",
		 "2026-11-21T14:00:00Z 7500 true a,b,c 123450 -0.05\n"},
		{"%(subject:shell)", "'it'\\''s <b>,\n\"\x1b'\n"},
		{"%(subject:json)", "\"it's <b>,\\n\\\"\\u001b\"\n"},
		{"%(subject:csv)", "\"it's <b>,\n\"\"\x1b\"\n"},
		{"%(subject:html)", "it&#39;s &lt;b&gt;,\n&quot;\xef\xbf\xbd\n"},
		{"%(subject:4)", "it'\xe2\x80\xa6\n"},
		{"%(subject:7:html)|%(subject:html:7)", "it&#39;s &lt;\xe2\x80\xa6|it&#39;s &lt;\xe2\x80\xa6\n"},
		{"%(ref:6) %(ref:1)", "TK-1-A \xe2\x80\xa6\n"},
		{"%(count:json) %(tags:json) %(opened:json)", "-7 [\"a\",\"b,c\"] \"2026-11-21T14:00:00Z\"\n"},
		{"%(opened:relative)", "in 2 h 05 min\n"},
		{"%(opened:relative:json)", "\"in 2 h 05 min\"\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(format(rows[i].template, false, NULL), rows[i].text);
}

TEST(writes_nul)
{
	size_t len;
	char *got = format("%(ref)\\0x", false, &len);
	CHECK_INT(len, 9);
	CHECK(memcmp(got, "TK-1-A\0x\n", 9) == 0);
}

TEST(is_safe_on_a_terminal)
{
	CHECK_STR(format("%(subject)", true, NULL), "it's <b>,\n\"\\x1b\n");
}

TEST(looks_back)
{
	struct out_cell rows[3][LIST_N] = {0};
	struct out_style style = {.format = OUT_TEMPLATE, .template = "%(opened:relative)", .now = LIST_AT};
	rows[0][3] = out_at(LIST_AT - 45);
	rows[1][3] = out_at(LIST_AT);
	CHECK_STR(list_write(&style, "opened", rows, 3, NULL), "45 s ago\nnow\n\n");
}

TEST(refuses_before_any_row)
{
	static const struct { const char *template, *says; } rows[] = {
		{"%(subjct)", "--format: unknown field \"subjct\" (did you mean \"subject\"?)"},
		{"%(ref:shel)", "--format: unknown modifier \"shel\" (did you mean \"shell\"?)"},
		{"%(ref:relative)", "--format: \"relative\" needs a time, which is not \"ref\""},
		{"%(ref:json:html)", "--format: one of shell, json, csv, html is enough, not also \"html\""},
		{"%(ref", "--format: %(name) or %% is expected at \"%(ref\""},
		{"%d", "--format: %(name) or %% is expected at \"%d\""},
		{"%", "--format: %(name) or %% is expected at \"%\""},
		{"\\q", "--format: \\t, \\n, \\0 or \\\\ is expected at \"\\q\""},
		{"x\\", "--format: \\t, \\n, \\0 or \\\\ is expected at \"\\\""},
		{"%(ref:0)", "--format: unknown modifier \"0\""},
		{"%()", "--format: unknown field \"\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct out_column **picked;
		struct fault f = {0};
		size_t n;
		CHECK_INT(out_template_columns(&arena, list_all, LIST_N, rows[i].template, &picked, &n, &f),
		          EX_USAGE);
		CHECK_STR(f.text, rows[i].says);
	}
}

TEST(asks_for_the_columns_it_uses)
{
	const struct out_column **picked;
	struct fault f = {0};
	size_t n;
	CHECK_INT(out_template_columns(&arena, list_all, LIST_N, "%(count:json) %(ref) %(count)",
	                               &picked, &n, &f), 0);
	CHECK_INT(n, 2);
	CHECK(picked[0] == &list_all[0] && picked[1] == &list_all[2]);
}

TEST_MAIN(T(fills_fields), T(writes_nul), T(is_safe_on_a_terminal), T(looks_back),
          T(refuses_before_any_row), T(asks_for_the_columns_it_uses))
