/* tally: counts, means, shares, percentiles. */
#include "domain/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 8, LAST_BLOCK = 4096, MILLION = 1000000 };

struct tally_block {
	struct tally_block *older;
	size_t n, cap;
	int64_t v[];
};

void tally_case(struct tally *t, bool counts)
{
	t->n++;
	t->part += counts;
}

static void keep(struct arena *a, struct tally *t, int64_t value)
{
	struct tally_block *b = t->values;

	if (!b || b->n == b->cap) {
		size_t cap = !b ? FIRST_BLOCK : b->cap < LAST_BLOCK ? b->cap * 2 : LAST_BLOCK;
		b = arena_alloc(a, sizeof *b + cap * sizeof b->v[0]);
		b->older = t->values;
		b->cap = cap;
		t->values = b;
	}
	b->v[b->n++] = value;
}

void tally_value(struct arena *a, struct tally *t, int64_t value)
{
	if (t->n == 0 || value < t->least)
		t->least = value;
	if (t->n == 0 || value > t->most)
		t->most = value;
	t->n++;
	t->sum += value;
	if (a)
		keep(a, t, value);
}

int64_t tally_mean(const struct tally *t)
{
	int64_t half = t->n / 2;

	if (t->n == 0)
		return 0;
	return t->sum >= 0 ? (t->sum + half) / t->n : -((-t->sum + half) / t->n);
}

int64_t tally_share(int64_t part, int64_t whole)
{
	return whole > 0 ? (part * MILLION + whole / 2) / whole : 0;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static void sort(struct arena *a, struct tally *t)
{
	size_t n = 0;

	if (t->sorted)
		return;
	t->sorted = arena_array(a, int64_t, (size_t)t->n);
	for (const struct tally_block *b = t->values; b; b = b->older) {
		memcpy(t->sorted + n, b->v, b->n * sizeof b->v[0]);
		n += b->n;
	}
	if (n > 1)
		qsort(t->sorted, n, sizeof *t->sorted, by_value);
}

int64_t tally_rank(struct arena *a, struct tally *t, int percent)
{
	if (t->n == 0 || !t->values)
		return 0;
	sort(a, t);
	int64_t rank = (t->n * percent + 99) / 100;
	return t->sorted[rank > 0 ? rank - 1 : 0];
}

int64_t tally_up_to(struct arena *a, struct tally *t, int64_t value)
{
	int64_t low = 0, high = t->n;

	if (t->n == 0 || !t->values)
		return 0;
	sort(a, t);
	while (low < high) {
		int64_t mid = low + (high - low) / 2;
		if (t->sorted[mid] <= value)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void tally_interval(int64_t part, int64_t whole, int64_t *low, int64_t *high)
{
	const double z = 1.959963984540054, n = (double)whole, p = (double)part / n;
	double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
	double reach = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));

	*low = part == 0 ? 0 : llround((middle - reach) * MILLION);
	*high = part == whole ? MILLION : llround((middle + reach) * MILLION);
}
