/* json: one JSON text (RFC 8259) to a tree of values.
 *
 * Strict: valid UTF-8, no duplicate keys, integers of 64 bits, no NUL in
 * texts, depth limited, nothing behind the value. JSON lines are parsed one
 * line at a time. The names begin with jval_ because json_ is jansson's, which
 * only json.c names. */
#ifndef IN_JSON_H
#define IN_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { JVAL_MAX_DEPTH = 32 };

enum jval_type { JVAL_NULL, JVAL_BOOL, JVAL_INT, JVAL_REAL, JVAL_TEXT, JVAL_LIST, JVAL_OBJECT };

struct jval {
	enum jval_type type;
	union {
		bool yes;                   /* JVAL_BOOL */
		int64_t i;                  /* JVAL_INT */
		double real;                /* JVAL_REAL: written with . or e */
		const char *text;           /* JVAL_TEXT */
		const struct jval *items;   /* JVAL_LIST, JVAL_OBJECT: n values */
	};
	const char *const *keys;            /* JVAL_OBJECT: n, in the text's order */
	size_t n;
};

/* The value in n bytes, which begin at column 1 of line `line` of the input
 * called name. It belongs to the arena, as do its texts. NULL: EX_DATAERR
 * with the place (columns count characters) in f. */
const struct jval *jval_parse(struct arena *a, const char *p, size_t n,
                              const char *name, long line, struct fault *f);

/* The value of a key (which may be a JVAL_NULL); NULL where object is none,
 * is NULL, or has no such key. */
const struct jval *jval_get(const struct jval *object, const char *key);

/* "a text", "an object": for messages. */
const char *jval_type_name(enum jval_type type);

#endif
