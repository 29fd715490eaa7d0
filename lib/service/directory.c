/* directory: the customers of the desk and their people, now or then. */
#include "service/directory.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/address.h"
#include "store/events.h"
#include "text/mask.h"
#include "when/clock.h"

struct directory {
	const struct session *s;
	int64_t as_of;
	/* as_of only: by number, less one; id 0: was not known yet */
	struct { struct customer *v; size_t n, cap; } customers;
	struct { struct person *v; size_t n, cap; } people;
};

/* --- then --- */

static struct customer *customer_then(struct directory *d, int64_t id)
{
	return id >= 1 && id <= (int64_t)d->customers.n && d->customers.v[id - 1].id
		? &d->customers.v[id - 1] : NULL;
}

static void fold_one(struct directory *d, struct arena *a, const struct event *e)
{
	bool person = e->kind == EVENT_PERSON;
	int64_t id = pairs_int(&e->data, person ? "person" : "customer", 0);
	const struct desk_head *h = desk_head(d->s->desk);

	if (id < 1 || id > (person ? h->person : h->customer))     /* damage; verify says it */
		return;
	while (person && (int64_t)d->people.n < id)
		vec_push(a, &d->people);
	while (!person && (int64_t)d->customers.n < id)
		vec_push(a, &d->customers);
	if (person)
		person_apply(a, &d->people.v[id - 1], e);
	else
		customer_apply(&d->customers.v[id - 1], e);
}

static void fold(struct directory *d, struct arena *a)
{
	struct events *list = events_of(d->s->desk, a, 0, EVENTS_ALL);
	struct event e;
	const char *bad;

	while (events_next(list, a, &e, &bad))
		if (!bad && e.at <= d->as_of && (e.kind == EVENT_CUSTOMER || e.kind == EVENT_PERSON))
			fold_one(d, a, &e);
	events_end(list);
}

static bool has_address(const struct directory *d, struct arena *a, const struct person *p, const char *text)
{
	for (size_t i = 0; i < p->addresses.n; i++) {
		const char *clean;
		if (policy_channel(d->s->policy, p->addresses.v[i].name) &&
		    address_clean(a, p->addresses.v[i].name, text, &clean, NULL) == 0 &&
		    strcmp(clean, p->addresses.v[i].value) == 0)
			return true;
	}
	return false;
}

static bool find_customer_then(struct directory *d, const char *key, struct who *w)
{
	for (size_t i = 0; i < d->customers.n; i++) {
		struct customer *c = &d->customers.v[i];
		if (!c->id || !c->key || strcmp(c->key, key) != 0)
			continue;
		w->merged = c->merged ? key : NULL;
		for (size_t k = 0; k < d->customers.n && customer_then(d, c->merged); k++)
			c = customer_then(d, c->merged);
		w->c = *c;
		return true;
	}
	return false;
}

static int find_then(struct directory *d, struct arena *a, const char *text, struct who *w, struct fault *f)
{
	const char *key = mask_text(a, text, strlen(text), NULL, NULL);

	memset(w, 0, sizeof *w);
	if (find_customer_then(d, key, w))
		return 0;
	for (size_t i = 0; i < d->people.n && !w->p.id; i++)
		if (d->people.v[i].key && strcmp(d->people.v[i].key, key) == 0)
			w->p = d->people.v[i];
	for (size_t i = 0; i < d->people.n && !w->p.id; i++)
		if (!d->people.v[i].gone && has_address(d, a, &d->people.v[i], text))
			w->p = d->people.v[i];
	if (!w->p.id || !customer_then(d, w->p.customer))
		return fault_set(f, EXIT_NO, "no customer and nobody of one had the key or address %s then", text);
	w->c = *customer_then(d, w->p.customer);
	return 0;
}

/* --- now or then --- */

struct directory *directory_open(const struct session *s, struct arena *a, int64_t as_of)
{
	struct directory *d = arena_new(a, struct directory);

	d->s = s;
	d->as_of = as_of;
	if (as_of != AT_NONE)
		fold(d, a);
	return d;
}

int directory_find(struct directory *d, struct arena *a, const char *text, struct who *w, struct fault *f)
{
	return d->as_of == AT_NONE ? who_find(d->s, a, text, w, f) : find_then(d, a, text, w, f);
}

bool directory_customer(struct directory *d, struct arena *a, int64_t id, struct customer *c)
{
	if (d->as_of == AT_NONE)
		return customers_load(d->s->desk, a, id, c);
	if (customer_then(d, id))
		*c = *customer_then(d, id);
	return customer_then(d, id) != NULL;
}

struct directory_customers {
	struct customers *live;
	struct customer **v;
	size_t n, at;
	const char *csm;
};

static int by_key(const void *a, const void *b)
{
	const struct customer *x = *(struct customer *const *)a, *y = *(struct customer *const *)b;

	if (!x->key || !y->key)
		return x->key ? -1 : y->key ? 1 : x->id < y->id ? -1 : 1;
	return strcmp(x->key, y->key);
}

struct directory_customers *directory_customers(struct directory *d, struct arena *a, const char *csm)
{
	struct directory_customers *l = arena_new(a, struct directory_customers);

	l->csm = csm;
	if (d->as_of == AT_NONE) {
		l->live = csm ? customers_of_csm(d->s->desk, a, csm) : customers_in_order(d->s->desk, a);
		return l;
	}
	l->v = arena_array(a, struct customer *, d->customers.n);
	for (size_t i = 0; i < d->customers.n; i++)
		if (d->customers.v[i].id)
			l->v[l->n++] = &d->customers.v[i];
	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, by_key);
	return l;
}

bool directory_next(struct directory_customers *l, struct arena *row, struct customer *c)
{
	if (l->live)
		return customers_next(l->live, row, c);
	while (l->at < l->n) {
		*c = *l->v[l->at++];
		if (!l->csm || str_eq(c->csm, l->csm))
			return true;
	}
	return false;
}

void directory_end(struct directory_customers *l)
{
	if (l->live)
		customers_end(l->live);
}

struct directory_people {
	struct people *live;
	struct directory *d;
	size_t at;
	int64_t customer;
};

struct directory_people *directory_people(struct directory *d, struct arena *a, int64_t customer)
{
	struct directory_people *l = arena_new(a, struct directory_people);

	*l = (struct directory_people){.d = d, .customer = customer};
	if (d->as_of == AT_NONE)
		l->live = people_of(d->s->desk, a, customer);
	return l;
}

bool directory_next_person(struct directory_people *l, struct arena *row, struct person *p)
{
	if (l->live)
		return people_next(l->live, row, p);
	while (l->at < l->d->people.n) {
		*p = l->d->people.v[l->at++];
		if (p->id && (!l->customer || p->customer == l->customer))
			return true;
	}
	return false;
}

void directory_end_people(struct directory_people *l)
{
	if (l->live)
		people_end(l->live);
}
