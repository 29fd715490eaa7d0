/* pack: a policy as bytes that open in microseconds.
 *
 * One byte of format, then entries: a kind, a name, a length, bytes. Opening
 * hops from entry to entry and checks the shape of each, but decodes nothing;
 * a section is decoded when it is first asked for. A section is a node tree
 * without places, its texts ending in NUL so that they are used where they
 * lie; a zone is its TZif table. Numbers are LEB128. */
#ifndef POLICY_PACK_H
#define POLICY_PACK_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "in/node.h"
#include "policy/policy.h"

/* Appends the policy, with the tables of the zones it uses. */
void policy_pack(struct policy *p, struct str *out);

/* The policy in n bytes, which must outlive it; NULL and EX_CONFIG where the
 * bytes are no packed policy of this format. */
struct policy *policy_unpack(struct arena *a, const void *bytes, size_t n, struct fault *f);

/* The tree of one section, whose shape has been checked at opening. */
const struct node *pack_node(struct arena *a, const unsigned char *p, size_t n);

#endif
