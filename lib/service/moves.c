/* moves: which change of state is legal, and its event. */
#include "service/moves.h"

#include <string.h>

#include "base/str.h"
#include "base/words.h"
#include "service/facts.h"
#include "when/clock.h"

int64_t move_reopen_limit(const struct session *s, const struct ticket *t)
{
	const struct policy_head *h = policy_head(s->policy);
	const struct zone *z = policy_zone(s->policy, h->zone);

	if (h->reopen_within.unit == SPAN_SECONDS)
		return t->resolved + h->reopen_within.n;
	if (!z)
		z = zone_utc();
	int64_t day = zone_day(z, t->resolved);
	switch (h->reopen_within.unit) {
	case SPAN_MONTHS: day = civil_add_months(day, (int)h->reopen_within.n); break;
	case SPAN_WEEKS: day += 7 * h->reopen_within.n; break;
	default: day += h->reopen_within.n; break;
	}
	return zone_at(z, day + 1, 0);         /* the end of that date */
}

static int check_reopen(const struct session *s, const struct ticket *t, const struct move *m, struct fault *f)
{
	const struct policy_head *h = policy_head(s->policy);
	char span[32];

	span_print(span, h->reopen_within);
	if (t->class == STATE_CLOSED && !h->reopen_closed)
		return fault_set(f, EX_DATAERR, "closed tickets cannot be re-opened; open a new one");
	if (s->now >= move_reopen_limit(s, t))
		return fault_set(f, EX_DATAERR, "%s tickets cannot be re-opened after %s",
		                 t->class == STATE_CLOSED ? "closed" : "resolved", span);
	return m->by ? 0 : session_check(s, RIGHT_REOPEN, f);
}

static int check_flow(const struct session *s, struct arena *a, const struct ticket *t,
                      const char *to, struct fault *f)
{
	const struct policy_kind *k = policy_kind(s->policy, t->kind);
	size_t n;

	if (!k)                                /* a kind of an older policy */
		k = policy_kinds(s->policy, &n);
	if (policy_flow_allows(k->flow, t->state, to))
		return 0;
	struct names may = policy_flow_from(k->flow, t->state);
	return fault_set(f, EX_DATAERR, "cannot go from %s to %s (%s)%s%s", t->state, to, t->kind,
	                 may.n ? "; it can go to " : "", may.n ? words_list(a, may.v) : "");
}

/* A state by name, or the first of the class that is named. */
static const struct policy_state *named(const struct session *s, const char *text)
{
	const struct policy_state *st = policy_state(s->policy, text);
	int class = words_find(state_class_words, text);

	return st || class < 0 ? st : policy_state_of(s->policy, (enum state_class)class);
}

bool move_names(const struct session *s, const char *text)
{
	return named(s, text) != NULL;
}

int move_plan(const struct session *s, struct arena *a, const struct ticket *t,
              const struct move *m, struct event *e, struct fault *f)
{
	const struct policy_state *st = named(s, m->state);
	const char *name;
	int bad = m->by ? 0 : session_check(s, RIGHT_MOVE, f);

	if (!bad && !st) bad = fact_state(s, m->state, &name, f);
	if (bad)
		return bad;
	if (str_eq(st->name, t->state) && m->until == AT_NONE && !m->reference)
		return fault_set(f, EX_DATAERR, "it is %s already", st->name);
	if (m->until != AT_NONE && st->class != STATE_HELD)
		return fault_set(f, EX_USAGE, "--until goes with a held state, not with %s", st->name);
	if (m->until != AT_NONE && m->until <= s->now)
		return fault_set(f, EX_DATAERR, "the time to wake up lies in the past");
	if (t->spam && st->class < STATE_RESOLVED)
		return fault_set(f, EX_DATAERR, "it is marked as spam (tk-set spam=no brings it back)");
	if (!ticket_active(t) && st->class < STATE_RESOLVED)
		bad = check_reopen(s, t, m, f);
	if (!bad && !str_eq(st->name, t->state))
		bad = check_flow(s, a, t, st->name, f);
	if (bad)
		return bad;
	pairs_add(a, &e->data, "state", st->name);
	pairs_add(a, &e->data, "class", state_class_words[st->class]);
	pairs_add(a, &e->data, "old.state", t->state);
	pairs_add(a, &e->data, "by", m->by);
	if (m->until != AT_NONE)
		pairs_add_int(a, &e->data, "until", m->until);
	event_add_text(a, e, PART_REFERENCE, m->reference);
	return 0;
}
