/* sla: clocks of all tickets: which run, stand still, are at risk or
 * breached.
 *
 * Live lists read the rows that service/keep.h keeps, by ranges of their
 * indexes, so that a question about what is due costs what is due. --as-of
 * folds the record; both are the same function's answers. */
#ifndef SERVICE_SLA_H
#define SERVICE_SLA_H

#include "domain/clocks.h"
#include "domain/find.h"
#include "service/session.h"

/* What a reader sees of a clock; in the order of lists. */
enum sla_state { SLA_BREACHED, SLA_AT_RISK, SLA_RUNNING, SLA_PAUSED, SLA_MET, SLA_CANCELLED };
extern const char *const sla_state_words[];    /* breached at_risk running paused met cancelled */

enum sla_state sla_state_at(const struct clock_cycle *c, int64_t now);

struct sla_query {
	unsigned states;               /* bits 1 << enum sla_state; 0 with within_s < 0: all */
	int64_t within_s;              /* or due so soon, at most; -1 */
	bool open, ended;              /* open ones; ended ones, */
	int64_t ended_from, ended_to;  /* in [from, to) */
	const char *const *clocks;     /* of these names; "complaint" is all its stages */
	size_t nclocks;
	const char *const *not_clocks;
	size_t nnot_clocks;
	const struct find *find;       /* of these tickets */
	int more;                      /* tickets.h: what find looks at beside the row */
	const unsigned char *only;     /* a bit a ticket: of these alone; NULL: all */
	bool grades;                   /* fill in priority, level and team */
	bool count;                    /* count only: the list has n, and no items */
	int64_t most;                  /* only the first so many in sla_order() are wanted; 0: all */
	int64_t as_of;                 /* AT_NONE: now */
	int64_t now;
};

struct sla_item {
	int64_t ticket;
	struct clock_cycle c;          /* as its row: no tracks, no pauses */
	enum sla_state state;
	int64_t left_s;                /* INT64_MAX: never due */
	int priority, level;           /* of the ticket, where grades or find are asked for; else 0 */
	const char *team;
};
struct sla_list { struct sla_item *v; size_t n, cap; };

/* Inside a read transaction: adds what matches, in no order. */
void sla_find(const struct session *s, struct arena *a, const struct sla_query *q, struct sla_list *out);
/* Breached ones first, then by what is left, what stands still behind them,
 * ended ones last. */
void sla_order(struct sla_list *list);

/* When the next of them is due that is not past it yet; AT_NONE: none. Of q its
 * states, within_s and ended do not count. */
int64_t sla_soonest(const struct session *s, struct arena *a, const struct sla_query *q);

/* All clocks of one ticket, in the order of their start. */
void sla_of(const struct session *s, struct arena *a, int64_t ticket, int64_t as_of, int64_t now, struct sla_list *out);

/* The clock of a ticket that is due next, else one that stands still; false
 * where none is open. */
bool sla_next(const struct session *s, struct arena *a, int64_t ticket, int64_t as_of, struct clock_cycle *c);

#endif
