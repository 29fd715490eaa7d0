/* token: one tokenizer for both engines' full text (storage.md).
 *
 * Words are folded: lower case, accents off, sharp s to ss, ae, o and the like; codes
 * such as AC04 and references such as TK-4711-K stay whole (separators
 * dropped: "tk4711k"); Han, Hiragana and Katakana runs become bigrams. A token is plain letters and
 * digits, so that SQLite's unicode61 keeps it as it is. */
#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { TOKEN_MAX = 64 };          /* bytes; longer words are cut */

/* Appends the tokens of text (valid UTF-8, any length) to out, separated by
 * one blank. */
void token_text(struct str *out, const char *text, size_t n);

/* Folds one text for comparison (lower case, accents off), keeping blanks and
 * punctuation: for names and labels. */
char *token_fold(struct arena *a, const char *text);

/* A user's query, parsed once: words, "a phrase", -not, pre*; words are joined
 * by AND. */
struct token_query {
	struct token_term {
		const char *const *words;   /* folded; more than one: a phrase */
		size_t n;
		bool not, prefix;
	} *terms;
	size_t n;
};
/* EX_USAGE where nothing searchable is left or all terms are negative. */
int token_query(struct arena *a, const char *text, struct token_query *q,
                struct fault *f);
/* The query in FTS5's MATCH language. */
char *token_match(struct arena *a, const struct token_query *q);

#endif
