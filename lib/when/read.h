/* read: instants and periods as people type them.
 *
 * RFC 3339; "2026-11-21"; "2026-11-21 14:00[:30]"; "now", "today",
 * "yesterday"; "-2h", "-7d", "-1mo" (ago). Civil forms are read in the given
 * zone; d and w are 24 and 168 hours, mo keeps the wall clock. */
#ifndef WHEN_READ_H
#define WHEN_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "when/zone.h"

/* One instant. Also "+2h", "+3d" (from now) and "tomorrow" where ahead is
 * true. EX_USAGE with the accepted forms in the message. */
int read_at(const char *text, int64_t now, const struct zone *z, bool ahead,
            int64_t *at, struct fault *f);

/* [from, to): "2026-11" (that month), "2026-11-21" (that day), "2026" (year),
 * "today", "yesterday", "this-week", "last-week", "this-month", "last-month",
 * "this-year", "last-year", "12mo" (the 12 closed months), "A..B", "A..",
 * "..B", where B's whole day or month is in. An instant alone means since:
 * to = INT64_MAX. An open start is INT64_MIN+1. EX_USAGE also for an empty
 * period. */
int read_period(const char *text, int64_t now, const struct zone *z,
                int64_t *from, int64_t *to, struct fault *f);

/* A length such as "90m" or "3d" in plain seconds (d = 86400, w = 7 d);
 * EX_USAGE. */
int read_length(const char *text, int64_t *seconds, struct fault *f);

#endif
