/* priority: from impact and urgency to a priority, with the reason kept.
 *
 * Impact: the graver of what was said and of what the number of affected
 * users, or of customers that a problem's incidents add up, means by the
 * policy's thresholds; without both the category's, the kind's, the policy's
 * default. The reach of its problem may raise an incident's. Urgency: said, category, kind, default. The
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
	int64_t counted;               /* customers of its incidents, 0: none */
	int64_t problem, reach;        /* the ticket it is an incident of, and how many that
	                                * touches; 0: none */
	int rank;                      /* named outright, 0: not */
};

struct priority {
	int rank, impact, urgency;
	const char *why;               /* codes, kept in the event: "impact:high:affected:640:500
	                                * urgency:medium:category rank:2:matrix"; also
	                                * "counted:640:500", "problem:4711:640:500", and ":said:low"
	                                * behind what was graver than the impact that was said */
};

struct priority priority_derive(struct arena *a, struct policy *p, const struct priority_facts *x);

/* What people said, read back from the codes and the ticket's values: fills
 * x's impact, urgency and rank, 0 where they were derived. */
void priority_said(const char *why, int impact, int urgency, int rank, struct priority_facts *x);

/* The impact that so many users mean, 0 for none; *from is the threshold. */
int priority_reach(const struct policy_matrix *m, int64_t users, int64_t *from);

/* The codes as a sentence in the reader's language. */
char *priority_explain(struct arena *a, struct policy *p, const char *why);

#endif
