/* attach: files given to a ticket: kept once each by digest, named safely. */
#ifndef SERVICE_ATTACH_H
#define SERVICE_ATTACH_H

#include "service/session.h"

struct attachment {
	const char *name;              /* as given: any path or name */
	const void *bytes;
	size_t n;
};

enum { ATTACH_MAX = PART_MAX - PART_FILE + 1 };     /* files an event */

/* Name, size and number within the policy's limits? EX_DATAERR. */
int attach_check(const struct session *s, const struct attachment *v, size_t n, struct fault *f);

/* Keeps the files and binds them to e as texts. Text files are masked like
 * any text before they are kept; returns how many things were masked. */
int attach_add(const struct session *s, struct arena *a, struct event *e,
                const struct attachment *v, size_t n);

/* The last component of a path without what could mislead: no slash, no
 * leading dot, no control or bidi characters, at most 120 bytes, never
 * empty. */
char *attach_name(struct arena *a, const char *path);

/* What an event's file text says; false where it is damaged. */
struct attached {
	const char *name, *type;
	int64_t size;
	unsigned char digest[DIGEST_LEN];
};
bool attach_read(struct arena *a, const struct event_text *t, struct attached *out);

#endif
