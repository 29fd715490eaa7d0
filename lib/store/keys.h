/* keys: which keys a desk surely does not have.
 *
 * An import asks for each line whether its ticket and its event are there. On a
 * server each question is a round trip; so after some of them all keys are read
 * once into a filter of bits, and only what that may hold is asked for. In a
 * file asking costs less than this would. */
#ifndef STORE_KEYS_H
#define STORE_KEYS_H

#include <stdbool.h>

#include "store/desk.h"

enum keys_of { KEYS_TICKET, KEYS_EVENT };

/* Inside a transaction. False: there is none of this key. An event's key with
 * "/" at its end stands for all that begin so. */
bool keys_may_have(struct desk *d, enum keys_of of, const char *key);
/* A row with this key (may be NULL) was written. */
void keys_note(struct desk *d, enum keys_of of, const char *key);

#endif
