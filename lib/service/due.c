/* due: a run of the policy's escalation rules over all tickets. */
#include "service/due.h"

#include <inttypes.h>
#include <string.h>

#include "base/vec.h"
#include "service/due_act.h"
#include "service/keep.h"
#include "service/record.h"
#include "store/policies.h"
#include "when/clock.h"

/* --- the queue --- */

static bool sooner(const struct due_turn *x, const struct due_turn *y)
{
	return x->at != y->at ? x->at < y->at : x->ticket < y->ticket;
}

static void push(struct arena *a, struct due_queue *q, const struct due_turn *t)
{
	size_t i = q->n;

	(void)*vec_push(a, q);
	for (; i > 0 && sooner(t, &q->v[(i - 1) / 2]); i = (i - 1) / 2)
		q->v[i] = q->v[(i - 1) / 2];
	q->v[i] = *t;
}

static struct due_turn pop(struct due_queue *q)
{
	struct due_turn top = q->v[0], last = q->v[--q->n];
	size_t i = 0;

	for (size_t k = 1; k < q->n; k = 2 * i + 1) {
		if (k + 1 < q->n && sooner(&q->v[k + 1], &q->v[k]))
			k++;
		if (!sooner(&q->v[k], &last))
			break;
		q->v[i] = q->v[k];
		i = k;
	}
	if (q->n)
		q->v[i] = last;
	return top;
}

/* --- the tickets of a slice --- */

enum { SLICE = 32 };

struct pool {
	struct due_run *run;
	struct arena *a;
	struct clocks_source src;
	struct policy *rules;
	int64_t horizon;               /* of the slice */
	struct { struct due_ticket **v; size_t size; } known;      /* open addressing */
};

static size_t slot_of(const struct pool *p, int64_t id)
{
	size_t i = (size_t)id * 0x9e3779b97f4a7c15u >> 20 & (p->known.size - 1);

	while (p->known.v[i] && p->known.v[i]->id != id)
		i = (i + 1) & (p->known.size - 1);
	return i;
}

static void judge(struct pool *p, struct due_ticket *k)
{
	alarms_of(p->a, p->rules, &k->clocks, keep_priority(p->rules, &k->clocks.t), p->run->now, &k->alarms);
}

/* NULL: it cannot be read, verify says why. */
static struct due_ticket *take(struct pool *p, int64_t id)
{
	size_t i = slot_of(p, id);
	struct due_ticket *k = p->known.v[i];

	if (k)
		return k->broken ? NULL : k;
	k = p->known.v[i] = arena_new(p->a, struct due_ticket);
	k->id = id;
	k->broken = !due_act_load(p->run->s, p->a, &p->src, k);
	if (k->broken)
		return NULL;
	judge(p, k);
	return k;
}

/* --- a turn --- */

/* The first that is due after the floor; NULL. */
static struct alarm *next_of(const struct due_turn *turn, const struct due_ticket *k)
{
	for (size_t i = 0; i < k->alarms.n; i++)
		if (!k->alarms.v[i].done && (!turn->floor || alarm_after(&k->alarms.v[i], turn->floor)))
			return &k->alarms.v[i];
	return NULL;
}

/* What outlives a slice. */
static const struct alarm *keep_floor(struct due_run *run, const struct alarm *x)
{
	struct alarm *floor = arena_new(&run->a, struct alarm);

	if (!x)
		return NULL;
	*floor = *x;
	floor->on = arena_strdup(&run->a, x->on);
	return floor;
}

/* What comes before the slice ends is served in it, what comes before the
 * transaction ends in another; the rest waits. */
static void again(struct pool *p, struct due_queue *slice, const struct due_turn *turn, struct due_ticket *k)
{
	struct due_run *run = p->run;
	const struct alarm *next = next_of(turn, k);
	struct due_turn t = *turn;

	if (!next)
		return;
	t.at = next->due_at;
	t.floor = keep_floor(run, turn->floor);
	if (t.at <= p->horizon && run->done.n < run->most)
		push(p->a, slice, &t);
	else if (t.at <= run->horizon && run->done.n < run->most)
		push(&run->tx, &run->turns, &t);
	else
		*vec_push(&run->a, &run->left) = t;
}

static void keep_done(struct due_run *run, const struct due_done *x)
{
	struct due_done *y = vec_push(&run->tx, &run->done);
	const char **to = arena_array(&run->tx, const char *, x->to.n);

	*y = *x;
	y->on = arena_strdup(&run->tx, x->on);
	y->did = arena_strdup(&run->tx, x->did);
	y->failed = arena_strdup(&run->tx, x->failed);
	y->to.v = to;
	for (size_t i = 0; i < x->to.n; i++)
		to[i] = arena_strdup(&run->tx, x->to.v[i]);
}

static void serve(struct pool *p, struct due_queue *slice, struct due_turn *turn)
{
	struct due_run *run = p->run;
	struct due_ticket *k = take(p, turn->ticket);
	struct alarm *x = k ? next_of(turn, k) : NULL;
	struct due_done done;
	struct alarm floor;

	if (x && x->due_at == turn->at) {
		enum due_deed deed = due_act(run->s, p->a, p->rules, k, x, &done);
		floor = *x;
		turn->floor = &floor;
		x->done = deed != DUE_HELD;
		if (deed != DUE_HELD)
			keep_done(run, &done);
		if (deed == DUE_CHANGED && due_act_reckon(p->a, &p->src, k))
			judge(p, k);
	}
	if (x)
		again(p, slice, turn, k);
}

/* A transaction is served in slices, so that memory stays small and near. */
static void serve_slice(struct due_run *run, struct policy *rules)
{
	struct pool p = {.run = run, .a = &run->slice, .src = keep_source(run->s->desk), .rules = rules};
	struct due_queue slice = {0};

	arena_reset(&run->slice);
	p.known.size = 4 * SLICE;
	p.known.v = arena_array(p.a, struct due_ticket *, p.known.size);
	while (run->turns.n && slice.n < SLICE) {
		struct due_turn t = pop(&run->turns);
		p.horizon = t.at;
		push(p.a, &slice, &t);
	}
	while (slice.n) {
		struct due_turn turn = pop(&slice);
		serve(&p, &slice, &turn);
	}
	for (size_t i = 0; i < p.known.size; i++)
		if (p.known.v[i] && p.known.v[i]->changed)
			due_act_save(run->s, p.a, p.known.v[i]);
}

void due_fire(struct due_run *run)
{
	struct policy *rules = policies_version(run->s->desk, run->version);

	arena_reset(&run->tx);
	run->left.n = 0;
	memset(&run->done, 0, sizeof run->done);
	memset(&run->turns, 0, sizeof run->turns);
	if (!rules || desk_head(run->s->desk)->armed != run->version) {
		run->queue.n = 0;          /* another policy came into force: the next run's */
		return;
	}
	for (size_t i = 0; i < run->todo.n; i++)
		push(&run->tx, &run->turns, &run->todo.v[i]);
	while (run->turns.n)
		serve_slice(run, rules);
}

/* --- the run --- */

bool due_idle(const struct session *s)
{
	return keep_is_armed(s->desk, s->now) && !alarms_any(s->desk, s->now);
}

void due_arm(const struct session *s)
{
	keep_armed(s->desk, s->now);
}

void due_begin(struct due_run *run, const struct session *s)
{
	struct due_turn t = {0};

	due_end(run);
	*run = (struct due_run){.s = s, .now = s->now, .version = desk_head(s->desk)->armed};
	struct alarm_rows *list = alarms_due(s->desk, &run->a, s->now);
	while (alarms_next(list, &t.ticket, &t.at))
		push(&run->a, &run->queue, &t);
	alarms_end(list);
}

bool due_take(struct due_run *run, size_t most)
{
	run->todo.n = 0;
	while (run->queue.n && (!most || run->todo.n < most))
		*vec_push(&run->a, &run->todo) = pop(&run->queue);
	run->most = most ? 2 * most : SIZE_MAX;
	run->horizon = run->queue.n ? run->todo.v[run->todo.n - 1].at : INT64_MAX;
	return run->todo.n > 0;
}

void due_settle(struct due_run *run)
{
	for (size_t i = 0; i < run->left.n; i++)
		push(&run->a, &run->queue, &run->left.v[i]);
	run->left.n = 0;
}

void due_end(struct due_run *run)
{
	arena_free(&run->a);
	arena_free(&run->tx);
	arena_free(&run->slice);
}
