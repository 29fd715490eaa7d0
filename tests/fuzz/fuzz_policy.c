/* Policies: either errors with places inside the text, or a policy that can be
 * asked for everything, looked over, and packed without losing anything. */
#include "fuzz.h"

#include "../lib/policy/visit.h"
#include "policy/check.h"
#include "policy/lint.h"
#include "policy/pack.h"

static void check_issues(struct arena *a, const struct policy_report *r)
{
	struct str out = str_new(a);
	for (size_t i = 0; i < r->count; i++) {
		PROMISE(r->v[i].line >= 0 && r->v[i].col >= 0 && r->v[i].width >= 0);
		PROMISE(*r->v[i].text && !strchr(r->v[i].text, '\n'));
	}
	policy_report_print(r, &out);
}

static void check_policy(struct arena *a, struct policy *p)
{
	struct str packed = str_new(a), before = str_new(a), after = str_new(a);
	struct fault f = {0};
	struct policy *again;
	policy_pack(p, &packed);
	again = policy_unpack(a, packed.p, packed.n, &f);
	PROMISE(again);
	visit_policy(&before, p);
	visit_policy(&after, again);
	PROMISE(strcmp(before.p, after.p) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct policy_report r;
	struct policy *p = policy_check(&a, "fuzz", (const char *)data, size, &r);
	PROMISE((p == NULL) == (r.errors > 0));
	if (p) {
		check_policy(&a, p);
		policy_lint(p, &r);
	}
	check_issues(&a, &r);
	arena_free(&a);
	return 0;
}
