/* story: what happened to one ticket, in order, with what was said: in it, and
 * in the tickets that were merged into it or that it was split off. */
#ifndef SERVICE_STORY_H
#define SERVICE_STORY_H

#include "service/attach.h"
#include "service/related.h"
#include "service/session.h"
#include "service/tell.h"

struct story_file {
	int number;                    /* 1, 2, ... through the whole ticket */
	struct attached what;
	bool gone;                     /* erased or damaged: what is not filled */
};

struct story_item {
	struct event e;                /* its texts are loaded */
	enum voice voice;
	const char *text;              /* what was said; NULL: nothing, or gone */
	bool gone;                     /* something was said, and is erased */
	int64_t from;                  /* the ticket it was said in; 0: this one */
	const char *subject;           /* of a ticket opened elsewhere; NULL */
	const struct story_file *files;
	size_t nfiles;
};

struct story {
	struct story_item *v;          /* by instant, then in the order of the record */
	size_t n, cap;
	int files;                     /* how many in all */
	struct related_list related;
};

/* Inside a read transaction: all events of t up to an instant (AT_NONE: all),
 * but messages that were split off. */
void story_read(const struct session *s, struct arena *a, const struct ticket *t, int64_t as_of,
                struct story *out);

/* The file of a number; NULL where there is none. */
const struct story_file *story_file(const struct story *st, int64_t number);

#endif
