/* due_act: one firing of a rule on one ticket. */
#include "service/due_act.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/moves.h"
#include "service/place.h"
#include "service/record.h"
#include "store/clocks.h"
#include "store/events.h"
#include "store/tickets.h"
#include "when/clock.h"

bool due_act_load(const struct session *s, struct arena *a, const struct clocks_source *src, struct due_ticket *k)
{
	struct events *list = events_of(s->desk, a, k->id, EVENTS_BARE);
	const char *bad = NULL;
	struct event e;

	while (!bad && events_next(list, a, &e, &bad))
		*vec_push(a, &k->events) = e;
	events_end(list);
	if (bad || clocks_of(a, src, k->events.v, k->events.n, &k->clocks, NULL) != 0 ||
	    !tickets_row(s->desk, a, k->id, TICKETS_ROW, &k->t))
		return false;
	k->kept = k->clocks;
	k->before = k->t;
	return true;
}

/* --- what a rule does --- */

/* What is about to be done. */
struct deed {
	struct session s;              /* the rule's */
	struct arena *a;
	struct due_ticket *k;
	const struct alarm *x;
	struct ticket then;            /* the ticket after it */
	struct place to;
	struct event move;
	bool escalates, moves;
	struct parties told;
	struct str did, failed;
};

static void part(struct str *s, const char *text)
{
	str_printf(s, "%s%s", s->n ? "; " : "", text);
}

/* Where the rule wants it; false where it is there or above. */
static bool find_place(struct deed *d)
{
	const struct policy_party *p = &d->x->rule->escalate;
	const struct ticket *t = &d->k->t;
	const struct policy_team *team = p->kind == PARTY_TEAM ? policy_team(d->s.policy, p->name) : NULL;
	const struct policy_level *next = p->kind == PARTY_NEXT_LEVEL ? place_next_level(&d->s, t->level, 1) : NULL;
	int level = next ? next->number : p->level;

	if (team) {
		d->to = place_with_team(t, team);
		return d->to.level != t->level || !str_eq(d->to.team, t->team);
	}
	if (p->kind == PARTY_NEXT_LEVEL && !next)
		return false;
	d->to = place_at_level(&d->s, t, level);
	return level > t->level;
}

static void plan_escalation(struct deed *d)
{
	const struct ticket *t = &d->k->t;

	if (!d->x->rule->escalates)
		return;
	if (!ticket_active(t)) {
		part(&d->failed, arena_printf(d->a, "not escalated: it is %s", t->state));
	} else if (!find_place(d)) {
		part(&d->failed, arena_printf(d->a, "not escalated: it is at level %d%s%s", t->level,
		     t->team ? ", team " : "", t->team ? t->team : ""));
	} else {
		place_holder(&d->s, t, &d->to);
		d->escalates = true;
		d->then.level = d->to.level;
		d->then.team = d->to.team;
		d->then.agent = d->to.agent;
		part(&d->did, arena_printf(d->a, "level %d%s%s", d->to.level, d->to.team ? ", team " : "",
		     d->to.team ? d->to.team : ""));
	}
}

static void plan_move(struct deed *d)
{
	struct move m = {.state = d->x->rule->move, .until = AT_NONE, .by = "rule"};
	struct fault why = {0};

	if (!m.state)
		return;
	d->move = record_event(&d->s, EVENT_MOVE, d->k->id);
	d->moves = move_plan(&d->s, d->a, &d->k->t, &m, &d->move, &why) == 0;
	if (d->moves)
		part(&d->did, m.state);
	else
		part(&d->failed, arena_printf(d->a, "not moved: %s", why.text));
}

/* --- its events --- */

static void put(struct deed *d, struct event *e)
{
	struct due_ticket *k = d->k;

	if (e->at < k->t.changed)
		e->at = k->t.changed;
	record_add(&d->s, d->a, d->a, &k->t, e);
	*vec_push(d->a, &k->events) = *e;
	k->changed = true;
}

static void put_firing(struct deed *d, const char *skipped)
{
	struct event e = record_event(&d->s, EVENT_FIRE, d->k->id);
	const struct alarm *x = d->x;

	e.ext = arena_printf(d->a, "fire/%" PRId64 "/%s/%" PRId64 "/%s/%" PRId64, d->k->id, x->on, x->cycle,
	                     x->rule->name, x->n);
	pairs_add(d->a, &e.data, "rule", x->rule->name);
	pairs_add(d->a, &e.data, "on", x->on);
	pairs_add_int(d->a, &e.data, "cycle", x->cycle);
	pairs_add_int(d->a, &e.data, "n", x->n);
	pairs_add_int(d->a, &e.data, "due_at", x->due_at);
	pairs_add(d->a, &e.data, "skipped", skipped);
	pairs_add(d->a, &e.data, "did", d->did.n ? d->did.p : NULL);
	if (d->told.n)
		pairs_add(d->a, &e.data, "to", parties_list(d->a, &d->told));
	pairs_add(d->a, &e.data, "failed", d->failed.n ? d->failed.p : NULL);
	put(d, &e);
	*vec_push(d->a, &d->k->clocks.fired) = (struct clock_fired){x->rule->name, x->on, x->cycle, x->n, skipped};
}

static void put_escalation(struct deed *d)
{
	struct event e = record_event(&d->s, EVENT_ESCALATE, d->k->id);

	pairs_add(d->a, &e.data, "do", d->to.level < d->k->t.level ? "down" : "up");
	place_facts(d->a, &d->k->t, &d->to, &e);
	put(d, &e);
}

static struct due_done told_of(const struct deed *d, const char *skipped)
{
	const struct alarm *x = d->x;

	return (struct due_done){
		.ticket = d->k->id, .rule = x->rule->name, .on = x->on, .cycle = x->cycle, .n = x->n,
		.due_at = x->due_at, .at = d->k->t.changed, .skipped = skipped, .did = d->did.n ? d->did.p : NULL,
		.failed = d->failed.n ? d->failed.p : NULL, .to = d->told,
	};
}

static enum due_deed pass(struct deed *d, const char *why, struct due_done *done)
{
	put_firing(d, why);
	*done = told_of(d, why);
	return DUE_TOLD;
}

enum due_deed due_act(const struct session *s, struct arena *a, struct policy *rules, struct due_ticket *k,
                      const struct alarm *x, struct due_done *done)
{
	const struct policy_escalation *rule = x->rule;
	struct deed d = {.s = *s, .a = a, .k = k, .x = x, .then = k->t, .did = str_new(a), .failed = str_new(a)};

	d.s.policy = rules;
	d.s.role = ROLE_RULE;
	d.s.actor = rule->name;
	d.s.agent = NULL;
	if (x->skip)
		return pass(&d, "late", done);
	plan_escalation(&d);
	plan_move(&d);
	parties_find(&d.s, a, &d.then, k->t.agent, rule->notify, rule->nnotify, &d.told);
	if (rule->nnotify && !d.told.n && rule->when_empty == EMPTY_HOLD)
		return DUE_HELD;
	if (rule->nnotify && !d.told.n && !rule->escalates && !rule->move)
		return pass(&d, "empty", done);
	put_firing(&d, NULL);
	if (d.escalates)
		put_escalation(&d);
	if (d.moves)
		put(&d, &d.move);
	*done = told_of(&d, NULL);
	return d.escalates || d.moves ? DUE_CHANGED : DUE_TOLD;
}

bool due_act_reckon(struct arena *a, const struct clocks_source *src, struct due_ticket *k)
{
	k->broken = clocks_of(a, src, k->events.v, k->events.n, &k->clocks, NULL) != 0;
	return !k->broken;
}

void due_act_save(const struct session *s, struct arena *a, const struct due_ticket *k)
{
	int64_t alarm = k->alarms.next;

	for (size_t i = k->alarms.n; i > 0; i--)
		if (!k->alarms.v[i - 1].done)
			alarm = k->alarms.v[i - 1].due_at;
	tickets_update(s->desk, a, &k->before, &k->t);
	if (k->clocks.v != k->kept.v)
		clocks_change(s->desk, a, k->id, &k->kept, &k->clocks);
	alarm_set(s->desk, k->id, alarm, false);
}
