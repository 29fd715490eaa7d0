/* cell: how a value is made from the columns of a row, as maps write it.
 *
 *     Column
 *     [Column, Other]
 *     {columns: [Issue, Sub-issue], join: ": ", default: Complaint}
 *     {first: [Organisation, Customer]}
 *     {column: Via, words: {Web: web, Phone: phone}, default: web, prefix: x-}
 *     {column: Via, words: {E-mail: mail}, others: keep}
 *     {column: Received, date: [us, iso], zone: America/New_York}
 *
 * Used by the maps of tk-open (rowmap.h) and of tk-import (past_map.h). */
#ifndef APP_CELL_H
#define APP_CELL_H

#include "app/app.h"
#include "in/csv.h"
#include "in/node.h"
#include "when/stamp.h"

/* The map file that is being read: its errors are said at once. */
struct cell_map {
	struct app *app;
	const char *path;
	int bad;                       /* code of the last error, 0: none */
};
void cell_wrong(struct cell_map *m, const struct node *at, const char *text);
/* A scalar's text; "" and an error for another node. */
const char *cell_scalar(struct cell_map *m, const struct node *node);
/* Its root, a map of WHAT; NULL after its errors are said, their code in bad. */
const struct node *cell_load(struct cell_map *m, const char *what);

struct cell {
	const struct node *at;         /* where the map says so; NULL without a map */
	struct { const char **v; size_t n, cap; } columns;
	int *index;                    /* of each column in the header; -1: not there */
	const char *join, *prefix, *fallback;
	const struct node *words;
	enum stamp_form dates[4];      /* tried in order */
	int ndates;
	const struct zone *zone;       /* NULL: not said */
	bool first;                    /* of the columns the first that is not empty */
	bool keep;                     /* words that are not listed stay as they are */
	bool clears;                   /* an empty cell takes away */
};

/* Reads a cell; one without columns and default is an error. */
struct cell cell_read(struct cell_map *m, const struct node *value);
/* Finds its columns in the header of the stream called name. One that is not
 * there is an error, said in m, unless missing ones count as empty. */
void cell_bind(struct cell_map *m, struct cell *c, const struct csv_row *header, const char *name,
               bool missing);
/* Its value, "" for none; cells that hold one of none (may be NULL) are empty.
 * EX_DATAERR where a word is not among its words. */
int cell_value(struct arena *a, const struct cell *c, const struct csv_row *row, const struct node *none,
               const char **out, struct fault *f);
/* Its value as an instant. EX_DATAERR. */
int cell_instant(const struct cell *c, const char *text, const struct zone *z, int64_t *at, struct fault *f);
/* Its first column, or "default": for messages. */
const char *cell_name(const struct cell *c);

#endif
