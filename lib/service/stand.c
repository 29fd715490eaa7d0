/* stand: where a case stands, for the customer. */
#include "service/stand.h"

#include "service/moves.h"
#include "service/tell.h"
#include "when/clock.h"

const char *const stand_words[] = {"none", "answer", "late", "you", "wake", "reopen", NULL};

/* A first answer has been given: by a person, or by the bot where the policy
 * counts that. */
static bool answered(const struct ticket *t, const struct policy_target *target)
{
	return t->replied != AT_NONE || (names_have(&target->met_by, "bot") && t->answered != AT_NONE);
}

/* By when an answer is promised: the first one from the customer's contact on,
 * later ones from his oldest message without an answer. AT_NONE: not at all. */
static int64_t promised(const struct session *s, struct arena *a, const struct ticket *t)
{
	struct policy *p = s->policy;
	const struct policy_sla *rule = policy_sla_for(p, t->plan, tell_priority(p, a, t->priority),
	                                               t->category, t->kind, t->channel);
	const struct policy_target *first = rule ? policy_sla_target(rule, "first_response") : NULL;
	const struct policy_target *next = rule ? policy_sla_target(rule, "next_response") : NULL;
	bool is_first = first && !answered(t, first);
	const struct policy_target *target = is_first ? first : next;
	int64_t from = is_first ? t->contact : t->asked_at;
	struct cal *cal = target && target->calendar ? policy_cal(p, target->calendar) : NULL;

	return cal && from != AT_NONE ? cal_due_span(cal, from, target->target) : AT_NONE;
}

static void promise(const struct session *s, struct arena *a, const struct ticket *t, struct stand *st)
{
	int64_t due = promised(s, a, t);

	if (due == AT_NONE)
		return;
	st->by = due > s->now ? STAND_ANSWER : STAND_LATE;
	st->at = due;
}

static void set_by(struct stand *st, enum stand_by by, int64_t at)
{
	st->by = at == AT_NONE ? STAND_NONE : by;
	st->at = at;
}

static void reopening(const struct session *s, const struct ticket *t, struct stand *st)
{
	int64_t limit = move_reopen_limit(s, t);

	if (t->class == STATE_CLOSED && !policy_head(s->policy)->reopen_closed)
		return;
	if (limit > s->now)
		set_by(st, STAND_REOPEN, limit);
}

struct stand stand_of(const struct session *s, const struct ticket *t, const char *lang)
{
	const struct policy_state *state = policy_state(s->policy, t->state);
	struct stand st = {.where = "", .next = "", .at = AT_NONE, .news = t->answered};
	struct arena a = {0};

	if (!state)                    /* of an older policy */
		state = policy_state_of(s->policy, t->class);
	if (state) {
		st.where = label_in(s->policy, &state->customer, lang, "");
		st.next = label_in(s->policy, &state->next, lang, "");
	}
	switch (t->class) {
	case STATE_NEW:
	case STATE_OPEN:
		promise(s, &a, t, &st);
		break;
	case STATE_WAITING:
		/* Only where the last word was ours does the customer owe one. */
		if (t->asked_at == AT_NONE)
			set_by(&st, STAND_YOU, t->answered);
		break;
	case STATE_HELD:
		set_by(&st, STAND_WAKE, t->wake);
		break;
	case STATE_RESOLVED:
	case STATE_CLOSED:
		reopening(s, t, &st);
		break;
	}
	arena_free(&a);
	return st;
}
