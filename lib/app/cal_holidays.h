/* cal_holidays: from an iCalendar file to the YAML of a calendar, on stdout. */
#ifndef APP_CAL_HOLIDAYS_H
#define APP_CAL_HOLIDAYS_H

#include "app/app.h"

struct cal_holidays {
	const char *file;              /* "-": stdin */
	const char *calendar;          /* its name in the policy; NULL: by the file's */
	const char *until;             /* how far rules without an end are written out, a
	                                * date or a year; NULL: the fifth year from now */
};

/* All faults of the file are said with their places; then nothing is printed.
 * The exit code. */
int cal_holidays_print(struct app *app, const struct cal_holidays *h);

#endif
