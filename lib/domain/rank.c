/* rank: words are counted, then weighed. */
#include "domain/rank.h"

#include <math.h>
#include <string.h>

#include "base/err.h"
#include "base/vec.h"

/* Measured on the questions of ask-cfpb and Banking77 (tests/bench/kb). */
const struct rank_weights rank_weights = {
	.field = {[RANK_TITLE] = 3, [RANK_QUESTIONS] = 3, [RANK_BODY] = 1, [RANK_NAMES] = 1},
	.length = {[RANK_TITLE] = 0.75, [RANK_QUESTIONS] = 1, [RANK_BODY] = 0.75, [RANK_NAMES] = 0},
	.k1 = 5, .light = .3, .pair = .4, .title = 2.5, .question = 1.5, .votes = .6, .steep = 0.2,
	.names = 0.3,
};

/* VOTE: the power of likeness with which a question votes, so that near ones
 * outvote many far ones. BEST: how many say which names matter. */
enum { VOTE = 4, BEST = 3, SLOTS = 4 * RANK_TERMS };

/* Of how rare a word of a text is that was not asked for: nobody looked it up. */
static const double UNKNOWN_LONG = 0.8, UNKNOWN_SHORT = 0.3;

struct rank_words {
	struct slot { const char *p; uint32_t n; int32_t term; } slots[SLOTS];
	double weight[RANK_TERMS];     /* rarity of each term, light ones lighter */
	double sum, most;              /* of all, each once; of a word in one text */
};

/* --- the query --- */

double rank_rarity(const struct rank_corpus *c, int64_t df)
{
	double docs = (double)(c->docs > df ? c->docs : df);
	return log(1 + (docs - (double)df + 0.5) / ((double)df + 0.5));
}

static const struct rank_weights *weights_of(const struct rank_query *q)
{
	return q->weights ? q->weights : &rank_weights;
}

static unsigned hash_of(const char *p, size_t n)
{
	unsigned hash = 2166136261u;                  /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)p[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static struct slot *slot_of(struct rank_words *w, const char *p, size_t n)
{
	unsigned at = hash_of(p, n) % SLOTS;
	while (w->slots[at].p && (w->slots[at].n != n || memcmp(w->slots[at].p, p, n) != 0))
		at = (at + 1) % SLOTS;
	return &w->slots[at];
}

static void add_word(struct rank_words *w, const char *word, int term)
{
	if (!word)
		return;
	struct slot *slot = slot_of(w, word, strlen(word));
	if (!slot->p)
		*slot = (struct slot){word, (uint32_t)strlen(word), term};
}

void rank_ready(struct arena *a, struct rank_query *q)
{
	struct rank_words *w = q->words = arena_new(a, struct rank_words);
	if (q->n > RANK_TERMS)
		q->n = RANK_TERMS;
	for (size_t i = 0; i < q->n; i++) {
		const struct rank_term *t = &q->terms[i];
		add_word(w, t->word, (int)i);
		add_word(w, t->whole, (int)i);
		w->weight[i] = rank_rarity(q->corpus, t->df) * (t->light ? weights_of(q)->light : 1);
		w->sum += w->weight[i];
	}
	w->most = rank_rarity(q->corpus, 1);
}

/* --- counting --- */

static int term_of(const struct rank_query *q, const char *p, size_t n)
{
	const struct slot *slot = slot_of(q->words, p, n);
	return slot->p ? slot->term : -1;
}

/* The next token before end: its length, 0 where none is left. */
static size_t next_token(const char **p, const char *end)
{
	size_t n = 0;
	while (*p < end && (**p == ' ' || **p == '\n'))
		(*p)++;
	while (*p + n < end && (*p)[n] != ' ' && (*p)[n] != '\n')
		n++;
	return n;
}

static void more(uint16_t *count)
{
	if (*count < UINT16_MAX)
		(*count)++;
}

static void count_field(const struct rank_query *q, struct rank_counts *c, int field, const char *p, size_t bytes)
{
	const char *end = p + bytes;
	int before = -1;

	for (size_t n; (n = next_token(&p, end)) > 0; p += n) {
		int term = term_of(q, p, n);
		c->len[field]++;
		if (term >= 0)
			more(&c->tf[term][field]);
		if (term > 0 && before == term - 1)
			more(&c->pairs[before][field]);
		before = term;
	}
}

/* What a line shares with the query, by rarity, of what either says. */
static double likeness(const struct rank_query *q, const char *p, size_t bytes)
{
	const struct rank_words *w = q->words;
	const char *end = p + bytes;
	uint64_t seen[RANK_TERMS / 64] = {0};
	double both = 0, line = 0;

	for (size_t n; (n = next_token(&p, end)) > 0; p += n) {
		int term = term_of(q, p, n);
		if (term < 0) {
			line += w->most * (n > 3 ? UNKNOWN_LONG : UNKNOWN_SHORT);
		} else if (!(seen[term / 64] >> term % 64 & 1)) {
			seen[term / 64] |= (uint64_t)1 << term % 64;
			both += w->weight[term];
			line += w->weight[term];
		}
	}
	return both > 0 ? both / (line + w->sum - both) : 0;
}

static void count_questions(const struct rank_query *q, const struct rank_doc *d, struct rank_counts *c)
{
	const char *p = d->field[RANK_QUESTIONS], *end = p + d->n[RANK_QUESTIONS];

	for (int64_t i = 0; p < end; i++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((stop ? stop : end) - p);
		if (i != d->without) {
			double like = likeness(q, p, n);
			count_field(q, c, RANK_QUESTIONS, p, n);
			c->votes += pow(like, VOTE);
			if (like > c->question) {
				c->question = like;
				c->best = i;
			}
		}
		p += n + (stop != NULL);
	}
}

void rank_count(struct arena *a, const struct rank_query *q, const struct rank_doc *d, struct rank_counts *c)
{
	if (!q->words)
		bug("a query that is not ready");
	*c = (struct rank_counts){.best = -1, .names = d->field[RANK_NAMES], .n_names = d->n[RANK_NAMES]};
	c->tf = arena_alloc(a, q->n * sizeof *c->tf);
	c->pairs = arena_alloc(a, q->n * sizeof *c->pairs);
	for (int field = 0; field < RANK_FIELDS; field++)
		if (field != RANK_QUESTIONS && d->n[field] > 0)
			count_field(q, c, field, d->field[field], d->n[field]);
	if (d->n[RANK_TITLE] > 0)
		c->title = likeness(q, d->field[RANK_TITLE], d->n[RANK_TITLE]);
	if (d->n[RANK_QUESTIONS] > 0)
		count_questions(q, d, c);
}

/* --- weighing --- */

/* Occurrences in all fields, each by its weight and its length beside the usual. */
static double occurs(const struct rank_weights *w, const uint16_t tf[RANK_FIELDS], const double length[RANK_FIELDS])
{
	double x = 0;
	for (int f = 0; f < RANK_FIELDS; f++)
		if (tf[f] > 0)
			x += w->field[f] * tf[f] / length[f];
	return x;
}

static void lengths(const struct rank_query *q, const struct rank_counts *c, double length[RANK_FIELDS])
{
	const struct rank_weights *w = weights_of(q);
	for (int f = 0; f < RANK_FIELDS; f++) {
		double docs = q->corpus->docs > 0 ? (double)q->corpus->docs : 1, words = (double)q->corpus->words[f];
		double usual = words > docs ? words / docs : 1;
		length[f] = 1 - w->length[f] + w->length[f] * c->len[f] / usual;
	}
}

void rank_weigh(const struct rank_query *q, const struct rank_counts *c, struct rank_score *s)
{
	const struct rank_weights *w = weights_of(q);
	const struct rank_words *words = q->words;
	double length[RANK_FIELDS], covered = 0;

	*s = (struct rank_score){.asked = words->sum, .title = c->title, .question = c->question, .votes = c->votes, .best = c->best,
	                         .names = c->names, .n_names = c->n_names};
	lengths(q, c, length);
	for (size_t i = 0; i < q->n; i++) {
		double x = occurs(w, c->tf[i], length);
		double times = q->terms[i].n > 1 ? (double)q->terms[i].n : 1;
		if (x > 0) {
			s->score += words->weight[i] * times * x * (w->k1 + 1) / (x + w->k1);
			covered += words->weight[i];
		}
		if (i + 1 < q->n && (x = occurs(w, c->pairs[i], length)) > 0)
			s->score += w->pair * (words->weight[i] + words->weight[i + 1]) * x * (w->k1 + 1) / (x + w->k1);
	}
	s->coverage = words->sum > 0 ? covered / words->sum : 0;
	s->score += (w->title * c->title + w->question * c->question) * words->sum;
}

void rank_score(struct arena *a, const struct rank_query *q, const struct rank_doc *d, struct rank_score *s)
{
	struct rank_counts c;
	rank_count(a, q, d, &c);
	rank_weigh(q, &c, s);
}

/* --- settling --- */

struct name { const char *p; size_t n; double share; };
struct names { struct name *v; size_t n, cap; };

static struct name *name_of(struct names *all, const char *p, size_t n)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].n == n && memcmp(all->v[i].p, p, n) == 0)
			return &all->v[i];
	return NULL;
}

/* The best few, in order; of equals the first. */
static size_t best_of(struct rank_score **s, size_t n, struct rank_score *best[BEST])
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		size_t at = kept;
		while (at > 0 && best[at - 1]->score < s[i]->score)
			at--;
		if (at == BEST)
			continue;
		kept += kept < BEST;
		memmove(best + at + 1, best + at, (kept - 1 - at) * sizeof *best);
		best[at] = s[i];
	}
	return kept;
}

static void settle_names(struct arena *a, const struct rank_query *q, struct rank_score **s, size_t n)
{
	struct rank_score *best[BEST];
	struct names all = {0};
	size_t k = best_of(s, n, best);
	double sum = 0, top = k > 0 ? best[0]->score : 0;

	for (size_t i = 0; i < k; i++)
		sum += best[i]->score;
	if (sum <= 0)                  /* nothing of what was asked is in any of them */
		return;
	for (size_t i = 0; i < k; i++) {
		const char *p = best[i]->names, *end = p + best[i]->n_names;
		for (size_t len; (len = next_token(&p, end)) > 0; p += len) {
			struct name *name = name_of(&all, p, len);
			if (!name)
				*(name = vec_push(a, &all)) = (struct name){p, len, 0};
			name->share += best[i]->score / sum;
		}
	}
	for (size_t i = 0; i < n; i++) {
		const char *p = s[i]->names, *end = p + s[i]->n_names;
		double share = 0;
		int count = 0;
		for (size_t len; (len = next_token(&p, end)) > 0; p += len, count++) {
			const struct name *name = name_of(&all, p, len);
			share += name ? name->share : 0;
		}
		if (count > 0)
			s[i]->score += weights_of(q)->names * top * share / count;
	}
}

static void settle_shares(const struct rank_query *q, struct rank_score **s, size_t n)
{
	double top = 0, sum = 0, steep = weights_of(q)->steep * q->words->sum;

	for (size_t i = 0; i < n; i++)
		top = s[i]->score > top ? s[i]->score : top;
	for (size_t i = 0; i < n; i++)
		sum += s[i]->share = steep > 0 ? exp((s[i]->score - top) / steep) : 1;
	for (size_t i = 0; i < n; i++)
		s[i]->share /= sum;
}

void rank_settle(struct arena *a, const struct rank_query *q, struct rank_score **s, size_t n)
{
	double votes = 0;

	for (size_t i = 0; i < n; i++)
		votes += s[i]->votes;
	for (size_t i = 0; i < n; i++) {
		s[i]->votes = votes > 0 ? s[i]->votes / votes : 0;
		s[i]->score += weights_of(q)->votes * s[i]->votes * q->words->sum;
	}
	if (n > 0 && weights_of(q)->names > 0)
		settle_names(a, q, s, n);
	settle_shares(q, s, n);
}
