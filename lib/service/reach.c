/* reach: how many a problem touches, and what follows for its incidents. */
#include "service/reach.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/record.h"
#include "store/links.h"
#include "store/tickets.h"

typedef VEC(int64_t) numbers;

int64_t reach_problem(const struct session *s, const struct ticket *t)
{
	int64_t problem = ticket_linked(t, REL_INCIDENT_OF);

	return problem ? links_survivor(s->desk, problem) : 0;
}

struct priority_facts reach_facts(const struct session *s, struct arena *a, const struct ticket *t)
{
	struct priority_facts x = {.kind = t->kind, .category = t->category, .affected = t->affected,
	                           .counted = t->counted, .problem = reach_problem(s, t)};
	struct ticket problem;

	priority_said(t->why, t->impact, t->urgency, t->priority, &x);
	if (x.problem == t->id || !x.problem || !tickets_row(s->desk, a, x.problem, TICKETS_ROW, &problem))
		x.problem = 0;
	else
		x.reach = reach_of(&problem);
	return x;
}

static void differ(struct arena *a, struct event *e, const char *name, int64_t old, int64_t next)
{
	if (old == next)
		return;
	pairs_add_int(a, &e->data, name, next);
	pairs_add_int(a, &e->data, arena_printf(a, "old.%s", name), old);
}

bool reach_derive(const struct session *s, struct arena *a, const struct ticket *t,
                  const struct priority_facts *x, struct event *e)
{
	struct priority next = priority_derive(a, s->policy, x);
	size_t n = e->data.n;

	differ(a, e, "priority", t->priority, next.rank);
	differ(a, e, "impact", t->impact, next.impact);
	differ(a, e, "urgency", t->urgency, next.urgency);
	if (!str_eq(t->why, next.why))
		pairs_add(a, &e->data, "why", next.why);
	return e->data.n > n;
}

/* --- counting --- */

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static int64_t distinct(numbers *list)
{
	int64_t n = 0;

	if (list->n > 1)
		qsort(list->v, list->n, sizeof *list->v, by_number);
	for (size_t i = 0; i < list->n; i++)
		n += i == 0 || list->v[i] != list->v[i - 1];
	return n;
}

/* An incident as whom it counts: its customer, or itself below zero. */
static void count_as(const struct session *s, struct arena *a, struct link_end end, numbers *who)
{
	if (end.merged && !links_ticket(s->desk, links_survivor(s->desk, end.id), &end))
		return;
	if (!end.spam)
		*vec_push(a, who) = end.customer ? end.customer : -end.id;
}

int64_t reach_count(const struct session *s, struct arena *a, int64_t problem, int64_t more, int64_t less)
{
	struct links *list = links_of(s->desk, a, problem, REL_PROBLEM_OF);
	numbers who = {0};
	struct link_end end;

	while (links_next(list, &end))
		if (end.id != less)
			count_as(s, a, end, &who);
	links_end(list);
	if (more && links_ticket(s->desk, more, &end))
		count_as(s, a, end, &who);
	return distinct(&who);
}

/* --- what follows --- */

void reach_plan(const struct session *s, struct arena *a, const struct ticket *p, int64_t counted,
                struct event *e)
{
	const struct policy_matrix *m = policy_matrix(s->policy);
	struct ticket next = *p;
	int64_t from;

	if (counted == p->counted)
		return;
	next.counted = counted;
	pairs_add_int(a, &e->data, "counted", counted);
	if (priority_reach(m, reach_of(p), &from) == priority_reach(m, reach_of(&next), &from))
		return;
	struct priority_facts x = reach_facts(s, a, &next);
	if (!x.rank)
		reach_derive(s, a, p, &x, e);
}

void reach_again(const struct session *s, struct arena *a, int64_t id)
{
	struct event e = record_event(s, EVENT_SET, id);
	struct ticket t;

	if (!tickets_load(s->desk, a, id, &t))
		return;
	struct priority_facts x = reach_facts(s, a, &t);
	if (!x.rank && reach_derive(s, a, &t, &x, &e))
		record_change(s, a, &t, &e);
}

void reach_follow(const struct session *s, struct arena *a, int64_t problem, int64_t before)
{
	const struct policy_matrix *m = policy_matrix(s->policy);
	struct arena row = {0};
	numbers active = {0};
	struct link_end end;
	struct ticket p;
	int64_t from;

	if (!tickets_row(s->desk, a, problem, TICKETS_ROW, &p) ||
	    (before >= 0 && priority_reach(m, before, &from) == priority_reach(m, reach_of(&p), &from)))
		return;
	struct links *list = links_of(s->desk, a, problem, REL_PROBLEM_OF);
	while (links_next(list, &end))
		if (end.active && !end.merged)
			*vec_push(a, &active) = end.id;
	links_end(list);
	for (size_t i = 0; i < active.n; i++) {
		reach_again(s, &row, active.v[i]);
		arena_reset(&row);
	}
	arena_free(&row);
}

void reach_settle(const struct session *s, struct arena *a, int64_t problem)
{
	struct event e = record_event(s, EVENT_LINK, problem);
	struct ticket p;

	if (!problem || !tickets_load(s->desk, a, problem, &p) || p.merged)
		return;
	int64_t before = reach_of(&p);
	reach_plan(s, a, &p, reach_count(s, a, problem, 0, 0), &e);
	if (e.data.n == 0)
		return;
	record_change(s, a, &p, &e);
	reach_follow(s, a, problem, before);
}
