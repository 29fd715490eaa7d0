/* keys: which customers a program is asked about: operands, or lines of stdin. */
#ifndef APP_KEYS_H
#define APP_KEYS_H

#include "app/app.h"

struct app_key {
	const char *text;              /* as given, valid UTF-8 */
	const char *file;              /* "stdin", NULL for an operand */
	long line;
};

struct app_keys {
	struct app_key *v;
	size_t n, cap;
	bool from_stdin;
	int wrong;                     /* --keep-going: the code of lines left out; 0: none */
};

/* Operands from number first on, or, with "-" or with none and stdin no
 * terminal, the lines of stdin. Repeats count once. 0, or an exit code, its
 * message said; more than --max (100) from stdin: EX_USAGE. */
int app_keys_read(struct app *app, size_t first, struct app_keys *keys);

/* Says a fault about a key, with its line where it came from stdin; its code. */
int app_key_fault(const struct app_key *k, struct fault *f);

#endif
