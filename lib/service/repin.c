/* repin: a version of the policy applied to clocks that run already. */
#include "service/repin.h"

#include <string.h>

#include "base/vec.h"
#include "service/keep.h"
#include "service/record.h"
#include "store/clocks.h"
#include "store/events.h"
#include "store/tickets.h"

struct reading { struct event *v; size_t n, cap; };

static bool read_events(const struct session *s, struct arena *row, int64_t ticket, struct reading *out)
{
	struct events *list = events_of(s->desk, row, ticket, EVENTS_BARE);
	const char *bad = NULL;
	struct event e;

	while (!bad && events_next(list, row, &e, &bad))
		if (!bad)
			*vec_push(row, out) = e;
	events_end(list);
	return !bad && out->n > 0;
}

static const struct clock_cycle *find(const struct clocks *c, const struct clock_cycle *x)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].cycle == x->cycle && strcmp(c->v[i].name, x->name) == 0)
			return &c->v[i];
	return NULL;
}

/* Counts what is other; false where nothing is. */
static bool differ(const struct clocks *before, const struct clocks *after, struct repin_counts *n)
{
	int64_t clocks = 0;

	for (size_t i = 0; i < after->n; i++) {
		const struct clock_cycle *x = &after->v[i], *was = find(before, x);
		if (was && clock_same(was, x))
			continue;
		clocks++;
		n->moved += !was || was->due != x->due || was->ended != x->ended;
	}
	n->clocks += clocks;
	return clocks > 0;
}

/* The event is judged before it is written. */
static void repin_one(const struct session *s, struct arena *row, int64_t ticket, int64_t version,
                      struct repin_counts *n)
{
	struct clocks_source src = keep_source(s->desk);
	struct event e = record_event(s, EVENT_SET, ticket);
	struct clocks before, after;
	struct reading all = {0};
	struct ticket t;

	if (!read_events(s, row, ticket, &all) || clocks_of(row, &src, all.v, all.n, &before, NULL) != 0)
		return;
	pairs_add_int(row, &e.data, "repolicy", version);
	if (e.at < all.v[all.n - 1].at)
		e.at = all.v[all.n - 1].at;
	e.seq = all.v[all.n - 1].seq + 1;
	*vec_push(row, &all) = e;
	if (clocks_of(row, &src, all.v, all.n, &after, NULL) != 0 || !differ(&before, &after, n))
		return;
	if (tickets_row(s->desk, row, ticket, TICKETS_ROW, &t))
		record_change(s, row, &t, &e);
	n->tickets++;
}

void repin_all(const struct session *s, int64_t version, struct repin_counts *counts)
{
	struct arena a = {0}, row = {0};
	struct ticket_ids ids = tickets_promised(s->desk, &a);

	*counts = (struct repin_counts){0};
	for (size_t i = 0; i < ids.n; i++) {
		repin_one(s, &row, ids.v[i], version, counts);
		arena_reset(&row);
	}
	arena_free(&row);
	arena_free(&a);
}
