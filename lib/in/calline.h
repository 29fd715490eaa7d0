/* calline: a question to a calendar, as a line or operands put it.
 *
 *     START <tab> DURATION [<tab> PAUSES]      due, before
 *     A <tab> B [<tab> PAUSES]                 elapsed
 *
 * DURATION is 90s 30m 4h 15bd 35d 8w 1mo, or a bare number of seconds; PAUSES
 * is "a/b;c/d", or "-" or nothing for none. Instants are those of when/read,
 * civil ones in the calendar's zone. */
#ifndef IN_CALLINE_H
#define IN_CALLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "when/cal.h"
#include "when/span.h"
#include "when/zone.h"

/* How the fields are read. */
struct calline_form {
	bool two_instants;             /* A and B, else START and DURATION */
	int64_t now;
	const struct zone *zone;       /* the calendar's */
};

enum { CALLINE_FIELDS = 3 };

/* Zero it before its first use; pauses grow in the arena given to
 * calline_read() and are used again for the next question. */
struct calline {
	int64_t at;                    /* START or A */
	int64_t to;                    /* B */
	struct span span;              /* DURATION */
	struct { struct cal_pause *v; size_t n, cap; } pauses;   /* in order of their start */
};

/* Cuts a line of n bytes (line[n] is NUL) at its tabs, in place: how many
 * fields it has, at most CALLINE_FIELDS + 1; 0 where a NUL byte is in it. */
size_t calline_split(char *line, size_t n, char *fields[CALLINE_FIELDS + 1]);

/* Reads n fields, which it may change. EX_USAGE with the message in f. */
int calline_read(struct arena *a, const struct calline_form *form, char *const fields[], size_t n,
                 struct calline *q, struct fault *f);

#endif
