/* lists: whole lists, and what is added and taken away. */
#include "service/lists.h"

#include <string.h>

#include "test.h"

/* Items are small letters and plus; "x" is wrong. */
static int check(void *arg, const char *item, const char **clean, struct fault *f)
{
	(void)arg;
	*clean = item;
	return strcmp(item, "x") == 0 ? fault_set(f, 65, "no x") : 0;
}

TEST(edits)
{
	static const struct { const char *old, *value; bool plus; const char *want; } rows[] = {
		{NULL, "b,a,b", false, "a,b"}, {"c", "b,a", false, "a,b"}, {"c", "", false, ""},
		{"c", "+b,+a", false, "a,b,c"}, {"a,b,c", "-b", false, "a,c"}, {"a", "-a", false, ""},
		{"a", "-b", false, "a"}, {"a", "+b,-a", false, "b"}, {"a", "+b,c", false, "a,b,c"},
		{NULL, "-a", false, ""}, {"a", " + b , - a", false, "b"}, {"a,b", "a , , b", false, "a,b"},
		{"+1", "+2", true, "+2"}, {"+1", "++2", true, "+1,+2"}, {"+1,+2", "-+2", true, "+1"},
		{NULL, "+1,+2", true, "+1,+2"}, {"+1", "++2,-+1", true, "+2"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct fault f = {0};
		const char *out = NULL;
		CHECK_INT(list_edit(&a, rows[i].old, rows[i].value, rows[i].plus, check, NULL, &out, &f), 0);
		CHECK_STR(out, rows[i].want);
		arena_free(&a);
	}
}

TEST(refuses)
{
	static const char *const values[] = {"x", "a,x", "+x", "-x", "+a,-x"};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct arena a = {0};
		struct fault f = {0};
		const char *out = NULL;
		CHECK_INT(list_edit(&a, "a", values[i], false, check, NULL, &out, &f), 65);
		CHECK_STR(f.text, "no x");
		arena_free(&a);
	}
}

TEST_MAIN(T(edits), T(refuses))
