/* rank: how well a text of the knowledge base answers a question.
 *
 * The engine of the desk finds candidates; this orders them, by the same numbers
 * on every engine. BM25F (Robertson and Zaragoza, "The Probabilistic Relevance
 * Framework: BM25 and Beyond", 2009, 3.5): the occurrences of a word in the
 * fields of a text are weighted, added up, and then saturated once. Each
 * question an article answers also counts on its own: the best one tells how
 * near the asker's words come to words that somebody used. */
#ifndef DOMAIN_RANK_H
#define DOMAIN_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/token.h"

enum rank_field { RANK_TITLE, RANK_QUESTIONS, RANK_BODY, RANK_NAMES, RANK_FIELDS };

/* What is known of all texts in a language. */
struct rank_corpus {
	int64_t docs;                  /* live texts */
	int64_t words[RANK_FIELDS];    /* tokens in all of them together */
};

/* A word asked for: a term of the query. */
struct rank_term {
	const char *word, *whole;      /* either counts; whole NULL: none */
	int64_t df;                    /* texts that hold it */
	int64_t n;                     /* times it was asked for */
};
struct rank_query {
	const struct rank_corpus *corpus;
	struct rank_term *terms; size_t n;     /* once each, in the order asked */
};

/* The token texts of a candidate (text/stem.h); questions: a line each. */
struct rank_doc {
	const char *field[RANK_FIELDS];
	size_t n[RANK_FIELDS];         /* bytes */
	int64_t without;               /* leave this question out, from 0; -1: none */
};

struct rank_score {
	double score;                  /* the order: higher is better, not below 0 */
	double coverage;               /* 0..1: of what was asked, weighed by rarity, how much is in the text */
	double title, question;        /* 0..1: likeness to the title; to the best of the questions */
	int64_t best;                  /* which question that is, -1: none */
};

void rank_score(struct arena *a, const struct rank_query *q, const struct rank_doc *d, struct rank_score *s);

#endif
