/* journal: events across tickets, chosen and printed one a line. */
#ifndef APP_JOURNAL_H
#define APP_JOURNAL_H

#include "app/app.h"
#include "out/jw.h"
#include "out/rows.h"

/* Which events; lists are alternatives, a negated value leaves out. */
struct journal_filter {
	int64_t after;                 /* seq; 0: from the first on */
	int64_t from, to;              /* [from, to) of at */
	const struct opt_list *by, *kinds, *roles;
	bool public;                   /* only what the customer may see */
	const int64_t *tickets;        /* sorted; NULL: all */
	size_t ntickets;
};

struct journal {
	struct app *app;
	struct journal_filter f;
	int64_t limit;                 /* 0: none */
	int64_t given, seen;           /* how many were printed; the last event looked at */
	struct out *out;               /* a list, */
	struct jw json;                /* or whole events where out is NULL */
	const struct out_column **picked;
	size_t n;
	struct out_cell *cells;
};

/* Opens the list that the options ask for: JSON without --columns gives whole
 * events. *answered: --columns=help was answered. 0 or an exit code. */
int journal_open(struct app *app, struct journal *j, bool *answered);

/* Inside a read transaction: prints all events after j->seen that are chosen,
 * up to the limit; by `at` where a period is asked for and nothing was seen
 * yet, else by seq. */
void journal_print(struct journal *j);

/* May more come? */
static inline bool journal_full(const struct journal *j)
{
	return j->limit > 0 && j->given >= j->limit;
}

/* Writes what is held back. */
void journal_flush(struct journal *j);
void journal_close(struct journal *j);

#endif
