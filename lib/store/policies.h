/* policies: the versions of the policy kept in the desk. */
#ifndef STORE_POLICIES_H
#define STORE_POLICIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "policy/policy.h"
#include "store/desk.h"

struct policy_version {
	int64_t version, valid_from, loaded;
	const char *by, *name;
	unsigned char digest[DIGEST_LEN];      /* of the YAML text */
	const char *yaml;                      /* NULL unless asked for */
	size_t nyaml;
	const void *packed;                    /* NULL unless asked for */
	size_t npacked;
};

enum { POLICIES_YAML = 1, POLICIES_PACKED = 2 };

void policies_add(struct desk *d, const struct policy_version *v);
/* The version in force at an instant: the one with the latest valid_from not
 * after it, else the first. False where the desk has none. */
bool policies_at(struct desk *d, struct arena *a, int64_t at, int what, struct policy_version *v);
bool policies_load(struct desk *d, struct arena *a, int64_t version, int what, struct policy_version *v);

/* The same, ready to be asked, kept as long as the desk is open; NULL where there
 * is none that can be read. */
struct policy *policies_in_force(struct desk *d, int64_t at, int64_t *version);
struct policy *policies_version(struct desk *d, int64_t version);
/* The one in force for who begins: with a fault where it cannot be read, version
 * 0 where there is none. The number alone of it; 0: none. */
struct policy *policies_first(struct desk *d, int64_t at, int64_t *version, struct fault *f);
int64_t policies_number(struct desk *d, int64_t at);

/* All versions, oldest first. */
struct policies;
struct policies *policies_all(struct desk *d, struct arena *a, int what);
bool policies_next(struct policies *s, struct arena *row, struct policy_version *v);
void policies_end(struct policies *s);

#endif
