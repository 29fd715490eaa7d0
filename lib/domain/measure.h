/* measure: what one case adds to a figure: domain/metrics.h as a function. */
#ifndef DOMAIN_MEASURE_H
#define DOMAIN_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/course.h"
#include "domain/metrics.h"
#include "domain/ticket.h"
#include "policy/policy.h"

/* What holds for all cases of a report. */
struct measure {
	struct policy *policy;
	struct cal *cal;               /* for business time */
	int64_t end;                   /* what ages count to */
	int64_t window_s;              /* after the first resolution */
	int first_level;
	/* Did the customer open another case of the same category within the
	 * window? What the promise to resolve counted, -1: there is none. */
	bool (*repeated)(void *arg, const struct ticket *t, int64_t at);
	int64_t (*promised)(void *arg, int64_t ticket);
	void *arg;
};

/* The lowest level of the policy; 1 where it has none. */
int measure_first_level(struct policy *p);

/* False: the case is not of the metric's whole. Shares: *value is 1 where it
 * counts, else 0. Times: seconds. Others: how much it adds. */
bool measure_case(const struct measure *x, enum metric_id m, const struct ticket *t, const struct course *c,
                  int64_t *value);

/* What a metric needs of a case: bits of store/cases.h and service/cases.h. */
struct measure_needs { bool replied, state, category, customer, turns, levels, said, entry, level, hands; };
struct measure_needs measure_needs(enum metric_id m);
/* Is it one that measure_case() knows? Others are the matter of one report. */
bool measure_knows(enum metric_id m);

/* The relevance that the policy gives a category; 1 where it gives none. */
int64_t measure_weight(struct policy *p, const char *category);
/* Is the category one that says nothing? */
bool measure_other(const char *category);

#endif
