/* due: a run of the policy's escalation rules over all tickets.
 *
 * What is due is taken in order of due, a bounded number of firings in a
 * transaction; what one does, the next ones see. A firing is an event with a
 * key of its own, so that two runs at the same moment, or after a crash, never
 * do the same twice. */
#ifndef SERVICE_DUE_H
#define SERVICE_DUE_H

#include "domain/alarms.h"
#include "service/parties.h"
#include "service/session.h"

/* What became of one firing. Texts live until the next transaction. */
struct due_done {
	int64_t ticket;
	const char *rule, *on;
	int64_t cycle, n, due_at, at;
	const char *skipped;           /* "late": by catch_up; "empty": nobody to tell; NULL */
	const char *did;               /* "level 2, team cards", "closed"; NULL */
	const char *failed;            /* what could not be done, and why; NULL */
	struct parties to;             /* who is to be told */
};

/* A ticket whose turn comes at an instant; what lies up to floor (NULL: none) is
 * dealt with. */
struct due_turn { int64_t at, ticket; const struct alarm *floor; };
struct due_queue { struct due_turn *v; size_t n, cap; };

struct due_run {
	const struct session *s;
	int64_t now;                   /* what is due is judged at */
	int64_t version;               /* of the policy whose rules they are */
	struct due_queue queue;        /* a heap, the earliest first */
	struct due_queue todo, turns, left;    /* of this transaction: to be done, still to be
	                                * done, to be put back after it */
	int64_t horizon;               /* what comes after it waits */
	size_t most;                   /* so many firings at most */
	struct arena a, tx, slice;     /* of the run; of the transaction; of a part of it */
	struct { struct due_done *v; size_t n, cap; } done;
};

/* Inside any transaction: is there nothing to do at all? */
bool due_idle(const struct session *s);
/* Inside a write transaction: arms the rules of the policy in force. */
void due_arm(const struct session *s);

/* Inside any transaction: all whose turn has come. */
void due_begin(struct due_run *run, const struct session *s);
/* Takes the turns of one transaction, at most so many (0: all); false where
 * none is left. */
bool due_take(struct due_run *run, size_t most);
/* Inside a write transaction, which may run again: fires them; run->done says
 * what was done. */
void due_fire(struct due_run *run);
/* After it is committed. */
void due_settle(struct due_run *run);
void due_end(struct due_run *run);

#endif
