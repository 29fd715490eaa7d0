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

/* Typed fields of an object. Absent and null leave *out as it is and return
 * 0; a value of another type is EX_DATAERR, its place left as it is. */
int jval_text(const struct jval *object, const char *key, const char **out, struct fault *f);
int jval_int(const struct jval *object, const char *key, int64_t *out, struct fault *f);
int jval_bool(const struct jval *object, const char *key, bool *out, struct fault *f);
/* A list of texts, NULL-terminated; a single text is a list of one. */
int jval_texts(struct arena *a, const struct jval *object, const char *key,
               const char *const **out, size_t *n, struct fault *f);

/* EX_DATAERR with a hint where object has a key that is none of words. */
int jval_known(struct arena *a, const struct jval *object, const char *const *words,
               struct fault *f);

/* "a text", "an object": for messages. */
const char *jval_type_name(enum jval_type type);

#endif
