/* csv: rows of an RFC 4180 stream, one at a time.
 *
 * Quoted fields may hold delimiters, doubled quotes and line ends; lines end
 * in LF or CRLF; a UTF-8 byte order mark is skipped, and so are empty lines.
 * Strict about quotes: a quote stands at the start of a field or nowhere. */
#ifndef IN_CSV_H
#define IN_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

enum { CSV_MAX_FIELD = 1 << 20, CSV_MAX_COLUMNS = 1000 };

/* Set in, name and what differs from the defaults; leave the rest zero. */
struct csv {
	FILE *in;
	const char *name;       /* for messages */
	char delim;             /* 0: comma */
	size_t max;             /* bytes a field, 0: CSV_MAX_FIELD */
	bool repair;            /* fields that are not UTF-8 are read as
	                         * windows-1252, else they are a fault */
	size_t columns;         /* a row of another number of fields is a fault;
	                         * 0: any. csv_header() sets it */
	long line;              /* the reader's own: lines read, */
	bool begun;             /* is the start behind us, bytes put back */
	int back[3], nback;
};

struct csv_row {
	const char **v;         /* n fields, NULL behind */
	size_t n;
	long line;              /* where it begins, 1-based */
};

/* The next row; its fields belong to the arena (reset it between rows). False
 * at the end, and with f->code EX_DATAERR (EX_IOERR) where the row is wrong;
 * a caller that goes on after EX_DATAERR gets the row of the next line. */
bool csv_next(struct csv *r, struct arena *a, struct csv_row *row, struct fault *f);

/* The first row as names: trimmed, none empty, none twice. False on fault or
 * where the stream is empty (EX_DATAERR too). */
bool csv_header(struct csv *r, struct arena *a, struct csv_row *row, struct fault *f);

/* Index of the column called name (ASCII case ignored), -1: none. */
int csv_column(const struct csv_row *header, const char *name);

#endif
