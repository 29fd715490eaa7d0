/* num: what is a number, what is none, and the edges of both. */
#include "test.h"

#include "base/num.h"

TEST(parses_whole_numbers)
{
	static const struct { const char *text; int64_t min, max; bool ok; int64_t v; } rows[] = {
		{"0", INT64_MIN, INT64_MAX, true, 0},
		{"7", 1, 9, true, 7},
		{"-12", -20, 0, true, -12},
		{"9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX},
		{"-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN},
		{"9223372036854775808", INT64_MIN, INT64_MAX, false, 0},
		{"-9223372036854775809", INT64_MIN, INT64_MAX, false, 0},
		{"99999999999999999999", INT64_MIN, INT64_MAX, false, 0},
		{"10", 1, 9, false, 0},
		{"0", 1, 9, false, 0},
		{"", 0, 9, false, 0},
		{"-", -9, 9, false, 0},
		{"-0", -9, 9, false, 0},
		{"+1", 0, 9, false, 0},
		{" 1", 0, 9, false, 0},
		{"1 ", 0, 9, false, 0},
		{"01", 0, 9, false, 0},
		{"1e3", 0, 9999, false, 0},
		{"0x1", 0, 9, false, 0},
		{"1.0", 0, 9, false, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t v = 4711;
		bool ok = num_parse(rows[i].text, rows[i].min, rows[i].max, &v);
		if (ok != rows[i].ok)
			printf("row %zu \"%s\"\n", i, rows[i].text);
		CHECK_INT(ok, rows[i].ok);
		CHECK_INT(v, rows[i].ok ? rows[i].v : 4711);
	}
}

TEST(parses_minor_units)
{
	static const struct { const char *text; int decimals; bool ok; int64_t v; } rows[] = {
		{"1234.56", 2, true, 123456},
		{"1234.5", 2, true, 123450},
		{"1234", 2, true, 123400},
		{"0.05", 2, true, 5},
		{"-0.50", 2, true, -50},
		{"1500", 0, true, 1500},
		{"1.234", 3, true, 1234},
		{"92233720368547758.07", 2, true, INT64_MAX},
		{"-92233720368547758.08", 2, true, INT64_MIN},
		{"92233720368547758.08", 2, false, 0},
		{"92233720368547759", 2, false, 0},
		{"1.234", 2, false, 0},
		{"1.", 2, false, 0},
		{".5", 2, false, 0},
		{"1.0", 0, false, 0},
		{"1,50", 2, false, 0},
		{"1.5 EUR", 2, false, 0},
		{"007", 2, false, 0},
		{"", 2, false, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t v = 4711;
		bool ok = num_parse_minor(rows[i].text, rows[i].decimals, &v);
		if (ok != rows[i].ok)
			printf("row %zu \"%s\"\n", i, rows[i].text);
		CHECK_INT(ok, rows[i].ok);
		CHECK_INT(v, rows[i].ok ? rows[i].v : 4711);
	}
}

TEST(prints_minor_units)
{
	static const struct { int64_t minor; int decimals; const char *plain, *grouped; } rows[] = {
		{0, 2, "0.00", "0.00"}, {5, 2, "0.05", "0.05"}, {-50, 2, "-0.50", "-0.50"},
		{123450, 2, "1234.50", "1,234.50"}, {125000000, 2, "1250000.00", "1,250,000.00"},
		{1500, 0, "1500", "1,500"}, {999, 0, "999", "999"}, {1234567, 3, "1234.567", "1,234.567"},
		{INT64_MIN, 2, "-92233720368547758.08", "-92,233,720,368,547,758.08"},
		{INT64_MAX, 9, "9223372036.854775807", "9,223,372,036.854775807"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[NUM_MINOR_LEN];
		int64_t back;
		num_print_minor(text, rows[i].minor, rows[i].decimals, true);
		CHECK_STR(text, rows[i].grouped);
		num_print_minor(text, rows[i].minor, rows[i].decimals, false);
		CHECK_STR(text, rows[i].plain);
		CHECK(num_parse_minor(text, rows[i].decimals, &back) && back == rows[i].minor);
	}
}

TEST_MAIN(T(parses_whole_numbers), T(parses_minor_units), T(prints_minor_units))
