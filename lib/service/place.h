/* place: where a ticket goes when it is handed to another level or team. */
#ifndef SERVICE_PLACE_H
#define SERVICE_PLACE_H

#include "service/session.h"

struct place { int level; const char *team, *agent; };         /* NULL: nobody */

/* Where it is. */
struct place place_of(const struct ticket *t);

/* At a level: with the team of its category where that works there, else the
 * level's, else the one it has. */
struct place place_at_level(const struct session *s, const struct ticket *t, int level);
/* With a team, at the team's level where it has one. */
struct place place_with_team(const struct ticket *t, const struct policy_team *team);

/* Makes whoever holds t keep it where he belongs there: to the team, and to the
 * level or above it. An agent the policy does not know belongs to this level. */
void place_holder(const struct session *s, const struct ticket *t, struct place *p);

/* The next level above (step 1) or below (-1) a number; NULL: there is none. */
const struct policy_level *place_next_level(const struct session *s, int number, int step);

/* Is it where t is? */
bool place_same(const struct ticket *t, const struct place *p);

/* level, team and agent as facts of e where they differ, beside the old ones. */
void place_facts(struct arena *a, const struct ticket *t, const struct place *p, struct event *e);

#endif
