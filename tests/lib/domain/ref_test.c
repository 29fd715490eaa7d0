/* ref: how people name tickets, and that one wrong digit is found. */
#include "domain/ref.h"

#include <stdio.h>

#include "test.h"

static int parse(const char *text, struct ref *r)
{
	struct fault f = {0};
	int bad = ref_parse(text, "TK", r, &f);

	CHECK((bad != 0) == (f.text[0] != '\0'));
	return bad;
}

TEST(reads_every_form)
{
	static const struct { const char *text; int64_t id; const char *key; } good[] = {
		{"1", 1, NULL}, {"4711", 4711, NULL}, {"TK-4711-K", 4711, NULL}, {"tk-4711-k", 4711, NULL},
		{"TK-4711", 4711, NULL}, {"key:crm-7", 0, "crm-7"}, {"key:4711", 0, "4711"}, {"key: ", 0, " "},
	};
	struct ref r;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		CHECK_INT(parse(good[i].text, &r), 0);
		CHECK_INT(r.id, good[i].id);
		CHECK_STR(r.key, good[i].key);
	}
}

TEST(refuses_what_is_none)
{
	static const char *const bad[] = {
		"", "0", "-1", "04711", "4711x", " 4711", "TK", "TK-", "TK-K", "TK-0-A", "TK-4711-", "TK-4711-KK",
		"TK-4711K", "XY-4711-L", "XY-4711", "X1-4711-K", "key:", "99999999999999999999", "TK-99999999999999999999999-A", "#4711",
	};
	struct ref r;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK_INT(parse(bad[i], &r), EX_USAGE);
}

TEST(knows_what_older_prefixes_gave_out)
{
	struct ref r;

	CHECK_INT(parse("XY-4711-K", &r), 0);
	CHECK_INT(r.id, 4711);
	CHECK_INT(parse("oldname-4711-k", &r), 0);
	CHECK_INT(r.id, 4711);
}

TEST(prints_with_the_check_letter)
{
	char out[48];
	struct ref r;

	for (int64_t id = 1; id < 100000; id = id * 3 + 1) {
		ref_print(out, "TK", id);
		CHECK_INT(parse(out, &r), 0);
		CHECK_INT(r.id, id);
	}
	ref_print(out, "TK", 4711);
	CHECK_STR(out, "TK-4711-K");
}

TEST(a_wrong_letter_names_the_right_one)
{
	struct fault f = {0};
	struct ref r;

	CHECK_INT(ref_parse("TK-4711-L", "TK", &r, &f), EX_USAGE);
	CHECK(strstr(f.text, "check letter of 4711 is K") != NULL);
}

/* Every single wrong digit and every swap of neighbours, for numbers of up to
 * six digits. */
TEST(the_letter_catches_slips)
{
	int missed = 0;

	for (int64_t id = 1; id < 1000000; id += 37)
		for (int64_t power = 1; power <= id; power *= 10) {
			int64_t digit = id / power % 10, next = id / power / 10 % 10;
			for (int64_t other = 0; other < 10; other++)
				missed += other != digit && ref_check(id + (other - digit) * power) == ref_check(id);
			int64_t swapped = id + (next - digit) * power + (digit - next) * power * 10;
			missed += digit != next && swapped > 0 && ref_check(swapped) == ref_check(id);
		}
	CHECK_INT(missed, 0);
}

TEST_MAIN(T(reads_every_form), T(refuses_what_is_none), T(knows_what_older_prefixes_gave_out), T(prints_with_the_check_letter),
          T(a_wrong_letter_names_the_right_one), T(the_letter_catches_slips))
