/* report_where: --where: the filters of lists, by name. */
#ifndef APP_REPORT_WHERE_H
#define APP_REPORT_WHERE_H

#include "app/report.h"

/* "NAME=V,W" or "NAME!=V" as if --NAME V,W or --not-NAME V had been given; then
 * r->q, r->only and r->where. 0 or an exit code, its message said. Inside a
 * read transaction. */
int report_where(struct report *r, const struct opt_list *given);
/* The same with what the options gave. */
int report_filter(struct report *r);

#endif
