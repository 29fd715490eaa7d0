/* pages: when a calendar is open, as spans of UTC, and the count of its seconds.
 *
 * Business seconds are numbered through, from an origin that does not matter.
 * Used by when/cal only. All instants in [PAGES_AT_MIN, PAGES_AT_MAX]. */
#ifndef WHEN_PAGES_H
#define WHEN_PAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "when/hours.h"
#include "when/zone.h"

/* The years -9999..9999, cut to whole pages. */
#define PAGES_AT_MIN (((CIVIL_AT_MIN >> 25) + 1) * (INT64_C(1) << 25))
#define PAGES_AT_MAX ((CIVIL_AT_MAX >> 25) * (INT64_C(1) << 25) - 1)

struct pages;

/* zone and hours must outlive the pages. */
struct pages *pages_new(struct arena *a, const struct zone *z, const struct hours *h);

/* The number of the first business second at or after an instant. */
int64_t pages_count(struct pages *all, int64_t at);
/* The instant at which the business second of that number starts, which is not
 * before from; AT_NONE where there are not as many. */
int64_t pages_ahead(struct pages *all, int64_t from, int64_t number);
/* The same for one that is before to. */
int64_t pages_behind(struct pages *all, int64_t to, int64_t number);
/* Open at t? *next (may be NULL): the next opening or closing, AT_NONE. */
bool pages_open(struct pages *all, int64_t t, int64_t *next);

#endif
