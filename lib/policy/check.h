/* check: from the text of a policy to a policy, or to all that is wrong.
 *
 * YAML, then the schema, then what only the whole shows: names that refer to
 * nothing, flows that never end, clocks that never run. One run reports all. */
#ifndef POLICY_CHECK_H
#define POLICY_CHECK_H

#include <stddef.h>

#include "base/arena.h"
#include "policy/policy.h"
#include "policy/policy_report.h"

/* The policy in n bytes, with the zone tables it uses loaded; NULL where the
 * report holds an error. name is the file's, for messages. The report is
 * initialised here and sorted; what it holds lives in the arena. */
struct policy *policy_check(struct arena *a, const char *name, const char *bytes, size_t n,
                            struct policy_report *report);

/* The same for a file of which only `calendars:` is needed. */
struct policy *policy_check_calendars(struct arena *a, const char *name, const char *bytes,
                                      size_t n, struct policy_report *report);

/* A file that holds a part of a policy (calendars, deadlines, ...), checked as
 * it would stand in base: the names of both are known, and what both define is
 * the part's. Returns the two as one policy. */
struct policy *policy_check_part(struct arena *a, struct policy *base, const char *name,
                                 const char *bytes, size_t n, struct policy_report *report);

#endif
