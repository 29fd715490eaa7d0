/* cal_lists: what tk-cal tells of calendars: which there are, whether one is
 * open, and each of its dates. Each gives an exit code, its message said. */
#ifndef APP_CAL_LISTS_H
#define APP_CAL_LISTS_H

#include "app/app.h"
#include "when/cal.h"

/* All calendars, and whether they are open now. */
int cal_list_all(struct app *app, struct policy *p);

/* Open at the instant, and the next change: a row, or on a terminal a
 * sentence. EXIT_DONE for open, EXIT_NO for closed. */
int cal_list_open(struct app *app, struct cal *c, int64_t at);

/* The dates of [from, to], their hours, what counts in each and why. */
int cal_list_days(struct app *app, struct cal *c, int64_t from, int64_t to);

#endif
