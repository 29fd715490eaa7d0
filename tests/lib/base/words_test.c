/* words: look-up, lists, distances and guesses. */
#include "test.h"

#include "base/words.h"

static const char *const states[] = {"new", "open", "pending", "resolved", "closed", NULL};

TEST(finds)
{
	CHECK_INT(words_find(states, "new"), 0);
	CHECK_INT(words_find(states, "closed"), 4);
	CHECK_INT(words_find(states, "Closed"), -1);
	CHECK_INT(words_find(states, ""), -1);
}

TEST(lists)
{
	static const char *const one[] = {"a", NULL}, *const two[] = {"a", "b", NULL};
	struct arena a = {0};
	CHECK_STR(words_list(&a, one), "a");
	CHECK_STR(words_list(&a, two), "a or b");
	CHECK_STR(words_list(&a, states), "new, open, pending, resolved or closed");
	arena_free(&a);
}

TEST(distances)
{
	static const struct { const char *a, *b; int d; } rows[] = {
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0}, {"ABC", "abc", 0},
		{"abc", "abd", 1}, {"abc", "ab", 1}, {"abc", "xabc", 1}, {"abc", "acb", 1},
		{"ca", "abc", 3}, {"kitten", "sitting", 3}, {"resolevd", "resolved", 1},
		{"abcd", "badc", 2},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK_INT(words_distance(rows[i].a, rows[i].b), rows[i].d);
		CHECK_INT(words_distance(rows[i].b, rows[i].a), rows[i].d);
	}
	char longer[200];
	memset(longer, 'x', sizeof longer - 1);
	longer[sizeof longer - 1] = '\0';
	CHECK_INT(words_distance(longer, "x"), 199);
}

TEST(guesses)
{
	CHECK_STR(words_near(states, "opne"), "open");
	CHECK_STR(words_near(states, "resovled"), "resolved");
	CHECK_STR(words_near(states, "CLOSE"), "closed");
	CHECK_STR(words_near(states, "nw"), NULL);
	CHECK_STR(words_near(states, "neq"), "new");
	CHECK_STR(words_near(states, "waiting"), NULL);
	CHECK_STR(words_near(states, ""), NULL);
	struct arena a = {0};
	CHECK_STR(words_hint(&a, states, "opne"), " (did you mean \"open\"?)");
	CHECK_STR(words_hint(&a, states, "elsewhere"), "");
	arena_free(&a);
}

TEST_MAIN(T(finds), T(lists), T(distances), T(guesses))
