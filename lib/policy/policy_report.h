/* policy_report: what is wrong with a policy file, and how it is shown.
 *
 * A report collects the issues of one file; they are shown in the order of
 * their places, in the form editors understand (ecosystem: GNU errors):
 *
 *     desk.yaml:14:5: error: unknown key "first_respons" (did you mean "first_response"?)
 *        14 |     first_respons: 15m
 *           |     ^~~~~~~~~~~~~ */
#ifndef POLICY_POLICY_REPORT_H
#define POLICY_POLICY_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct policy_issue {
	bool warning;
	int line, col;                   /* 1-based, col in characters; 0 unknown */
	int width;                       /* characters to underline, at least 1 */
	const char *text;                /* one line */
	const char *hint;                /* `did you mean "x"?`, what to write; or NULL */
};

enum { POLICY_REPORT_CAP = 20 };     /* errors shown */

struct policy_report {
	struct arena *a;
	const char *file;                /* its name, for messages */
	const char *bytes; size_t n;     /* its text */
	struct policy_issue *v;          /* by place, after policy_report_sort() */
	size_t count, cap;
	size_t errors, warnings;
};

/* bytes must outlive the report. */
struct policy_report policy_report_new(struct arena *a, const char *file, const char *bytes, size_t n);

void policy_report_add(struct policy_report *r, const struct policy_issue *issue);
void policy_report_sort(struct policy_report *r);

/* Appends the errors, at most POLICY_REPORT_CAP, then the warnings, and a last
 * line "2 errors" where there is more than one. */
void policy_report_print(const struct policy_report *r, struct str *out);

#endif
