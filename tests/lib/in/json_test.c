/* JSON texts in: values, refusals with their places, typed fields. */
#include "test.h"

#include "base/str.h"
#include "in/json.h"

static struct arena arena;

static const struct jval *parse(const char *text, struct fault *f)
{
	*f = (struct fault){0};
	return jval_parse(&arena, text, strlen(text), "in", 1, f);
}

TEST(reads_values)
{
	struct fault f;
	const struct jval *v = parse("{\"t\":\"\\u00fc\\n\",\"i\":-9223372036854775808,\"r\":1.5,"
	                             "\"b\":true,\"z\":null,\"l\":[1,[]],\"o\":{}}", &f);
	CHECK(v && v->type == JVAL_OBJECT && v->n == 7);
	if (!v)
		return;
	CHECK_STR(v->keys[0], "t");
	CHECK_STR(v->keys[6], "o");
	CHECK_STR(jval_get(v, "t")->text, "\xc3\xbc\n");
	CHECK_INT(jval_get(v, "i")->i, INT64_MIN);
	CHECK(jval_get(v, "r")->real == 1.5);
	CHECK(jval_get(v, "b")->yes);
	CHECK_INT(jval_get(v, "z")->type, JVAL_NULL);
	CHECK_INT(jval_get(v, "l")->n, 2);
	CHECK_INT(jval_get(v, "l")->items[1].type, JVAL_LIST);
	CHECK(jval_get(v, "none") == NULL);
	CHECK(jval_get(jval_get(v, "l"), "x") == NULL);
	CHECK_STR(parse("\"alone\"", &f)->text, "alone");
	CHECK_STR(jval_get(parse("\xef\xbb\xbf{\"a\":\"b\"}\r", &f), "a")->text, "b");
}

TEST(refuses_with_a_place)
{
	static const struct { const char *text; long line, col; const char *says; } rows[] = {
		{"", 1, 1, "empty where a JSON value is expected"},
		{" \t ", 1, 1, "empty where a JSON value is expected"},
		{"{\"a\":1,}", 1, 8, "string or '}' expected near '}'"},
		{"{\"\xc3\xbc\":1,\"\xc3\xbc\":2}", 1, 8, "duplicate object key near '\"\xc3\xbc\"'"},
		{"{\"a\":\n bad}", 2, 2, "invalid token near 'bad'"},
		{"[1] [2]", 1, 5, "end of file expected near '['"},
		{"{a:1}", 1, 2, "string or '}' expected near 'a'"},
		{"\"a\\u0000b\"", 1, 0, "a text may not hold a NUL character"},
		{"{\"a\\u0000b\":1}", 1, 0, "a text may not hold a NUL character"},
		{"9223372036854775808", 1, 0, "the number is too large"},
		{"\"\xff\"", 1, 0, "not UTF-8"},
		{"\"\xed\xa0\x80\"", 1, 0, "not UTF-8"},
		{"\"\xc0\xaf\"", 1, 0, "not UTF-8"},
		{"\"\\ud800\"", 1, 0, NULL},
		{"\"open", 1, 0, NULL},
		{"[1", 1, 3, "']' expected near end of file"},
		{"01", 1, 1, NULL},
		{"NaN", 1, 1, NULL},
		{"1e999", 1, 0, NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f;
		CHECK(parse(rows[i].text, &f) == NULL);
		CHECK_INT(f.code, EX_DATAERR);
		CHECK_INT(f.line, rows[i].line);
		if (rows[i].col)
			CHECK_INT(f.col, rows[i].col);
		if (rows[i].says)
			CHECK_STR(f.text, rows[i].says);
		CHECK_STR(f.file, "in");
	}
}

TEST(limits_depth)
{
	struct fault f;
	char text[200];
	memset(text, '[', 100);
	memset(text + 100, ']', 100);
	CHECK(jval_parse(&arena, text + 68, 64, "in", 1, &f) != NULL);
	CHECK(jval_parse(&arena, text, 200, "in", 7, &f) == NULL);
	CHECK_INT(f.line, 7);
	CHECK_INT(f.col, JVAL_MAX_DEPTH + 1);
	CHECK(parse("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[\"", &f) != NULL);
}

TEST_MAIN(T(reads_values), T(refuses_with_a_place), T(limits_depth))
