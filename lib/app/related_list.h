/* related_list: what tickets are to others, a row each. */
#ifndef APP_RELATED_LIST_H
#define APP_RELATED_LIST_H

#include "app/app.h"
#include "app/refs.h"

/* Prints the rows of every ticket of refs, as of --as-of; relation NULL: all of
 * them, else only these links. Returns the exit code. */
int related_list(struct app *app, const struct app_refs *refs, const char *relation);

#endif
