/* people: the rows that cache what person events say, with their addresses. */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/customer.h"
#include "store/desk.h"

/* One person with his addresses; false where there is none. */
bool people_load(struct desk *d, struct arena *a, int64_t id, struct person *p);
bool people_by_key(struct desk *d, struct arena *a, const char *key, struct person *p);
/* Who has this address on a channel and is not gone; of this customer (0: of
 * any). *p is the first; returns how many. */
size_t people_at(struct desk *d, struct arena *a, const char *channel, const char *address,
                 int64_t customer, struct person *p);

/* Writes the row and the addresses, new or changed. */
void people_save(struct desk *d, struct arena *a, const struct person *p);

/* Of one customer, or all (customer 0), in order of number. */
struct people;
struct people *people_of(struct desk *d, struct arena *a, int64_t customer);
bool people_next(struct people *s, struct arena *row, struct person *p);
void people_end(struct people *s);
/* How many people of a customer are known, those who are gone included. */
int64_t people_count(struct desk *d, int64_t customer);
/* How many addresses are kept in all, for verify. */
int64_t people_addresses(struct desk *d);

#endif
