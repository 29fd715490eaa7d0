/* ticket: what a ticket is, as the fold of its events.
 *
 * ticket_apply() is the one fold: used live, for --as-of and by verify. The
 * ticket row in the desk is a cache of it. */
#ifndef DOMAIN_TICKET_H
#define DOMAIN_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "domain/event.h"
#include "domain/pairs.h"
#include "policy/policy.h"

/* A question inside a ticket that nobody has answered yet. */
struct ticket_ask {
	int64_t seq;           /* the event that asked */
	const char *whom;      /* "@agent" or "team" */
	const char *by;
	int64_t at;
};

struct ticket {
	int64_t id, seq;       /* its last event */
	const char *state;
	enum state_class class;
	const char *kind;
	int priority;          /* rank, 1 the most urgent */
	int impact, urgency;   /* GRADE_* */
	int64_t affected;      /* users touched, 0: not said */
	int level;
	const char *team, *agent;       /* NULL: nobody */
	int64_t customer;      /* 0: none */
	const char *category, *complexity, *channel, *lang, *plan, *key;   /* NULL: not said */
	const char *subject;   /* NULL: erased, or not loaded */
	int64_t subject_seq;   /* the event that carries it */
	int64_t contact, opened, changed, state_since, level_since;
	int64_t replied;       /* first public answer by a person; AT_NONE */
	int64_t answered;      /* last public message of ours; AT_NONE */
	int64_t asked_at;      /* oldest unanswered message of the customer; AT_NONE */
	int64_t resolved, closed, wake;  /* AT_NONE */
	int64_t hands;         /* changes of team or agent after the first */
	int64_t reopened;
	int64_t policy;        /* version in force at opening */
	const char *why;       /* why this priority: a sentence in codes, see priority.h */
	bool personal;         /* has personal fields: fields_seq carries them */
	int64_t fields_seq;
	bool damaged;          /* its row cannot be right; never set by the fold */
	struct { const char **v; size_t n, cap; } tags;          /* sorted, once each */
	struct pairs fields;                                     /* sorted by name */
	struct { struct ticket_ask *v; size_t n, cap; } asks;    /* by seq */
};

/* Neither resolved nor closed. */
static inline bool ticket_active(const struct ticket *t)
{
	return t->class < STATE_RESOLVED;
}

/* Applies e to t (zeroed before its open event). Strings are kept by
 * reference: e must live as long as t. Texts matter only where they are
 * loaded (subject, personal fields). EX_DATAERR where the event cannot follow
 * the ones before it. */
int ticket_apply(struct arena *a, struct ticket *t, const struct event *e, struct fault *f);

/* The part of the row that no query asks for, as one line of pairs. */
void ticket_print_rest(struct arena *a, struct str *out, const struct ticket *t);
bool ticket_parse_rest(struct arena *a, struct ticket *t, const char *text, size_t n);

/* Tags and fields, kept sorted. */
void ticket_set_tags(struct arena *a, struct ticket *t, const char *list);
char *ticket_tag_list(struct arena *a, const struct ticket *t);
bool ticket_has_tag(const struct ticket *t, const char *tag);

#endif
