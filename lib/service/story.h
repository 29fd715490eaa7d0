/* story: what happened to one ticket, in order, with what was said. */
#ifndef SERVICE_STORY_H
#define SERVICE_STORY_H

#include "service/attach.h"
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
	const struct story_file *files;
	size_t nfiles;
};

struct story {
	struct story_item *v;
	size_t n, cap;
	int files;                     /* how many in all */
};

/* Inside a read transaction: all events up to an instant (AT_NONE: all). */
void story_read(const struct session *s, struct arena *a, int64_t id, int64_t as_of,
                struct story *out);

/* The file of a number; NULL where there is none. */
const struct story_file *story_file(const struct story *st, int64_t number);

#endif
