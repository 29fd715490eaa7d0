/* span: durations as policies and users write them.
 *
 * One table of units serves reading and writing. */
#include "when/span.h"

#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "when/civil.h"

struct unit {
	const char *word;
	enum span_unit unit;
	int64_t factor;         /* what n counts for one of it */
	int64_t max;            /* 400 years: more is a slip of the hand */
};

/* Of one kind the largest first: the first that divides is the shortest. */
static const struct unit units[] = {
	{"h", SPAN_SECONDS, 3600, 3506328},
	{"m", SPAN_SECONDS, 60, 210379680},
	{"s", SPAN_SECONDS, 1, 12622780800},
	{"bd", SPAN_BUSINESS_DAYS, 1, 146097},
	{"d", SPAN_DAYS, 1, 146097},
	{"w", SPAN_WEEKS, 1, 20871},
	{"mo", SPAN_MONTHS, 1, 4800},
};

enum { NUNITS = sizeof units / sizeof *units, DIGITS_MAX = 12 };

static const struct unit *find_unit(const char *word)
{
	for (int i = 0; i < NUNITS; i++) {
		if (strcmp(units[i].word, word) == 0)
			return &units[i];
	}
	return NULL;
}

bool span_parse(const char *text, struct span *s)
{
	char digits[DIGITS_MAX + 1];
	size_t n = strspn(text, "0123456789");
	const struct unit *u = find_unit(text + n);
	int64_t count;

	if (!u || n > DIGITS_MAX)
		return false;
	memcpy(digits, text, n);
	digits[n] = '\0';
	if (!num_parse(digits, 0, u->max, &count))
		return false;
	*s = (struct span){u->unit, count * u->factor};
	return true;
}

/* Nothing is "0s", never "0h". */
static const struct unit *shortest(struct span s)
{
	int i = 0;

	while (units[i].unit != s.unit || (units[i].factor > 1 && (s.n == 0 || s.n % units[i].factor != 0)))
		i++;
	return &units[i];
}

void span_print(char out[32], struct span s)
{
	const struct unit *u = shortest(s);

	snprintf(out, 32, "%lld%s", (long long)(s.n / u->factor), u->word);
}

/* width pads the second number with zeros: "2 h 05 min". */
static void print_two(char out[32], const char *sign, long long n, const char *unit, long long rest,
                      int width, const char *rest_unit)
{
	int len = snprintf(out, 32, "%s%lld %s", sign, n, unit);

	if (rest > 0)
		snprintf(out + len, 32 - (size_t)len, " %0*lld %s", width, rest, rest_unit);
}

/* The least number has no positive twin. */
static long long size(int64_t seconds)
{
	return seconds >= 0 ? seconds : seconds == INT64_MIN ? INT64_MAX : -seconds;
}

void span_hours(char out[32], int64_t seconds)
{
	const char *sign = seconds < 0 ? "-" : "";
	long long s = size(seconds);

	if (s >= 3600)
		print_two(out, sign, s / 3600, "h", s % 3600 / 60, 2, "min");
	else if (s >= 60)
		print_two(out, sign, s / 60, "min", s % 60, 2, "s");
	else
		print_two(out, sign, s, "s", 0, 1, "");
}

void span_human(char out[32], int64_t seconds)
{
	long long s = size(seconds);

	if (s >= DAY_S)
		print_two(out, seconds < 0 ? "-" : "", s / DAY_S, "d", s % DAY_S / 3600, 1, "h");
	else
		span_hours(out, seconds);
}
