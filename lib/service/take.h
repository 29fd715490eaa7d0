/* take: the most urgent ticket that fits an agent, given to him at once. */
#ifndef SERVICE_TAKE_H
#define SERVICE_TAKE_H

#include "service/session.h"

/* Inside a write transaction: finds the most urgent active ticket nobody
 * holds that is at the agent's level or below, of one of his teams (or of
 * none), in a language he speaks (or none said), and not waiting or held, and
 * assigns it. *id 0: nothing fits. EX_NOPERM; EXIT_NO where the agent is at
 * his capacity. */
int take_next(const struct session *s, struct arena *a, int64_t *id, struct fault *f);

/* Does the ticket fit the agent? agent NULL fits all. */
bool take_fits(const struct session *s, const struct policy_agent *agent, const struct ticket *t);

#endif
