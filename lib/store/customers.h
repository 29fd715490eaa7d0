/* customers: the rows that cache what customer events say. */
#ifndef STORE_CUSTOMERS_H
#define STORE_CUSTOMERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/event.h"
#include "store/desk.h"

struct customer {
	int64_t id, seq;               /* seq: its last event */
	const char *key;               /* NULL once erased */
	const char *name, *lang, *plan;    /* NULL: not said */
};

bool customers_load(struct desk *d, struct arena *a, int64_t id, struct customer *c);
bool customers_by_key(struct desk *d, struct arena *a, const char *key, struct customer *c);

/* The fold of customer events; e's texts must be loaded. */
void customer_apply(struct customer *c, const struct event *e);
/* Writes the row, new or changed. */
void customers_save(struct desk *d, const struct customer *c);

/* All customers in order of number, for verify. */
struct customers;
struct customers *customers_all(struct desk *d, struct arena *a);
bool customers_next(struct customers *s, struct arena *row, struct customer *c);
void customers_end(struct customers *s);

#endif
