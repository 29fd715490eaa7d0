/* chance: tails against sums by hand and published limits; false alarms on made
 * counts. */
#include "domain/chance.h"

#include <math.h>

#include "test.h"

static bool near(double x, double want, double off)
{
	return fabs(x - want) <= off * want;
}

TEST(certain_and_impossible)
{
	CHECK(chance_poisson(3, 0) == 1);
	CHECK(chance_poisson(3, -1) == 1);
	CHECK(chance_poisson(0, 1) == 0);
	CHECK(chance_poisson(1, 4000) < 1e-300);
}

/* 1 - e^-1 (1 + 1 + 1/2), and the like. */
TEST(poisson_by_hand)
{
	CHECK(near(chance_poisson(1, 1), 1 - exp(-1), 1e-12));
	CHECK(near(chance_poisson(1, 3), 1 - 2.5 * exp(-1), 1e-12));
	CHECK(near(chance_poisson(2.5, 2), 1 - 3.5 * exp(-2.5), 1e-12));
	/* Far out the first term is all but the whole: m^n e^-m / n! (1 + m/(n+1) + ...). */
	CHECK(near(chance_poisson(0.001, 3), 1e-9 / 6 * exp(-0.001) * (1 + 0.00025), 1e-6));
	CHECK(near(chance_poisson(1000, 1000), 0.504205, 1e-5));
}

/* The least counts with a chance of at most one in a thousand. */
TEST(published_limits)
{
	static const struct { double mean; int64_t limit; } v[] = {
		{0.5, 5}, {1, 6}, {2, 9}, {4, 12}, {8, 19}, {15, 29}, {30, 49}, {60, 86}};

	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		CHECK_INT(chance_limit(v[i].mean, 1, 0.001), v[i].limit);
		CHECK(chance_poisson(v[i].mean, v[i].limit) <= 0.001);
		CHECK(chance_poisson(v[i].mean, v[i].limit - 1) > 0.001);
	}
	CHECK_INT(chance_limit(4, 1, 1), 0);
}

/* Size 2, chance of another 1/2: 1/4, 1/4, 3/16, 1/8 ... */
TEST(negative_binomial_by_hand)
{
	CHECK(near(chance_spread(2, 2, 1), 0.75, 1e-12));
	CHECK(near(chance_spread(2, 2, 2), 0.5, 1e-12));
	CHECK(near(chance_spread(2, 2, 3), 0.3125, 1e-12));
	CHECK(near(chance_spread(2, 2, 4), 0.1875, 1e-12));
	/* Size 1 is geometric: 1/(1 + mean) ... */
	CHECK(near(chance_spread(4, 5, 40), pow(0.8, 40), 1e-9));
	/* Without more scatter than Poisson's it is Poisson's. */
	CHECK(near(chance_spread(7, 1.0000001, 15), chance_poisson(7, 15), 1e-4));
	CHECK(chance_spread(7, 3, 20) > chance_poisson(7, 20));
}

/* What eight weeks tell: with nothing in them five are rare, not impossible. */
TEST(a_mean_that_is_counted)
{
	CHECK(chance_mean(0, 8) == 0.0625);
	CHECK(chance_ahead(1, 8) == 1.125);
	CHECK(chance_ahead(0.5, 8) == 1.125);
	CHECK(chance_ahead(2, 8) == 2.25);
	double p = chance_spread(chance_mean(0, 8), chance_ahead(1, 8), 5);
	CHECK(p > 1e-7 && p < 1e-4);
	/* The sum of the weeks plus a half is the size: X | S of Jeffreys' rule. */
	CHECK(near(chance_spread(chance_mean(0, 1), chance_ahead(1, 1), 1), 1 - sqrt(0.5), 1e-12));
}

/* --- false alarms --- */

static uint64_t state = 88172645463325252u;

static double even(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (double)(state >> 11) / 9007199254740992.0;
}

/* Counts the steps of a random walk in time (exponential waits). */
static int64_t drawn(double mean)
{
	int64_t n = -1;

	for (double at = 0; at < mean; n++)
		at += -log(1 - even());
	return n;
}

/* 20,000 cells of eight weeks each: about as many alarms as p says, at most. */
TEST(chance_alone_is_seldom_taken_for_more)
{
	static const double means[] = {0.05, 0.3, 2, 12};

	for (size_t k = 0; k < sizeof means / sizeof *means; k++) {
		int64_t alarms = 0, cells = 20000;
		for (int64_t i = 0; i < cells; i++) {
			int64_t sum = 0;
			for (int w = 0; w < 8; w++)
				sum += drawn(means[k]);
			alarms += chance_spread(chance_mean(sum, 8), chance_ahead(1, 8), drawn(means[k])) <= 0.01;
		}
		/* 200 expected; counts being whole numbers make it fewer, never many more. */
		CHECK(alarms <= 260);
		CHECK(means[k] < 2 || alarms >= 60);
	}
}

TEST_MAIN(T(certain_and_impossible), T(poisson_by_hand), T(published_limits), T(negative_binomial_by_hand),
          T(a_mean_that_is_counted), T(chance_alone_is_seldom_taken_for_more))
