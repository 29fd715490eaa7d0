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

/* Keeps the files and binds them to e as texts. What can be read as text is
 * masked like any text before it is kept: UTF-8, windows-1252, and UTF-16 with
 * a byte order mark. A file in which something was masked is kept as UTF-8,
 * all others byte for byte. Returns how many things were masked. */
int attach_add(const struct session *s, struct arena *a, struct event *e,
                const struct attachment *v, size_t n);

/* Neither of these: it holds NUL bytes, and is kept without a look inside. */
bool attach_binary(const struct attachment *file);

/* The last component of a path without what could mislead: no slash, no
 * leading dot, no control or bidi characters, at most 120 bytes, never
 * empty. Masked before it is cut; *found counts what was. */
const char *attach_name(struct arena *a, const char *path, int *found);

/* What an event's file text says; false where it is damaged. */
struct attached {
	const char *name, *type;
	int64_t size;
	unsigned char digest[DIGEST_LEN];
};
bool attach_read(struct arena *a, const struct event_text *t, struct attached *out);

#endif
