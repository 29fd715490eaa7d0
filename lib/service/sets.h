/* sets: NAME=VALUE as people type them, as one set event. */
#ifndef SERVICE_SETS_H
#define SERVICE_SETS_H

#include "service/session.h"

/* Plans the set event for t: names are facts (subject, kind, category,
 * complexity, priority, impact, urgency, affected, customer, person, watchers,
 * cc, channel, lang, plan, tags, spam), "+a,-b" in lists adds and takes away,
 * and custom fields by their name. Setting impact, urgency, affected, category or kind derives
 * the priority again unless it was set by hand. *has: anything differs. */
int sets_plan(const struct session *s, struct arena *a, const struct ticket *t,
              const struct pairs *set, struct event *e, bool *has, struct fault *f);

/* EX_DATAERR, with the nearest known one, for a name that is no fact and no
 * field of the policy. */
int sets_known(const struct session *s, struct arena *a, const char *name, struct fault *f);

#endif
