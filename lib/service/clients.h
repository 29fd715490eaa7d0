/* clients: what is said of customers and their people, checked against the
 * policy.
 *
 * One event a change; its facts stand beside the old ones ("plan" and
 * "old.plan"), "do" says which kind of change it is: new, set, merge. Names,
 * keys and addresses are texts, so that they can be erased. */
#ifndef SERVICE_CLIENTS_H
#define SERVICE_CLIENTS_H

#include "service/session.h"
#include "store/customers.h"
#include "store/people.h"

/* NAME=VALUE as people type them; "" takes away. Of customers: key name lang
 * plan stage zone volume ("12500.00 EUR" a month) products internal csm (an
 * agent, me, or auto: by the policy's rules) review (a date). Of people: key
 * name customer lang title prefers gone, and a channel's name for the addresses
 * there. Lists take "+a,-b". */
extern const char *const client_words[];
extern const char *const client_person_words[];

/* EX_DATAERR, with the nearest known one, for a name that is no fact. */
int clients_known(const struct session *s, struct arena *a, bool person, const char *name, struct fault *f);

/* Must it be there, must it not, or is it made where it is not? */
enum client_how { CLIENT_SET, CLIENT_ADD, CLIENT_PUT };

struct client_result {
	int64_t id;                    /* of the customer or person */
	bool made, changed;
	int masked;
	const char *note;              /* something the user should know; NULL */
	const char *why;               /* how a success manager was chosen, in words; NULL */
};

/* Many changes in one transaction: what they look up again and again is
 * remembered. */
struct clients_run;
struct clients_run *clients_begin(const struct session *s, struct arena *a);

/* Inside a write transaction; all is checked before anything is written. Code
 * EXIT_NO: no such customer; EX_DATAERR: a value is wrong; EX_NOPERM. */
int clients_put(struct clients_run *run, struct arena *a, const char *key, enum client_how how,
                const struct pairs *set, struct client_result *r, struct fault *f);

/* The same for a person. A new one needs a customer: set says which, or the key
 * begins with his ("acme/maria"). key NULL: the one with an address that set
 * names, else a new one without a key. */
int clients_put_person(struct clients_run *run, struct arena *a, const char *key, enum client_how how,
                       const struct pairs *set, struct client_result *r, struct fault *f);

/* A person of a customer with nothing but an address: who writes for the first
 * time. */
int clients_bare_person(const struct session *s, struct arena *a, int64_t customer, const char *channel,
                        const char *address, struct person *p, struct fault *f);

/* Puts customer `from` into `into`: his tickets and people move, and what
 * `into` does not say is taken over. EX_DATAERR where they are one, or from
 * went somewhere already. */
struct client_merge { int64_t tickets, people; };
int clients_merge(struct clients_run *run, struct arena *a, const char *into, const char *from,
                  struct client_merge *r, struct fault *f);

/* Gives a customer's open tickets his plan and language; returns how many
 * changed. */
int clients_apply(const struct session *s, struct arena *a, int64_t customer, int64_t *n, struct fault *f);

#endif
