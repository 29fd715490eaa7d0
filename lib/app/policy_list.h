/* policy_list: what a policy defines, as rows: tk-policy list, and with it
 * the completion of every name a user types. */
#ifndef APP_POLICY_LIST_H
#define APP_POLICY_LIST_H

#include "app/app.h"

/* versions states kinds ... permissions, NULL-terminated. */
extern const char *const policy_list_words[];

/* Prints the list what (of the words) of the session's policy; versions are
 * the desk's and need a transaction. Returns the exit code. */
int policy_list(struct app *app, const char *what);

/* The names of the list, for a summary; NULL-terminated, empty for versions
 * and permissions. */
struct names policy_list_names(struct app *app, const char *what);

#endif
