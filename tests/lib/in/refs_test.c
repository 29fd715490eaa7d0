/* The reference in a line of any list. */
#include "test.h"

#include "base/str.h"
#include "in/refs.h"

static struct arena arena;

static const char *first(const char *line, size_t n, struct fault *f)
{
	*f = (struct fault){0};
	return refs_line(&arena, line, n, "stdin", 1, f);
}

TEST(finds_the_reference)
{
	static const struct { const char *line, *ref; } rows[] = {
		{"4711", "4711"},
		{"4711\r", "4711"},
		{"\xef\xbb\xbf" "4711", "4711"},
		{"TK-4711-K\topen\tA subject", "TK-4711-K"},
		{"TK-4711-K,open,\"A, subject\"", "TK-4711-K"},
		{"\"TK-4711-K\",open", "TK-4711-K"},
		{"  4711  open  A, b", "4711"},
		{"4711 and\tmore", "4711"},
		{"key:AB 1,2\topen", "key:AB 1,2"},
		{"key:a\\tb\\\\c\topen", "key:a\tb\\c"},
		{"\"key:A \"\"B\"\"\"", "key:A \"B\""},
		{"{\"state\":\"open\",\"ref\":\"TK-4711-K\"}", "TK-4711-K"},
		{"{\"ref\":4711}", "4711"},
		{"{\"reference\":\"TK-1\",\"id\":7}", "TK-1"},
		{"{\"id\":7}", "7"},
		{"{\"ref\":null,\"id\":7}", "7"},
		{"", NULL},
		{" \t ", NULL},
		{"ref\tstate", NULL},
		{"REF  STATE", NULL},
		{"Reference,State", NULL},
		{"\"ref\",\"state\"", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f;
		CHECK_STR(first(rows[i].line, strlen(rows[i].line), &f), rows[i].ref);
		CHECK_INT(f.code, 0);
	}
}

TEST(refuses_other_lines)
{
	static const struct { const char *line; size_t n; const char *says; } rows[] = {
#define ROW(line, says) {line, sizeof line - 1, says}
		ROW("{\"state\":\"open\"}", "no \"ref\" in this object"),
		ROW("{\"ref\":", NULL),
		ROW("[{\"ref\":1}]", "a JSON array: one object a line is expected (jq -c '.[]')"),
		ROW("\topen", "the first field is empty where a reference is expected"),
		ROW(",open", "the first field is empty where a reference is expected"),
		ROW("\"\",open", "the first field is empty where a reference is expected"),
		ROW("\"open", "a quote is never closed"),
		ROW("4711\0" "4712", NULL),
		ROW("\xff\xfe", NULL),
#undef ROW
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f;
		CHECK(first(rows[i].line, rows[i].n, &f) == NULL);
		CHECK_INT(f.code, EX_DATAERR);
		CHECK_INT(f.line, 1);
		CHECK_STR(f.file, "stdin");
		if (rows[i].says)
			CHECK_STR(f.text, rows[i].says);
	}
}

TEST(finds_the_key)
{
	static const struct { const char *line, *key, *says; } rows[] = {
		{"acme\tAcme SA\tpremium", "acme", NULL},
		{"Acme, Payments SA", "Acme, Payments SA", NULL},
		{"  acme/maria  ", "acme/maria", NULL},
		{"tab\\tinside\tname", "tab\tinside", NULL},
		{"\"a \"\"quoted\"\" key\",x", "a \"quoted\" key", NULL},
		{"{\"key\":\"acme\",\"ref\":\"7\"}", "acme", NULL},
		{"{\"key\":4711}", "4711", NULL},
		{"key\tname", NULL, NULL},
		{"Key", NULL, NULL},
		{"", NULL, NULL},
		{"{\"ref\":\"7\"}", NULL, "no \"key\" in this object"},
		{"\tname", NULL, "the first field is empty where a key is expected"},
		{"[1]", NULL, "a JSON array: one object a line is expected (jq -c '.[]')"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f = {0};
		CHECK_STR(refs_key(&a, rows[i].line, strlen(rows[i].line), "stdin", 3, &f), rows[i].key);
		CHECK_STR(f.text, rows[i].says ? rows[i].says : "");
	}
	arena_free(&a);
}

TEST_MAIN(T(finds_the_reference), T(refuses_other_lines), T(finds_the_key))
