/* who: whom people mean by a customer's key, a person's key, or an address. */
#ifndef SERVICE_WHO_H
#define SERVICE_WHO_H

#include "service/session.h"
#include "store/customers.h"
#include "store/people.h"

struct who {
	struct customer c;
	struct person p;               /* id 0: the customer as a whole is meant */
	const char *merged;            /* the key asked for went into c; NULL */
};

/* A customer's key, else a person's, else an address on any channel. Code
 * EXIT_NO where nobody has it, EX_DATAERR where several have the address. */
int who_find(const struct session *s, struct arena *a, const char *text, struct who *w, struct fault *f);

/* A person by key or address, of a customer (0: of any); the same codes. */
int who_person(const struct session *s, struct arena *a, const char *text, int64_t customer,
               struct person *p, struct fault *f);

#endif
