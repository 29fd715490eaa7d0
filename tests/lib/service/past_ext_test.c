/* past_ext: names of events of other desks, there and back. */
#include "test.h"

#include "service/past_ext.h"

TEST(there_and_back)
{
	static const struct { char what; const char *source, *key, *id, *ext; } v[] = {
		{'t', "old", "A-1", "=open", "old/A-1/=open"},
		{'t', "old", "#17", "move-5", "old/#17/move-5"},
		{'t', "a/b%", "100%/x", "1/2", "a%2Fb%25/100%25%2Fx/1%2F2"},
		{'o', "old", "acme", "9", "old//o:acme/9"},
		{'p', "old", "acme/mia", "9", "old//p:acme%2Fmia/9"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		struct past_ext x;
		char *ext = past_ext_add(&a, past_ext_prefix(&a, v[i].what, v[i].source, v[i].key), v[i].id);
		CHECK_STR(ext, v[i].ext);
		CHECK(past_ext_parse(&a, ext, &x));
		CHECK_INT(x.what, v[i].what);
		CHECK_STR(x.source, v[i].source);
		CHECK_STR(x.key, v[i].key);
		CHECK_STR(x.id, v[i].id);
	}
	arena_free(&a);
}

/* Keys that people give to their own commands are none. */
TEST(others_are_none)
{
	static const char *const v[] = {
		"", "abc", "a/b", "/a/b", "a/b/", "a//b", "a//x:k/1", "a/b/c/d", "a/b%zz/c", "a//o:/1", "a//o:k",
	};
	struct arena a = {0};
	struct past_ext x;

	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		if (past_ext_parse(&a, v[i], &x)) {
			printf("taken: \"%s\"\n", v[i]);
			CHECK(false);
		}
	arena_free(&a);
}

TEST(numbers)
{
	CHECK_INT(past_ext_ref("#17"), 17);
	CHECK_INT(past_ext_ref("17"), 0);
	CHECK_INT(past_ext_ref("#"), 0);
	CHECK_INT(past_ext_ref("#0"), 0);
	CHECK_INT(past_ext_ref("#017"), 0);
	CHECK_INT(past_ext_ref("#17x"), 0);
}

TEST_MAIN(T(there_and_back), T(others_are_none), T(numbers))
