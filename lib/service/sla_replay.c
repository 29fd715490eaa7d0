/* sla_replay: the history under another policy. */
#include "service/sla_replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/folded.h"
#include "service/keep.h"
#include "service/tell.h"
#include "store/clocks.h"
#include "when/clock.h"

const char *const replay_verdict_words[] = {"met", "breached", "open", "cancelled", "none", NULL};

struct run {
	const struct session *s;
	struct arena *a;
	const struct replay_query *q;
	struct replay *out;
	struct clocks_source live, other;
	struct clock_rows *rows;       /* NULL as of an instant */
	struct arena row_memory;
	struct clock_row row;          /* the next one */
	bool has_row;
	struct names_seen *seen;
};

/* --- where the other policy lacks a name --- */

enum dimension { D_STATE, D_PRIORITY, D_PLAN, D_CATEGORY, D_KIND, D_CHANNEL, N_DIMENSIONS };
static const char *const dimensions[] = {"state", "priority", "plan", "category", "kind", "channel"};

/* Each name is asked for once. */
struct name_seen { const char *name; bool lacks; size_t lack; };
struct names_seen { struct { struct name_seen *v; size_t n, cap; } by[N_DIMENSIONS]; };

static bool has_name(struct policy *p, enum dimension d, const char *name)
{
	switch (d) {
	case D_STATE: return policy_state(p, name);
	case D_PRIORITY: return policy_priority_rank(p, name) > 0;
	case D_PLAN: return policy_plan(p, name);
	case D_CATEGORY: return policy_category(p, name);
	case D_KIND: return policy_kind(p, name);
	default: return policy_channel(p, name);
	}
}

/* Texts that came from elsewhere and that no policy knows match nothing on
 * either side. */
static struct name_seen *see(struct run *r, enum dimension d, const char *name, int64_t at)
{
	struct name_seen *x;

	for (size_t i = 0; i < r->seen->by[d].n; i++)
		if (strcmp(r->seen->by[d].v[i].name, name) == 0)
			return &r->seen->by[d].v[i];
	x = vec_push(r->a, &r->seen->by[d]);
	x->name = arena_strdup(r->a, name);
	x->lacks = !has_name(r->q->policy, d, name) && has_name(r->live.names(r->live.arg, at), d, name);
	if (x->lacks) {
		x->lack = r->out->lacks.n;
		*vec_push(r->a, &r->out->lacks) = (struct replay_lack){dimensions[d], x->name, 0};
	}
	return x;
}

static void look_at(struct run *r, enum dimension d, const char *name, int64_t at)
{
	if (!name || !*name)
		return;
	const struct name_seen *x = see(r, d, name, at);
	if (x->lacks)
		r->out->lacks.v[x->lack].events++;
}

static void look_at_fact(struct run *r, const struct pair *p, int64_t at)
{
	for (int d = 0; d < N_DIMENSIONS; d++) {
		if (*p->name != *dimensions[d] || strcmp(p->name, dimensions[d]) != 0)
			continue;
		if (d == D_PRIORITY)
			look_at(r, D_PRIORITY, tell_priority(r->live.names(r->live.arg, at), r->a,
			        (int)strtol(p->value, NULL, 10)), at);
		else
			look_at(r, (enum dimension)d, p->value, at);
	}
}

/* What a message carries is its own. */
static void look_at_names(struct run *r, const struct event *events, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i];
		if (event_is_step(e))
			for (size_t k = 0; k < e->data.n; k++)
				look_at_fact(r, &e->data.v[k], e->at);
	}
}

/* --- verdicts --- */

static enum replay_verdict verdict(const struct clock_cycle *c, int64_t now)
{
	if (!c)
		return REPLAY_NONE;
	switch (clock_state_at(c, now)) {
	case CLOCK_MET: return REPLAY_MET;
	case CLOCK_BREACHED: return REPLAY_BREACHED;
	case CLOCK_CANCELLED: return REPLAY_CANCELLED;
	default: return REPLAY_OPEN;
	}
}

static bool judged(enum replay_verdict v)
{
	return v == REPLAY_MET || v == REPLAY_BREACHED;
}

static struct replay_sum *sum_of(struct run *r, const char *clock, int priority)
{
	for (size_t i = 0; i < r->out->sums.n; i++)
		if (r->out->sums.v[i].priority == priority && strcmp(r->out->sums.v[i].clock, clock) == 0)
			return &r->out->sums.v[i];
	struct replay_sum *x = vec_push(r->a, &r->out->sums);
	x->clock = arena_strdup(r->a, clock);
	x->priority = priority;
	return x;
}

static void add_flip(struct run *r, int64_t ticket, const char *clock, const struct clock_cycle *before,
                     const struct clock_cycle *after)
{
	*vec_push(r->a, &r->out->flips) = (struct replay_flip){
		.ticket = ticket, .cycle = before->cycle, .start = before->start, .clock = clock,
		.before = verdict(before, r->q->now), .after = verdict(after, r->q->now),
		.due_before = before->due, .due_after = after->due, .ended = before->ended,
		.target_before = before->now.target, .target_after = after->now.target,
	};
}

/* One cycle on both sides; NULL: it is not there. */
static void compare(struct run *r, int64_t ticket, int priority, const struct clock_cycle *before,
                    const struct clock_cycle *after)
{
	const struct clock_cycle *any = before ? before : after;
	enum replay_verdict x = verdict(before, r->q->now), y = verdict(after, r->q->now);

	struct replay_sum *s = sum_of(r, any->name, priority);
	s->before[x]++;
	s->after[y]++;
	s->better += x == REPLAY_BREACHED && y == REPLAY_MET;
	s->worse += x == REPLAY_MET && y == REPLAY_BREACHED;
	s->added += !judged(x) && judged(y);
	s->gone += judged(x) && !judged(y);
	if (r->q->flips && judged(x) && judged(y) && x != y)
		add_flip(r, ticket, s->clock, before, after);
}

/* --- a ticket --- */

struct cycles { struct clock_cycle *v; size_t n, cap; };

static bool wanted(const struct run *r, const struct clock_cycle *c)
{
	const struct replay_query *q = r->q;
	bool named = q->nclocks == 0;

	for (size_t i = 0; i < q->nclocks && !named; i++) {
		size_t n = strlen(q->clocks[i]);
		named = strncmp(c->name, q->clocks[i], n) == 0 && (!c->name[n] || c->name[n] == '/');
	}
	return named && c->start >= q->from && c->start < q->to;
}

static void next_row(struct run *r)
{
	arena_reset(&r->row_memory);
	r->has_row = clocks_verdict_next(r->rows, &r->row_memory, &r->row);
}

/* What holds: the rows that are kept, or as of an instant the function. */
static struct cycles cycles_before(struct run *r, struct arena *a, int64_t ticket, const struct event *events, size_t n)
{
	struct cycles out = {0};
	struct clocks c;

	if (!r->rows) {
		if (clocks_of(a, &r->live, events, n, &c, NULL) == 0)
			out = (struct cycles){c.v, c.n, c.n};
		return out;
	}
	for (; r->has_row && r->row.ticket <= ticket; next_row(r))
		if (r->row.ticket == ticket) {
			struct clock_cycle *x = vec_push(a, &out);
			*x = r->row.c;
			x->name = arena_strdup(a, x->name);
		}
	return out;
}

static const struct clock_cycle *find_cycle(const struct clock_cycle *v, size_t n, const struct clock_cycle *like)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].cycle == like->cycle && strcmp(v[i].name, like->name) == 0)
			return &v[i];
	return NULL;
}

static void replay_ticket(struct run *r, struct arena *a, int64_t ticket, const struct event *events, size_t n)
{
	struct cycles before = cycles_before(r, a, ticket, events, n);
	struct clocks after;
	bool any = false;

	if (clocks_of(a, &r->other, events, n, &after, NULL) != 0)
		return;
	for (size_t i = 0; i < before.n; i++)
		if (wanted(r, &before.v[i])) {
			compare(r, ticket, after.t.priority, &before.v[i], find_cycle(after.v, after.n, &before.v[i]));
			any = true;
		}
	for (size_t i = 0; i < after.n; i++)
		if (wanted(r, &after.v[i]) && !find_cycle(before.v, before.n, &after.v[i])) {
			compare(r, ticket, after.t.priority, NULL, &after.v[i]);
			any = true;
		}
	if (!any)
		return;
	r->out->tickets++;
	r->out->events += (int64_t)n;
	look_at_names(r, events, n);
}

/* --- all --- */

static struct policy *other_policy(void *arg, int64_t at, int64_t *version)
{
	(void)at;
	*version = 0;
	return ((struct run *)arg)->q->policy;
}

static struct policy *names_then(void *arg, int64_t at)
{
	struct run *r = arg;

	return r->live.names(r->live.arg, at);
}

static int by_clock(const void *a, const void *b)
{
	const struct replay_sum *x = a, *y = b;
	int order = strcmp(x->clock, y->clock);

	return order ? order : x->priority < y->priority ? -1 : x->priority > y->priority;
}

/* The next ticket that is meant: only a filter looks at it as a whole. */
static bool next_ticket(const struct replay_query *q, struct folded *list, int64_t *ticket)
{
	struct ticket t;

	if (!q->find)
		return folded_step(list, ticket);
	while (folded_next(list, &t))
		if (find_match(q->find, &t)) {
			*ticket = t.id;
			return true;
		}
	return false;
}

void replay_run(const struct session *s, struct arena *a, const struct replay_query *q, struct replay *out)
{
	struct run r = {.s = s, .a = a, .q = q, .out = out, .live = keep_source(s->desk),
	                .seen = arena_new(a, struct names_seen)};
	struct folded *list = folded_open(s, a, q->as_of, EVENTS_BARE, NULL, NULL);
	int64_t ticket;
	size_t n;

	r.other = (struct clocks_source){other_policy, NULL, names_then, &r};
	if (q->as_of == AT_NONE) {
		r.rows = clocks_verdicts(s->desk, a);
		next_row(&r);
	}
	while (next_ticket(q, list, &ticket)) {
		const struct event *events = folded_events(list, &n);
		replay_ticket(&r, folded_memory(list), ticket, events, n);
	}
	folded_end(list);
	if (r.rows)
		clocks_end(r.rows);
	arena_free(&r.row_memory);
	if (out->sums.n > 1)
		qsort(out->sums.v, out->sums.n, sizeof *out->sums.v, by_clock);
}
