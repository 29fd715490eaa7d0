/* token: one tokenizer for both engines' full text (storage.md).
 *
 * Words are folded (text/fold.h): lower case, accents off, sharp s to ss, ae,
 * o and the like. A token is plain letters and digits, so that SQLite's
 * unicode61 keeps it as it is.
 *
 * Words joined by one of - . _ / @ + ("TK-4711-K", "pacs.008",
 * "ana@bank.example") are a compound. A text gives its words in their order,
 * so that phrases work, and behind them each compound once more whole, the
 * joiners dropped: "see TK-4711-K now" gives "see tk 4711 k now tk4711k". A
 * query's compound asks for its words in a row or for the whole, so
 * TK-4711-K, tk4711k and TK 4711 K find one another wherever one of the two
 * is written with joiners; AC04 is one word anyway.
 *
 * Han, Hiragana and Katakana have no blanks: a run of n letters gives its
 * n - 1 pairs and its last letter, and a query of one letter is a prefix. */
#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Bytes; longer words are cut, longer compounds are not given whole. */
enum { TOKEN_MAX = 64 };

/* Appends the tokens of text (valid UTF-8, any length) to out, separated by
 * one blank, also from what out held before. */
void token_text(struct str *out, const char *text, size_t n);

/* Folds one text for comparison (lower case, accents off), keeping blanks and
 * punctuation: for names and labels. */
char *token_fold(struct arena *a, const char *text);

/* A user's query, parsed once: words, "a phrase", -not, pre*; words are joined
 * by AND. A word that gives several tokens is a phrase. */
struct token_query {
	struct token_term {
		const char *const *words;   /* folded; more than one: in a row */
		size_t n;
		const char *whole;          /* or this one word; NULL: none */
		bool not, prefix;           /* prefix: of the last word and of whole */
		bool must;                  /* written with a "+": for who joins by OR */
		bool stop;                  /* says nothing by itself (text/stem.h alone tells) */
	} *terms;
	size_t n;
};
/* EX_USAGE where nothing searchable is left or all terms are negative. */
int token_query(struct arena *a, const char *text, struct token_query *q,
                struct fault *f);
/* The query in FTS5's MATCH language. */
char *token_match(struct arena *a, const struct token_query *q);
/* The same in PostgreSQL's tsquery language. Loosely: all that the query may
 * find, and more: words anywhere, nothing excluded. */
char *token_tsquery(struct arena *a, const struct token_query *q, bool loose);

/* Tokens as token_text() gives them, one by one; they point into the text. */
struct token_place { const char *p; size_t n; };
struct token_list { struct token_place *v; size_t n, cap; };
struct token_list token_split(struct arena *a, const char *tokens);
/* Does the query find a text with these tokens? */
bool token_found(const struct token_query *q, const struct token_list *list);

#endif
