/* export_line: one event as a line of JSON, in the form of tk-import(5).
 *
 * A line holds all that the event says: facts that have a name of their own in
 * the format by that name, the others together under "facts". */
#ifndef APP_EXPORT_LINE_H
#define APP_EXPORT_LINE_H

#include "app/app.h"
#include "app/export_names.h"
#include "out/jw.h"

struct export_lines {
	struct app *app;
	struct jw w;
	struct export_names names;
	bool seqs;                     /* each line begins with its event's number */
	/* Is this ticket part of the export? NULL: all are. */
	bool (*has)(void *arg, int64_t ticket);
	void *arg;
};

/* Inside a read transaction. */
void export_lines_open(struct export_lines *x, struct app *app, FILE *to);
enum export_result {
	EXPORT_WRITTEN,
	EXPORT_OWN,                    /* the desk's own affair: its policies, what it erased,
	                                * which of its rules fired; or nothing is left of it */
	EXPORT_AWAY,                   /* leads to a ticket that is not part of the export */
};
/* Writes the line of e, whose texts are loaded (a NULL body: erased). */
enum export_result export_line(struct export_lines *x, struct arena *row, struct event *e);

#endif
