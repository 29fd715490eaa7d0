/* verify_clients: customers and their people folded anew and compared with
 * their rows. */
#ifndef SERVICE_VERIFY_CLIENTS_H
#define SERVICE_VERIFY_CLIENTS_H

#include "base/arena.h"
#include "domain/customer.h"
#include "service/session.h"

/* They are few: the folds are kept in memory. */
struct verify_clients {
	const struct session *s;
	struct arena *a;
	void (*say)(void *arg, const char *text);
	void *arg;
	struct { struct customer *v; size_t n, cap; } customers;
	struct { struct person *v; size_t n, cap; } people;
};

/* A customer or person event, its texts loaded, in the order of the chain. */
void verify_clients_event(struct verify_clients *v, const struct event *e);
/* After the last event: the rows and the head's counters. */
void verify_clients_rows(struct verify_clients *v);

#endif
