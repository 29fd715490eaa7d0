/* side: one ticket as a party to merges and splits. */
#include "service/side.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/carry.h"
#include "service/reach.h"
#include "service/record.h"
#include "store/events.h"
#include "store/tickets.h"
#include "when/clock.h"

const char *side_ref(const struct session *s, struct arena *a, int64_t id)
{
	char ref[48];

	ref_print(ref, session_prefix(s), id);
	return arena_strdup(a, ref);
}

/* --- reading --- */

static void mark_undone(struct side *x, int64_t seq)
{
	for (size_t i = 0; i < x->joins.n; i++)
		if (x->joins.v[i].seq == seq)
			x->joins.v[i].undone = true;
}

static void add_join(struct arena *a, struct side *x, enum join_part part, const char *who, const struct event *e)
{
	*vec_push(a, &x->joins) = (struct join){.part = part, .seq = e->seq,
	                                        .other = pairs_int(&e->data, who, 0), .e = *e};
}

/* A ticket that was split off and put back: its birth is undone. */
static void put_back(struct side *x)
{
	for (size_t i = 0; i < x->joins.n; i++)
		if (x->joins.v[i].part == JOIN_BORN)
			x->joins.v[i].undone = true;
}

static void read_join(struct arena *a, struct side *x, const struct event *e)
{
	bool into = pairs_get(&e->data, "into"), undo = pairs_get(&e->data, "undo");

	if (e->kind == EVENT_OPEN && pairs_get(&e->data, "split_from"))
		add_join(a, x, JOIN_BORN, "split_from", e);
	else if (undo && (e->kind == EVENT_MERGE || e->kind == EVENT_SPLIT))
		mark_undone(x, pairs_int(&e->data, "undo", 0));
	else if (e->kind == EVENT_MERGE)
		add_join(a, x, into ? JOIN_WENT : JOIN_TOOK, into ? "into" : "from", e);
	else if (e->kind == EVENT_SPLIT && into)
		put_back(x);
	else if (e->kind == EVENT_SPLIT)
		add_join(a, x, JOIN_GAVE, "to", e);
}

static bool add_event(struct arena *a, struct side *x, const struct event *e)
{
	if (e->kind == EVENT_OPEN)
		x->first = e->seq;
	joined_add(a, &x->joined, e);
	read_join(a, x, e);
	return e->kind == EVENT_MERGE || e->kind == EVENT_SPLIT || ticket_apply(a, &x->own, e, NULL) == 0;
}

bool side_walk(const struct session *s, struct arena *a, int64_t id, int64_t as_of, struct side *x)
{
	struct events *list = events_of(s->desk, a, id, EVENTS_FACTS);
	struct event e;
	const char *bad;
	bool whole = true;

	*x = (struct side){0};
	while (events_next(list, a, &e, &bad) && (as_of == AT_NONE || e.at <= as_of))
		whole = whole && !bad && add_event(a, x, &e);
	events_end(list);
	return whole;
}

int side_read(const struct session *s, struct arena *a, int64_t id, struct side *x, struct fault *f)
{
	struct ticket t;

	if (!tickets_load(s->desk, a, id, &t))
		return session_missing(s, id, f);
	bool whole = side_walk(s, a, id, AT_NONE, x);
	x->t = t;
	return whole ? 0 : fault_set(f, EX_DATAERR, "%" PRId64 ": its events cannot be read (tk-audit verify)", id);
}

/* --- asking --- */

const struct join *side_last(const struct side *x)
{
	for (size_t i = x->joins.n; i > 0; i--)
		if (!x->joins.v[i - 1].undone)
			return &x->joins.v[i - 1];
	return NULL;
}

const struct join *side_with(const struct side *x, enum join_part part, int64_t other)
{
	for (size_t i = x->joins.n; i > 0; i--) {
		const struct join *j = &x->joins.v[i - 1];
		if (!j->undone && j->part == part && j->other == other)
			return j;
	}
	return NULL;
}

struct spoken_list side_words(struct arena *a, const struct side *x)
{
	return spoken_now(a, &x->joined.words);
}

/* --- facts --- */

void side_put(struct arena *a, struct event *e, const char *name, int64_t old, int64_t now)
{
	if (old == now)
		return;
	if (now == AT_NONE)
		pairs_add(a, &e->data, name, "");
	else
		pairs_add_int(a, &e->data, name, now);
}

static void put_state(struct arena *a, struct event *e, const struct ticket *t, const char *state,
                      enum state_class class)
{
	pairs_add(a, &e->data, "state", state);
	pairs_add(a, &e->data, "class", state_class_words[class]);
	if (!str_eq(t->state, state))
		pairs_add(a, &e->data, "old.state", t->state);
}

void side_close(const struct session *s, struct arena *a, const struct side *x, struct event *e)
{
	const struct ticket *t = &x->t;
	int64_t at = e->at > t->changed ? e->at : t->changed;

	if (t->class != STATE_CLOSED) {
		put_state(a, e, t, policy_state_of(s->policy, STATE_CLOSED)->name, STATE_CLOSED);
		side_put(a, e, "resolved", t->resolved, t->resolved == AT_NONE ? at : t->resolved);
		side_put(a, e, "closed", t->closed, at);
		side_put(a, e, "state_since", t->state_since, at);
	}
	side_put(a, e, "wake", t->wake, AT_NONE);
	side_put(a, e, "asked_at", t->asked_at, AT_NONE);
}

void side_restore(struct arena *a, struct side *x, struct event *e)
{
	const struct ticket *t = &x->t, *own = &x->own;

	if (!str_eq(t->state, own->state) || t->class != own->class)
		put_state(a, e, t, own->state, own->class);
	side_put(a, e, "resolved", t->resolved, own->resolved);
	side_put(a, e, "closed", t->closed, own->closed);
	side_put(a, e, "wake", t->wake, own->wake);
	side_put(a, e, "state_since", t->state_since, own->state_since);
	joined_plan(a, &x->joined, t, e);
}

/* --- writing --- */

int side_first(const struct session *s, struct arena *a, const struct side *x, struct fault *f)
{
	int64_t id = x->t.id;

	return !x->t.merged ? 0 : fault_set(f, EX_DATAERR, "%s is merged into %s since; take that back first (tk-link undo %"
	                                    PRId64 ")", side_ref(s, a, id), side_ref(s, a, x->t.merged), id);
}

struct event side_event(const struct session *s, struct arena *a, enum event_kind kind, const struct side *x,
                        const char *text)
{
	struct event e = record_event(s, kind, x->t.id);

	event_add_text(a, &e, PART_BODY, text);
	return e;
}

/* A problem that touches more or fewer than before tells its incidents; taken
 * back, they say again what they said. */
void side_write(const struct session *s, struct arena *a, struct side *x, struct event *e,
                struct link_result *result)
{
	bool back = pairs_get(&e->data, "undo") && pairs_get(&e->data, "affected");
	int64_t before = back ? -1 : reach_of(&x->t);

	record_change(s, a, &x->t, e);
	reach_follow(s, a, x->t.id, before);
	result->changed = true;
	result->masked = record_masked(e);     /* the same text on both sides */
}

/* It has a problem, or its priority still says so. */
static bool by_problem(const struct ticket *t)
{
	return ticket_linked(t, REL_INCIDENT_OF) || (t->why && strstr(t->why, ":problem:"));
}

void side_settle(const struct session *s, struct arena *a, const struct side *x, const struct side *y, int64_t with)
{
	const struct side *both[] = {x, y};
	struct ticket t;

	for (size_t i = 0; i < 2; i++)
		if (!both[i]->t.merged)
			carry_links(s, a, both[i]->t.id, with);
	for (size_t i = 0; i < 2; i++) {
		if (!tickets_load(s->desk, a, both[i]->t.id, &t))
			continue;
		reach_settle(s, a, t.id);
		reach_settle(s, a, reach_problem(s, &t));
		if (ticket_active(&t) && by_problem(&t))
			reach_again(s, a, t.id);
	}
	reach_follow(s, a, y->t.id, -1);       /* its incidents have another problem now */
}
