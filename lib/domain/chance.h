/* chance: how far above what is usual a count is, and whether that is more than
 * chance.
 *
 * Counts scatter: around a known mean as Poisson's do; more where the mean is
 * itself counted from a few weeks, and where cases come in heaps (variance over
 * mean above 1). Tails are summed term by term, each from the one before it: no
 * approximation, and no more than the rounding of doubles. */
#ifndef DOMAIN_CHANCE_H
#define DOMAIN_CHANCE_H

#include <stdint.h>

/* The chance of at least n where mean are to be expected (S. D. Poisson, 1837). */
double chance_poisson(double mean, int64_t n);
/* The same where the variance is spread times the mean (negative binomial);
 * spread up to 1 is Poisson's. */
double chance_spread(double mean, double spread, int64_t n);
/* The least n whose chance is at most p. */
int64_t chance_limit(double mean, double spread, double p);

/* What weeks of the same hour tell of the next one: their sum and their number.
 * With half a case for what never happened yet (H. Jeffreys, 1946) the next
 * count is negative binomial around mean, with spread times (1 + 1/weeks) its
 * variance over mean. */
double chance_mean(int64_t sum, int64_t weeks);
double chance_ahead(double spread, int64_t weeks);

#endif
