/* clock_cycle: the arithmetic of one cycle; for the clock files of this
 * folder.
 *
 * A cycle counts in tracks, one after the other; the last decides. Pauses are
 * gathered from the time line of states as far as it is known. */
#ifndef DOMAIN_CLOCK_CYCLE_H
#define DOMAIN_CLOCK_CYCLE_H

#include "domain/clocks.h"

struct clock_run {
	struct clock_cycle c;
	int64_t seen;                  /* pauses are gathered up to here */
	bool late;                     /* its due instant has passed: nothing moves it any more */
	bool resolved;                 /* ended because the ticket was done */
};

/* A cycle that starts under a track (from and base filled in). */
struct clock_run clock_begin(struct arena *a, const struct clock_track *track);
/* Other terms from an instant on, what was counted kept as on_change says (not
 * restart). False where the old ones stay: it is late already, or on_change
 * wants them. */
bool clock_change(struct arena *a, struct clock_run *r, const struct clock_line *line,
                  const struct clock_track *next, int64_t at, enum on_change how);
/* Ends it: met where at is in time, else breached; cancelled where cancel and
 * it is not late. */
void clock_end(struct arena *a, struct clock_run *r, const struct clock_line *line, int64_t at, bool cancel);
/* Goes on as if the time since its end had not been. */
void clock_resume(struct arena *a, struct clock_run *r, const struct clock_line *line, int64_t at);
/* Brings an open cycle to the end of what is known: its due instant, or that
 * it is paused. */
void clock_settle(struct arena *a, struct clock_run *r, const struct clock_line *line);

/* The due instant of a stage of a deadline triggered at an instant. */
int64_t clock_deadline_due(struct cal *cal, const struct policy_deadline *d, const struct policy_stage *s,
                           int64_t at);

#endif
