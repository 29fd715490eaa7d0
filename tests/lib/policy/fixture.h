/* fixture: policies of tests/data and of the text of a test, and a walk that
 * asks for every typed value. Run from the root of the tree. */
#ifndef POLICY_FIXTURE_H
#define POLICY_FIXTURE_H

#include <stdlib.h>

#include "base/io.h"
#include "base/str.h"
#include "policy/check.h"
#include "policy/pack.h"
#include "policy/policy.h"
#include "lib/policy/visit.h"

static inline char *load_file(struct arena *a, const char *path, size_t *n)
{
	struct fault f = {0};
	char *bytes = io_load(a, path, 1 << 20, n, &f);
	if (!bytes) {
		printf("%s\n", f.text);
		exit(2);
	}
	return bytes;
}

/* A policy that must be right. */
static inline struct policy *good_text(struct arena *a, const char *name, const char *bytes, size_t n)
{
	struct policy_report r;
	struct policy *p = policy_check(a, name, bytes, n, &r);
	if (!p) {
		struct str s = str_new(a);
		policy_report_print(&r, &s);
		printf("%s", s.p);
		exit(2);
	}
	return p;
}

static inline struct policy *good_file(struct arena *a, const char *path)
{
	size_t n;
	char *bytes = load_file(a, path, &n);
	return good_text(a, path, bytes, n);
}

static inline struct policy *full(struct arena *a)
{
	return good_file(a, "tests/data/policies/good/full.yaml");
}

/* minimal.yaml followed by more keys. */
static inline struct policy *minimal_and(struct arena *a, const char *more)
{
	size_t n;
	char *bytes = load_file(a, "tests/data/policies/good/minimal.yaml", &n);
	char *text = arena_printf(a, "%s%s", bytes, more);
	return good_text(a, "test", text, strlen(text));
}

/* The same policy, packed and opened again. */
static inline struct policy *repacked(struct arena *a, struct policy *p)
{
	struct fault f = {0};
	struct str packed = str_new(a);
	struct policy *again;
	policy_pack(p, &packed);
	again = policy_unpack(a, packed.p, packed.n, &f);
	if (!again) {
		printf("%s\n", f.text);
		exit(2);
	}
	return again;
}

#endif
