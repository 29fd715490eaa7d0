/* span: durations as policies and users write them.
 *
 * "90s 30m 4h" are business (or plain) time in seconds; "15bd" business days;
 * "35d" "8w" "1mo" civil days, weeks, months. Units are never mixed. */
#ifndef WHEN_SPAN_H
#define WHEN_SPAN_H

#include <stdbool.h>
#include <stdint.h>

enum span_unit { SPAN_SECONDS, SPAN_BUSINESS_DAYS, SPAN_DAYS, SPAN_WEEKS, SPAN_MONTHS };

struct span {
	enum span_unit unit;
	int64_t n;              /* >= 0; seconds for SPAN_SECONDS */
};

/* A whole number and a unit, at most 400 years. False: *s untouched. */
bool span_parse(const char *text, struct span *s);
/* The shortest form that span_parse reads back the same. */
void span_print(char out[32], struct span s);
/* For people: "2 h 05 min", "3 d 4 h", "45 s"; at most two units, the rest
 * cut off. */
void span_human(char out[32], int64_t seconds);
/* The same for business time, whose days are not of 24 hours: "76 h 05 min". */
void span_hours(char out[32], int64_t seconds);

#endif
