/* stem: the tokens of the knowledge base: text/token.h's, stemmed.
 *
 * A word becomes the stem its language gives it (Snowball, by libstemmer),
 * folded after stemming, as accents matter to stems. People leave accents out:
 * where the stem of the folded word differs, a text gives that too, behind its
 * words, and a query asks for either; so with German "ue" for "ü". Words with a
 * digit and compounds as a whole are only folded, Han is as token.h has it; a
 * language without stems only folds.
 *
 * The only file that names libstemmer. */
#ifndef TEXT_STEM_H
#define TEXT_STEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "text/token.h"

/* Are there stems for this language ("es", "pt-BR", "de_AT")? */
bool stem_known(const char *lang);

/* Appends the tokens of text (valid UTF-8) to out, as token_text() does. lang
 * NULL: none. */
void stem_text(struct str *out, const char *lang, const char *text, size_t n);

/* token_query() with the words stemmed, for questions as people ask them: words
 * written together without one of token.h's joiners ("paid?Why", "don't") are
 * terms of their own, the "s" of "card's" is none, and a long run of Han gives
 * its pairs one by one. A term's whole is also the other stem. "identi*" asks for
 * what the stems of such words begin with, "ident*". */
int stem_query(struct arena *a, const char *lang, const char *text, struct token_query *q,
               struct fault *f);

/* Does this word carry no meaning of its own in lang (the, de, y)? For choosing
 * what to ask an index; folded, not stemmed. */
bool stem_stop(const char *lang, const char *word, size_t n);

#endif
