/* lint: what is right in form, but hardly meant.
 *
 * Works on a policy without errors; a checked one has places for the
 * warnings, a packed one has none. */
#ifndef POLICY_LINT_H
#define POLICY_LINT_H

#include "policy/policy.h"
#include "policy/policy_report.h"

/* Adds warnings to the report of policy_check() (or a new one) and sorts it. */
void policy_lint(struct policy *p, struct policy_report *r);

#endif
