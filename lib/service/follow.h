/* follow: what a change of one ticket means for those it belongs to: the one it
 * was merged into, its problem, its incidents. For change.h. */
#ifndef SERVICE_FOLLOW_H
#define SERVICE_FOLLOW_H

#include "service/change.h"

/* A merged ticket takes no more, but what its customer says is heard in the one
 * it went into: then *t is that one, and *note says so. EX_DATAERR for all
 * else. */
int follow_merge(const struct session *s, struct arena *a, const struct change *c, struct ticket *t,
                 const char **note, struct fault *f);

/* t was changed by set (an event written; NULL: none); its reach was before:
 * counts and priorities of its problem and of its incidents come in line. */
void follow_set(const struct session *s, struct arena *a, const struct ticket *t, const struct event *set,
                int64_t before);

/* t is done: how many of its incidents are not, and how to end them. NULL: none. */
const char *follow_done(const struct session *s, struct arena *a, const struct ticket *t);

/* The active incidents of a problem, by number; *n of them. */
const int64_t *follow_incidents(const struct session *s, struct arena *a, int64_t problem, size_t *n);

#endif
