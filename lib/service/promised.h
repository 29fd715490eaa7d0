/* promised: what the promise to resolve a ticket has counted. */
#ifndef SERVICE_PROMISED_H
#define SERVICE_PROMISED_H

#include "service/session.h"

struct promised {
	const struct session *s;
	int64_t as_of;                 /* AT_NONE: now */
	struct arena row;              /* the caller frees it */
};

/* Business seconds of its last cycle; -1 where there is no such promise. */
int64_t promised_counted(struct promised *p, int64_t ticket);

#endif
