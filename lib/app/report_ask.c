/* report_ask: the options of tk-report, read. */
#include <string.h>

#include "app/filter.h"
#include "app/report_kinds.h"
#include "app/report_where.h"
#include "base/str.h"
#include "base/words.h"
#include "when/clock.h"
#include "when/read.h"

static struct {
	const char *period, *last, *zone, *by, *cohort, *calendar;
	const char *every;
	struct opt_list where, at;
	const char *output;
	int64_t days, few, top, weeks, ratio, alarms;
	bool force, exit_status;
	bool alone, promised, html;
} ask = {.days = -1, .few = -1, .top = -1, .weeks = 8, .ratio = 200, .alarms = 5};

enum { DAYS = 7, FEW = 5, TOP = 20 };

static const char *const by_words[] = {"level", "category", "complexity", "channel", "team", "priority", "plan",
                                       "customer", "kind", "agent", "state", NULL};
static const char *const chosen_cohorts[] = {"opened", "resolved", "closed", NULL};

const struct opt report_options[] = {
	{OPT_OPERAND, .value = "KIND", .flags = OPT_OPTIONAL, .words = report_kind_words,
	 .help = N_("which report (default: summary)")},
	{OPT_OPERAND, .value = "ARG", .flags = OPT_REPEAT | OPT_OPTIONAL, .words = metric_words,
	 .help = N_("customers: their keys, - reads them from standard input; trend: one of these metrics, which tk-report metrics explains")},
	{OPT_GROUP, .help = N_("Of what")},
	{OPT_TEXT, .name = "period", .value = "PERIOD", .target = &ask.period,
	 .help = N_("2026-11, yesterday, last-week, 12mo, A..B (default: last-month; trend: 12mo; spikes: yesterday)")},
	{OPT_TEXT, .name = "last", .value = "SPAN", .target = &ask.last,
	 .help = N_("the last whole days, weeks or months before today: 30d, 4w, 3mo, day, week, month, quarter, year")},
	{OPT_TEXT, .name = "zone", .value = "ZONE", .complete = "zone", .target = &ask.zone,
	 .help = N_("whose days and months (default: the policy's zone)")},
	{OPT_WORD, .name = "by", .value = "FIELD", .words = by_words, .target = &ask.by,
	 .help = N_("a row for each value of this field")},
	{OPT_LIST, .name = "where", .value = "NAME=V", .target = &ask.where,
	 .help = N_("only tickets that tk-ls --NAME V would list; NAME!=V: the others; given again: all must fit")},
	{OPT_WORD, .name = "cohort", .value = "COHORT", .words = chosen_cohorts, .target = &ask.cohort,
	 .help = N_("count cases by when they were opened, resolved or closed (default: what the report says)")},
	{OPT_TEXT, .name = "calendar", .value = "NAME", .complete = "calendar", .target = &ask.calendar,
	 .help = N_("working time in this calendar of the policy (default: that of the first line)")},
	{OPT_INT, .name = "days", .value = "N", .min = 1, .max = 366, .target = &ask.days,
	 .help = N_("window after the first resolution for repeats and re-openings (default: 7)")},
	{OPT_INT, .name = "few", .value = "N", .min = 1, .max = 1000, .target = &ask.few,
	 .help = N_("in rows of a customer or agent leave out shares and times of fewer cases (default: 5)")},
	{OPT_WORD, .name = "every", .value = "STEP", .words = report_every_words, .target = &ask.every,
	 .help = N_("backlog, goals, trend: steps of the period (default: month; backlog: what fits); spikes: hour or day (default: hour)")},
	{OPT_LIST, .name = "at", .value = "T", .flags = OPT_COMMA, .target = &ask.at,
	 .help = N_("backlog: as it stood at these instants")},
	{OPT_FLAG, .name = "promised", .target = &ask.promised,
	 .help = N_("resolution: also the time that the promise to resolve counted, without its pauses")},
	{OPT_FLAG, .name = "no-compare", .target = &ask.alone,
	 .help = N_("summary, categories, customers: without the period before")},
	{OPT_INT, .name = "weeks", .value = "N", .min = 3, .max = 52, .target = &ask.weeks,
	 .help = N_("spikes: what is usual is counted from so many weeks before (default: 8)")},
	{OPT_INT, .name = "ratio", .value = "PERCENT", .min = 100, .max = 10000, .target = &ask.ratio,
	 .help = N_("spikes: only where there are so many per cent of what is usual, or more (default: 200)")},
	{OPT_INT, .name = "false-alarms", .value = "N", .min = 1, .max = 100, .target = &ask.alarms,
	 .help = N_("spikes: so many false alarms are to be expected in 100 such reports, at most (default: 5)")},
	{OPT_FLAG, .letter = 'e', .name = "exit-status", .target = &ask.exit_status,
	 .help = N_("spikes: where nothing stands out say nothing and exit with 1")},
	{OPT_TEXT, .letter = 'o', .name = "output", .value = "FOLDER", .complete = "file", .target = &ask.output,
	 .help = N_("customers: a file for each in this folder, which is made where it is not there")},
	{OPT_FLAG, .name = "force", .target = &ask.force,
	 .help = N_("customers: in place of files that are there already")},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_FLAG, .name = "html", .target = &ask.html,
	 .help = N_("as one page of HTML with charts, which needs nothing else")},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_INT, .name = "top", .value = "N", .min = 0, .max = 1000000, .target = &ask.top,
	 .help = N_("rows of a table on a page (default: 20; 0: all)")},
	{OPT_FLAG, .letter = '0', .name = "null", .target = &app_values.nul,
	 .help = N_("end each record with NUL instead of a newline")},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_END, .name = NULL},
};

/* --- the period --- */

static int64_t day_start(const struct report *r, int64_t day)
{
	return zone_at(r->zone, day, 0);
}

/* "3mo" ends with the last month, "2w" with last Sunday, "30d" yesterday. */
static bool last_of(struct report *r, const char *text)
{
	static const struct { const char *word, *span; } words[] = {
		{"day", "1d"}, {"week", "1w"}, {"month", "1mo"}, {"quarter", "3mo"}, {"year", "12mo"}};
	int64_t today = zone_day(r->zone, r->app->session.now), end = today, begin;
	struct civil c = civil_of_day(today);
	struct span s;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(text, words[i].word)) {
			int step = i == 3 ? 3 : i == 4 ? 12 : 1;
			if (i >= 2)
				c.month -= (c.month - 1) % step;
			text = words[i].span;
			break;
		}
	if (!span_parse(text, &s) || s.n == 0)
		return false;
	if (s.unit == SPAN_MONTHS) {
		end = civil_day(c.year, c.month, 1);
		begin = civil_add_months(end, -(int)s.n);
	} else if (s.unit == SPAN_WEEKS) {
		end = today - civil_weekday(today);
		begin = end - 7 * s.n;
	} else if (s.unit == SPAN_DAYS) {
		begin = end - s.n;
	} else {
		return false;
	}
	r->from = day_start(r, begin);
	r->to = day_start(r, end);
	return true;
}

static int read_period_of(struct report *r)
{
	const char *text = ask.period ? ask.period : str_eq(r->kind->name, "trend") ? "12mo"
	                 : str_eq(r->kind->name, "spikes") ? "yesterday" : "last-month";
	struct fault f = {0};

	if (ask.period && ask.last)
		return app_usage(r->app, _("--period and --last at once"));
	if (ask.last)
		return last_of(r, ask.last) ? 0 : app_usage(r->app, _("--last \"%s\": write 30d, 4w, 3mo, day, week, month, "
		                                                      "quarter or year"), ask.last);
	if (read_period(text, r->app->session.now, r->zone, &r->from, &r->to, &f) != 0)
		return app_usage(r->app, "--period: %s", f.text);
	if (r->to == INT64_MAX)
		r->to = r->app->session.now;
	return r->to > r->from ? 0 : app_usage(r->app, _("--period: \"%s\" begins after now"), text);
}

/* --- the rest --- */

static int read_zone(struct report *r)
{
	const char *name = ask.zone ? ask.zone : policy_head(r->policy)->zone;
	struct fault f = {0};

	r->zone = policy_zone(r->policy, name);
	if (!r->zone)
		r->zone = zone_load(r->a, name, &f);
	if (!r->zone)
		return app_usage(r->app, "--zone: %s", f.text);
	r->app->zone = r->zone;        /* --as-of and --where mean the same days */
	return 0;
}

static int read_by(struct report *r)
{
	r->by = ask.by ? (enum case_by)words_find(case_by_words, ask.by) : BY_NONE;
	if (r->by == BY_NONE || r->kind->bys & 1U << r->by)
		return 0;
	return app_usage(r->app, _("%s knows no --by %s"), r->kind->name, ask.by);
}

static int read_cohort(struct report *r)
{
	r->cohort = ask.cohort ? (enum cohort)words_find(cohort_words, ask.cohort) : r->kind->cohort;
	r->chosen = ask.cohort != NULL;
	if (!ask.cohort || r->kind->cohorts & 1U << r->cohort)
		return 0;
	return app_usage(r->app, _("%s knows no --cohort %s"), r->kind->name, ask.cohort);
}

/* The calendar of the first line's team, else the first that closes at all, else
 * the first. */
static const char *default_calendar(const struct report *r)
{
	const struct policy_level *l = policy_level(r->policy, measure_first_level(r->policy));
	const struct policy_team *t = l && l->team ? policy_team(r->policy, l->team) : NULL;
	struct names all = policy_calendar_names(r->policy);

	if (t && t->calendar)
		return t->calendar;
	for (size_t i = 0; i < all.n; i++)
		if (cal_elapsed(policy_cal(r->policy, all.v[i]), 0, 28 * DAY_S) < 28 * DAY_S)
			return all.v[i];
	return all.n ? all.v[0] : NULL;
}

static int read_calendar(struct report *r)
{
	struct names all = policy_calendar_names(r->policy);

	r->calendar = ask.calendar ? ask.calendar : default_calendar(r);
	r->cal = r->calendar ? policy_cal(r->policy, r->calendar) : NULL;
	if (ask.calendar && !r->cal)
		return app_usage(r->app, _("--calendar: the policy has no calendar \"%s\"%s"), ask.calendar,
		                 words_hint(r->a, all.v, ask.calendar));
	return 0;
}

static int read_every(struct report *r)
{
	bool spikes = str_eq(r->kind->name, "spikes");

	r->every = ask.every ? (enum report_every)words_find(report_every_words, ask.every) : EVERY_NONE;
	if (!ask.every || (spikes ? r->every == EVERY_HOUR || r->every == EVERY_DAY : r->every != EVERY_HOUR))
		return 0;
	return app_usage(r->app, _("%s knows no --every %s"), r->kind->name, ask.every);
}

/* What only some kinds of report understand: passed over, it would mislead. */
static int read_own(struct report *r)
{
	const struct { bool given; const char *option, *kinds[5]; } own[] = {
		{ask.every != NULL, "--every", {"backlog", "goals", "trend", "spikes"}},
		{ask.at.n > 0, "--at", {"backlog"}},
		{ask.promised, "--promised", {"resolution"}},
		{ask.alone, "--no-compare", {"summary", "categories", "customers"}},
		{ask.exit_status, "--exit-status", {"spikes"}},
		{ask.output != NULL, "--output", {"customers"}},
		{ask.force, "--force", {"customers"}}};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (own[i].given && words_find(own[i].kinds, r->kind->name) < 0)
			return app_usage(r->app, _("%s knows no %s"), r->kind->name, own[i].option);
	if (ask.output && !r->noperands)
		return app_usage(r->app, _("--output: of which customers? Give their keys, or - to read them"));
	return ask.force && !ask.output ? app_usage(r->app, _("--force without --output")) : 0;
}

static int read_all(struct report *r)
{
	int bad = read_zone(r);

	if (!bad) bad = read_period_of(r);
	if (!bad) bad = read_by(r);
	if (!bad) bad = read_cohort(r);
	if (!bad) bad = read_calendar(r);
	if (!bad) bad = read_every(r);
	if (!bad) bad = read_own(r);
	if (bad)
		return bad;
	r->days = ask.days > 0 ? ask.days : DAYS;
	r->few = ask.few > 0 ? ask.few : FEW;
	r->top = ask.top >= 0 ? ask.top : TOP;
	r->at = &ask.at;
	r->weeks = ask.weeks;
	r->ratio = ask.ratio;
	r->alarms = ask.alarms;
	r->exit_status = ask.exit_status;
	r->output = ask.output;
	r->force = ask.force;
	r->compare = !ask.alone;
	r->promised = ask.promised;
	r->html = ask.html;
	r->now = app_as_of(r->app);
	if (r->now == AT_NONE)
		r->now = r->app->session.now;
	r->until = r->to < r->now ? r->to : r->now;
	return 0;
}

int report_filter(struct report *r)
{
	return report_where(r, &ask.where);
}

static int make(struct app *app, void *arg)
{
	struct report *r = arg;
	int bad = report_filter(r);

	(void)app;
	return bad ? bad : r->kind->make(r);
}

static const struct report_kind *kind_called(const char *name)
{
	for (const struct report_kind *k = report_kinds; k->name; k++)
		if (str_eq(k->name, name))
			return k;
	return NULL;
}

static int find_kind(struct report *r)
{
	struct app *app = r->app;
	const char *name = app->operands.n ? app->operands.v[0].text : report_kinds[0].name;

	r->kind = kind_called(name);
	if (!r->kind)
		return app_usage(app, _("no report \"%s\"%s"), name, words_hint(app->a, report_kind_words, name));
	if (app->operands.n > 1 && !r->kind->operands)
		return app_usage(app, _("%s takes no \"%s\""), name, app->operands.v[1].text);
	const char **operands = arena_array(app->a, const char *, app->operands.n);
	for (size_t i = 1; i < app->operands.n; i++)
		operands[i - 1] = app->operands.v[i].text;
	r->operands = operands;
	r->noperands = app->operands.n ? app->operands.n - 1 : 0;
	return 0;
}

static bool for_machines(void)
{
	return app_values.table || app_values.tsv || app_values.csv || app_values.json || app_values.format ||
	       app_values.columns;
}

static int print(struct report *r)
{
	if (r->to > r->now)
		report_provisional(r, arena_printf(r->a, _("the period lasts until %s"), report_at(r, r->to)));
	return for_machines() ? report_print_rows(r) : report_print_page(r);
}

int report_run(struct app *app)
{
	struct report r = {.app = app, .a = app->a, .s = &app->session};
	int bad = find_kind(&r);

	if (bad)
		return bad;
	if (ask.html && (for_machines() || r.kind->list))
		return app_usage(app, _("--html is a page, not a list"));
	if (r.kind->list)
		return r.kind->list(app);
	app_open(app, DESK_READ);
	r.policy = app->session.policy;
	msg_language(policy_language(r.policy, app_values.lang ? app_values.lang : msg_lang()));
	bad = read_all(&r);
	if (!bad && r.kind->make == report_customers && r.noperands)
		return report_client_pages(&r, print);
	if (!bad) bad = app_tx(app, DESK_READ, make, &r);
	if (bad)
		return bad;
	if (r.exit_status && r.nothing)
		return EXIT_NO;
	return print(&r);
}
