/* due_list: a run of the escalation rules, and the list of what it did. */
#ifndef APP_DUE_LIST_H
#define APP_DUE_LIST_H

#include "app/app.h"

/* Fires all that is due, a bounded number in a transaction, and prints each; a
 * dry run prints what would be done. Returns the exit code. */
int due_list(struct app *app);

#endif
