/* handed: through whose hands a ticket went, and what was said when it was
 * handed over. From its events alone. */
#ifndef DOMAIN_HANDED_H
#define DOMAIN_HANDED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/event.h"

struct handed_place { int level; const char *team, *agent; };  /* NULL: nobody */

/* One handing up that was neither sent back nor given down since. */
struct handed_up {
	const struct event *e;
	struct handed_place from;
};

struct handed {
	struct handed_place now;
	struct { struct handed_up *v; size_t n, cap; } ups;        /* the last is the one to send back */
	struct { const char **v; size_t n, cap; } teams;           /* one after the other */
	int64_t hands;                 /* changes of team or agent after the first */
	int64_t returns;               /* to a team that had it before */
	int64_t rejects;
	const char *reason;            /* of the last reject; NULL */
	const struct event *last;      /* the last escalation by whomever; NULL */
};

/* events: of one ticket, oldest first, texts not needed. The result points into
 * them and into a. */
void handed_of(struct arena *a, const struct event *events, size_t n, struct handed *out);

/* Would it come back to a team that had it before? */
bool handed_returns(const struct handed *h, const char *team);

#endif
