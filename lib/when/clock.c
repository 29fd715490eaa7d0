/* clock: the only place that asks the system for the time.
 *
 * Whole seconds are cut, never rounded: an event is not recorded before it
 * happened. */
#include "when/clock.h"

#include <time.h>

#include "base/err.h"

static struct timespec ask(clockid_t id)
{
	struct timespec t;

	if (clock_gettime(id, &t) != 0)
		die(EX_OSERR, "the system has no clock");
	return t;
}

int64_t clock_now(void)
{
	return ask(CLOCK_REALTIME).tv_sec;
}

double clock_steady(void)
{
	struct timespec t = ask(CLOCK_MONOTONIC);

	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
