/* related: what a ticket is to others, for people: links, merges, splits. */
#ifndef SERVICE_RELATED_H
#define SERVICE_RELATED_H

#include "service/session.h"

struct related {
	const char *relation;          /* of relation_words or related_words */
	struct ticket other;           /* as it stood; only its id where it cannot be read */
};
struct related_list { struct related *v; size_t n, cap; };

/* merged-into merged-from split-from split-into: what the one asked about is to
 * the other. */
extern const char *const related_words[];

/* Inside a read transaction: t as it stood at as_of (AT_NONE: now). Links first,
 * in their order. */
void related_read(const struct session *s, struct arena *a, const struct ticket *t, int64_t as_of,
                  struct related_list *out);

#endif
