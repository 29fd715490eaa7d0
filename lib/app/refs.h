/* refs: which tickets a program is asked about: operands, or lines of stdin. */
#ifndef APP_REFS_H
#define APP_REFS_H

#include "app/app.h"
#include "domain/ref.h"

struct app_ref {
	struct ref ref;
	const char *text;              /* as given */
	const char *file;              /* "stdin", NULL for an operand */
	long line;
};

struct app_refs {
	struct app_ref *v;
	size_t n, cap;
	bool from_stdin;
	int wrong;                     /* --keep-going: the code of lines left out; 0: none */
};

/* From standard input so many tickets may be changed without --max, and
 * without the right to change many. */
enum { APP_BULK = 100 };

/* Do operands from number first on name tickets (a lone "-" does not)? */
bool app_refs_given(const struct app *app, size_t first);

/* Reads all references: operands from number first on, or, with "-" or with
 * none and stdin no terminal, the lines of stdin. Repeats count once. All
 * wrong ones are reported; returns 0, EX_USAGE (an operand, or nothing to
 * read) or EX_DATAERR (a line; with --keep-going it is left out, and wrong
 * says so). More than --max (100) from stdin: EX_USAGE. */
int app_refs_read(struct app *app, size_t first, struct app_refs *refs);

#endif
