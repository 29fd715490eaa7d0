/* join: merging tickets, and taking merges and splits back. */
#include "service/join.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "service/baggage.h"
#include "service/side.h"
#include "service/split.h"
#include "store/customers.h"
#include "store/links.h"

int join_check(const struct session *s, const char *text, struct fault *f)
{
	int64_t max = policy_head(s->policy)->text_max;
	int bad = session_check(s, RIGHT_MERGE, f);

	if (!bad && text) bad = session_check(s, RIGHT_NOTE, f);
	if (!bad && text && (int64_t)strlen(text) > max)
		bad = fault_set(f, EX_DATAERR, "the text is %zu bytes long; the policy allows %" PRId64,
		                strlen(text), max);
	return bad;
}

/* --- may it be? --- */

static const char *customer_of(const struct session *s, struct arena *a, const struct ticket *t)
{
	struct customer c;

	return customers_load(s->desk, a, t->customer, &c) && c.key ? c.key : arena_printf(a, "%" PRId64, t->customer);
}

/* So would people of one customer who see only their own tickets. */
static int check_persons(const struct session *s, const struct ticket *t, const struct ticket *target,
                         struct fault *f)
{
	if (!t->person || !target->person || t->person == target->person || policy_follow_firm(s->policy))
		return 0;
	return fault_set(f, EX_DATAERR, "it is of another person than %" PRId64 ", and each may see only his own "
	                 "(customers.follow): link them instead, or set the person first", target->id);
}

/* One customer would read what the other wrote. */
static int check_customers(const struct session *s, struct arena *a, const struct ticket *t,
                           const struct ticket *target, struct fault *f)
{
	if (!t->customer || !target->customer || t->customer == target->customer)
		return check_persons(s, t, target, f);
	return fault_set(f, EX_DATAERR, "it is of customer %s, %" PRId64 " of %s, who would see it: link them instead, "
	                 "or set the customer first", customer_of(s, a, t), target->id, customer_of(s, a, target));
}

static int check_merge(const struct session *s, struct arena *a, const struct ticket *t,
                       const struct ticket *target, struct fault *f)
{
	const char *ref = side_ref(s, a, target->id);

	if (t->id == target->id)
		return fault_set(f, EX_DATAERR, "a ticket is not merged into itself");
	if (t->merged)
		return fault_set(f, EX_DATAERR, "is merged into %s already; tk-link undo %" PRId64 " takes it out first",
		                 side_ref(s, a, t->merged), t->id);
	if (target->merged && links_survivor(s->desk, target->id) == t->id)
		return fault_set(f, EX_DATAERR, "%s is merged into it, that would be a loop; tk-link undo %" PRId64
		                 " takes it out first", ref, target->id);
	if (target->merged)
		return fault_set(f, EX_DATAERR, "%s is merged into %s; merge into that, or tk-link undo %" PRId64
		                 " takes it out first", ref, side_ref(s, a, links_survivor(s->desk, target->id)), target->id);
	return check_customers(s, a, t, target, f);
}

/* --- merge --- */

int join_merge(const struct session *s, struct arena *a, int64_t id, int64_t target, const char *text,
               struct link_result *result, struct fault *f)
{
	struct side x, y;              /* the survivor, and what goes into it */
	struct fault why = {0};

	*result = (struct link_result){0};
	int bad = side_read(s, a, id, &y, f);
	if (!bad) bad = side_read(s, a, target, &x, f);
	if (bad || (y.t.merged == target && id != target))
		return bad;
	if ((bad = check_merge(s, a, &y.t, &x.t, &why)) != 0)
		return fault_set(f, bad, "%" PRId64 ": %s", id, why.text);
	struct spoken_list words = side_words(a, &y);
	struct event ex = side_event(s, a, EVENT_MERGE, &x, text), ey = side_event(s, a, EVENT_MERGE, &y, text);
	pairs_add_int(a, &ex.data, "from", id);
	if (words.n)
		pairs_add(a, &ex.data, "msgs", spoken_print(a, &words));
	joined_plan(a, &x.joined, &x.t, &ex);
	baggage_take(s, a, &x, &y.t, &ex);
	pairs_add_int(a, &ey.data, "into", target);
	side_close(s, a, &y, &ey);
	side_write(s, a, &x, &ex, result);
	side_write(s, a, &y, &ey, result);
	side_settle(s, a, &x, &y, ex.seq);
	return 0;
}

/* --- undo --- */

/* Messages that came with y and were split off x since. */
static const struct join *split_since(struct arena *a, const struct side *x, const struct join *took)
{
	struct spoken_list came = {0};
	const char *msgs = pairs_get(&took->e.data, "msgs");
	size_t n;

	if (msgs)
		spoken_parse(a, msgs, &came);
	for (size_t i = 0; i < x->joins.n; i++) {
		const struct join *j = &x->joins.v[i];
		if (j->undone || j->part != JOIN_GAVE || j->seq < took->seq)
			continue;
		char **seq = str_split(a, pairs_get(&j->e.data, "events") ? pairs_get(&j->e.data, "events") : "", ',', &n);
		for (size_t k = 0; k < n; k++)
			for (size_t m = 0; m < came.n; m++)
				if (came.v[m].seq == strtoll(seq[k], NULL, 10))
					return j;
	}
	return NULL;
}

/* y comes out of x again. */
static int undo_merge(const struct session *s, struct arena *a, struct side *x, struct side *y,
                      const char *text, struct link_result *result, struct fault *f)
{
	const struct join *took = side_with(x, JOIN_TOOK, y->t.id), *went = side_with(y, JOIN_WENT, x->t.id);
	int bad = side_first(s, a, x, f);

	if (bad)
		return bad;
	if (!took || !went)
		return fault_set(f, EX_DATAERR, "the merge of %s stands on one side only (tk-audit verify)",
		                 side_ref(s, a, y->t.id));
	const struct join *later = split_since(a, x, took);
	if (later)
		return fault_set(f, EX_DATAERR, "messages of %s were split off into %s since; take that back first "
		                 "(tk-link undo %" PRId64 ")", side_ref(s, a, y->t.id), side_ref(s, a, later->other),
		                 later->other);
	struct event ex = side_event(s, a, EVENT_MERGE, x, text), ey = side_event(s, a, EVENT_MERGE, y, text);
	pairs_add_int(a, &ex.data, "undo", took->seq);
	pairs_add_int(a, &ex.data, "from", y->t.id);
	joined_plan(a, &x->joined, &x->t, &ex);
	baggage_give(s, a, x, &y->t, &ex);
	pairs_add_int(a, &ey.data, "undo", went->seq);
	pairs_add_int(a, &ey.data, "into", x->t.id);
	side_restore(a, y, &ey);
	side_write(s, a, x, &ex, result);
	side_write(s, a, y, &ey, result);
	side_settle(s, a, x, y, ex.seq);
	return 0;
}

static int undo_last(const struct session *s, struct arena *a, struct side *x, const char *text,
                     struct link_result *result, struct fault *f)
{
	const struct join *last = side_last(x);
	struct side y;

	if (!last)
		return fault_set(f, EX_DATAERR, "it took part in no merge and no split that could be taken back");
	int bad = side_read(s, a, last->other, &y, f);
	if (bad)
		return bad;
	switch (last->part) {
	case JOIN_TOOK: return undo_merge(s, a, x, &y, text, result, f);
	case JOIN_WENT: return undo_merge(s, a, &y, x, text, result, f);
	case JOIN_GAVE: return split_undo(s, a, x, &y, text, result, f);
	default: return split_undo(s, a, &y, x, text, result, f);
	}
}

int join_undo(const struct session *s, struct arena *a, int64_t id, const char *text,
              struct link_result *result, struct fault *f)
{
	struct fault why = {0};
	struct side x;

	*result = (struct link_result){0};
	int bad = side_read(s, a, id, &x, f);
	if (!bad && (bad = undo_last(s, a, &x, text, result, &why)) != 0)
		fault_set(f, bad, "%" PRId64 ": %s", id, why.text);
	return bad;
}
