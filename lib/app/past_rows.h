/* past_rows: the rows of a CSV, ticket by ticket, as lines of history.
 *
 * A ticket's rows stand together in the file, in any order: they are sorted by
 * their instants, and what differs from row to row becomes events. */
#ifndef APP_PAST_ROWS_H
#define APP_PAST_ROWS_H

#include <sys/types.h>

#include "app/past_map.h"
#include "app/spool.h"

/* line: where the row stands that it comes from. */
struct past_item { struct past p; long line; };
struct past_list { struct past_item *v; size_t n, cap; };

struct past_rows;

/* Reads the map (past_map.h). source NULL: the map's, else "import". */
struct past_rows *past_rows_load(struct app *app, const char *map, const char *source,
                                 const struct zone *zone, int *bad);
void past_rows_open(struct past_rows *r, const struct spool *sp);
void past_rows_close(struct past_rows *r);

/* From the place the spool was set to: the beginning (line 0: reads the header;
 * an exit code where columns are not there), or where past_rows_at() was. */
int past_rows_begin(struct past_rows *r, long line);
/* The events of the next ticket, in memory of row. False at the end. With a
 * fault (its place in f) the list is empty and the ticket left out. */
bool past_rows_next(struct past_rows *r, struct arena *row, struct past_list *list, struct fault *f);
/* Where the next ticket's rows begin, and how many lines are before. */
off_t past_rows_at(const struct past_rows *r, long *line);

#endif
