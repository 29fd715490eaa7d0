/* lists: lists of names as people set them: "a,b" is the whole list, "+a,-b"
 * adds to the one there is and takes away. */
#ifndef SERVICE_LISTS_H
#define SERVICE_LISTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

/* Checks one item and gives its normal form. */
typedef int list_check(void *arg, const char *item, const char **clean, struct fault *f);

/* value applied to old ("a,b", NULL: none): sorted, each once, joined by
 * commas; "" for nothing left. plus: an item may itself begin with a plus (a
 * telephone number); to add one then takes two. */
int list_edit(struct arena *a, const char *old, const char *value, bool plus,
              list_check *check, void *arg, const char **out, struct fault *f);

#endif
