/* form: blocks of "name: value" lines that people edit.
 *
 *     ref: TK-4711-K
 *     seq: 17
 *     # open since yesterday           (a line that is not read)
 *     priority: P1
 *     tags: vip, eu
 *
 * A block begins with its ref. Empty lines mean nothing; a value is one line,
 * blanks around it are taken away. */
#ifndef IN_FORM_H
#define IN_FORM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct form_line { const char *name, *value; long line; };

struct form_block {
	const char *ref;
	long line;                     /* where it begins, 1-based */
	int64_t seq;                   /* the event it was made at; -1: not said */
	struct form_line *v;           /* what else it says */
	size_t n, cap;
};

struct form { struct form_block *v; size_t n, cap; };

/* Where the errors of a form go; more than one may come. */
struct form_report {
	void (*say)(void *arg, long line, const char *text);
	void *arg;
};

/* Reads all blocks of a text, which must be valid UTF-8 without NUL; what it
 * gives lives in the arena. Returns how many errors were said. */
int form_parse(struct arena *a, const char *text, const struct form_report *report, struct form *out);

#endif
