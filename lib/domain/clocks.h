/* clocks: what was promised for a ticket, and what became of it.
 *
 * One function of the ticket's events and the policies: the live desk, explain,
 * replay, --as-of, reports and verify all ask it. Nothing accumulates: pauses
 * are states cut out of the time line, and what a merge brought in or took away
 * counts as if it had always, or never, been there.
 *
 * Each clock runs in cycles. A cycle belongs to the version of the policy in
 * force when it started; what it says holds for ever, whatever is loaded later.
 *
 * Rules: the clocks' table and the paragraphs below it in tk-sla(7). */
#ifndef DOMAIN_CLOCKS_H
#define DOMAIN_CLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "domain/event.h"
#include "domain/ticket.h"
#include "policy/policy.h"
#include "when/cal.h"
#include "when/clock.h"
#include "when/span.h"

/* The first six are enum sla_clock's. */
enum clock_kind {
	CLOCK_ACK, CLOCK_FIRST_RESPONSE, CLOCK_NEXT_RESPONSE, CLOCK_UPDATE, CLOCK_RESOLUTION,
	CLOCK_LEVEL, CLOCK_DEADLINE,
};

/* As the events have it: a cycle that runs past its due instant is still
 * RUNNING here, and breached to a reader: clock_state_at(). */
enum clock_state { CLOCK_RUNNING, CLOCK_PAUSED, CLOCK_MET, CLOCK_BREACHED, CLOCK_CANCELLED };
extern const char *const clock_state_words[];  /* running paused met breached cancelled */

/* Why time is counted in another way from an instant on. */
enum track_why { TRACK_START, TRACK_CHANGE, TRACK_POLICY };

/* A stretch of a cycle under one target. */
struct clock_track {
	enum track_why why;
	int64_t from, to;              /* to AT_NONE: until the end */
	int64_t event;                 /* that brought it, by its sequence: instants may be shared */
	const char *rule;              /* the SLA's name; a deadline's: NULL */
	const char *priority;          /* that of the ticket then; NULL */
	struct span target;
	const char *calendar;
	struct cal *cal;
	const struct policy_target *terms;     /* NULL: a deadline's */
	int64_t base_s;                /* counted before it */
	bool fixed;                    /* due at fixed_due whatever is counted: a deadline */
	int64_t fixed_due;
};

/* Time that does not count, and the state the ticket was in. */
struct clock_pause { int64_t from, to; const char *state; };   /* to INT64_MAX: still */

struct clock_cycle {
	enum clock_kind kind;
	const char *name;              /* of sla_clock_words; a deadline's "NAME" or "NAME/STAGE" */
	int64_t cycle;                 /* 1, 2, ... of this clock */
	int level;                     /* a level clock's, else 0 */
	int64_t version;               /* of the policy it is pinned to */
	int64_t start;
	int64_t due;                   /* AT_NONE: paused before it, or never */
	int64_t risk;                  /* at risk from here on; AT_NONE: no warning, paused, never */
	enum clock_state state;
	int64_t ended;                 /* AT_NONE: open */
	int64_t ended_by;              /* the event, one of another ticket where a join brought its words */
	int64_t counted_s, counted_at; /* business seconds counted up to an instant: the end, or
	                                * where it last began to count or to stand still */
	bool still;                    /* it stands still, or has ended: nothing is counted since */
	int64_t over_s;                /* seconds past its due in its calendar, up to its end; of an
	                                * open one up to counted_at */
	int64_t target_s;              /* seconds, -1 for a target in days */
	struct clock_track now;        /* the terms that decide */
	/* for the ledger */
	struct { struct clock_track *v; size_t n, cap; } tracks;
	struct { struct clock_pause *v; size_t n, cap; } pauses;
};

/* Where policies come from. For a replay the first gives another one for all
 * time, and there are no versions. */
struct clocks_source {
	/* In force at an instant, with its version. */
	struct policy *(*at)(void *arg, int64_t at, int64_t *version);
	/* A version by number, for policies applied to running clocks; NULL: such
	 * events change nothing. */
	struct policy *(*version)(void *arg, int64_t version);
	/* What names the ranks that events of an instant hold. */
	struct policy *(*names)(void *arg, int64_t at);
	void *arg;
};

/* In which state, or at which level, the ticket was from when on. */
struct clock_line_at { int64_t from; const char *state; int level; };
struct clock_line { struct clock_line_at *v; size_t n, cap; };

/* A rule that fired, or was passed over, once and for all. */
struct clock_fired { const char *rule, *on; int64_t cycle, n; bool skipped; };

struct clocks {
	struct clock_cycle *v;         /* in order of start */
	size_t n, cap;
	struct ticket t;               /* as the events leave it, but for what was said and
	                                * what was undone: what clocks look at */
	struct clock_line line;        /* its states; the first from INT64_MIN */
	struct clock_line levels;      /* arrivals at levels; to be opened again is one */
	int64_t past;                  /* its history up to here was brought in from elsewhere;
	                                * INT64_MIN: none was */
	struct { struct clock_fired *v; size_t n, cap; } fired;
};

/* All cycles of a ticket from its events (oldest first, texts not needed). The
 * result points into a, the events and the policies. */
int clocks_of(struct arena *a, const struct clocks_source *src, const struct event *events, size_t n,
              struct clocks *out, struct fault *f);

/* What the reader sees at an instant: a running one past its due is breached. */
enum clock_state clock_state_at(const struct clock_cycle *c, int64_t now);
static inline bool clock_open(const struct clock_cycle *c)
{
	return c->ended == AT_NONE;
}
/* Counted until now, and what is left (negative: over) in business seconds of
 * its calendar; for targets in days plain seconds to the due instant. They need
 * of a cycle only what its row keeps, and its calendar. */
int64_t clock_counted_at(const struct clock_cycle *c, int64_t now);
int64_t clock_left_at(const struct clock_cycle *c, int64_t now);
/* The instant at which counted reaches a share (1/10,000) of the target; so long
 * before the due instant; so long after it, all in its calendar without its
 * pauses. AT_NONE while unknown. */
int64_t clock_share_at(struct arena *a, const struct clock_cycle *c, int share);
int64_t clock_before(struct arena *a, const struct clock_cycle *c, struct span s);
int64_t clock_after(struct arena *a, const struct clock_cycle *c, struct span s);

#endif
