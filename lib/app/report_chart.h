/* report_chart: the chart of a section, for pages of HTML. */
#ifndef APP_REPORT_CHART_H
#define APP_REPORT_CHART_H

#include "app/report.h"
#include "out/svg.h"

/* Adds the chart that fits the section, and what must be said of it; nothing
 * where there is nothing to draw. */
void report_chart(const struct report_section *s, struct doc *d);
/* The figures that matter most, side by side, of a section of key figures. */
void report_tiles(const struct report_section *s, struct doc *d);

#endif
