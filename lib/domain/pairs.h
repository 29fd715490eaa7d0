/* pairs: the small text form in which an event keeps its facts.
 *
 * "name=value" fields separated by tabs; in values tab, newline, return and
 * backslash are written \t \n \r \\. Names are letters, digits, ". _ -".
 * Readable in any SQLite shell, and the same bytes for the same facts. */
#ifndef DOMAIN_PAIRS_H
#define DOMAIN_PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct pair { const char *name, *value; };
struct pairs { struct pair *v; size_t n, cap; };

/* Adds a pair at the end; name and value are kept by reference. A NULL value
 * adds nothing. */
void pairs_add(struct arena *a, struct pairs *p, const char *name, const char *value);
void pairs_add_int(struct arena *a, struct pairs *p, const char *name, int64_t value);
/* Replaces the value of name, or adds it; NULL takes the pair away. */
void pairs_put(struct arena *a, struct pairs *p, const char *name, const char *value);

/* The first value of name, NULL where there is none. */
const char *pairs_get(const struct pairs *p, const char *name);
/* The same as a number; fallback where it is missing or no number. */
int64_t pairs_int(const struct pairs *p, const char *name, int64_t fallback);

/* The pairs as one line of text. */
void pairs_print(struct str *out, const struct pairs *p);
/* Reads a line back; false where it is not what pairs_print writes. The
 * values live in the arena. */
bool pairs_parse(struct arena *a, const char *text, size_t n, struct pairs *p);

#endif
