/* clock: the only place that asks the system for the time.
 *
 * An instant is UTC seconds since 1970 in an int64_t named "at". */
#ifndef WHEN_CLOCK_H
#define WHEN_CLOCK_H

#include <stdint.h>

/* The real clock, whole seconds. */
int64_t clock_now(void);
/* Monotonic seconds, for waiting and progress only. */
double clock_steady(void);

/* No instant: "never", "not set", open end. */
#define AT_NONE INT64_MIN

#endif
