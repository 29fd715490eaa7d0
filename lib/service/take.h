/* take: the most urgent ticket that fits an agent, given to him at once. */
#ifndef SERVICE_TAKE_H
#define SERVICE_TAKE_H

#include "service/change.h"

/* Inside a write transaction: finds the most urgent ticket that is new or open,
 * nobody holds, and fits the session's agent; gives it to him, with what also
 * says beside it (a note, a reply; agent and guards are left out). *id 0:
 * nothing fits. EX_NOPERM; EXIT_NO where the agent is at his capacity. */
int take_next(const struct session *s, struct arena *a, const struct change *also, int64_t *id,
              struct change_result *r, struct fault *f);

/* Does the ticket fit the agent? It is at his level or below, of one of his
 * teams (or of none), in a language he speaks (or none said), and he has the
 * skills its category asks for. agent NULL fits all. */
bool take_fits(const struct session *s, const struct policy_agent *agent, const struct ticket *t);

#endif
