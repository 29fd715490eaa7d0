/* directory: the customers of the desk and their people, as they are, or as
 * they stood at an instant (then folded from their events into memory). */
#ifndef SERVICE_DIRECTORY_H
#define SERVICE_DIRECTORY_H

#include "service/session.h"
#include "service/who.h"

struct directory;

/* Inside a transaction, as all of these; as_of AT_NONE: now. */
struct directory *directory_open(const struct session *s, struct arena *a, int64_t as_of);

/* As who_find(). */
int directory_find(struct directory *d, struct arena *a, const char *text, struct who *w, struct fault *f);
bool directory_customer(struct directory *d, struct arena *a, int64_t id, struct customer *c);

/* Customers by key; csm NULL: all, those that were merged too. */
struct directory_customers;
struct directory_customers *directory_customers(struct directory *d, struct arena *a, const char *csm);
bool directory_next(struct directory_customers *l, struct arena *row, struct customer *c);
void directory_end(struct directory_customers *l);

/* People of a customer, 0: of all, by number. */
struct directory_people;
struct directory_people *directory_people(struct directory *d, struct arena *a, int64_t customer);
bool directory_next_person(struct directory_people *l, struct arena *row, struct person *p);
void directory_end_people(struct directory_people *l);

#endif
