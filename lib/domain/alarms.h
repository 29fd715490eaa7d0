/* alarms: when the policy's escalation rules fire for a ticket.
 *
 * A firing is keyed by ticket, what the rule watches, its cycle (the n-th entry
 * of a state or level), the rule's name and its number n. What fired, or was
 * passed over, is an event; so a rule can be asked as often as one likes, from
 * two hosts, after any outage, and nothing comes twice. */
#ifndef DOMAIN_ALARMS_H
#define DOMAIN_ALARMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/clocks.h"
#include "policy/policy.h"

struct alarm {
	const struct policy_escalation *rule;
	const char *on;                /* "first_response", "state waiting", "level 2",
	                                * "deadline complaint/answer" */
	int64_t cycle, n;              /* n counts repeats from 1 */
	int64_t due_at;
	bool skip;                     /* passed over by the rule's catch_up */
	bool done;                     /* for who works through them; false */
};

struct alarms {
	struct alarm *v;               /* due at `now` and not yet dealt with, in order of due */
	size_t n, cap;
	int64_t next;                  /* the first instant after now with one; AT_NONE */
};

/* What is due for a ticket at now under the policy's rules, in order of due,
 * then of the rules. priority is the name of its priority. A cycle that has
 * ended, and a state or level that was left, fire nothing; a ticket that was
 * merged or is spam fires nothing; what was due before a ticket was brought in
 * from elsewhere (clocks.past) is never news. */
void alarms_of(struct arena *a, struct policy *p, const struct clocks *c, const char *priority, int64_t now,
               struct alarms *out);

/* The instant so long after another: in a calendar, or (NULL) in plain time,
 * whose days, weeks and months end with a date in the desk's zone. */
int64_t alarm_span(struct policy *p, struct cal *cal, int64_t from, struct span s);

/* Does x come after y in that order? */
bool alarm_after(const struct alarm *x, const struct alarm *y);

#endif
