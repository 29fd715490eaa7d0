/* diff: what differs between two texts, line by line, in the unified form that
 * patch(1) reads. */
#ifndef APP_DIFF_H
#define APP_DIFF_H

#include "base/arena.h"
#include "base/str.h"

/* Appends the hunks, with so many lines around them, under the names of both;
 * nothing where they are the same. */
void diff_texts(struct arena *a, struct str *out, const char *old_name, const char *new_name, const char *old,
                const char *new, int around);

#endif
