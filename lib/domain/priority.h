/* priority: from impact and urgency to a priority, with the reason kept.
 *
 * Impact: the graver of what was said and of what the number of affected
 * users means by the policy's thresholds; without both the category's, the
 * kind's, the policy's default. Urgency: said, category, kind, default. The
 * matrix gives the priority, a category's floor may raise it; a priority that
 * is named wins over all. */
#ifndef DOMAIN_PRIORITY_H
#define DOMAIN_PRIORITY_H

#include <stdint.h>

#include "base/arena.h"
#include "policy/policy.h"

struct priority_facts {
	const char *kind, *category;   /* names, NULL: none */
	int impact, urgency;           /* GRADE_*, 0: not said */
	int64_t affected;              /* 0: not said */
	int rank;                      /* named outright, 0: not */
};

struct priority {
	int rank, impact, urgency;
	const char *why;               /* codes, kept in the event: "impact:high:affected:640:500
	                                * urgency:medium:category rank:2:matrix" */
};

struct priority priority_derive(struct arena *a, struct policy *p, const struct priority_facts *x);

/* The codes as a sentence in the reader's language. */
char *priority_explain(struct arena *a, struct policy *p, const char *why);

#endif
