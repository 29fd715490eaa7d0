/* stand: where a case stands, for the customer. */
#include "service/stand.h"

#include "service/moves.h"
#include "service/sla.h"
#include "when/clock.h"

struct judging { const struct session *s; int64_t as_of, now; };

const char *const stand_words[] = {"none", "answer", "late", "you", "wake", "reopen", NULL};

/* A clock that promises the customer news from us. */
static bool promises_news(const struct clock_cycle *c)
{
	return c->kind == CLOCK_FIRST_RESPONSE || c->kind == CLOCK_NEXT_RESPONSE || c->kind == CLOCK_UPDATE;
}

/* By when news is promised: an answer, or word of how it goes on. AT_NONE: not at
 * all, or not while the clocks stand still. */
static int64_t promised(const struct judging *j, struct arena *a, const struct ticket *t)
{
	struct sla_list list = {0};
	int64_t first = AT_NONE;

	sla_of(j->s, a, t->id, j->as_of, j->now, &list);
	for (size_t i = 0; i < list.n; i++) {
		const struct clock_cycle *c = &list.v[i].c;
		if (clock_open(c) && promises_news(c) && c->due != AT_NONE && (first == AT_NONE || c->due < first))
			first = c->due;
	}
	return first;
}

static void promise(const struct judging *j, struct arena *a, const struct ticket *t, struct stand *st)
{
	int64_t due = promised(j, a, t);

	if (due == AT_NONE)
		return;
	st->by = due >= j->now ? STAND_ANSWER : STAND_LATE;
	st->at = due;
}

static void set_by(struct stand *st, enum stand_by by, int64_t at)
{
	st->by = at == AT_NONE ? STAND_NONE : by;
	st->at = at;
}

static void reopening(const struct judging *j, const struct ticket *t, struct stand *st)
{
	int64_t limit = move_reopen_limit(j->s, t);

	if (t->class == STATE_CLOSED && !policy_head(j->s->policy)->reopen_closed)
		return;
	if (limit > j->now)
		set_by(st, STAND_REOPEN, limit);
}

struct stand stand_of(const struct session *s, const struct ticket *t, const char *lang)
{
	return stand_as_of(s, t, lang, AT_NONE);
}

struct stand stand_as_of(const struct session *s, const struct ticket *t, const char *lang, int64_t as_of)
{
	struct judging j = {s, as_of, as_of == AT_NONE ? s->now : as_of};
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
		promise(&j, &a, t, &st);
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
		reopening(&j, t, &st);
		break;
	}
	arena_free(&a);
	return st;
}
