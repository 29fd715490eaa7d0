/* report_response: how long it took until a person answered; who still waits. */
#include "app/report_kinds.h"

static const struct report_column clock_columns[] = {
	{METRIC_OPENED, STAT_VALUE, NULL, false},
	{METRIC_UNANSWERED, STAT_VALUE, NULL, false},
	{METRIC_RESPONSE_TIME, STAT_MEAN, N_("Mean"), false},
	{METRIC_RESPONSE_TIME, STAT_P50, N_("Median"), true},
	{METRIC_RESPONSE_TIME, STAT_P90, N_("p90"), false},
	{METRIC_RESPONSE_TIME, STAT_P95, N_("p95"), false},
	{METRIC_RESPONSE_TIME, STAT_MOST, N_("Longest"), false},
};
static const struct report_column working_columns[] = {
	{METRIC_RESPONSE_BUSINESS, STAT_MEAN, N_("Mean"), false},
	{METRIC_RESPONSE_BUSINESS, STAT_P50, N_("Median"), true},
	{METRIC_RESPONSE_BUSINESS, STAT_P90, N_("p90"), false},
	{METRIC_RESPONSE_BUSINESS, STAT_P95, N_("p95"), false},
	{METRIC_RESPONSE_BUSINESS, STAT_MOST, N_("Longest"), false},
};
static const struct report_column waiting_columns[] = {
	{METRIC_WAITING, STAT_VALUE, NULL, false},
	{METRIC_WAITING_AGE, STAT_P50, N_("Median"), true},
	{METRIC_WAITING_AGE, STAT_MOST, N_("Longest"), false},
};

static void add_waiting(struct report *r)
{
	static const enum metric_id ages[] = {METRIC_WAITING, METRIC_WAITING_AGE};
	struct figures_query q = report_query(r, ages, 2);
	struct figures f;

	q.cases.cohort = COHORT_OPEN;
	q.cases.to = r->until;
	figures_of(r->s, r->a, &q, &f);
	report_order(r, &f);
	report_tabled(r, "waiting", _("Open and not answered yet, in no figure above"), waiting_columns, &f);
}

int report_response(struct report *r)
{
	static const enum metric_id times[] = {METRIC_OPENED, METRIC_UNANSWERED, METRIC_RESPONSE_TIME,
	                                       METRIC_RESPONSE_BUSINESS};
	struct figures_query q = report_query(r, times, r->cal ? 4 : 3);
	struct figures f;

	r->title = _("time to the first answer");
	figures_of(r->s, r->a, &q, &f);
	report_answers(r, figures_cell(&f, &f.all, 0, 1), figures_cell(&f, &f.all, 0, 2));
	report_order(r, &f);
	struct report_section *s = report_tabled(r, "clock", _("On the clock"), clock_columns, &f);
	bool answered = figures_cell(&f, &f.all, 0, 2)->n > 0;
	if (f.all.n && !answered)
		report_note(s, _("The record has no public answer to any of these cases."));
	if (r->cal && answered)
		report_tabled(r, "working", _("In working time"), working_columns, &f);
	add_waiting(r);
	return 0;
}
