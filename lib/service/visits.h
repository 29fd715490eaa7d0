/* visits: what became of people who were shown articles, counted honestly.
 *
 * A visit is what one session, or one customer without a session, was shown: an
 * answer, a suggestion outside a ticket, an article he read; what follows within
 * the window belongs to it. It ends in a ticket of the same customer, in a person
 * who took over, or in nothing, which is all that is known: whether he would have
 * opened a ticket nobody can tell, so it is an upper limit. Where no customer is
 * known nothing can be told at all. */
#ifndef SERVICE_VISITS_H
#define SERVICE_VISITS_H

#include "service/session.h"

struct visits_article {
	int64_t article;
	int64_t views, suggested, answered, up, down, linked;
	int64_t visits, followed, unfollowed;  /* visits it was shown in; that ended in a ticket; in none */
};
struct visits {
	int64_t from, to, window_s;
	struct { struct visits_article *v; size_t n, cap; } articles;  /* by number of the article; gaps are zero */
	int64_t answered, handed_over; /* questions */
	int64_t visits;                /* of them: */
	int64_t to_person, ticket, none, unknown, early;
	int64_t closed, linked;        /* tickets closed in the period; with an article */
};

/* In a transaction: usage in [from, to), judged at now. */
void visits_count(const struct session *s, struct arena *a, int64_t from, int64_t to, int64_t window_s,
                  struct visits *v);

/* The policy's window in seconds of plain time. */
int64_t visits_window(const struct session *s);

#endif
