/* quota: how many cases a customer's plan includes, and how many were opened in
 * the period now running, on the clock of the policy's zone. More are counted,
 * never refused. */
#ifndef SERVICE_QUOTA_H
#define SERVICE_QUOTA_H

#include "service/session.h"

struct quota {
	int64_t tickets;               /* included; 0: the plan has no quota */
	int64_t used;                  /* opened; spam and what was merged left out */
	const char *per;               /* month, quarter, year */
	int64_t from, to;              /* the period: [from, to) */
};

/* What plan includes in the period of now, used not yet counted; tickets 0
 * where it has no quota. */
struct quota quota_period(struct policy *p, const char *plan, int64_t now);
/* The same with what a customer used of it. Inside a transaction. */
struct quota quota_of(const struct session *s, int64_t customer, const char *plan, int64_t now);

/* So much of it that somebody should look (four fifths). */
bool quota_is_short(const struct quota *q);

#endif
