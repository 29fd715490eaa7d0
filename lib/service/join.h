/* join: merging tickets, and taking merges and splits back.
 *
 * Nothing moves: events say what belongs where, so each can be taken back.
 * A merged ticket is closed and takes no more; what it said counts in the one
 * it went into, from where it may go on by further merges and splits. */
#ifndef SERVICE_JOIN_H
#define SERVICE_JOIN_H

#include "service/link.h"
#include "service/session.h"

/* Right and text, before any ticket is looked at: EX_NOPERM, EX_DATAERR. */
int join_check(const struct session *s, const char *text, struct fault *f);

/* Inside a write transaction; text (NULL: none) says why and is kept with
 * the events. Code EXIT_NO: a ticket is not there; EX_DATAERR: it cannot be. */

/* Puts ticket id into target; is it there already, nothing changes. Links go
 * along where target has none that forbid it, watchers and addresses in copy
 * too. EX_DATAERR: a loop, either is merged, their customers are two. */
int join_merge(const struct session *s, struct arena *a, int64_t id, int64_t target, const char *text,
               struct link_result *result, struct fault *f);

/* Takes back the last merge or split the ticket took part in. EX_DATAERR where
 * there is none, or what came later must be taken back before. */
int join_undo(const struct session *s, struct arena *a, int64_t id, const char *text,
              struct link_result *result, struct fault *f);

#endif
