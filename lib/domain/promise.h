/* promise: what customers may expect, read from the policy alone.
 *
 * Only what may be told: no agents, levels, level clocks or categories. Rules
 * that hold for some categories alone are left out, they are the desk's own
 * affair. Everything lives in the arena and in the policy's. */
#ifndef DOMAIN_PROMISE_H
#define DOMAIN_PROMISE_H

#include "policy/policy.h"

/* --- how fast --- */

/* How many of so many promises that fell due were kept; of 0: not measured. */
struct promise_kept { int64_t kept, of; };

/* Cases of the priorities from..to (ranks, 1 the gravest) under one rule. */
struct promise_row {
	int from, to;
	const struct policy_sla *sla;
	struct promise_kept kept[SLA_LEVEL + 1];       /* by clock */
};
/* Rows that hold alike. No kinds: all in no other group; no channels: what is
 * the same on all of them. */
struct promise_group {
	bool every_plan, without_plan; /* for customers without a plan */
	struct names plans;            /* empty with every_plan */
	struct names channels, kinds;
	struct promise_row *rows; size_t n;
};
struct promise_groups { struct promise_group *v; size_t n; };

/* Plans in the order of the policy, then kinds, then channels. A plan, kind or
 * channel is named only where it makes a difference. */
struct promise_groups promise_groups(struct arena *a, struct policy *p);

/* --- when --- */

/* A calendar that customers meet: of a plan, a team or a promise. */
struct promise_hours {
	struct cal *cal;
	const char *calendar;          /* its name in the policy */
	struct names plans, teams;     /* that work by it; both empty: promises alone */
};
struct promise_calendars { struct promise_hours *v; size_t n; };
struct promise_calendars promise_calendars(struct arena *a, struct policy *p);

/* A date on which calendars are closed, or open at other hours than on its
 * weekday. */
struct promise_closure {
	int64_t day;
	struct cal_day hours;          /* name, and the hours instead */
	struct names calendars;        /* labels are the reader's affair: names */
};
struct promise_closures {
	struct promise_closure *v; size_t n;
	int64_t known_to;              /* days after it are not known; INT64_MAX: all are */
};
enum { PROMISE_CLOSURES = 12, PROMISE_DAYS = 366 };
/* At most PROMISE_CLOSURES dates of the PROMISE_DAYS days from day on. */
struct promise_closures promise_closures(struct arena *a, const struct promise_calendars *all, int64_t day);

/* Day and night, every day of a normal week? */
bool promise_always(const struct cal *c);

/* --- who --- */

/* Does the team answer customers? Teams of supervisors do not. */
bool promise_team(struct policy *p, const struct policy_team *t);
/* Languages that somebody answers in: those of the policy's texts first. */
struct names promise_languages(struct arena *a, struct policy *p);

/* Cases that reach somebody on call at any hour. */
struct promise_on_call {
	bool any;
	struct names priorities, plans;    /* empty: all */
};
struct promise_on_call promise_on_call(struct arena *a, struct policy *p);

/* --- terms of laws --- */

/* Is the deadline one that customers know of? Its trigger is an event they
 * may see. */
bool promise_deadline(struct policy *p, const struct policy_deadline *d);

/* The row of a case: by its plan, kind, channel and priority (a rank); NULL
 * where its rule is told to nobody, such as one for its category alone. */
struct promise_row *promise_row_of(const struct promise_groups *g, const struct policy_sla *rule, const char *plan,
                                   const char *kind, const char *channel, int priority);

#endif
