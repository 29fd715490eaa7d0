/* clocks: what was promised for a ticket, and what became of it.
 *
 * The events are walked once in the order of their instants, the words of
 * merged tickets among them. Each clock is either wanted (its condition is
 * unmet since an instant) or not; while it is wanted and a rule promises it, a
 * cycle runs. */
#include "domain/clocks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "domain/clock_walk.h"
#include "domain/spoken.h"
#include "when/clock.h"

/* --- what promises --- */

const char *walk_priority(const struct walk *w, int64_t at)
{
	size_t n;
	const struct policy_priority *list = policy_priorities(w->src->names(w->src->arg, at), &n);
	size_t rank = (size_t)w->t.priority;

	return rank >= 1 && rank <= n ? list[rank - 1].name : NULL;
}

/* Clocks of a ticket ask for the same rule in turn; its texts stay where they
 * are until an event changes them. */
static const struct policy_sla *rule_for(struct walk *w, struct policy *p, const char *priority)
{
	const struct ticket *t = &w->t;

	if (w->rule.p == p && w->rule.plan == t->plan && w->rule.priority == priority &&
	    w->rule.category == t->category && w->rule.kind == t->kind && w->rule.channel == t->channel)
		return w->rule.sla;
	w->rule.p = p;
	w->rule.plan = t->plan;
	w->rule.priority = priority;
	w->rule.category = t->category;
	w->rule.kind = t->kind;
	w->rule.channel = t->channel;
	w->rule.sla = policy_sla_for(p, t->plan, priority, t->category, t->kind, t->channel);
	return w->rule.sla;
}

/* The terms of a clock for the ticket as it is now; false where nothing is
 * promised. */
static bool terms_of(struct walk *w, struct policy *p, enum clock_kind kind, int64_t at,
                     struct clock_track *out)
{
	const char *priority = walk_priority(w, at);
	const struct policy_sla *sla = rule_for(w, p, priority);
	const struct policy_target *terms = sla ? policy_sla_target(sla, sla_clock_words[kind]) : NULL;
	struct cal *cal = terms ? policy_cal(p, terms->calendar) : NULL;

	if (!cal)
		return false;
	*out = (struct clock_track){.from = at, .to = AT_NONE, .event = w->seq, .rule = sla->name, .priority = priority,
	                            .target = terms->target, .calendar = terms->calendar, .cal = cal,
	                            .terms = terms};
	return true;
}

/* --- cycles --- */

static struct clock_run *running(struct walk *w, enum clock_kind kind)
{
	int i = w->current[kind];

	return i >= 0 && clock_open(&w->runs.v[i].c) ? &w->runs.v[i] : NULL;
}

struct clock_run *walk_begin(struct walk *w, const struct clock_track *track, const char *name,
                             enum clock_kind kind, int64_t cycle, int64_t version)
{
	struct clock_run *r = vec_push(w->a, &w->runs);

	*r = clock_begin(w->a, track);
	r->c.name = name;
	r->c.kind = kind;
	r->c.cycle = cycle;
	r->c.version = version;
	return r;
}

void walk_end(struct walk *w, struct clock_run *r, int64_t at, int64_t event, bool cancel)
{
	clock_end(w->a, r, &w->line, at, cancel);
	r->c.ended_by = event;
}

/* Starts the cycle of a wanted clock where a rule promises it. */
static void start_under(struct walk *w, enum clock_kind kind, struct policy *p, int64_t version)
{
	struct clock_track track;

	if (!terms_of(w, p, kind, w->now, &track))
		return;
	track.from = w->want[kind].since;
	w->current[kind] = (int)w->runs.n;
	struct clock_run *r = walk_begin(w, &track, sla_clock_words[kind], kind, ++w->cycles[kind], version);
	if (kind == CLOCK_LEVEL)
		r->c.level = w->t.level;
}

/* By the policy in force then. */
static void start(struct walk *w, enum clock_kind kind)
{
	int64_t version;
	struct policy *p = w->src->at(w->src->arg, w->want[kind].since, &version);

	start_under(w, kind, p, version);
}

static void want(struct walk *w, enum clock_kind kind, int64_t since)
{
	w->want[kind].on = true;
	w->want[kind].since = since;
	start(w, kind);
}

/* The condition is met, or lapses (cancel). */
static void done(struct walk *w, enum clock_kind kind, int64_t at, bool cancel)
{
	struct clock_run *r = running(w, kind);

	w->want[kind].on = false;
	if (r)
		walk_end(w, r, at, w->seq, cancel);
}

/* --- what meets a clock --- */

static const struct policy_target *terms_now(struct walk *w, enum clock_kind kind)
{
	struct clock_run *r = running(w, kind);

	return r ? r->c.now.terms : NULL;
}

static bool also_by(const struct policy_target *terms, const char *what)
{
	return terms && names_have(&terms->met_by, what);
}

static bool two_way(struct walk *w, const char *name)
{
	int64_t version;
	const char *channel = name ? name : w->t.channel;
	const struct policy_channel *c =
		channel ? policy_channel(w->src->at(w->src->arg, w->now, &version), channel) : NULL;

	return !c || c->two_way;
}

/* Is it an answer to the customer in the eyes of a clock? */
static bool answers(struct walk *w, enum clock_kind kind, const struct spoken *x)
{
	const struct policy_target *terms = terms_now(w, kind);

	if (x->call)
		return x->role == ROLE_AGENT && also_by(terms, "call");
	if (!x->public || (x->role != ROLE_AGENT && !(x->role == ROLE_BOT && also_by(terms, "bot"))))
		return false;
	return kind != CLOCK_FIRST_RESPONSE || two_way(w, x->channel) || also_by(terms, "public_note");
}

/* --- what happens --- */

static void said_by_us(struct walk *w, const struct spoken *x)
{
	bool first = !w->answered && answers(w, CLOCK_FIRST_RESPONSE, x);
	bool news = x->public && (x->role == ROLE_AGENT ||
	                          (x->role == ROLE_BOT && also_by(terms_now(w, CLOCK_UPDATE), "bot")));

	if (x->role == ROLE_AGENT)
		done(w, CLOCK_ACK, x->at, false);
	if (first) {
		done(w, CLOCK_FIRST_RESPONSE, x->at, false);
		w->answered = true;
	}
	if (answers(w, CLOCK_NEXT_RESPONSE, x))
		done(w, CLOCK_NEXT_RESPONSE, x->at, false);
	if (first || (w->answered && news)) {      /* it starts at the first response, whatever that was */
		done(w, CLOCK_UPDATE, x->at, false);
		if (ticket_active(&w->t))
			want(w, CLOCK_UPDATE, x->at);
	}
	if (x->public && (x->solution || str_eq(x->mark, "solution_offered")) &&
	    also_by(terms_now(w, CLOCK_RESOLUTION), "solution_offered"))
		done(w, CLOCK_RESOLUTION, x->at, false);
}

static void said_by_customer(struct walk *w, const struct spoken *x)
{
	if (ticket_active(&w->t) && w->answered && !w->want[CLOCK_NEXT_RESPONSE].on)
		want(w, CLOCK_NEXT_RESPONSE, x->at);
}

static void hear(struct walk *w, const struct spoken *x)
{
	w->now = x->at;
	w->seq = x->seq;
	if (x->role == ROLE_CUSTOMER)
		said_by_customer(w, x);
	else
		said_by_us(w, x);
	if (x->mark)
		walk_event(w, x->mark, x->at);
}

/* Resolved, or closed at once. */
static void finished(struct walk *w)
{
	static const enum clock_kind unmet[] = {CLOCK_ACK, CLOCK_FIRST_RESPONSE, CLOCK_NEXT_RESPONSE, CLOCK_UPDATE};
	struct clock_run *r;

	for (size_t i = 0; i < sizeof unmet / sizeof *unmet; i++) {
		if ((r = running(w, unmet[i])))
			r->resolved = true;
		done(w, unmet[i], w->now, true);
	}
	if ((r = running(w, CLOCK_LEVEL)))
		r->resolved = true;
	done(w, CLOCK_LEVEL, w->now, false);
}

/* It came to be resolved, or closed; was: it was resolved before. */
static void done_with(struct walk *w, int64_t at, bool was)
{
	struct clock_run *r = running(w, CLOCK_RESOLUTION);
	bool closed = w->t.class == STATE_CLOSED;

	if (closed || !also_by(terms_now(w, CLOCK_RESOLUTION), "closed")) {
		if (r)
			r->resolved = true;
		done(w, CLOCK_RESOLUTION, at, false);
	}
	if (!was)
		walk_event(w, "resolved", at);
	if (closed)
		walk_event(w, "closed", at);
}

/* What a re-opening does to a clock: 0 it goes on, 1 it begins anew, -1 nothing. */
static int on_reopen(struct walk *w, enum clock_kind kind)
{
	const struct clock_run *r = w->current[kind] >= 0 ? &w->runs.v[w->current[kind]] : NULL;
	struct clock_track now;
	int64_t version;

	if (r && r->c.now.terms)
		return r->c.now.terms->on_reopen == REOPEN_RESUME ? 0 : r->c.now.terms->on_reopen == REOPEN_RESTART ? 1 : -1;
	if (!terms_of(w, w->src->at(w->src->arg, w->now, &version), kind, w->now, &now))
		return -1;
	return now.terms->on_reopen == REOPEN_NONE ? -1 : 1;
}

static void resume_or_begin(struct walk *w, enum clock_kind kind, bool may_begin)
{
	int how = on_reopen(w, kind);
	struct clock_run *r = w->current[kind] >= 0 ? &w->runs.v[w->current[kind]] : NULL;

	if (how < 0 || w->want[kind].on)
		return;
	if (how == 0 && r && (kind != CLOCK_LEVEL || r->c.level == w->t.level)) {
		/* What an answer has met stays met; a solution that did not hold was none. */
		if (clock_open(&r->c) || (!r->resolved && kind != CLOCK_RESOLUTION))
			return;
		clock_resume(w->a, r, &w->line, w->now);
		r->resolved = false;
		w->want[kind].on = true;
		w->want[kind].since = r->c.start;
	} else if (may_begin) {
		want(w, kind, w->now);
	}
}

static void reopened(struct walk *w, bool by_customer)
{
	bool first;

	resume_or_begin(w, CLOCK_RESOLUTION, true);
	resume_or_begin(w, CLOCK_LEVEL, true);
	resume_or_begin(w, CLOCK_ACK, by_customer);
	resume_or_begin(w, CLOCK_FIRST_RESPONSE, by_customer);
	first = running(w, CLOCK_FIRST_RESPONSE) != NULL;
	if (first)
		w->answered = false;
	if (by_customer && !first && w->answered)
		resume_or_begin(w, CLOCK_NEXT_RESPONSE, true);
	if (!first && w->answered)
		resume_or_begin(w, CLOCK_UPDATE, true);
}

static void moved(struct walk *w, const struct event *e, const struct ticket *before)
{
	bool was = !ticket_active(before), is = !ticket_active(&w->t);

	*vec_push(w->a, &w->line) = (struct clock_line_at){e->at, w->t.state, 0};
	if (!was && is)
		finished(w);
	if (is && w->t.class != before->class)
		done_with(w, e->at, was);
	if (was && !is)
		*vec_push(w->a, &w->levels) = (struct clock_line_at){e->at, NULL, w->t.level};
	if (was && !is)
		reopened(w, str_eq(pairs_get(&e->data, "by"), "customer") || e->role == ROLE_CUSTOMER);
}

/* Everything that was promised lapses: it went into another ticket, or is no
 * case at all. */
static void lapsed(struct walk *w)
{
	for (int k = 0; k < CLOCK_DEADLINE; k++)
		done(w, (enum clock_kind)k, w->now, true);
	walk_lapse(w);
}

/* --- other terms --- */

static bool same_terms(const struct clock_track *x, const struct clock_track *y)
{
	return x->terms == y->terms ||
	       (x->target.unit == y->target.unit && x->target.n == y->target.n && x->cal == y->cal &&
	        str_eq(x->rule, y->rule));
}

/* version: of p. */
static void change_one(struct walk *w, enum clock_kind kind, struct policy *p, int64_t version, enum track_why why)
{
	struct clock_run *r = running(w, kind);
	struct clock_track next;

	enum on_change how = why == TRACK_POLICY ? CHANGE_KEEP_ELAPSED : r->c.now.terms->on_change;
	if (how == CHANGE_PINNED)
		return;
	if (!terms_of(w, p, kind, w->now, &next)) {
		walk_end(w, r, w->now, w->seq, true);
		return;
	}
	next.why = why;
	if (same_terms(&r->c.now, &next))
		return;
	if (how != CHANGE_RESTART) {
		if (clock_change(w->a, r, &w->line, &next, w->now, how))
			r->c.version = version;
		return;
	}
	walk_end(w, r, w->now, w->seq, true);
	want(w, kind, w->now);
}

/* The policy a cycle is pinned to. */
static struct policy *pinned_to(struct walk *w, const struct clock_run *r)
{
	int64_t version;

	return w->src->version ? w->src->version(w->src->arg, r->c.version)
	                       : w->src->at(w->src->arg, r->c.start, &version);
}

/* Priority, plan, category, kind or channel are other than before. */
static void changed_match(struct walk *w)
{
	for (int k = 0; k < CLOCK_DEADLINE; k++) {
		struct clock_run *r = running(w, (enum clock_kind)k);
		if (r)
			change_one(w, (enum clock_kind)k, pinned_to(w, r), r->c.version, TRACK_CHANGE);
		else if (w->want[k].on)
			start(w, (enum clock_kind)k);
	}
	walk_match(w);
}

/* A policy applied to running clocks. */
static void repinned(struct walk *w, int64_t version)
{
	struct policy *p = w->src->version ? w->src->version(w->src->arg, version) : NULL;

	for (int k = 0; p && k < CLOCK_DEADLINE; k++) {
		struct clock_run *r = running(w, (enum clock_kind)k);
		if (r && r->c.version != version)
			change_one(w, (enum clock_kind)k, p, version, TRACK_POLICY);
		else if (!r && w->want[k].on)
			start_under(w, (enum clock_kind)k, p, version);
	}
	if (p)
		walk_repin(w, p, version);
}

/* Somebody has a clock begin anew, for a reason. */
static void reset(struct walk *w, const char *name)
{
	int kind = words_find(sla_clock_words, name);
	struct clock_run *r = kind >= 0 ? running(w, (enum clock_kind)kind) : NULL;

	if (!r)
		return;
	walk_end(w, r, w->now, w->seq, true);
	want(w, (enum clock_kind)kind, w->now);
}

static bool match_differs(const struct ticket *x, const struct ticket *y)
{
	return x->priority != y->priority || !str_eq(x->plan, y->plan) || !str_eq(x->category, y->category) ||
	       !str_eq(x->kind, y->kind) || !str_eq(x->channel, y->channel);
}

/* --- the walk --- */

static void took(struct walk *w, const struct event *e)
{
	const char *agent = pairs_get(&e->data, "agent");
	bool noted = e->kind == EVENT_ESCALATE && event_text(e, PART_BODY);

	if (e->role == ROLE_AGENT && ((agent && str_eq(agent, e->actor)) || noted))
		done(w, CLOCK_ACK, e->at, false);
}

static void opened(struct walk *w, const struct event *e)
{
	w->now = e->at;
	*vec_push(w->a, &w->line) = (struct clock_line_at){INT64_MIN, w->t.state, 0};
	*vec_push(w->a, &w->levels) = (struct clock_line_at){e->at, NULL, w->t.level};
	want(w, CLOCK_ACK, w->contact);
	want(w, CLOCK_FIRST_RESPONSE, w->contact);
	want(w, CLOCK_RESOLUTION, w->contact);
	want(w, CLOCK_LEVEL, e->at);
	took(w, e);
	walk_event(w, "contact", w->contact);
	walk_event(w, "opened", e->at);
	if (!ticket_active(&w->t)) {
		finished(w);
		done_with(w, e->at, false);
	}
	if (w->t.spam)
		lapsed(w);
}

static int live(struct walk *w, const struct event *e, struct fault *f)
{
	struct ticket before = w->t;
	int bad = ticket_apply(w->a, &w->t, e, f);

	if (bad)
		return bad;
	if (e->seq <= w->no_spam)
		w->t.spam = false;
	w->now = e->at;
	w->seq = e->seq;
	if (e->kind == EVENT_OPEN) {
		opened(w, e);
		return 0;
	}
	if (e->kind == EVENT_MOVE)
		moved(w, e, &before);
	if ((e->kind == EVENT_MERGE || e->kind == EVENT_SPLIT) && w->t.merged)
		lapsed(w);
	if (w->t.spam && !before.spam)
		lapsed(w);
	took(w, e);
	if (w->t.level != before.level)
		*vec_push(w->a, &w->levels) = (struct clock_line_at){e->at, NULL, w->t.level};
	if (w->t.level != before.level && ticket_active(&w->t)) {
		done(w, CLOCK_LEVEL, e->at, false);
		want(w, CLOCK_LEVEL, e->at);
	}
	if (pairs_get(&e->data, "repolicy"))
		repinned(w, pairs_int(&e->data, "repolicy", 0));
	if (match_differs(&before, &w->t))
		changed_match(w);
	if (pairs_get(&e->data, "reset"))
		reset(w, pairs_get(&e->data, "reset"));
	return 0;
}

/* Joins that were undone never were, nor was what a mark as spam did to a
 * ticket that is none. */
static bool undone(const struct walk *w, const struct event *e)
{
	if (e->kind == EVENT_MOVE && str_eq(pairs_get(&e->data, "by"), "spam"))
		return e->seq <= w->no_spam || !w->t.spam;
	if (e->kind != EVENT_MERGE && e->kind != EVENT_SPLIT)
		return false;
	if (pairs_get(&e->data, "undo"))
		return true;
	for (size_t i = 0; i < w->undone.n; i++)
		if (w->undone.v[i] == e->seq)
			return true;
	return false;
}

static void fired(struct walk *w, const struct event *e)
{
	*vec_push(w->a, &w->fired) = (struct clock_fired){
		.rule = pairs_get(&e->data, "rule"), .on = pairs_get(&e->data, "on"),
		.cycle = pairs_int(&e->data, "cycle", 0), .n = pairs_int(&e->data, "n", 0),
		.skipped = pairs_get(&e->data, "skipped") != NULL,
	};
}

/* What was said, and when contact was made, with all that joins brought. */
static struct spoken_list prepare(struct walk *w, const struct event *events, size_t n)
{
	struct spoken_all all = {0};

	w->contact = n ? events[0].at : AT_NONE;
	for (size_t i = 0; i < n; i++) {
		w->contact = pairs_int(&events[i].data, "contact", w->contact);
		spoken_add(w->a, &all, &events[i]);
		if (pairs_get(&events[i].data, "undo"))
			*vec_push(w->a, &w->undone) = pairs_int(&events[i].data, "undo", 0);
		int64_t past = pairs_int(&events[i].data, "imported", w->past);
		w->past = past > w->past ? past : w->past;
		if (str_eq(pairs_get(&events[i].data, "spam"), "0"))
			w->no_spam = events[i].seq;
	}
	return spoken_now(w->a, &all);
}

static int walk_all(struct walk *w, const struct event *events, size_t n, struct fault *f)
{
	struct spoken_list words = prepare(w, events, n);
	size_t said = 0;

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i];
		for (; i > 0 && said < words.n && (words.v[said].at < e->at ||
		       (words.v[said].at == e->at && words.v[said].seq < e->seq)); said++)
			if (words.v[said].seq != events[0].seq)
				hear(w, &words.v[said]);
		if (e->kind == EVENT_FIRE)
			fired(w, e);
		if (!event_is_step(e) || undone(w, e))
			continue;
		int bad = live(w, e, f);
		if (bad)
			return bad;
	}
	for (; said < words.n; said++)
		if (words.v[said].seq != events[0].seq)
			hear(w, &words.v[said]);
	return 0;
}

static int by_start(const void *a, const void *b)
{
	const struct clock_cycle *x = a, *y = b;
	int order = x->kind == CLOCK_DEADLINE && y->kind == CLOCK_DEADLINE ? strcmp(x->name, y->name) : 0;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return order ? order : x->cycle < y->cycle ? -1 : x->cycle > y->cycle;
}

int clocks_of(struct arena *a, const struct clocks_source *src, const struct event *events, size_t n,
              struct clocks *out, struct fault *f)
{
	struct walk w = {.a = a, .src = src, .past = INT64_MIN};
	int bad;

	*out = (struct clocks){0};
	for (int k = 0; k < CLOCK_DEADLINE; k++)
		w.current[k] = -1;
	if ((bad = walk_all(&w, events, n, f)) != 0)
		return bad;
	out->v = arena_array(a, struct clock_cycle, w.runs.n);
	out->n = out->cap = w.runs.n;
	for (size_t i = 0; i < w.runs.n; i++) {
		clock_settle(a, &w.runs.v[i], &w.line);
		out->v[i] = w.runs.v[i].c;
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, by_start);
	out->t = w.t;
	out->line = w.line;
	out->levels = w.levels;
	out->past = w.past;
	out->fired.v = w.fired.v;
	out->fired.n = w.fired.n;
	return 0;
}
