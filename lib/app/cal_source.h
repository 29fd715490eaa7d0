/* cal_source: where tk-cal finds its calendars: a file, or the desk's policy. */
#ifndef APP_CAL_SOURCE_H
#define APP_CAL_SOURCE_H

#include "app/app.h"
#include "when/cal.h"

/* The calendars of a policy file, of a file with only `calendars:` ("-" is
 * stdin), of a policy or a set of calendars that tk brings along, by its name;
 * file NULL: of the policy in force at --as-of. What is wrong is said; 0 or an
 * exit code. */
int cal_source_open(struct app *app, const char *file, struct policy **p);

/* The calendar called name; EX_USAGE with a hint where there is none. */
int cal_source_find(struct app *app, struct policy *p, const char *name, struct cal **c);

/* "Mon 2026-11-23 11:00 CET": an instant on the clock of a zone. */
const char *cal_wall(struct arena *a, const struct zone *z, int64_t at);

#endif
