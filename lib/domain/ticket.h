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

/* What a ticket is to another; each word's opposite stands on the other. */
enum relation {
	REL_PROBLEM_OF, REL_INCIDENT_OF, REL_PARENT_OF, REL_CHILD_OF,
	REL_DUPLICATE_OF, REL_DUPLICATED_BY, REL_RELATED_TO, REL_FIXES, REL_FIXED_BY,
};
extern const char *const relation_words[];     /* problem-of incident-of ... */
enum relation relation_back(enum relation r);

struct ticket_link { enum relation relation; int64_t other; };

struct ticket {
	int64_t id, seq;       /* its last event */
	const char *state;
	enum state_class class;
	const char *kind;
	int priority;          /* rank, 1 the most urgent */
	int impact, urgency;   /* GRADE_* */
	int64_t affected;      /* users touched, 0: not said */
	int64_t counted;       /* customers that its linked incidents add up, 0: none */
	int level;
	const char *team, *agent;       /* NULL: nobody */
	int64_t customer;      /* 0: none */
	int64_t person;        /* who of the customer, 0: not said */
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
	int64_t merged;        /* the ticket it went into, 0: none */
	bool spam;             /* not a case at all */
	const char *cc;        /* addresses in copy, "a@x,b@y"; NULL: none, erased or not loaded */
	int64_t cc_seq;        /* the event that carries them, 0: none */
	bool damaged;          /* its row cannot be right; never set by the fold */
	struct { const char **v; size_t n, cap; } tags;          /* sorted, once each */
	struct pairs fields;                                     /* sorted by name */
	struct { struct ticket_ask *v; size_t n, cap; } asks;    /* by seq */
	struct { struct ticket_link *v; size_t n, cap; } links;  /* by relation, then number */
	struct { const char **v; size_t n, cap; } watchers;      /* agents; sorted, once each */
	struct { int64_t *v; size_t n, cap; } articles;          /* of the knowledge base; sorted */
};

/* Neither resolved nor closed, and a case at all. */
static inline bool ticket_active(const struct ticket *t)
{
	return t->class < STATE_RESOLVED && !t->spam;
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
/* The same for who watches it. */
void ticket_set_watchers(struct arena *a, struct ticket *t, const char *list);
char *ticket_watcher_list(struct arena *a, const struct ticket *t);

bool ticket_has_article(const struct ticket *t, int64_t article);

/* By relation, then number. */
void ticket_sort_links(struct ticket *t);
int ticket_link_order(const struct ticket_link *x, const struct ticket_link *y);
bool ticket_has_link(const struct ticket *t, enum relation r, int64_t other);
/* The first ticket it has this relation to, 0 for none. */
int64_t ticket_linked(const struct ticket *t, enum relation r);

#endif
