/* facts: values people give, in their normal form or refused with a hint. */
#include "service/facts.h"

#include "lib/service/fixture.h"

static struct fixture x;
static struct fault f;

static int check(int (*fact)(const struct session *, const char *, const char **, struct fault *),
                 const char *value, const char **out)
{
	memset(&f, 0, sizeof f);
	return fact(&x.s, value, out, &f);
}

TEST(words_of_the_policy)
{
	const char *out;

	CHECK_INT(check(fact_kind, "incident", &out), 0);
	CHECK_STR(out, "incident");
	CHECK_INT(check(fact_kind, "incidnet", &out), EX_DATAERR);
	CHECK_STR(f.text, "unknown kind \"incidnet\" (did you mean \"incident\"?)");
	CHECK_INT(check(fact_category, "payment.failed", &out), 0);
	CHECK_INT(check(fact_category, "Payment.failed", &out), EX_DATAERR);
	CHECK_INT(check(fact_channel, "phone", &out), 0);
	CHECK_INT(check(fact_plan, "premium", &out), 0);
	CHECK_INT(check(fact_team, "disputes", &out), 0);
	CHECK_INT(check(fact_state, "held", &out), 0);
	CHECK_INT(check(fact_mark, "final_reply", &out), 0);
	CHECK_INT(check(fact_complexity, "simple", &out), 0);
	CHECK_INT(check(fact_complexity, "easy", &out), EX_DATAERR);
	CHECK(strstr(f.text, "simple, normal or complex") != NULL);
}

TEST(agents_and_me)
{
	const char *out;

	CHECK_INT(check(fact_agent, "bruno", &out), 0);
	CHECK_INT(check(fact_agent, "me", &out), 0);
	CHECK_STR(out, "ana");
	CHECK_INT(check(fact_agent, "somebody", &out), EX_DATAERR);
}

TEST(languages)
{
	static const struct { const char *text, *tag; } cases[] = {
		{"es", "es"}, {"ES", "es"}, {"pt_BR", "pt-BR"}, {"pt-BR", "pt-BR"}, {"fil", "fil"},
		{"e", NULL}, {"spanish", NULL}, {"e s", NULL}, {"", NULL}, {"12", NULL},
		{"en-a-very-long-tag-indeed", NULL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *out = NULL;
		int bad = fact_lang(&x.a, cases[i].text, &out, &f);
		CHECK_INT(bad, cases[i].tag ? 0 : EX_DATAERR);
		CHECK_STR(bad ? NULL : out, cases[i].tag);
	}
}

TEST(numbers_and_grades)
{
	int n;

	CHECK_INT(fact_priority(&x.s, "P2", &n, &f), 0);
	CHECK_INT(n, 2);
	CHECK_INT(fact_priority(&x.s, "3", &n, &f), 0);
	CHECK_INT(n, 3);
	CHECK_INT(fact_priority(&x.s, "P5", &n, &f), EX_DATAERR);
	CHECK_INT(fact_level(&x.s, "4", &n, &f), 0);
	CHECK_INT(fact_level(&x.s, "5", &n, &f), EX_DATAERR);
	CHECK_INT(fact_level(&x.s, "x", &n, &f), EX_DATAERR);
	CHECK_INT(fact_grade("impact", "low", &n, &f), 0);
	CHECK_INT(n, GRADE_LOW);
	CHECK_INT(fact_grade("impact", "", &n, &f), EX_DATAERR);
	CHECK_INT(fact_grade("impact", "huge", &n, &f), EX_DATAERR);
}

TEST(tags)
{
	const char *out;

	CHECK_INT(fact_tags(&x.a, " a , b,,c.d_e-1", &out, &f), 0);
	CHECK_STR(out, "a,b,c.d_e-1");
	CHECK_INT(fact_tags(&x.a, "", &out, &f), 0);
	CHECK_STR(out, "");
	CHECK_INT(fact_tags(&x.a, "a b", &out, &f), EX_DATAERR);
	CHECK_INT(fact_tags(&x.a, "a,b/c", &out, &f), EX_DATAERR);
	CHECK_INT(fact_tags(&x.a, "se\xc3\xb1or", &out, &f), 0);
}

TEST(custom_fields)
{
	const struct policy_field *fd;
	const char *out;

	CHECK_INT(fact_field(&x.s, &x.a, "incident", "payment_id", "p-1", &fd, &out, &f), 0);
	CHECK_STR(out, "p-1");
	CHECK(!fd->personal);
	CHECK_INT(fact_field(&x.s, &x.a, NULL, "document", "20-1", &fd, &out, &f), 0);
	CHECK(fd->personal);
	CHECK_INT(fact_field(&x.s, &x.a, "incident", "payment_id", "", &fd, &out, &f), 0);
	CHECK_STR(out, "");
	CHECK_INT(fact_field(&x.s, &x.a, "incident", "payment_id", "p 1", &fd, &out, &f), EX_DATAERR);
	CHECK_INT(fact_field(&x.s, &x.a, "incident", "paymentid", "1", &fd, &out, &f), EX_DATAERR);
	CHECK_INT(fact_field(&x.s, &x.a, "incident", "platform", "ios", &fd, &out, &f), 0);
	CHECK_INT(fact_field(&x.s, &x.a, "question", "platform", "ios", &fd, &out, &f), EX_DATAERR);
	CHECK(strstr(f.text, "does not belong to a question") != NULL);
}

TEST(subjects)
{
	CHECK_STR(fact_subject(&x.a, "  a\tb\nc\x7f ", NULL), "a b c");
	CHECK_STR(fact_subject(&x.a, " \n", NULL), "");
	char *text = arena_alloc(&x.a, 1000);
	for (int i = 0; i < 400; i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	const char *cut = fact_subject(&x.a, text, NULL);
	CHECK_INT(strlen(cut), 303);
	CHECK_STR(cut + 298, "\xc3\xa9\xe2\x80\xa6");
	memset(text, 'x', 284);        /* the limit lies inside the number */
	strcpy(text + 284, " 4111111111111111 y");
	int found = 0;
	cut = fact_subject(&x.a, text, &found);
	CHECK_INT(found, 1);
	CHECK_STR(cut + 284, " 411111******111\xe2\x80\xa6");
}

int main(void)
{
	static const struct test_case cases[] = {
		T(words_of_the_policy), T(agents_and_me), T(languages), T(numbers_and_grades), T(tags),
		T(custom_fields), T(subjects),
	};

	fixture_open(&x, "four-level-desk.yaml", "ana");
	int bad = test_run(cases, sizeof cases / sizeof *cases);
	fixture_close(&x);
	return bad;
}
