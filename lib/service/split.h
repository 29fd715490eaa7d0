/* split: messages that are a matter of their own get a ticket of their own. */
#ifndef SERVICE_SPLIT_H
#define SERVICE_SPLIT_H

#include "service/side.h"

/* Inside a write transaction: opens a ticket of the messages seqs (numbers of
 * events) of ticket id; its number goes to *made. It inherits what the other is
 * and whom it is for; subject NULL: the same. join_check() first. EXIT_NO;
 * EX_DATAERR: merged, an event that is no message there. */
int split_off(const struct session *s, struct arena *a, int64_t id, const int64_t *seqs, size_t n,
              const char *subject, const char *text, int64_t *made, struct link_result *result,
              struct fault *f);

/* y, which was split off x, goes back into it, with what it said since. For
 * join_undo(). */
int split_undo(const struct session *s, struct arena *a, struct side *x, struct side *y,
               const char *text, struct link_result *result, struct fault *f);

#endif
