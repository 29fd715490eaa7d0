/* num: numbers from text, read digit by digit so that nothing is rounded,
 * skipped or taken in another base. */
#include "base/num.h"

#include <stddef.h>

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Takes the digits at *p into *v, which counts downwards: the negative range
 * is the larger one. False on overflow. */
static bool take_digits(const char **p, int64_t *v)
{
	for (; digit(**p); ++*p) {
		if (__builtin_mul_overflow(*v, 10, v) ||
		    __builtin_sub_overflow(*v, **p - '0', v))
			return false;
	}
	return true;
}

/* Digits without a leading zero, at least one. */
static bool take_whole(const char **p, int64_t *v)
{
	if (!digit(**p) || (**p == '0' && digit((*p)[1])))
		return false;
	return take_digits(p, v);
}

bool num_parse(const char *text, int64_t min, int64_t max, int64_t *out)
{
	int64_t v = 0;
	bool negative = *text == '-';
	const char *p = text + negative;
	if (!take_whole(&p, &v) || *p != '\0' || (negative && v == 0))
		return false;
	if (!negative && __builtin_sub_overflow((int64_t)0, v, &v))
		return false;
	if (v < min || v > max)
		return false;
	*out = v;
	return true;
}

/* "." and one to `decimals` digits, or nothing; scales v to minor units. */
static bool take_fraction(const char **p, int decimals, int64_t *v)
{
	int given = 0;
	if (**p == '.') {
		const char *first = ++*p;
		if (!take_digits(p, v))
			return false;
		ptrdiff_t n = *p - first;
		if (n < 1 || n > decimals)
			return false;
		given = (int)n;
	}
	for (; given < decimals; given++) {
		if (__builtin_mul_overflow(*v, 10, v))
			return false;
	}
	return true;
}

bool num_parse_minor(const char *text, int decimals, int64_t *out)
{
	int64_t v = 0;
	bool negative = *text == '-';
	const char *p = text + negative;
	if (!take_whole(&p, &v) || !take_fraction(&p, decimals, &v) || *p != '\0')
		return false;
	if (!negative && __builtin_sub_overflow((int64_t)0, v, &v))
		return false;
	*out = v;
	return true;
}

int num_print(char out[NUM_LEN], int64_t v)
{
	char digits[NUM_LEN];
	uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	int n = 0, at = 0;

	do
		digits[n++] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (v < 0)
		out[at++] = '-';
	while (n > 0)
		out[at++] = digits[--n];
	out[at] = '\0';
	return at;
}

void num_print_minor(char out[NUM_MINOR_LEN], int64_t minor, int decimals, bool grouped)
{
	char reversed[NUM_MINOR_LEN];
	uint64_t rest = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;
	int n = 0, at = 0;

	for (int place = 0; rest > 0 || place <= decimals; place++, rest /= 10) {
		if (place == decimals && decimals > 0)
			reversed[n++] = '.';
		else if (grouped && place > decimals && (place - decimals) % 3 == 0)
			reversed[n++] = ',';
		reversed[n++] = (char)('0' + rest % 10);
	}
	if (minor < 0)
		out[at++] = '-';
	while (n > 0)
		out[at++] = reversed[--n];
	out[at] = '\0';
}
