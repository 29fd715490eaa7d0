/* ical_line: the content lines of an iCalendar stream (RFC 5545, 3.1).
 *
 *     DTSTART;VALUE=DATE:20261225
 *
 * Folded lines are joined; names and parameters are compared without regard to
 * case; lines end in CRLF or LF; a byte order mark and empty lines are skipped. */
#ifndef IN_ICAL_LINE_H
#define IN_ICAL_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum { ICAL_MAX_LINE = 1 << 16 };

struct ical_lines {
	const char *p, *end;           /* what is still to read */
	const char *name;              /* of the file, for messages */
	long line;                     /* lines read */
};

struct ical_line {
	const char *name;              /* in capitals: "DTSTART" */
	const char *params;            /* "VALUE=DATE;X=\"a;b\"", or "" */
	const char *value;             /* as it stands, escapes and all */
	long line;                     /* where it begins, 1-based */
};

/* n bytes, which must outlive the reader. */
struct ical_lines ical_lines(const char *name, const char *p, size_t n);

/* The next line, its texts in the arena. False at the end, and with EX_DATAERR
 * in f where it is none: no colon, not UTF-8, too long, a control character. A
 * caller that goes on gets the line after it. */
bool ical_next(struct ical_lines *r, struct arena *a, struct ical_line *l, struct fault *f);

/* The value of a parameter without its quotes; NULL: it has none. */
const char *ical_param(struct arena *a, const struct ical_line *l, const char *name);

/* A TEXT value as people read it: escapes undone, newlines and tabs as blanks,
 * blanks at the ends and doubled ones left out. */
char *ical_text(struct arena *a, const char *value);

#endif
