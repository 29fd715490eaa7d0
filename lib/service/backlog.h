/* backlog: what was open when, what came, went and came back in between. */
#ifndef SERVICE_BACKLOG_H
#define SERVICE_BACKLOG_H

#include "service/figures.h"

/* The metrics of backlog_of(), in this order. */
enum { BACKLOG_START, BACKLOG_OPENED, BACKLOG_REOPENED, BACKLOG_RESOLVED, BACKLOG_END, BACKLOG_AGE, BACKLOG_METRICS };
extern const enum metric_id backlog_metrics[BACKLOG_METRICS];

/* Of [from, to) of q, in its steps: the cells hold counts as sums, and the ages
 * of what is open at the end of the last step. In each step start + opened +
 * reopened - resolved = end. q's metrics and cohort are not looked at. Inside a
 * read transaction. */
void backlog_of(const struct session *s, struct arena *a, const struct figures_query *q, struct figures *out);
/* How many were open just before an instant, counted by itself. */
int64_t backlog_at(const struct session *s, struct arena *a, const struct cases_query *q, int64_t at);

#endif
