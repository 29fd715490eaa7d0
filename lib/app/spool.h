/* spool: an input that can be read as often as need be.
 *
 * No program waits for input while it holds the writers' lock: what cannot be
 * read again from its beginning (a pipe) is copied first, in memory and nowhere
 * else, as no card number in it is masked yet. */
#ifndef APP_SPOOL_H
#define APP_SPOOL_H

#include <stdio.h>
#include <sys/types.h>

#include "app/app.h"

struct spool {
	FILE *in;
	off_t start, end;              /* where the input begins and ends in the file */
	const char *name;              /* for messages */
};

/* A file, or standard input for NULL and "-", which must be no terminal.
 * Returns 0 or an exit code, its message said. */
int spool_open(struct app *app, const char *path, struct spool *s);
void spool_rewind(const struct spool *s);
/* Where the next byte comes from, and back to such a place. */
off_t spool_at(const struct spool *s);
void spool_to(const struct spool *s, off_t at);
void spool_close(struct spool *s);

#endif
