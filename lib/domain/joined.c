/* joined: a ticket's instants with all that joins brought in or took away. */
#include "domain/joined.h"

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "when/clock.h"

static void add_turn(struct arena *a, struct joined *j, const struct event *e)
{
	const char *word = pairs_get(&e->data, "class"), *by = pairs_get(&e->data, "by");
	int class = words_find(state_class_words, word ? word : "");

	*vec_push(a, &j->turns) = (struct joined_turn){
		e->at, e->seq, class >= 0 && class < STATE_RESOLVED, str_eq(by, "customer"), str_eq(by, "spam")};
}

void joined_add(struct arena *a, struct joined *j, const struct event *e)
{
	if (e->kind == EVENT_OPEN)
		j->contact = pairs_int(&e->data, "contact", e->at);
	if (e->kind == EVENT_OPEN || e->kind == EVENT_MOVE)
		add_turn(a, j, e);
	spoken_add(a, &j->words, e);
}

/* Where the walk through words and turns stands. */
struct walk {
	struct joined_instants at;
	bool active;
	int64_t hidden;                /* asked_at before a mark as spam */
};

/* A word at the turn's own instant comes before it: what a message brings
 * about follows it. */
static bool before(const struct spoken *w, const struct joined_turn *t)
{
	return w->at < t->at || (w->at == t->at && w->seq <= t->seq);
}

static void hear(struct walk *w, const struct spoken *x)
{
	if (x->role == ROLE_CUSTOMER && x->at < w->at.contact)
		w->at.contact = x->at;
	if (!x->public)
		return;
	if (x->role == ROLE_CUSTOMER) {
		if (w->at.asked_at == AT_NONE && w->active)
			w->at.asked_at = x->at;
		return;
	}
	w->at.answered = x->at;
	w->at.asked_at = AT_NONE;
	if (x->role == ROLE_AGENT && w->at.replied == AT_NONE)
		w->at.replied = x->at;
}

static void turn(struct walk *w, const struct joined_turn *t)
{
	if (t->by_spam) {              /* gone, and back as if nothing had been */
		int64_t asked_at = t->active ? w->hidden : AT_NONE;
		w->hidden = w->at.asked_at;
		w->at.asked_at = asked_at;
	} else if (!t->active) {
		w->at.asked_at = AT_NONE;
	} else if (!w->active && t->by_customer) {
		w->at.asked_at = t->at;
	}
	w->active = t->active;
}

struct joined_instants joined_now(struct arena *a, const struct joined *j)
{
	struct spoken_list words = spoken_now(a, &j->words);
	struct walk w = {{j->contact, AT_NONE, AT_NONE, AT_NONE}, true, AT_NONE};
	size_t said = 0;

	for (size_t i = 0; i < j->turns.n; i++) {
		for (; said < words.n && before(&words.v[said], &j->turns.v[i]); said++)
			hear(&w, &words.v[said]);
		turn(&w, &j->turns.v[i]);
	}
	for (; said < words.n; said++)
		hear(&w, &words.v[said]);
	return w.at;
}

static void put(struct arena *a, struct event *e, const char *name, int64_t old, int64_t now)
{
	if (old == now)
		return;
	if (now == AT_NONE)
		pairs_add(a, &e->data, name, "");
	else
		pairs_add_int(a, &e->data, name, now);
}

void joined_plan(struct arena *a, struct joined *j, const struct ticket *t, struct event *e)
{
	joined_add(a, j, e);
	struct joined_instants now = joined_now(a, j);

	put(a, e, "contact", t->contact, now.contact);
	put(a, e, "replied", t->replied, now.replied);
	put(a, e, "answered", t->answered, now.answered);
	put(a, e, "asked_at", t->asked_at, now.asked_at);
}
