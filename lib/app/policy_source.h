/* policy_source: where a program finds the policy it is asked about: a version
 * the desk keeps, or a file; and what lies between two of them. */
#ifndef APP_POLICY_SOURCE_H
#define APP_POLICY_SOURCE_H

#include <stdio.h>

#include "app/app.h"
#include "service/policy_load.h"
#include "store/policies.h"

struct policy_at {
	struct policy_version v;       /* with its text and its packed form */
	int64_t newest;                /* the last version's number */
};

/* Opens the desk where it is not open. A version (0: the one in force at
 * --as-of) becomes the session's policy. 0, or an exit code, its message said. */
int policy_version_find(struct app *app, int64_t number, struct policy_at *x);

/* A checked file; what is wrong with it is said. 0 or an exit code. */
int policy_file_open(struct app *app, const char *name, struct policy_file *p);
/* What is wrong with each file is said: 0 or the last exit code. Parts are
 * checked as they would stand in a policy together with the parts before them,
 * so that one may use another's names. */
int policy_check_files(struct app *app, const char *const *files, size_t n);
int policy_check_parts(struct app *app, const char *into, const char *const *files, size_t n);

/* A number is a version, anything else a file, NULL the policy in force. */
int policy_side(struct app *app, const char *name, struct policy **p);

/* The issues of a file, in the form editors understand. */
void policy_print_report(const struct policy_file *p, FILE *to);

/* The differences as a list; the exit code. */
int policy_print_diff(struct app *app, struct policy *before, struct policy *after);

#endif
