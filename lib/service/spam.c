/* spam: what is no case at all goes out of sight, and comes back as it was. */
#include "service/spam.h"

#include <string.h>

#include "base/str.h"
#include "base/words.h"
#include "service/record.h"
#include "store/events.h"
#include "when/clock.h"

int spam_parse(const char *text, bool *yes, struct fault *f)
{
	static const char *const words[] = {"", "no", "false", "0", "yes", "true", "1", NULL};
	int i = words_find(words, text);

	if (i < 0)
		return fault_set(f, EX_DATAERR, "spam: yes or no, not \"%s\"", text);
	*yes = i >= 4;
	return 0;
}

/* The last move that the mark brought about; 0: none did, or somebody moved
 * it since. */
static int64_t moved_by_mark(const struct session *s, struct arena *a, int64_t id)
{
	struct events *list = events_of(s->desk, a, id, EVENTS_BARE);
	struct event e;
	const char *bad;
	int64_t seq = 0;

	while (events_next(list, a, &e, &bad))
		if (!bad && e.kind == EVENT_MOVE)
			seq = str_eq(pairs_get(&e.data, "by"), "spam") ? e.seq : 0;
	events_end(list);
	return seq;
}

/* The ticket as it was before an event of it. */
static bool as_before(const struct session *s, struct arena *a, int64_t id, int64_t seq, struct ticket *t)
{
	struct events *list = events_of(s->desk, a, id, EVENTS_BARE);
	struct event e;
	const char *bad;
	bool whole = true;

	memset(t, 0, sizeof *t);
	while (whole && events_next(list, a, &e, &bad) && e.seq < seq)
		whole = !bad && ticket_apply(a, t, &e, NULL) == 0;
	events_end(list);
	return whole && t->id;
}

static void plan(const struct session *s, struct arena *a, const struct ticket *t, const char *state,
                 enum state_class class, struct event *e)
{
	*e = record_event(s, EVENT_MOVE, t->id);
	pairs_add(a, &e->data, "state", state);
	pairs_add(a, &e->data, "class", state_class_words[class]);
	pairs_add(a, &e->data, "old.state", t->state);
	pairs_add(a, &e->data, "by", "spam");
}

int spam_plan(const struct session *s, struct arena *a, const struct ticket *t, bool yes,
              struct event *e, bool *has, struct fault *f)
{
	int bad = session_check(s, RIGHT_MOVE, f);
	struct ticket was;

	*has = false;
	if (bad)
		return bad;
	if (yes) {
		*has = t->class != STATE_CLOSED;
		if (*has)
			plan(s, a, t, policy_state_of(s->policy, STATE_CLOSED)->name, STATE_CLOSED, e);
		return 0;
	}
	int64_t seq = moved_by_mark(s, a, t->id);
	*has = seq > 0 && t->spam && as_before(s, a, t->id, seq, &was);
	if (!*has)
		return 0;
	plan(s, a, t, was.state, was.class, e);
	if (was.wake != AT_NONE)
		pairs_add_int(a, &e->data, "until", was.wake);
	if (was.asked_at != AT_NONE)
		pairs_add_int(a, &e->data, "asked_at", was.asked_at);
	return 0;
}
