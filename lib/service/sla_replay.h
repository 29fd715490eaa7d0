/* sla_replay: the history under another policy: what would have been met, and
 * what breached.
 *
 * Facts stay as recorded: states, priorities, levels, what was said. Targets,
 * calendars, pauses and rules come from the other policy, for all time; nothing
 * is pinned. Nothing is stored. */
#ifndef SERVICE_SLA_REPLAY_H
#define SERVICE_SLA_REPLAY_H

#include "domain/clocks.h"
#include "domain/find.h"
#include "service/session.h"

enum replay_verdict { REPLAY_MET, REPLAY_BREACHED, REPLAY_OPEN, REPLAY_CANCELLED, REPLAY_NONE, N_REPLAY };
extern const char *const replay_verdict_words[];       /* met breached open cancelled none */

struct replay_query {
	struct policy *policy;
	int64_t from, to;              /* cycles that started in [from, to) */
	const struct find *find;       /* of these tickets; NULL: all */
	const char *const *clocks; size_t nclocks;     /* of these names; none: all */
	int64_t as_of, now;
	bool flips;                    /* list them */
};

/* All cycles of one clock and priority. */
struct replay_sum {
	const char *clock;
	int priority;                  /* the ticket's in the end */
	int64_t before[N_REPLAY], after[N_REPLAY];
	int64_t better, worse;         /* breached -> met, met -> breached */
	int64_t added, gone;           /* judged only after, only before */
};

/* A verdict that is met on one side and breached on the other. */
struct replay_flip {
	int64_t ticket, cycle, start;
	const char *clock;
	enum replay_verdict before, after;
	int64_t due_before, due_after, ended;
	struct span target_before, target_after;
};

struct replay {
	struct { struct replay_sum *v; size_t n, cap; } sums;          /* by clock, then priority */
	struct { struct replay_flip *v; size_t n, cap; } flips;        /* by ticket */
	/* Names the events use, which the other policy lacks: "state waiting". */
	struct { struct replay_lack { const char *what, *name; int64_t events; } *v; size_t n, cap; } lacks;
	int64_t tickets, events;
};

/* Inside a read transaction. */
void replay_run(const struct session *s, struct arena *a, const struct replay_query *q, struct replay *out);

#endif
