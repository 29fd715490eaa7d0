/* report_client: the page of one customer, for whoever looks after him: what
 * came and went, how promises were kept, what is open and waits for whom, what
 * he wishes, what his plan includes, what to do. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "domain/client.h"
#include "service/backlog.h"
#include "service/care.h"
#include "service/talks.h"
#include "service/tell.h"
#include "store/customers.h"
#include "when/clock.h"

enum { BEFORE, NOW };
enum { MONTHS = 6, CATEGORIES = 6 };

static const enum metric_id of_opened[] = {METRIC_OPENED, METRIC_RESPONSE_TIME, METRIC_UNANSWERED};
static const enum metric_id of_resolved[] = {METRIC_RESOLVED, METRIC_RESOLUTION_TIME};
static const enum metric_id of_first[] = {METRIC_FIRST_RESOLVED, METRIC_REOPENED_SOON, METRIC_FCR};
static const enum metric_id of_promises[] = {METRIC_SLA, METRIC_SLA_FIRST_RESPONSE, METRIC_SLA_RESOLUTION, METRIC_SLA_BREACHED_OPEN};

struct client {
	struct report *r;
	const struct customer *c;
	int64_t edges[3];
	struct figures opened, resolved, first, promises;
	struct report_steps months;
	struct figures flow, kept;     /* month by month */
	int64_t *contacts;             /* the same */
	int64_t said[2];               /* of the period before, and of this one */
	struct care care;
	struct quota quota;            /* of the stretch in which the period ends */
};

/* --- measuring --- */

static void pass(struct client *x, enum cohort cohort, enum case_by by, const enum metric_id *m, size_t n, struct figures *f)
{
	struct figures_query q = report_query(x->r, m, n);

	q.cases.cohort = cohort;
	q.cases.from = x->edges[0];
	q.by = by;
	q.edges = x->edges;
	q.nsteps = 2;
	figures_of(x->r->s, x->r->a, &q, f);
}

#define PASS(x, cohort, by, m, f) pass(x, cohort, by, m, sizeof(m) / sizeof *(m), f)

static void talk(void *arg, const struct talk *t, const struct ticket *ticket)
{
	struct client *x = arg;

	(void)ticket;
	if (!t->contact)
		return;
	for (size_t i = 0; i < x->months.n; i++)
		x->contacts[i] += t->at >= x->months.edges[i] && t->at < x->months.edges[i + 1];
	for (size_t i = 0; i < 2; i++)
		x->said[i] += t->at >= x->edges[i] && t->at < x->edges[i + 1];
}

/* His tickets one by one where the rows tell which they are. */
static void count_talks(struct client *x)
{
	struct report *r = x->r;
	struct cases_query q = report_query(r, NULL, 0).cases;
	size_t n = 0;
	int64_t *tickets = r->q.as_of == AT_NONE ? customers_tickets(r->s->desk, r->a, x->c->id, false, &n) : NULL;

	q.from = x->edges[0] < x->months.edges[0] ? x->edges[0] : x->months.edges[0];
	x->contacts = arena_array(r->a, int64_t, x->months.n);
	if (r->q.as_of != AT_NONE || n)
		talks_each(r->s, r->a, &q, tickets, n, talk, x);
}

/* Six months up to that of the period's end. */
static void pass_months(struct client *x)
{
	struct report *r = x->r;
	struct figures_query q = report_query(r, of_promises, 1);
	struct civil c = civil_of_day(zone_day(r->zone, r->until - 1));
	int64_t from = zone_at(r->zone, civil_add_months(civil_day(c.year, c.month, 1), 1 - MONTHS), 0);

	x->months = report_steps(r, EVERY_MONTH, from, r->until);
	q.cases.from = from;
	q.cases.to = r->until;
	q.edges = x->months.edges;
	q.nsteps = x->months.n;
	figures_of(r->s, r->a, &q, &x->kept);
	backlog_of(r->s, r->a, &q, &x->flow);
}

static void measure_all(struct client *x)
{
	PASS(x, COHORT_OPENED, BY_CATEGORY, of_opened, &x->opened);
	PASS(x, COHORT_RESOLVED, BY_NONE, of_resolved, &x->resolved);
	PASS(x, COHORT_FIRST, BY_NONE, of_first, &x->first);
	PASS(x, COHORT_DUE, BY_NONE, of_promises, &x->promises);
	pass_months(x);
	count_talks(x);
	care_of(x->r->s, x->r->a, x->c, x->r->q.as_of, &x->care);
	x->quota = quota_of(x->r->s, x->c->id, x->c->plan, x->r->until - 1);
}

/* --- who he is, and what to do --- */

static const char *day_words(const struct report *r, int64_t at)
{
	char text[16];

	civil_print_day(text, zone_day(r->zone, at));
	return arena_strdup(r->a, text);
}

static const char *plan_words(const struct client *x)
{
	const struct report *r = x->r;
	const struct quota *q = &x->quota;
	struct case_key key = {.text = x->c->plan};

	if (!x->c->plan)
		return NULL;
	if (!q->tickets)
		return report_label(r, BY_PLAN, key);
	return arena_printf(r->a, _("%s; %s of %s cases used from %s to %s"), report_label(r, BY_PLAN, key), report_number(r, q->used),
	                    report_number(r, q->tickets), day_words(r, q->from), day_words(r, (q->to < r->now ? q->to : r->now) - 1));
}

static void say(struct report_section *s, const char *label, const char *text)
{
	if (!str_empty(text))
		report_note(s, arena_printf(s->r->a, _("%s: %s"), label, text));
}

static void add_who(struct client *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "who", _("Who it is"), "");
	const struct policy_client client = customer_client(x->c);
	const struct policy_segment *g = policy_segment_for(r->policy, &client);
	const struct policy_client_stage *stage = x->c->stage ? policy_client_stage(r->policy, x->c->stage) : NULL;

	say(s, _("Looked after by"), x->c->csm ? tell_agent(r->s, x->c->csm) : _("nobody"));
	say(s, _("Plan"), plan_words(x));
	say(s, _("Segment"), g ? label_in(r->policy, &g->label, msg_lang(), g->name) : NULL);
	say(s, _("Stage"), stage ? label_in(r->policy, &stage->label, msg_lang(), stage->name) : x->c->stage);
	say(s, _("Products"), x->c->products);
	say(s, _("Payments a month"), x->c->currency ? client_money(r->a, x->c->volume_minor, x->c->currency) : NULL);
}

static void add_agenda(struct client *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "agenda", _("To do"), "");
	const struct care *k = &x->care;

	if (k->late)
		report_note(s, arena_printf(r->a, NG_("%s promise is broken, the oldest since %s.", "%s promises are broken, the oldest since %s.",
		                                      (long)k->late), report_number(r, (int64_t)k->late), report_at(r, k->late_since)));
	if (k->promised)
		report_note(s, arena_printf(r->a, NG_("%s promise is to be kept, the next by %s.", "%s promises are to be kept, the next by %s.",
		                                      (long)k->promised), report_number(r, (int64_t)k->promised), report_at(r, k->next_due)));
	if (k->unanswered)
		report_note(s, arena_printf(r->a, NG_("%s wish has no answer yet.", "%s wishes have no answer yet.", (long)k->unanswered),
		                            report_number(r, (int64_t)k->unanswered)));
	if (k->waiting)
		report_note(s, arena_printf(r->a, NG_("%s case waits for the customer.", "%s cases wait for the customer.", (long)k->waiting),
		                            report_number(r, (int64_t)k->waiting)));
	if (quota_is_short(&x->quota))
		say(s, _("Plan"), plan_words(x));
	if (k->review != CARE_NO_REVIEW)
		report_note(s, arena_printf(r->a, k->review < 0 ? _("The review of %s is overdue.") : _("The next review is on %s."),
		                            x->c->review));
	if (s->notes.n == 0)
		report_note(s, _("Nothing."));
}

/* --- key figures --- */

static const struct report_column key_columns[] = {
	{METRIC_CONTACTS, STAT_VALUE, NULL, false},
	{METRIC_OPENED, STAT_VALUE, NULL, false},
	{METRIC_RESOLVED, STAT_VALUE, NULL, false},
	{METRIC_RESPONSE_TIME, STAT_P50, N_("First answer: median"), false},
	{METRIC_RESPONSE_TIME, STAT_MOST, N_("First answer: longest"), false},
	{METRIC_RESOLUTION_TIME, STAT_P50, N_("Time to resolve: median"), false},
	{METRIC_RESOLUTION_TIME, STAT_MOST, N_("Time to resolve: longest"), false},
	{METRIC_SLA, STAT_VALUE, NULL, false},
	{METRIC_SLA_FIRST_RESPONSE, STAT_VALUE, NULL, false},
	{METRIC_SLA_RESOLUTION, STAT_VALUE, NULL, false},
	{METRIC_FCR, STAT_VALUE, NULL, false},
	{METRIC_REOPENED_SOON, STAT_VALUE, NULL, false},
};

static void fill(const struct client *x, struct report_section *s, struct figure *v, size_t step)
{
	v[0] = figure_count(x->said[step]);
	report_list(s, v, &x->opened, &x->opened.all, step);
	report_list(s, v, &x->resolved, &x->resolved.all, step);
	report_list(s, v, &x->first, &x->first.all, step);
	report_list(s, v, &x->promises, &x->promises.all, step);
}

static void add_keys(struct client *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "key", _("Key figures"), "");

	s->listed = true;
	for (size_t i = 0; i < sizeof key_columns / sizeof *key_columns; i++)
		report_column(s, key_columns[i].metric, key_columns[i].stat, key_columns[i].head);
	fill(x, s, report_row(s, "now", _("Now")), NOW);
	if (r->compare && cases_first(r->s->desk) < r->from)
		fill(x, s, report_row(s, "before", _("Before")), BEFORE);
}

static void add_months(struct client *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "months", _("Six months"), _("Month"));
	int64_t *opened = arena_array(r->a, int64_t, x->months.n);

	s->whole = true;
	report_column(s, METRIC_CONTACTS, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_OPENED, STAT_VALUE, N_("Opened"));
	report_column(s, METRIC_RESOLUTIONS, STAT_VALUE, N_("Resolved"));
	report_column(s, METRIC_REOPENINGS, STAT_VALUE, NULL);
	report_column(s, METRIC_BACKLOG, STAT_VALUE, N_("Open at the end"));
	report_column(s, METRIC_SLA, STAT_VALUE, NULL);
	for (size_t i = 0; i < x->months.n; i++) {
		struct figure *v = report_row(s, x->months.names[i], x->months.names[i]);
		v[0] = figure_count(x->contacts[i]);
		v[1] = figure_count(opened[i] = figures_cell(&x->flow, &x->flow.all, i, BACKLOG_OPENED)->sum);
		v[2] = figure_count(figures_cell(&x->flow, &x->flow.all, i, BACKLOG_RESOLVED)->sum);
		v[3] = figure_count(figures_cell(&x->flow, &x->flow.all, i, BACKLOG_REOPENED)->sum);
		v[4] = figure_count(figures_cell(&x->flow, &x->flow.all, i, BACKLOG_END)->sum);
		v[5] = figure_of(r->a, figures_cell(&x->kept, &x->kept.all, i, 0), METRIC_SLA, STAT_VALUE);
	}
	report_line(s, METRIC_CONTACTS, _("Contacts"), x->contacts, &x->months, FIGURE_COUNT);
}

/* The most of the period first. */
static int by_now(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;

	if (x->steps[NOW] != y->steps[NOW])
		return x->steps[NOW] > y->steps[NOW] ? -1 : 1;
	return strcmp(x->key.text ? x->key.text : "", y->key.text ? y->key.text : "");
}

static void add_categories(struct client *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "categories", _("What it was about"), _("Category"));

	report_column(s, METRIC_OPENED, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_OPENED, STAT_CHANGE, N_("Change"));
	if (x->opened.groups.n > 1)
		qsort(x->opened.groups.v, x->opened.groups.n, sizeof *x->opened.groups.v, by_now);
	for (size_t i = 0; i < x->opened.groups.n && s->rows.n < CATEGORIES; i++) {
		const struct figures_group *g = x->opened.groups.v[i];
		if (!g->steps[NOW])
			continue;
		struct figure *v = report_row(s, report_key(r, BY_CATEGORY, g->key), report_label(r, BY_CATEGORY, g->key));
		v[0] = figure_count(g->steps[NOW]);
		v[1] = figure_count(g->steps[NOW] - g->steps[BEFORE]);
	}
}

/* --- what is open --- */

static const char *waits_for(const struct care_case *k)
{
	if (k->st.by == STAND_YOU || k->t.class == STATE_WAITING)
		return "customer";
	return k->st.by == STAND_WAKE || k->t.class == STATE_HELD ? "held" : "desk";
}

static const char *named(const struct report *r, const struct ticket *t)
{
	char ref[48];

	ref_print(ref, session_prefix(r->s), t->id);
	return arena_printf(r->a, "%s %s", ref, t->subject ? t->subject : _("(subject erased)"));
}

static void add_cases(struct client *x, const char *name, const char *title, const struct care_cases *list)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, name, title, _("Case"));

	report_column(s, METRIC_OPEN_AGE, STAT_VALUE, N_("Age"));
	report_column(s, METRIC_STATE, STAT_VALUE, NULL);
	report_column(s, METRIC_WAITS_FOR, STAT_VALUE, NULL);
	report_column(s, METRIC_PROMISED_BY, STAT_VALUE, NULL);
	report_column(s, METRIC_LATE, STAT_VALUE, NULL);
	for (size_t i = 0; i < list->n; i++) {
		const struct care_case *k = &list->v[i];
		bool promised = k->st.by == STAND_ANSWER || k->st.by == STAND_LATE;
		struct figure *v = report_row(s, arena_printf(r->a, "%" PRId64, k->t.id), named(r, &k->t));
		v[0] = figure_span(r->now - k->t.contact, 1);
		v[1] = figure_text(k->t.state);
		v[2] = figure_text(waits_for(k));
		if (promised)
			v[3] = figure_at(k->st.at);
		if (k->st.by == STAND_LATE)
			v[4] = figure_span(r->now - k->st.at, 1);
	}
}

int report_client(struct report *r, const struct customer *c)
{
	struct client x = {.r = r, .c = c, .edges = {report_before(r), r->from, r->to}};
	const char *key = c->key ? c->key : arena_printf(r->a, "#%" PRId64, c->id);

	r->title = c->name && !str_eq(c->name, key) ? arena_printf(r->a, "%s (%s)", c->name, key) : key;
	if (r->until <= r->from)
		return app_usage(r->app, _("the period begins after what is known"));
	report_window(r);
	measure_all(&x);
	report_answers(r, figures_cell(&x.opened, &x.opened.all, NOW, 2), figures_cell(&x.opened, &x.opened.all, NOW, 1));
	if (figures_cell(&x.promises, &x.promises.all, NOW, 3)->sum)
		report_provisional(r, _("some broken promises are still open: how late they are is not known"));
	add_who(&x);
	add_agenda(&x);
	add_keys(&x);
	add_months(&x);
	add_categories(&x);
	add_cases(&x, "open", r->q.as_of == AT_NONE ? _("Open now") : _("Open at that instant"), &x.care.cases);
	add_cases(&x, "wishes", _("Open wishes"), &x.care.wishes);
	return 0;
}
