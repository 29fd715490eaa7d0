/* usage: what people and programs do with articles goes into the record: what was
 * suggested, answered, handed over, read, liked, and put to tickets. */
#ifndef SERVICE_USAGE_H
#define SERVICE_USAGE_H

#include "service/session.h"

struct usage {
	const char *deed;              /* of kb_deed_words */
	int64_t ticket;                /* 0: none */
	int64_t article;               /* 0: none (handover) */
	const char *lang;
	double score, confidence;      /* below 0: not said */
	const char *customer;          /* his key; an unknown one makes a customer */
	const char *session;           /* a visit, named by whoever shows articles */
	const char *vote;              /* up, down */
	const char *why;               /* why handed over */
	const char *question;          /* kept masked, as a text */
};
/* Nothing said. */
struct usage usage_none(const char *deed);

/* Are session and the like what may be kept? EX_DATAERR. */
int usage_check(const struct usage *u, struct fault *f);

/* In a write transaction; what was checked. Returns how much was masked. A merged
 * ticket takes none: EX_DATAERR. */
int usage_note(const struct session *s, struct arena *a, const struct usage *u, int *masked, struct fault *f);

/* Links an article to a ticket, or takes it off: an agent's deed, who may write
 * notes. *changed false: it was so already. */
int usage_link(const struct session *s, struct arena *a, int64_t ticket, int64_t article, bool link, bool *changed,
               struct fault *f);

#endif
