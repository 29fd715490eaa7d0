/* change: what people do to a ticket: say something, set facts, move it, give
 * it to somebody: any of them together, as one step.
 *
 * Each ticket is checked as a whole before its first event is written, so a
 * ticket is changed entirely or not at all. */
#ifndef SERVICE_CHANGE_H
#define SERVICE_CHANGE_H

#include "service/attach.h"
#include "service/session.h"

struct change {
	/* say */
	const char *text;              /* NULL: nothing */
	bool public;                   /* the customer sees it */
	bool from_customer;            /* the customer said it */
	const char *person;            /* who of the customer: key or address; NULL */
	bool solution;                 /* the text offers a solution */
	const char *channel;
	const char *ask;               /* "@agent" or a team */
	const char *template;          /* canned reply, in the ticket's language */
	const char *mark;
	const struct attachment *files;
	size_t nfiles;
	int64_t said_at;               /* when the customer said it; AT_NONE: now */
	const char *ext;               /* idempotency key of this step: one ticket's */
	const char *reply;             /* said to the customer beside text; NULL */
	/* set: NAME=VALUE as people type them; "" takes away */
	struct pairs set;
	/* move */
	const char *state;
	int64_t until;                 /* AT_NONE */
	const char *reference;         /* of a third party */
	/* give: NULL leaves as it is, "" takes away. Another level brings its own
	 * team, and takes the ticket from an agent who does not belong there. */
	const char *agent, *team;
	int level;                     /* 0: as it is */
	bool if_free;                  /* only where nobody holds it */
	/* guard */
	int64_t if_unchanged;          /* last event must be this; -1: any */
};

/* A change that changes nothing. */
struct change change_none(void);

struct change_result {
	bool changed;                  /* anything was written */
	bool skipped;                  /* if_free: somebody holds it */
	int64_t seq;                   /* the ticket's last event now */
	int masked;
	const char *note;              /* something the user should know; NULL */
};

/* What is wrong with c whatever the ticket: words the policy does not know.
 * EX_DATAERR, so that it is said once, not for each ticket. */
int change_check(const struct session *s, struct arena *a, const struct change *c, struct fault *f);

/* Inside a write transaction. Code EXIT_NO: no such ticket; EX_DATAERR: a
 * value or a move the policy does not know or allow; EX_NOPERM; EX_TEMPFAIL:
 * the ticket has changed meanwhile (if_unchanged). */
int change_ticket(const struct session *s, struct arena *a, int64_t id, const struct change *c,
                  struct change_result *r, struct fault *f);

/* Names that change.set accepts, for completion and messages. */
extern const char *const change_set_words[];

/* Wakes held tickets whose time has come, each at its own instant. Returns
 * how many. */
int change_wake(const struct session *s, struct arena *a);

#endif
