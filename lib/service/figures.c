/* figures: metrics of the cases of a cohort. */
#include "service/figures.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/promised.h"
#include "service/repeats.h"
#include "service/verdicts.h"

const char *const case_by_words[] = {
	"none", "level", "category", "complexity", "channel", "team", "priority", "plan", "customer", "kind",
	"agent", "state", "clock", NULL};

bool case_by_number(enum case_by by)
{
	return by == BY_LEVEL || by == BY_PRIORITY || by == BY_CUSTOMER;
}

struct case_key case_key(enum case_by by, const struct ticket *t)
{
	switch (by) {
	case BY_LEVEL: return (struct case_key){.number = t->level};
	case BY_PRIORITY: return (struct case_key){.number = t->priority};
	case BY_CUSTOMER: return (struct case_key){.number = t->customer};
	case BY_CATEGORY: return (struct case_key){.text = t->category};
	case BY_COMPLEXITY: return (struct case_key){.text = t->complexity};
	case BY_CHANNEL: return (struct case_key){.text = t->channel};
	case BY_TEAM: return (struct case_key){.text = t->team};
	case BY_PLAN: return (struct case_key){.text = t->plan};
	case BY_KIND: return (struct case_key){.text = t->kind};
	case BY_AGENT: return (struct case_key){.text = t->agent};
	case BY_STATE: return (struct case_key){.text = t->state};
	case BY_NONE: case BY_CLOCK: break;
	}
	return (struct case_key){0};
}

unsigned case_by_want(enum case_by by)
{
	static const unsigned want[] = {
		[BY_CATEGORY] = CASES_CATEGORY, [BY_COMPLEXITY] = CASES_COMPLEXITY, [BY_CHANNEL] = CASES_CHANNEL,
		[BY_TEAM] = CASES_TEAM, [BY_PLAN] = CASES_PLAN, [BY_CUSTOMER] = CASES_CUSTOMER,
		[BY_KIND] = CASES_KIND, [BY_AGENT] = CASES_AGENT, [BY_STATE] = CASES_STATE, [BY_CLOCK] = 0,
		[BY_LEVEL] = CASES_LEVEL, [BY_PRIORITY] = CASES_PRIORITY,
	};
	return want[by];
}

/* --- groups --- */

static void new_group(struct figures *f, struct figures_group *g)
{
	g->steps = arena_array(f->a, int64_t, f->nsteps);
	g->cells = arena_array(f->a, struct tally, f->nsteps * f->nmetrics);
}

void figures_begin(struct figures *f, struct arena *a, const enum metric_id *m, size_t nmetrics, size_t nsteps)
{
	*f = (struct figures){.a = a, .metrics = m, .nmetrics = nmetrics, .nsteps = nsteps ? nsteps : 1};
	new_group(f, &f->all);
}

int figures_find(const struct figures *f, enum metric_id m)
{
	for (size_t i = 0; i < f->nmetrics; i++)
		if (f->metrics[i] == m)
			return (int)i;
	return -1;
}

struct tally *figures_cell(const struct figures *f, const struct figures_group *g, size_t step, size_t metric)
{
	return &g->cells[step * f->nmetrics + metric];
}

/* FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo). */
static uint64_t hash(struct case_key k)
{
	uint64_t h = UINT64_C(14695981039346656037) ^ (uint64_t)k.number;

	for (const char *p = k.text ? k.text : ""; *p; p++)
		h = (h ^ (unsigned char)*p) * UINT64_C(1099511628211);
	return h * UINT64_C(0x9E3779B97F4A7C15) >> 20;
}

static bool same(enum case_by by, struct case_key x, struct case_key y)
{
	return case_by_number(by) ? x.number == y.number : str_eq(x.text, y.text);
}

/* Slots hold the index + 1 of a group; there are twice as many as groups. */
static size_t slot_of(const struct figures *f, enum case_by by, struct case_key key)
{
	size_t i = (size_t)hash(key) & (f->nslots - 1);

	while (f->slots[i] && !same(by, f->groups.v[f->slots[i] - 1]->key, key))
		i = (i + 1) & (f->nslots - 1);
	return i;
}

static void grow(struct figures *f, enum case_by by)
{
	f->nslots = f->nslots ? f->nslots * 4 : 64;
	f->slots = arena_array(f->a, size_t, f->nslots);
	for (size_t i = 0; i < f->groups.n; i++)
		f->slots[slot_of(f, by, f->groups.v[i]->key)] = i + 1;
}

struct figures_group *figures_group(struct figures *f, enum case_by by, struct case_key key)
{
	if (f->groups.n * 2 >= f->nslots)
		grow(f, by);
	size_t i = slot_of(f, by, key);
	if (!f->slots[i]) {
		struct figures_group *g = arena_new(f->a, struct figures_group);
		g->key = (struct case_key){arena_strdup(f->a, key.text), key.number};
		new_group(f, g);
		*vec_push(f->a, &f->groups) = g;
		f->slots[i] = f->groups.n;
	}
	return f->groups.v[f->slots[i] - 1];
}

/* --- the pass --- */

struct pass {
	const struct figures_query *q;
	struct figures *f;
	struct measure x;
	struct repeats *repeats;
	struct promised promised;
};

static size_t step_of(const struct figures_query *q, int64_t at)
{
	size_t low = 0, high = q->nsteps;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		if (at >= q->edges[mid])
			low = mid;
		else
			high = mid;
	}
	return low;
}

static void add(struct pass *p, struct figures_group *g, size_t step, const int64_t *values, const bool *in)
{
	g->n++;
	g->steps[step]++;
	for (size_t m = 0; m < p->f->nmetrics; m++) {
		struct tally *t = figures_cell(p->f, g, step, m);
		if (!in[m])
			continue;
		if (metrics[p->q->metrics[m]].unit == UNIT_SHARE)
			tally_case(t, values[m] != 0);
		else
			tally_value(p->q->ranks ? p->f->a : NULL, t, values[m]);
	}
}

static void one(void *arg, const struct case_ *c)
{
	struct pass *p = arg;
	const struct figures_query *q = p->q;
	int64_t values[METRIC_COUNT] = {0};
	bool in[METRIC_COUNT] = {false};
	size_t step = q->edges ? step_of(q, c->at) : 0;

	for (size_t m = 0; m < q->nmetrics; m++)
		in[m] = measure_case(&p->x, q->metrics[m], c->t, c->course, &values[m]);
	add(p, &p->f->all, step, values, in);
	if (q->by != BY_NONE)
		add(p, figures_group(p->f, q->by, case_key(q->by, c->t)), step, values, in);
}

/* --- promises --- */

/* False: the verdict is not of the metric's whole. */
static bool measure_verdict(enum metric_id m, const struct verdict *v, int64_t *value)
{
	bool broken = v->state == VERDICT_BREACHED || v->state == VERDICT_BREACHED_OPEN;

	*value = 1;
	switch (m) {
	case METRIC_SLA_MET: return v->state == VERDICT_MET;
	case METRIC_SLA_BREACHED: return broken;
	case METRIC_SLA_BREACHED_OPEN: return v->state == VERDICT_BREACHED_OPEN;
	case METRIC_SLA_UNDECIDED: return v->state == VERDICT_UNDECIDED;
	case METRIC_SLA_OVER:
		*value = v->over_s;
		return v->state == VERDICT_BREACHED;
	default:
		*value = v->state == VERDICT_MET;
		return v->state != VERDICT_UNDECIDED &&
		       (m == METRIC_SLA || v->kind == (m == METRIC_SLA_RESOLUTION ? CLOCK_RESOLUTION : CLOCK_FIRST_RESPONSE));
	}
}

static size_t clock_step(const struct figures_query *q, const char *clock)
{
	size_t i = 0;

	while (i < q->nsteps && !str_eq(q->clocks[i], clock))
		i++;
	return i;
}

static void one_verdict(void *arg, const struct verdict *v, const struct ticket *t)
{
	struct pass *p = arg;
	const struct figures_query *q = p->q;
	int64_t values[METRIC_COUNT] = {0};
	bool in[METRIC_COUNT] = {false};
	size_t step = q->clocks ? clock_step(q, v->clock) : q->edges ? step_of(q, v->at) : 0;

	if (q->clocks && step == q->nsteps)
		return;
	for (size_t m = 0; m < q->nmetrics; m++)
		in[m] = measure_verdict(q->metrics[m], v, &values[m]);
	add(p, &p->f->all, step, values, in);
	if (q->by == BY_CLOCK)
		add(p, figures_group(p->f, q->by, (struct case_key){.text = v->clock}), step, values, in);
	else if (q->by != BY_NONE)
		add(p, figures_group(p->f, q->by, case_key(q->by, t)), step, values, in);
}

static void promises(struct pass *p, const struct session *s, struct arena *a)
{
	struct cases_query c = p->q->cases;

	c.want |= case_by_want(p->q->by);
	verdicts_each(s, a, &c, p->q->now, one_verdict, p);
}

static bool repeated(void *arg, const struct ticket *t, int64_t at)
{
	struct pass *p = arg;

	return p->repeats && repeats_any(p->repeats, t, at, at + p->q->window_s);
}

static int64_t counted(void *arg, int64_t ticket)
{
	struct pass *p = arg;

	return promised_counted(&p->promised, ticket);
}

/* What the metrics need of each case. */
static void needs(struct pass *p, const struct session *s, struct cases_query *c)
{
	const struct figures_query *q = p->q;
	bool repeats = false;

	c->want |= case_by_want(q->by);
	for (size_t i = 0; i < q->nmetrics; i++) {
		struct measure_needs n = measure_needs(q->metrics[i]);
		c->want |= (n.replied ? CASES_REPLIED : 0) | (n.state ? CASES_STATE : 0) |
		           (n.category ? CASES_CATEGORY : 0) | (n.customer ? CASES_CUSTOMER : 0) |
		           (n.level ? CASES_LEVEL : 0) | (n.hands ? CASES_HANDS : 0);
		c->course |= (n.turns ? CASES_TURNS : 0) | (n.levels ? CASES_LEVELS : 0) | (n.said ? CASES_SAID : 0) |
		             (n.entry ? CASES_ENTRY : 0);
		repeats |= n.customer;
	}
	if (repeats)
		p->repeats = repeats_open(s, p->f->a, c, q->window_s);
}

void figures_of(const struct session *s, struct arena *a, const struct figures_query *q, struct figures *out)
{
	struct pass p = {.q = q, .f = out, .promised = {.s = s, .as_of = q->cases.as_of}};
	struct cases_query c = q->cases;

	c.first_level = measure_first_level(s->policy);
	figures_begin(out, a, q->metrics, q->nmetrics, q->edges || q->clocks ? q->nsteps : 1);
	if (q->nmetrics && metrics[q->metrics[0]].cohort == COHORT_DUE) {
		promises(&p, s, a);
		return;
	}
	needs(&p, s, &c);
	p.x = (struct measure){.policy = s->policy, .cal = q->cal, .end = q->cases.to, .window_s = q->window_s,
	                       .first_level = c.first_level, .repeated = repeated,
	                       .promised = counted, .arg = &p};
	cases_each(s, a, &c, one, &p);
	arena_free(&p.promised.row);
}
