/* verify_articles: articles folded anew and compared with their rows, and the
 * index with what is live. */
#ifndef SERVICE_VERIFY_ARTICLES_H
#define SERVICE_VERIFY_ARTICLES_H

#include "base/arena.h"
#include "domain/article.h"
#include "service/session.h"

/* The folds are kept in memory: an article is a few hundred bytes. */
struct verify_articles {
	const struct session *s;
	struct arena *a;
	void (*say)(void *arg, const char *text);
	void *arg;
	struct { struct article *v; size_t n, cap; } articles;
	int64_t events;
};

/* An article event, in the order of the chain. */
void verify_articles_event(struct verify_articles *v, const struct event *e);
/* After the last event: the rows and the head's counter. */
void verify_articles_rows(struct verify_articles *v);

#endif
