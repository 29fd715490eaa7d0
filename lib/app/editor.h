/* editor: $VISUAL or $EDITOR on a private file. */
#ifndef APP_EDITOR_H
#define APP_EDITOR_H

#include "app/app.h"

/* Can an editor be started: is there a terminal? 0, or EX_USAGE, its message
 * said. A pipe on standard input will do: the editor gets the terminal. */
int editor_check(const struct app *app);

/* A new file in $TMPDIR, readable by its owner only, with this text; its path.
 * NULL where it cannot be made, its message said. */
char *editor_file(struct app *app, const char *text);
/* The same text again into the file there is; false, its message said. */
bool editor_write(const char *path, const char *text);

/* Waits for the editor to end; sh splits its arguments. 0, or EX_UNAVAILABLE
 * where it failed, its message said. */
int editor_run(struct app *app, const char *path);

#endif
