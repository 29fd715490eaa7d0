/* str: growing text, comparisons, splitting and trimming. */
#include "test.h"

#include "base/str.h"

TEST(grows)
{
	struct arena a = {0};
	struct str s = str_new(&a);
	CHECK_STR(s.p, "");
	str_add(&s, "");
	for (int i = 0; i < 5000; i++)
		str_addc(&s, (char)('a' + i % 26));
	CHECK_INT(s.n, 5000);
	CHECK_INT(strlen(s.p), 5000);
	CHECK_INT(s.p[4999], 'a' + 4999 % 26);
	str_cut(&s, 3);
	CHECK_STR(s.p, "abc");
	str_add(&s, "-tail");
	CHECK_STR(s.p, "abc-tail");
	arena_free(&a);
}

TEST(keeps_nul_bytes)
{
	struct arena a = {0};
	struct str s = str_new(&a);
	str_addn(&s, "a\0b", 3);
	CHECK_INT(s.n, 3);
	CHECK(memcmp(s.p, "a\0b", 4) == 0);
	arena_free(&a);
}

TEST(formats_at_every_length)
{
	struct arena a = {0};
	for (int n = 1; n < 200; n++) {
		struct str s = str_new(&a);
		str_add(&s, "x");
		str_printf(&s, "%0*d", n, 7);
		CHECK_INT(s.n, n + 1);
		CHECK_INT(strlen(s.p), n + 1);
		CHECK_INT(s.p[n], '7');
		arena_reset(&a);
	}
	arena_free(&a);
}

TEST(compares_with_null)
{
	CHECK(str_eq(NULL, ""));
	CHECK(str_eq("a", "a"));
	CHECK(!str_eq("a", NULL));
	CHECK(str_empty(NULL) && str_empty("") && !str_empty(" "));
	CHECK(str_starts("desk", "de") && str_starts("desk", "") && str_starts(NULL, NULL));
	CHECK(!str_starts("de", "desk") && !str_starts(NULL, "d"));
	CHECK(str_ends("desk", "sk") && str_ends("desk", "") && str_ends(NULL, NULL));
	CHECK(!str_ends("sk", "desk") && !str_ends("desk", "de"));
}

TEST(splits)
{
	struct arena a = {0};
	size_t n;
	char **p = str_split(&a, " a ,b c,, d", ',', &n);
	CHECK_INT(n, 4);
	CHECK_STR(p[0], "a");
	CHECK_STR(p[1], "b c");
	CHECK_STR(p[2], "");
	CHECK_STR(p[3], "d");
	CHECK(p[4] == NULL);
	p = str_split(&a, "", ',', &n);
	CHECK_INT(n, 1);
	CHECK_STR(p[0], "");
	p = str_split(&a, "a,", ',', NULL);
	CHECK_STR(p[1], "");
	CHECK(p[2] == NULL);
	arena_free(&a);
}

TEST(trims)
{
	static const struct { const char *in, *out; } rows[] = {
		{"", ""}, {"  ", ""}, {"a", "a"}, {" a b\t\r\n", "a b"}, {"\v\fa", "a"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(str_trim(&a, rows[i].in), rows[i].out);
	arena_free(&a);
}

TEST(quotes_for_a_shell)
{
	struct arena a = {0};
	struct str s = str_new(&a);

	str_shell(&s, "it's $5", 7);
	str_addc(&s, ' ');
	str_shell(&s, "", 0);
	CHECK_STR(s.p, "'it'\\''s $5' ''");
	arena_free(&a);
}

TEST_MAIN(T(grows), T(keeps_nul_bytes), T(formats_at_every_length), T(compares_with_null),
          T(splits), T(trims), T(quotes_for_a_shell))
