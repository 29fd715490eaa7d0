/* tracker: tickets as rows of a CSV that another tracker imports.
 *
 *     known: tracker                   # custom field: the ticket's id over there
 *     updates: true                    # a row with such an id changes what is there
 *     columns:
 *       Issue Key: f.tracker
 *       Summary: subject
 *       Issue Type: {column: kind, words: {incident: Bug}, default: Task}
 *       Description: {columns: [text, reference], join: "\n\n"}
 *       Created: {column: opened, date: "%Y-%m-%d %H:%M"}
 *
 * Columns stand in the order of the file. What they are made of are columns of
 * tk-ls, and two more: text, the customer's first words, and external_id, the
 * ticket's name in the whole world. */
#ifndef APP_TRACKER_H
#define APP_TRACKER_H

#include "app/app.h"
#include "domain/ticket.h"

struct tracker;

/* The form called name (share/export/NAME.yaml) or in a file of one's own,
 * whose name has a "/" or ends in ".yaml". Inside no transaction. NULL after
 * all its errors are said, with their code in *bad. */
struct tracker *tracker_open(struct app *app, const char *name, int *bad);
/* What a ticket must be loaded with: tickets.h. */
int tracker_more(const struct tracker *x);
/* Inside a read transaction: one row. A ticket that is over there already is
 * left out where the tracker's importer would only add it again. */
void tracker_row(struct tracker *x, struct arena *row, const struct ticket *t);
/* Ends the list; says what was left out, and what cannot be known. */
void tracker_close(struct tracker *x);

#endif
