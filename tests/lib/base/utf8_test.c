/* utf8: every character there and back, every kind of bad byte, repair and
 * what a terminal is shown. */
#include "test.h"

#include "base/utf8.h"

TEST(round_trip_of_all_characters)
{
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (c == 0xD800)
			c = 0xE000;
		char buf[4];
		uint32_t back;
		int n = utf8_put(buf, c), m = utf8_next(buf, buf + n, &back);
		if (n != m || back != c) {
			CHECK_INT(back, c);
			return;
		}
	}
}

TEST(bad_bytes)
{
	static const char *const bad[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE2\x82", "\xE2\x82(",
		"\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80",
		"\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		uint32_t c = 0;
		CHECK_INT(utf8_next(bad[i], bad[i] + strlen(bad[i]), &c), 1);
		CHECK_INT(c, UTF8_BAD);
		CHECK_INT(utf8_check(bad[i], strlen(bad[i])), 0);
	}
}

TEST(checks)
{
	const char *text = "0123456789 gr\u00fc\u00df \U0001F600 and more ASCII behind it";
	CHECK_INT(utf8_check(text, strlen(text)), strlen(text));
	CHECK_INT(utf8_check("", 0), 0);
	CHECK_INT(utf8_check("0123456789\xFC", 11), 10);
	CHECK_INT(utf8_check("\u00fc\xFC", 3), 2);
}

TEST(repairs)
{
	static const struct { const char *in; size_t n; const char *out; size_t repaired; } rows[] = {
		{"abc", 3, "abc", 0},
		{"gr\xFC\xDF", 4, "gr\u00fc\u00df", 2},
		{"\x80 5", 3, "\u20ac 5", 1},
		{"\x93x\x94", 3, "\u201cx\u201d", 2},
		{"\x81", 1, "\uFFFD", 1},
		{"a\0b", 3, "ab", 1},
		{"\u00fc\xFC", 3, "\u00fc\u00fc", 1},
		{"\xE2\x82", 2, "\u00e2\u201a", 2},
		{"", 0, "", 0},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t len, repaired;
		char *p = utf8_repair(&a, rows[i].in, rows[i].n, &len, &repaired);
		CHECK_STR(p, rows[i].out);
		CHECK_INT(len, strlen(rows[i].out));
		CHECK_INT(repaired, rows[i].repaired);
		CHECK_INT(utf8_check(p, len), len);
		utf8_repair(&a, rows[i].in, rows[i].n, &len, NULL);
	}
	arena_free(&a);
}

TEST(shows_what_misleads)
{
	static const struct { const char *in; bool lines; const char *out; } rows[] = {
		{"plain gr\u00fc\u00df", false, "plain gr\u00fc\u00df"},
		{"\x1b[31mred", true, "\\x1b[31mred"},
		{"a\tb\nc", true, "a\tb\nc"},
		{"a\tb\nc", false, "a\\x09b\\x0ac"},
		{"\r\x7f", true, "\\x0d\\x7f"},
		{"\xc2\x9b" "31m", true, "\\x9b31m"},
		{"\u202eevil\u2069", true, "\\u202eevil\\u2069"},
		{"\u200e\u200f\u061c", true, "\\u200e\\u200f\\u061c"},
		{"bad \xff byte", true, "bad \\xff byte"},
		{"\u200d\ufeff", true, "\u200d\ufeff"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str s = str_new(&a);
		utf8_visible(&s, rows[i].in, strlen(rows[i].in), rows[i].lines);
		CHECK_STR(s.p, rows[i].out);
	}
	arena_free(&a);
}

TEST(shows_one_character)
{
	char out[UTF8_SHOWN];
	size_t used;
	const char *text = "\u202ex";
	CHECK_INT(utf8_shown(out, text, text + strlen(text), false, &used), 6);
	CHECK_INT(used, 3);
	CHECK(memcmp(out, "\\u202e", 6) == 0);
	CHECK_INT(utf8_shown(out, text + 3, text + 4, false, &used), 1);
	CHECK_INT(out[0], 'x');
}

TEST_MAIN(T(round_trip_of_all_characters), T(bad_bytes), T(checks), T(repairs),
          T(shows_what_misleads), T(shows_one_character))
