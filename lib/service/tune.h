/* tune: the confidence of answers, fitted to what the desk's own articles say.
 *
 * Every question an article answers is asked as if it were not there; is its
 * article found first? One in ten is also asked as if the whole article were
 * not there, and one in ten with every other word unknown: then no answer is
 * right. What is found goes into the record as an event. */
#ifndef SERVICE_TUNE_H
#define SERVICE_TUNE_H

#include "domain/confidence.h"
#include "service/session.h"

enum { TUNE_LEAST = 40, TUNE_FOLDS = 5, TUNE_MOST = 4000 };

struct tune {
	struct confidence c;           /* from all of them */
	int64_t articles, questions;   /* asked */
	int64_t first;                 /* found first, of the questions */
	struct confidence_case *cases; /* each judged by folds it was not in */
	bool *answerable;              /* of each case: is its article there? */
	size_t n;
};

/* In a transaction: asks. most: questions at most, 0: TUNE_MOST. EX_DATAERR where
 * there are fewer than TUNE_LEAST. progress (NULL: none) hears of done and all. */
int tune_run(const struct session *s, struct arena *a, int64_t most, void (*progress)(int64_t done, int64_t all),
             struct tune *t, struct fault *f);
/* In a write transaction: keeps the coefficients; needs the right to write articles. */
int tune_keep(const struct session *s, struct arena *a, const struct tune *t, struct fault *f);
/* The newest that were kept; else the shipped ones, and false. */
bool tune_load(const struct session *s, struct arena *a, struct confidence *c);

#endif
