/* course: what a ticket went through. */
#include "domain/course.h"

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "domain/handed.h"
#include "domain/spoken.h"
#include "policy/policy.h"
#include "when/clock.h"

static uint32_t bit(int level)
{
	return UINT32_C(1) << (level < 0 ? 0 : level < COURSE_LEVELS ? level : COURSE_LEVELS - 1);
}

/* --- states --- */

static struct course_stay *last(struct course *c)
{
	return c->stays.n ? &c->stays.v[c->stays.n - 1] : NULL;
}

/* From here on in this state and at this level. */
static void stay(struct arena *a, struct course *c, int64_t at, const char *state, int level, bool open)
{
	struct course_stay *before = last(c);

	if (before && str_eq(before->state, state) && before->level == level)
		return;
	if (before)
		before->to = at;
	*vec_push(a, &c->stays) = (struct course_stay){state, level, open, at, INT64_MAX};
}

static void turn(struct arena *a, struct course *c, int64_t at, bool open)
{
	if (c->turns.n && c->turns.v[c->turns.n - 1].open == open)
		return;
	if (!open && c->first_resolved == AT_NONE)
		c->first_resolved = at;
	if (open && c->turns.n && c->reopened_at == AT_NONE)
		c->reopened_at = at;
	*vec_push(a, &c->turns) = (struct course_turn){at, open};
}

/* The state after e, where it names one. A mark as spam, a merge into another
 * and the way back leave everything as it was. */
static void follow_state(struct arena *a, struct course *c, const struct event *e)
{
	const char *word = pairs_get(&e->data, "class"), *state = pairs_get(&e->data, "state");
	int class = word ? words_find(state_class_words, word) : -1;

	if (class < 0 || !state || (e->kind != EVENT_OPEN && e->kind != EVENT_MOVE) ||
	    str_eq(pairs_get(&e->data, "by"), "spam"))
		return;
	stay(a, c, e->at, state, last(c) ? last(c)->level : (int)pairs_int(&e->data, "level", 0),
	     class < STATE_RESOLVED);
	turn(a, c, e->at, class < STATE_RESOLVED);
}

/* --- levels --- */

static void follow_level(struct arena *a, struct course *c, const struct event *e)
{
	struct course_stay *now = last(c);
	int before = now ? now->level : 0, level = (int)pairs_int(&e->data, "level", before);

	if (!event_is_step(e) || !now)
		return;
	if (e->kind == EVENT_OPEN) {
		c->first_level = level;
		c->handled |= bit(level);
		return;
	}
	if (level == before)
		return;
	c->handled |= bit(level);
	if (level > before && !str_eq(pairs_get(&e->data, "do"), "reject")) {
		c->raised |= bit(before);
		c->ups += e->kind != EVENT_ESCALATE;
	}
	stay(a, c, e->at, now->state, level, now->open);
}

/* Raised to a level or to another team beside it. */
static void count_raised(struct course *c, const struct event *e)
{
	if (e->kind == EVENT_ESCALATE)
		c->ups += str_eq(pairs_get(&e->data, "do"), "up");
}

/* --- hands and words up to the first resolution --- */

static size_t up_to(const struct event *events, size_t n, int64_t at)
{
	size_t i = 0;

	while (i < n && (at == AT_NONE || events[i].at <= at))
		i++;
	return i;
}

static void count_hands(struct arena *a, const struct event *events, size_t n, struct course *c)
{
	struct handed all, early;

	handed_of(a, events, n, &all);
	c->returns = all.returns;
	c->rejects = all.rejects;
	handed_of(a, events, up_to(events, n, c->first_resolved), &early);
	c->hands = early.hands;
}

static void count_words(struct arena *a, const struct event *events, size_t n, struct course *c)
{
	struct spoken_all all = {0};
	bool first = true;

	for (size_t i = 0; i < n; i++)
		spoken_add(a, &all, &events[i]);
	struct spoken_list words = spoken_now(a, &all);
	for (size_t i = 0; i < words.n; i++) {
		const struct spoken *x = &words.v[i];
		if (x->role != ROLE_CUSTOMER || (c->first_resolved != AT_NONE && x->at > c->first_resolved))
			continue;
		c->said += !first;         /* the first is the contact itself */
		first = false;
	}
}

void course_of(struct arena *a, const struct event *events, size_t n, struct course *out)
{
	*out = (struct course){.first_resolved = AT_NONE, .reopened_at = AT_NONE};
	for (size_t i = 0; i < n; i++) {
		follow_state(a, out, &events[i]);
		follow_level(a, out, &events[i]);
		count_raised(out, &events[i]);
	}
	count_hands(a, events, n, out);
	count_words(a, events, n, out);
}

int64_t course_within(const struct course_stay *s, int64_t from, int64_t to)
{
	int64_t begin = s->from > from ? s->from : from, end = s->to < to ? s->to : to;

	return end > begin ? end - begin : 0;
}
