/* seek: who asks the knowledge base, and what he may find. */
#ifndef SERVICE_SEEK_H
#define SERVICE_SEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/article.h"
#include "domain/rank.h"
#include "service/session.h"

struct seek {
	const char *text;              /* words, "a phrase", -not, pre*, +must */
	const char *lang;              /* the asker's; NULL: any language */
	bool internal;                 /* may read internal articles */
	bool only_internal;            /* and wants no others */
	bool all_words;                /* every word, not one of them */
	const char *kind, *category, *key;     /* only such; NULL: all */
	size_t limit;                  /* hits wanted, 0: 10 */
	/* Held out while confidence is measured: as if this article, or only this
	 * question of it (-1: all of it), were not there. 0: nothing. */
	int64_t without; int64_t without_question;
};

struct seek_hit {
	int64_t article;
	const char *key, *lang, *title, *kind;
	bool internal;
	int64_t live;                  /* the event that carries the text */
	struct rank_score rank;
};
struct seek_hits {
	struct seek_hit *v; size_t n;  /* best first */
	int64_t found;                 /* how many match in all */
	double known;                  /* 0..1: share of the words asked that the knowledge base knows, by rarity */
	bool stale;                    /* the index lags behind the articles */
};

/* Inside a transaction. EX_USAGE where nothing searchable is asked. */
int seek_run(const struct session *s, struct arena *a, const struct seek *q, struct seek_hits *hits,
             struct fault *f);

/* The lines of a text that show best why it was found: at most max characters;
 * places of the words in *marks (byte offsets; may be NULL). */
struct seek_mark { size_t from, to; };
struct seek_marks { struct seek_mark *v; size_t n; };
char *seek_snippet(const struct session *s, struct arena *a, const struct seek *q, const struct seek_hit *h,
                   size_t max, struct seek_marks *marks);

#endif
