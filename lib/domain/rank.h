/* rank: how well a text of the knowledge base answers a question.
 *
 * The engine of the desk finds candidates; this orders them, by the same numbers
 * on every engine. BM25F (Robertson and Zaragoza, "The Probabilistic Relevance
 * Framework: BM25 and Beyond", 2009, 3.5): the occurrences of a word in the
 * fields of a text are weighted, added up, and then saturated once. Two words
 * that stand together as they were asked count as one more word. Each question
 * an article answers also counts on its own: the best one tells how near the
 * asker's words come to words that somebody used, and all of them vote. */
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

/* How much what counts; rank_weights are the ones measured (tests/bench/kb). */
struct rank_weights {
	double field[RANK_FIELDS];     /* of a word in that field */
	double length[RANK_FIELDS];    /* 0..1: how much long fields weigh less */
	double k1;                     /* how late a word that comes again stops to count */
	double light;                  /* of words without meaning of their own, beside others */
	double pair;                   /* of two words together, beside one */
	double title, question;        /* of likeness, beside all that was asked */
	double votes;                  /* of the share of the votes of all questions */
	double steep;                  /* how much less score, beside all asked, leaves an e-th of a share */
	double names;                  /* of the names the best ones have in common */
};
extern const struct rank_weights rank_weights;

/* A word asked for: a term of the query. */
struct rank_term {
	const char *word, *whole;      /* either counts; whole NULL: none */
	int64_t df;                    /* texts that hold it */
	int64_t n;                     /* times it was asked for */
	bool light;                    /* carries no meaning of its own: the, de, y */
};
struct rank_words;                     /* the terms by word */
struct rank_query {
	const struct rank_corpus *corpus;
	struct rank_term *terms; size_t n;     /* once each, in the order asked */
	const struct rank_weights *weights;    /* NULL: rank_weights */
	struct rank_words *words;              /* rank_ready() */
};

/* Once for a query, when its terms are known, before it is put to texts; more
 * than RANK_TERMS terms: the first ones count. */
enum { RANK_TERMS = 256 };
void rank_ready(struct arena *a, struct rank_query *q);

/* How rare a word is: the logarithm of Robertson and Sparck Jones, never below 0. */
double rank_rarity(const struct rank_corpus *c, int64_t df);

/* The token texts of a candidate (text/stem.h); questions: a line each. */
struct rank_doc {
	const char *field[RANK_FIELDS];
	size_t n[RANK_FIELDS];         /* bytes */
	int64_t without;               /* leave this question out, from 0; -1: none */
};

struct rank_score {
	double score;                  /* the order: higher is better, not below 0 */
	double asked;                  /* all that was asked, by rarity: what scores are to be seen beside */
	double coverage;               /* 0..1: of what was asked, weighed by rarity, how much is in the text */
	double title, question;        /* 0..1: likeness to the title; to the best of the questions */
	double votes;                  /* of all its questions; rank_settle(): 0..1, its share of all */
	double share;                  /* rank_settle(): 0..1, of all candidates, weighed steeply by score */
	int64_t best;                  /* which question that is, -1: none */
	const char *names; size_t n_names;     /* the candidate's own, by reference, for rank_settle() */
};

void rank_score(struct arena *a, const struct rank_query *q, const struct rank_doc *d, struct rank_score *s);

/* What candidates say of one another, once all are scored: their questions' votes,
 * and the names (categories) that the best of them have in common. Adds to the
 * scores; the order is the caller's to make. */
void rank_settle(struct arena *a, const struct rank_query *q, struct rank_score **s, size_t n);

/* --- the two halves of rank_score(), for measuring --- */

struct rank_counts {
	uint16_t (*tf)[RANK_FIELDS];   /* a term each */
	uint16_t (*pairs)[RANK_FIELDS];/* term i and i + 1 together */
	uint32_t len[RANK_FIELDS];     /* tokens */
	double title, question, votes;
	int64_t best;
	const char *names; size_t n_names;
};
void rank_count(struct arena *a, const struct rank_query *q, const struct rank_doc *d, struct rank_counts *c);
void rank_weigh(const struct rank_query *q, const struct rank_counts *c, struct rank_score *s);

#endif
