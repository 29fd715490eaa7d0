/* confidence: how likely it is that the best text found answers the question.
 *
 * A logistic regression over what the ranking says of the best text and the one
 * behind it, fitted to questions whose answer is known and that were held out
 * (service/tune.h). Newton's steps with a small ridge, so that few questions, or
 * ones that are easily told apart, give mild coefficients. */
#ifndef DOMAIN_CONFIDENCE_H
#define DOMAIN_CONFIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/rank.h"

enum confidence_feature {
	SURE_ALWAYS,                   /* 1 */
	SURE_SCORE,                    /* score, beside all that was asked */
	SURE_MARGIN,                   /* how far before the next one, 0..1 */
	SURE_COVERAGE,
	SURE_LIKE,                     /* likeness to the title or the best question */
	SURE_VOTES,
	SURE_SHARE,                    /* of all that was found */
	SURE_KNOWN,                    /* of what was asked, what any text knows */
	SURE_ASKED,                    /* how much was asked: logarithm of the rarity of all words */
	SURE_FEATURES
};
extern const char *const confidence_names[];   /* always score ... asked, NULL */

struct confidence { double w[SURE_FEATURES]; };
/* Measured (tests/bench/kb); for a desk that has no measure of its own. */
extern const struct confidence confidence_shipped;

/* next: the hit behind the best, NULL where there is none. */
void confidence_read(const struct rank_score *best, const struct rank_score *next, double known,
                     double x[SURE_FEATURES]);
/* 0..1 */
double confidence_of(const struct confidence *c, const double x[SURE_FEATURES]);

/* A question whose answer is known: what was seen, and was the best one right? */
struct confidence_case {
	double x[SURE_FEATURES];
	bool right;
	int fold;
	double p;                      /* what was foretold by coefficients that never saw it */
};
/* Coefficients from all cases but those of a fold; -1: from all. */
void confidence_fit(const struct confidence_case *v, size_t n, int but, struct confidence *out);
/* Fills p of each case from the other folds. */
void confidence_fold(struct confidence_case *v, size_t n, int folds);

/* Foretold beside observed, in steps of a tenth. */
enum { SURE_BINS = 10 };
struct confidence_bin { int64_t n, right; double foretold; };  /* foretold: their mean */
void confidence_bins(const struct confidence_case *v, size_t n, struct confidence_bin out[SURE_BINS]);
/* Mean squared distance of what was foretold from what came (Brier, 1950). */
double confidence_brier(const struct confidence_case *v, size_t n);

/* The least p from which on at least this share of the cases is right; answered
 * and right: how many there are. Above 1: no such p, or fewer than 20 cases. */
double confidence_threshold(struct arena *a, const struct confidence_case *v, size_t n, double precision,
                            int64_t *answered, int64_t *right);

#endif
