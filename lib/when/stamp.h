/* stamp: instants as other systems write them.
 *
 * Each form also takes a time of day, "14:05", "14:05:06.789" or "2:05 PM",
 * and behind it a zone: Z, UTC, GMT or an offset such as +01:00. Without a
 * time it is the beginning of the day, without a zone the given one. */
#ifndef WHEN_STAMP_H
#define WHEN_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "when/zone.h"

enum stamp_form {
	STAMP_ISO,             /* 2026-11-21, 2026/11/21 */
	STAMP_US,              /* 11/21/2026, 11/21/26 */
	STAMP_EU,              /* 21/11/2026, 21.11.2026 */
	STAMP_TEXT,            /* with the month's English name: Sat Nov 21 14:00:00 2026 */
	STAMP_EPOCH,           /* seconds since 1970 */
};
extern const char *const stamp_words[];        /* iso us eu text epoch */

/* The whole of text; false where it is no such instant. */
bool stamp_parse(enum stamp_form form, const char *text, const struct zone *z, int64_t *at);

#endif
