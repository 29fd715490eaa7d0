/* template: canned replies of the policy, filled in for a ticket. */
#ifndef SERVICE_TEMPLATE_H
#define SERVICE_TEMPLATE_H

#include "service/session.h"

/* The reply called name in the ticket's language, with {{reference}},
 * {{subject}}, {{customer}}, {{agent}}, {{state}} and {{text}} (what the agent
 * adds; without {{text}} it follows below) filled in. EX_DATAERR for an
 * unknown name or placeholder. */
int template_fill(const struct session *s, struct arena *a, const struct ticket *t, const char *name,
                  const char *text, const char **out, struct fault *f);

#endif
