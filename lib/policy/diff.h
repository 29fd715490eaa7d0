/* diff: what changes from one policy to the next, by path. */
#ifndef POLICY_DIFF_H
#define POLICY_DIFF_H

#include "base/arena.h"
#include "policy/policy.h"

enum policy_change_kind { DIFF_ADDED, DIFF_REMOVED, DIFF_CHANGED, DIFF_ORDER };
extern const char *const policy_change_words[];     /* added removed changed order */

struct policy_change {
	enum policy_change_kind kind;
	const char *path;                /* "categories.payment.failed.level" */
	const char *before, *after;      /* one line each; NULL where there is none */
	const char *text;                /* "categories.payment.failed.level: 1 -> 2" */
};

/* Calls say for each change, in the order of the new policy, what was removed
 * after each map. Returns the number of changes. */
size_t policy_diff(struct arena *a, struct policy *before, struct policy *after,
                   void (*say)(void *arg, const struct policy_change *change), void *arg);

#endif
