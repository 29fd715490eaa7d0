/* mask: what is masked, what stays, and the two promises: no card number
 * survives, and masking twice is masking once. */
#include "text/mask.h"

#include "base/str.h"
#include "test.h"

struct row { const char *text, *want; int found; };

static void check(struct arena *a, const struct row *r)
{
	int found = 0, again = 0;
	size_t len = 0, len2 = 0;
	const char *got = mask_text(a, r->text, strlen(r->text), &len, &found);
	const char *want = r->want ? r->want : r->text;
	CHECK_STR(got, want);
	CHECK_INT(len, strlen(want));
	if (found != r->found)
		printf("in \"%s\":\n", r->text);
	CHECK_INT(found, r->found);
	CHECK((got == r->text) == (r->want == NULL));
	CHECK(mask_text(a, got, len, &len2, &again) == got);
	CHECK_INT(again, 0);
}

static void stays(const char *const *text, size_t n)
{
	struct arena a = {0};
	for (size_t i = 0; i < n; i++)
		check(&a, &(struct row){text[i], NULL, 0});
	arena_free(&a);
}

#define CHECK_ROWS(rows) do { struct arena a_ = {0}; \
	for (size_t i_ = 0; i_ < sizeof(rows) / sizeof *(rows); i_++) check(&a_, &(rows)[i_]); \
	arena_free(&a_); } while (0)

TEST(cards)
{
	static const struct row rows[] = {
		{"4111111111111111", "411111******1111", 1},
		{"5555555555554444", "555555******4444", 1},
		{"2223003122003222", "222300******3222", 1},
		{"378282246310005", "378282*****0005", 1},
		{"6011111111111117", "601111******1117", 1},
		{"4222222222222", "422222***2222", 1},
		{"my card 4111 1111 1111 1111, exp 12/27", "my card 4111 11** **** 1111, exp 12/27", 1},
		{"4111-1111-1111-1111", "4111-11**-****-1111", 1},
		{"4111.1111.1111.1111", "4111.11**.****.1111", 1},
		{"4111 - 1111 - 1111 - 1111", "4111 - 11** - **** - 1111", 1},
		{"3782 822463 10005", "3782 82**** *0005", 1},
		{"4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "4 1 1 1 1 1 * * * * * * 1 1 1 1", 1},
		{"4111\xC2\xA0" "1111\xE2\x80\x89" "1111\xE2\x80\xAF" "1111",
		 "4111\xC2\xA0" "11**\xE2\x80\x89" "****\xE2\x80\xAF" "1111", 1},
		{"4111\xE2\x80\x8B" "1111\xC2\xAD" "1111\xE2\x81\xA0" "1111",
		 "4111\xE2\x80\x8B" "11**\xC2\xAD" "****\xE2\x81\xA0" "1111", 1},
		{"4111–1111—1111−1111", "4111–11**—****−1111", 1},
		{"٤١١١١١١١١١١١١١١١", "411111******1111", 1},
		{"４１１１ １１１１ １１１１ １１１１", "4111 11** **** 1111", 1},
		{"𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏", "411111******1111", 1},
		{"4111 1111\n1111 1111", "4111 11**\n**** 1111", 1},
		{"4111 1111 \r\n 1111 1111", "4111 11** \r\n **** 1111", 1},
		{"4111111111111111 5555555555554444", "411111******1111 555555******4444", 2},
		{"12 4111 1111 1111 1111 123", "12 4111 11** **** 1111 123", 1},
		{"visa4111111111111111exp", "visa411111******1111exp", 1},
		{"ref 4111111111111111", "ref 411111******1111", 1},
		{"**4111111111111111**", "**411111******1111**", 1},
		{"pay 100 **4111 1111 1111 1111** now", "pay 100 **4111 11** **** 1111** now", 1},
		{"*4111111111111111", "*411111******1111", 1},
		{";4111111111111111=25121010000012345678?",
		 ";411111******1111=********************?", 1},
		{"card=4111111111111111&x=1", "card=411111******1111&x=1", 1},
		{"\"4111111111111111\"", "\"411111******1111\"", 1},
		{"\xFF" "4111111111111111\xFF", "\xFF" "411111******1111\xFF", 1},
	};
	CHECK_ROWS(rows);
}

TEST(no_cards)
{
	static const char *const rows[] = {
		"", "no digits", "4111111111111112", "411111111111111",
		"41111111111111111",                                 /* part of a longer number */
		"41111111111111111111 2850590940090418135201",       /* CBU: 22 digits */
		"4111  1111    1111 1111",                           /* a gap too wide */
		"4111, 1111, 1111, 1111",
		"12345678\n41111111\n11111111",                      /* a column of numbers */
		"DE89370400440532013000", "DE89 3704 0044 0532 0130 00",
		"ES91 2100 0418 4502 0005 1332, por favor",
		"GB29NWBK60161331926819", "GB29 NWBK 6016 1331 9268 19",
		"+4915112345678", "+49 151 12345678", "+49 (0)151 1234567",
		"TXN4111111111111111", "ARN-4111111111111111", "tk_4111111111111111",
		"2026-11-21T14:00:00.000000Z", "1700000000000 20261121140000",
		"411111******1111", "4111 11** **** 1111",
		"************1111", "400000******1111 2345 6789 0123",
	};
	stays(rows, sizeof rows / sizeof *rows);
}

TEST(both)
{
	static const struct row rows[] = {
		{"4111 1111 1111 1111 12/27 cvv 123", "4111 11** **** 1111 12/27 cvv ***", 2},
		{"CVV for card 4111 1111 1111 1111 is 123", "CVV for card 4111 11** **** 1111 is ***", 2},
		{"card: 4111111111111111, pin: 4321, password: geheim",
		 "card: 411111******1111, pin: ****, password: ********", 3},
	};
	CHECK_ROWS(rows);
}

TEST(counts_and_lengths_may_be_left_out)
{
	struct arena a = {0};
	const char *card = "4111111111111111";
	CHECK_STR(mask_text(&a, card, 16, NULL, NULL), "411111******1111");
	CHECK(mask_text(&a, card, 15, NULL, NULL) == card);
	int found = 7;
	mask_text(&a, card, 16, NULL, &found);
	CHECK_INT(found, 8);
	arena_free(&a);
}

/* --- the promise, over made texts --- */

static uint64_t next_number(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* Sixteen digits of a Visa number, the last one Luhn's. */
static void make_card(uint64_t *seed, char digit[17])
{
	int sum = 0;
	digit[0] = '4';
	for (int i = 1; i < 15; i++)
		digit[i] = (char)('0' + next_number(seed) % 10);
	for (int i = 0; i < 15; i++) {
		int d = (digit[i] - '0') * (i % 2 == 0 ? 2 : 1);
		sum += d > 9 ? d - 9 : d;
	}
	digit[15] = (char)('0' + (10 - sum % 10) % 10);
	digit[16] = '\0';
}

static void add_words(struct str *s, uint64_t *seed)
{
	static const char *const words[] = {
		"card ", "12 ", "4711, ", "12/27 ", "**", "pin ", "cvv: ", "\n", "€5 ", "x-",
		"my password is ", "0 ", "(", "555-1234 ",
	};
	for (uint64_t n = next_number(seed) % 4; n > 0; n--)
		str_add(s, words[next_number(seed) % (sizeof words / sizeof *words)]);
}

/* Are these digits left in a row, whatever stands between them? */
static bool still_there(const char *text, const char *digit)
{
	char all[400];
	size_t n = 0;
	for (; *text && n + 1 < sizeof all; text++)
		if (*text >= '0' && *text <= '9')
			all[n++] = *text;
	all[n] = '\0';
	return strstr(all, digit) != NULL;
}

TEST(no_card_survives)
{
	static const char *const seps[] = {"", " ", "-", ".", "\xC2\xA0", "\xE2\x80\x8B", " \xC2\xAD"};
	struct arena a = {0};
	uint64_t seed = 11;
	for (int round = 0; round < 20000; round++) {
		char digit[17];
		make_card(&seed, digit);
		const char *sep = seps[next_number(&seed) % (sizeof seps / sizeof *seps)];
		struct str s = str_new(&a);
		add_words(&s, &seed);
		if (s.n > 0 && s.p[s.n - 1] >= '0' && s.p[s.n - 1] <= '9')
			str_addc(&s, ' ');
		for (int i = 0; i < 16; i += 4) {
			str_addn(&s, digit + i, 4);
			str_add(&s, i < 12 ? sep : "");
		}
		str_addc(&s, ' ');
		add_words(&s, &seed);
		size_t len;
		int again = 0;
		const char *got = mask_text(&a, s.p, s.n, &len, NULL);
		if (still_there(got, digit))
			printf("left: %s\n", got);
		CHECK(!still_there(got, digit));
		CHECK(mask_text(&a, got, len, NULL, &again) == got);
		arena_reset(&a);
	}
	arena_free(&a);
}

TEST(where_a_card_stands)
{
	static const char text[] = "password: abc1 cvv 123\n411111******1111 4111 1111 1111 1111";
	struct arena a = {0};

	/* at the first digit that is hidden */
	CHECK(mask_card(&a, text, sizeof text - 1) == strstr(text, "4111 ") + 7);
	CHECK(mask_card(&a, text, 40) == NULL);
	arena_free(&a);
}

TEST(leaves_digests_whole)
{
	static const char *const kept[] = {
		"key e78e4520393863868b596d2799cc0922ec0376bcde0d185f19eb6c2758069b6e.",
		"ab4111111111111111cdef0123456789",
	};
	static const char *const lost[] = {
		"ab4111111111111111cdef012345678", "zab4111111111111111cdef0123456789",
		"4111111111111111 cdef0123456789ab",
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		CHECK_STR(mask_text(&a, kept[i], strlen(kept[i]), NULL, NULL), kept[i]);
	for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
		CHECK(strcmp(mask_text(&a, lost[i], strlen(lost[i]), NULL, NULL), lost[i]) != 0);
	arena_free(&a);
}

TEST_MAIN(T(leaves_digests_whole), T(cards), T(no_cards), T(both), T(counts_and_lengths_may_be_left_out),
          T(no_card_survives), T(where_a_card_stands))
