/* secret: codes and passwords that a text gives away behind a word.
 *
 * A security code, PIN or one-time code is a number of the length its word
 * asks for, behind the word with at most two other words between (and any of
 * "is", "on the back of my card" and the like), or before it as in "123 is my
 * CVV". A password is what stands behind the word and ":" or "=", or behind
 * "is" or the word itself when a digit is in it. Words in English, Spanish,
 * French, Italian, German and Portuguese. */
#ifndef TEXT_SECRET_H
#define TEXT_SECRET_H

#include <stddef.h>

#include "base/arena.h"

/* A copy of text (n bytes) with the secrets' digits as asterisks and each
 * password as eight, or text itself where there are none. *len is the result's
 * length; *found is increased by the number of secrets. */
const char *secret_mask(struct arena *a, const char *text, size_t n,
                        size_t *len, int *found);

#endif
