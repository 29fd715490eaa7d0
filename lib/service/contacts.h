/* contacts: the last words with a customer, whatever the channel: his messages,
 * our answers, calls and surveys over all of his tickets, newest first. */
#ifndef SERVICE_CONTACTS_H
#define SERVICE_CONTACTS_H

#include "service/session.h"
#include "service/tell.h"

struct contact {
	struct event e;                /* its texts are loaded */
	int64_t ticket;
	const char *subject;           /* of the ticket */
	const char *channel;           /* NULL: not known */
	enum voice voice;              /* VOICE_FACT: a call, a survey */
};
struct contacts { struct contact *v; size_t n, cap; };

/* At most so many. Inside a transaction; as_of AT_NONE: up to now. */
void contacts_last(const struct session *s, struct arena *a, int64_t customer, int64_t as_of,
                   size_t most, struct contacts *out);

/* What was said, its first line, cut where it is long; NULL: nothing, or erased. */
const char *contact_line(struct arena *a, const struct contact *c);

#endif
