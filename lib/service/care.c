/* care: what a customer's open cases ask for, the most pressing first. */
#include "service/care.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "service/lookup.h"
#include "store/tickets.h"
#include "when/clock.h"
#include "when/zone.h"

bool care_is_wish(const char *kind)
{
	return strcmp(kind, "suggestion") == 0 || strcmp(kind, "improvement") == 0;
}

/* --- order --- */

/* Late, promised, held by us, on hold, with the customer. */
static int place(const struct care_case *x)
{
	switch (x->st.by) {
	case STAND_LATE: return 0;
	case STAND_ANSWER: return 1;
	case STAND_WAKE: return 3;
	case STAND_YOU: return 4;
	default: return x->t.class == STATE_WAITING ? 4 : x->t.class == STATE_HELD ? 3 : 2;
	}
}

static int by_number(int64_t x, int64_t y)
{
	return x < y ? -1 : x > y;
}

static int case_order(const void *a, const void *b)
{
	const struct care_case *x = a, *y = b;
	int order = by_number(place(x), place(y));

	if (!order && place(x) != 2)
		order = by_number(x->st.at, y->st.at);
	if (!order)
		order = by_number(x->t.priority, y->t.priority);
	if (!order)
		order = by_number(x->t.contact, y->t.contact);
	return order ? order : by_number(x->t.id, y->t.id);
}

static int wish_order(const void *a, const void *b)
{
	const struct care_case *x = a, *y = b;
	int order = by_number(x->t.answered != AT_NONE, y->t.answered != AT_NONE);

	if (!order)
		order = by_number(x->t.contact, y->t.contact);
	return order ? order : by_number(x->t.id, y->t.id);
}

static void sort(struct care_cases *list, int (*order)(const void *, const void *))
{
	if (list->n > 1)
		qsort(list->v, list->n, sizeof *list->v, order);
}

/* --- what there is --- */

struct care care_none(void)
{
	return (struct care){.late_since = AT_NONE, .next_due = AT_NONE, .review = CARE_NO_REVIEW};
}

static void earlier(int64_t *first, int64_t at)
{
	if (*first == AT_NONE || at < *first)
		*first = at;
}

void care_add(const struct session *s, struct arena *a, const struct ticket *t, struct care *out)
{
	struct care_case x = {*t, stand_of(s, t, NULL)};
	bool wish = care_is_wish(t->kind);

	if (x.st.by == STAND_LATE)
		earlier(&out->late_since, x.st.at);
	if (x.st.by == STAND_ANSWER)
		earlier(&out->next_due, x.st.at);
	out->late += x.st.by == STAND_LATE;
	out->promised += x.st.by == STAND_ANSWER;
	out->unanswered += wish && t->answered == AT_NONE;
	out->waiting += !wish && place(&x) == 4;
	if (wish)
		*vec_push(a, &out->wishes) = x;
	else
		*vec_push(a, &out->cases) = x;
}

static int64_t review_in(const struct session *s, const struct customer *c)
{
	const struct zone *z = policy_zone(s->policy, policy_head(s->policy)->zone);
	int64_t day;

	if (!c->review || !civil_parse_day(c->review, &day))
		return CARE_NO_REVIEW;
	return day - zone_day(z ? z : zone_utc(), s->now);
}

void care_close(const struct session *s, const struct customer *c, struct care *out)
{
	sort(&out->cases, case_order);
	sort(&out->wishes, wish_order);
	out->review = review_in(s, c);
	out->quota = quota_of(s, c->id, c->plan, s->now);
}

struct gathering { const struct session *s; struct arena *a; int64_t as_of; struct care *out; };

/* What is given goes with its row: taken again to keep. */
static bool gather(void *arg, struct arena *row, const struct ticket *t)
{
	struct gathering *g = arg;
	struct ticket kept;

	(void)row;
	if (lookup_one(g->s, g->a, t->id, g->as_of, &kept))
		care_add(g->s, g->a, &kept, g->out);
	return true;
}

void care_of(const struct session *s, struct arena *a, const struct customer *c, int64_t as_of,
             struct care *out)
{
	struct session then = *s;
	struct gathering g = {&then, a, as_of, out};
	struct lookup q = {.find = {.in_state_s = -1, .idle_s = -1, .active = true}, .as_of = as_of};

	if (as_of != AT_NONE)
		then.now = as_of;
	*out = care_none();
	*vec_push(a, &q.find.by[FIND_CUSTOMER]) = (struct find_value){.number = c->id};
	q.find.now = then.now;
	lookup_each(&then, s->a, &q, gather, &g);      /* its SQL must outlive a */
	care_close(&then, c, out);
}

/* --- between customers --- */

/* AT_NONE comes last. */
static int by_instant(int64_t x, int64_t y)
{
	return by_number(x == AT_NONE ? INT64_MAX : x, y == AT_NONE ? INT64_MAX : y);
}

int care_compare(const struct care *x, const struct care *y)
{
	int order = by_instant(x->late_since, y->late_since);

	if (!order)
		order = by_instant(x->next_due, y->next_due);
	if (!order)
		order = by_number(y->review <= 0, x->review <= 0);
	if (!order)
		order = by_number(quota_is_short(&y->quota), quota_is_short(&x->quota));
	if (!order)
		order = by_number((int64_t)y->unanswered, (int64_t)x->unanswered);
	return order ? order : by_number((int64_t)y->cases.n, (int64_t)x->cases.n);
}

bool care_asks(const struct care *x)
{
	return x->late || x->promised || x->cases.n > x->waiting || x->unanswered || quota_is_short(&x->quota) ||
	       x->review <= 7;
}
