/* vec: pushed elements are zeroed and keep their values. */
#include "test.h"

#include <stdint.h>

#include "base/vec.h"

struct pair { int64_t a, b; };

TEST(pushes_many)
{
	struct arena a = {0};
	VEC(int64_t) v = {0};
	for (int i = 0; i < 10000; i++)
		*vec_push(&a, &v) = i;
	CHECK_INT(v.n, 10000);
	CHECK(v.cap >= v.n);
	for (int i = 0; i < 10000; i++)
		CHECK_INT(v.v[i], i);
	arena_free(&a);
}

TEST(new_elements_are_zero_even_after_a_pop)
{
	struct arena a = {0};
	VEC(struct pair) v = {0};
	*vec_push(&a, &v) = (struct pair){1, 2};
	v.n--;
	struct pair *p = vec_push(&a, &v);
	CHECK_INT(p->a, 0);
	CHECK_INT(p->b, 0);
	arena_free(&a);
}

TEST(two_grow_side_by_side)
{
	struct arena a = {0};
	VEC(int) odd = {0}, even = {0};
	for (int i = 0; i < 1000; i++) {
		if (i % 2)
			*vec_push(&a, &odd) = i;
		else
			*vec_push(&a, &even) = i;
	}
	for (int i = 0; i < 500; i++) {
		CHECK_INT(even.v[i], 2 * i);
		CHECK_INT(odd.v[i], 2 * i + 1);
	}
	arena_free(&a);
}

TEST_MAIN(T(pushes_many), T(new_elements_are_zero_even_after_a_pop), T(two_grow_side_by_side))
