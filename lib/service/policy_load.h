/* policy_load: a policy's way from a file into the record.
 *
 * A file is read and checked whole before a desk is touched; loading it then
 * is one version row and one event that binds its text and its packed form. */
#ifndef SERVICE_POLICY_LOAD_H
#define SERVICE_POLICY_LOAD_H

#include "policy/check.h"
#include "service/session.h"

struct policy_file {
	const char *path;              /* as opened, for messages */
	const char *bytes;
	size_t n;
	unsigned char digest[DIGEST_LEN];
	struct policy *policy;         /* NULL where the report has errors */
	struct policy_report report;
};

/* The file a user means: "-" and a path as they are; a bare word that names no
 * file here is a policy of the shared ones ("four-level-desk"). */
const char *policy_file_find(struct arena *a, const char *name);

/* Reads the file and checks it; one that holds a card number is refused. 0, or
 * EX_NOINPUT, EX_IOERR, EX_DATAERR: with
 * f->code 0 the report says what is wrong. */
int policy_file_read(struct arena *a, const char *name, struct policy_file *p, struct fault *f);
/* The same for a file that is a part, to be put into base; p->policy is both. */
int policy_part_read(struct arena *a, struct policy *base, const char *name, struct policy_file *p,
                     struct fault *f);

/* In a write transaction: makes a checked file the newest version, in force
 * from an instant. Returns its number; 0, writing nothing, where the version
 * in force then has the same text. */
int64_t policy_load(const struct session *s, struct arena *a, const struct policy_file *p, int64_t from);

#endif
