/* spam: what is no case at all goes out of sight, and comes back as it was. */
#ifndef SERVICE_SPAM_H
#define SERVICE_SPAM_H

#include "service/session.h"

/* "yes" or "no" as people type it. EX_DATAERR. */
int spam_parse(const char *text, bool *yes, struct fault *f);

/* Plans the move that goes with the mark (yes) or with taking it away, into e,
 * whatever the flow says: to the policy's closed state, or back to the state it
 * had before. *has: there is one. EX_NOPERM. */
int spam_plan(const struct session *s, struct arena *a, const struct ticket *t, bool yes,
              struct event *e, bool *has, struct fault *f);

#endif
