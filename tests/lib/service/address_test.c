/* address: one form for each address, whatever people write. */
#include "service/address.h"

#include "test.h"

TEST(forms)
{
	static const struct { const char *channel, *text, *want; } rows[] = {
		{"mail", "Ana@X.Example", "ana@x.example"},
		{"mail", " ana@x.example ", "ana@x.example"},
		{"mail", "Ana Prado <Ana@X.example>", "ana@x.example"},
		{"mail", "<ana@x.example>", "ana@x.example"},
		{"mail", "ana", NULL}, {"mail", "a@b@c", NULL}, {"mail", "@x", NULL}, {"mail", "a b@c", NULL}, {"mail", "", NULL},
		{"phone", "+34 600 11 12 22", "+34600111222"}, {"phone", "0034600111222", "+34600111222"},
		{"phone", "(011) 4555-0000", "01145550000"}, {"phone", "112", "112"}, {"phone", "+1.555.0100", "+15550100"},
		{"phone", "12", NULL}, {"phone", "+1234567890123456", NULL}, {"phone", "call me", NULL},
		{"phone", "+34 600 ext 5", NULL}, {"phone", "ana@x.example", NULL}, {"phone", "", NULL},
		{"social", "@Acme_Help", "@Acme_Help"}, {"social", "Ana@X.example", "ana@x.example"},
		{"social", "+34 600", "+34600"}, {"social", "acme\nhelp", NULL}, {"chat", "4711", "4711"},
		{"chat", "4111 1111 1111 1111", "4111 11** **** 1111"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct fault f = {0};
		const char *out = NULL;
		int bad = address_clean(&a, rows[i].channel, rows[i].text, &out, &f);
		CHECK_INT(bad, rows[i].want ? 0 : 65);
		CHECK_STR(bad ? NULL : out, rows[i].want);
		if (!bad) {                /* its own form stays */
			const char *again = NULL;
			CHECK_INT(address_clean(&a, rows[i].channel, out, &again, &f), 0);
			CHECK_STR(again, rows[i].want);
		}
		arena_free(&a);
	}
}

TEST(looks)
{
	CHECK(address_is_mail("a@b"));
	CHECK(!address_is_mail("a b@c"));
	CHECK(address_is_number("+34 600"));
	CHECK(address_is_number("(011) 4555"));
	CHECK(!address_is_number("acme"));
	CHECK(!address_is_number("12"));
	CHECK(!address_is_number("17-acme"));
}

TEST_MAIN(T(forms), T(looks))
