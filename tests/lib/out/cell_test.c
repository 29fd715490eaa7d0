/* One value as text, at the edges. */
#include "test.h"

#include "out/inner.h"

static struct arena arena;

static const char *plain(struct out_cell c)
{
	struct str s = str_new(&arena);
	cell_plain(&s, &c);
	return s.p;
}

static const char *human(struct out_cell c)
{
	struct str s = str_new(&arena);
	cell_human(&s, &c, NULL);
	return s.p;
}

TEST(prints_numbers)
{
	CHECK_STR(plain(out_int(0)), "0");
	CHECK_STR(plain(out_int(INT64_MIN)), "-9223372036854775808");
	CHECK_STR(plain(out_int(INT64_MAX)), "9223372036854775807");
	CHECK_STR(plain(out_decimal(5, 0)), "5");
	CHECK_STR(plain(out_decimal(5, 2)), "0.05");
	CHECK_STR(plain(out_decimal(-734, 1)), "-73.4");
	CHECK_STR(plain(out_decimal(0, 1)), "0.0");
	CHECK_STR(plain(out_decimal(INT64_MIN, 9)), "-9223372036.854775808");
	CHECK_STR(human(out_money(-5, 2, "EUR")), "-0.05 EUR");
	CHECK_STR(human(out_money(500, 0, "JPY")), "500 JPY");
	CHECK_STR(human(out_money(5, 3, NULL)), "0.005");
}

TEST(prints_instants)
{
	static const struct { int64_t at; const char *text; } rows[] = {
		{0, "1970-01-01T00:00:00Z"},
		{-1, "1969-12-31T23:59:59Z"},
		{951782399, "2000-02-28T23:59:59Z"},
		{951782400, "2000-02-29T00:00:00Z"},
		{INT64_C(253402300799), "9999-12-31T23:59:59Z"},
		{INT64_C(-62167219200), "0000-01-01T00:00:00Z"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(plain(out_at(rows[i].at)), rows[i].text);
	CHECK_STR(human(out_at(951782400)), "2000-02-29 00:00");
}

TEST(absent_things_are_null)
{
	CHECK_INT(out_text(NULL).kind, OUT_NULL);
	CHECK_INT(out_at(AT_NONE).kind, OUT_NULL);
	CHECK_INT(out_list(NULL, 0).kind, OUT_NULL);
	CHECK_INT(out_list((const char *const[]){NULL}, 0).kind, OUT_LIST);
	CHECK_STR(plain(out_null()), "");
}

TEST(cuts)
{
	static const struct { const char *text; size_t width; bool utf8; const char *cut; } rows[] = {
		{"abc", 3, true, "abc"},
		{"abcd", 3, true, "ab\xe2\x80\xa6"},
		{"abcd", 3, false, "..."},
		{"abcd", 2, false, ".."},
		{"abcd", 0, true, ""},
		{"abcd", 1, true, "\xe2\x80\xa6"},
		{"e\xcc\x81" "bcd", 2, true, "e\xcc\x81\xe2\x80\xa6"},
		{"\xe6\x97\xa5\xe6\x9c\xac", 3, true, "\xe6\x97\xa5\xe2\x80\xa6"},
		{"\xe6\x97\xa5\xe6\x9c\xac", 2, true, "\xe2\x80\xa6"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str s = str_new(&arena);
		cell_cut(&s, rows[i].text, rows[i].width, rows[i].utf8);
		CHECK_STR(s.p, rows[i].cut);
	}
}

TEST_MAIN(T(prints_numbers), T(prints_instants), T(absent_things_are_null), T(cuts))
