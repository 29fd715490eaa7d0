/* list: how a list leaves a program: format, columns, width, colour. */
#ifndef APP_LIST_H
#define APP_LIST_H

#include "app/app.h"
#include "out/rows.h"

/* The style that options, environment and the terminal ask for; EX_USAGE
 * where two formats are asked for. */
int app_style(struct app *app, struct out_style *style);

/* A list of the program's columns: those that -c ("all": every one) or
 * --format name, else all for JSON lines, else defaults. *out NULL with code 0: --columns=help was answered. picked[i] -
 * all is each column's index. */
int app_list(struct app *app, const struct out_column *all, size_t nall, const char *defaults,
             struct out **out, const struct out_column ***picked, size_t *n);

/* Colour on this descriptor? */
bool app_color(int fd);

#endif
