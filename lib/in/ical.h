/* ical: the holidays of an iCalendar file (RFC 5545).
 *
 * What holiday files use is read: whole-day events with a SUMMARY, of one date
 * or several, yearly rules, RDATE and EXDATE. What would change which dates are
 * closed and is not understood is refused by its name; alarms, time zones,
 * tasks and attendees do not, and are passed over. TRANSP does not tell: most
 * files of public holidays call them TRANSPARENT. */
#ifndef IN_ICAL_H
#define IN_ICAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { ICAL_MAX_BYTES = 16 << 20, ICAL_MAX_DAYS = 20000, ICAL_MAX_LENGTH = 366 };

struct ical_day {
	bool yearly;                   /* its month and day hold in every year */
	bool endless;                  /* of a rule without an end, written out */
	int64_t day;                   /* of the first year where yearly */
	const char *name;              /* one line; NULL: none */
	const char *not;               /* why it is no holiday, NULL: it is one:
	                                * cancelled, observance, working day */
};

/* What a file says; texts are NULL where it says nothing. */
struct ical {
	const char *title;             /* X-WR-CALNAME or NAME of the first calendar */
	const char *prodid;            /* the program that wrote it */
	const char *url;               /* SOURCE or URL: where it comes from */
	const char *zone;              /* X-WR-TIMEZONE */
	const struct ical_day *days;   /* yearly ones first; by date, file order within */
	size_t n;
	size_t events;
};

/* Where faults go; each has its file and line. */
struct ical_report {
	void (*say)(void *arg, const struct fault *f);
	void *arg;
};

/* Reads n bytes, which must outlive *c. Rules without an end that are not
 * simply yearly are written out up to the day `until`. False after at least
 * one report. */
bool ical_parse(struct arena *a, const char *name, const char *p, size_t n, int64_t until,
                const struct ical_report *report, struct ical *c);

#endif
