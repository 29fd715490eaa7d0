/* article: what people write into the knowledge base.
 *
 * An article is said in parts: what holds for all languages, and the text in
 * one. What it says already makes no event, so the same can be said again. */
#ifndef SERVICE_ARTICLE_H
#define SERVICE_ARTICLE_H

#include "domain/article.h"
#include "service/session.h"
#include "store/articles.h"

/* NULL: not said; "" takes away. */
struct article_say {
	const char *key;               /* another name */
	const char *kind, *audience;
	const char *owner;             /* an agent, or "me" */
	const char *categories;        /* "a,b", in any order */
	const char *match;             /* queries, a line each */
	const char *review_by, *valid_until;   /* "2027-05-31" */
	const char *lang;              /* of what follows; NULL: the policy's */
	const char *title, *body, *script;
	const char *questions;         /* a line each */
	const char *state;             /* draft published withdrawn: what becomes of the text.
	                                * draft leaves beside it what is published */
	const char *why;               /* of the change; kept with it */
	const char *name;              /* where it comes from: the file; kept with it */
};

/* Must it be there, or is it made where it is not? */
enum article_how { ARTICLE_SET, ARTICLE_PUT };

struct article_done {
	int64_t id;
	bool made;                     /* a new article */
	bool facts;                    /* what holds for all languages changed */
	bool text;                     /* a new version */
	bool published, withdrawn;
	bool waits;                    /* the new version is a draft beside what is published */
	int masked;
};

/* Inside a write transaction; all is checked before anything is written.
 * EXIT_NO: no such article, or no such text; EX_DATAERR: a value is wrong;
 * EX_NOPERM. */
int article_put(const struct session *s, struct arena *a, const char *key, enum article_how how,
                const struct article_say *say, struct article_done *r, struct fault *f);

/* What a version says; false where it is no text of an article. title NULL: erased. */
struct article_words { const char *title, *body, *questions, *script; };
bool article_words(const struct session *s, struct arena *a, int64_t seq, struct article_words *w);

/* The day on which it is decided what is still valid: the desk's. */
int64_t article_today(const struct session *s);

/* Finds an article by its key, or number. EXIT_NO's fault where there is none. */
int article_find(const struct session *s, struct arena *a, const char *key, struct article *x, struct fault *f);

#endif
