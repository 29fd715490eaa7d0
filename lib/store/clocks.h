/* clocks: the rows that cache what domain/clocks.h says of each ticket, and
 * when a rule may next fire for it. */
#ifndef STORE_CLOCKS_H
#define STORE_CLOCKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/clocks.h"
#include "store/desk.h"

/* Makes the rows of a ticket those of c, writing what differs. fresh: it has
 * none yet. */
void clocks_save(struct desk *d, struct arena *a, int64_t ticket, const struct clocks *c, bool fresh);
/* The same where the rows are known to be those of old. */
void clocks_change(struct desk *d, struct arena *a, int64_t ticket, const struct clocks *old,
                   const struct clocks *c);

/* A row: what a cycle keeps (no tracks, no pauses), its calendar ready to
 * count. */
struct clock_row {
	int64_t ticket;
	struct clock_cycle c;
};

/* Are two cycles the same row? */
bool clock_same(const struct clock_cycle *x, const struct clock_cycle *y);

/* Rows one after the other. */
struct clock_rows;
/* Of one ticket, by name and cycle. */
struct clock_rows *clocks_of_ticket(struct desk *d, struct arena *a, int64_t ticket);
/* Of all tickets, by ticket, name and cycle; calendars are not looked up. */
struct clock_rows *clocks_all(struct desk *d, struct arena *a);
/* Open ones due, or at risk, before an instant (excluded), the earliest first;
 * open ones that stand still; all open ones, by due instant. */
struct clock_rows *clocks_due_before(struct desk *d, struct arena *a, int64_t at);
struct clock_rows *clocks_risk_before(struct desk *d, struct arena *a, int64_t at);
struct clock_rows *clocks_still(struct desk *d, struct arena *a);
struct clock_rows *clocks_running(struct desk *d, struct arena *a);
/* Open ones due in [from, to), by due instant; ended ones whose end lies there, by
 * ticket (no index: all are looked at). */
struct clock_rows *clocks_due_between(struct desk *d, struct arena *a, int64_t from, int64_t to);
struct clock_rows *clocks_ended_between(struct desk *d, struct arena *a, int64_t from, int64_t to);
/* Open ones of one ticket, by name. */
struct clock_rows *clocks_open_of(struct desk *d, struct arena *a, int64_t ticket);
bool clocks_next(struct clock_rows *s, struct arena *row, struct clock_row *r);
void clocks_end(struct clock_rows *s);
/* How the cycles of all tickets went: of each c the name, cycle, state, start,
 * due, ended and target alone. By ticket. */
struct clock_rows *clocks_verdicts(struct desk *d, struct arena *a);
bool clocks_verdict_next(struct clock_rows *s, struct arena *row, struct clock_row *r);
/* How many open ones were due before an instant. */
int64_t clocks_count_due(struct desk *d, int64_t at);
/* What the last cycle of a kind has counted for a ticket; -1 where it has none. */
int64_t clocks_counted(struct desk *d, int64_t ticket, enum clock_kind kind);

/* --- alarms --- */

/* When a rule may next fire for a ticket; AT_NONE: never. fresh: none is set. */
void alarm_set(struct desk *d, int64_t ticket, int64_t at, bool fresh);
/* Tickets with an alarm at or before now, the earliest first. */
struct alarm_rows;
struct alarm_rows *alarms_due(struct desk *d, struct arena *a, int64_t now);
/* Is there any at or before now? */
bool alarms_any(struct desk *d, int64_t now);
/* All, by ticket. */
struct alarm_rows *alarms_all(struct desk *d, struct arena *a);
bool alarms_next(struct alarm_rows *s, int64_t *ticket, int64_t *at);
void alarms_end(struct alarm_rows *s);

#endif
