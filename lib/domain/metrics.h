/* metrics: what each figure of a report means. One table, which makes the
 * footnotes of reports, tk-report(7) and `tk-report metrics`.
 *
 * A case is a ticket that counts: no spam, and not merged into another. */
#ifndef DOMAIN_METRICS_H
#define DOMAIN_METRICS_H

#include <stddef.h>

/* Which cases of a period a figure is about. */
enum cohort {
	COHORT_OPENED,         /* opened in it */
	COHORT_RESOLVED,       /* whose last resolution lies in it */
	COHORT_CLOSED,         /* closed in it */
	COHORT_FIRST,          /* whose first resolution lies in it */
	COHORT_OPEN,           /* open at an instant */
	COHORT_TURNED,         /* each passage between open and done that lies in it */
	COHORT_DUE,            /* promises whose due instant lies in it */
	COHORT_EVER,           /* with any part in the period: no single instant counts */
	COHORT_SAID,           /* what customers said in it: first contacts, messages, calls, ratings */
	COHORT_EACH,           /* each figure of the report its own */
};
extern const char *const cohort_words[];       /* opened resolved ... */
/* A clause for the head of a report: "cases opened in the period", N_() marked. */
extern const char *const cohort_says[];

enum metric_id {
	METRIC_OPENED, METRIC_RESOLVED, METRIC_FIRST_RESOLVED, METRIC_CLOSED,
	METRIC_RESOLUTIONS, METRIC_REOPENINGS, METRIC_BACKLOG_START, METRIC_BACKLOG, METRIC_OPEN_AGE,
	METRIC_RESOLUTION_TIME, METRIC_RESOLUTION_BUSINESS, METRIC_RESOLUTION_PROMISED,
	METRIC_RESPONSE_TIME, METRIC_RESPONSE_BUSINESS, METRIC_UNANSWERED, METRIC_WAITING, METRIC_WAITING_AGE,
	METRIC_SOLVED_AT_LEVEL, METRIC_SOLVED_AT_FIRST, METRIC_FIRST_LEVEL, METRIC_HANDLED_AT_LEVEL,
	METRIC_ESCALATED, METRIC_REJECTED, METRIC_PING_PONG, METRIC_NEVER_REASSIGNED, METRIC_HANDS,
	METRIC_FCR, METRIC_FCR_ONE_TOUCH, METRIC_FCR_NO_REPEAT, METRIC_FCR_FIRST_ASSIGNEE, METRIC_FCR_AT_FIRST,
	METRIC_FCR_NET, METRIC_FCR_ONE_TOUCH_NET, METRIC_FCR_NO_REPEAT_NET, METRIC_FCR_FIRST_ASSIGNEE_NET,
	METRIC_REOPENED, METRIC_REOPENED_SOON, METRIC_REOPEN_AFTER,
	METRIC_SLA, METRIC_SLA_FIRST_RESPONSE, METRIC_SLA_RESOLUTION,
	METRIC_SLA_MET, METRIC_SLA_BREACHED, METRIC_SLA_BREACHED_OPEN, METRIC_SLA_UNDECIDED, METRIC_SLA_OVER,
	METRIC_TIME_IN_STATE, METRIC_TIME_AT_LEVEL, METRIC_SHARE_OF_TIME, METRIC_STATE_AGE, METRIC_MAX_AGE, METRIC_OVER_AGE,
	METRIC_GOAL, METRIC_ACTUAL, METRIC_GAP, METRIC_REACHED,
	METRIC_MIX, METRIC_RATE,
	METRIC_SHARE_OF_ALL, METRIC_SHARE_OF_OPEN, METRIC_WEIGHT, METRIC_WEIGHTED, METRIC_CUMULATED, METRIC_OTHER,
	METRIC_AGENT_OPEN, METRIC_AGENT_RESOLVED, METRIC_AGENT_CAPACITY,
	METRIC_CONTACTS, METRIC_CONTACTS_SHARE, METRIC_CONTACTS_CASE, METRIC_CALLS, METRIC_CALLS_ANSWERED, METRIC_CALL_WAIT,
	METRIC_CALL_TALK, METRIC_RATINGS, METRIC_SATISFIED,
	METRIC_CLIENTS, METRIC_PLAN_HOURS, METRIC_QUOTA, METRIC_QUOTA_USED, METRIC_BEYOND, METRIC_OVERDRAWN,
	METRIC_WISHES, METRIC_WISHES_OPEN, METRIC_WISHES_ANSWERED, METRIC_ASKERS, METRIC_PAINS,
	METRIC_IMPROVEMENTS, METRIC_OWNER, METRIC_DUE, METRIC_STATE, METRIC_THEME, METRIC_TOLD,
	METRIC_WAITS_FOR, METRIC_PROMISED_BY, METRIC_LATE,
	METRIC_SPIKE_CASES, METRIC_SPIKE_USUAL, METRIC_SPIKE_TIMES, METRIC_SPIKE_CHANCE, METRIC_SPIKE_SPREAD, METRIC_SPIKE_WINDOWS,
	METRIC_KB_LINKED, METRIC_KB_UNLINKED, METRIC_KB_LINKS, METRIC_KB_ARTICLES, METRIC_KB_ANSWERS, METRIC_KB_ANSWERED, METRIC_KB_VIEWS, METRIC_KB_HELPFUL, METRIC_KB_DEFLECTED,
	METRIC_COUNT,
};

enum metric_unit { UNIT_CASES, UNIT_TIMES, UNIT_SHARE, UNIT_SECONDS, UNIT_BUSINESS, UNIT_MEAN, UNIT_WEIGHT };
extern const char *const metric_unit_words[];  /* cases times share seconds business_seconds ... */
enum metric_better { BETTER_NEITHER, BETTER_UP, BETTER_DOWN };
extern const char *const metric_better_words[];        /* - up down */

/* Texts are N_() marked. */
struct metric {
	const char *name;              /* snake_case: machine formats, tk-report trend */
	const char *head;              /* above a column */
	const char *says;              /* one sentence */
	enum cohort cohort;            /* where the report does not take another */
	const char *part, *whole;      /* numerator and denominator of a share; whole of a time: whose
	                                * times they are; NULL: a count */
	const char *interval;          /* between which instants, or within which window; NULL */
	enum metric_unit unit;
	enum metric_better better;
	const char *source;            /* whose definition; NULL: ours */
};
extern const struct metric metrics[METRIC_COUNT];

/* -1 for none of that name. */
int metric_find(const char *name);
/* Their names, NULL-terminated: for hints and completion. */
extern const char *const metric_words[];

#endif
