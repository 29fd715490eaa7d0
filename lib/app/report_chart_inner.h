/* report_chart_inner: what the files of report_chart share. */
#ifndef APP_REPORT_CHART_INNER_H
#define APP_REPORT_CHART_INNER_H

#include "app/report_chart.h"

/* The rows that are drawn: at most so many, of steps the last ones; no whole. */
struct chart_rows { size_t *v, n; };
struct chart_rows chart_pick(const struct report_section *s, size_t most);
const char *const *chart_labels(const struct report_section *s, const struct chart_rows *p);
struct svg_series chart_series(const struct report_section *s, size_t column, const struct chart_rows *p, enum svg_tone tone);

/* Columns: by metric, the first with bars; -1: none. What its figures are. */
int chart_find(const struct report_section *s, enum metric_id m);
int chart_barred(const struct report_section *s);
enum figure_kind chart_kind(const struct report_section *s, size_t column);
bool chart_is_number(const struct figure *f);
int64_t chart_most(const struct svg_series *x, size_t n);

/* A value at an axis: "20 %". */
struct chart_axis { struct report *r; enum metric_id metric; enum figure_kind kind; };
const char *chart_axis_text(void *arg, int64_t value);
int64_t chart_unit(enum metric_id m, enum figure_kind kind, int64_t most);

/* Says what thin lines are, where there are any; else NULL. */
const char *chart_whiskers(const struct svg_chart *c);
/* Draws it onto the page; a note below it, or NULL. */
void chart_put(const struct report_section *s, struct doc *d, struct svg_chart *c,
               void (*how)(struct str *, const struct svg_chart *), const char *note);

/* report_chart_steps.c: rows of steps; series without rows; parts of a whole. */
void chart_steps(const struct report_section *s, struct doc *d);
void chart_lines(const struct report_section *s, struct doc *d);
void chart_stack(const struct report_section *s, struct doc *d);

#endif
