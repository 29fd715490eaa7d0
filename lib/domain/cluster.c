/* cluster: a heap of words by how much they say; what they say shrinks as texts are
 * taken, and is looked at again when a word comes up. */
#include "domain/cluster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "text/token.h"

/* STEM: letters by which long words are the same. NAMES: words in a name. MOST: a
 * word that more than one text in MOST has sets nothing apart, once there are
 * FEW texts. */
enum { STEM = 6, NAMES = 3, MOST = 4, FEW = 12, SHORTEST = 3 };

struct word {
	const char *p; size_t n;       /* the stem */
	const char *shown;             /* as it was written first, folded */
	struct { uint32_t *v; size_t n, cap; } texts;
	uint32_t left;                 /* of them without a group */
	uint32_t here;                 /* in the group at hand */
};

struct cluster {
	struct arena *a;
	struct { struct word **v; size_t n, cap; } words;
	struct word **table; size_t size;
	struct { struct text { struct word **v; size_t n, cap; bool taken; } *v; size_t n, cap; } texts;
};

struct cluster *cluster_new(struct arena *a)
{
	struct cluster *c = arena_new(a, struct cluster);
	c->a = a;
	return c;
}

/* --- words --- */

static size_t hash_of(const char *p, size_t n)
{
	uint64_t hash = 1469598103934665603u;          /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)p[i]) * 1099511628211u;
	return (size_t)(hash ^ hash >> 29);
}

static struct word **slot_of(struct cluster *c, const char *p, size_t n)
{
	size_t at = hash_of(p, n) & (c->size - 1);
	while (c->table[at] && (c->table[at]->n != n || memcmp(c->table[at]->p, p, n) != 0))
		at = (at + 1) & (c->size - 1);
	return &c->table[at];
}

static void grow(struct cluster *c)
{
	c->size = c->size ? c->size * 2 : 1024;
	c->table = arena_array(c->a, struct word *, c->size);
	for (size_t i = 0; i < c->words.n; i++)
		*slot_of(c, c->words.v[i]->p, c->words.v[i]->n) = c->words.v[i];
}

/* A code stays whole; another word is cut to what it begins with. */
static size_t stem_of(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] >= '0' && p[i] <= '9')
			return n;
	if (n <= STEM)
		return n;
	n = STEM;
	while (n > 0 && ((unsigned char)p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static struct word *word_of(struct cluster *c, const char *p, size_t n)
{
	size_t stem = stem_of(p, n);

	if (2 * c->words.n >= c->size)
		grow(c);
	struct word **slot = slot_of(c, p, stem);
	if (!*slot) {
		*slot = arena_new(c->a, struct word);
		(*slot)->shown = arena_dup(c->a, p, n);
		(*slot)->p = (*slot)->shown;
		(*slot)->n = stem;
		*vec_push(c->a, &c->words) = *slot;
	}
	return *slot;
}

void cluster_add(struct cluster *c, const char *text, bool (*light)(void *arg, const char *word, size_t n), void *arg)
{
	struct arena row = {0};
	struct str tokens = str_new(&row);
	uint32_t no = (uint32_t)c->texts.n;
	struct text *t = vec_push(c->a, &c->texts);

	token_text(&tokens, text, strlen(text));
	struct token_list list = token_split(&row, tokens.p);
	for (size_t i = 0; i < list.n; i++) {
		const struct token_place *w = &list.v[i];
		if (w->n < SHORTEST || (light && light(arg, w->p, w->n)) || strspn(w->p, "0123456789") >= w->n)
			continue;
		struct word *word = word_of(c, w->p, w->n);
		if (word->texts.n > 0 && word->texts.v[word->texts.n - 1] == no)
			continue;
		*vec_push(c->a, &word->texts) = no;
		*vec_push(c->a, t) = word;
	}
	arena_free(&row);
}

/* --- groups --- */

/* How much a word says of the texts that are left: how many they are, times how
 * rare it is among all. */
static double weight_of(const struct cluster *c, const struct word *w)
{
	return w->left * log(1 + (double)c->texts.n / (double)w->texts.n);
}

/* What a word said when it was last looked at: never less than it says now. */
struct entry { struct word *w; double weight; };

static bool says_more(const struct entry *a, const struct entry *b)
{
	if (a->weight != b->weight)
		return a->weight > b->weight;
	return strcmp(a->w->shown, b->w->shown) < 0;
}

static void sift(struct entry *heap, size_t n, size_t at)
{
	for (size_t child; (child = 2 * at + 1) < n; at = child) {
		if (child + 1 < n && says_more(&heap[child + 1], &heap[child]))
			child++;
		if (!says_more(&heap[child], &heap[at]))
			break;
		struct entry e = heap[at];
		heap[at] = heap[child];
		heap[child] = e;
	}
}

/* Keeps the NAMES strongest in order. */
static void add_name(struct entry best[NAMES], const struct entry *e)
{
	for (int i = 0; i < NAMES; i++) {
		if (best[i].w && !says_more(e, &best[i]))
			continue;
		memmove(best + i + 1, best + i, (size_t)(NAMES - 1 - i) * sizeof *best);
		best[i] = *e;
		return;
	}
}

/* The words that many of the group have, and few others. */
static const char *name_of(struct cluster *c, const struct cluster_group *g)
{
	struct entry best[NAMES] = {{NULL, 0}};
	struct str out = str_new(c->a);

	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < c->texts.v[g->texts[i]].n; k++)
			c->texts.v[g->texts[i]].v[k]->here++;
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < c->texts.v[g->texts[i]].n; k++) {
			struct word *w = c->texts.v[g->texts[i]].v[k];
			struct entry e = {w, w->here * log(1 + (double)c->texts.n / (double)w->texts.n)};
			if (3 * (size_t)w->here >= g->n)
				add_name(best, &e);
			w->here = 0;           /* once each; below a third from now on */
		}
	for (int i = 0; i < NAMES && best[i].w; i++)
		str_printf(&out, "%s%s", i ? ", " : "", best[i].w->shown);
	return out.p;
}

/* All texts with this word that are in no group yet. */
static void take(struct cluster *c, const struct word *w, struct cluster_group *g)
{
	*g = (struct cluster_group){.texts = arena_array(c->a, uint32_t, w->left + 1)};
	for (size_t i = 0; i < w->texts.n; i++) {
		struct text *t = &c->texts.v[w->texts.v[i]];
		if (t->taken)
			continue;
		t->taken = true;
		g->texts[g->n++] = w->texts.v[i];
		for (size_t k = 0; k < t->n; k++)
			t->v[k]->left--;
	}
	g->name = name_of(c, g);
}

static int largest_first(const void *a, const void *b)
{
	const struct cluster_group *x = a, *y = b;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->name, y->name);
}

struct cluster_group *cluster_groups(struct cluster *c, size_t least, size_t *n)
{
	struct { struct cluster_group *v; size_t n, cap; } out = {0};
	struct entry *heap = arena_array(c->a, struct entry, c->words.n + 1);
	size_t left = 0;

	for (size_t i = 0; i < c->words.n; i++) {
		struct word *w = c->words.v[i];
		w->left = (uint32_t)w->texts.n;
		if (w->texts.n >= least && (c->texts.n < FEW || w->texts.n * MOST <= c->texts.n))
			heap[left++] = (struct entry){w, weight_of(c, w)};
	}
	for (size_t i = left / 2; i-- > 0;)
		sift(heap, left, i);
	while (left > 0) {
		struct word *w = heap[0].w;
		double now = weight_of(c, w);
		if (w->left < least || w->left == 0) {
			heap[0] = heap[--left];
		} else if (now < heap[0].weight) {
			heap[0].weight = now;
		} else {
			take(c, w, vec_push(c->a, &out));
			heap[0] = heap[--left];
		}
		sift(heap, left, 0);
	}
	if (out.n > 1)
		qsort(out.v, out.n, sizeof *out.v, largest_first);
	*n = out.n;
	return out.v;
}
