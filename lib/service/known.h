/* known: articles that a ticket should be seen with: known issues that match it,
 * with what agents may say, and those that were linked to it. */
#ifndef SERVICE_KNOWN_H
#define SERVICE_KNOWN_H

#include "domain/article.h"
#include "service/session.h"

extern const char *const known_why_words[];    /* linked query category, NULL */
enum known_why { KNOWN_LINKED, KNOWN_QUERY, KNOWN_CATEGORY };

struct known {
	int64_t article, live;
	const char *key, *kind, *lang, *title, *script;    /* script: NULL: none */
	bool internal;
	enum known_why why;
};
struct known_list { struct known *v; size_t n, cap; };

/* In a transaction. text: what was said in the ticket (known_text()); NULL: it is
 * read where there are known issues at all. A known
 * issue fits where one of its queries finds the text, or one of its categories is
 * the ticket's or stands above it; it must be published and still valid. */
void known_issues(const struct session *s, struct arena *a, const struct ticket *t, const char *text,
                  struct known_list *out);
/* Adds those linked to the ticket. */
void known_linked(const struct session *s, struct arena *a, const struct ticket *t, struct known_list *out);

/* The subject and what the customer said, up to some thousand bytes. */
char *known_text(const struct session *s, struct arena *a, const struct ticket *t);

/* The text of an article for somebody who speaks lang: the published one in it,
 * in the policy's language, in any. NULL: none is published. */
const struct article_text *known_text_in(const struct session *s, const struct article *x, const char *lang);

#endif
