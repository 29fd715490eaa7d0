/* tally: one figure in the making: how many, how many of them, how much, and
 * the values themselves where percentiles are asked for.
 *
 * Percentiles are exact, by nearest rank: the ceil(p x n)-th value in order.
 * 8 bytes a value. */
#ifndef DOMAIN_TALLY_H
#define DOMAIN_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct tally_block;
struct tally {
	int64_t n;             /* values, or cases of the whole */
	int64_t part;          /* those that count */
	int64_t sum, least, most;
	struct tally_block *values;    /* newest first; kept where asked for */
	int64_t *sorted;       /* after the first tally_rank() */
};

/* A case of the whole, which counts or not. */
void tally_case(struct tally *t, bool counts);
/* A value; kept in the arena where a is not NULL. */
void tally_value(struct arena *a, struct tally *t, int64_t value);

/* Rounded to the nearest; 0 of none. */
int64_t tally_mean(const struct tally *t);
/* The share in millionths; 0 of none. */
int64_t tally_share(int64_t part, int64_t whole);
/* The value at percent (50, 90, 95) of a tally whose values were kept; 0 of
 * none. */
int64_t tally_rank(struct arena *a, struct tally *t, int percent);
/* How many kept values are at most so much. */
int64_t tally_up_to(struct arena *a, struct tally *t, int64_t value);

/* What chance alone leaves open: the 95 % interval of a share in millionths
 * (E. B. Wilson, 1927). whole > 0. */
void tally_interval(int64_t part, int64_t whole, int64_t *low, int64_t *high);

#endif
