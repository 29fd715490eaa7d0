/* text: where the text of a note or a ticket comes from. */
#ifndef APP_TEXT_H
#define APP_TEXT_H

#include "app/app.h"

/* The text of -m, -F or -e; else, where use_stdin, all of stdin. *text is
 * valid UTF-8 without trailing blank lines, NULL where none was given. Bytes
 * that are not UTF-8 are read as windows-1252, with a note. initial (may be
 * NULL) is what the editor begins with. Returns 0 or an exit code, its
 * message said. */
int app_text(struct app *app, bool use_stdin, const char *initial, const char **text);

/* The text of a file, "-" meaning stdin. */
int app_text_file(struct app *app, const char *path, const char **text);

/* One argument as valid UTF-8 (the same repair). */
const char *app_clean(struct app *app, const char *what, const char *text);
/* The same of an option given several times: its values, by commas. */
const char *app_clean_list(struct app *app, const char *what, const struct opt_list *list);

#endif
