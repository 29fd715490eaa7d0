/* typed_case: categories, channels, plans, fields, marks, replies. */
#include "test.h"

#include "lib/policy/fixture.h"

TEST(categories_inherit)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	const struct policy_category *bank = policy_category(p, "payment.failed.bank");
	CHECK_STR(bank->parent, "payment.failed");
	CHECK_INT(bank->weight, 5);          /* from payment.failed */
	CHECK_INT(bank->level, 2);           /* its own */
	CHECK_STR(bank->team, "front");      /* from payment */
	CHECK_STR(bank->complexity, "simple");
	CHECK_INT(bank->urgency, GRADE_HIGH);
	CHECK_INT(bank->impact, 0);
	CHECK_INT(bank->priority_floor, 2);
	CHECK(names_have(&bank->skills, "sepa"));
	CHECK_INT(bank->aliases.n, 0);
	CHECK_INT(policy_category(p, "payment")->weight, 3);
	CHECK_INT(policy_category(p, "other")->weight, 1);
	CHECK_INT(policy_category(p, "other")->level, 0);
	CHECK(policy_category(p, "other")->parent == NULL);
	CHECK(policy_category(p, "payment.x") == NULL);
	arena_free(&a);
}

TEST(categories_by_other_names)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	CHECK_STR(policy_category_like(p, "FAILED payment")->name, "payment.failed");
	CHECK_STR(policy_category_like(p, "pagos")->name, "payment");
	CHECK_STR(policy_category_like(p, "Payment.Failed")->name, "payment.failed");
	CHECK(policy_category_like(p, "loans") == NULL);
	CHECK(policy_category_like(p, NULL) == NULL);
	arena_free(&a);
}

TEST(within)
{
	CHECK(policy_category_within("payment.failed", "payment"));
	CHECK(policy_category_within("payment", "payment"));
	CHECK(!policy_category_within("payments", "payment"));
	CHECK(!policy_category_within("payment", "payment.failed"));
}

/* The product names of the complaints the US bureau has published since 2011. */
TEST(bureau_products_have_a_category)
{
	static const char *const products[] = {
		"Bank account or service", "Checking or savings account", "Consumer Loan", "Consumer loan",
		"Credit card", "Credit card or prepaid card", "Credit reporting",
		"Credit reporting or other personal consumer reports",
		"Credit reporting, credit repair services, or other personal consumer reports",
		"Debt collection", "Debt or credit management",
		"Money transfer, virtual currency, or money service", "Money transfers", "Mortgage",
		"Other financial service", "Payday loan", "Payday loan, title loan, or personal loan",
		"Payday loan, title loan, personal loan, or advance loan", "Prepaid card", "Student loan",
		"Vehicle loan or lease"};
	struct arena a = {0};
	struct policy *p = good_file(&a, "share/policies/four-level-desk.yaml");
	for (size_t i = 0; i < sizeof products / sizeof *products; i++) {
		const struct policy_category *c = policy_category_like(p, products[i]);
		if (!c)
			printf("no category for %s\n", products[i]);
		CHECK(c && c->level >= 1 && c->team && policy_team(p, c->team));
	}
	arena_free(&a);
}

TEST(channels)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	CHECK(policy_channel(p, "mail")->two_way);
	CHECK(!policy_channel(p, "mail")->public);
	CHECK(policy_channel(p, "social")->public);
	CHECK(!policy_channel(p, "letter")->two_way);
	CHECK(policy_channel(p, "pigeon") == NULL);
	arena_free(&a);
}

TEST(plans)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	const struct policy_plan *basic = policy_plan(p, "basic"), *big = policy_plan(p, "big");
	const struct policy_plan *free_plan = policy_plan(p, "free");
	CHECK_STR(basic->hours, "base");
	CHECK_INT(basic->price_minor, 990);
	CHECK_STR(basic->currency, "EUR");
	CHECK_STR(basic->price_per, "month");
	CHECK_INT(basic->quota, 5);
	CHECK_STR(basic->quota_per, "month");
	CHECK_INT(big->price_minor, 12000);
	CHECK_STR(big->price_per, "year");
	CHECK_STR(big->quota_per, "quarter");
	CHECK_INT(big->channels.n, 0);
	CHECK_INT(free_plan->quota, 0);
	CHECK(free_plan->currency == NULL && free_plan->price_per == NULL && free_plan->quota_per == NULL);
	arena_free(&a);
}

TEST(field_values)
{
	static const struct { const char *field, *value, *clean; } rows[] = {
		{"payment_id", "AB12", "AB12"}, {"payment_id", "A", NULL}, {"payment_id", "ABCDEFGHI", NULL},
		{"payment_id", "ab12", NULL}, {"payment_id", "AB 1", NULL},
		{"card", "visa", "visa"}, {"card", "Visa", NULL},
		{"tries", "9", "9"}, {"tries", "10", NULL}, {"tries", "-1", NULL}, {"tries", "x", NULL},
		{"count", "-5", "-5"}, {"count", "99999999999", "99999999999"}, {"count", "1.5", NULL},
		{"amount", "12.5 EUR", "12.50 EUR"}, {"amount", "-0.5 EUR", "-0.50 EUR"},
		{"amount", "-12.05 USD", "-12.05 USD"}, {"amount", "7 JPY", "7 JPY"}, {"amount", "7.5 JPY", NULL},
		{"amount", "1.234 KWD", "1.234 KWD"}, {"amount", "12.50", NULL}, {"amount", "EUR 12", NULL},
		{"day", "2026-11-21", "2026-11-21"}, {"day", "21.11.2026", NULL},
		{"moment", "2026-11-21T15:00:00+01:00", "2026-11-21T14:00:00Z"}, {"moment", "15:00", NULL},
		{"vip", "true", "true"}, {"vip", "yes", NULL},
	};
	struct arena a = {0};
	struct policy *p = full(&a);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fault f = {0};
		const char *clean = NULL;
		int rc = policy_field_check(&a, policy_field(p, rows[i].field), rows[i].value, &clean, &f);
		CHECK_STR(rc == 0 ? clean : NULL, rows[i].clean);
		CHECK_INT(rc, rows[i].clean ? 0 : EX_DATAERR);
		CHECK(rc == 0 || str_starts(f.text, rows[i].field));
	}
	CHECK(policy_field(p, "vip")->personal);
	CHECK(names_have(&policy_field(p, "vip")->kinds, "incident"));
	CHECK(policy_field(p, "priority") == NULL);
	arena_free(&a);
}

TEST(field_messages)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	struct fault f = {0};
	const char *clean;
	policy_field_check(&a, policy_field(p, "card"), "vsia", &clean, &f);
	CHECK_STR(f.text, "card: \"vsia\" is not visa or amex (did you mean \"visa\"?)");
	policy_field_check(&a, policy_field(p, "tries"), "99", &clean, &f);
	CHECK_STR(f.text, "tries: \"99\" is not a whole number from 0 to 9");
	arena_free(&a);
}

TEST(marks_and_replies)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	CHECK(policy_mark(p, "solution_offered")->public);
	CHECK_STR(label_in(p, &policy_mark(p, "received")->label, "es", ""), "Received");
	CHECK(policy_mark(p, "lost") == NULL);
	CHECK_STR(label_in(p, &policy_reply(p, "hello")->text, "es", ""), "Hola");
	CHECK_STR(label_in(p, &policy_reply(p, "bye")->text, "es", ""), "Bye");
	arena_free(&a);
}

TEST_MAIN(T(categories_inherit), T(categories_by_other_names), T(within), T(bureau_products_have_a_category),
          T(channels), T(plans), T(field_values), T(field_messages), T(marks_and_replies))
