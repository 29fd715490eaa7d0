/* open: opening a ticket: what is said is checked, what is not is derived. */
#ifndef SERVICE_OPEN_H
#define SERVICE_OPEN_H

#include "service/attach.h"
#include "service/session.h"

/* What the opener says; NULL, 0 and AT_NONE mean not said. */
struct open_request {
	const char *subject, *body;    /* without a subject: the body's first line */
	const char *kind, *category, *complexity, *channel, *customer, *lang, *plan;
	const char *person;            /* who of the customer: key or address */
	const char *watchers, *cc;     /* "ana,luis"; "a@x.org,b@y.org" */
	const char *impact, *urgency;  /* words of grade_words */
	const char *priority;          /* "P2": outright */
	const char *team, *agent;
	int level;
	int64_t affected;
	int64_t contact;               /* when the customer made contact */
	int64_t at;                    /* when it was opened; AT_NONE: now */
	const char *key;               /* external key: opening twice gives the first */
	const char *tags;              /* "a,b" */
	struct pairs fields;
	bool solved;                   /* resolved in the first contact */
	const char *solution;          /* what solved it */
	const struct attachment *files;
	size_t nfiles;
};

/* Nothing said. */
struct open_request open_none(void);

struct open_result {
	int64_t id;
	bool existed;                  /* the key was there already */
	int priority, level;
	const char *team;
	const char *why;               /* priority.h's codes */
	const char *placed;            /* "level:category team:category" */
	int masked;
};

/* Inside a write transaction. Everything is checked before anything is
 * written. EX_DATAERR for a value the policy does not know (with a hint),
 * EX_NOPERM. */
int open_ticket(const struct session *s, struct arena *a, const struct open_request *q,
                struct open_result *r, struct fault *f);

/* Where it starts and why, as a sentence in the reader's language. */
char *open_explain_place(struct arena *a, const struct session *s, const struct open_result *r);

#endif
