/* report_kinds: every kind of report: its name, what it says, which cohorts and
 * fields it knows. A new one is a row here and a file report_NAME.c. */
#include "app/report_kinds.h"

enum {
	OPENED = 1U << COHORT_OPENED, RESOLVED = 1U << COHORT_RESOLVED, CLOSED = 1U << COHORT_CLOSED,
	FIELDS = 1U << BY_LEVEL | 1U << BY_CATEGORY | 1U << BY_COMPLEXITY | 1U << BY_CHANNEL | 1U << BY_TEAM |
	         1U << BY_PRIORITY | 1U << BY_PLAN | 1U << BY_CUSTOMER | 1U << BY_KIND,
};

const struct report_kind report_kinds[] = {
	{"resolution", N_("how long it took to resolve, and how old the open ones are"),
	 COHORT_RESOLVED, OPENED | RESOLVED | CLOSED, FIELDS, NULL, report_resolution},
	{"metrics", N_("what each figure means"), COHORT_EVER, 0, 0, NULL, NULL},
	{NULL, NULL, 0, 0, 0, NULL, NULL},
};

const char *const report_kind_words[] = {"resolution", "metrics", NULL};
