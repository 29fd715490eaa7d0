/* answer: the one article that answers a question, or why a person should.
 *
 * Confidence is the chance that the best article found is the right one, fitted
 * to questions whose answer is known (domain/confidence.h, service/tune.h). */
#ifndef SERVICE_ANSWER_H
#define SERVICE_ANSWER_H

#include "domain/confidence.h"
#include "domain/plea.h"
#include "service/seek.h"

struct answer_ask {
	const char *text;              /* as somebody wrote it: no operators */
	const char *lang;              /* NULL: what the text looks like, else any */
	bool internal;                 /* from internal articles too */
	double threshold;              /* least confidence; below 0: the policy's */
};

extern const char *const answer_why_words[];   /* fraud complaint person policy unsure nothing, NULL */

struct answer {
	bool given;
	const char *why;               /* of answer_why_words: why it is handed over; NULL: it is not */
	const char *said;              /* the phrase that led to a person; NULL */
	double confidence, threshold;
	struct seek_hits hits;         /* the best first; n 0: nothing was found */
};

/* Coefficients of the desk; read once for many questions. */
struct answer_how { struct confidence c; bool tuned; };
struct answer_how answer_how(const struct session *s, struct arena *a);

/* In a transaction. A text without a word to search for is handed over too. */
int answer_find(const struct session *s, struct arena *a, const struct answer_how *how, const struct answer_ask *ask,
                struct answer *r, struct fault *f);

/* What is asked, as words alone: quotes and signs that the search would read as
 * operators become blanks. */
char *answer_words(struct arena *a, const char *text);

/* The language of the knowledge base that most of the small words of a text are of
 * (the, de, y); NULL where that is none, or not one. */
const char *answer_lang(const struct session *s, struct arena *a, const char *text);

/* What the article of a hit says, in plain words: all of a short one, else how it
 * begins; "" where it is gone. */
char *answer_says(const struct session *s, struct arena *a, int64_t live, size_t max);

/* Where customers find it: NULL where the policy names no help centre, or the
 * article is internal. */
char *answer_link(const struct session *s, struct arena *a, const struct seek_hit *h);

#endif
