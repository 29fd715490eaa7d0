/* holidays: the days of an iCalendar file as a calendar of a policy, in YAML.
 *
 *     calendars:
 *       england:
 *         source: "England and Wales bank holidays, england.ics"
 *         valid_to: 2027-12-31
 *         holidays:
 *           - {date: 2026-12-25, name: "Christmas Day"}
 *
 * Where they come from stays with them, in `source:` and in a comment; what is
 * no holiday stays in comments, too. */
#ifndef POLICY_HOLIDAYS_H
#define POLICY_HOLIDAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "in/ical.h"

struct holidays {
	const char *calendar;          /* its name in the policy */
	const char *file;              /* name of the file without its folder */
	const char *digest;            /* of its bytes, in hex */
	bool zone;                     /* is c's zone one we know? */
	int64_t until;                 /* how far rules without an end are written out */
};

/* A name for a calendar from that of a file: "GB-ENG.2023-2027.ics" is
 * gb-eng. */
const char *holidays_name(struct arena *a, const char *file);

/* The last date for which the holidays are known: the end of the last year
 * that has at least half as many dates as the fullest one, as a list that thins
 * out is not complete; not past where rules without an end were cut off.
 * INT64_MAX where nothing limits it. */
int64_t holidays_valid_to(struct arena *a, const struct ical *c, int64_t until);

void holidays_yaml(struct str *out, const struct ical *c, const struct holidays *h);

#endif
