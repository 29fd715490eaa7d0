/* baggage: what goes along when a ticket is merged into another. */
#include "service/baggage.h"

#include <string.h>

#include "base/str.h"
#include "service/reach.h"
#include "store/tickets.h"

/* --- lists --- */

static bool listed(struct arena *a, const char *list, const char *name)
{
	size_t n;
	char **part = str_split(a, list ? list : "", ',', &n);

	for (size_t i = 0; i < n; i++)
		if (*part[i] && strcmp(part[i], name) == 0)
			return true;
	return false;
}

/* list with what more has beside it. */
static const char *list_with(struct arena *a, const char *list, const char *more)
{
	struct str out = str_new(a);
	size_t n;
	char **part = str_split(a, more ? more : "", ',', &n);

	str_add(&out, list ? list : "");
	for (size_t i = 0; i < n; i++)
		if (*part[i] && !listed(a, out.p, part[i]))
			str_printf(&out, "%s%s", out.n ? "," : "", part[i]);
	return out.p;
}

/* list without what less has, but for what keep has. */
static const char *list_without(struct arena *a, const char *list, const char *less, const char *keep)
{
	struct str out = str_new(a);
	size_t n;
	char **part = str_split(a, list ? list : "", ',', &n);

	for (size_t i = 0; i < n; i++)
		if (*part[i] && (!listed(a, less, part[i]) || listed(a, keep, part[i])))
			str_printf(&out, "%s%s", out.n ? "," : "", part[i]);
	return out.p;
}

/* --- the facts --- */

struct baggage {
	const char *watchers, *cc;
	int64_t customer, person, affected;
};

static struct baggage baggage_of(struct arena *a, const struct ticket *t)
{
	return (struct baggage){ticket_watcher_list(a, t), t->cc, t->customer, t->person, t->affected};
}

/* The survivor keeps what it says; the rest comes from the other. */
static struct baggage packed(struct arena *a, const struct baggage *mine, const struct baggage *other)
{
	struct baggage b = *mine;

	b.watchers = list_with(a, mine->watchers, other->watchers);
	b.cc = list_with(a, mine->cc, other->cc);
	if (!b.customer) {
		b.customer = other->customer;
		b.person = other->person;
	}
	if (other->affected > b.affected)
		b.affected = other->affected;
	return b;
}

static void put_number(struct arena *a, struct event *e, const char *name, int64_t old, int64_t now)
{
	if (old == now)
		return;
	pairs_add_int(a, &e->data, name, now);
	pairs_add_int(a, &e->data, arena_printf(a, "old.%s", name), old);
}

/* The facts that make t say b. */
static void put_baggage(struct arena *a, const struct ticket *t, const struct baggage *b, struct event *e)
{
	if (!str_eq(ticket_watcher_list(a, t), b->watchers))
		pairs_add(a, &e->data, "watchers", b->watchers);
	put_number(a, e, "customer", t->customer, b->customer);
	put_number(a, e, "person", t->person, b->person);
	put_number(a, e, "affected", t->affected, b->affected);
	if (!str_eq(t->cc, b->cc))
		event_add_text(a, e, PART_CC, b->cc);
}

/* The priority that follows from another number of affected users. */
static void put_priority(const struct session *s, struct arena *a, const struct ticket *t, int64_t affected,
                         struct event *e)
{
	struct ticket next = *t;

	if (affected == t->affected || !ticket_active(t))
		return;
	next.affected = affected;
	struct priority_facts x = reach_facts(s, a, &next);
	if (!x.rank)
		reach_derive(s, a, t, &x, e);
}

/* Done since, and nothing but the merge changed its priority: it is again what
 * it was. */
static void restore_priority(struct arena *a, const struct ticket *t, const struct ticket *own, struct event *e)
{
	put_number(a, e, "priority", t->priority, own->priority);
	put_number(a, e, "impact", t->impact, own->impact);
	put_number(a, e, "urgency", t->urgency, own->urgency);
	if (!str_eq(t->why, own->why))
		pairs_add(a, &e->data, "why", own->why ? own->why : "");
}

void baggage_take(const struct session *s, struct arena *a, const struct side *x, const struct ticket *other,
                  struct event *e)
{
	struct baggage mine = baggage_of(a, &x->t), more = baggage_of(a, other), all = packed(a, &mine, &more);

	put_baggage(a, &x->t, &all, e);
	put_priority(s, a, &x->t, all.affected, e);
}

/* What x says itself, with what the others in it brought, but for one. */
static struct baggage without(const struct session *s, struct arena *a, const struct side *x, int64_t gone)
{
	struct baggage all = baggage_of(a, &x->own);
	struct ticket other;

	for (size_t i = 0; i < x->joins.n; i++) {
		const struct join *j = &x->joins.v[i];
		if (j->undone || j->part != JOIN_TOOK || j->other == gone || !tickets_load(s->desk, a, j->other, &other))
			continue;
		struct baggage more = baggage_of(a, &other);
		all = packed(a, &all, &more);
	}
	return all;
}

void baggage_give(const struct session *s, struct arena *a, const struct side *x, const struct ticket *gone,
                  struct event *e)
{
	const struct join *took = side_with(x, JOIN_TOOK, gone->id);
	const char *why = took ? pairs_get(&took->e.data, "why") : NULL;
	struct baggage now = baggage_of(a, &x->t), own = baggage_of(a, &x->own), went = baggage_of(a, gone);
	struct baggage rest = without(s, a, x, gone->id), b = now;

	b.watchers = list_without(a, now.watchers, went.watchers, rest.watchers);
	b.cc = list_without(a, now.cc, went.cc, rest.cc);
	if (now.customer != own.customer) {
		b.customer = rest.customer;
		b.person = rest.person;
	}
	if (now.affected != own.affected)
		b.affected = rest.affected;
	put_baggage(a, &x->t, &b, e);
	if (ticket_active(&x->t))
		put_priority(s, a, &x->t, b.affected, e);
	else if (str_eq(why, x->t.why))
		restore_priority(a, &x->t, &x->own, e);
}
