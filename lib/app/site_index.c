/* site_index: which page holds which word, and how much it is about it.
 *
 * Words are kept as people write them, folded, each with the stem it belongs
 * to; a stem has the pages it is in with a weight: BM25F without the part that
 * depends on how rare a word is, in 1..63 (domain/rank.h has the formula). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/site_index.h"
#include "text/fold.h"
#include "text/stem.h"
#include "text/token.h"

enum { TITLE, QUESTIONS, BODY, FIELDS };

static const double field_weight[FIELDS] = {3, 2, 1};
static const double k1 = 2, b = 0.75;

/* One word of one field. */
struct spot { const char *word, *stem; int field; };
struct spots { struct spot *v; size_t n, cap; };

/* --- words of a text --- */

static void add_spot(struct arena *a, struct spots *spots, const char *lang, const char *p, size_t n, int field)
{
	struct str words = str_new(a), stems = str_new(a);

	token_text(&words, p, n);
	stem_text(&stems, lang, p, n);
	/* Han gives several tokens, alike in both; a word one, and its stem first. */
	size_t nw = strcspn(words.p, " ");
	if (nw == words.n) {
		if (nw)
			*vec_push(a, spots) = (struct spot){words.p, arena_dup(a, stems.p, strcspn(stems.p, " ")), field};
		return;
	}
	char **parts = str_split(a, words.p, ' ', NULL);
	for (size_t i = 0; parts[i]; i++)
		*vec_push(a, spots) = (struct spot){parts[i], parts[i], field};
}

/* Runs of letters and digits, as the browser cuts them too. */
static void add_words(struct arena *a, struct spots *spots, const char *lang, const char *text, int field)
{
	const char *end = text + strlen(text), *from = NULL;

	for (const char *p = text; p < end;) {
		char out[FOLD_MAX];
		int n;
		enum fold_class class;
		const char *at = p;
		p += fold_next(p, end, out, &n, &class);
		if (class != FOLD_GAP && !from)
			from = at;
		if (class == FOLD_GAP && from) {
			add_spot(a, spots, lang, from, (size_t)(at - from), field);
			from = NULL;
		}
	}
	if (from)
		add_spot(a, spots, lang, from, (size_t)(end - from), field);
}

static int by_stem(const void *x, const void *y)
{
	const struct spot *p = x, *q = y;
	int order = strcmp(p->stem, q->stem);
	return order ? order : strcmp(p->word, q->word);
}

/* --- all texts --- */

struct lengths { double n[FIELDS]; };

static struct spots words_of(struct arena *a, const struct site_text *t, struct lengths *l)
{
	struct spots spots = {0};

	add_words(a, &spots, t->lang, t->title, TITLE);
	add_words(a, &spots, t->lang, t->questions, QUESTIONS);
	add_words(a, &spots, t->lang, t->plain, BODY);
	for (size_t i = 0; i < spots.n; i++)
		l->n[spots.v[i].field]++;
	qsort(spots.v, spots.n, sizeof *spots.v, by_stem);
	return spots;
}

static int weight_of(const double *count, const struct lengths *own, const struct lengths *mean)
{
	double tf = 0;

	for (int i = 0; i < FIELDS; i++)
		if (mean->n[i] > 0)
			tf += field_weight[i] * count[i] / (1 - b + b * own->n[i] / mean->n[i]);
	int weight = (int)lround(SITE_WEIGHT_MAX * tf / (k1 + tf));
	return weight < 1 ? 1 : weight;
}

/* The words of a page into the index, once each stem. */
static void add_page(struct site_index *x, const struct spots *spots, size_t doc, const struct lengths *own,
                     const struct lengths *mean)
{
	for (size_t i = 0, j; i < spots->n; i = j) {
		double count[FIELDS] = {0};
		const char *stem = arena_strdup(x->a, spots->v[i].stem);
		for (j = i; j < spots->n && str_eq(spots->v[j].stem, spots->v[i].stem); j++) {
			count[spots->v[j].field]++;
			if (j == i || !str_eq(spots->v[j].word, spots->v[j - 1].word))
				*vec_push(x->a, &x->words) = (struct site_word){arena_strdup(x->a, spots->v[j].word), stem, 0};
		}
		*vec_push(x->a, &x->places) = (struct site_place){stem, doc, weight_of(count, own, mean),
		                                                  count[TITLE] + count[QUESTIONS] > 0};
	}
}

static int by_word(const void *x, const void *y)
{
	const struct site_word *p = x, *q = y;
	int order = strcmp(p->word, q->word);
	return order ? order : strcmp(p->stem, q->stem);
}

static int by_place(const void *x, const void *y)
{
	const struct site_place *p = x, *q = y;
	int order = strcmp(p->stem, q->stem);
	return order ? order : p->doc < q->doc ? -1 : p->doc > q->doc;
}

/* Each word once with its stem's number. */
static void number_stems(struct site_index *x)
{
	for (size_t i = 0; i < x->places.n; i++) {
		if (i == 0 || !str_eq(x->places.v[i].stem, x->places.v[i - 1].stem))
			*vec_push(x->a, &x->stems) = (struct site_stem){x->places.v[i].stem, i, 0};
		x->stems.v[x->stems.n - 1].n++;
	}
	size_t kept = 0;
	for (size_t i = 0; i < x->words.n; i++)
		if (i == 0 || by_word(&x->words.v[i], &x->words.v[kept - 1]) != 0)
			x->words.v[kept++] = x->words.v[i];
	x->words.n = kept;
	for (size_t i = 0; i < kept; i++)
		x->words.v[i].number = site_stem_find(x, x->words.v[i].stem);
}

size_t site_stem_find(const struct site_index *x, const char *stem)
{
	size_t low = 0, high = x->stems.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(x->stems.v[middle].stem, stem) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct site_index *site_index_make(struct arena *a, const struct site_docs *docs)
{
	struct site_index *x = arena_new(a, struct site_index);
	struct lengths *own = arena_array(a, struct lengths, docs->n), mean = {0};
	struct arena row = {0};

	x->a = a;
	x->docs = docs->n;
	for (size_t i = 0; i < docs->n; i++) {
		words_of(&row, docs->v[i].text, &own[i]);
		for (int f = 0; f < FIELDS; f++)
			mean.n[f] += own[i].n[f] / (double)docs->n;
		arena_reset(&row);
	}
	for (size_t i = 0; i < docs->n; i++) {
		struct lengths again = {0};
		struct spots spots = words_of(&row, docs->v[i].text, &again);
		add_page(x, &spots, i, &own[i], &mean);
		arena_reset(&row);
	}
	arena_free(&row);
	qsort(x->words.v, x->words.n, sizeof *x->words.v, by_word);
	qsort(x->places.v, x->places.n, sizeof *x->places.v, by_place);
	number_stems(x);
	return x;
}
