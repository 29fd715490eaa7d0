/* import: history from other desks, from JSON lines or a CSV with a map.
 *
 * All in one transaction, or in parts that are safe to run again. Memory stays
 * constant whatever the number of lines. */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "app/app.h"
#include "service/past.h"

struct import_how {
	const char *path;              /* NULL or "-": standard input */
	bool csv;                      /* rows by a map, else JSON lines */
	const char *map;               /* a file, or the name of one in share/import */
	const char *source;            /* of lines that say none; NULL: the map's, else "import" */
	const char *prefix;            /* before the keys of tickets; NULL */
	const struct zone *zone;       /* of a map's times that say none; NULL: the map's */
	bool strict;
	int64_t rows;                  /* lines a transaction, about; 0: all in one */
};

struct import_result {
	struct past_counts counts;
	int64_t wrong;                 /* lines at fault */
};

/* Each fault is said with its place. Any of them keeps everything from being
 * written, or with how->rows what comes from that part on; with --keep-going
 * only the lines at fault. Returns the exit code. */
int import_run(struct app *app, const struct import_how *how, struct import_result *r);

#endif
