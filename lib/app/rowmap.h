/* rowmap: which columns of a CSV become which fields of a ticket, or of
 * whatever else a program reads from rows.
 *
 *     subject: {columns: [Issue, Sub-issue], join: ": "}
 *     body: What happened
 *     channel: {column: Submitted via, words: {Web: web, Phone: phone}, default: web}
 *     at: {column: Received, date: us, zone: America/New_York}
 *     key: {column: Id, prefix: crm-}
 *     lang: {default: en}
 *     fields: {product: Sub-product}
 *     delimiter: ";"
 *
 * Each key is a field (of a ticket: those of app/request.h), each value a
 * column's name or how to make the value. Columns nobody names are left out. */
#ifndef APP_ROWMAP_H
#define APP_ROWMAP_H

#include "app/app.h"
#include "app/request.h"
#include "in/csv.h"

struct rowmap;

/* Is this a field? EX_DATAERR with a hint. */
typedef int rowmap_known(struct app *app, const char *name, struct fault *f);
/* Takes one value of a row; instants are read in zone. EX_DATAERR. */
typedef int rowmap_take(void *arg, const char *name, const char *value, const struct zone *zone,
                        struct fault *f);

/* The map in a YAML file; NULL after all its errors are said, with their
 * code in *bad (EX_CONFIG, EX_NOINPUT). path NULL: the map in which each
 * column is the field of its name. known NULL: the fields of tickets. */
struct rowmap *rowmap_load(struct app *app, const char *path, rowmap_known *known, int *bad);

char rowmap_delimiter(const struct rowmap *m);

/* Finds the map's columns in the header of the stream called name; says all
 * that are missing and returns EX_DATAERR. The header must outlive the map. */
int rowmap_bind(struct app *app, struct rowmap *m, const struct csv_row *header, const char *name);

/* Hands over the values of a row, in the order of the map; a: the row's memory.
 * EX_DATAERR, without a place. */
int rowmap_each(const struct rowmap *m, struct arena *a, const struct csv_row *row,
                rowmap_take *take, void *arg, struct fault *f);
/* A row as a request to open a ticket. */
int rowmap_read(struct app *app, const struct rowmap *m, struct arena *a, const struct csv_row *row,
                struct open_request *q, struct fault *f);

/* A date on a wall clock in the order of stamp.h's first forms (iso, us, eu),
 * with or without a time behind it, written as ISO 8601; NULL where it is
 * none. Separators are / . or -. iso is left as it is. */
const char *rowmap_date(struct arena *a, int order, const char *text);

#endif
