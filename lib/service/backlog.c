/* backlog: what was open when. */
#include "service/backlog.h"

#include "when/clock.h"

const enum metric_id backlog_metrics[BACKLOG_METRICS] = {
	METRIC_BACKLOG_START, METRIC_OPENED, METRIC_REOPENINGS, METRIC_RESOLUTIONS, METRIC_BACKLOG, METRIC_OPEN_AGE,
	METRIC_BACKLOG, METRIC_BACKLOG, METRIC_BACKLOG, METRIC_BACKLOG, METRIC_BACKLOG, METRIC_BACKLOG};
const int backlog_days[BACKLOG_AGES] = {1, 3, 7, 30, 90, 0};

struct pass {
	const struct figures_query *q;
	struct figures *f;
	const int64_t *edges;
	size_t n;
	struct figures_group *group;   /* of the case at hand; NULL: no field is asked for */
};

static void put(struct pass *p, size_t step, int metric)
{
	tally_value(NULL, figures_cell(p->f, &p->f->all, step, (size_t)metric), 1);
	if (p->group)
		tally_value(NULL, figures_cell(p->f, p->group, step, (size_t)metric), 1);
}

/* The step an instant lies in; n where it lies in none. */
static size_t step_of(const struct pass *p, int64_t at)
{
	size_t low = 0, high = p->n;

	if (at < p->edges[0] || at >= p->edges[p->n])
		return p->n;
	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		if (at >= p->edges[mid])
			low = mid;
		else
			high = mid;
	}
	return low;
}

static void put_at(struct pass *p, int64_t at, int metric)
{
	size_t step = step_of(p, at);

	if (step < p->n)
		put(p, step, metric);
}

static int64_t age_at(const struct ticket *t, int64_t at)
{
	return at > t->contact ? at - t->contact : 0;
}

static void put_aged(struct pass *p, size_t step, int64_t age)
{
	size_t i = 0;

	while (i + 1 < BACKLOG_AGES && age > backlog_days[i] * DAY_S)
		i++;
	tally_value(NULL, figures_cell(p->f, &p->f->all, step, BACKLOG_AGED + i), 1);
}

/* Open from its opening, or a re-opening, to the next resolution: [from, to). */
static void put_open(struct pass *p, const struct ticket *t, int64_t from, int64_t to)
{
	int64_t end = p->edges[p->n];

	for (size_t i = 0; i <= p->n; i++) {
		if (from >= p->edges[i] || to < p->edges[i])
			continue;
		if (i < p->n)
			put(p, i, BACKLOG_START);
		if (i > 0) {
			put(p, i - 1, BACKLOG_END);
			put_aged(p, i - 1, age_at(t, p->edges[i]));
		}
	}
	if (from >= end || to < end)
		return;
	int64_t age = age_at(t, end);
	tally_value(p->f->a, figures_cell(p->f, &p->f->all, p->n - 1, BACKLOG_AGE), age);
	if (p->group)
		tally_value(p->f->a, figures_cell(p->f, p->group, p->n - 1, BACKLOG_AGE), age);
}

static void put_turns(struct pass *p, const struct ticket *t, const struct course *c)
{
	for (size_t i = 0; i < c->turns.n; i++) {
		const struct course_turn *turn = &c->turns.v[i];
		if (turn->open && i > 0)
			put_at(p, turn->at, BACKLOG_REOPENED);
		if (!turn->open)
			put_at(p, turn->at, BACKLOG_RESOLVED);
		if (turn->open)
			put_open(p, t, turn->at, i + 1 < c->turns.n ? turn[1].at : INT64_MAX);
	}
}

static void one(void *arg, const struct case_ *c)
{
	struct pass *p = arg;

	p->group = p->q->by == BY_NONE ? NULL : figures_group(p->f, p->q->by, case_key(p->q->by, c->t));
	p->f->all.n++;
	if (p->group)
		p->group->n++;
	put_at(p, c->t->opened, BACKLOG_OPENED);
	if (c->course && c->course->turns.n) {
		put_turns(p, c->t, c->course);
		return;
	}
	if (c->t->resolved != AT_NONE)
		put_at(p, c->t->resolved, BACKLOG_RESOLVED);
	put_open(p, c->t, c->t->opened, c->t->resolved == AT_NONE ? INT64_MAX : c->t->resolved);
}

void backlog_of(const struct session *s, struct arena *a, const struct figures_query *q, struct figures *out)
{
	const int64_t whole[] = {q->cases.from, q->cases.to};
	struct pass p = {.q = q, .f = out, .edges = q->edges ? q->edges : whole, .n = q->edges ? q->nsteps : 1};
	struct cases_query c = q->cases;

	figures_begin(out, a, backlog_metrics, BACKLOG_METRICS, p.n);
	c.cohort = COHORT_EVER;
	c.want |= case_by_want(q->by);
	cases_each(s, a, &c, one, &p);
}

static void count(void *arg, const struct case_ *c)
{
	(void)c;
	++*(int64_t *)arg;
}

int64_t backlog_at(const struct session *s, struct arena *a, const struct cases_query *q, int64_t at)
{
	struct cases_query c = *q;
	int64_t n = 0;

	c.cohort = COHORT_OPEN;
	c.to = at;
	cases_each(s, a, &c, count, &n);
	return n;
}
