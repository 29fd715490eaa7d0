/* past_diff: what the rows of one ticket tell, and what differs between them. */
#ifndef APP_PAST_DIFF_H
#define APP_PAST_DIFF_H

#include "app/past_rows.h"

struct past_row {
	struct csv_row row;
	int64_t at, order;             /* of a log's row */
	const char *actor;             /* NULL: not said */
	const char **follow;           /* values of the map's follow; NULL: nothing said */
};

/* The rows of one ticket. */
struct past_group {
	const struct past_map *m;
	struct arena *a;
	const char *source, *key;
	struct { struct past_row *v; size_t n, cap; } rows;
};

/* Its events in order of time. EX_DATAERR with the line. */
int past_group_lines(struct past_group *g, struct past_list *list, struct fault *f);

/* Does the row fit? */
int past_when_fits(const struct past_map *m, struct arena *a, const struct past_when *w,
                   const struct csv_row *row, bool *yes, struct fault *f);

#endif
