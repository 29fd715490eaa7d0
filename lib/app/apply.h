/* apply: one change to many tickets, in one transaction. */
#ifndef APP_APPLY_H
#define APP_APPLY_H

#include "app/app.h"
#include "app/refs.h"
#include "service/change.h"

/* Applies c to every ticket of refs. All faults are said; any of them keeps
 * everything from being written, unless --keep-going. Says what was masked
 * and what the user should know; a dry run prints the references that would
 * change. Returns the exit code; EXIT_NO where c is for free tickets only and
 * somebody held one of them. */
int app_apply(struct app *app, const struct app_refs *refs, const struct change *c);

/* Loads files to attach (OPT_LIST of paths) into c; 0 or an exit code. */
int app_attach(struct app *app, const struct opt_list *paths, struct change *c);
int app_attachments(struct app *app, const struct opt_list *paths,
                    const struct attachment **files, size_t *n);

/* Says how many card numbers and codes were masked, if any. */
void app_say_masked(int n);

#endif
