/* tally: means, shares, exact percentiles against sorting by hand, intervals
 * against published ones. */
#include "domain/tally.h"

#include <stdlib.h>

#include "test.h"

static struct arena a;

static uint64_t state = 88172645463325252u;

static int64_t chance(int64_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (int64_t)(state % (uint64_t)below);
}

static int by_value(const void *x, const void *y)
{
	int64_t v = *(const int64_t *)x, w = *(const int64_t *)y;

	return v < w ? -1 : v > w;
}

TEST(nothing)
{
	struct tally t = {0};

	CHECK_INT(tally_mean(&t), 0);
	CHECK_INT(tally_rank(&a, &t, 50), 0);
	CHECK_INT(tally_up_to(&a, &t, 10), 0);
	CHECK_INT(tally_share(0, 0), 0);
}

TEST(rounds_to_the_nearest)
{
	struct tally t = {0};

	tally_value(NULL, &t, 1);
	tally_value(NULL, &t, 2);
	CHECK_INT(tally_mean(&t), 2);          /* 1.5 */
	tally_value(NULL, &t, 1);
	CHECK_INT(tally_mean(&t), 1);          /* 4/3 */
	CHECK_INT(t.least, 1);
	CHECK_INT(t.most, 2);
	t = (struct tally){0};
	tally_value(NULL, &t, -5);
	tally_value(NULL, &t, -4);
	CHECK_INT(tally_mean(&t), -5);
	CHECK_INT(tally_share(2, 3), 666667);
	CHECK_INT(tally_share(7836, 12437), 630055);
}

TEST(percentiles_by_nearest_rank)
{
	struct tally t = {0};

	for (int64_t i = 10; i > 0; i--)
		tally_value(&a, &t, i * 100);
	CHECK_INT(tally_rank(&a, &t, 50), 500);        /* the 5th of 10 */
	CHECK_INT(tally_rank(&a, &t, 90), 900);
	CHECK_INT(tally_rank(&a, &t, 95), 1000);       /* ceil(9.5) */
	CHECK_INT(tally_rank(&a, &t, 100), 1000);
	CHECK_INT(tally_rank(&a, &t, 1), 100);
	CHECK_INT(tally_up_to(&a, &t, 99), 0);
	CHECK_INT(tally_up_to(&a, &t, 100), 1);
	CHECK_INT(tally_up_to(&a, &t, 550), 5);
	CHECK_INT(tally_up_to(&a, &t, 5000), 10);
}

/* Sizes around the blocks and both ways of sorting; ranges of one and of many
 * digits. */
TEST(percentiles_as_sorting_says)
{
	static const int sizes[] = {1, 2, 7, 8, 9, 63, 64, 65, 1000, 4104, 20000};
	static const int64_t ranges[] = {1, 2, 1000, INT64_C(1) << 22, INT64_C(1) << 40};

	for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
		for (size_t j = 0; j < sizeof ranges / sizeof *ranges; j++) {
			struct tally t = {0};
			int n = sizes[k];
			int64_t *v = arena_array(&a, int64_t, (size_t)n);
			for (int i = 0; i < n; i++) {
				v[i] = chance(ranges[j]) - ranges[j] / 3;
				tally_value(&a, &t, v[i]);
			}
			qsort(v, (size_t)n, sizeof *v, by_value);
			for (int p = 1; p <= 100; p++)
				CHECK_INT(tally_rank(&a, &t, p), v[(n * p + 99) / 100 - 1]);
			CHECK_INT(tally_up_to(&a, &t, v[n / 2] - 1) <= n / 2, 1);
			CHECK_INT(tally_up_to(&a, &t, v[n - 1]), n);
			CHECK_INT(t.least, v[0]);
			CHECK_INT(t.most, v[n - 1]);
		}
}

/* 16 of 20: 58.4 to 91.9 %; 160 of 200: 73.9 to 85.0 % (L. D. Brown, T. T. Cai,
 * A. DasGupta, 2001, have the formula). */
TEST(intervals)
{
	int64_t low, high;

	tally_interval(16, 20, &low, &high);
	CHECK_INT((low + 500) / 1000, 584);
	CHECK_INT((high + 500) / 1000, 919);
	tally_interval(160, 200, &low, &high);
	CHECK_INT((low + 500) / 1000, 739);
	CHECK_INT((high + 500) / 1000, 850);
	tally_interval(0, 10, &low, &high);
	CHECK_INT(low, 0);
	CHECK_INT((high + 500) / 1000, 278);
	tally_interval(10, 10, &low, &high);
	CHECK_INT(high, 1000000);
	CHECK_INT((low + 500) / 1000, 722);
}

TEST_MAIN(T(nothing), T(rounds_to_the_nearest), T(percentiles_by_nearest_rank), T(percentiles_as_sorting_says), T(intervals))
