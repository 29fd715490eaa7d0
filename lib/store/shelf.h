/* shelf: the index of the knowledge base: which live texts hold which words.
 *
 * Plain rows, the same on every engine, so that all find the same: kb_word says
 * which words a language has, kb_post which texts hold one and how much it
 * weighs there, kb_doc keeps the words of a text, kb_flag a text's two bytes: who
 * may read it and what it is, and in which languages its article has live texts.
 * Texts have dense numbers of their own; what changes gets a new one.
 *
 * Words come as text/stem.h makes them: this file only counts them. */
#ifndef STORE_SHELF_H
#define STORE_SHELF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/rank.h"
#include "store/desk.h"
#include "text/token.h"

enum { SHELF_BLOCK = 1024 };           /* texts a row of kb_flag */
enum shelf_flag {
	SHELF_INTERNAL = 1,
	SHELF_KIND = 2,                /* times the kind's number: 3 bits */
};
/* The languages of an article's live texts: bit kb_lang.id - 1, the last for all others. */
enum { SHELF_LANGS = 7, SHELF_OTHER = 1 << SHELF_LANGS };

/* --- what is there --- */

struct shelf_lang {
	int64_t id;
	const char *lang;
	struct rank_corpus corpus;
	double usual[RANK_FIELDS];     /* lengths by which words were weighed */
};
struct shelf_langs { struct shelf_lang *v; size_t n, cap; };
struct shelf_langs shelf_langs(struct desk *d, struct arena *a);

/* Usual lengths as a row of kb_lang has them: in thousandths. */
char *shelf_print_usual(struct arena *a, const double usual[RANK_FIELDS]);

/* A live text; fields are its words, questions a line each. */
struct shelf_doc {
	int64_t id, article, seq;
	const char *lang;
	const char *field[RANK_FIELDS];
	size_t n[RANK_FIELDS];
};
bool shelf_load(struct desk *d, struct arena *a, int64_t id, struct shelf_doc *x);
/* Is it what is published? Asked only where the index lags behind. */
bool shelf_is_live(struct desk *d, const struct shelf_doc *x);
bool shelf_of_text(struct desk *d, struct arena *a, int64_t article, const char *lang, struct shelf_doc *x);
/* How many texts of a language hold a word. */
int64_t shelf_df(struct desk *d, int64_t lang, const char *word);

/* A word of the text that does not lead to it; NULL: all do. */
const char *shelf_check(struct desk *d, struct arena *a, const struct shelf_doc *x);

/* All of them in order of article and language, to check. */
struct shelf_docs;
struct shelf_docs *shelf_docs(struct desk *d, struct arena *a);
bool shelf_docs_next(struct shelf_docs *s, struct arena *row, struct shelf_doc *x);
void shelf_docs_end(struct shelf_docs *s);

/* --- writing: a run of changes, in memory until shelf_end(), which writes what
 * is held; when there is much of it earlier --- */
struct shelf;
struct shelf *shelf_begin(struct desk *d);
/* A live text, instead of the one in that language before; flags as above. */
void shelf_put(struct shelf *s, const struct shelf_doc *x, int flags);
void shelf_drop(struct shelf *s, int64_t article, const char *lang);
void shelf_end(struct shelf *s);
/* Empties the index. */
void shelf_clear(struct desk *d);

/* --- finding (shelf_find.c) --- */

struct shelf_ask {
	const struct shelf_lang *lang;
	const struct token_query *q;   /* stemmed in that language */
	const bool *aside;             /* terms that find nothing by themselves; NULL: none */
	bool all_words;                /* AND instead of OR */
	bool public;                   /* only what customers may read, on this day */
	bool internal;                 /* only what they may not, as it is for agents */
	int64_t day;
	int before;                    /* not where the article has a live text in one of these */
	int kind;                      /* of article_kind_words; -1: any */
	const char *category;          /* or one below it; NULL: any */
	int64_t article;               /* only this one; 0: any */
	int64_t without;               /* not this one; 0: none */
	size_t top;                    /* best ones wanted */
};
struct shelf_hit { int64_t doc; float score; };
struct shelf_hits { struct shelf_hit *v; size_t n; int64_t found; };   /* best first; all there are */
void shelf_find(struct desk *d, struct arena *a, const struct shelf_ask *ask, struct shelf_hits *hits);

#endif
