/* figures: metrics of the cases of a cohort, as a whole, by a field, and by
 * steps of time, in one pass.
 *
 * What is kept is a tally a group, step and metric: 8 bytes a case where
 * percentiles are asked for. */
#ifndef SERVICE_FIGURES_H
#define SERVICE_FIGURES_H

#include "domain/measure.h"
#include "domain/tally.h"
#include "service/cases.h"

enum case_by {
	BY_NONE, BY_LEVEL, BY_CATEGORY, BY_COMPLEXITY, BY_CHANNEL, BY_TEAM, BY_PRIORITY, BY_PLAN, BY_CUSTOMER,
	BY_KIND, BY_AGENT, BY_STATE, BY_CLOCK,
};
extern const char *const case_by_words[];      /* none level category ... */

/* What a case has there: a text (NULL: nothing), or for level, priority and
 * customer a number. */
struct case_key { const char *text; int64_t number; };
struct case_key case_key(enum case_by by, const struct ticket *t);
bool case_by_number(enum case_by by);
/* The column it needs, of store/cases.h. */
unsigned case_by_want(enum case_by by);

struct figures_query {
	struct cases_query cases;      /* want and course are filled in */
	enum case_by by;
	const enum metric_id *metrics; size_t nmetrics;
	const int64_t *edges;          /* nsteps + 1 instants: [edges[i], edges[i+1]); NULL: one step */
	size_t nsteps;
	bool ranks;                    /* keep the values of times */
	int64_t window_s;
	struct cal *cal;
	int64_t now;                   /* what open promises are held against */
	const char *const *clocks;     /* of promises: a step for each of these clocks, nsteps of them,
	                                * instead of time; NULL: all together */
};

struct figures_group {
	struct case_key key;
	int64_t n;                     /* cases */
	int64_t *steps;                /* cases of each step */
	struct tally *cells;           /* [step * nmetrics + metric] */
};

struct figures {
	struct arena *a;
	const enum metric_id *metrics;
	size_t nmetrics, nsteps;
	struct figures_group all;
	struct { struct figures_group **v; size_t n, cap; } groups;        /* in order of appearance */
	size_t *slots, nslots;         /* of a hash table */
};

/* Inside a read transaction. Everything lives in a. Metrics of COHORT_DUE count
 * promises, and go with no others. */
void figures_of(const struct session *s, struct arena *a, const struct figures_query *q, struct figures *out);
/* The index of a metric in f->metrics, -1: not there. */
int figures_find(const struct figures *f, enum metric_id m);
struct tally *figures_cell(const struct figures *f, const struct figures_group *g, size_t step, size_t metric);

/* A group by its key, made where it is not there yet: for reports that count by
 * themselves. figures_begin() first. */
void figures_begin(struct figures *f, struct arena *a, const enum metric_id *m, size_t nmetrics, size_t nsteps);
struct figures_group *figures_group(struct figures *f, enum case_by by, struct case_key key);

#endif
