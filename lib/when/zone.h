/* zone: the rules of a time zone, from TZif (RFC 9636), never from libc's TZ.
 *
 * A zone is immutable once loaded; its memory is the arena's. */
#ifndef WHEN_ZONE_H
#define WHEN_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "when/civil.h"

struct zone;

/* "UTC", always there. */
const struct zone *zone_utc(void);

/* The zone called name ("Europe/Madrid") from $TZDIR or
 * /usr/share/zoneinfo. NULL and EX_CONFIG for an unknown name (with the
 * nearest known one), a path trick ("..", a leading "/") or a broken file. */
const struct zone *zone_load(struct arena *a, const char *name, struct fault *f);

/* The same from bytes kept earlier (zone_bytes). */
const struct zone *zone_parse(struct arena *a, const char *name, const void *p,
                              size_t n, struct fault *f);
/* The TZif bytes it was made of, for keeping in the desk. */
const void *zone_bytes(const struct zone *z, size_t *n);
const char *zone_name(const struct zone *z);

/* The zone a user's terminal shows: $TZ when it names a TZif zone (an empty
 * one is UTC, as everywhere), else /etc/localtime, else UTC. Display only. */
const struct zone *zone_user(struct arena *a);

/* Seconds east of UTC at an instant; *abbrev (may be NULL) lives as long as
 * the zone. Total: the footer rule serves the far future. */
int zone_offset(const struct zone *z, int64_t at, const char **abbrev);
/* Wall-clock reading of an instant. */
struct civil zone_civil(const struct zone *z, int64_t at);
/* The civil date of an instant. */
int64_t zone_day(const struct zone *z, int64_t at);
/* The instant of a wall-clock reading: the first one where it occurs twice;
 * where it is skipped, the instant of the change. second_of_day may be less
 * than 0 or more than 86400: a reading of the dates around. */
int64_t zone_at(const struct zone *z, int64_t day, int second_of_day);
/* The end of all that reads before a wall-clock reading: as zone_at, but the
 * last one where the time before it occurs twice. The end of a date is
 * zone_until(z, day, 86400), of an opening its closing. */
int64_t zone_until(const struct zone *z, int64_t day, int second_of_day);
/* The next instant after at where the offset changes, AT_NONE for none. */
int64_t zone_next_change(const struct zone *z, int64_t at);

#endif
