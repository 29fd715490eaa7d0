/* clients_merge: one customer into another, and what a customer's new plan
 * means to his open tickets. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/clients_inner.h"
#include "service/reach.h"
#include "service/record.h"
#include "store/tickets.h"
#include "text/mask.h"

/* --- merging --- */

struct merging {
	const struct session *s;
	struct arena *a;
	struct customer into, from;
	struct client_merge *r;
};

static int find(const struct session *s, struct arena *a, const char *key, struct customer *c, struct fault *f)
{
	if (customers_by_key(s->desk, a, mask_text(a, key, strlen(key), NULL, NULL), c))
		return 0;
	return fault_set(f, EXIT_NO, "no customer has the key %s", key);
}

static int find_both(struct merging *m, const char *into, const char *from, struct fault *f)
{
	int bad = find(m->s, m->a, into, &m->into, f);

	if (!bad) bad = find(m->s, m->a, from, &m->from, f);
	if (bad)
		return bad;
	if (m->into.merged)
		customers_find(m->s->desk, m->a, m->into.key, &m->into);
	if (m->from.merged)
		return fault_set(f, EX_DATAERR, "%s went into another customer already", from);
	if (m->into.id == m->from.id)
		return fault_set(f, EX_DATAERR, "%s and %s are one", into, from);
	return 0;
}

static void take(struct merging *m, struct event *e, const char *name, const char *has, const char *offered)
{
	if (!has && offered)
		pairs_add(m->a, &e->data, name, offered);
}

/* What the one that stays does not say it takes over. */
static void take_over(struct merging *m, struct event *e)
{
	const struct customer *into = &m->into, *from = &m->from;

	take(m, e, "lang", into->lang, from->lang);
	take(m, e, "plan", into->plan, from->plan);
	take(m, e, "stage", into->stage, from->stage);
	take(m, e, "zone", into->zone, from->zone);
	take(m, e, "products", into->products, from->products);
	take(m, e, "review", into->review, from->review);
	if (!into->csm) {
		take(m, e, "csm", NULL, from->csm);
		take(m, e, "csm_why", NULL, from->csm_why);
	}
	if (!into->currency && from->currency) {
		pairs_add_int(m->a, &e->data, "volume_minor", from->volume_minor);
		pairs_add(m->a, &e->data, "currency", from->currency);
	}
	if (!into->name)
		event_add_text(m->a, e, PART_NAME, from->name);
}

static void write_both(struct merging *m)
{
	struct event stays = record_event(m->s, EVENT_CUSTOMER, 0), goes = stays;
	struct customer into = m->into, from = m->from;

	pairs_add(m->a, &stays.data, "do", "merge");
	pairs_add_int(m->a, &stays.data, "from", from.id);
	take_over(m, &stays);
	pairs_add(m->a, &goes.data, "do", "merge");
	pairs_add_int(m->a, &goes.data, "merged", into.id);
	client_differ(m->a, &goes, "csm", from.csm, NULL);
	client_differ(m->a, &goes, "csm_why", from.csm_why, NULL);
	record_client(m->s, m->a, &stays, &into);
	record_client(m->s, m->a, &goes, &from);
}

static void move_people(struct merging *m)
{
	struct people *list = people_of(m->s->desk, m->a, m->from.id);
	struct { struct person *v; size_t n, cap; } all = {0};
	struct person p;

	while (people_next(list, m->a, &p))
		*vec_push(m->a, &all) = p;
	people_end(list);
	for (size_t i = 0; i < all.n; i++) {
		struct event e = record_event(m->s, EVENT_PERSON, 0);
		pairs_add_int(m->a, &e.data, "customer", m->into.id);
		pairs_add_int(m->a, &e.data, "old.customer", m->from.id);
		pairs_add(m->a, &e.data, "do", "merge");
		record_person(m->s, m->a, &e, &all.v[i]);
		m->r->people++;
	}
}

typedef struct { int64_t *v; size_t n, cap; } ids;

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Customers that a problem's incidents add up may be fewer now. */
static void settle(struct merging *m, const ids *problems)
{
	if (problems->n > 1)
		qsort(problems->v, problems->n, sizeof *problems->v, by_number);
	for (size_t i = 0; i < problems->n; i++)
		if (i == 0 || problems->v[i] != problems->v[i - 1])
			reach_settle(m->s, m->a, problems->v[i]);
}

static void move_tickets(struct merging *m)
{
	struct arena row = {0};
	ids problems = {0};
	size_t n;
	const int64_t *all = customers_tickets(m->s->desk, m->a, m->from.id, false, &n);

	for (size_t i = 0; i < n; i++) {
		struct event e = record_event(m->s, EVENT_SET, all[i]);
		struct ticket t;
		if (!tickets_load(m->s->desk, &row, all[i], &t))
			continue;
		pairs_add_int(&row, &e.data, "customer", m->into.id);
		pairs_add_int(&row, &e.data, "old.customer", m->from.id);
		pairs_add(&row, &e.data, "by", "merge");
		record_change(m->s, &row, &t, &e);
		if (ticket_linked(&t, REL_INCIDENT_OF))
			*vec_push(m->a, &problems) = reach_problem(m->s, &t);
		m->r->tickets++;
		arena_reset(&row);
	}
	arena_free(&row);
	settle(m, &problems);
}

int clients_merge(struct clients_run *run, struct arena *a, const char *into, const char *from,
                  struct client_merge *r, struct fault *f)
{
	struct merging m = {.s = run->s, .a = a, .r = r};
	int bad = session_check(run->s, RIGHT_CUSTOMER, f);

	*r = (struct client_merge){0};
	if (!bad) bad = session_check(run->s, RIGHT_MERGE, f);
	if (!bad) bad = find_both(&m, into, from, f);
	if (bad)
		return bad;
	run->loads.n = 0;
	write_both(&m);
	move_people(&m);
	move_tickets(&m);
	return 0;
}

/* --- open tickets follow --- */

static bool follow(const struct session *s, struct arena *a, const struct customer *c, struct ticket *t)
{
	struct event e = record_event(s, EVENT_SET, t->id);

	client_differ(a, &e, "plan", t->plan, c->plan);
	client_differ(a, &e, "lang", t->lang, c->lang ? c->lang : t->lang);
	if (!e.data.n)
		return false;
	pairs_add(a, &e.data, "by", "customer");
	record_change(s, a, t, &e);
	return true;
}

int clients_apply(const struct session *s, struct arena *a, int64_t customer, int64_t *n, struct fault *f)
{
	struct customer c;
	int bad = session_check(s, RIGHT_SET, f);

	*n = 0;
	if (bad || !customers_load(s->desk, a, customer, &c))
		return bad;
	size_t open;
	const int64_t *all = customers_tickets(s->desk, a, customer, true, &open);
	struct arena row = {0};
	for (size_t i = 0; i < open; i++) {
		struct ticket t;
		if (tickets_load(s->desk, &row, all[i], &t))
			*n += follow(s, &row, &c, &t);
		arena_reset(&row);
	}
	arena_free(&row);
	return 0;
}
