/* diff: unified differences between two texts. */
#include "app/diff.h"

#include "test.h"

static struct arena a;

static const char *diff(const char *old, const char *new)
{
	struct str out = str_new(&a);

	diff_texts(&a, &out, "old", "new", old, new, 1);
	return out.p;
}

TEST(the_same_is_nothing)
{
	CHECK_STR(diff("", ""), "");
	CHECK_STR(diff("a\nb\n", "a\nb\n"), "");
}

TEST(one_line)
{
	CHECK_STR(diff("a\nb\nc\n", "a\nx\nc\n"), "--- old\n+++ new\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
	CHECK_STR(diff("", "a\n"), "--- old\n+++ new\n@@ -0,0 +1,1 @@\n+a\n");
	CHECK_STR(diff("a\n", ""), "--- old\n+++ new\n@@ -1,1 +0,0 @@\n-a\n");
	CHECK_STR(diff("a\nb\n", "a\nc\nb\n"), "--- old\n+++ new\n@@ -1,2 +1,3 @@\n a\n+c\n b\n");
}

TEST(far_changes_are_hunks_of_their_own_and_near_ones_one)
{
	CHECK_STR(diff("1\n2\n3\n4\n5\n6\n7\n", "x\n2\n3\n4\n5\n6\ny\n"),
	          "--- old\n+++ new\n@@ -1,2 +1,2 @@\n-1\n+x\n 2\n@@ -6,2 +6,2 @@\n 6\n-7\n+y\n");
	CHECK_STR(diff("1\n2\n3\n", "x\n2\ny\n"), "--- old\n+++ new\n@@ -1,3 +1,3 @@\n-1\n+x\n 2\n-3\n+y\n");
}

TEST_MAIN(T(the_same_is_nothing), T(one_line), T(far_changes_are_hunks_of_their_own_and_near_ones_one))
