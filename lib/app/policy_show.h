/* policy_show: a policy as a document: a summary, a section, or its text. */
#ifndef APP_POLICY_SHOW_H
#define APP_POLICY_SHOW_H

#include "app/app.h"
#include "store/policies.h"

/* Prints the summary of a version, whose policy is the session's; newest is
 * the number of the last one. */
void policy_show_summary(struct app *app, const struct policy_version *v, int64_t newest);

/* Prints one section of a version's text (which must be loaded) as it is
 * written. Returns the exit code: EX_USAGE where it has none of that name. */
int policy_show_section(struct app *app, const struct policy_version *v, const char *section);

#endif
