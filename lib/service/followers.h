/* followers: who hears of a ticket.
 *
 * On the desk's side who holds it and who watches it; on the customer's side
 * who asked, all people of his firm where the policy says so, and addresses in
 * copy. Everybody once; the customer's side hears only what is public. */
#ifndef SERVICE_FOLLOWERS_H
#define SERVICE_FOLLOWERS_H

#include "domain/customer.h"
#include "service/session.h"

enum follower_kind { FOLLOWER_HOLDER, FOLLOWER_WATCHER, FOLLOWER_PERSON, FOLLOWER_FIRM, FOLLOWER_COPY };
extern const char *const follower_words[];     /* holder watcher person firm copy */

struct follower {
	enum follower_kind kind;
	const char *agent;             /* of the desk; else NULL */
	int64_t person;                /* of the customer; 0: none */
	const char *name;              /* to show; NULL: not known */
	const char *channel, *address; /* how to reach them; NULL: nothing is known */
	const char *lang;              /* to write in; NULL: the ticket's */
};
struct followers { struct follower *v; size_t n, cap; };

/* Inside a transaction; t with its watchers and copies. Those of the desk come
 * first. People who are gone hear nothing. */
void followers_of(const struct session *s, struct arena *a, const struct ticket *t, struct followers *out);

/* May this person of the ticket's customer see it? */
bool followers_may_see(const struct session *s, const struct ticket *t, const struct person *p);

/* The address a person is best written to: where he prefers it, else on the
 * channel given (NULL: none), by mail, or any; NULL: he has none. */
const struct pair *followers_address(const struct person *p, const char *channel);

#endif
