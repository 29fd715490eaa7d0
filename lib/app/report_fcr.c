/* report_fcr: resolved on the first contact, by each definition in use, gross and
 * net; and what was opened again. */
#include "app/report_kinds.h"

static const struct report_column gross_columns[] = {
	{METRIC_FIRST_RESOLVED, STAT_VALUE, NULL, false},
	{METRIC_FCR, STAT_VALUE, NULL, true},
	{METRIC_FCR_ONE_TOUCH, STAT_VALUE, NULL, false},
	{METRIC_FCR_NO_REPEAT, STAT_VALUE, NULL, false},
	{METRIC_FCR_FIRST_ASSIGNEE, STAT_VALUE, NULL, false},
};
static const struct report_column net_columns[] = {
	{METRIC_FCR_NET, STAT_VALUE, N_("First contact resolution"), true},
	{METRIC_FCR_ONE_TOUCH_NET, STAT_VALUE, N_("One touch"), false},
	{METRIC_FCR_NO_REPEAT_NET, STAT_VALUE, N_("No repeat"), false},
	{METRIC_FCR_FIRST_ASSIGNEE_NET, STAT_VALUE, N_("First assignee"), false},
};
static const struct report_column reopen_columns[] = {
	{METRIC_FIRST_RESOLVED, STAT_VALUE, NULL, false},
	{METRIC_REOPENED, STAT_VALUE, NULL, true},
	{METRIC_REOPENED_SOON, STAT_VALUE, NULL, false},
	{METRIC_REOPEN_AFTER, STAT_P50, N_("Median time until then"), false},
	{METRIC_REOPEN_AFTER, STAT_MOST, N_("Longest"), false},
};

/* Whole figures as lines with their intervals; by a field as a table. */
static struct report_section *add(struct report *r, const char *name, const char *title, const struct report_column *columns, size_t n,
                const struct figures *f)
{
	struct report_section *s = report_table(r, name, title, columns, n, f);

	s->listed = r->by == BY_NONE;
	if (s->listed)
		s->rows.v[0].label = _("Value");
	return s;
}

/* History from a desk that keeps no messages makes every case one touch. */
static void say_silent(struct report_section *s, const struct tally *one_touch)
{
	if (one_touch->n && one_touch->part == one_touch->n)
		report_note(s, _("The record has no further message of a customer for any of these cases: one touch says nothing here."));
}

int report_fcr(struct report *r)
{
	static const enum metric_id m[] = {
		METRIC_FIRST_RESOLVED, METRIC_FCR, METRIC_FCR_ONE_TOUCH, METRIC_FCR_NO_REPEAT, METRIC_FCR_FIRST_ASSIGNEE,
		METRIC_FCR_NET, METRIC_FCR_ONE_TOUCH_NET, METRIC_FCR_NO_REPEAT_NET, METRIC_FCR_FIRST_ASSIGNEE_NET};
	struct figures_query q = report_query(r, m, sizeof m / sizeof *m);
	struct figures f;

	r->title = _("first contact resolution");
	report_window(r);
	figures_of(r->s, r->a, &q, &f);
	report_order(r, &f);
	say_silent(add(r, "gross", _("Gross: of all resolved cases"), gross_columns, sizeof gross_columns / sizeof *gross_columns, &f),
	           figures_cell(&f, &f.all, 0, 2));
	add(r, "net", _("Net: of those that can be resolved on the first contact"), net_columns,
	    sizeof net_columns / sizeof *net_columns, &f);
	return 0;
}

int report_reopen(struct report *r)
{
	static const enum metric_id m[] = {METRIC_FIRST_RESOLVED, METRIC_REOPENED, METRIC_REOPENED_SOON, METRIC_REOPEN_AFTER};
	struct figures_query q = report_query(r, m, sizeof m / sizeof *m);
	struct figures f;

	r->title = _("opened again after resolution");
	report_window(r);
	figures_of(r->s, r->a, &q, &f);
	report_order(r, &f);
	add(r, "reopened", _("Opened again"), reopen_columns, sizeof reopen_columns / sizeof *reopen_columns, &f);
	return 0;
}
