/* counting: due, elapsed and before: one question, or one a line. */
#ifndef APP_COUNTING_H
#define APP_COUNTING_H

#include "app/app.h"
#include "when/cal.h"

enum counting { COUNT_DUE, COUNT_ELAPSED, COUNT_BEFORE };

/* The operands from number first on are the fields of one question. */
int counting_one(struct app *app, struct cal *c, enum counting what, size_t first);

/* The lines of stdin, an answer each, in order; an empty line for a wrong one,
 * which is said with its number: then EX_DATAERR at the end. Answers leave
 * before the program waits for more lines. Memory is constant. */
int counting_lines(struct app *app, struct cal *c, enum counting what);

/* Says that n results lie past the last date for which the calendar's holidays
 * are known; nothing for 0. */
void counting_warn(const struct cal *c, int64_t n);

#endif
