/* report_resolution: how long it took to resolve, on the clock and in working
 * time; beside it how old those are that are open still. */
#include "app/report_kinds.h"

static const struct report_column clock_columns[] = {
	{METRIC_RESOLVED, STAT_VALUE, NULL, false},
	{METRIC_RESOLUTION_TIME, STAT_MEAN, N_("Mean"), false},
	{METRIC_RESOLUTION_TIME, STAT_P50, N_("Median"), true},
	{METRIC_RESOLUTION_TIME, STAT_P90, N_("p90"), false},
	{METRIC_RESOLUTION_TIME, STAT_P95, N_("p95"), false},
	{METRIC_RESOLUTION_TIME, STAT_MOST, N_("Longest"), false},
};
static const struct report_column working_columns[] = {
	{METRIC_RESOLVED, STAT_VALUE, NULL, false},
	{METRIC_RESOLUTION_BUSINESS, STAT_MEAN, N_("Mean"), false},
	{METRIC_RESOLUTION_BUSINESS, STAT_P50, N_("Median"), true},
	{METRIC_RESOLUTION_BUSINESS, STAT_P90, N_("p90"), false},
	{METRIC_RESOLUTION_BUSINESS, STAT_P95, N_("p95"), false},
	{METRIC_RESOLUTION_BUSINESS, STAT_MOST, N_("Longest"), false},
};
static const struct report_column promised_columns[] = {
	{METRIC_RESOLUTION_PROMISED, STAT_MEAN, N_("Mean"), false},
	{METRIC_RESOLUTION_PROMISED, STAT_P50, N_("Median"), true},
	{METRIC_RESOLUTION_PROMISED, STAT_P90, N_("p90"), false},
	{METRIC_RESOLUTION_PROMISED, STAT_P95, N_("p95"), false},
	{METRIC_RESOLUTION_PROMISED, STAT_MOST, N_("Longest"), false},
};
static const struct report_column open_columns[] = {
	{METRIC_BACKLOG, STAT_VALUE, NULL, false},
	{METRIC_OPEN_AGE, STAT_MEAN, N_("Mean age"), false},
	{METRIC_OPEN_AGE, STAT_P50, N_("Median"), true},
	{METRIC_OPEN_AGE, STAT_P90, N_("p90"), false},
	{METRIC_OPEN_AGE, STAT_MOST, N_("Oldest"), false},
};

/* The age of what is open stands beside the time of what is done: closing old
 * cases makes the mean time to resolve worse, leaving them open better. */
static void add_open(struct report *r)
{
	static const enum metric_id ages[] = {METRIC_OPEN_AGE};
	struct figures_query q = report_query(r, ages, 1);
	struct figures f;

	q.cases.cohort = COHORT_OPEN;
	q.cases.to = r->until;
	figures_of(r->s, r->a, &q, &f);
	report_order(r, &f);
	report_tabled(r, "open", _("Still open, in no figure above"), open_columns, &f);
}

int report_resolution(struct report *r)
{
	static const enum metric_id times[] = {METRIC_RESOLVED, METRIC_RESOLUTION_TIME, METRIC_RESOLUTION_BUSINESS,
	                                       METRIC_RESOLUTION_PROMISED};
	struct figures_query q = report_query(r, times, r->promised ? 4 : 3);
	struct figures f;

	r->title = _("time to resolve");
	figures_of(r->s, r->a, &q, &f);
	report_order(r, &f);
	report_tabled(r, "clock", _("On the clock"), clock_columns, &f);
	if (r->cal)
		report_tabled(r, "working", _("In working time"), working_columns, &f);
	if (r->promised)
		report_tabled(r, "promised", _("As the promise counts"), promised_columns, &f);
	add_open(r);
	return 0;
}
