/* article_inner: what article*.c share. */
#ifndef IN_ARTICLE_INNER_H
#define IN_ARTICLE_INNER_H

#include "in/article.h"

/* Where the value of a key is kept, NULL where it is a list, or the other way
 * round (then *said is where it is noted). */
const char **article_in_text(struct article_in *x, const char *key);
struct article_list *article_in_list(struct article_in *x, const char *key, bool **said);

/* Why a text may not be the value of a key, or NULL. */
const char *article_in_offence(struct arena *a, const char *key, const char *text);

/* What to say of a key that is none. */
const char *article_in_unknown(struct arena *a, const char *key);

/* Adds a text without the blanks around it; an empty one is none. */
void article_in_add(struct arena *a, struct article_list *list, const char *text);
void article_in_put(struct arena *a, struct article_in *x, const char *key, const char *value);
/* titled: a first heading may be the title. */
void article_in_body(struct arena *a, struct article_in *x, const char *p, size_t n, bool titled);
/* What the name of a file says of key and language, where x does not. */
void article_in_named(struct arena *a, const char *name, struct article_in *x);

#endif
