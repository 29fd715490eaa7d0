/* course: what a ticket went through, from its events: resolutions and
 * re-openings, levels, teams, states, what the customer said.
 *
 * What its row holds is in the row; this is what only the record tells. Marks
 * as spam that were taken back, and merges that were undone, never were. */
#ifndef DOMAIN_COURSE_H
#define DOMAIN_COURSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/event.h"

enum { COURSE_LEVELS = 32 };           /* levels are less than this; higher ones count as the last */

/* From this instant on it was open, or done. */
struct course_turn { int64_t at; bool open; };
/* A stay: [from, to), to INT64_MAX where it lasts. */
struct course_stay { const char *state; int level; bool open; int64_t from, to; };

struct course {
	int64_t first_resolved, reopened_at;   /* its first re-opening; AT_NONE */
	struct { struct course_turn *v; size_t n, cap; } turns;    /* the opening first, then in turns */
	int first_level;
	uint32_t handled, raised;      /* bits 1 << level: was at it; left it upward */
	int64_t ups, rejects;          /* times raised, by whatever means; sent back */
	int64_t returns;               /* to a team that had it before */
	int64_t hands;                 /* changes of team or agent after the first, before the first
	                                * resolution */
	int64_t said;                  /* messages and calls of the customer after the opening, up to
	                                * the first resolution */
	struct { struct course_stay *v; size_t n, cap; } stays;    /* its states and levels, in order */
};

/* events: of one ticket, oldest first; texts are not needed. The result points
 * into a and the events. */
void course_of(struct arena *a, const struct event *events, size_t n, struct course *out);

/* The seconds of a stay that lie in [from, to). */
int64_t course_within(const struct course_stay *s, int64_t from, int64_t to);

#endif
