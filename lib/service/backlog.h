/* backlog: what was open when, what came, went and came back in between. */
#ifndef SERVICE_BACKLOG_H
#define SERVICE_BACKLOG_H

#include "service/figures.h"

/* The metrics of backlog_of(), in this order. */
enum { BACKLOG_AGES = 6 };
enum { BACKLOG_START, BACKLOG_OPENED, BACKLOG_REOPENED, BACKLOG_RESOLVED, BACKLOG_END, BACKLOG_AGE,
       BACKLOG_AGED, BACKLOG_METRICS = BACKLOG_AGED + BACKLOG_AGES };
extern const enum metric_id backlog_metrics[BACKLOG_METRICS];
/* Up to so many days old; the last has no end (0). */
extern const int backlog_days[BACKLOG_AGES];

/* Of [from, to) of q, in its steps: the cells hold counts as sums, and the ages
 * of what is open at the end of the last step; those of all together how many
 * are how old at the end of each, from BACKLOG_AGED on. In each step start +
 * opened + reopened - resolved = end. q's metrics and cohort are not looked at. Inside a
 * read transaction. */
void backlog_of(const struct session *s, struct arena *a, const struct figures_query *q, struct figures *out);
/* How many were open just before an instant, counted by itself. */
int64_t backlog_at(const struct session *s, struct arena *a, const struct cases_query *q, int64_t at);

#endif
