/* stand: where a case stands, for the customer: in plain words, what comes
 * next, and by when.
 *
 * Whatever comes from here may be shown to the customer: the policy's words
 * and instants, nothing internal. */
#ifndef SERVICE_STAND_H
#define SERVICE_STAND_H

#include "service/session.h"

enum stand_by {
	STAND_NONE,            /* nothing is promised */
	STAND_ANSWER,          /* we answer by `at` */
	STAND_LATE,            /* we promised an answer by `at`, and are late */
	STAND_YOU,             /* we wait for the customer since `at` */
	STAND_WAKE,            /* we go on at `at` at the latest */
	STAND_REOPEN,          /* can be opened again until `at` */
};
extern const char *const stand_words[];    /* none answer late you wake reopen */

struct stand {
	const char *where, *next;  /* the policy's sentences, "" where it has none */
	enum stand_by by;
	int64_t at;                /* AT_NONE with STAND_NONE */
	int64_t news;              /* last public message of ours, AT_NONE */
};

/* lang: of the sentences (NULL: the policy's). Judged at s->now. Inside a
 * transaction: the ticket's clocks are asked. */
struct stand stand_of(const struct session *s, const struct ticket *t, const char *lang);
/* The same for a ticket as it stood at an instant (AT_NONE: as it is), judged
 * then. */
struct stand stand_as_of(const struct session *s, const struct ticket *t, const char *lang, int64_t as_of);

#endif
