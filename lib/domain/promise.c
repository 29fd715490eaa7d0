/* promise: which rules hold for whom. */
#include "domain/promise.h"

#include <string.h>

#include "base/vec.h"

/* The rule for each plan, kind, channel and priority; plan 0 is "none". */
struct grid {
	struct arena *a;
	struct policy *p;
	struct names plans, kinds, channels;
	size_t priorities;
	const struct policy_sla **rules;
};

struct list { VEC(const char *) names; };
struct groups { VEC(struct promise_group) v; };

static struct names names_of(struct arena *a, struct list *l)
{
	*vec_push(a, &l->names) = NULL;
	return (struct names){l->names.v, l->names.n - 1};
}

/* --- the grid --- */

static struct names grid_plans(struct grid *g)
{
	struct list l = {0};
	size_t n;
	const struct policy_plan *v = policy_plans(g->p, &n);

	*vec_push(g->a, &l.names) = NULL;
	for (size_t i = 0; i < n; i++)
		*vec_push(g->a, &l.names) = v[i].name;
	return names_of(g->a, &l);
}

static struct names grid_kinds(struct grid *g)
{
	struct list l = {0};
	size_t n;
	const struct policy_kind *v = policy_kinds(g->p, &n);

	for (size_t i = 0; i < n; i++)
		*vec_push(g->a, &l.names) = v[i].name;
	return names_of(g->a, &l);
}

static struct names grid_channels(struct grid *g)
{
	struct list l = {0};
	size_t n;
	const struct policy_channel *v = policy_channels(g->p, &n);

	for (size_t i = 0; i < n; i++)
		*vec_push(g->a, &l.names) = v[i].name;
	return names_of(g->a, &l);
}

static const struct policy_sla **cell(const struct grid *g, size_t plan, size_t kind, size_t channel)
{
	return &g->rules[((plan * g->kinds.n + kind) * g->channels.n + channel) * g->priorities];
}

/* Promises for some categories alone are not told: as if no case had one. */
static void fill(struct grid *g)
{
	const struct policy_priority *v = policy_priorities(g->p, &g->priorities);

	g->plans = grid_plans(g);
	g->kinds = grid_kinds(g);
	g->channels = grid_channels(g);
	g->rules = arena_array(g->a, const struct policy_sla *,
	                       g->plans.n * g->kinds.n * g->channels.n * g->priorities);
	for (size_t i = 0; i < g->plans.n; i++)
		for (size_t j = 0; j < g->kinds.n; j++)
			for (size_t k = 0; k < g->channels.n; k++)
				for (size_t l = 0; l < g->priorities; l++)
					cell(g, i, j, k)[l] = policy_sla_for(g->p, g->plans.v[i], v[l].name, NULL,
					                                     g->kinds.v[j], g->channels.v[k]);
}

/* --- sorting into groups --- */

/* class[i] = the first of count runs of n rules each that is the same as run i. */
static void classify(size_t *class, const struct policy_sla *const *rules, size_t n, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (class[i] = 0; class[i] < i; class[i]++)
			if (memcmp(rules + class[i] * n, rules + i * n, n * sizeof *rules) == 0)
				break;
}

static size_t members(const size_t *class, size_t count, size_t of)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += class[i] == of;
	return n;
}

static struct names named(struct grid *g, const struct names *all, const size_t *class, size_t of)
{
	struct list l = {0};

	for (size_t i = 0; i < all->n; i++)
		if (class[i] == of && all->v[i])
			*vec_push(g->a, &l.names) = all->v[i];
	return names_of(g->a, &l);
}

/* Neighbouring priorities under one rule make one row. */
static void add_group(struct grid *g, struct groups *out, struct promise_group group,
                      const struct policy_sla *const *rules)
{
	VEC(struct promise_row) rows = {0};

	for (size_t i = 0; i < g->priorities; i++) {
		if (!rules[i])
			continue;
		if (i > 0 && rules[i] == rules[i - 1])
			rows.v[rows.n - 1].to = (int)i + 1;
		else
			*vec_push(g->a, &rows) = (struct promise_row){.from = (int)i + 1, .to = (int)i + 1, .sla = rules[i]};
	}
	group.rows = rows.v;
	group.n = rows.n;
	if (group.n)
		*vec_push(g->a, &out->v) = group;
}

/* Moves what is the same on every channel out of the rules of all of them. */
static const struct policy_sla **take_common(struct grid *g, const struct policy_sla **rules)
{
	const struct policy_sla **common = arena_array(g->a, const struct policy_sla *, g->priorities);

	for (size_t i = 0; i < g->priorities; i++) {
		bool same = true;
		for (size_t k = 1; k < g->channels.n; k++)
			same &= rules[k * g->priorities + i] == rules[i];
		common[i] = same ? rules[i] : NULL;
		for (size_t k = 0; same && k < g->channels.n; k++)
			rules[k * g->priorities + i] = NULL;
	}
	return common;
}

/* The groups of one kind of case (base says which): what holds everywhere, then
 * by channel. */
static void add_channels(struct grid *g, struct groups *out, struct promise_group base,
                         const struct policy_sla *const *of)
{
	size_t *class = arena_array(g->a, size_t, g->channels.n), n = g->channels.n * g->priorities;
	const struct policy_sla **rules = arena_array(g->a, const struct policy_sla *, n);

	memcpy(rules, of, n * sizeof *rules);
	add_group(g, out, base, take_common(g, rules));
	classify(class, rules, g->priorities, g->channels.n);
	for (size_t i = 0; i < g->channels.n; i++) {
		struct promise_group group = base;
		if (class[i] != i)
			continue;
		group.channels = named(g, &g->channels, class, i);
		add_group(g, out, group, rules + i * g->priorities);
	}
}

/* The largest class of kinds is the usual one and not named; it comes first. */
static void add_kinds(struct grid *g, struct groups *out, struct promise_group base, size_t plan)
{
	size_t *class = arena_array(g->a, size_t, g->kinds.n), usual = 0;

	classify(class, cell(g, plan, 0, 0), g->channels.n * g->priorities, g->kinds.n);
	for (size_t i = 1; i < g->kinds.n; i++)
		if (members(class, g->kinds.n, i) > members(class, g->kinds.n, usual))
			usual = i;
	if (g->kinds.n)
		add_channels(g, out, base, cell(g, plan, usual, 0));
	for (size_t i = 0; i < g->kinds.n; i++) {
		struct promise_group group = base;
		if (class[i] != i || i == usual)
			continue;
		group.kinds = named(g, &g->kinds, class, i);
		add_channels(g, out, group, cell(g, plan, i, 0));
	}
}

/* Those without a plan (index 0) stand with the plans they are like, else last. */
static void add_plans(struct grid *g, struct groups *out)
{
	size_t *class = arena_array(g->a, size_t, g->plans.n);

	classify(class, g->rules, g->kinds.n * g->channels.n * g->priorities, g->plans.n);
	for (size_t i = 1; i <= g->plans.n; i++) {
		struct promise_group group = {0};
		size_t at = i % g->plans.n, of = class[at];
		if (of != at && (of != 0 || members(class, at, 0) > 1))
			continue;
		if (at == 0 && members(class, g->plans.n, 0) > 1)
			continue;              /* with a plan already */
		group.without_plan = of == 0;
		group.every_plan = members(class, g->plans.n, of) == g->plans.n;
		if (!group.every_plan)
			group.plans = named(g, &g->plans, class, of);
		add_kinds(g, out, group, at);
	}
}

struct promise_groups promise_groups(struct arena *a, struct policy *p)
{
	struct grid g = {.a = a, .p = p};
	struct groups out = {0};

	fill(&g);
	if (g.priorities && g.channels.n)
		add_plans(&g, &out);
	return (struct promise_groups){out.v.v, out.v.n};
}

/* --- whose row --- */

static bool is_of(const struct promise_group *g, const char *plan, const char *kind, const char *channel)
{
	bool plans = g->every_plan || (plan ? names_have(&g->plans, plan) : g->without_plan);

	return plans && (g->kinds.n == 0 || (kind && names_have(&g->kinds, kind))) &&
	       (g->channels.n == 0 || (channel && names_have(&g->channels, channel)));
}

/* A group that names its kinds goes before the one of all others. */
struct promise_row *promise_row_of(const struct promise_groups *g, const struct policy_sla *rule, const char *plan,
                                   const char *kind, const char *channel, int priority)
{
	struct promise_row *found = NULL;
	bool named = false;

	for (size_t i = 0; rule && i < g->n; i++) {
		const struct promise_group *x = &g->v[i];
		for (size_t j = 0; j < x->n && (!found || (x->kinds.n && !named)); j++) {
			struct promise_row *row = &x->rows[j];
			if (row->sla == rule && row->from <= priority && priority <= row->to && is_of(x, plan, kind, channel)) {
				found = row;
				named = x->kinds.n > 0;
			}
		}
	}
	return found;
}
