/* str: text that grows, in an arena.
 *
 * p is always a NUL-terminated string (never NULL) and belongs to the arena;
 * it may hold NUL bytes inside when they were added with str_addn(). */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct str {
	struct arena *a;
	char *p;
	size_t n, cap;
};

struct str str_new(struct arena *a);
void str_add(struct str *s, const char *text);
void str_addc(struct str *s, char c);
void str_addn(struct str *s, const void *p, size_t n);
void str_printf(struct str *s, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* In quotes, 'it'\''s': safe as one word for any POSIX shell. */
void str_shell(struct str *s, const char *p, size_t n);
/* Where n more bytes and a NUL may be written; who does so adds to s->n. */
char *str_room(struct str *s, size_t n);
/* Cuts to n bytes; n must not be greater than s->n. */
void str_cut(struct str *s, size_t n);

/* Comparisons that take NULL as the empty string. */
bool str_eq(const char *a, const char *b);
bool str_empty(const char *s);
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);

/* Splits text at each sep into a NULL-terminated array of copies, blanks
 * around each part trimmed; empty parts are kept. n may be NULL. */
char **str_split(struct arena *a, const char *text, char sep, size_t *n);
/* A copy without blanks at both ends. */
char *str_trim(struct arena *a, const char *text);

#endif
