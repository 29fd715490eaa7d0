/* policy_loading: a policy's way from a file into the desk. */
#ifndef APP_POLICY_LOADING_H
#define APP_POLICY_LOADING_H

#include "app/app.h"

struct policy_loading {
	const char *file;
	const char *valid_from;        /* as typed; NULL: now */
	bool apply;                    /* to clocks that run already, too */
};

/* Checks the file, opens the desk and loads it, or, dry, shows what would be
 * other. Returns the exit code, all messages said. */
int policy_loading_run(struct app *app, const struct policy_loading *x);

#endif
