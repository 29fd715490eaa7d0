/* due_act: one firing of a rule on one ticket; for service/due.c.
 *
 * A ticket's events are read once, its clocks are computed when something
 * changed them, its rows are written once. */
#ifndef SERVICE_DUE_ACT_H
#define SERVICE_DUE_ACT_H

#include "service/due.h"

struct due_ticket {
	int64_t id;
	bool broken;                   /* its events cannot be read */
	bool changed;
	struct { struct event *v; size_t n, cap; } events;
	struct clocks kept, clocks;    /* as their rows are, and as they are now */
	struct ticket before, t;       /* the same; without what stands beside the row */
	struct alarms alarms;
};

/* Reads the ticket and computes its clocks; false where that cannot be. */
bool due_act_load(const struct session *s, struct arena *a, const struct clocks_source *src, struct due_ticket *k);

enum due_deed {
	DUE_HELD,                      /* nobody is there to be told: still due */
	DUE_TOLD,                      /* fired, or passed over: its clocks are what they were */
	DUE_CHANGED,
};
/* Fires x: does what its rule says and records it. */
enum due_deed due_act(const struct session *s, struct arena *a, struct policy *rules, struct due_ticket *k,
                      const struct alarm *x, struct due_done *done);

/* The clocks after DUE_CHANGED; false where they cannot be computed. */
bool due_act_reckon(struct arena *a, const struct clocks_source *src, struct due_ticket *k);

/* Writes its rows; k->alarms says what is due next. */
void due_act_save(const struct session *s, struct arena *a, const struct due_ticket *k);

#endif
