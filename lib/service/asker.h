/* asker: for whom a ticket is: the customer, and who of him.
 *
 * Both are named as people type them. An unknown customer key makes a bare
 * customer; an address that nobody has makes a bare person of the customer that
 * is named with it. Checking and writing are two steps, so that nothing is made
 * for a ticket that is refused. */
#ifndef SERVICE_ASKER_H
#define SERVICE_ASKER_H

#include "service/session.h"
#include "store/customers.h"
#include "store/people.h"

struct asker {
	struct customer c;             /* id 0: nobody, or new_key */
	struct person p;               /* id 0: nobody, or new_address */
	const char *new_key;           /* NULL: no customer is to be made */
	const char *new_channel, *new_address;
	bool said_person;
};

/* customer and person as typed (NULL: not said, "": none); has and had are the
 * ticket's until now, 0 for none. Code EXIT_NO turns into EX_DATAERR: a ticket
 * cannot be for somebody nobody knows. */
int asker_check(const struct session *s, struct arena *a, const char *customer, const char *person,
                int64_t has, int64_t had, struct asker *w, struct fault *f);

/* Makes what is new; then c.id and p.id are who they are, 0 for nobody. */
int asker_write(const struct session *s, struct arena *a, struct asker *w, struct fault *f);

#endif
