/* escalate: a person hands a ticket on, or the supervisor takes it over. */
#include "service/escalate.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/facts.h"
#include "service/moves.h"
#include "service/place.h"
#include "service/record.h"
#include "store/events.h"
#include "store/tickets.h"
#include "when/clock.h"

const char *const escalate_words[] = {"up", "down", "reject", "takeover", NULL};

struct work {
	const struct session *s;
	struct arena *a;
	const struct escalate *x;
	struct ticket t;
	struct handed handed;
	struct place to;
	const char *ext;
	const char *over;              /* the limit a supervisor overrides; NULL */
	const char *nowhere;           /* why there is nowhere to go; NULL */
	struct event e, reply, move;
	bool has_reply, has_move;
};

/* --- the supervisor --- */

static bool is_supervisor(const struct session *s, const struct policy_agent *agent)
{
	const struct policy_level *l = agent ? policy_level(s->policy, agent->level) : NULL;

	return l && l->supervisor;
}

/* "level 4 (lucas)"; NULL where the policy names nobody who could decide. */
static const char *supervisors(const struct session *s, struct arena *a, int *level)
{
	size_t n;
	const struct policy_agent *v = policy_agents(s->policy, &n);
	struct str names = str_new(a);

	for (size_t i = 0; i < n; i++) {
		if (!is_supervisor(s, &v[i]))
			continue;
		str_printf(&names, "%s%s", names.n ? ", " : "", v[i].name);
		*level = v[i].level;
	}
	return names.n ? arena_printf(a, "level %d (%s)", *level, names.p) : NULL;
}

const char *escalate_limit(const struct session *s, const struct handed *h)
{
	const struct policy_handover *p = policy_handover(s->policy);

	if (p->max_hands && h->hands >= p->max_hands)
		return "hands";
	return p->max_returns && h->returns >= p->max_returns ? "returns" : NULL;
}

/* How often it may still be handed on is up; who decides now? To the supervisor
 * it may always go, and he may send it anywhere. */
static int check_limits(struct work *w, struct fault *f)
{
	const struct policy_handover *p = policy_handover(w->s->policy);
	const struct policy_level *to = policy_level(w->s->policy, w->to.level);
	bool over_hands = p->max_hands && w->handed.hands >= p->max_hands;
	bool over_returns = p->max_returns && w->handed.returns >= p->max_returns &&
	                    handed_returns(&w->handed, w->to.team);
	int level = 0;

	if (!over_hands && !over_returns)
		return 0;
	if (to && to->supervisor && w->to.level > w->t.level)
		return 0;
	const char *who = supervisors(w->s, w->a, &level);
	if (!who || is_supervisor(w->s, w->s->agent)) {
		w->over = over_hands ? "hands" : "returns";
		return 0;
	}
	if (over_hands)
		return fault_set(f, EX_NOPERM, "it has changed hands %" PRId64 " times, and the policy allows %" PRId64
		                 ": %s decides (--to %d)", w->handed.hands, p->max_hands, who, level);
	return fault_set(f, EX_NOPERM, "it has come back %" PRId64 " times, and the policy allows %" PRId64
	                 ": %s decides (--to %d)", w->handed.returns, p->max_returns, who, level);
}

/* --- where to --- */

/* Up, or to another team of the same level. */
static int go_up(struct work *w, struct fault *f)
{
	const struct escalate *x = w->x;
	const struct policy_team *team = x->team ? policy_team(w->s->policy, x->team) : NULL;
	const struct policy_level *next = !x->level && !team ? place_next_level(w->s, w->t.level, 1) : NULL;

	if (!x->level && !team && !next) {
		w->nowhere = arena_printf(w->a, "it is at level %d, the highest", w->t.level);
		return 0;
	}
	w->to = team ? place_with_team(&w->t, team) : place_at_level(w->s, &w->t, next ? next->number : x->level);
	if (x->level)
		w->to.level = x->level;
	if (w->to.level < w->t.level)
		return fault_set(f, EX_DATAERR, "it is at level %d; to level %d is down: --down, with a reason",
		                 w->t.level, w->to.level);
	if (w->to.level == w->t.level && (!team || str_eq(w->to.team, w->t.team)))
		w->nowhere = team ? arena_printf(w->a, "team %s has it already", w->to.team)
		                  : arena_printf(w->a, "it is at level %d already", w->t.level);
	place_holder(w->s, &w->t, &w->to);
	return 0;
}

/* Where it came from by a handover, as far as there is still such a place. */
static struct place came_from(const struct work *w, const struct handed_place *from)
{
	const struct policy_agent *agent = from->agent ? policy_agent(w->s->policy, from->agent) : NULL;
	size_t n;

	policy_agents(w->s->policy, &n);
	return (struct place){from->level, from->team, agent || n == 0 ? from->agent : NULL};
}

static int go_down(struct work *w, struct fault *f)
{
	const struct escalate *x = w->x;
	const struct policy_team *team = x->team ? policy_team(w->s->policy, x->team) : NULL;
	const struct policy_level *next = place_next_level(w->s, w->t.level, -1);
	const struct handed_up *up = w->handed.ups.n ? &w->handed.ups.v[w->handed.ups.n - 1] : NULL;

	if (x->level || team) {
		w->to = team ? place_with_team(&w->t, team) : place_at_level(w->s, &w->t, x->level);
		if (x->level)
			w->to.level = x->level;
		place_holder(w->s, &w->t, &w->to);
	} else if (up && up->from.level < w->t.level) {
		w->to = came_from(w, &up->from);
	} else if (next) {
		w->to = place_at_level(w->s, &w->t, next->number);
		place_holder(w->s, &w->t, &w->to);
	} else {
		w->nowhere = arena_printf(w->a, "it is at level %d, the lowest", w->t.level);
		return 0;
	}
	if (w->to.level >= w->t.level)
		return fault_set(f, EX_DATAERR, "it is at level %d; to level %d is not down", w->t.level, w->to.level);
	return 0;
}

static int go_back(struct work *w, struct fault *f)
{
	if (w->handed.ups.n == 0)
		return fault_set(f, EX_DATAERR, "nobody escalated it to here; --down gives it down, with a reason");
	w->to = came_from(w, &w->handed.ups.v[w->handed.ups.n - 1].from);
	if (place_same(&w->t, &w->to))
		w->nowhere = "it is back already";
	return 0;
}

static int take_over(struct work *w, struct fault *f)
{
	const struct policy_agent *me = w->s->agent;
	const struct policy_level *l = policy_level(w->s->policy, me->level);

	(void)f;
	w->to = (struct place){me->level, l->team, me->name};
	if (!w->to.team || (me->teams.n && !names_have(&me->teams, w->to.team)))
		w->to.team = me->teams.n ? me->teams.v[0] : w->t.team;
	if (place_same(&w->t, &w->to))
		w->nowhere = "you have it already";
	return 0;
}

static int find_place(struct work *w, struct fault *f)
{
	static int (*const ways[])(struct work *, struct fault *) = {
		[ESCALATE_UP] = go_up, [ESCALATE_DOWN] = go_down, [ESCALATE_REJECT] = go_back,
		[ESCALATE_TAKEOVER] = take_over,
	};
	int bad = ways[w->x->how](w, f);

	if (bad || w->nowhere || w->x->how == ESCALATE_TAKEOVER)
		return bad;
	return check_limits(w, f);
}

/* --- what is said --- */

static int check_length(const struct session *s, const char *text, struct fault *f)
{
	int64_t max = policy_head(s->policy)->text_max;

	if (!text || (int64_t)strlen(text) <= max)
		return 0;
	return fault_set(f, EX_DATAERR, "the text is %zu bytes long; the policy allows %" PRId64, strlen(text), max);
}

/* The handover as the policy wants it. */
static int check_handover(const struct session *s, struct arena *a, const struct escalate *x, struct fault *f)
{
	const struct { const char *name, *option, *text; } parts[] = {
		{"tried", "--tried", x->tried}, {"evidence", "--evidence", x->evidence}, {"asked", "--asked", x->asked},
	};
	const struct names *needs = &policy_handover(s->policy)->needs;
	struct str missing = str_new(a);

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (names_have(needs, parts[i].name) && str_empty(parts[i].text))
			str_printf(&missing, "%s%s", missing.n ? ", " : "", parts[i].option);
	if (x->how != ESCALATE_UP || x->once || !missing.n)
		return 0;
	return fault_set(f, EX_DATAERR, "the policy wants a handover: %s missing", missing.p);
}

static int check_reason(const struct session *s, const struct escalate *x, struct fault *f)
{
	const struct policy_handover *p = policy_handover(s->policy);
	const char **names = arena_array(s->a, const char *, p->nrejects + 1);

	if (x->how != ESCALATE_REJECT)
		return 0;
	for (size_t i = 0; i < p->nrejects; i++) {
		names[i] = p->rejects[i].name;
		if (str_eq(names[i], x->reason))
			return 0;
	}
	if (!p->nrejects)
		return fault_set(f, EX_DATAERR, "the policy has no reasons to reject (handover.reject)");
	return fault_set(f, EX_DATAERR, "unknown reason \"%s\"%s; the policy has %s", x->reason,
	                 words_hint(s->a, names, x->reason), words_list(s->a, names));
}

int escalate_check(const struct session *s, struct arena *a, const struct escalate *x, struct fault *f)
{
	const char *team;
	int level, bad = session_check(s, RIGHT_ESCALATE, f);

	if (!bad && x->reply) bad = session_check(s, RIGHT_REPLY, f);
	if (!bad && x->how == ESCALATE_TAKEOVER && !is_supervisor(s, s->agent))
		bad = fault_set(f, EX_NOPERM, "%s is no supervisor: only they take over (tk-assign --to me)", s->actor);
	if (!bad && x->team) bad = fact_team(s, x->team, &team, f);
	if (!bad && x->level) bad = fact_level(s, arena_printf(a, "%d", x->level), &level, f);
	if (!bad && x->once && !fact_plain_name(x->once))
		bad = fault_set(f, EX_DATAERR, "--once \"%s\": a name of letters, digits and ._- up to 40 bytes", x->once);
	if (!bad) bad = check_reason(s, x, f);
	if (!bad) bad = check_handover(s, a, x, f);
	if (!bad) bad = check_length(s, x->text, f);
	if (!bad) bad = check_length(s, x->reply, f);
	return bad;
}

/* --- its events --- */

static void plan_event(struct work *w)
{
	const struct escalate *x = w->x;
	struct pairs said = {0};

	w->e = record_event(w->s, EVENT_ESCALATE, w->t.id);
	w->e.ext = w->ext;
	pairs_add(w->a, &w->e.data, "do", escalate_words[x->how]);
	place_facts(w->a, &w->t, &w->to, &w->e);
	pairs_add(w->a, &w->e.data, "reason", x->reason);
	pairs_add(w->a, &w->e.data, "once", x->once);
	pairs_add(w->a, &w->e.data, "over", w->over);
	if (!str_empty(x->text))
		event_add_text(w->a, &w->e, PART_BODY, x->text);
	if (!str_empty(x->tried)) pairs_add(w->a, &said, "tried", x->tried);
	if (!str_empty(x->evidence)) pairs_add(w->a, &said, "evidence", x->evidence);
	if (!str_empty(x->asked)) pairs_add(w->a, &said, "asked", x->asked);
	if (said.n) {
		struct str text = str_new(w->a);
		pairs_print(&text, &said);
		event_add_text(w->a, &w->e, PART_FIELDS, text.p);
	}
}

/* A new ticket that somebody takes or answers goes where on_take says, if it
 * may. */
static void plan_more(struct work *w)
{
	const char *state = policy_head(w->s->policy)->on_take;
	struct move m = {.state = state, .until = AT_NONE, .by = "take"};

	if (!str_empty(w->x->reply)) {
		w->reply = record_event(w->s, EVENT_NOTE, w->t.id);
		pairs_add(w->a, &w->reply.data, "public", "1");
		event_add_text(w->a, &w->reply, PART_BODY, w->x->reply);
		w->has_reply = true;
	}
	if (w->t.class != STATE_NEW || !state || str_eq(state, w->t.state) ||
	    (!w->has_reply && w->x->how != ESCALATE_TAKEOVER))
		return;
	w->move = record_event(w->s, EVENT_MOVE, w->t.id);
	w->has_move = move_plan(w->s, w->a, &w->t, &m, &w->move, NULL) == 0;
}

static void write_event(struct work *w, bool has, struct event *e, struct escalate_result *r)
{
	if (!has)
		return;
	record_change(w->s, w->a, &w->t, e);
	r->masked += record_masked(e);
	r->changed = true;
}

static int check_ticket(const struct work *w, struct fault *f)
{
	int bad = session_unmerged(w->s, &w->t, f);

	if (!bad && w->t.spam)
		return fault_set(f, EX_DATAERR, "it is marked as spam");
	if (!bad && !ticket_active(&w->t))
		return fault_set(f, EX_DATAERR, "it is %s: only what is open is escalated", w->t.state);
	return bad;
}

void escalate_handed(const struct session *s, struct arena *a, int64_t id, int64_t as_of, struct handed *out)
{
	struct events *list = events_of(s->desk, a, id, EVENTS_BARE);
	struct { struct event *v; size_t n, cap; } all = {0};
	struct event e;
	const char *bad;

	while (events_next(list, a, &e, &bad) && (as_of == AT_NONE || e.at <= as_of))
		if (!bad)
			*vec_push(a, &all) = e;
	events_end(list);
	handed_of(a, all.v, all.n, out);
}

/* Has a step of this name been taken on it? */
static bool done_once(struct work *w)
{
	int64_t seq, ticket;

	if (!w->x->once)
		return false;
	w->ext = arena_printf(w->a, "once/%s/%" PRId64, w->x->once, w->t.id);
	return events_find_ext(w->s->desk, w->ext, &seq, &ticket);
}

static const char *remark(struct work *w)
{
	const struct policy_handover *p = policy_handover(w->s->policy);
	struct handed now;

	if (w->over)
		return arena_printf(w->a, "%" PRId64 ": over the limit of the policy (%s)", w->t.id, w->over);
	escalate_handed(w->s, w->a, w->t.id, AT_NONE, &now);
	if (!escalate_limit(w->s, &now) || escalate_limit(w->s, &w->handed))
		return NULL;
	if (p->max_hands && now.hands >= p->max_hands)
		return arena_printf(w->a, "%" PRId64 ": it has changed hands %" PRId64
		                    " times; from now on the supervisor decides", w->t.id, now.hands);
	return arena_printf(w->a, "%" PRId64 ": it has come back %" PRId64
	                    " times; from now on the supervisor decides", w->t.id, now.returns);
}

int escalate_ticket(const struct session *s, struct arena *a, int64_t id, const struct escalate *x,
                    struct escalate_result *r, struct fault *f)
{
	struct work w = {.s = s, .a = a, .x = x};
	struct fault why = {0};

	*r = (struct escalate_result){0};
	if (!tickets_load(s->desk, a, id, &w.t))
		return session_missing(s, id, f);
	if (done_once(&w))
		return 0;
	escalate_handed(s, a, id, AT_NONE, &w.handed);
	int bad = check_ticket(&w, &why);
	if (!bad) bad = find_place(&w, &why);
	if (bad)
		return fault_set(f, bad, "%" PRId64 ": %s", id, why.text);
	if (w.nowhere) {
		r->skipped = true;
		r->note = arena_printf(a, "%" PRId64 ": %s", id, w.nowhere);
		return 0;
	}
	plan_event(&w);
	plan_more(&w);
	write_event(&w, true, &w.e, r);
	write_event(&w, w.has_reply, &w.reply, r);
	write_event(&w, w.has_move, &w.move, r);
	r->note = remark(&w);
	return 0;
}
