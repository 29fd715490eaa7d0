/* bring: a whole desk into another place: to a server, back into a file, into
 * a copy. What arrives is verified before it is kept. */
#ifndef APP_BRING_H
#define APP_BRING_H

#include "app/app.h"

struct brought { int64_t events, tickets, texts, files; };

/* Copies the desk into to, which is just made and empty. Progress shows on a
 * terminal. Returns an exit code; whatever is wrong has been said, and nothing
 * is kept then. */
int bring(struct app *app, struct desk *from, struct desk *to, struct brought *b);

/* tk-init --from: makes the desk app->db of the one named from. The session's
 * actor must have the right to audit there. */
int bring_from(struct app *app, const char *from);
/* tk-audit backup of a desk on a server: into a new file. The session has the
 * desk. */
int bring_into_file(struct app *app, const char *path);

#endif
