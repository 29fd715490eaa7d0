/* utf8: the encoding of every text in the desk. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Decodes the character at p (end > p). Returns its length in bytes, 1..4,
 * and sets *c; an invalid byte (overlong, surrogate, above U+10FFFF, cut
 * short) returns 1 with *c = UTF8_BAD. */
#define UTF8_BAD 0xFFFFFFFFu
int utf8_next(const char *p, const char *end, uint32_t *c);

/* Writes c (a valid scalar value) into buf; returns 1..4. */
int utf8_put(char buf[4], uint32_t c);

/* Byte offset of the first invalid byte, or n where all is valid. */
size_t utf8_check(const char *p, size_t n);

/* The most bytes of p, at most max, that end behind a whole character. */
size_t utf8_cut(const char *p, size_t n, size_t max);

/* p as valid UTF-8: bytes that are none are read as windows-1252 (its five
 * undefined bytes become U+FFFD), NUL bytes are dropped. *repaired (may be
 * NULL) counts the changes. Returns a NUL-terminated copy, length in *len. */
char *utf8_repair(struct arena *a, const char *p, size_t n, size_t *len,
                  size_t *repaired);

/* Cells a character takes on a terminal: 0, 1 or 2. No locale needed. */
int utf8_width(uint32_t c);
/* Cells of a valid UTF-8 string. */
size_t utf8_cells(const char *text);

/* Appends text so that a terminal cannot be misled by it: C0 and C1 controls
 * and DEL become \x1b forms, bidi overrides and isolates (U+202A-202E,
 * U+2066-2069), U+200E/F and U+061C become \u202e forms, invalid bytes \xff
 * forms. Newlines and tabs are kept when lines is true, else made visible. */
void utf8_visible(struct str *out, const char *text, size_t n, bool lines);

/* The same for one character at p (end > p) without an arena: fills out,
 * returns its length; *used is how many bytes of p it stands for. */
enum { UTF8_SHOWN = 12 };
size_t utf8_shown(char out[UTF8_SHOWN], const char *p, const char *end,
                  bool lines, size_t *used);

#endif
