/* batch: many tickets to open, from JSON lines or a CSV, in one transaction.
 *
 * No program waits for input while it holds the writers' lock: what cannot be
 * read again from its beginning is first copied to a temporary file. Memory
 * stays constant whatever the number of tickets. */
#ifndef APP_BATCH_H
#define APP_BATCH_H

#include "app/app.h"

struct batch {
	const char *path;              /* NULL or "-": standard input */
	bool csv;                      /* else JSON lines */
	const char *map;               /* the CSV's column map; NULL: columns are fields */
};

struct batch_result {
	int64_t opened, existed;       /* existed: opened before under the same key */
	int64_t wrong;                 /* rows that are at fault */
	int masked;
	struct { struct batch_span { int64_t from, to; } *v; size_t n, cap; } ids;  /* [from, to], in order */
};

/* Opens all tickets of the input. Each fault is said with its place; any of
 * them keeps everything from being written, unless --keep-going. Returns the
 * exit code; the result tells what is in the desk now (in a dry run: would
 * be). */
int app_batch(struct app *app, const struct batch *b, struct batch_result *r);

/* The numbers of all its tickets, one a line, in the order of the input. */
void app_batch_print(const struct batch_result *r);

#endif
