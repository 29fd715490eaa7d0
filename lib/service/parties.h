/* parties: whom a rule of the policy tells: agents, teams, levels, who is on
 * call, as the people they are at an instant. */
#ifndef SERVICE_PARTIES_H
#define SERVICE_PARTIES_H

#include "service/session.h"

/* "@ana": an agent; "customer": whoever asks; "team front", "level 4" where the
 * policy names no agents at all. Each once. */
struct parties { const char **v; size_t n, cap; };

/* Whom n phrases of a rule mean for a ticket at s->now. before: who held the
 * ticket until now; he hears of it too where nobody does any more (NULL).
 * Inside a transaction. */
void parties_find(const struct session *s, struct arena *a, const struct ticket *t, const char *before,
                  const struct policy_party *v, size_t n, struct parties *out);

/* Joined by commas. */
char *parties_list(struct arena *a, const struct parties *p);

#endif
