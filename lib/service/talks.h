/* talks: what customers said in a period, on which channel: first contacts,
 * messages, calls, ratings.
 *
 * What was said in a ticket that went into another counts there. */
#ifndef SERVICE_TALKS_H
#define SERVICE_TALKS_H

#include "service/cases.h"

enum talk_kind { TALK_FIRST, TALK_MESSAGE, TALK_CALL, TALK_RATING };

struct talk {
	enum talk_kind kind;
	int64_t at;
	const char *channel;           /* NULL: not known */
	bool contact;                  /* the customer got in touch: no rating, no call of ours, no
	                                * call that is the first contact itself */
	bool in, answered;             /* of a call */
	int64_t waiting_s, lasting_s;  /* of a call; -1: not recorded */
	int64_t score, of;             /* of a rating; of 0: it cannot be read */
};

/* Inside a read transaction: of the period, tickets and columns that q says, in
 * no order that counts. tickets: of these n and what went into them, NULL: of all; one
 * that is no case, merged ones too, gives nothing. As of an instant: of all. */
void talks_each(const struct session *s, struct arena *a, const struct cases_query *q, const int64_t *tickets, size_t n,
                void (*each)(void *arg, const struct talk *x, const struct ticket *t), void *arg);

/* In the upper part of its scale: from four fifths on. */
bool talk_is_satisfied(const struct talk *x);

#endif
