/* refs: lines that carry references (interface.md 1, "References in").
 *
 * Any list feeds any command: the reference is the first field of a TSV, CSV
 * or table line, or the "ref" of a JSON object. What the reference means is
 * domain/ref.h's business. */
#ifndef IN_REFS_H
#define IN_REFS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* The reference in a line (n bytes, without its end) as text in the arena.
 * NULL with no fault: there is none, as the line is empty or a header. NULL
 * with EX_DATAERR in f, with name and line as the place: the line should have
 * one. Only the record that follows "key:" may hold blanks and commas, and
 * only where a tab ends it. */
const char *refs_line(struct arena *a, const char *p, size_t n, const char *name,
                      long line, struct fault *f);

/* The same for what has a key for a name (a customer, a person), which may hold
 * blanks and commas: all before the first tab, a text in quotes, the "key" of
 * an object, else the whole line. */
const char *refs_key(struct arena *a, const char *p, size_t n, const char *name,
                     long line, struct fault *f);

#endif
