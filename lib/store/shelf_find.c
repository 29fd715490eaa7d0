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

/* What is known of a text while a query runs; pages of SHELF_BLOCK, as far as
 * they are needed. */
enum { FOUND = 1, OUT = 2, ALLOWED = 4 };
struct cell { float score; uint16_t must; uint8_t state; };

struct find {
	struct db *db;
	struct arena *a;
	const struct shelf_ask *ask;
	struct cell **page;
	size_t npages;
	float saturated[256];
	uint16_t must;                 /* terms that must be there */
	bool only;                     /* none but what is ALLOWED */
};

/* Texts of a word or a term, in order. */
struct posts { struct shelf_post *v; size_t n, cap; };

static struct cell *cell_of(struct find *f, int64_t doc)
{
	size_t i = (size_t)doc / SHELF_BLOCK;

	if (i >= f->npages)
		return NULL;
	if (!f->page[i])
		f->page[i] = arena_array(f->a, struct cell, SHELF_BLOCK);
	return &f->page[i][doc % SHELF_BLOCK];
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

/* Numbers of a word, or of all that begin so. */
struct numbers { int64_t *v; size_t n, cap; };

static void find_words(struct find *f, const char *word, bool prefix, struct numbers *out)
{
	int64_t lang = f->ask->lang->id;
	struct db_stmt *s = prefix
		? db_query(f->db, "SELECT id FROM kb_word WHERE lang = $1 AND word >= $2 AND word < $3", db_int(lang),
		           db_text(word), db_text(arena_printf(f->a, "%s\xf4\x8f\xbf\xbf", word)))
		: db_query(f->db, "SELECT id FROM kb_word WHERE lang = $1 AND word = $2", db_int(lang), db_text(word));

	while (db_step(s) == DB_ROW)
		*vec_push(f->a, out) = db_i64(s, 0);
	db_end(s);
}

static struct posts posts_of(struct find *f, const char *word, const char *or, bool prefix)
{
	struct numbers words = {0};
	struct posts p = {0};

	find_words(f, word, prefix, &words);
	if (or)
		find_words(f, or, prefix, &words);
	for (size_t i = 0; i < words.n; i++)
		read_posts(f, words.v[i], &p);
	if (words.n > 1)
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
		struct posts next = posts_of(f, t->words[i], NULL, t->prefix && i + 1 == t->n);
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

static struct posts posts_of_term(struct find *f, const struct token_term *t)
{
	struct numbers words = {0};
	struct posts p;

	if (t->n == 1)
		return posts_of(f, t->words[0], t->whole, t->prefix);
	p = posts_of_phrase(f, t);
	if (!t->whole)
		return p;
	find_words(f, t->whole, t->prefix, &words);
	for (size_t i = 0; i < words.n; i++)
		read_posts(f, words.v[i], &p);
	join(&p);
	return p;
}

/* --- scores --- */

static void exclude(struct find *f, const struct posts *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct cell *c = cell_of(f, p->v[i].doc);
		if (c)
			c->state |= OUT;
	}
}

static void score(struct find *f, const struct posts *p, bool must)
{
	double docs = (double)f->ask->lang->corpus.docs, df = (double)p->n;
	float idf = (float)log(1 + (docs > df ? docs - df + 0.5 : 0.5) / (df + 0.5));

	for (size_t i = 0; i < p->n; i++) {
		struct cell *c = cell_of(f, p->v[i].doc);
		if (!c)
			continue;
		c->score += idf * f->saturated[p->v[i].weight];
		c->must = (uint16_t)(c->must + must);
		c->state |= FOUND;
	}
}

static void run_terms(struct find *f)
{
	const struct token_query *q = f->ask->q;

	for (size_t i = 0; i < q->n; i++) {
		const struct token_term *t = &q->terms[i];
		bool must = t->must || f->ask->all_words;
		if (f->ask->aside && f->ask->aside[i])
			continue;
		struct posts p = posts_of_term(f, t);
		if (t->not)
			exclude(f, &p);
		else
			score(f, &p, must);
		f->must = (uint16_t)(f->must + (must && !t->not));
	}
}

/* --- who may be shown --- */

/* Texts of a statement get a mark. */
static void mark(struct find *f, struct db_stmt *s, uint8_t state)
{
	while (db_step(s) == DB_ROW) {
		struct cell *c = cell_of(f, db_i64(s, 0));
		if (c)
			c->state |= state;
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

/* The two bytes of each text of a page; NULL where nothing asks for them. */
static const uint8_t *flags_of(struct find *f, size_t page)
{
	size_t n;
	uint8_t *out;

	if (!f->ask->public && !f->ask->before && f->ask->kind < 0)
		return NULL;
	out = arena_array(f->a, uint8_t, 2 * SHELF_BLOCK);
	struct db_stmt *s = db_query(f->db, "SELECT body FROM kb_flag WHERE id = $1", db_int((int64_t)page));
	if (db_step(s) == DB_ROW) {
		const void *p = db_bytes(s, 0, &n);
		if (p)
			memcpy(out, p, n < 2 * SHELF_BLOCK ? n : 2 * SHELF_BLOCK);
	}
	db_end(s);
	return out;
}

static bool shown(const struct find *f, const struct cell *c, const uint8_t *flags)
{
	const struct shelf_ask *q = f->ask;

	if ((c->state & (FOUND | OUT)) != FOUND || c->must != f->must || (f->only && !(c->state & ALLOWED)))
		return false;
	if (!flags)
		return true;
	return !(q->public && flags[0] & SHELF_INTERNAL) && !(flags[1] & q->before) &&
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

static void collect(struct find *f, struct shelf_hits *h)
{
	for (size_t i = 0; i < f->npages; i++) {
		const struct cell *page = f->page[i];
		const uint8_t *flags = NULL;
		bool asked = false;
		for (size_t k = 0; page && k < SHELF_BLOCK; k++) {
			if (!(page[k].state & FOUND))
				continue;
			if (!asked)
				flags = flags_of(f, i);
			asked = true;
			if (!shown(f, &page[k], flags ? flags + 2 * k : NULL))
				continue;
			h->found++;
			take(h, f->ask->top, f->a, (struct shelf_hit){(int64_t)(i * SHELF_BLOCK + k), page[k].score});
		}
	}
	if (h->n > 1)
		qsort(h->v, h->n, sizeof *h->v, best_first);
}

void shelf_find(struct desk *d, struct arena *a, const struct shelf_ask *ask, struct shelf_hits *hits)
{
	struct arena work = {0};
	struct find f = {.db = desk_db(d), .a = &work, .ask = ask};
	struct db_stmt *s = db_query(f.db, "SELECT doc FROM kb_head WHERE id = 1");
	int64_t last = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;
	struct shelf_hits found = {0};

	db_end(s);
	f.npages = last > 0 && last < UINT32_MAX ? (size_t)last / SHELF_BLOCK + 1 : 1;
	f.page = arena_array(&work, struct cell *, f.npages);
	for (int i = 0; i < 256; i++)
		f.saturated[i] = shelf_saturated(shelf_weight_of((uint8_t)i));
	run_terms(&f);
	mark_all(&f);
	collect(&f, &found);
	*hits = (struct shelf_hits){arena_array(a, struct shelf_hit, found.n), found.n, found.found};
	for (size_t i = 0; i < found.n; i++)
		hits->v[i] = found.v[i];
	arena_free(&work);
}
