/* typed_cal: what lies behind a calendar: its rules, for the files of this
 * folder, and where they come from. */
#ifndef POLICY_TYPED_CAL_H
#define POLICY_TYPED_CAL_H

#include "policy/policy.h"

/* NULL where the policy has no such calendar, or not its zone. */
const struct cal_rules *policy_cal_rules(struct policy *p, const char *name);

/* Where its holidays come from, as its `source:` says, or that of the calendar
 * it takes them from; NULL. */
const char *policy_cal_source(struct policy *p, const char *name);

#endif
