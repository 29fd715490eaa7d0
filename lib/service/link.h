/* link: which tickets belong together: the relations of domain/ticket.h.
 *
 * Each link is two events, one on either ticket. An incident has one problem, a
 * child one parent, a duplicate one original, none of them through a loop. */
#ifndef SERVICE_LINK_H
#define SERVICE_LINK_H

#include "service/session.h"

struct link_result {
	bool changed;
	int masked;
	const char *note;              /* something the user should know; NULL */
};

/* What all links of one call share. */
struct link_how {
	const char *text;              /* why, kept with the events; NULL */
	bool more;                     /* others follow: counting the problem's incidents
	                                * is left to the last, or to reach_settle() */
	int64_t with;                  /* the merge that brings it along, 0: none */
};

/* Right and text, before any ticket is looked at: EX_NOPERM, EX_DATAERR. */
int link_check(const struct session *s, const struct link_how *how, struct fault *f);

/* Inside a write transaction: id gets the relation to target; twice is no
 * change. Code EXIT_NO: one of them is not there; EX_DATAERR: merged, itself,
 * one too many, a loop. */
int link_relate(const struct session *s, struct arena *a, int64_t id, enum relation r, int64_t target,
                const struct link_how *how, struct link_result *result, struct fault *f);

/* Takes links between the two away: all, or one relation of id to target
 * (relation -1: all). */
int link_unlink(const struct session *s, struct arena *a, int64_t id, int relation, int64_t target,
                const struct link_how *how, struct link_result *result, struct fault *f);

#endif
