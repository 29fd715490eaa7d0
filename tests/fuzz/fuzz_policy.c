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

/* The same bytes as a part of a small policy. */
static void check_part(struct arena *a, const char *data, size_t size)
{
	static const char whole[] =
		"version: 1\nstates: {new: {class: new}, open: {class: open}, done: {class: resolved}, gone: {class: closed}}\n"
		"flows: {f: {steps: {new: [open], open: [done], done: [gone], gone: []}}}\nkinds: {k: {}}\npriorities: {P1: One}\n"
		"priority: {matrix: {high: {high: P1, medium: P1, low: P1}, medium: {high: P1, medium: P1, low: P1}, low: {high: P1, medium: P1, low: P1}}}\n"
		"permissions: {roles: {r: all}, anyone: r}\nchannels: {mail: Mail}\n"
		"calendars: {always: {weekly: {mon-sun: \"00:00-24:00\"}}}\n";
	struct policy_report r;
	struct policy *base = policy_check(a, "whole", whole, sizeof whole - 1, &r), *p;
	PROMISE(base);
	p = policy_check_part(a, base, "part", data, size, &r);
	PROMISE((p == NULL) == (r.errors > 0));
	if (p)
		check_policy(a, p);
	check_issues(a, &r);
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
	check_part(&a, (const char *)data, size);
	arena_free(&a);
	return 0;
}
