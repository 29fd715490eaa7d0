/* lookup: lists of tickets: as they are, or as they stood at an instant. */
#ifndef SERVICE_LOOKUP_H
#define SERVICE_LOOKUP_H

#include "domain/find.h"
#include "service/session.h"
#include "text/token.h"

struct lookup {
	struct find find;
	const struct token_query *text;    /* full text; NULL: none */
	const struct find_sort *sort;
	size_t nsort;                      /* 0: newest hit first with text, else by reference */
	int64_t as_of;                     /* AT_NONE: now */
	int64_t sample;                    /* > 0: so many, drawn at random */
	int64_t limit;                     /* > 0: at most so many */
	int more;                          /* tickets.h: TICKETS_TAGS ... */
};

/* Inside a read transaction: calls each for every ticket in order (its memory
 * from row, emptied after each call); each returns false to stop. */
void lookup_each(const struct session *s, struct arena *a, const struct lookup *q,
                 bool (*each)(void *arg, struct arena *row, const struct ticket *t), void *arg);

/* How many there are. */
int64_t lookup_count(const struct session *s, struct arena *a, const struct lookup *q);

/* One ticket as it stood: false where it did not exist yet. as_of AT_NONE:
 * now. Tags, fields, open questions and the subject are there. */
bool lookup_one(const struct session *s, struct arena *a, int64_t id, int64_t as_of, struct ticket *t);

#endif
