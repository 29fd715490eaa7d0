/* suggest: articles for a ticket, from its subject, what the customer said, its
 * category and language; known issues first. */
#ifndef SERVICE_SUGGEST_H
#define SERVICE_SUGGEST_H

#include "service/answer.h"
#include "service/known.h"

struct suggestion {
	int64_t article, live;
	const char *key, *kind, *lang, *title, *script;
	bool internal;
	const char *why;               /* of known_why_words, or "search" */
	double score, confidence;      /* of a search; below 0: none */
};
struct suggestions { struct suggestion *v; size_t n, cap; };

/* In a transaction: at most most of them. public: only what customers may read.
 * Articles linked to the ticket are left out. */
int suggest_for(const struct session *s, struct arena *a, const struct answer_how *how, int64_t ticket, bool public,
                size_t most, struct suggestions *out, struct fault *f);

/* In a write transaction: those not suggested for the ticket before go into its
 * record. Does nothing for who may not write notes. */
int suggest_keep(const struct session *s, struct arena *a, int64_t ticket, const struct suggestions *list,
                 const char *customer, struct fault *f);

#endif
