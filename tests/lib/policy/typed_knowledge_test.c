/* typed_knowledge: the section, and what holds without it. */
#include "test.h"

#include "lib/policy/fixture.h"

TEST(defaults)
{
	struct arena a = {0};
	const struct policy_knowledge *k = policy_knowledge(minimal_and(&a, ""));
	CHECK_INT(k->threshold, 8000);
	CHECK_INT(k->nhand_over, 0);
	CHECK_INT(k->fallback.n, 0);
	CHECK_INT(k->deflected_within.n, 24 * 3600);
	CHECK_INT(k->review_after.unit, SPAN_MONTHS);
	CHECK_INT(k->review_after.n, 12);
	arena_free(&a);
}

TEST(as_written)
{
	struct arena a = {0};
	const struct policy_knowledge *k = policy_knowledge(minimal_and(&a,
		"knowledge:\n  threshold: 72.5%\n  fallback: [es, en]\n  deflected_within: 2d\n  review_after: 8w\n"
		"  hand_over: {en: [my lawyer, press], pt-BR: imprensa}\n"));
	CHECK_INT(k->threshold, 7250);
	CHECK_INT(k->fallback.n, 2);
	CHECK_STR(k->fallback.v[0], "es");
	CHECK_INT(k->deflected_within.unit, SPAN_DAYS);
	CHECK_INT(k->review_after.n, 8);
	CHECK_INT(k->nhand_over, 2);
	CHECK_STR(k->hand_over[0].lang, "en");
	CHECK_INT(k->hand_over[0].words.n, 2);
	CHECK_STR(k->hand_over[0].words.v[1], "press");
	CHECK_STR(k->hand_over[1].words.v[0], "imprensa");
	arena_free(&a);
}

TEST_MAIN(T(defaults), T(as_written))
