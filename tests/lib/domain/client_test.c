/* client: why a rule fits, in codes and in words. */
#include "domain/client.h"

#include "test.h"

#include "lib/policy/fixture.h"

static const struct policy_client big = {
	.plan = "big", .stage = "live", .lang = "es", .products = "cards,payouts", .internal = false,
	.volume_minor = 125000000, .currency = "EUR",
};

TEST(codes)
{
	struct arena a = {0};
	const char *const stages[] = {"live", NULL}, *const products[] = {"payouts", "x", NULL};
	struct policy_client_rule r = {.internal = -1};

	CHECK_STR(client_why(&a, &r, &big), "");
	r.stages = (struct names){stages, 1};
	r.products = (struct names){products, 2};
	r.internal = 0;
	r.has_below = true;
	r.below_minor = INT64_MAX;
	r.currency = "EUR";
	CHECK(policy_client_matches(&r, &big));
	CHECK_STR(client_why(&a, &r, &big), "stage:live product:payouts internal:0 volume:125000000:EUR");
	struct policy_csm_rule csm = {.name = "large", .when = r};
	CHECK_STR(client_csm_why(&a, &csm, &big, 3), "rule:large load:3 stage:live product:payouts internal:0 volume:125000000:EUR");
	CHECK_STR(client_csm_rule(&a, "rule:large load:3 x"), "large");
	CHECK_STR(client_csm_rule(&a, "rule:large"), "large");
	CHECK(client_csm_rule(&a, CLIENT_SAID) == NULL);
	CHECK(client_csm_rule(&a, NULL) == NULL);
	arena_free(&a);
}

TEST(words)
{
	struct arena a = {0};
	struct policy *p = full(&a);

	CHECK_STR(client_explain(&a, p, "plan:big stage:live product:cards lang:es internal:0 volume:125000000:EUR"),
	          "plan big, stage Live, product Cards, language es, not of the own house, volume 1,250,000.00 EUR a month");
	CHECK_STR(client_explain(&a, p, "plan:gone internal:1 nonsense x:"), "plan gone, of the own house");
	CHECK_STR(client_explain(&a, p, NULL), "");
	CHECK_STR(client_csm_explain(&a, p, "ana", "rule:large load:3 volume:5:JPY"),
	          "by volume 5 JPY a month: rule large; ana looked after the fewest, 3");
	CHECK_STR(client_csm_explain(&a, p, "ana", "rule:rest"), "by rule rest");
	CHECK_STR(client_csm_explain(&a, p, "ana", "said"), "set by hand");
	CHECK_STR(client_csm_explain(&a, p, "ana", NULL), "set by hand");
	arena_free(&a);
}

TEST_MAIN(T(codes), T(words))
