/* typed_client: stages, products, segments and success managers, and which
 * customers a rule is for. */
#include "test.h"

#include "lib/policy/fixture.h"

TEST(stages_and_products)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	size_t n;
	CHECK(policy_follow_firm(p));
	CHECK(!policy_follow_firm(minimal_and(&a, "")));
	CHECK(!policy_follow_firm(minimal_and(&a, "customers: {follow: own}\n")));
	CHECK_STR(policy_client_stages(p, &n)[0].name, "start");
	CHECK_INT(n, 2);
	CHECK_STR(policy_client_stage(p, "start")->team, "back");
	CHECK(policy_client_stage(p, "live")->team == NULL);
	CHECK(policy_client_stage(p, "gone") == NULL);
	CHECK_STR(label_in(p, &policy_client_stage(p, "live")->label, "es", ""), "En marcha");
	CHECK_STR(label_in(p, &policy_product(p, "payouts")->label, "es", ""), "Payouts");
	CHECK(policy_product(p, "none") == NULL);
	arena_free(&a);
}

TEST(segments)
{
	static const struct { struct policy_client c; const char *segment; } rows[] = {
		{{.internal = true, .plan = "big"}, "house"},
		{{.plan = "big", .volume_minor = 100000000, .currency = "EUR"}, "large"},
		{{.plan = "basic", .volume_minor = 100000000, .currency = "EUR"}, "rest"},
		{{.plan = "big", .volume_minor = 99999999, .currency = "EUR"}, "middle"},
		{{.volume_minor = 100000, .currency = "EUR"}, "middle"},
		{{.volume_minor = 99999, .currency = "EUR"}, "rest"},
		{{.volume_minor = 100000, .currency = "USD"}, "rest"},
		{{.lang = "es", .products = "cards"}, "spanish"},
		{{.lang = "es", .products = "data,payouts"}, "spanish"},
		{{.lang = "es", .products = "card,payout"}, "rest"},
		{{.lang = "es"}, "rest"},
		{{0}, "rest"},
	};
	struct arena a = {0};
	struct policy *p = full(&a);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(policy_segment_for(p, &rows[i].c)->name, rows[i].segment);
	CHECK(policy_segment_for(minimal_and(&a, ""), &rows[0].c) == NULL);
	arena_free(&a);
}

TEST(success_managers)
{
	const struct policy_client yen = {.stage = "live", .volume_minor = 1000000, .currency = "JPY"};
	const struct policy_client less = {.stage = "live", .volume_minor = 999999, .currency = "JPY"};
	const struct policy_client house = {.internal = true};
	struct arena a = {0};
	struct policy *p = full(&a);
	CHECK_STR(policy_csm_for(p, &yen)->name, "large");
	CHECK_STR(policy_csm_for(p, &less)->name, "rest");
	CHECK_STR(policy_csm_for(p, &less)->agents.v[1], "otto");
	CHECK(policy_csm_for(p, &house) == NULL);
	arena_free(&a);
}

TEST_MAIN(T(stages_and_products), T(segments), T(success_managers))
