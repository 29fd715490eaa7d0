/* sibling: another program of the desk, run as a child. */
#ifndef APP_SIBLING_H
#define APP_SIBLING_H

#include "app/app.h"

/* tk-kb suggest for a ticket, its rows on standard error. What goes wrong there is
 * said there: the ticket is open all the same. */
void sibling_suggest(struct app *app, int64_t ticket);

#endif
