/* follow: what a change of one ticket means for those it belongs to. */
#include "service/follow.h"

#include <inttypes.h>

#include "base/vec.h"
#include "service/reach.h"
#include "store/links.h"
#include "store/tickets.h"

/* Words alone; all else would change what is no more. */
static bool only_says(const struct change *c)
{
	return c->from_customer && !c->state && !c->set.n && !c->agent && !c->team && !c->level && !c->reply;
}

int follow_merge(const struct session *s, struct arena *a, const struct change *c, struct ticket *t,
                 const char **note, struct fault *f)
{
	int64_t id = t->id;
	char ref[48];

	if (!t->merged || !only_says(c))
		return session_unmerged(s, t, f);
	if (!tickets_load(s->desk, a, links_survivor(s->desk, id), t))
		return session_missing(s, id, f);
	ref_print(ref, session_prefix(s), t->id);
	*note = arena_printf(a, "%" PRId64 ": merged into %s: recorded there", id, ref);
	return 0;
}

void follow_set(const struct session *s, struct arena *a, const struct ticket *t, const struct event *set,
                int64_t before)
{
	if (!set)
		return;
	if (pairs_get(&set->data, "affected"))
		reach_follow(s, a, t->id, before);
	if (pairs_get(&set->data, "customer") || pairs_get(&set->data, "spam"))
		reach_settle(s, a, reach_problem(s, t));
}

const int64_t *follow_incidents(const struct session *s, struct arena *a, int64_t problem, size_t *n)
{
	struct links *list = links_of(s->desk, a, problem, REL_PROBLEM_OF);
	VEC(int64_t) ids = {0};
	struct link_end end;

	while (links_next(list, &end))
		if (end.active && !end.merged)
			*vec_push(a, &ids) = end.id;
	links_end(list);
	*n = ids.n;
	return ids.v;
}

const char *follow_done(const struct session *s, struct arena *a, const struct ticket *t)
{
	size_t n = 0;

	if (!ticket_active(t) && ticket_linked(t, REL_PROBLEM_OF))
		follow_incidents(s, a, t->id, &n);
	if (n == 0)
		return NULL;
	/* More than a hundred at once must be allowed. */
	const char *max = n > 100 ? arena_printf(a, " --max %zu", n) : "";
	return arena_printf(a, "%" PRId64 ": %zu of its incidents %s open: tk-ls --linked incident-of:%" PRId64
	                    " | tk-move %s%s", t->id, n, n == 1 ? "is" : "are", t->id, t->state, max);
}
