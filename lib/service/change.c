/* change: what people do to a ticket, as one step. */
#include "service/change.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/asker.h"
#include "service/facts.h"
#include "service/follow.h"
#include "service/moves.h"
#include "service/reach.h"
#include "service/record.h"
#include "service/sets.h"
#include "service/spam.h"
#include "service/template.h"
#include "store/events.h"
#include "store/tickets.h"
#include "text/mask.h"
#include "when/clock.h"

struct change change_none(void)
{
	return (struct change){.until = AT_NONE, .said_at = AT_NONE, .if_unchanged = -1};
}

/* One ticket under change: the events to come, all checked. */
struct work {
	const struct session *s;
	struct arena *a;
	const struct change *c;
	struct ticket t;
	const char *ext;               /* c's, masked */
	struct asker asker;            /* whose words the note holds */
	struct event note, reply, set, move, assign;
	bool has_note, has_reply, has_set, has_move, has_assign;
	int64_t asked;                 /* the ticket that was named; t is where it went */
	const char *went, *remark;
};

/* --- say --- */

/* "@agent" or a team, in the form the record keeps. */
static int find_asked(const struct session *s, struct arena *a, const char *whom, const char **out,
                      struct fault *f)
{
	if (*whom != '@')
		return fact_team(s, whom, out, f);
	int bad = fact_agent(s, whom + 1, out, f);
	if (!bad)
		*out = arena_printf(a, "@%s", *out);
	return bad;
}

/* An agent's note answers the questions put to his teams. */
static void answer_team(struct work *w)
{
	for (size_t i = 0; i < w->t.asks.n && !w->c->ask; i++) {
		const struct ticket_ask *ask = &w->t.asks.v[i];
		if (ask->whom[0] != '@' && w->s->agent && names_have(&w->s->agent->teams, ask->whom)) {
			pairs_add_int(w->a, &w->note.data, "answers", ask->seq);
			return;
		}
	}
}

/* The customer's own words carry the customer's role. */
static void speaker(struct work *w)
{
	struct event *e = &w->note;

	if (!w->c->from_customer)
		return;
	e->role = ROLE_CUSTOMER;
	e->actor = arena_printf(w->a, "%" PRId64, w->t.customer);
	pairs_add(w->a, &e->data, "by", w->s->actor);
	if (w->c->said_at != AT_NONE)
		e->at = w->c->said_at;
}

static int check_length(struct work *w, const char *text, struct fault *f)
{
	int64_t max = policy_head(w->s->policy)->text_max;

	if ((int64_t)strlen(text) > max)
		return fault_set(f, EX_DATAERR, "the text is %zu bytes long; the policy allows %" PRId64,
		                 strlen(text), max);
	return attach_check(w->s, w->c->files, w->c->nfiles, f);
}

static int plan_note(struct work *w, struct fault *f)
{
	const struct change *c = w->c;
	const char *text = c->text ? c->text : "", *name;
	int bad = 0;

	if (!*text && !c->template && !c->mark && !c->nfiles)
		return 0;
	w->note = record_event(w->s, EVENT_NOTE, w->t.id);
	if (c->template)
		bad = template_fill(w->s, w->a, &w->t, c->template, text, &text, f);
	if (!bad) bad = session_check(w->s, c->public ? RIGHT_REPLY : RIGHT_NOTE, f);
	if (!bad) bad = check_length(w, text, f);
	if (c->public || c->from_customer)
		pairs_add(w->a, &w->note.data, "public", "1");
	if (c->solution)
		pairs_add(w->a, &w->note.data, "solution", "1");
	if (!bad && c->channel && (bad = fact_channel(w->s, c->channel, &name, f)) == 0)
		pairs_add(w->a, &w->note.data, "channel", name);
	if (!bad && c->mark && (bad = fact_mark(w->s, c->mark, &name, f)) == 0)
		pairs_add(w->a, &w->note.data, "mark", name);
	if (!bad && c->template)
		pairs_add(w->a, &w->note.data, "template", c->template);
	if (!bad && c->ask && (bad = find_asked(w->s, w->a, c->ask, &name, f)) == 0)
		pairs_add(w->a, &w->note.data, "ask", name);
	if (!bad && c->said_at != AT_NONE && c->said_at > w->s->now)
		bad = fault_set(f, EX_DATAERR, "what the customer said lies in the future");
	if (!bad && c->person)
		bad = asker_check(w->s, w->a, NULL, c->person, w->t.customer, 0, &w->asker, f);
	if (bad)
		return bad;
	speaker(w);
	answer_team(w);
	w->note.ext = w->ext;
	if (*text)
		event_add_text(w->a, &w->note, PART_BODY, text);
	w->has_note = true;
	return 0;
}

/* The words for the customer that go with a move or a handing over. */
static int plan_reply(struct work *w, struct fault *f)
{
	if (!w->c->reply || !*w->c->reply)
		return 0;
	int bad = session_check(w->s, RIGHT_REPLY, f);
	if (!bad) bad = check_length(w, w->c->reply, f);
	if (bad)
		return bad;
	w->reply = record_event(w->s, EVENT_NOTE, w->t.id);
	pairs_add(w->a, &w->reply.data, "public", "1");
	event_add_text(w->a, &w->reply, PART_BODY, w->c->reply);
	w->has_reply = true;
	return 0;
}

/* --- give --- */

/* A new value beside the old one; nothing where they are the same. */
static void assign_value(struct work *w, const char *name, const char *old, const char *next)
{
	if (str_eq(old, next))
		return;
	pairs_add(w->a, &w->assign.data, name, next);
	pairs_add(w->a, &w->assign.data, arena_printf(w->a, "old.%s", name), old);
	w->has_assign = true;
}

/* What was asked for, with what follows from it. */
struct holder { const char *agent, *team; int level; };

/* May who holds the ticket keep it there? An agent the policy does not know
 * may. */
static bool belongs(const struct work *w, const struct holder *h)
{
	const struct policy_agent *agent = policy_agent(w->s->policy, w->t.agent);

	if (!agent)
		return true;
	return (!h->team || !*h->team || agent->teams.n == 0 || names_have(&agent->teams, h->team)) &&
	       (!h->level || !agent->level || agent->level >= h->level);
}

static int find_holder(const struct work *w, struct holder *h, struct fault *f)
{
	const struct change *c = w->c;
	const struct policy_level *level = c->level ? policy_level(w->s->policy, c->level) : NULL;
	int bad = 0;

	*h = (struct holder){c->agent, c->team, c->level};
	if (h->agent && *h->agent)
		bad = fact_agent(w->s, h->agent, &h->agent, f);
	bool mine = h->agent && *h->agent && str_eq(h->agent, w->s->actor) && !h->team && !h->level;
	if (!bad) bad = session_check(w->s, mine ? RIGHT_TAKE : RIGHT_ASSIGN, f);
	if (!bad && h->team && *h->team)
		bad = fact_team(w->s, h->team, &h->team, f);
	if (!bad && h->level && !level)
		bad = fault_set(f, EX_DATAERR, "unknown level %d", h->level);
	if (bad)
		return bad;
	if (level && h->level != w->t.level && !h->team)
		h->team = level->team;
	if (!h->agent && w->t.agent && !belongs(w, h))
		h->agent = "";
	return 0;
}

static int plan_assign(struct work *w, struct fault *f)
{
	struct holder h;

	if (!w->c->agent && !w->c->team && !w->c->level)
		return 0;
	int bad = find_holder(w, &h, f);
	if (bad)
		return bad;
	w->assign = record_event(w->s, EVENT_ASSIGN, w->t.id);
	if (h.agent)
		assign_value(w, "agent", w->t.agent, h.agent);
	if (h.team)
		assign_value(w, "team", w->t.team, h.team);
	if (h.level && h.level != w->t.level) {
		pairs_add_int(w->a, &w->assign.data, "level", h.level);
		pairs_add_int(w->a, &w->assign.data, "old.level", w->t.level);
		w->has_assign = true;
	}
	return 0;
}

/* --- move --- */

/* Where the step leads by itself: what a customer's message does, or the
 * policy's on_take for a new ticket that somebody took or answered. */
static const char *implied_state(const struct work *w)
{
	const struct change *c = w->c;

	if (w->has_note && c->from_customer)
		return policy_on_customer_message(w->s->policy, w->t.state);
	bool taken = (w->has_assign && c->agent && *c->agent) || (w->has_note && c->public) || w->has_reply;
	return taken && w->t.class == STATE_NEW ? policy_head(w->s->policy)->on_take : NULL;
}

static int plan_move(struct work *w, struct fault *f)
{
	struct move m = {w->c->state, w->c->until, w->c->reference, NULL};
	bool implied = !m.state;

	if (implied && (m.state = implied_state(w)) == NULL) {
		if (w->c->from_customer && w->t.class == STATE_CLOSED)
			w->remark = "it is closed and stays so; the customer's words are kept, open a new ticket";
		return 0;
	}
	if (implied && str_eq(m.state, w->t.state))
		return 0;
	m.by = !implied ? NULL : w->c->from_customer ? "customer" : "take";
	w->move = record_event(w->s, EVENT_MOVE, w->t.id);
	struct fault why = {0};
	int bad = move_plan(w->s, w->a, &w->t, &m, &w->move, implied ? &why : f);
	if (bad && implied) {          /* the words are kept in any case */
		if (w->c->from_customer)
			w->remark = arena_strdup(w->a, why.text);
		return 0;
	}
	w->has_move = !bad;
	return bad;
}

/* The mark as spam moves the ticket by itself. */
static int plan_spam(struct work *w, struct fault *f)
{
	const char *spam = w->has_set ? pairs_get(&w->set.data, "spam") : NULL;

	if (!spam)
		return plan_move(w, f);
	if (w->c->state)
		return fault_set(f, EX_USAGE, "spam= moves it by itself");
	return spam_plan(w->s, w->a, &w->t, strcmp(spam, "1") == 0, &w->move, &w->has_move, f);
}

/* --- all together --- */

static int plan_all(struct work *w, struct fault *f)
{
	int bad = plan_note(w, f);

	if (!bad) bad = plan_reply(w, f);
	if (!bad) bad = sets_plan(w->s, w->a, &w->t, &w->c->set, &w->set, &w->has_set, f);
	if (!bad) bad = plan_assign(w, f);
	if (!bad) bad = plan_spam(w, f);
	return bad;
}

static void write_event(struct work *w, bool has, struct event *e, struct change_result *r)
{
	if (!has)
		return;
	record_change(w->s, w->a, &w->t, e);
	r->masked += record_masked(e);
	r->changed = true;
}

/* An address that wrote for the first time gets its person now. */
static void name_speaker(struct work *w)
{
	struct fault f = {0};

	if (asker_write(w->s, w->a, &w->asker, &f) != 0)
		bug("%s", f.text);             /* asker_check() lets none pass */
	pairs_add_int(w->a, &w->note.data, "person", w->asker.p.id);
}

static void write_all(struct work *w, struct change_result *r)
{
	if (w->c->person)
		name_speaker(w);
	if (w->has_note)
		r->masked += attach_add(w->s, w->a, &w->note, w->c->files, w->c->nfiles);
	write_event(w, w->has_assign, &w->assign, r);
	write_event(w, w->has_note, &w->note, r);
	write_event(w, w->has_reply, &w->reply, r);
	write_event(w, w->has_set, &w->set, r);
	write_event(w, w->has_move, &w->move, r);
}

/* A step with this key was taken before: nothing to do. */
static int check_done(const struct work *w, struct change_result *r, bool *done, struct fault *f)
{
	int64_t ticket;

	*done = w->ext && events_find_ext(w->s->desk, w->ext, &r->seq, &ticket);
	if (*done && ticket != w->t.id && ticket != w->asked)
		return fault_set(f, EX_DATAERR, "the key \"%s\" belongs to a step of ticket %" PRId64,
		                 w->ext, ticket);
	return 0;
}

/* if_free: somebody else holds it. */
static bool is_taken(const struct work *w)
{
	const char *agent = w->c->agent;

	if (agent && strcmp(agent, "me") == 0)
		agent = w->s->actor;
	return w->c->if_free && w->t.agent && !str_eq(w->t.agent, agent);
}

/* What the user should know, one thing after the other. */
static void remark(struct work *w, struct change_result *r, const char *text)
{
	if (text)
		r->note = r->note ? arena_printf(w->a, "%s; %s", r->note, text) : text;
}

static void write_what_was_planned(struct work *w, struct change_result *r)
{
	int64_t id = w->t.id, said_at = w->has_note ? w->note.at : AT_NONE, reach = reach_of(&w->t);

	write_all(w, r);
	r->seq = w->t.seq;
	follow_set(w->s, w->a, &w->t, w->has_set ? &w->set : NULL, reach);
	remark(w, r, w->went);
	if (w->remark)
		remark(w, r, arena_printf(w->a, "%" PRId64 ": %s", id, w->remark));
	else if (w->has_note && w->note.at != said_at)
		remark(w, r, arena_printf(w->a, "%" PRId64 ": recorded behind what has happened since", id));
	if (w->has_move)
		remark(w, r, follow_done(w->s, w->a, &w->t));
}

/* What must hold before anything is planned. *done: there is nothing to do. */
static int begin(struct work *w, struct change_result *r, bool *done, struct fault *f)
{
	int64_t seq = w->t.seq;
	int bad = follow_merge(w->s, w->a, w->c, &w->t, &w->went, f);

	*done = false;
	if (!bad) bad = check_done(w, r, done, f);
	if (!bad && !*done && w->c->if_unchanged >= 0 && seq != w->c->if_unchanged)
		bad = fault_set(f, EX_TEMPFAIL, "changed meanwhile (now at event %" PRId64 ")", seq);
	if (!bad && !*done && is_taken(w)) {
		r->skipped = *done = true;
		r->note = arena_printf(w->a, "%" PRId64 ": %s holds it", w->t.id, w->t.agent);
	}
	return bad;
}

int change_ticket(const struct session *s, struct arena *a, int64_t id, const struct change *c,
                  struct change_result *r, struct fault *f)
{
	struct work w = {.s = s, .a = a, .c = c, .asked = id};
	struct fault why = {0};
	bool done;

	*r = (struct change_result){0};
	if (!tickets_load(s->desk, a, id, &w.t))
		return session_missing(s, id, f);
	r->seq = w.t.seq;
	w.ext = c->ext && *c->ext ? mask_text(a, c->ext, strlen(c->ext), NULL, NULL) : NULL;
	int bad = begin(&w, r, &done, &why);
	if (!bad && done)
		return 0;
	if (!bad) bad = plan_all(&w, &why);
	if (bad)
		return fault_set(f, bad, "%" PRId64 ": %s", id, why.text);
	write_what_was_planned(&w, r);
	return 0;
}

int change_check(const struct session *s, struct arena *a, const struct change *c, struct fault *f)
{
	const char *out;
	int bad = 0;

	if (c->state && !move_names(s, c->state))
		bad = fact_state(s, c->state, &out, f);
	if (!bad && c->channel) bad = fact_channel(s, c->channel, &out, f);
	if (!bad && c->mark) bad = fact_mark(s, c->mark, &out, f);
	if (!bad && c->ask) bad = find_asked(s, a, c->ask, &out, f);
	if (!bad && c->agent && *c->agent) bad = fact_agent(s, c->agent, &out, f);
	if (!bad && c->team && *c->team) bad = fact_team(s, c->team, &out, f);
	if (!bad && c->level && !policy_level(s->policy, c->level))
		bad = fault_set(f, EX_DATAERR, "unknown level %d", c->level);
	for (size_t i = 0; i < c->set.n && !bad; i++)
		bad = sets_known(s, a, c->set.v[i].name, f);
	if (!bad && (str_starts(c->ext, "fire/") || str_starts(c->ext, "once/")))
		bad = fault_set(f, EX_DATAERR, "keys that begin with fire/ or once/ are the desk's own");
	if (!bad && pairs_get(&c->set, "reset") && str_empty(c->text))
		bad = fault_set(f, EX_USAGE, "reset= needs -m TEXT: why the clock begins anew");
	return bad;
}

/* --- waking --- */

static void wake(const struct session *s, struct arena *a, struct ticket *t)
{
	const struct policy_state *to = policy_state_of(s->policy, STATE_OPEN);
	struct session desk = *s;
	struct event e;

	desk.role = ROLE_RULE;
	desk.actor = "wake";
	desk.now = t->wake;
	e = record_event(&desk, EVENT_MOVE, t->id);
	pairs_add(a, &e.data, "state", to->name);
	pairs_add(a, &e.data, "class", state_class_words[to->class]);
	pairs_add(a, &e.data, "old.state", t->state);
	pairs_add(a, &e.data, "by", "wake");
	record_change(&desk, a, t, &e);
}

int change_wake(const struct session *s, struct arena *a)
{
	struct { struct ticket *v; size_t n, cap; } due = {0};
	struct tickets *list = tickets_to_wake(s->desk, a, s->now);
	struct ticket t;

	while (tickets_next(list, a, &t))
		*vec_push(a, &due) = t;
	tickets_end(list);
	for (size_t i = 0; i < due.n; i++)
		wake(s, a, &due.v[i]);
	return (int)due.n;
}
