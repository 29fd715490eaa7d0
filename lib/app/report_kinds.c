/* report_kinds: every kind of report: its name, what it says, which cohorts and
 * fields it knows. A new one is a row here and a file report_NAME.c. */
#include "app/report_kinds.h"

enum {
	OPENED = 1U << COHORT_OPENED, RESOLVED = 1U << COHORT_RESOLVED, CLOSED = 1U << COHORT_CLOSED,
	ALL = OPENED | RESOLVED | CLOSED,
	FIELDS = 1U << BY_LEVEL | 1U << BY_CATEGORY | 1U << BY_COMPLEXITY | 1U << BY_CHANNEL | 1U << BY_TEAM |
	         1U << BY_PRIORITY | 1U << BY_PLAN | 1U << BY_CUSTOMER | 1U << BY_KIND,
};

const struct report_kind report_kinds[] = {
	{"summary", N_("one page about a period, beside the one before"),
	 COHORT_EACH, 0, 0, NULL, report_summary, NULL},
	{"levels", N_("what each level solves and raises, what is sent back, what goes to and fro"),
	 COHORT_RESOLVED, ALL, FIELDS, NULL, report_levels, NULL},
	{"fcr", N_("resolved on the first contact: one touch, no repeat, first assignee; gross and net"),
	 COHORT_FIRST, ALL, FIELDS, NULL, report_fcr, NULL},
	{"resolution", N_("how long it took to resolve, and how old the open ones are"),
	 COHORT_RESOLVED, ALL, FIELDS, NULL, report_resolution, NULL},
	{"response", N_("how long it took to answer, and who still waits"),
	 COHORT_OPENED, ALL, FIELDS, NULL, report_response, NULL},
	{"sla", N_("promises that fell due: kept, broken, broken and still open"),
	 COHORT_DUE, 0, FIELDS, NULL, report_sla, NULL},
	{"backlog", N_("what is open: how it came about, how old it is, at any instants"),
	 COHORT_EVER, 0, FIELDS | 1U << BY_AGENT, NULL, report_backlog, NULL},
	{"stages", N_("where the time goes: states and levels; what is stuck now"),
	 COHORT_RESOLVED, ALL, 0, NULL, report_stages, NULL},
	{"categories", N_("what it is about, by number and by relevance"),
	 COHORT_OPENED, ALL, 0, NULL, report_categories, NULL},
	{"channels", N_("where customers get in touch, how they fare there, and whether calls are answered"),
	 COHORT_SAID, 0, 0, NULL, report_channels, NULL},
	{"plans", N_("what plans include and what is used of it; promises kept on each"),
	 COHORT_EACH, 0, 0, NULL, report_plans, NULL},
	{"customers", N_("customers side by side; with KEY: all about one, for who looks after him"),
	 COHORT_EACH, 0, 0, "KEY", report_customers, NULL},
	{"insights", N_("what customers wish and where it hurts; improvements under way; whom to tell"),
	 COHORT_EACH, 0, 0, NULL, report_insights, NULL},
	{"reopen", N_("what was opened again after it was resolved"),
	 COHORT_FIRST, ALL, FIELDS, NULL, report_reopen, NULL},
	{"kb", N_("what the knowledge base does: cases with an article, answers, visits without a case, gaps"),
	 COHORT_RESOLVED, ALL, 0, NULL, report_kb, NULL},
	{"spikes", N_("where more came than usual, hour by hour or day by day, and more than chance"),
	 COHORT_OPENED, 0, FIELDS, NULL, report_spikes, NULL},
	{"goals", N_("the policy's goals against what was measured, in each way to read them"),
	 COHORT_EACH, 0, 0, NULL, report_goals, NULL},
	{"trend", N_("a metric by month, and whether mix or rate changed it"),
	 COHORT_EVER, ALL, FIELDS, "METRIC", report_trend, NULL},
	{"agents", N_("who carries how much: a load, never a ranking"),
	 COHORT_RESOLVED, 0, 0, NULL, report_agents, NULL},
	{"metrics", N_("what each figure means: a list"), COHORT_EACH, 0, 0, NULL, NULL, report_print_metrics},
	{"kinds", N_("these reports: a list"), COHORT_EACH, 0, 0, NULL, NULL, report_print_kinds},
	{NULL, NULL, 0, 0, 0, NULL, NULL, NULL},
};

const char *const report_kind_words[] = {
	"summary", "levels", "fcr", "resolution", "response", "sla", "backlog", "stages", "categories", "channels", "plans", "customers", "insights", "reopen",
	"kb", "spikes", "goals", "trend", "agents", "metrics", "kinds", NULL};
