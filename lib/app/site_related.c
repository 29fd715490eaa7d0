/* site_related: the pages most like a page: those it speaks of, or that speak
 * of it, and those that are about the rare words of its title and questions. */
#include <math.h>
#include <string.h>

#include "app/site_index.h"

enum { RELATED_MAX = 5 };

/* What counts, beside a likeness of 0..1; below ENOUGH nothing is shown. */
static const double says_it = 0.5, is_said = 0.3, same_topic = 0.05, enough = 0.25;

double site_rarity(const struct site_index *x, size_t n)
{
	return log(1 + ((double)x->docs - (double)n + 0.5) / ((double)n + 0.5));
}

struct relating {
	struct site_index *x;
	struct site_docs *docs;
	struct numbers { size_t *v; size_t n, cap; } *heads;   /* of each page: stems of its title and questions */
	double *score;
};

static void collect_heads(struct relating *r)
{
	const struct site_index *x = r->x;

	r->heads = arena_array(x->a, struct numbers, x->docs);
	for (size_t i = 0; i < x->stems.n; i++)
		for (size_t j = 0; j < x->stems.v[i].n; j++) {
			const struct site_place *p = &x->places.v[x->stems.v[i].from + j];
			if (p->head)
				*vec_push(x->a, &r->heads[p->doc]) = i;
		}
}

static void score_words(struct relating *r, size_t doc)
{
	const struct site_index *x = r->x;

	for (size_t i = 0; i < r->heads[doc].n; i++) {
		const struct site_stem *s = &x->stems.v[r->heads[doc].v[i]];
		double rarity = site_rarity(x, s->n);
		if (s->n > x->docs / 4 + 3)
			continue;
		for (size_t j = s->from; j < s->from + s->n; j++)
			r->score[x->places.v[j].doc] += rarity * rarity * x->places.v[j].weight / SITE_WEIGHT_MAX;
	}
	double self = r->score[doc];
	for (size_t j = 0; j < x->docs; j++)
		r->score[j] = self > 0 ? r->score[j] / self : 0;
}

static bool says(const struct site_doc *d, const struct site_article *other)
{
	for (size_t i = 0; i < d->text->nlinks; i++)
		if (d->text->links[i] == other)
			return true;
	return false;
}

static void choose(struct relating *r, size_t doc)
{
	struct site_doc *d = &r->docs->v[doc];

	for (size_t j = 0; j < r->docs->n; j++) {
		const struct site_doc *other = &r->docs->v[j];
		r->score[j] += says_it * says(d, other->article) + is_said * says(other, d->article)
		             + same_topic * str_eq(d->article->topic, other->article->topic);
	}
	r->score[doc] = 0;
	while (d->related.n < RELATED_MAX) {
		size_t best = 0;
		for (size_t j = 1; j < r->docs->n; j++)
			if (r->score[j] > r->score[best])
				best = j;
		if (r->score[best] < enough)
			break;
		*vec_push(r->x->a, &d->related) = best;
		r->score[best] = 0;
	}
}

void site_index_relate(struct site_index *x, struct site_docs *docs)
{
	struct relating r = {.x = x, .docs = docs, .score = arena_array(x->a, double, docs->n)};

	collect_heads(&r);
	for (size_t i = 0; i < docs->n; i++) {
		memset(r.score, 0, docs->n * sizeof *r.score);
		score_words(&r, i);
		choose(&r, i);
	}
}
