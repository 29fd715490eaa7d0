/* tzif: the bytes of a time zone file, RFC 9636, versions 1 to 4.
 *
 * Used by when/zone only, which answers from the table. */
#ifndef WHEN_TZIF_H
#define WHEN_TZIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "when/tzrule.h"

/* No zone was ever this far from UTC (RFC 9636 3.2: -25 h to 26 h). */
#define TZIF_OFFSET_MAX (26 * 3600)

struct tzif {
	const int64_t *at;             /* instants of change, ascending */
	const unsigned char *type;     /* the type in force from at[i] on */
	size_t n;
	const struct local_type *types;   /* at least one; [0] before the first change */
	bool has_rule;                 /* the rule serves from the last change on */
	struct tzrule rule;
};

/* Reads n bytes, which must live as long as the table. NULL, or what is wrong
 * with them in a few words. */
const char *tzif_read(struct arena *a, const void *p, size_t n, struct tzif *t);

#endif
