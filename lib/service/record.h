/* record: the one path by which anything is written.
 *
 * Every change of a ticket is an event: it is masked, appended to the chain,
 * folded into the ticket, and the row that caches it is written, all in the
 * running transaction. Callers check first: what comes here will be kept. */
#ifndef SERVICE_RECORD_H
#define SERVICE_RECORD_H

#include "domain/article.h"
#include "service/session.h"
#include "store/customers.h"
#include "store/people.h"

/* A new event of this session about ticket id (0: the desk): actor, role, OS
 * user and instant filled in. */
struct event record_event(const struct session *s, enum event_kind kind, int64_t id);

/* Gives the ticket its number, appends the open event e and writes t, which
 * must be zeroed. Strings of e live as long as t. */
void record_open(const struct session *s, struct arena *a, struct event *e, struct ticket *t);

/* Appends e to t and writes it. e->at is moved up to the ticket's last event
 * where it is older. */
void record_change(const struct session *s, struct arena *a, struct ticket *t, struct event *e);

/* For who adds many events to a ticket and writes its row once (past.h):
 * record_add() appends e and folds it into t; what t keeps is copied to a, all
 * else comes from row, which may be emptied after. A zeroed t gets its number
 * (e is its opening). e->at is taken as it is: never older than t->changed.
 * record_before() keeps t as its row says, NULL for a new one; record_save()
 * writes what has changed since. only: its opening, where nothing else happened
 * to it (NULL: something did, or was not kept); its strings live. */
void record_add(const struct session *s, struct arena *a, struct arena *row, struct ticket *t,
                struct event *e);
struct ticket *record_before(struct arena *a, struct ticket *t);
void record_save(const struct session *s, struct arena *row, const struct ticket *before,
                 const struct ticket *t, const struct event *only);

/* Appends an event that is about no ticket (policy, erase). */
void record_desk(const struct session *s, struct arena *a, struct event *e);

/* Appends e to customer c and writes his row. c->id 0: a new one, who gets his
 * number. Strings of e live as long as c. */
void record_client(const struct session *s, struct arena *a, struct event *e, struct customer *c);
/* The same for a person; p->customer is whose he is where e does not say. */
void record_person(const struct session *s, struct arena *a, struct event *e, struct person *p);

/* The same for an article of the knowledge base. Its index hears of it where
 * the words are made (store/shelf.h). */
void record_article(const struct session *s, struct arena *a, struct event *e, struct article *x);

/* The customer with this key, or the one he went into; a bare one is made where
 * there is none (key is masked as all text is). Returns the number. */
int64_t record_customer(const struct session *s, struct arena *a, const char *key, struct customer *c);

/* How many card numbers and codes were masked in what e says. A caller who
 * masks before, because he cuts or splits, puts his count in e's data. */
int record_masked(const struct event *e);

#endif
