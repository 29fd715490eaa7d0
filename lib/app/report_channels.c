/* report_channels: where customers get in touch, how they fare there, and
 * whether their calls are answered. */
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "service/talks.h"

/* What was said, by channel. */
enum { CONTACTS, CALLS, ANSWERED, WAIT, TALK, RATINGS, SATISFIED, SAID };
static const enum metric_id said[SAID] = {
	[CONTACTS] = METRIC_CONTACTS, [CALLS] = METRIC_CALLS, [ANSWERED] = METRIC_CALLS_ANSWERED, [WAIT] = METRIC_CALL_WAIT,
	[TALK] = METRIC_CALL_TALK, [RATINGS] = METRIC_RATINGS, [SATISFIED] = METRIC_SATISFIED,
};
/* By the channel of the case. */
static const enum metric_id of_opened[] = {METRIC_OPENED, METRIC_UNANSWERED, METRIC_RESPONSE_TIME};
static const enum metric_id of_resolved[] = {METRIC_RESOLVED, METRIC_RESOLUTION_TIME};
static const enum metric_id of_first[] = {METRIC_FIRST_RESOLVED, METRIC_FCR};

struct channels {
	struct report *r;
	struct figures said, opened, resolved, first;
};

/* --- counting --- */

static void count(struct channels *x, struct figures_group *g, const struct talk *t)
{
	struct arena *a = x->r->a;
	struct figures *f = &x->said;

	if (t->contact)
		tally_value(NULL, figures_cell(f, g, 0, CONTACTS), 1);
	if (t->kind == TALK_CALL && t->in) {
		tally_value(NULL, figures_cell(f, g, 0, CALLS), 1);
		tally_case(figures_cell(f, g, 0, ANSWERED), t->answered);
	}
	if (t->kind == TALK_CALL && t->in && t->answered && t->waiting_s >= 0)
		tally_value(a, figures_cell(f, g, 0, WAIT), t->waiting_s);
	if (t->kind == TALK_CALL && t->in && t->answered && t->lasting_s >= 0)
		tally_value(a, figures_cell(f, g, 0, TALK), t->lasting_s);
	if (t->kind == TALK_RATING)
		tally_value(NULL, figures_cell(f, g, 0, RATINGS), 1);
	if (t->kind == TALK_RATING && t->of)
		tally_case(figures_cell(f, g, 0, SATISFIED), talk_is_satisfied(t));
}

static void one(void *arg, const struct talk *t, const struct ticket *ticket)
{
	struct channels *x = arg;
	struct figures_group *g = figures_group(&x->said, BY_CHANNEL, (struct case_key){.text = t->channel});

	(void)ticket;
	g->n += t->contact;
	count(x, g, t);
	count(x, &x->said.all, t);
}

static void pass(struct report *r, enum cohort cohort, const enum metric_id *m, size_t n, struct figures *f)
{
	struct figures_query q = report_query(r, m, n);

	q.cases.cohort = cohort;
	q.by = BY_CHANNEL;
	figures_of(r->s, r->a, &q, f);
}

#define PASS(r, cohort, m, f) pass(r, cohort, m, sizeof(m) / sizeof *(m), f)

/* --- a row --- */

static const struct figures_group *find(const struct figures *f, const char *channel)
{
	for (size_t i = 0; i < f->groups.n; i++)
		if (str_eq(f->groups.v[i]->key.text, channel) || (!f->groups.v[i]->key.text && !channel))
			return f->groups.v[i];
	return NULL;
}

static struct figure from(const struct channels *x, const struct figures *f, const struct figures_group *g,
                          enum metric_id m, enum stat stat)
{
	return g ? figure_of(x->r->a, figures_cell(f, g, 0, (size_t)figures_find(f, m)), m, stat) : figure_none();
}

/* A figure of a channel: of NULL f->all, of all of them. */
static struct figure figure(const struct channels *x, const struct report_column *c, const char *channel, bool all)
{
	const struct figures *v[] = {&x->said, &x->opened, &x->resolved, &x->first};

	for (size_t i = 0; i < 4; i++)
		if (figures_find(v[i], c->metric) >= 0) {
			const struct figures_group *g = all ? &v[i]->all : find(v[i], channel);
			if (!g && (metrics[c->metric].unit == UNIT_CASES || metrics[c->metric].unit == UNIT_TIMES))
				return figure_count(0);
			return from(x, v[i], g, c->metric, c->stat);
		}
	const struct figures_group *s = all ? &x->said.all : find(&x->said, channel);
	const struct figures_group *o = all ? &x->opened.all : find(&x->opened, channel);
	int64_t n = s ? figures_cell(&x->said, s, 0, CONTACTS)->sum : 0;
	return c->metric == METRIC_CONTACTS_SHARE ? figure_share(n, figures_cell(&x->said, &x->said.all, 0, CONTACTS)->sum)
	                                          : figure_mean(n, o ? o->n : 0);
}

/* Every channel that any of the figures knows, the busiest first. */
static void add_rows(struct channels *x, struct report_section *s, bool (*has)(const struct channels *, const char *))
{
	for (size_t i = 0; i < x->said.groups.n; i++) {
		struct case_key key = x->said.groups.v[i]->key;
		if (!has(x, key.text))
			continue;
		struct figure *v = report_row(s, report_key(s->r, BY_CHANNEL, key), report_label(s->r, BY_CHANNEL, key));
		for (size_t k = 0; k < s->ncolumns; k++)
			v[k] = figure(x, &s->columns[k], key.text, false);
	}
	if (s->rows.n == 0)
		return;
	struct figure *v = report_total(s, NULL);
	for (size_t k = 0; k < s->ncolumns; k++)
		v[k] = figure(x, &s->columns[k], NULL, true);
}

static struct report_section *table(struct channels *x, const char *name, const char *title,
                                    const struct report_column *columns, size_t n,
                                    bool (*has)(const struct channels *, const char *))
{
	struct report_section *s = report_section(x->r, name, title, _("Channel"));

	for (size_t i = 0; i < n; i++) {
		report_column(s, columns[i].metric, columns[i].stat, columns[i].head);
		s->columns[i].bars = columns[i].bars;
	}
	add_rows(x, s, has);
	return s;
}

#define TABLE(x, name, title, columns, has) table(x, name, title, columns, sizeof(columns) / sizeof *(columns), has)

/* --- the tables --- */

static const struct report_column contacts[] = {
	{METRIC_CONTACTS, STAT_VALUE, NULL, false},
	{METRIC_CONTACTS_SHARE, STAT_VALUE, NULL, true},
	{METRIC_OPENED, STAT_VALUE, NULL, false},
	{METRIC_CONTACTS_CASE, STAT_VALUE, NULL, false},
};
static const struct report_column fares[] = {
	{METRIC_UNANSWERED, STAT_VALUE, NULL, false},
	{METRIC_RESPONSE_TIME, STAT_P50, N_("First answer, median"), false},
	{METRIC_RESPONSE_TIME, STAT_P90, N_("p90"), false},
	{METRIC_RESOLVED, STAT_VALUE, N_("Resolved"), false},
	{METRIC_RESOLUTION_TIME, STAT_P50, N_("Time to resolve, median"), false},
	{METRIC_FCR, STAT_VALUE, N_("First contact"), false},
};
static const struct report_column calls[] = {
	{METRIC_CALLS, STAT_VALUE, NULL, false},
	{METRIC_CALLS_ANSWERED, STAT_VALUE, NULL, true},
	{METRIC_CALL_WAIT, STAT_MEAN, N_("Waiting, mean"), false},
	{METRIC_CALL_WAIT, STAT_P90, N_("p90"), false},
	{METRIC_CALL_TALK, STAT_MEAN, N_("Talking, mean"), false},
};
static const struct report_column ratings[] = {
	{METRIC_RATINGS, STAT_VALUE, NULL, false},
	{METRIC_SATISFIED, STAT_VALUE, NULL, true},
};

static bool has_any(const struct channels *x, const char *channel)
{
	(void)x;
	(void)channel;
	return true;
}

static bool has_cases(const struct channels *x, const char *channel)
{
	const struct figures_group *o = find(&x->opened, channel), *d = find(&x->resolved, channel);

	return (o && o->n) || (d && d->n);
}

static bool has_calls(const struct channels *x, const char *channel)
{
	const struct figures_group *g = find(&x->said, channel);

	return g && figures_cell(&x->said, g, 0, CALLS)->n;
}

static bool has_ratings(const struct channels *x, const char *channel)
{
	const struct figures_group *g = find(&x->said, channel);

	return g && figures_cell(&x->said, g, 0, RATINGS)->n;
}

/* Channels on which cases were resolved, though nobody spoke there in the period. */
static void add_silent(struct channels *x)
{
	const struct figures *v[] = {&x->opened, &x->resolved, &x->first};

	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < v[i]->groups.n; k++)
			figures_group(&x->said, BY_CHANNEL, v[i]->groups.v[k]->key);
}

static void add_interval(const struct channels *x, struct report_section *s, enum metric_id m)
{
	struct figure f = from(x, &x->said, &x->said.all, m, STAT_VALUE);

	if (f.kind == FIGURE_SHARE)
		report_note(s, arena_printf(x->r->a, _("%s: %s of %s, 95 %% interval %s to %s."), _(metrics[m].head),
		                            report_number(x->r, f.part), report_number(x->r, f.whole),
		                            report_percent(x->r, f.low), report_percent(x->r, f.high)));
}

int report_channels(struct report *r)
{
	struct channels x = {.r = r};
	struct cases_query q = report_query(r, NULL, 0).cases;

	r->title = _("channels");
	report_window(r);
	figures_begin(&x.said, r->a, said, SAID, 1);
	talks_each(r->s, r->a, &q, NULL, 0, one, &x);
	PASS(r, COHORT_OPENED, of_opened, &x.opened);
	PASS(r, COHORT_RESOLVED, of_resolved, &x.resolved);
	PASS(r, COHORT_FIRST, of_first, &x.first);
	report_answers(r, figures_cell(&x.opened, &x.opened.all, 0, 1), figures_cell(&x.opened, &x.opened.all, 0, 2));
	add_silent(&x);
	report_order(r, &x.said);
	TABLE(&x, "contacts", _("Where customers get in touch"), contacts, has_any);
	struct report_section *s = TABLE(&x, "fares", _("How their cases fare, by the channel of the case"), fares, has_cases);
	if (x.opened.all.n && figures_cell(&x.opened, &x.opened.all, 0, 2)->n == 0)
		report_note(s, _("The record has no public answer to any of these cases."));
	if (figures_cell(&x.said, &x.said.all, 0, CALLS)->n)
		add_interval(&x, TABLE(&x, "calls", _("Are calls answered?"), calls, has_calls), METRIC_CALLS_ANSWERED);
	if (figures_cell(&x.said, &x.said.all, 0, RATINGS)->n)
		add_interval(&x, TABLE(&x, "ratings", _("How customers liked it"), ratings, has_ratings), METRIC_SATISFIED);
	return 0;
}
