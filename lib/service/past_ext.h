/* past_ext: the names that events of other desks keep here.
 *
 * The idempotency key of an imported event is SOURCE/KEY/ID, for one that is
 * about no ticket SOURCE//o:KEY/ID (an organisation) or SOURCE//p:KEY/ID (a
 * person). In each part "%" and "/" are written %25 and %2F. An ID that begins
 * with "=" was made here: "=open" of an opening, else from what the line says.
 * KEY "#17" is ticket 17 of a desk that gave it no key. */
#ifndef SERVICE_PAST_EXT_H
#define SERVICE_PAST_EXT_H

#include <stdbool.h>

#include "base/arena.h"

struct past_ext {
	const char *source, *key, *id;
	char what;                     /* 't' ticket, 'o' organisation, 'p' person */
};

/* "SOURCE/KEY/" and the like: what all events of one thing have in front. */
char *past_ext_prefix(struct arena *a, char what, const char *source, const char *key);
/* With the id behind it. */
char *past_ext_add(struct arena *a, const char *prefix, const char *id);
/* Reads one back; false where ext has another form. */
bool past_ext_parse(struct arena *a, const char *ext, struct past_ext *out);

/* Is key "#17"? Its number, 0 where it is not. */
long long past_ext_ref(const char *key);

#endif
