/* chance: tails of counts. */
#include "domain/chance.h"

#include "base/err.h"

/* Terms below this part of the largest one change nothing. */
static const double nothing = 1e-18;

/* Term i + 1 over term i: Poisson, and negative binomial with size r and the
 * chance q of another one. */
struct law { double mean, r, q; };

static double step(const struct law *l, int64_t i)
{
	return l->q > 0 ? ((double)i + l->r) / (double)(i + 1) * l->q : l->mean / (double)(i + 1);
}

/* From the top of the hill down both sides, the part from n on over the whole. */
static double tail(const struct law *l, int64_t n)
{
	int64_t top = 0;
	double all = 1, part, term;

	while (step(l, top) > 1)
		top++;
	part = top >= n ? 1 : 0;
	term = 1;
	for (int64_t i = top; i > 0; i--) {
		term /= step(l, i - 1);
		all += term;
		part += i - 1 >= n ? term : 0;
		if (term < nothing)
			break;
	}
	term = 1;
	for (int64_t i = top;; i++) {
		term *= step(l, i);
		all += term;
		part += i + 1 >= n ? term : 0;
		if (term <= 0 || (i + 1 >= n && term < part * nothing))
			break;
	}
	return part / all;
}

double chance_spread(double mean, double spread, int64_t n)
{
	struct law l = {.mean = mean};

	if (n <= 0)
		return 1;
	if (mean <= 0)
		return 0;
	if (spread > 1 + 1e-9) {
		l.r = mean / (spread - 1);
		l.q = (spread - 1) / spread;
	}
	return tail(&l, n);
}

double chance_poisson(double mean, int64_t n)
{
	return chance_spread(mean, 1, n);
}

int64_t chance_limit(double mean, double spread, double p)
{
	int64_t low = 0, high = 1;     /* low is likelier than p, high is not */

	if (p >= 1)
		return 0;
	if (p <= 0)
		bug("no count has no chance");
	while (chance_spread(mean, spread, high) > p)
		low = high, high *= 2;
	while (high - low > 1) {
		int64_t mid = low + (high - low) / 2;
		if (chance_spread(mean, spread, mid) > p)
			low = mid;
		else
			high = mid;
	}
	return high;
}

double chance_mean(int64_t sum, int64_t weeks)
{
	return ((double)sum + 0.5) / (double)weeks;
}

double chance_ahead(double spread, int64_t weeks)
{
	return (spread > 1 ? spread : 1) * (1 + 1 / (double)weeks);
}
