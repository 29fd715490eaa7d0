/* clock_walk: the state of clocks_of() between events; for the clock files of
 * this folder. */
#ifndef DOMAIN_CLOCK_WALK_H
#define DOMAIN_CLOCK_WALK_H

#include "domain/clock_cycle.h"

/* A deadline that was triggered: the stage at hand. */
struct walk_deadline {
	const struct policy_deadline *d;
	struct cal *cal;
	size_t stage;
	int run;                       /* index of its cycle */
	int64_t cycle, at;             /* of the trigger */
	int64_t version;
	bool open;
	bool lapsed;                   /* the ticket was no longer one it is for */
};

struct walk {
	struct arena *a;
	const struct clocks_source *src;
	struct ticket t;               /* as it is now */
	int64_t contact;               /* the earliest, with all merges */
	int64_t now, seq;              /* the instant at hand, and the event */
	struct clock_line line, levels;
	bool answered;                 /* the first response was given */
	struct {                       /* the rule that was looked up last, and for what */
		const struct policy *p;
		const char *plan, *priority, *category, *kind, *channel;
		const struct policy_sla *sla;
	} rule;
	struct { struct clock_run *v; size_t n, cap; } runs;
	struct { bool on; int64_t since; } want[CLOCK_DEADLINE];
	int current[CLOCK_DEADLINE];   /* index of the latest cycle, -1: none */
	int64_t cycles[CLOCK_DEADLINE];
	struct { struct clock_fired *v; size_t n, cap; } fired;
	struct { int64_t *v; size_t n, cap; } undone;
	int64_t past;                  /* the last instant at which history was brought in */
	int64_t no_spam;               /* the last event that says it is no spam; 0 */
	struct { struct walk_deadline *v; size_t n, cap; } deadlines;
	struct { struct walk_trigger { const char *name; int64_t at, seq; } *v; size_t n, cap; } triggers;
};

/* A new cycle; it may move the others in memory. */
struct clock_run *walk_begin(struct walk *w, const struct clock_track *track, const char *name,
                             enum clock_kind kind, int64_t cycle, int64_t version);
/* Ends one by an event. */
void walk_end(struct walk *w, struct clock_run *r, int64_t at, int64_t event, bool cancel);

/* The name of the ticket's priority at an instant; NULL. */
const char *walk_priority(const struct walk *w, int64_t at);

/* What deadlines listen to: a mark, or contact, opened, resolved, closed. */
void walk_event(struct walk *w, const char *name, int64_t at);
/* The ticket matches other rules than before. */
void walk_match(struct walk *w);
/* All lapse. */
void walk_lapse(struct walk *w);
/* Another policy holds for those at hand. */
void walk_repin(struct walk *w, struct policy *p, int64_t version);

#endif
