/* card: published test numbers of the brands, and near misses. */
#include "text/card.h"

#include "test.h"

static bool card(const char *text)
{
	unsigned char digit[32];
	size_t n = strlen(text);
	for (size_t i = 0; i < n; i++)
		digit[i] = (unsigned char)(text[i] - '0');
	return card_number(digit, n);
}

TEST(brands)
{
	static const char *const rows[] = {
		"4111111111111111", "4222222222222", "4012888888881881",      /* Visa */
		"5555555555554444", "5105105105105100", "2223003122003222",   /* Mastercard */
		"378282246310005", "371449635398431",                         /* American Express */
		"6011111111111117", "6011000990139424",                       /* Discover */
		"3530111333300000", "3566002020360505",                       /* JCB */
		"30569309025904", "38520000023237", "36227206271667",         /* Diners Club */
		"6271701225979642", "6212345678901232",                       /* UnionPay */
		"5019717010103742", "6759649826438453",                       /* Maestro */
		"2200000000000053",                                           /* Mir */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!card(rows[i]))
			printf("%s\n", rows[i]);
		CHECK(card(rows[i]));
	}
}

TEST(no_cards)
{
	static const char *const rows[] = {
		"", "4", "411111111111", "4111111111111112",                  /* check digit */
		"1111111111111117", "0000000000000000", "9999999999999995",   /* no issuer */
		"41111111111114", "378282246310005000", "22210000000009",     /* length */
		"41111111111111111110",                                       /* 20 digits */
		"1700000000000",                                              /* a time in ms */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (card(rows[i]))
			printf("%s\n", rows[i]);
		CHECK(!card(rows[i]));
	}
}

/* Of ten last digits exactly one is right. */
TEST(check_digit)
{
	char text[] = "402400713875960?";
	int right = 0;
	for (char d = '0'; d <= '9'; d++) {
		text[15] = d;
		right += card(text);
	}
	CHECK_INT(right, 1);
}

TEST_MAIN(T(brands), T(no_cards), T(check_digit))
