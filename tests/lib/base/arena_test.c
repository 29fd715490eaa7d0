/* arena: everything is zeroed, aligned, kept until the reset. */
#include "test.h"

#include <stdint.h>

#include "base/arena.h"

static bool all_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i] != 0)
			return false;
	}
	return true;
}

TEST(zeroed_and_aligned)
{
	struct arena a = {0};
	for (size_t n = 0; n < 3000; n += 7) {
		char *p = arena_alloc(&a, n);
		CHECK(p != NULL);
		CHECK_INT((uintptr_t)p % _Alignof(max_align_t), 0);
		CHECK(all_zero(p, n));
		memset(p, 0xA5, n);
	}
	arena_free(&a);
	CHECK(a.head == NULL);
}

TEST(zeroed_again_after_reset)
{
	struct arena a = {0};
	for (int round = 0; round < 4; round++) {
		for (size_t n = 1; n < 200000; n *= 3) {
			char *p = arena_alloc(&a, n);
			CHECK(all_zero(p, n));
			memset(p, 0xFF, n);
		}
		arena_reset(&a);
	}
	arena_free(&a);
}

TEST(allocations_do_not_overlap)
{
	struct arena a = {0};
	unsigned char *p[500];
	for (int i = 0; i < 500; i++) {
		p[i] = arena_alloc(&a, 33);
		memset(p[i], i & 0xFF, 33);
	}
	for (int i = 0; i < 500; i++) {
		for (int j = 0; j < 33; j++)
			CHECK_INT(p[i][j], i & 0xFF);
	}
	arena_free(&a);
}

TEST(giants_have_their_own_block)
{
	struct arena a = {0};
	arena_alloc(&a, 10);
	char *big = arena_alloc(&a, 5 << 20);
	CHECK(all_zero(big, 5 << 20));
	memset(big, 1, 5 << 20);
	char *small = arena_alloc(&a, 10);
	CHECK(all_zero(small, 10));
	arena_reset(&a);
	CHECK(all_zero(arena_alloc(&a, 100), 100));
	arena_free(&a);
}

TEST(grow_keeps_the_old_and_zeroes_the_rest)
{
	struct arena a = {0};
	char *p = NULL;
	size_t old = 0;
	for (size_t n = 5; n < 100000; n = n * 2 + 1) {
		p = arena_grow(&a, p, old, n);
		for (size_t i = 0; i < old; i++)
			CHECK_INT(p[i], 'x');
		CHECK(all_zero(p + old, n - old));
		memset(p, 'x', n);
		old = n;
	}
	CHECK(arena_grow(&a, p, old, old - 1) == p);
	arena_free(&a);
}

TEST(grow_of_an_older_one_moves)
{
	struct arena a = {0};
	char *p = arena_dup(&a, "abc", 3);
	char *other = arena_dup(&a, "other", 5);
	char *q = arena_grow(&a, p, 4, 100);
	CHECK(q != p);
	CHECK_STR(q, "abc");
	CHECK_STR(other, "other");
	arena_free(&a);
}

#ifndef TK_SANITIZE
TEST(grow_of_the_newest_stays)
{
	struct arena a = {0};
	char *p = arena_alloc(&a, 10);
	CHECK(arena_grow(&a, p, 10, 1000) == p);
	arena_reset(&a);
	CHECK(arena_alloc(&a, 10) == p);
	arena_free(&a);
}
#endif

TEST(copies_and_formats)
{
	struct arena a = {0};
	CHECK(arena_strdup(&a, NULL) == NULL);
	CHECK_STR(arena_strdup(&a, "text"), "text");
	CHECK_STR(arena_dup(&a, "text", 2), "te");
	CHECK_STR(arena_dup(&a, NULL, 0), "");
	CHECK_STR(arena_printf(&a, "%d-%s", 7, "x"), "7-x");
	char *longer = arena_printf(&a, "%0*d", 1000, 5);
	CHECK_INT(strlen(longer), 1000);
	CHECK_INT(longer[999], '5');
	CHECK_INT(strlen(arena_printf(&a, "%0*d", 255, 5)), 255);
	CHECK_INT(strlen(arena_printf(&a, "%0*d", 256, 5)), 256);
	arena_free(&a);
}

TEST_MAIN(T(zeroed_and_aligned), T(zeroed_again_after_reset), T(allocations_do_not_overlap),
          T(giants_have_their_own_block), T(grow_keeps_the_old_and_zeroes_the_rest),
          T(grow_of_an_older_one_moves),
#ifndef TK_SANITIZE
          T(grow_of_the_newest_stays),
#endif
          T(copies_and_formats))
