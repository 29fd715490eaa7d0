/* escalate: a person hands a ticket on: up with a handover, down with a reason,
 * back with a coded one; or the supervisor takes it over.
 *
 * Who hands it up says what was tried, on what evidence, and what is asked, as
 * far as the policy wants it. When a ticket has changed hands, or come back to a
 * team, as often as the policy allows, the supervisor decides. */
#ifndef SERVICE_ESCALATE_H
#define SERVICE_ESCALATE_H

#include "domain/handed.h"
#include "service/session.h"

enum escalate_how { ESCALATE_UP, ESCALATE_DOWN, ESCALATE_REJECT, ESCALATE_TAKEOVER };
extern const char *const escalate_words[];     /* up down reject takeover */

struct escalate {
	enum escalate_how how;
	int level;                     /* 0: not said; up and down: the next, unless team */
	const char *team;              /* NULL: not said */
	const char *reason;            /* a code of the policy: reject */
	const char *text;              /* internal; NULL */
	const char *reply;             /* to the customer; NULL */
	const char *tried, *evidence, *asked;  /* the handover; NULL */
	const char *once;              /* a name: once a ticket and name, without a handover; NULL */
};

struct escalate_result {
	bool changed, skipped;         /* skipped: there is nowhere to go */
	int masked;
	const char *note;              /* something the user should know; NULL */
};

/* What is wrong whatever the ticket: EX_NOPERM, EX_DATAERR, EX_USAGE. */
int escalate_check(const struct session *s, struct arena *a, const struct escalate *x, struct fault *f);

/* Inside a write transaction. EXIT_NO: no such ticket; EX_DATAERR: it is done,
 * merged, or not to go there; EX_NOPERM: the supervisor decides. */
int escalate_ticket(const struct session *s, struct arena *a, int64_t id, const struct escalate *x,
                    struct escalate_result *r, struct fault *f);

/* The events of a ticket as handed.h reads them. Inside a transaction. */
void escalate_handed(const struct session *s, struct arena *a, int64_t id, int64_t as_of, struct handed *out);

/* Which limit of the policy it has reached: "hands", "returns"; NULL: none. */
const char *escalate_limit(const struct session *s, const struct handed *h);

#endif
