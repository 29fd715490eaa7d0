/* words: an enumeration a user sees, as one table beside it.
 *
 *     static const char *const order_words[] = {"up", "down", NULL};
 *
 * The index is the value. Used to parse, print, complete and document. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/arena.h"

/* Index of word in the NULL-terminated table, -1 where it is not there. */
int words_find(const char *const *words, const char *word);
/* "a, b or c" for a message. */
char *words_list(struct arena *a, const char *const *words);

/* The word of the table nearest to what was typed (Damerau-Levenshtein, at
 * most 2 edits and fewer than half of the letters), or NULL. */
const char *words_near(const char *const *words, const char *typed);
/* Edits between two words: insertions, deletions, substitutions and swaps of
 * neighbours (optimal string alignment), ASCII case ignored. */
int words_distance(const char *a, const char *b);
/* " (did you mean \"x\"?)" or "": what a message ends with. */
char *words_hint(struct arena *a, const char *const *words, const char *typed);

#endif
