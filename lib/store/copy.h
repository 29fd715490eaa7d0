/* copy: all of a desk into an empty one, of whatever engine: the same events,
 * numbers and hashes, row by row; the search index is made anew. */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "store/desk.h"

/* In a read transaction of from and a write transaction of to, which has no
 * event yet. progress (NULL: none) hears how far it is: events read, then how
 * many texts' events, of all. Afterwards the head of to is that of from; what
 * failed shows when the transactions end. */
void copy_desk(struct desk *from, struct desk *to, void (*progress)(void *arg, const char *what, int64_t done, int64_t all),
               void *arg);

#endif
