/* priority: what was said, counted and inherited, and why. */
#include "domain/priority.h"

#include <string.h>

#include "lib/policy/fixture.h"
#include "test.h"

static struct arena a;

static struct policy *desk(void)
{
	static struct policy *p;

	if (!p)
		p = good_file(&a, "share/policies/default.yaml");
	return p;
}

/* The reason is the result: it ends in the rank. */
TEST(derives)
{
	static const struct { struct priority_facts x; const char *why; } cases[] = {
		{{0}, "impact:medium:default urgency:medium:default rank:3:matrix"},
		{{.impact = GRADE_HIGH, .urgency = GRADE_HIGH}, "impact:high:said urgency:high:said rank:1:matrix"},
		{{.impact = GRADE_LOW, .urgency = GRADE_HIGH}, "impact:low:said urgency:high:said rank:3:matrix"},
		{{.affected = 499}, "impact:medium:affected:499:20 urgency:medium:default rank:3:matrix"},
		{{.affected = 500}, "impact:high:affected:500:500 urgency:medium:default rank:2:matrix"},
		{{.affected = 19}, "impact:medium:default urgency:medium:default rank:3:matrix"},
		/* Counted users may raise what was said, never lower it. */
		{{.impact = GRADE_LOW, .affected = 640}, "impact:high:affected:640:500:said:low urgency:medium:default rank:2:matrix"},
		{{.impact = GRADE_HIGH, .affected = 30}, "impact:high:said urgency:medium:default rank:2:matrix"},
		/* Users said, customers counted: the larger number. */
		{{.affected = 30, .counted = 640}, "impact:high:counted:640:500 urgency:medium:default rank:2:matrix"},
		{{.affected = 640, .counted = 640}, "impact:high:affected:640:500 urgency:medium:default rank:2:matrix"},
		{{.counted = 19}, "impact:medium:default urgency:medium:default rank:3:matrix"},
		/* A problem's reach raises, and never lowers. */
		{{.problem = 7, .reach = 640}, "impact:high:problem:7:640:500 urgency:medium:default rank:2:matrix"},
		{{.problem = 7, .reach = 640, .impact = GRADE_LOW},
		 "impact:high:problem:7:640:500:said:low urgency:medium:default rank:2:matrix"},
		{{.problem = 7, .reach = 40, .impact = GRADE_HIGH}, "impact:high:said urgency:medium:default rank:2:matrix"},
		{{.problem = 7, .reach = 640, .affected = 700}, "impact:high:affected:700:500 urgency:medium:default rank:2:matrix"},
		{{.problem = 7, .reach = 40, .kind = "suggestion"}, "impact:medium:problem:7:40:20 urgency:low:kind rank:4:matrix"},
		{{.problem = 7, .reach = 3}, "impact:medium:default urgency:medium:default rank:3:matrix"},
		{{.kind = "complaint"}, "impact:medium:default urgency:high:kind rank:2:matrix"},
		{{.kind = "suggestion"}, "impact:low:kind urgency:low:kind rank:4:matrix"},
		{{.kind = "suggestion", .category = "payment.missing"}, "impact:low:kind urgency:high:category rank:3:matrix"},
		{{.kind = "complaint", .urgency = GRADE_LOW}, "impact:medium:default urgency:low:said rank:4:matrix"},
		{{.category = "fraud", .impact = GRADE_LOW}, "impact:low:said urgency:high:category rank:2:floor"},
		{{.category = "fraud", .impact = GRADE_HIGH}, "impact:high:said urgency:high:category rank:1:matrix"},
		{{.category = "fraud", .rank = 4}, "impact:medium:default urgency:high:category rank:4:said"},
		{{.kind = "gone", .category = "gone.too"}, "impact:medium:default urgency:medium:default rank:3:matrix"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct priority got = priority_derive(&a, desk(), &cases[i].x);
		CHECK_STR(got.why, cases[i].why);
		CHECK_INT(got.rank, strstr(got.why, "rank:")[5] - '0');
		CHECK(strncmp(got.why + 7, grade_words[got.impact], strlen(grade_words[got.impact])) == 0);
		CHECK(strncmp(strstr(got.why, "urgency:") + 8, grade_words[got.urgency],
		              strlen(grade_words[got.urgency])) == 0);
	}
}

/* What was said survives whatever decided, and is read back. */
TEST(reads_back_what_was_said)
{
	static const struct priority_facts cases[] = {
		{0}, {.impact = GRADE_LOW}, {.impact = GRADE_LOW, .affected = 640}, {.urgency = GRADE_HIGH},
		{.rank = 4}, {.impact = GRADE_HIGH, .urgency = GRADE_LOW, .rank = 1},
		{.impact = GRADE_LOW, .problem = 7, .reach = 640}, {.impact = GRADE_MEDIUM, .counted = 900},
		{.affected = 640}, {.problem = 7, .reach = 640, .urgency = GRADE_MEDIUM, .rank = 3},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct priority p = priority_derive(&a, desk(), &cases[i]);
		struct priority_facts back = {.impact = 9, .urgency = 9, .rank = 9};
		priority_said(p.why, p.impact, p.urgency, p.rank, &back);
		CHECK_INT(back.impact, cases[i].impact);
		CHECK_INT(back.urgency, cases[i].urgency);
		CHECK_INT(back.rank, cases[i].rank);
	}
}

TEST(explains_in_words)
{
	static const struct { const char *why, *words; } cases[] = {
		{"impact:high:affected:640:500 urgency:medium:category rank:2:matrix",
		 "impact high (640 users affected, from 500); urgency medium (by its category); P2 by the matrix"},
		{"impact:low:said urgency:high:kind rank:2:floor",
		 "impact low (as said); urgency high (by its kind); P2, as its category is never below that"},
		{"impact:medium:default urgency:low:said rank:4:said",
		 "impact medium (the default); urgency low (as said); P4 was set by hand"},
		{"impact:high:counted:640:500 urgency:medium:default rank:2:matrix",
		 "impact high (its incidents are of 640 customers, from 500); urgency medium (the default); P2 by the matrix"},
		{"impact:high:problem:4711:640:500:said:low rank:2:matrix",
		 "impact high (problem TK-4711-K touches 640, from 500); P2 by the matrix"},
		{"impact:high:problem rank:2:matrix", "impact high (problem TK-0-A touches , from ); P2 by the matrix"},
		{"rank:9:matrix", "P9 by the matrix"},
		{"nonsense", ""}, {"", ""}, {NULL, ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_STR(priority_explain(&a, desk(), cases[i].why), cases[i].words);
}

TEST_MAIN(T(derives), T(reads_back_what_was_said), T(explains_in_words))
