/* keep: the clocks and alarms of tickets, kept beside them.
 *
 * Whoever changes a ticket touches it (record.h does); before the transaction
 * commits its clocks are computed anew from its events, and its next alarm from
 * the rules of the policy in force. */
#ifndef SERVICE_KEEP_H
#define SERVICE_KEEP_H

#include "domain/alarms.h"
#include "domain/clocks.h"
#include "service/session.h"
#include "store/clocks.h"

/* The policies of a desk, as clocks ask for them. Inside a transaction. */
struct clocks_source keep_source(struct desk *d);

/* The clocks of a ticket from its events up to an instant (AT_NONE: all);
 * damaged events end the reading. */
void keep_clocks(struct desk *d, struct arena *a, int64_t ticket, int64_t as_of, struct clocks *out);

/* Marks a ticket as changed; for record.h. */
void keep_touch(const struct session *s, int64_t ticket);
/* A ticket that was just opened by e: at once, as nothing needs to be read. */
void keep_opened(const struct session *s, struct arena *a, const struct event *e);

/* What a policy's rules call the priority of a ticket; NULL. */
const char *keep_priority(struct policy *p, const struct ticket *t);

/* In a write transaction: computes the alarms under the policy in force at now,
 * where they are of another version, of all tickets in which something may be
 * due; everything of all tickets where they never were. Returns how many tickets
 * it looked at. */
int64_t keep_armed(struct desk *d, int64_t now);
/* Are they of the policy in force? */
bool keep_is_armed(struct desk *d, int64_t now);

/* Every clock row and alarm against the record, for verify: open, then each
 * ticket in order of number with all its events, then end. say hears of
 * differences. The end returns the cycles looked at. */
struct keep_check;
struct keep_check *keep_check_open(const struct session *s, struct arena *a,
                                   void (*say)(void *arg, const char *text), void *arg);
void keep_check_ticket(struct keep_check *k, struct arena *a, int64_t ticket, const struct event *events, size_t n);
int64_t keep_check_end(struct keep_check *k);

#endif
