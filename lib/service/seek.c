/* seek: what somebody finds in the knowledge base.
 *
 * The index names the likeliest texts of each language, from all that hold a word
 * (store/shelf.h); these are read, checked against what is live, and ordered by
 * domain/rank.h. */
#include "service/seek.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/article.h"
#include "store/articles.h"
#include "store/events.h"
#include "store/shelf.h"
#include "text/stem.h"

enum { LIMIT = 10, CLOSE_LOOK = 30 };

struct run {
	const struct session *s;
	struct arena *a;
	const struct seek *q;
	struct shelf_langs langs;
	struct { const char **v; size_t n, cap; } chain;       /* languages, the best first */
	size_t limit;
	struct { struct seek_hit *v; size_t n, cap; } hits;
	int64_t found;
	double known;
	bool stale;                    /* the index lags behind */
};

/* --- languages --- */

static bool in_chain(const struct run *r, const char *lang)
{
	for (size_t i = 0; i < r->chain.n; i++)
		if (strcmp(r->chain.v[i], lang) == 0)
			return true;
	return false;
}

/* The asker's, the same without region, those to fall back on, the policy's; one of
 * his language with another region comes before those, too. */
static void make_chain(struct run *r)
{
	const char *own = policy_head(r->s->policy)->language;
	const struct names *fallback = &policy_knowledge(r->s->policy)->fallback;
	size_t base = r->q->lang ? strcspn(r->q->lang, "-_") : 0;

	if (!r->q->lang)
		return;
	*vec_push(r->a, &r->chain) = r->q->lang;
	for (int region = 0; region < 2; region++)
		for (size_t i = 0; i < r->langs.n; i++) {
			const char *lang = r->langs.v[i].lang;
			size_t n = strcspn(lang, "-");
			if (n == base && strncmp(lang, r->q->lang, n) == 0 && (lang[n] != '\0') == region && !in_chain(r, lang))
				*vec_push(r->a, &r->chain) = lang;
		}
	for (size_t i = 0; i < fallback->n; i++)
		if (!in_chain(r, fallback->v[i]))
			*vec_push(r->a, &r->chain) = fallback->v[i];
	if (!in_chain(r, own))
		*vec_push(r->a, &r->chain) = own;
}

/* Which come before a language, as bits of the shelf: all of the chain for one
 * outside of it. */
static int before(const struct run *r, const char *lang)
{
	int bits = 0;

	for (size_t i = 0; i < r->chain.n && strcmp(r->chain.v[i], lang) != 0; i++)
		for (size_t k = 0; k < r->langs.n; k++)
			if (strcmp(r->langs.v[k].lang, r->chain.v[i]) == 0 && r->langs.v[k].id <= SHELF_LANGS)
				bits |= 1 << (r->langs.v[k].id - 1);
	return bits;
}

static size_t place(const struct run *r, const char *lang)
{
	size_t i = 0;

	while (i < r->chain.n && strcmp(r->chain.v[i], lang) != 0)
		i++;
	return i;
}

/* --- the question in one language --- */

struct asked {
	struct token_query q;
	bool *aside;
	struct rank_query rank;
};

static bool is_plain(const struct token_term *t)
{
	return t->n == 1 && !t->not && !t->prefix;
}

/* Words that say nothing by themselves find nothing by themselves, where there
 * are others. */
static bool *small_words(struct run *r, const struct token_query *q)
{
	bool *aside = arena_array(r->a, bool, q->n + 1);
	size_t left = 0;

	for (size_t i = 0; i < q->n; i++) {
		const struct token_term *t = &q->terms[i];
		aside[i] = is_plain(t) && !t->must && t->stop;
		left += !t->not && !aside[i];
	}
	return left ? aside : NULL;
}

static void add_word(struct run *r, struct asked *x, const struct shelf_lang *l, const char *word, const char *whole,
                     bool light)
{
	struct rank_query *q = &x->rank;

	for (size_t i = 0; i < q->n; i++)
		if (strcmp(q->terms[i].word, word) == 0) {
			q->terms[i].n++;
			return;
		}
	struct rank_term t = {.word = word, .whole = whole, .df = shelf_df(r->s->desk, l->id, word), .n = 1,
	                      .light = light};
	if (whole) {
		int64_t df = shelf_df(r->s->desk, l->id, whole);
		t.df = df > t.df ? df : t.df;
	}
	q->terms = arena_grow(r->a, q->terms, q->n * sizeof t, (q->n + 1) * sizeof t);
	q->terms[q->n++] = t;
}

static int ask_in(struct run *r, const struct shelf_lang *l, struct asked *x, struct fault *f)
{
	int bad = stem_query(r->a, l->lang, r->q->text, &x->q, f);

	if (bad)
		return bad;
	x->aside = small_words(r, &x->q);
	x->rank.corpus = &l->corpus;
	for (size_t i = 0; i < x->q.n; i++) {
		const struct token_term *t = &x->q.terms[i];
		for (size_t k = 0; k < t->n && !t->not; k++)
			add_word(r, x, l, t->words[k], t->n == 1 ? t->whole : NULL, t->stop);
		if (t->n > 1 && t->whole && !t->not)
			add_word(r, x, l, t->whole, NULL, false);
	}
	rank_ready(r->a, &x->rank);
	return 0;
}

/* How much of what was asked the texts of a language know, by rarity. */
static double known_share(const struct shelf_lang *l, const struct rank_query *q)
{
	double all = 0, known = 0;

	for (size_t i = 0; i < q->n; i++) {
		double weight = q->terms[i].light ? 0 : rank_rarity(&l->corpus, q->terms[i].df);
		all += weight;
		known += q->terms[i].df > 0 ? weight : 0;
	}
	return all > 0 ? known / all : 0;
}

/* --- a close look --- */

static const char *title_of(struct run *r, int64_t seq)
{
	struct event_text t = {0};

	return events_text(r->s->desk, r->a, seq, PART_SUBJECT, &t) && t.body ? t.body : "";
}

static void look_at(struct run *r, struct arena *row, const struct asked *x, const struct shelf_hit *hit)
{
	struct shelf_doc d;
	struct seek_hit *h;

	if (!shelf_load(r->s->desk, row, hit->doc, &d) || (r->stale && !shelf_is_live(r->s->desk, &d)))
		return;
	struct rank_doc doc = {.without = d.article == r->q->without ? r->q->without_question : -1};
	for (int i = 0; i < RANK_FIELDS; i++) {
		doc.field[i] = d.field[i];
		doc.n[i] = d.n[i];
	}
	h = vec_push(r->a, &r->hits);
	*h = (struct seek_hit){.article = d.article, .lang = arena_strdup(r->a, d.lang), .live = d.seq};
	rank_score(row, &x->rank, &doc, &h->rank);
	h->rank.names = arena_dup(r->a, h->rank.names, h->rank.n_names);
}

/* All texts of one language together. */
static void settle(struct run *r, const struct asked *x, size_t from)
{
	size_t n = r->hits.n - from;
	struct rank_score **v = arena_array(r->a, struct rank_score *, n + 1);

	for (size_t i = 0; i < n; i++)
		v[i] = &r->hits.v[from + i].rank;
	rank_settle(r->a, &x->rank, v, n);
}

static int seek_in(struct run *r, const struct shelf_lang *l, struct fault *f)
{
	struct asked x = {0};
	struct shelf_hits found;
	struct arena row = {0};
	int bad = ask_in(r, l, &x, f);

	if (bad)
		return bad;
	struct shelf_ask ask = {.lang = l, .q = &x.q, .aside = x.aside, .all_words = r->q->all_words,
	                        .public = !r->q->internal, .internal = r->q->only_internal, .day = article_today(r->s),
	                        .before = before(r, l->lang), .category = r->q->category,
	                        .kind = r->q->kind ? words_find(article_kind_words, r->q->kind) : -1,
	                        .without = r->q->without_question < 0 ? r->q->without : 0,
	                        .top = r->limit * 4 > CLOSE_LOOK ? r->limit * 4 : CLOSE_LOOK};
	struct article only;
	if (r->q->key && !articles_by_key(r->s->desk, r->a, r->q->key, &only))
		return 0;
	ask.article = r->q->key ? only.id : 0;
	shelf_find(r->s->desk, r->a, &ask, &found);
	size_t first = r->hits.n;
	for (size_t i = 0; i < found.n; i++) {
		look_at(r, &row, &x, &found.v[i]);
		arena_reset(&row);
	}
	arena_free(&row);
	settle(r, &x, first);
	r->found += found.found;
	double known = known_share(l, &x.rank);
	r->known = known > r->known ? known : r->known;
	return 0;
}

/* --- the order --- */

static int best_first(const void *a, const void *b)
{
	const struct seek_hit *x = a, *y = b;

	if (x->rank.score != y->rank.score)
		return x->rank.score > y->rank.score ? -1 : 1;
	if (x->article != y->article)
		return x->article < y->article ? -1 : 1;
	return strcmp(x->lang, y->lang);
}

/* One hit an article: of two texts that hold, the one whose language is nearer,
 * then the better one. */
static void once_each(struct run *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->hits.n; i++) {
		struct seek_hit *h = &r->hits.v[i];
		size_t k = 0;
		while (k < kept && r->hits.v[k].article != h->article)
			k++;
		if (k == kept)
			r->hits.v[kept++] = *h;
		else if (place(r, h->lang) < place(r, r->hits.v[k].lang))
			r->hits.v[k] = *h;
	}
	r->hits.n = kept;
	if (kept > 1)
		qsort(r->hits.v, kept, sizeof *r->hits.v, best_first);
}

/* What their articles say; one that customers may no longer read goes, whatever
 * the index says. */
static void fill(struct run *r, struct seek_hits *hits)
{
	size_t kept = 0;

	hits->v = r->hits.v;
	for (size_t i = 0; i < r->hits.n && kept < r->limit; i++) {
		struct seek_hit h = r->hits.v[i];
		struct article x;
		if (!articles_row(r->s->desk, r->a, h.article, &x))
			continue;
		h.key = x.key;
		h.kind = x.kind;
		h.internal = !str_eq(x.audience, "public");
		h.title = title_of(r, h.live);
		if (h.internal ? r->q->internal : !r->q->only_internal)
			hits->v[kept++] = h;
	}
	hits->n = kept;
}

int seek_run(const struct session *s, struct arena *a, const struct seek *q, struct seek_hits *hits,
             struct fault *f)
{
	struct run r = {.s = s, .a = a, .q = q, .langs = shelf_langs(s->desk, a), .limit = q->limit ? q->limit : LIMIT};
	struct token_query any;
	int bad = stem_query(a, NULL, q->text, &any, f);

	r.stale = articles_due_any(s->desk);
	make_chain(&r);
	for (size_t i = 0; !bad && i < r.langs.n; i++)
		if (r.langs.v[i].corpus.docs > 0)
			bad = seek_in(&r, &r.langs.v[i], f);
	if (bad)
		return bad;
	if (r.hits.n > 1)
		qsort(r.hits.v, r.hits.n, sizeof *r.hits.v, best_first);
	once_each(&r);
	fill(&r, hits);
	hits->found = r.found;
	hits->known = r.known;
	hits->stale = r.stale;
	return 0;
}
