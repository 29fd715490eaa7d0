/* customers: the rows that cache what customer events say. */
#ifndef STORE_CUSTOMERS_H
#define STORE_CUSTOMERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/customer.h"
#include "store/desk.h"

bool customers_load(struct desk *d, struct arena *a, int64_t id, struct customer *c);
bool customers_by_key(struct desk *d, struct arena *a, const char *key, struct customer *c);
/* The same; of one that went into another, that one. */
bool customers_find(struct desk *d, struct arena *a, const char *key, struct customer *c);

/* Writes the row, new or changed. */
void customers_save(struct desk *d, struct arena *a, const struct customer *c);

/* All customers in order of number. */
struct customers;
struct customers *customers_all(struct desk *d, struct arena *a);
/* All by key; those without one (erased) come last, by number. */
struct customers *customers_in_order(struct desk *d, struct arena *a);
/* Those an agent looks after, by key. */
struct customers *customers_of_csm(struct desk *d, struct arena *a, const char *csm);
bool customers_next(struct customers *s, struct arena *row, struct customer *c);
void customers_end(struct customers *s);
/* How many an agent looks after. */
int64_t customers_looked_after(struct desk *d, const char *csm);

/* Tickets of a customer: how many are open; how many were opened in [from, to)
 * that are cases of their own, neither spam nor merged into another. */
int64_t customers_open(struct desk *d, int64_t id);
int64_t customers_cases(struct desk *d, int64_t id, int64_t from, int64_t to);
/* The numbers of all of them, or of the open ones. */
int64_t *customers_tickets(struct desk *d, struct arena *a, int64_t id, bool open, size_t *n);
/* The same without spam, the one that changed last first. */
struct customers_case { int64_t id, changed; };
struct customers_case *customers_latest(struct desk *d, struct arena *a, int64_t id, size_t *n);

#endif
