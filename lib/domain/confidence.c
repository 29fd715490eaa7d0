/* confidence: features, the fit, and how well it foretells. */
#include "domain/confidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const confidence_names[] = {
	"always", "score", "margin", "coverage", "like", "votes", "share", "known", "asked", NULL,
};

/* Banking77's questions as those of 77 articles, half of its train part; one in
 * ten also without that article, one in ten with half of its words unknown
 * (tests/bench/kb). */
const struct confidence confidence_shipped = {.w = {
	[SURE_ALWAYS] = -14.14, [SURE_SCORE] = 0.34, [SURE_MARGIN] = 3.29, [SURE_COVERAGE] = 1.30, [SURE_LIKE] = 0.97,
	[SURE_VOTES] = 1.39, [SURE_SHARE] = 1.20, [SURE_KNOWN] = 6.39, [SURE_ASKED] = 1.26,
}};

/* STEPS: Newton's method is there in ten. ENOUGH: cases for a threshold. */
enum { STEPS = 25, ENOUGH = 20 };
static const double RIDGE = 1;

void confidence_read(const struct rank_score *best, const struct rank_score *next, double known,
                     double x[SURE_FEATURES])
{
	double after = next ? next->score : 0;

	x[SURE_ALWAYS] = 1;
	x[SURE_SCORE] = best->asked > 0 ? best->score / best->asked : 0;
	x[SURE_MARGIN] = best->score > 0 ? (best->score - after) / best->score : 0;
	x[SURE_COVERAGE] = best->coverage;
	x[SURE_LIKE] = best->title > best->question ? best->title : best->question;
	x[SURE_VOTES] = best->votes;
	x[SURE_SHARE] = best->share;
	x[SURE_KNOWN] = known;
	x[SURE_ASKED] = log(1 + best->asked);
}

static double logistic(double z)
{
	return z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z));
}

double confidence_of(const struct confidence *c, const double x[SURE_FEATURES])
{
	double z = 0;
	for (int i = 0; i < SURE_FEATURES; i++)
		z += c->w[i] * x[i];
	return logistic(z);
}

/* --- the fit --- */

/* Solves h d = g for a symmetric, positive h (Cholesky); g becomes d. */
static void solve(double h[SURE_FEATURES][SURE_FEATURES], double g[SURE_FEATURES])
{
	const int n = SURE_FEATURES;
	for (int i = 0; i < n; i++)
		for (int j = 0; j <= i; j++) {
			double sum = h[i][j];
			for (int k = 0; k < j; k++)
				sum -= h[i][k] * h[j][k];
			h[i][j] = i == j ? sqrt(sum > 1e-12 ? sum : 1e-12) : sum / h[j][j];
		}
	for (int i = 0; i < n; i++) {
		for (int k = 0; k < i; k++)
			g[i] -= h[i][k] * g[k];
		g[i] /= h[i][i];
	}
	for (int i = n - 1; i >= 0; i--) {
		for (int k = i + 1; k < n; k++)
			g[i] -= h[k][i] * g[k];
		g[i] /= h[i][i];
	}
}

/* One step with the features in use; returns how far it went. */
static double step(const struct confidence_case *v, size_t n, int but, const bool use[SURE_FEATURES],
                   struct confidence *c)
{
	double h[SURE_FEATURES][SURE_FEATURES] = {{0}}, g[SURE_FEATURES], far = 0;

	for (int i = 0; i < SURE_FEATURES; i++) {
		h[i][i] = i == SURE_ALWAYS ? 1e-6 : RIDGE;
		g[i] = -h[i][i] * c->w[i];
	}
	for (size_t k = 0; k < n; k++) {
		if (v[k].fold == but)
			continue;
		double p = confidence_of(c, v[k].x), var = p * (1 - p) + 1e-9;
		for (int i = 0; i < SURE_FEATURES; i++) {
			g[i] += use[i] ? (v[k].right - p) * v[k].x[i] : 0;
			for (int j = 0; j <= i; j++)
				h[i][j] += use[i] && use[j] ? var * v[k].x[i] * v[k].x[j] : 0;
		}
	}
	solve(h, g);
	for (int i = 0; i < SURE_FEATURES; i++) {
		c->w[i] += g[i];
		far += fabs(g[i]);
	}
	return far;
}

/* Every feature is made so that more of it speaks for the answer. Where the
 * held-out questions seem to say the opposite, it stands in for another one, and
 * would mislead on questions unlike them: it is left out. */
void confidence_fit(const struct confidence_case *v, size_t n, int but, struct confidence *out)
{
	bool use[SURE_FEATURES];
	int worst;

	memset(use, true, sizeof use);
	do {
		*out = (struct confidence){{0}};
		for (int i = 0; i < STEPS && step(v, n, but, use, out) > 1e-8; i++)
			;
		worst = SURE_ALWAYS;
		for (int i = SURE_ALWAYS + 1; i < SURE_FEATURES; i++)
			if (out->w[i] < 0 && (worst == SURE_ALWAYS || out->w[i] < out->w[worst]))
				worst = i;
		use[worst] = worst == SURE_ALWAYS;
	} while (worst != SURE_ALWAYS);
}

void confidence_fold(struct confidence_case *v, size_t n, int folds)
{
	for (int fold = 0; fold < folds; fold++) {
		struct confidence c;
		confidence_fit(v, n, fold, &c);
		for (size_t i = 0; i < n; i++)
			if (v[i].fold == fold)
				v[i].p = confidence_of(&c, v[i].x);
	}
}

/* --- how well --- */

void confidence_bins(const struct confidence_case *v, size_t n, struct confidence_bin out[SURE_BINS])
{
	memset(out, 0, SURE_BINS * sizeof *out);
	for (size_t i = 0; i < n; i++) {
		int bin = (int)(v[i].p * SURE_BINS);
		struct confidence_bin *b = &out[bin < 0 ? 0 : bin >= SURE_BINS ? SURE_BINS - 1 : bin];
		b->n++;
		b->right += v[i].right;
		b->foretold += v[i].p;
	}
	for (int i = 0; i < SURE_BINS; i++)
		out[i].foretold /= out[i].n ? (double)out[i].n : 1;
}

double confidence_brier(const struct confidence_case *v, size_t n)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += (v[i].p - v[i].right) * (v[i].p - v[i].right);
	return n ? sum / (double)n : 0;
}

static int surest_first(const void *a, const void *b)
{
	const struct confidence_case *x = *(const struct confidence_case *const *)a, *y = *(const struct confidence_case *const *)b;
	return x->p > y->p ? -1 : x->p < y->p;
}

double confidence_threshold(struct arena *a, const struct confidence_case *v, size_t n, double precision,
                            int64_t *answered, int64_t *right)
{
	const struct confidence_case **at = arena_array(a, const struct confidence_case *, n + 1);
	double least = 2;
	int64_t good = 0;

	*answered = *right = 0;
	for (size_t i = 0; i < n; i++)
		at[i] = &v[i];
	if (n > 1)
		qsort(at, n, sizeof *at, surest_first);
	for (size_t i = 0; i < n; i++) {
		good += at[i]->right;
		if ((i + 1 < n && at[i + 1]->p == at[i]->p) || i + 1 < ENOUGH || (double)good < precision * (double)(i + 1))
			continue;
		least = at[i]->p;
		*answered = (int64_t)i + 1;
		*right = good;
	}
	return least;
}
