/* attained: verdicts, each put into the row of the page that promised it. */
#include "service/attained.h"

#include <string.h>

#include "base/str.h"
#include "base/words.h"
#include "service/verdicts.h"

/* A case differs from the one before in little: what was found for it is kept. */
struct memo { const char *plan, *kind, *channel, *category; int priority; struct promise_row *row; bool used; };
enum { MEMOS = 256 };

struct pass {
	struct attained *x;
	const struct promise_groups *g;
	const struct policy_deadline *deadlines; size_t ndeadlines;
	const struct policy_priority *priorities; size_t npriorities;
	struct arena *a;
	struct memo memos[MEMOS];
};

static uint64_t mix(uint64_t h, const char *text)
{
	for (const char *p = text ? text : "-"; *p; p++)
		h = (h ^ (unsigned char)*p) * UINT64_C(1099511628211);
	return h ^ h >> 29;
}

static bool is_memo(const struct memo *m, const struct ticket *t)
{
	return m->used && m->priority == t->priority && str_eq(m->plan, t->plan) && str_eq(m->kind, t->kind) &&
	       str_eq(m->channel, t->channel) && str_eq(m->category, t->category);
}

static struct promise_row *find_row(struct pass *p, const struct ticket *t)
{
	const struct policy_sla *rule;

	if (t->priority < 1 || (size_t)t->priority > p->npriorities)
		return NULL;
	rule = policy_sla_for(p->x->policy, t->plan, p->priorities[t->priority - 1].name, t->category, t->kind, t->channel);
	return promise_row_of(p->g, rule, t->plan, t->kind, t->channel, t->priority);
}

static struct promise_row *row_of(struct pass *p, const struct ticket *t)
{
	uint64_t h = mix(mix(mix(mix((uint64_t)t->priority + 1, t->plan), t->kind), t->channel), t->category);
	struct memo *m = &p->memos[h % MEMOS];

	if (!is_memo(m, t))
		*m = (struct memo){arena_strdup(p->a, t->plan), arena_strdup(p->a, t->kind), arena_strdup(p->a, t->channel),
		                   arena_strdup(p->a, t->category), t->priority, find_row(p, t), true};
	return m->row;
}

/* "complaint" and "complaint/answer" are of the deadline complaint. */
static struct promise_kept *deadline_of(struct pass *p, const char *clock)
{
	size_t n = strcspn(clock, "/");

	for (size_t i = 0; i < p->ndeadlines; i++)
		if (strlen(p->deadlines[i].name) == n && strncmp(p->deadlines[i].name, clock, n) == 0)
			return &p->x->deadlines[i];
	return NULL;
}

static void one(void *arg, const struct verdict *v, const struct ticket *t)
{
	struct pass *p = arg;
	struct promise_row *row = v->kind == CLOCK_DEADLINE ? NULL : row_of(p, t);
	struct promise_kept *k = v->kind == CLOCK_DEADLINE ? deadline_of(p, v->clock) : row ? &row->kept[v->kind] : NULL;

	if (!k || v->state == VERDICT_UNDECIDED)
		return;
	k->of++;
	k->kept += v->state == VERDICT_MET;
}

void attained_measure(const struct session *s, struct arena *a, struct attained *x, const struct promise_groups *g)
{
	struct pass *p = arena_new(a, struct pass);
	static const struct find all = {.in_state_s = -1, .idle_s = -1};
	struct cases_query q = {.cohort = COHORT_DUE, .from = x->from, .to = x->to, .find = &all, .as_of = x->as_of,
	                        .want = CASES_PLAN | CASES_KIND | CASES_CHANNEL | CASES_PRIORITY | CASES_CATEGORY};

	*p = (struct pass){.x = x, .g = g, .a = a};
	p->deadlines = policy_deadlines(x->policy, &p->ndeadlines);
	p->priorities = policy_priorities(x->policy, &p->npriorities);
	x->deadlines = arena_array(a, struct promise_kept, p->ndeadlines);
	verdicts_each(s, a, &q, x->now, one, p);
}
