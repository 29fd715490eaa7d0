/* confidence: the fit finds what it was made from, and its figures add up. */
#include "domain/confidence.h"

#include <math.h>

#include "test.h"

static struct arena a;

/* Numbers that look like chance and are the same each time. */
static double draw(void)
{
	static uint64_t x = 7;
	x = x * 6364136223846793005u + 1442695040888963407u;
	return (double)(x >> 40) / (double)(1 << 24);
}

enum { CASES = 4000 };

/* Right with the chance that w gives. */
static struct confidence_case *made(const struct confidence *w)
{
	struct confidence_case *v = arena_array(&a, struct confidence_case, CASES);
	for (int i = 0; i < CASES; i++) {
		for (int k = 0; k < SURE_FEATURES; k++)
			v[i].x[k] = k == SURE_ALWAYS ? 1 : draw();
		v[i].fold = i % 5;
		v[i].right = draw() < confidence_of(w, v[i].x);
	}
	return v;
}

TEST(the_fit_finds_what_made_the_cases)
{
	struct confidence w = {.w = {[SURE_ALWAYS] = -2, [SURE_MARGIN] = 4, [SURE_LIKE] = 1}}, got;
	struct confidence_case *v = made(&w);
	confidence_fit(v, CASES, -1, &got);
	for (int k = 0; k < SURE_FEATURES; k++)
		CHECK(fabs(got.w[k] - w.w[k]) < 0.45);
}

TEST(what_is_foretold_is_observed)
{
	struct confidence w = {.w = {[SURE_ALWAYS] = -3, [SURE_MARGIN] = 5, [SURE_COVERAGE] = 2}};
	struct confidence_case *v = made(&w);
	struct confidence_bin bin[SURE_BINS];
	int64_t n = 0;
	confidence_fold(v, CASES, 5);
	confidence_bins(v, CASES, bin);
	for (int i = 0; i < SURE_BINS; i++) {
		n += bin[i].n;
		if (bin[i].n > 100)
			CHECK(fabs((double)bin[i].right / (double)bin[i].n - bin[i].foretold) < 0.08);
	}
	CHECK_INT(n, CASES);
	CHECK(confidence_brier(v, CASES) < 0.25);
}

TEST(a_fold_is_not_judged_by_itself)
{
	struct confidence w = {.w = {[SURE_MARGIN] = 1}}, all, but;
	struct confidence_case *v = made(&w);
	confidence_fit(v, CASES, -1, &all);
	confidence_fit(v, CASES, 2, &but);
	CHECK(memcmp(&all, &but, sizeof all) != 0);
	confidence_fold(v, CASES, 5);
	for (int i = 0; i < CASES; i++)
		if (v[i].fold == 2)
			CHECK(fabs(v[i].p - confidence_of(&but, v[i].x)) < 1e-12);
}

TEST(what_should_raise_it_never_lowers_it)
{
	struct confidence w = {.w = {[SURE_ALWAYS] = 1, [SURE_KNOWN] = -3, [SURE_LIKE] = 2}}, got;
	confidence_fit(made(&w), CASES, -1, &got);
	CHECK(got.w[SURE_KNOWN] == 0);
	CHECK(got.w[SURE_LIKE] > 1);
}

TEST(few_or_parted_cases_stay_mild)
{
	struct confidence_case v[4] = {{.x = {1, 1}, .right = true}, {.x = {1, 0}}, {.x = {1, 1}, .right = true}, {.x = {1, 0}}};
	struct confidence c;
	confidence_fit(v, 4, -1, &c);
	CHECK(confidence_of(&c, v[0].x) > 0.5);
	CHECK(confidence_of(&c, v[0].x) < 0.95);
	confidence_fit(v, 0, -1, &c);
	CHECK(confidence_of(&c, v[0].x) == 0.5);
}

TEST(the_threshold_keeps_its_word)
{
	struct confidence_case v[100];
	int64_t n, right;
	memset(v, 0, sizeof v);
	for (int i = 0; i < 100; i++) {
		v[i].p = i / 100.0;
		v[i].right = i >= 50;
	}
	double t = confidence_threshold(&a, v, 100, 0.5, &n, &right);
	CHECK_INT(n, 100);
	CHECK_INT(right, 50);
	CHECK(t == 0);
	t = confidence_threshold(&a, v, 100, 1, &n, &right);
	CHECK_INT(n, 50);
	CHECK(t == 0.5);
	for (int i = 0; i < 100; i++)
		v[i].right = false;
	CHECK(confidence_threshold(&a, v, 100, 0.5, &n, &right) > 1);
	CHECK(confidence_threshold(&a, v, 10, 0, &n, &right) > 1);         /* too few */
}

TEST(equal_ones_are_not_parted)
{
	struct confidence_case v[40];
	int64_t n, right;
	memset(v, 0, sizeof v);
	for (int i = 0; i < 40; i++) {
		v[i].p = i < 20 ? 0.3 : 0.7;
		v[i].right = i >= 20 || i == 0;
	}
	CHECK(confidence_threshold(&a, v, 40, 0.95, &n, &right) == 0.7);
	CHECK_INT(n, 20);
}

TEST(features_of_one_hit)
{
	struct rank_score best = {.score = 4, .asked = 2, .coverage = 0.5, .title = 0.3, .question = 0.6}, next = {.score = 3};
	double x[SURE_FEATURES];
	confidence_read(&best, NULL, 1, x);
	CHECK(x[SURE_MARGIN] == 1);
	CHECK(x[SURE_SCORE] == 2);
	CHECK(x[SURE_LIKE] == 0.6);
	confidence_read(&best, &next, 1, x);
	CHECK(x[SURE_MARGIN] == 0.25);
	best.asked = best.score = 0;
	confidence_read(&best, NULL, 0, x);
	CHECK(x[SURE_SCORE] == 0 && x[SURE_MARGIN] == 0);
}

TEST(the_shipped_one_rises_with_what_should_raise_it)
{
	double x[SURE_FEATURES] = {1, 6, 0.3, 0.8, 0.4, 0.3, 0.5, 0.9, 2}, p = confidence_of(&confidence_shipped, x);
	CHECK(p > 0 && p < 1);
	x[SURE_MARGIN] = 0.6;
	CHECK(confidence_of(&confidence_shipped, x) > p);
}

TEST_MAIN(T(the_fit_finds_what_made_the_cases),
	T(what_is_foretold_is_observed),
	T(a_fold_is_not_judged_by_itself),
	T(what_should_raise_it_never_lowers_it),
	T(few_or_parted_cases_stay_mild),
	T(the_threshold_keeps_its_word),
	T(equal_ones_are_not_parted),
	T(features_of_one_hit),
	T(the_shipped_one_rises_with_what_should_raise_it))
