/* cases: the cases of a cohort. */
#include "service/cases.h"

#include <string.h>

#include "base/vec.h"
#include "service/folded.h"
#include "store/tickets.h"
#include "store/traces.h"
#include "when/clock.h"

struct walk {
	const struct session *s;
	struct arena *a, row;
	const struct cases_query *q;
	void (*each)(void *, const struct case_ *);
	void *arg;
};

static bool is_of_these(const struct cases_query *q, int64_t ticket)
{
	return !q->only || (ticket < q->only_n && q->only[ticket / 8] >> ticket % 8 & 1);
}

static bool within(const struct cases_query *q, int64_t at)
{
	return at != AT_NONE && at >= q->from && at < q->to;
}

/* --- the course --- */

static uint32_t bit(int level)
{
	return UINT32_C(1) << (level < 0 ? 0 : level < COURSE_LEVELS ? level : COURSE_LEVELS - 1);
}

/* What the row alone says, where nothing ever came back or moved on. */
static void course_of_row(const struct ticket *t, struct course *c)
{
	*c = (struct course){.first_resolved = t->resolved, .reopened_at = AT_NONE, .first_level = t->level,
	                     .handled = bit(t->level), .hands = t->hands};
}

/* Does the row leave open what is asked for? */
static bool needs_events(const struct cases_query *q, const struct ticket *t)
{
	return q->course & CASES_STAYS || t->reopened > 0 ||
	       (q->course & CASES_LEVELS && (t->level_since > t->opened || t->hands > 0));
}

static void read_course(struct walk *w, int64_t ticket, struct course *c)
{
	struct { struct event *v; size_t n, cap; } events = {0};
	struct events *list = events_of(w->s->desk, &w->row, ticket, EVENTS_BARE);
	struct event e;
	const char *bad;

	while (events_next(list, &w->row, &e, &bad))
		if (!bad)
			*vec_push(&w->row, &events) = e;
	events_end(list);
	course_of(&w->row, events.v, events.n, c);
}

/* It has changed its level: was it ever at the first one? The opening alone
 * tells where that was the first. */
static bool entry_tells(struct walk *w, const struct ticket *t, struct course *c)
{
	if (t->level == w->q->first_level)
		return false;
	c->first_level = traces_entry_level(w->s->desk, &w->row, t->id);
	c->handled |= bit(c->first_level);
	return c->first_level == w->q->first_level;
}

/* The course of a live row; reads no more events than it must. */
static void live_course(struct walk *w, const struct ticket *t, struct course *c)
{
	bool told = !needs_events(w->q, t), unsure = false;

	if (told) {
		course_of_row(t, c);
		if (w->q->course & CASES_ENTRY && t->level_since > t->opened)
			told = entry_tells(w, t, c);
	}
	if (told && w->q->course & CASES_SAID)
		c->said = traces_said(w->s->desk, t->id, t->opened, t->resolved, &unsure);
	if (!told || unsure)
		read_course(w, t->id, c);
}

/* --- the instant in the cohort --- */

static int64_t instant_of(const struct cases_query *q, const struct ticket *t, const struct course *c)
{
	switch (q->cohort) {
	case COHORT_OPENED: return t->opened;
	case COHORT_RESOLVED: return t->resolved;
	case COHORT_CLOSED: return t->closed;
	case COHORT_FIRST: return c ? c->first_resolved : t->resolved;
	default: return q->to;
	}
}

/* Was it open just before an instant? */
static bool open_before(const struct ticket *t, const struct course *c, int64_t at)
{
	bool open = t->opened < at;

	if (!c || c->turns.n == 0)
		return open && (t->resolved == AT_NONE || t->resolved >= at);
	for (size_t i = 0; i < c->turns.n && c->turns.v[i].at < at; i++)
		open = c->turns.v[i].open;
	return open && t->opened < at;
}

static bool open_within(const struct ticket *t, const struct course *c, int64_t from, int64_t to)
{
	if (open_before(t, c, from) || (t->opened >= from && t->opened < to))
		return true;
	for (size_t i = 0; c && i < c->turns.n; i++)
		if (c->turns.v[i].at >= from && c->turns.v[i].at < to)
			return true;
	return false;
}

static bool belongs(const struct cases_query *q, const struct ticket *t, const struct course *c)
{
	switch (q->cohort) {
	case COHORT_OPEN: return open_before(t, c, q->to);
	case COHORT_EVER: return open_within(t, c, q->from, q->to);
	case COHORT_TURNED: return true;
	default: return within(q, instant_of(q, t, c));
	}
}

static void give(struct walk *w, const struct ticket *t, const struct course *c, struct arena *row)
{
	struct case_ x = {t, c, instant_of(w->q, t, c), row};

	if (belongs(w->q, t, c))
		w->each(w->arg, &x);
}

/* --- rows --- */

/* Those of one cut; back: those that came back, else the others. */
static void take_cut(struct walk *w, enum cases_cut cut, int64_t from, int64_t to, int back)
{
	bool course = w->q->course != 0 || back == 1;
	unsigned more = (course || back >= 0 ? CASES_MOVED : 0) | (course ? CASES_HANDS | CASES_LEVEL : 0) |
	                (course || w->q->cohort == COHORT_OPENED || back >= 0 ? CASES_ENTERED : 0) |
	                (w->q->cohort == COHORT_CLOSED ? CASES_STATE : 0);
	struct cases *list = cases_find(w->s->desk, w->a, cut, from, to, w->q->find, w->q->want | more);
	struct ticket t;
	struct course c;

	while (cases_next(list, &t)) {
		if (!is_of_these(w->q, t.id) || (back >= 0 && (t.reopened > 0) != back))
			continue;
		if (course)
			live_course(w, &t, &c);
		give(w, &t, course ? &c : NULL, &w->row);
		arena_reset(&w->row);
	}
	cases_end(list);
}

static void take_rows(struct walk *w)
{
	const struct cases_query *q = w->q;

	switch (q->cohort) {
	case COHORT_OPENED:
		take_cut(w, CASES_OPENED, q->from, q->to, -1);
		break;
	case COHORT_RESOLVED:
		take_cut(w, CASES_RESOLVED, q->from, q->to, -1);
		break;
	case COHORT_CLOSED:
		take_cut(w, CASES_CLOSED, q->from, q->to, -1);
		break;
	case COHORT_FIRST:
		take_cut(w, CASES_RESOLVED, q->from, q->to, 0);
		take_cut(w, CASES_CAME_BACK, q->from, q->to, 1);
		break;
	case COHORT_OPEN:
		take_cut(w, CASES_ACTIVE, 0, q->to, 0);
		take_cut(w, CASES_RESOLVED_SINCE, q->to, q->to, 0);
		take_cut(w, CASES_CAME_BACK, q->to, q->to, 1);
		break;
	case COHORT_EVER:
	case COHORT_TURNED:
		take_cut(w, CASES_ACTIVE, 0, q->to, 0);
		take_cut(w, CASES_RESOLVED_SINCE, q->from, q->to, 0);
		take_cut(w, CASES_CAME_BACK, q->from, q->to, 1);
		break;
	case COHORT_DUE:
	case COHORT_SAID:
	case COHORT_EACH:
		break;
	}
}

/* --- the record --- */

static void take_folded(struct walk *w)
{
	struct folded *list = folded_open(w->s, w->a, w->q->as_of, EVENTS_BARE, NULL, NULL);
	bool course = w->q->course != 0 || w->q->cohort >= COHORT_FIRST;
	struct ticket t;
	struct course c;
	size_t n;

	while (folded_next(list, &t)) {
		const struct event *events = folded_events(list, &n);
		if (t.spam || t.merged || !is_of_these(w->q, t.id) || !find_match(w->q->find, &t))
			continue;
		if (course)
			course_of(folded_memory(list), events, n, &c);
		give(w, &t, course ? &c : NULL, folded_memory(list));
	}
	folded_end(list);
}

void cases_each(const struct session *s, struct arena *a, const struct cases_query *q,
                void (*each)(void *arg, const struct case_ *c), void *arg)
{
	struct walk w = {.s = s, .a = a, .q = q, .each = each, .arg = arg};

	if (q->as_of != AT_NONE)
		take_folded(&w);
	else
		take_rows(&w);
	arena_free(&w.row);
}
