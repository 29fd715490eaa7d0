/* report_levels: what each level solves and raises; first-level resolution in
 * both readings; what is sent back, and what goes to and fro. */
#include "app/report_kinds.h"

#include <inttypes.h>

/* Of each level. */
struct level { int64_t handled, solved, raised; struct tally time; };

struct levels {
	struct report *r;
	struct level v[COURSE_LEVELS];
	int64_t solved, ups, rejects;
};

static int slot(int level)
{
	return level < 0 ? 0 : level < COURSE_LEVELS ? level : COURSE_LEVELS - 1;
}

static void one(void *arg, const struct case_ *c)
{
	struct levels *x = arg;

	if (c->t->resolved == AT_NONE) /* --cohort opened */
		return;
	x->solved++;
	x->ups += c->course->ups;
	x->rejects += c->course->rejects;
	for (int i = 0; i < COURSE_LEVELS; i++) {
		x->v[i].handled += c->course->handled >> i & 1;
		x->v[i].raised += c->course->raised >> i & 1;
	}
	x->v[slot(c->t->level)].solved++;
	tally_value(x->r->a, &x->v[slot(c->t->level)].time, c->t->resolved > c->t->contact ? c->t->resolved - c->t->contact : 0);
}

static void count(struct report *r, struct levels *x)
{
	struct cases_query q = report_query(r, NULL, 0).cases;

	*x = (struct levels){.r = r};
	q.course = CASES_LEVELS;
	q.want = CASES_LEVEL;
	cases_each(r->s, r->a, &q, one, x);
}

static void put_level(struct report_section *s, int number, struct levels *x)
{
	struct report *r = s->r;
	struct case_key key = {.number = number};
	struct level *l = &x->v[slot(number)];
	struct figure *v = report_row(s, report_key(r, BY_LEVEL, key), report_label(r, BY_LEVEL, key));

	v[0] = figure_count(l->solved);
	v[1] = figure_share(l->solved, x->solved);
	v[2] = figure_count(l->handled);
	v[3] = figure_share(l->raised, l->handled);
	v[4] = figure_of(r->a, &l->time, METRIC_RESOLUTION_TIME, STAT_P50);
}

static void add_levels(struct report *r, struct levels *x)
{
	struct report_section *s = report_section(r, "levels", _("What each level did"), _("Level"));
	size_t n;
	const struct policy_level *levels = policy_levels(r->policy, &n);
	uint32_t told = 0;

	report_column(s, METRIC_RESOLVED, STAT_VALUE, NULL);
	report_column(s, METRIC_SOLVED_AT_LEVEL, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_HANDLED_AT_LEVEL, STAT_VALUE, NULL);
	report_column(s, METRIC_ESCALATED, STAT_VALUE, NULL);
	report_column(s, METRIC_RESOLUTION_TIME, STAT_P50, N_("Median time"));
	for (size_t i = 0; i < n; i++) {
		put_level(s, levels[i].number, x);
		told |= UINT32_C(1) << slot(levels[i].number);
	}
	for (int i = 0; i < COURSE_LEVELS; i++)        /* of an older policy, or from elsewhere */
		if (!(told >> i & 1) && x->v[i].handled)
			put_level(s, i, x);
}

/* --- the whole, or by a field --- */

static const struct report_column columns[] = {
	{METRIC_RESOLVED, STAT_VALUE, NULL, false},
	{METRIC_SOLVED_AT_FIRST, STAT_VALUE, NULL, true},
	{METRIC_FIRST_LEVEL, STAT_VALUE, NULL, false},
	{METRIC_NEVER_REASSIGNED, STAT_VALUE, NULL, false},
	{METRIC_HANDS, STAT_VALUE, NULL, false},
	{METRIC_PING_PONG, STAT_VALUE, NULL, false},
};

static void add_rates(struct report *r, const struct levels *x)
{
	static const enum metric_id m[] = {METRIC_RESOLVED, METRIC_SOLVED_AT_FIRST, METRIC_FIRST_LEVEL,
	                                   METRIC_NEVER_REASSIGNED, METRIC_HANDS, METRIC_PING_PONG};
	struct figures_query q = report_query(r, m, sizeof m / sizeof *m);
	struct report_section *s;
	struct figures f;

	figures_of(r->s, r->a, &q, &f);
	report_order(r, &f);
	s = report_section(r, "first_level", _("The first level, and changes of hands"), report_by_head(r->by));
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		report_column(s, columns[i].metric, columns[i].stat, columns[i].head);
		s->columns[i].bars = columns[i].bars && r->by != BY_NONE;
	}
	if (r->by == BY_NONE)
		report_column(s, METRIC_REJECTED, STAT_VALUE, NULL);
	report_fill(s, &f, 0);
	if (r->by != BY_NONE)
		return;
	s->listed = true;
	s->rows.v[0].label = _("Value");
	s->rows.v[0].v[sizeof columns / sizeof *columns] = figure_share(x->rejects, x->ups);
}

int report_levels(struct report *r)
{
	struct levels *x = arena_new(r->a, struct levels);

	r->title = _("levels");
	count(r, x);
	if (r->by == BY_NONE || r->by == BY_LEVEL)
		add_levels(r, x);
	if (r->by != BY_LEVEL)
		add_rates(r, x);
	return 0;
}
