/* tally: counts, means, shares, percentiles. */
#include "domain/tally.h"

#include <math.h>
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

/* By digits of 11 bits, of the distance from the least: values are whole seconds
 * within some years, so two or three passes do. */
enum { DIGIT = 11, DIGITS = 1 << DIGIT };

static void sort_values(struct arena *a, int64_t *v, size_t n, int64_t least, int64_t most)
{
	int64_t *from = v, *to = arena_array(a, int64_t, n);

	for (int shift = 0; shift < 64 && ((uint64_t)most - (uint64_t)least) >> shift; shift += DIGIT) {
		size_t begin[DIGITS] = {0}, sum = 0;
		for (size_t i = 0; i < n; i++)
			begin[((uint64_t)from[i] - (uint64_t)least) >> shift & (DIGITS - 1)]++;
		for (size_t d = 0; d < DIGITS; d++) {
			size_t count = begin[d];
			begin[d] = sum;
			sum += count;
		}
		for (size_t i = 0; i < n; i++)
			to[begin[((uint64_t)from[i] - (uint64_t)least) >> shift & (DIGITS - 1)]++] = from[i];
		int64_t *other = from;
		from = to;
		to = other;
	}
	if (from != v)
		memcpy(v, from, n * sizeof *v);
}

/* Few values: the digits' counters would cost more. */
static void sort_few(int64_t *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		int64_t x = v[i];
		size_t k = i;
		for (; k > 0 && v[k - 1] > x; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
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
	if (n < 64)
		sort_few(t->sorted, n);
	else
		sort_values(a, t->sorted, n, t->least, t->most);
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
