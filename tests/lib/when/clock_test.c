/* clock: the real one runs forward, and lies in our time. */
#include "test.h"

#include "when/clock.h"

TEST(tells_the_time)
{
	int64_t first = clock_now(), second = clock_now();

	CHECK(first > INT64_C(1735689600));    /* this was written after 2025 */
	CHECK(second >= first && second - first < 3600);
	CHECK(first != AT_NONE);
}

TEST(runs_steadily)
{
	double first = clock_steady(), last = first;

	/* It moves: a clock that stands still would never leave. */
	while (last == first)
		last = clock_steady();
	CHECK(last > first);
}

TEST_MAIN(T(tells_the_time), T(runs_steadily))
