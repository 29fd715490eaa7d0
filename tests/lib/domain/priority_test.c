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
		{{.impact = GRADE_LOW, .affected = 640}, "impact:high:affected:640:500 urgency:medium:default rank:2:matrix"},
		{{.impact = GRADE_HIGH, .affected = 30}, "impact:high:said urgency:medium:default rank:2:matrix"},
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

TEST(explains_in_words)
{
	static const struct { const char *why, *words; } cases[] = {
		{"impact:high:affected:640:500 urgency:medium:category rank:2:matrix",
		 "impact high (640 users affected, from 500); urgency medium (by its category); P2 by the matrix"},
		{"impact:low:said urgency:high:kind rank:2:floor",
		 "impact low (as said); urgency high (by its kind); P2, as its category is never below that"},
		{"impact:medium:default urgency:low:said rank:4:said",
		 "impact medium (the default); urgency low (as said); P4 was set by hand"},
		{"rank:9:matrix", "P9 by the matrix"},
		{"nonsense", ""}, {"", ""}, {NULL, ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_STR(priority_explain(&a, desk(), cases[i].why), cases[i].words);
}

TEST_MAIN(T(derives), T(explains_in_words))
