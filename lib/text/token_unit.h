/* token_unit: what texts and queries are read by, for token.c and stem.c only.
 *
 * A unit is a run of letters and digits, folded, or a run of Han and kana. All
 * that makes texts and queries agree is that both are read through here. */
#ifndef TEXT_TOKEN_UNIT_H
#define TEXT_TOKEN_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "text/fold.h"
#include "text/token.h"

struct token_unit {
	enum fold_class kind;        /* FOLD_WORD or FOLD_HAN */
	bool joined;                 /* to the unit before, by one joiner */
	const char *start, *end;     /* in the text */
	char word[TOKEN_MAX];        /* FOLD_WORD: folded, n bytes */
	size_t n;
	bool cut;
};

struct token_lexer { const char *p, *end; struct token_unit unit; };

struct token_lexer token_lexer(const char *text, size_t n);
/* The next unit into x->unit; false at the end. */
bool token_unit_next(struct token_lexer *x);

/* Calls say(arg, token, bytes) with the pairs of a run of Han, then with its
 * last letter where last is true or it is the only one. Returns the letters. */
size_t token_unit_han(const struct token_unit *u, bool last,
                      void (*say)(void *, const char *, size_t), void *arg);

/* The words of several units in a row, written together. */
struct token_compound { char text[TOKEN_MAX]; size_t n, units; bool cut; };
void token_compound_add(struct token_compound *c, const struct token_unit *u);

/* Appends one token. */
void token_add(struct str *out, const char *p, size_t n);
/* Appends the compounds of a text, whole: what stands behind its words. */
void token_compounds(struct str *out, const char *text, size_t n);

/* One piece of a query as it is written: a word, or what stands in quotes. */
struct token_piece {
	const char *p, *end;
	bool not, must, quoted, prefix;
};
/* The next one at *p, which moves behind it; false at the end. */
bool token_piece_next(const char **p, const char *end, struct token_piece *piece);
/* Its words as a term of token_query(). word gives that of a unit that is not
 * Han; NULL: the folded one. */
struct token_term token_piece_term(struct arena *a, const struct token_piece *piece,
                                   const char *(*word)(void *arg, const struct token_unit *u), void *arg);
/* The check that ends token_query(). */
int token_query_check(const struct token_query *q, struct fault *f);

#endif
