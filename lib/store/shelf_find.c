/* shelf_find: texts of the knowledge base that hold the words of a query, the
 * likeliest first.
 *
 * Every text that is found is scored, with the weights kb_post has: there is no
 * early stop that might miss one. The scores only choose who is looked at closely
 * (domain/rank.h). */
#include "store/shelf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "db/db.h"
#include "store/shelf_post.h"

/* What is known of texts while a query runs, by number; all but the scores only
 * where the query asks for it. */
enum { OUT = 1, ALLOWED = 2, SCORES = 60000 };

/* Texts of a word or a term, in order. */
struct posts { struct shelf_post *v; size_t n, cap; };

/* Numbers of a word, or of all that begin so; df: texts they stand in, one by one. */
struct numbers { int64_t *v; size_t n, cap; int64_t df; };

/* A term of the query: one word, which is read when it is scored, or what was made
 * of several. */
struct term { const struct token_term *t; int64_t word; struct posts p; double rarity; };

struct find {
	struct db *db;
	struct arena *a;
	const struct shelf_ask *ask;
	size_t n;                      /* texts there may be: numbers below this */
	uint16_t *score;               /* 0: not found */
	uint8_t *state, *must;         /* NULL: not asked for; must: terms that are there */
	uint8_t needed;                /* of them */
	bool only;                     /* none but what is ALLOWED */
	bool flagged;                  /* or what the flags of a text let through */
};

static void *per_text(struct find *f, void *p)
{
	return p ? p : arena_alloc(f->a, f->n);
}

/* --- the texts of a term --- */

static void read_posts(struct find *f, int64_t word, struct posts *out)
{
	struct db_stmt *s = db_query(f->db, "SELECT id, body FROM kb_post WHERE id >= $1 AND id < $2 ORDER BY id",
	                             db_int(word << 32), db_int((word + 1) << 32));
	size_t n;

	while (db_step(s) == DB_ROW) {
		const void *p = db_bytes(s, 1, &n);
		if (out->cap - out->n < SHELF_ROW) {
			size_t cap = out->cap * 2 + SHELF_ROW;
			out->v = arena_grow(f->a, out->v, out->cap * sizeof *out->v, cap * sizeof *out->v);
			out->cap = cap;
		}
		if (p)
			out->n += shelf_post_read(p, n, (uint32_t)db_i64(s, 0), out->v + out->n);
	}
	db_end(s);
}

static int by_doc(const void *a, const void *b)
{
	const struct shelf_post *x = a, *y = b;
	return x->doc < y->doc ? -1 : x->doc > y->doc;
}

/* Several words' texts one after the other: in order and once each, with the
 * greatest weight. */
static void join(struct posts *p)
{
	size_t kept = 0;

	if (p->n > 1)
		qsort(p->v, p->n, sizeof *p->v, by_doc);
	for (size_t i = 0; i < p->n; i++) {
		if (kept && p->v[kept - 1].doc == p->v[i].doc) {
			if (p->v[kept - 1].weight < p->v[i].weight)
				p->v[kept - 1].weight = p->v[i].weight;
		} else {
			p->v[kept++] = p->v[i];
		}
	}
	p->n = kept;
}

static void find_words(struct find *f, const char *word, bool prefix, struct numbers *out)
{
	int64_t lang = f->ask->lang->id;
	struct db_stmt *s = prefix
		? db_query(f->db, "SELECT id, df FROM kb_word WHERE lang = $1 AND word >= $2 AND word < $3", db_int(lang),
		           db_text(word), db_text(arena_printf(f->a, "%s\xf4\x8f\xbf\xbf", word)))
		: db_query(f->db, "SELECT id, df FROM kb_word WHERE lang = $1 AND word = $2", db_int(lang), db_text(word));

	while (db_step(s) == DB_ROW) {
		*vec_push(f->a, out) = db_i64(s, 0);
		out->df += db_i64(s, 1);
	}
	db_end(s);
}

static struct posts posts_of(struct find *f, const struct numbers *words)
{
	struct posts p = {.cap = words->df > 0 && words->df < UINT32_MAX ? (size_t)words->df + SHELF_ROW : SHELF_ROW};

	p.v = arena_array(f->a, struct shelf_post, p.cap);
	for (size_t i = 0; i < words->n; i++)
		read_posts(f, words->v[i], &p);
	if (words->n > 1)
		join(&p);
	return p;
}

/* --- words in a row --- */

static bool ends_word(char c)
{
	return c == ' ' || c == '\n' || c == '\0';
}

/* Do the words stand in this text one behind the other? A text of tokens has one
 * blank between two. */
static bool stands_in(const char *text, size_t n, const char *row, size_t nrow, bool prefix)
{
	const char *end = text + n, *p = text;

	while ((p = memmem(p, (size_t)(end - p), row, nrow)) != NULL) {
		if ((p == text || ends_word(p[-1])) && (prefix || p + nrow == end || ends_word(p[nrow])))
			return true;
		p++;
	}
	return false;
}

static bool in_a_row(struct find *f, int64_t doc, const char *row, bool prefix)
{
	struct db_stmt *s = db_query(f->db, "SELECT title, questions, body, names FROM kb_doc WHERE id = $1", db_int(doc));
	bool found = false;
	size_t n;

	if (db_step(s) == DB_ROW)
		for (int c = 0; c < RANK_FIELDS && !found; c++) {
			const char *text = db_str(s, c, &n);
			found = text && stands_in(text, n, row, strlen(row), prefix);
		}
	db_end(s);
	return found;
}

static void keep_common(struct posts *p, const struct posts *other)
{
	size_t kept = 0, k = 0;

	for (size_t i = 0; i < p->n; i++) {
		while (k < other->n && other->v[k].doc < p->v[i].doc)
			k++;
		if (k == other->n || other->v[k].doc != p->v[i].doc)
			continue;
		p->v[kept] = p->v[i];
		if (p->v[kept].weight < other->v[k].weight)
			p->v[kept].weight = other->v[k].weight;
		kept++;
	}
	p->n = kept;
}

static struct posts posts_of_phrase(struct find *f, const struct token_term *t)
{
	struct posts p = {0};
	struct str row = str_new(f->a);
	size_t kept = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct numbers words = {0};
		find_words(f, t->words[i], t->prefix && i + 1 == t->n, &words);
		struct posts next = posts_of(f, &words);
		str_add(&row, i ? " " : "");
		str_add(&row, t->words[i]);
		if (i == 0)
			p = next;
		else
			keep_common(&p, &next);
	}
	for (size_t i = 0; i < p.n; i++)
		if (in_a_row(f, p.v[i].doc, row.p, t->prefix))
			p.v[kept++] = p.v[i];
	p.n = kept;
	return p;
}

static struct term read_term(struct find *f, const struct token_term *t)
{
	struct term x = {.t = t};
	struct numbers words = {0};
	int64_t df;

	if (t->n == 1)
		find_words(f, t->words[0], t->prefix, &words);
	if (t->whole)
		find_words(f, t->whole, t->prefix, &words);
	if (t->n == 1 && words.n == 1) {
		x.word = words.v[0];
		df = words.df;
	} else if (t->n == 1) {
		x.p = posts_of(f, &words);
		df = (int64_t)x.p.n;
	} else {
		x.p = posts_of_phrase(f, t);
		for (size_t i = 0; i < words.n; i++)
			read_posts(f, words.v[i], &x.p);
		join(&x.p);
		df = (int64_t)x.p.n;
	}
	double docs = (double)f->ask->lang->corpus.docs;
	x.rarity = log(1 + (docs > (double)df ? docs - (double)df + 0.5 : 0.5) / ((double)df + 0.5));
	return x;
}

/* --- scores --- */

static void set_state(struct find *f, const struct posts *p, uint8_t state)
{
	f->state = per_text(f, f->state);
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].doc < f->n)
			f->state[p->v[i].doc] |= state;
}

static void count_must(struct find *f, const struct posts *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].doc < f->n && f->must[p->v[i].doc] < UINT8_MAX)
			f->must[p->v[i].doc]++;
}

static void add(struct find *f, const struct posts *p, const uint16_t points[256])
{
	uint16_t *score = f->score;

	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].doc < f->n)
			score[p->v[i].doc] = (uint16_t)(score[p->v[i].doc] + points[p->v[i].weight]);
}

static void run_posts(struct find *f, const struct term *x, const struct posts *p, const uint16_t points[256], bool must)
{
	if (x->t->not) {
		set_state(f, p, OUT);
		return;
	}
	add(f, p, points);
	if (must)
		count_must(f, p);
}

/* Row by row where it is one word: most words are, and some stand everywhere. */
static void run_term(struct find *f, const struct term *x, double share, bool must)
{
	struct shelf_post row[SHELF_ROW];
	uint16_t points[256];
	size_t n;

	for (int i = 0; i < 256; i++) {
		double p = share * shelf_saturated(shelf_weight_of((uint8_t)i));
		points[i] = p < 1 ? 1 : (uint16_t)p;
	}
	if (!x->word) {
		run_posts(f, x, &x->p, points, must);
		return;
	}
	struct db_stmt *s = db_query(f->db, "SELECT id, body FROM kb_post WHERE id >= $1 AND id < $2 ORDER BY id",
	                             db_int(x->word << 32), db_int((x->word + 1) << 32));
	while (db_step(s) == DB_ROW) {
		const void *p = db_bytes(s, 1, &n);
		if (p && !must && !x->t->not) {
			shelf_post_score(p, n, (uint32_t)db_i64(s, 0), points, f->score, f->n);
			continue;
		}
		struct posts part = {row, p ? shelf_post_read(p, n, (uint32_t)db_i64(s, 0), row) : 0, SHELF_ROW};
		run_posts(f, x, &part, points, must);
	}
	db_end(s);
}

static void run_terms(struct find *f)
{
	const struct token_query *q = f->ask->q;
	struct term *terms = arena_array(f->a, struct term, q->n + 1);
	double all = 0;
	size_t n = 0;

	for (size_t i = 0; i < q->n && n < UINT8_MAX; i++) {
		if (f->ask->aside && f->ask->aside[i])
			continue;
		terms[n] = read_term(f, &q->terms[i]);
		if (!terms[n].t->not) {
			all += terms[n].rarity;
			f->needed = (uint8_t)(f->needed + (terms[n].t->must || f->ask->all_words));
		}
		n++;
	}
	if (f->needed)
		f->must = per_text(f, NULL);
	for (size_t i = 0; i < n; i++)
		run_term(f, &terms[i], (SCORES - 300) * terms[i].rarity / all, terms[i].t->must || f->ask->all_words);
}

/* --- who may be shown --- */

/* Texts of a statement get a mark. */
static void mark(struct find *f, struct db_stmt *s, uint8_t state)
{
	while (db_step(s) == DB_ROW) {
		int64_t doc = db_i64(s, 0);
		if (doc < 0 || (size_t)doc >= f->n)
			continue;
		f->state = per_text(f, f->state);
		f->state[doc] |= state;
	}
	db_end(s);
}

static void mark_all(struct find *f)
{
	const struct shelf_ask *q = f->ask;

	if (q->public)
		mark(f, db_query(f->db, "SELECT d.id FROM article x JOIN kb_doc d ON d.article = x.id "
		                 "WHERE x.valid_until IS NOT NULL AND x.valid_until < $1", db_int(q->day)), OUT);
	if (q->without)
		mark(f, db_query(f->db, "SELECT id FROM kb_doc WHERE article = $1", db_int(q->without)), OUT);
	f->only = q->category || q->article;
	if (q->article)
		mark(f, db_query(f->db, "SELECT id FROM kb_doc WHERE article = $1", db_int(q->article)), ALLOWED);
	else if (q->category)          /* "/" comes right behind "." */
		mark(f, db_query(f->db, "SELECT d.id FROM article_category c JOIN kb_doc d ON d.article = c.article "
		                 "WHERE c.category = $1 OR c.category >= $2 AND c.category < $3", db_text(q->category),
		                 db_text(arena_printf(f->a, "%s.", q->category)),
		                 db_text(arena_printf(f->a, "%s/", q->category))), ALLOWED);
}

/* The two bytes of each text of a block; NULL where nothing asks for them. */
static const uint8_t *flags_of(struct find *f, size_t block)
{
	size_t n;
	uint8_t *out;

	if (!f->flagged)
		return NULL;
	out = arena_array(f->a, uint8_t, 2 * SHELF_BLOCK);
	struct db_stmt *s = db_query(f->db, "SELECT body FROM kb_flag WHERE id = $1", db_int((int64_t)block));
	if (db_step(s) == DB_ROW) {
		const void *p = db_bytes(s, 0, &n);
		if (p)
			memcpy(out, p, n < 2 * SHELF_BLOCK ? n : 2 * SHELF_BLOCK);
	}
	db_end(s);
	return out;
}

static bool shown(const struct find *f, size_t doc, const uint8_t *flags)
{
	const struct shelf_ask *q = f->ask;
	uint8_t state = f->state ? f->state[doc] : 0;

	if (state & OUT || (f->only && !(state & ALLOWED)) || (f->needed && f->must[doc] < f->needed))
		return false;
	if (!flags)
		return true;
	return !(q->public && flags[0] & SHELF_INTERNAL) && !(q->internal && !(flags[0] & SHELF_INTERNAL)) &&
	       !(flags[1] & q->before) &&
	       (q->kind < 0 || flags[0] / SHELF_KIND == q->kind);
}

/* --- the best --- */

static bool worse(const struct shelf_hit *x, const struct shelf_hit *y)
{
	return x->score != y->score ? x->score < y->score : x->doc > y->doc;
}

/* A heap with the worst on top. */
static void sift(struct shelf_hit *v, size_t n, size_t i)
{
	for (;;) {
		size_t k = 2 * i + 1;
		if (k >= n)
			return;
		k += k + 1 < n && worse(&v[k + 1], &v[k]);
		if (!worse(&v[k], &v[i]))
			return;
		struct shelf_hit x = v[i];
		v[i] = v[k];
		v[k] = x;
		i = k;
	}
}

static void take(struct shelf_hits *h, size_t top, struct arena *a, struct shelf_hit x)
{
	if (!h->v)
		h->v = arena_array(a, struct shelf_hit, top);
	if (h->n < top) {
		h->v[h->n++] = x;
		if (h->n == top)
			for (size_t i = top / 2; i-- > 0;)
				sift(h->v, top, i);
	} else if (worse(&h->v[0], &x)) {
		h->v[0] = x;
		sift(h->v, top, 0);
	}
}

static int best_first(const void *a, const void *b)
{
	const struct shelf_hit *x = a, *y = b;
	return worse(x, y) ? 1 : worse(y, x) ? -1 : 0;
}

/* Where nothing is hidden most texts need no second look. */
static void collect_all(struct find *f, size_t from, size_t to, struct shelf_hits *h)
{
	const uint16_t *score = f->score;
	int32_t found = 0;

	for (size_t i = from; i < to; i++)
		found += score[i] != 0;
	h->found += found;
	if (!found)
		return;
	uint16_t least = h->n < f->ask->top ? 0 : (uint16_t)h->v[0].score;
	for (size_t i = from; i < to; i++)
		if (score[i] > least) {
			take(h, f->ask->top, f->a, (struct shelf_hit){(int64_t)i, score[i]});
			least = h->n < f->ask->top ? 0 : (uint16_t)h->v[0].score;
		}
}

static void collect_block(struct find *f, size_t block, struct shelf_hits *h)
{
	size_t from = block * SHELF_BLOCK, to = from + SHELF_BLOCK < f->n ? from + SHELF_BLOCK : f->n;
	const uint8_t *flags = NULL;
	bool asked = false;

	if (!f->state && !f->needed && !f->only && !f->flagged) {
		collect_all(f, from, to, h);
		return;
	}
	for (size_t i = from; i < to; i++) {
		if (!f->score[i])
			continue;
		if (!asked)
			flags = flags_of(f, block);
		asked = true;
		if (!shown(f, i, flags ? flags + 2 * (i - from) : NULL))
			continue;
		h->found++;
		if (h->n < f->ask->top || f->score[i] > h->v[0].score)
			take(h, f->ask->top, f->a, (struct shelf_hit){(int64_t)i, f->score[i]});
	}
}

void shelf_find(struct desk *d, struct arena *a, const struct shelf_ask *ask, struct shelf_hits *hits)
{
	struct arena work = {0};
	struct find f = {.db = desk_db(d), .a = &work, .ask = ask};
	struct db_stmt *s = db_query(f.db, "SELECT doc FROM kb_head WHERE id = 1");
	int64_t last = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;
	struct shelf_hits found = {0};

	db_end(s);
	f.n = last > 0 && last < UINT32_MAX ? (size_t)last + 1 : 1;
	f.flagged = ask->public || ask->internal || ask->before || ask->kind >= 0;
	f.score = arena_array(&work, uint16_t, f.n);
	run_terms(&f);
	mark_all(&f);
	for (size_t block = 0; block * SHELF_BLOCK < f.n; block++)
		collect_block(&f, block, &found);
	if (found.n > 1)
		qsort(found.v, found.n, sizeof *found.v, best_first);
	*hits = (struct shelf_hits){arena_array(a, struct shelf_hit, found.n), found.n, found.found};
	for (size_t i = 0; i < found.n; i++)
		hits->v[i] = found.v[i];
	arena_free(&work);
}
