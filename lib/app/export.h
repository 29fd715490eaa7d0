/* export: the record, or a part of it, as lines of JSON (tk-import(5)).
 *
 * Lines come in the order of the chain. Events and texts are read side by
 * side, each once: no question to the desk per event, constant memory. */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "app/app.h"
#include "app/export_line.h"
#include "service/lookup.h"

/* Which events. */
struct export_choice {
	int64_t after;                 /* those behind this number; 0: from the first on */
	int64_t as_of;                 /* none that happened later; AT_NONE: all */
	bool some;                     /* only of some tickets: */
	const struct lookup *find;     /* those that match, */
	const int64_t *refs;           /* or these: NULL where find says it */
	size_t nrefs;
};

struct export {
	struct app *app;
	struct export_choice choice;
	struct export_lines lines;
	int64_t seen;                  /* the last event looked at */
	int64_t left_out;              /* lines that lead out of the export */
	int64_t damaged;               /* events that cannot be read */
	/* what is chosen: a bit for each number */
	unsigned char *tickets, *customers, *people;
	int64_t ntickets, ncustomers, npeople, chosen;
	struct arena memory;           /* for them */
	double began, said;            /* for the progress shown; seconds */
};

/* Inside a read transaction: writes all lines behind x->seen. */
void export_write(struct export *x);
/* Takes the progress line away again, and gives memory back. */
void export_done(struct export *x);

#endif
