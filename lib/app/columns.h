/* columns: what a list of tickets can show.
 *
 * One table for every list of tickets; a program may add columns of its own
 * behind it. Custom fields of the policy are columns f.NAME. */
#ifndef APP_COLUMNS_H
#define APP_COLUMNS_H

#include "app/app.h"
#include "domain/find.h"
#include "out/jw.h"
#include "out/rows.h"
#include "store/customers.h"
#include "store/people.h"

struct columns {
	struct app *app;
	const struct out_column *all;      /* the ticket's, its fields', the program's own */
	size_t nall, nticket, own;         /* own: index of the first of the program's */
	const struct out_column **picked;
	size_t n;
	int64_t now;                       /* what ages count to: --as-of, or the present */
	int more;                          /* of tickets.h: what the picked ones need */
	struct customer customer;          /* of the last row */
	struct arena memory;               /* for it */
	struct person person;              /* the same */
	struct arena person_memory;
	struct out_cell *cells;            /* room for one row */
};

/* All columns, none picked. Where the program has a column "state" of its own,
 * the ticket's is "ticket_state". */
void columns_begin(struct app *app, const struct out_column *own, size_t nown, struct columns *c);
/* Picks by -c or --format, else defaults ("ref,state"), and opens the list.
 * -c all picks every one. *out NULL with code 0: --columns=help was answered. */
int columns_open(struct columns *c, const char *defaults, struct out **out);

/* Picks these columns, which there must be, for a list of the program's own. */
void columns_pick(struct columns *c, const char *spec);

/* The row of t in c->cells: the program's own columns are null, to be filled
 * by it (c->picked[i] - c->all - c->own says which). Inside a transaction.
 * Texts live in row. */
void columns_fill(struct columns *c, struct arena *row, const struct ticket *t);

/* All of t's columns as members of the JSON object that w has open. */
void columns_json(struct columns *c, struct arena *row, const struct ticket *t, struct jw *w);

/* "priority,-opened" as keys; ages sort as the instants they count from. 0 or
 * an exit code, its message said. */
int columns_sort(struct app *app, const char *spec, const struct find_sort **keys, size_t *n);

#endif
