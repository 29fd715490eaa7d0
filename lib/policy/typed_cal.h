/* typed_cal: the rules behind a calendar, for the files of this folder. */
#ifndef POLICY_TYPED_CAL_H
#define POLICY_TYPED_CAL_H

#include "policy/policy.h"

/* NULL where the policy has no such calendar, or not its zone. */
const struct cal_rules *policy_cal_rules(struct policy *p, const char *name);

#endif
