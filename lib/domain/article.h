/* article: one piece of the knowledge base, as the fold of its events.
 *
 * What holds whatever the language stands in struct article; each language has
 * a text of its own with versions: one may be live, a newer one a draft.
 *
 * Facts of an article event (ticket 0): article=N, key, kind, audience, owner,
 * categories ("a,b"), review_by, valid_until, match as far as they change ("" takes
 * away); lang=L with do=save (texts: subject, body in Markdown, fields with
 * questions and script), do=publish, do=withdraw; save and publish may come in one, as
 * do=save live=1. What is withdrawn stays as a draft, and can be published again.
 *
 * Facts of a kb event: what somebody did with articles. do=suggest, answer,
 * handover, view, vote, link, unlink (ticket: the ticket or 0) with article lang
 * score confidence customer session vote why as they apply, the question as the text body;
 * do=tune: coefficients of the confidence (service/tune.h). */
#ifndef DOMAIN_ARTICLE_H
#define DOMAIN_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "domain/event.h"

extern const char *const article_kind_words[];      /* article tutorial faq api known-issue */
extern const char *const article_audience_words[];  /* public internal */
enum article_state { ARTICLE_DRAFT, ARTICLE_PUBLISHED, ARTICLE_WITHDRAWN };
extern const char *const article_state_words[];     /* draft published withdrawn */
extern const char *const kb_deed_words[];           /* suggest answer handover view vote link unlink tune */

/* No day given. */
#define ARTICLE_NO_DAY INT64_MIN

struct article_text {
	const char *lang;
	enum article_state state;  /* published: live is not 0 */
	int64_t versions;          /* saved so far */
	int64_t live;              /* event that carries what is published; 0: nothing */
	int64_t draft;             /* event that carries a newer text, not published; 0: none */
	int64_t changed;           /* instant of its last event */
	int64_t published;         /* instant at which live was published; AT_NONE */
};

struct article {
	int64_t id, seq;           /* seq: its last event */
	const char *key;           /* stable name, unique */
	const char *kind, *audience;
	const char *owner;         /* agent; NULL: nobody */
	const char *categories;    /* "a,b", sorted; NULL: none */
	const char *match;         /* queries, one a line; NULL: none */
	int64_t review_by, valid_until;   /* days (when/civil.h); ARTICLE_NO_DAY */
	int64_t created, changed;
	struct { struct article_text *v; size_t n, cap; } texts;   /* by lang */
	bool damaged;              /* its row cannot be right; never set by the fold */
};

/* Applies an article event (x zeroed before the first). Strings are kept by
 * reference. EX_DATAERR where it cannot follow the ones before. */
int article_apply(struct arena *a, struct article *x, const struct event *e, struct fault *f);

/* The text in a language, NULL where there is none. */
struct article_text *article_text(const struct article *x, const char *lang);

/* May customers read it on this day (in the desk's zone), where a text is live? */
bool article_open(const struct article *x, int64_t day);

/* Do two rows say the same? */
bool article_same(const struct article *x, const struct article *y);

/* "^[a-z0-9][a-z0-9-]{0,63}$". */
bool article_key_ok(const char *key);

#endif
