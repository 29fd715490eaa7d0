/* jw: JSON documents, written as they come (tk-show --json).
 *
 *     struct jw w;
 *     jw_open(&w, arena, stdout);
 *     jw_object(&w);
 *     jw_key(&w, "ref"); jw_text(&w, "TK-4711-K");
 *     jw_key(&w, "tags"); jw_array(&w); ... jw_end(&w);
 *     jw_end(&w);
 *     jw_close(&w);
 *
 * One document a line, without blanks. Calls in an order that makes no JSON
 * are a bug(). Keys are ours (snake_case) and are not escaped. */
#ifndef OUT_JW_H
#define OUT_JW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"

enum { JW_MAX_DEPTH = 32 };

struct jw {
	struct str s;           /* what is written and not yet given to `to` */
	FILE *to;
	int depth;
	bool object[JW_MAX_DEPTH + 1], more[JW_MAX_DEPTH + 1];
	bool keyed;             /* a key waits for its value */
};

/* to NULL: everything stays in w->s. */
void jw_open(struct jw *w, struct arena *a, FILE *to);
void jw_object(struct jw *w);
void jw_array(struct jw *w);
void jw_end(struct jw *w);          /* the innermost object or array */
/* A newline behind the document; the writer is ready for the next one. */
void jw_close(struct jw *w);

void jw_key(struct jw *w, const char *key);
void jw_null(struct jw *w);
void jw_text(struct jw *w, const char *text);        /* NULL: null */
void jw_textn(struct jw *w, const char *p, size_t n);
void jw_int(struct jw *w, int64_t n);
void jw_bool(struct jw *w, bool yes);
void jw_at(struct jw *w, int64_t at);                /* RFC 3339 UTC; AT_NONE: null */
void jw_decimal(struct jw *w, int64_t n, int decimals);

/* n bytes as a JSON string with its quotes. Controls, U+2028, U+2029 and bidi
 * controls are escaped, invalid bytes become U+FFFD. */
void jw_quote(struct str *out, const char *p, size_t n);

#endif
