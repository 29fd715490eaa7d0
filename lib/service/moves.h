/* moves: which change of state is legal, and its event. */
#ifndef SERVICE_MOVES_H
#define SERVICE_MOVES_H

#include "service/session.h"

struct move {
	const char *state;             /* as typed: a name, or a class such as "held" */
	int64_t until;                 /* AT_NONE */
	const char *reference;         /* of a third party; NULL */
	const char *by;                /* NULL: a person; "customer", "take" */
};

/* Until when a resolved or closed ticket can be re-opened: the instant from
 * which it cannot. */
int64_t move_reopen_limit(const struct session *s, const struct ticket *t);

/* Checks the move of t and fills e (a fresh move event). EX_DATAERR with
 * where the ticket may go, EX_NOPERM. */
int move_plan(const struct session *s, struct arena *a, const struct ticket *t,
              const struct move *m, struct event *e, struct fault *f);

/* Does text name a state, or a class that has one? */
bool move_names(const struct session *s, const char *text);

#endif
