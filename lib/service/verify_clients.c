/* verify_clients: customers and their people against their events. */
#include "service/verify_clients.h"

#include <inttypes.h>
#include <stdarg.h>

#include "base/vec.h"
#include "store/customers.h"
#include "store/people.h"

static void say(struct verify_clients *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void say(struct verify_clients *v, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	v->say(v->arg, arena_vprintf(v->a, fmt, ap));
	va_end(ap);
}

/* A copy of e whose strings live as long as the run. */
static struct event kept(struct verify_clients *v, const struct event *e)
{
	struct event copy = {.seq = e->seq, .kind = e->kind};

	for (size_t i = 0; i < e->data.n; i++)
		pairs_add(v->a, &copy.data, arena_strdup(v->a, e->data.v[i].name),
		          arena_strdup(v->a, e->data.v[i].value));
	for (size_t i = 0; i < e->ntexts; i++) {
		event_add_text(v->a, &copy, e->texts[i].part, e->texts[i].body
			? arena_dup(v->a, e->texts[i].body, e->texts[i].n) : "");
		if (!e->texts[i].body)
			copy.texts[copy.ntexts - 1].body = NULL;
	}
	return copy;
}

/* Numbers come one after the other: the place of id, NULL after saying why. */
static bool in_order(struct verify_clients *v, const struct event *e, const char *what, int64_t id, size_t n)
{
	if (id >= 1 && id <= (int64_t)n + 1)
		return true;
	say(v, "event %" PRId64 ": it names %s %" PRId64 " out of order", e->seq, what, id);
	return false;
}

void verify_clients_event(struct verify_clients *v, const struct event *e)
{
	bool person = e->kind == EVENT_PERSON;
	int64_t id = pairs_int(&e->data, person ? "person" : "customer", 0);
	struct event copy = kept(v, e);

	if (person && in_order(v, e, "person", id, v->people.n)) {
		if (id == (int64_t)v->people.n + 1)
			*vec_push(v->a, &v->people) = (struct person){0};
		person_apply(v->a, &v->people.v[id - 1], &copy);
	} else if (!person && in_order(v, e, "customer", id, v->customers.n)) {
		if (id == (int64_t)v->customers.n + 1)
			*vec_push(v->a, &v->customers) = (struct customer){0};
		customer_apply(&v->customers.v[id - 1], &copy);
	}
}

static void check_customers(struct verify_clients *v)
{
	struct customers *list = customers_all(v->s->desk, v->a);
	struct arena row = {0};
	struct customer c;
	size_t seen = 0;

	while (customers_next(list, &row, &c)) {
		seen++;
		if (c.id < 1 || c.id > (int64_t)v->customers.n)
			say(v, "customer %" PRId64 ": no event has it", c.id);
		else if (!customer_same(&c, &v->customers.v[c.id - 1]))
			say(v, "customer %" PRId64 ": its row differs from what its events say", c.id);
		arena_reset(&row);
	}
	customers_end(list);
	arena_free(&row);
	if (seen < v->customers.n)
		say(v, "%zu customers are missing", v->customers.n - seen);
}

static void check_people(struct verify_clients *v)
{
	struct people *list = people_of(v->s->desk, v->a, 0);
	struct arena row = {0};
	struct person p;
	size_t seen = 0;
	int64_t addresses = 0;

	while (people_next(list, &row, &p)) {
		seen++;
		if (p.id < 1 || p.id > (int64_t)v->people.n)
			say(v, "person %" PRId64 ": no event has it", p.id);
		else if (!person_same(&p, &v->people.v[p.id - 1]))
			say(v, "person %" PRId64 ": its row differs from what its events say", p.id);
		addresses += (int64_t)p.addresses.n;
		arena_reset(&row);
	}
	people_end(list);
	arena_free(&row);
	if (seen < v->people.n)
		say(v, "%zu people are missing", v->people.n - seen);
	if (people_addresses(v->s->desk) != addresses)
		say(v, "%" PRId64 " addresses are kept, %" PRId64 " belong to people",
		    people_addresses(v->s->desk), addresses);
}

void verify_clients_rows(struct verify_clients *v)
{
	const struct desk_head *h = desk_head(v->s->desk);

	if (h->customer != (int64_t)v->customers.n)
		say(v, "the record knows %zu customers, the head says %" PRId64, v->customers.n, h->customer);
	if (h->person != (int64_t)v->people.n)
		say(v, "the record knows %zu people, the head says %" PRId64, v->people.n, h->person);
	check_customers(v);
	check_people(v);
}
