/* learn: what the index of the knowledge base is due: words of texts that were
 * published, changed or withdrawn.
 *
 * Needs the stems of languages (text/stem.h), so only tk-kb calls it; whoever
 * writes articles without leaves rows of kb_due behind. */
#ifndef SERVICE_LEARN_H
#define SERVICE_LEARN_H

#include "domain/article.h"
#include "service/article.h"
#include "service/session.h"
#include "store/shelf.h"

/* A text as the index has it; strings in a. */
void learn_words(struct arena *a, const struct article *x, const char *lang, const struct article_words *w,
                 struct shelf_doc *out);
/* Its flags: enum shelf_flag. */
int learn_flags(const struct article *x);

/* In a write transaction: brings the index up to the articles. Returns how many
 * texts it looked at. progress (NULL: none) hears of them. */
int64_t learn_due(const struct session *s, void (*progress)(void *arg, int64_t done), void *arg);
/* The same after throwing away what it has. */
int64_t learn_all(const struct session *s, void (*progress)(void *arg, int64_t done), void *arg);

#endif
