/* linter: what the files behind lint.h share. */
#ifndef POLICY_LINTER_H
#define POLICY_LINTER_H

#include "policy/policy_report.h"
#include "policy/tree.h"

struct linter { struct policy *p; struct policy_report *r; };

/* A warning at a section's item: "agents", "ana"; "customers.csm", "large".
 * item NULL: at the section. Lists are searched by `name`. */
void lint_say(struct linter *l, const char *section, const char *item, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

void lint_flows(struct linter *l);       /* lint_flow.c */
void lint_promises(struct linter *l);    /* lint_sla.c */
void lint_people(struct linter *l);      /* lint_people.c */

#endif
