/* shelf_add: texts into the index of the knowledge base, and out of it.
 *
 * What a run changes is a log, an entry for each word of each text, linked from
 * the word's last one backwards; it is written word by word, so that a thousand
 * texts change each row once. */
#include "store/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "db/db.h"
#include "store/search_pg.h"
#include "store/shelf_post.h"

enum { LOG_MAX = 1 << 20, SETTLED = 1000, PRIOR = 20 };

struct word {
	const char *p;
	uint32_t n, lang;              /* lang: place among the run's */
	uint64_t hash;
	uint32_t last;                 /* its last entry, from 1; 0: none */
	uint32_t adds, drops;
	uint32_t seen;                 /* the text at hand that has it, */
	uint32_t tf[RANK_FIELDS];      /* and how often */
};

struct entry { uint32_t doc, before; uint8_t weight; bool drop; };

struct language { struct shelf_lang l; bool is_new; };

struct block { bool loaded, dirty; uint8_t body[2 * SHELF_BLOCK]; };

struct shelf {
	struct desk *d;
	struct arena memory, entries;  /* of what lives until it is written */
	struct arena lasting;
	struct arena row;
	struct word **table;           /* by hash; size a power of two */
	size_t size;
	VEC(struct word *) words;
	VEC(struct entry) log;
	VEC(struct word *) at_hand;    /* the words of one text */
	VEC(struct language) langs;
	VEC(struct block *) blocks;
	uint32_t texts;                /* counted so far, for word.seen */
	int64_t doc, word, written;    /* last numbers; the last text that is written */
};

/* --- begin --- */

struct shelf *shelf_begin(struct desk *d)
{
	struct arena a = {0};
	struct shelf *s = arena_new(&a, struct shelf);
	struct db_stmt *st = db_query(desk_db(d), "SELECT doc, word FROM kb_head WHERE id = 1");

	s->d = d;
	s->lasting = a;
	if (db_step(st) == DB_ROW) {
		s->doc = s->written = db_i64(st, 0);
		s->word = db_i64(st, 1);
	}
	db_end(st);
	struct shelf_langs langs = shelf_langs(d, &s->lasting);
	for (size_t i = 0; i < langs.n; i++)
		*vec_push(&s->lasting, &s->langs) = (struct language){.l = langs.v[i]};
	return s;
}

static uint32_t language(struct shelf *s, const char *lang)
{
	static const double prior[RANK_FIELDS] = {
		[RANK_TITLE] = 7, [RANK_QUESTIONS] = 20, [RANK_BODY] = 200, [RANK_NAMES] = 8};
	int64_t id = 1;

	for (size_t i = 0; i < s->langs.n; i++) {
		if (strcmp(s->langs.v[i].l.lang, lang) == 0)
			return (uint32_t)i;
		id = s->langs.v[i].l.id >= id ? s->langs.v[i].l.id + 1 : id;
	}
	struct language *l = vec_push(&s->lasting, &s->langs);
	l->l = (struct shelf_lang){.id = id, .lang = arena_strdup(&s->lasting, lang)};
	memcpy(l->l.usual, prior, sizeof prior);
	l->is_new = true;
	db_exec(desk_db(s->d), "INSERT INTO kb_lang (id, lang, docs, title, questions, body, names, scale) "
	        "VALUES ($1, $2, 0, 0, 0, 0, 0, '')", db_int(id), db_text(lang));
	return (uint32_t)(s->langs.n - 1);
}

/* --- words --- */

static void grow(struct shelf *s)
{
	size_t size = s->size ? s->size * 2 : 4096;
	struct word **table = arena_array(&s->memory, struct word *, size);

	for (size_t i = 0; i < s->words.n; i++) {
		size_t k = s->words.v[i]->hash & (size - 1);
		while (table[k])
			k = (k + 1) & (size - 1);
		table[k] = s->words.v[i];
	}
	s->table = table;
	s->size = size;
}

static struct word *word_of(struct shelf *s, uint32_t lang, const char *p, size_t n)
{
	uint64_t hash = search_hash(p, n) + lang * 0x9e3779b97f4a7c15u;
	size_t k;

	if (s->words.n * 2 >= s->size)
		grow(s);
	for (k = hash & (s->size - 1); s->table[k]; k = (k + 1) & (s->size - 1)) {
		struct word *w = s->table[k];
		if (w->hash == hash && w->n == n && w->lang == lang && memcmp(w->p, p, n) == 0)
			return w;
	}
	struct word *w = arena_new(&s->memory, struct word);
	*w = (struct word){.p = arena_dup(&s->memory, p, n), .n = (uint32_t)n, .lang = lang, .hash = hash};
	s->table[k] = w;
	*vec_push(&s->memory, &s->words) = w;
	return w;
}

/* Counts the words of a text; its lengths go to len. */
static void count(struct shelf *s, uint32_t lang, const struct shelf_doc *x, uint32_t len[RANK_FIELDS])
{
	s->at_hand.n = 0;
	s->texts++;
	for (int f = 0; f < RANK_FIELDS; f++) {
		const char *p = x->field[f], *end = p + x->n[f];
		len[f] = 0;
		while (p < end) {
			const char *from = p;
			while (p < end && *p != ' ' && *p != '\n')
				p++;
			if (p > from) {
				struct word *w = word_of(s, lang, from, (size_t)(p - from));
				if (w->seen != s->texts) {
					w->seen = s->texts;
					memset(w->tf, 0, sizeof w->tf);
					*vec_push(&s->lasting, &s->at_hand) = w;
				}
				w->tf[f]++;
				len[f]++;
			}
			p++;
		}
	}
}

static void note_entry(struct shelf *s, struct word *w, int64_t doc, uint8_t weight, bool drop)
{
	*vec_push(&s->entries, &s->log) = (struct entry){(uint32_t)doc, w->last, weight, drop};
	w->last = (uint32_t)s->log.n;
	if (drop)
		w->drops++;
	else
		w->adds++;
}

/* --- flags --- */

static struct block *block_of(struct shelf *s, int64_t doc)
{
	size_t i = (size_t)(doc / SHELF_BLOCK), n;

	while (s->blocks.n <= i)
		*vec_push(&s->lasting, &s->blocks) = NULL;
	if (s->blocks.v[i])
		return s->blocks.v[i];
	struct block *b = s->blocks.v[i] = arena_new(&s->lasting, struct block);
	struct db_stmt *st = db_query(desk_db(s->d), "SELECT body FROM kb_flag WHERE id = $1", db_int((int64_t)i));
	if (db_step(st) == DB_ROW) {
		const void *p = db_bytes(st, 0, &n);
		memcpy(b->body, p ? p : "", p ? n < sizeof b->body ? n : sizeof b->body : 0);
		b->loaded = true;
	}
	db_end(st);
	return b;
}

static void save_blocks(struct shelf *s)
{
	for (size_t i = 0; i < s->blocks.n; i++) {
		struct block *b = s->blocks.v[i];
		if (b && b->dirty)
			db_exec(desk_db(s->d), "INSERT INTO kb_flag (id, body) VALUES ($1, $2) "
			        "ON CONFLICT (id) DO UPDATE SET body = $2", db_int((int64_t)i), db_blob(b->body, sizeof b->body));
		if (b)
			b->dirty = false;
	}
}

static int bit_of(int64_t lang)
{
	return lang <= SHELF_LANGS ? 1 << (lang - 1) : SHELF_OTHER;
}

/* An article's texts on the shelf. */
struct siblings { struct { int64_t doc; uint32_t lang; } v[64]; size_t n; };

static void find_siblings(struct shelf *s, int64_t article, struct siblings *all)
{
	struct db_stmt *st = db_query(desk_db(s->d), "SELECT id, lang FROM kb_doc WHERE article = $1", db_int(article));

	all->n = 0;
	while (db_step(st) == DB_ROW && all->n < sizeof all->v / sizeof *all->v) {
		const char *lang = db_str(st, 1, NULL);
		all->v[all->n].doc = db_i64(st, 0);
		all->v[all->n++].lang = language(s, lang ? lang : "");
	}
	db_end(st);
}

static void say_languages(struct shelf *s, const struct siblings *all)
{
	int mask = 0;

	for (size_t i = 0; i < all->n; i++)
		mask |= bit_of(s->langs.v[all->v[i].lang].l.id);
	for (size_t i = 0; i < all->n; i++) {
		struct block *b = block_of(s, all->v[i].doc);
		b->body[all->v[i].doc % SHELF_BLOCK * 2 + 1] = (uint8_t)mask;
		b->dirty = true;
	}
}

/* --- writing what is held --- */

static int by_word(const void *a, const void *b)
{
	const struct word *x = *(struct word *const *)a, *y = *(struct word *const *)b;

	if (x->lang != y->lang)
		return x->lang < y->lang ? -1 : 1;
	int order = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);
	return order ? order : x->n < y->n ? -1 : x->n > y->n;
}

/* The row of kb_post at hand while a word is written. */
struct post_row {
	struct db *db;
	int64_t base;                  /* word * 2^32 */
	int64_t id;                    /* 0: none */
	bool is_new, dirty;
	size_t n;
	struct shelf_post v[SHELF_ROW + 1];
};

static void save_row(struct post_row *r, struct arena *a)
{
	struct str out = str_new(a);

	if (!r->id || !r->dirty)
		return;
	if (!r->n && !r->is_new)
		db_exec(r->db, "DELETE FROM kb_post WHERE id = $1", db_int(r->id));
	shelf_post_write(&out, (uint32_t)r->id, r->v, r->n);
	if (r->n && r->is_new)
		db_put(r->db, "INSERT INTO kb_post (id, body) VALUES ($1, $2)", db_int(r->id), db_blob(out.p, out.n));
	else if (r->n)
		db_exec(r->db, "UPDATE kb_post SET body = $2 WHERE id = $1", db_int(r->id), db_blob(out.p, out.n));
	r->dirty = false;
}

/* The row in which a text stands, or would; false where there is none. */
static bool load_row(struct post_row *r, struct arena *a, int64_t doc)
{
	size_t n;

	if (r->id && r->id <= r->base + doc && r->n && r->base + r->v[r->n - 1].doc >= r->base + doc)
		return true;
	save_row(r, a);
	r->id = 0;
	struct db_stmt *st = db_query(r->db, "SELECT id, body FROM kb_post WHERE id <= $1 AND id >= $2 "
	                              "ORDER BY id DESC LIMIT 1", db_int(r->base + doc), db_int(r->base));
	if (db_step(st) == DB_ROW) {
		const void *p = db_bytes(st, 1, &n);
		r->id = db_i64(st, 0);
		r->is_new = false;
		r->n = p ? shelf_post_read(p, n, (uint32_t)r->id, r->v) : 0;
	}
	db_end(st);
	return r->id != 0;
}

static void remove_post(struct post_row *r, struct arena *a, uint32_t doc)
{
	if (!load_row(r, a, doc))
		return;
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].doc == doc) {
			memmove(&r->v[i], &r->v[i + 1], (r->n - i - 1) * sizeof *r->v);
			r->n--;
			r->dirty = true;
			return;
		}
}

static void add_post(struct post_row *r, struct arena *a, struct shelf_post post)
{
	if (r->id && r->n == SHELF_ROW) {
		save_row(r, a);
		r->id = 0;
	}
	if (!r->id) {
		r->id = r->base + post.doc;
		r->is_new = true;
		r->n = 0;
	}
	r->v[r->n++] = post;
	r->dirty = true;
}

/* The word's number; is it new? A word that no text holds any more goes. */
static int64_t save_word(struct shelf *s, const struct word *w, bool *is_new)
{
	struct db *db = desk_db(s->d);
	int64_t lang = s->langs.v[w->lang].l.id, id = 0;
	struct db_stmt *st = db_query(db, "INSERT INTO kb_word (lang, word, id, df) VALUES ($1, $2, $3, $4) "
	                              "ON CONFLICT (lang, word) DO UPDATE SET df = kb_word.df + $4 RETURNING id",
	                              db_int(lang), db_textn(w->p, w->n), db_int(s->word + 1),
	                              db_int((int64_t)w->adds - w->drops));

	while (db_step(st) == DB_ROW)
		id = db_i64(st, 0);
	db_end(st);
	*is_new = id == s->word + 1;
	s->word += *is_new;
	if (w->drops >= w->adds)
		db_exec(db, "DELETE FROM kb_word WHERE lang = $1 AND word = $2 AND df <= 0", db_int(lang),
		        db_textn(w->p, w->n));
	return id;
}

static int by_doc(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	return x->doc < y->doc ? -1 : x->doc > y->doc;
}

static void write_word(struct shelf *s, const struct word *w)
{
	struct arena *a = &s->row;
	struct entry *adds = arena_array(a, struct entry, w->adds + 1), *drops = arena_array(a, struct entry, w->drops + 1);
	size_t nadds = w->adds, ndrops = 0;
	struct post_row *r = arena_new(a, struct post_row);
	bool is_new;

	for (uint32_t i = w->last; i; i = s->log.v[i - 1].before) {
		if (s->log.v[i - 1].drop)
			drops[ndrops++] = s->log.v[i - 1];
		else
			adds[--nadds] = s->log.v[i - 1];
	}
	r->db = desk_db(s->d);
	r->base = save_word(s, w, &is_new) << 32;
	if (ndrops > 1)
		qsort(drops, ndrops, sizeof *drops, by_doc);
	for (size_t i = 0; i < ndrops; i++)
		remove_post(r, a, drops[i].doc);
	if (w->adds && !is_new)
		load_row(r, a, INT64_C(0xffffffff));
	for (size_t i = 0; i < w->adds; i++)
		add_post(r, a, (struct shelf_post){adds[i].doc, adds[i].weight});
	save_row(r, a);
	arena_reset(a);
}

static void save_langs(struct shelf *s)
{
	for (size_t i = 0; i < s->langs.n; i++) {
		const struct shelf_lang *l = &s->langs.v[i].l;
		const char *scale = shelf_print_usual(&s->row, l->usual);
		db_exec(desk_db(s->d), "UPDATE kb_lang SET docs = $2, title = $3, questions = $4, body = $5, names = $6, "
		        "scale = $7 WHERE id = $1", db_int(l->id), db_int(l->corpus.docs), db_int(l->corpus.words[0]),
		        db_int(l->corpus.words[1]), db_int(l->corpus.words[2]), db_int(l->corpus.words[3]), db_text(scale));
	}
}

static void write_out(struct shelf *s)
{
	if (s->words.n > 1)
		qsort(s->words.v, s->words.n, sizeof *s->words.v, by_word);
	for (size_t i = 0; i < s->words.n && !desk_failed(s->d); i++)
		if (s->words.v[i]->last)
			write_word(s, s->words.v[i]);
	save_langs(s);
	save_blocks(s);
	db_exec(desk_db(s->d), "UPDATE kb_head SET doc = $1, word = $2 WHERE id = 1", db_int(s->doc), db_int(s->word));
	s->written = s->doc;
	arena_reset(&s->memory);
	arena_reset(&s->entries);
	arena_reset(&s->row);
	s->table = NULL;
	s->size = 0;
	memset(&s->words, 0, sizeof s->words);
	memset(&s->log, 0, sizeof s->log);
}

void shelf_end(struct shelf *s)
{
	struct arena lasting;

	write_out(s);
	arena_free(&s->memory);
	arena_free(&s->entries);
	arena_free(&s->row);
	lasting = s->lasting;          /* s lives in it */
	arena_free(&lasting);
}

/* --- texts --- */

static void add_lengths(struct language *l, const uint32_t len[RANK_FIELDS], int sign)
{
	struct rank_corpus *c = &l->l.corpus;

	c->docs += sign;
	for (int f = 0; f < RANK_FIELDS; f++)
		c->words[f] += sign * (int64_t)len[f];
}

/* Until enough texts of a new language are seen. */
static void learn_usual(struct language *l)
{
	static const double prior[RANK_FIELDS] = {
		[RANK_TITLE] = 7, [RANK_QUESTIONS] = 20, [RANK_BODY] = 200, [RANK_NAMES] = 8};
	const struct rank_corpus *c = &l->l.corpus;

	if (!l->is_new || c->docs > SETTLED)
		return;
	for (int f = 0; f < RANK_FIELDS; f++) {
		l->l.usual[f] = (prior[f] * PRIOR + (double)c->words[f]) / (double)(PRIOR + c->docs);
		if (l->l.usual[f] < 1)
			l->l.usual[f] = 1;
	}
}

static void drop_doc(struct shelf *s, int64_t doc, uint32_t lang)
{
	struct arena a = {0};
	struct shelf_doc old;
	uint32_t len[RANK_FIELDS];

	if (doc > s->written)
		write_out(s);
	if (shelf_load(s->d, &a, doc, &old)) {
		count(s, lang, &old, len);
		for (size_t i = 0; i < s->at_hand.n; i++)
			note_entry(s, s->at_hand.v[i], doc, 0, true);
		add_lengths(&s->langs.v[lang], len, -1);
	}
	db_exec(desk_db(s->d), "DELETE FROM kb_doc WHERE id = $1", db_int(doc));
	arena_free(&a);
}

/* Takes out the text that an article has in a language. */
static void drop_of(struct shelf *s, struct siblings *all, uint32_t lang)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].lang == lang) {
			drop_doc(s, all->v[i].doc, lang);
			all->v[i] = all->v[--all->n];
			return;
		}
}

void shelf_put(struct shelf *s, const struct shelf_doc *x, int flags)
{
	uint32_t lang = language(s, x->lang), len[RANK_FIELDS];
	struct siblings all;
	struct language *l;

	find_siblings(s, x->article, &all);
	drop_of(s, &all, lang);
	l = &s->langs.v[lang];
	s->doc++;
	db_put(desk_db(s->d), "INSERT INTO kb_doc (id, article, lang, seq, title, questions, body, names) "
	       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", db_int(s->doc), db_int(x->article), db_text(x->lang),
	       db_int(x->seq), db_textn(x->field[RANK_TITLE], x->n[RANK_TITLE]),
	       db_textn(x->field[RANK_QUESTIONS], x->n[RANK_QUESTIONS]), db_textn(x->field[RANK_BODY], x->n[RANK_BODY]),
	       db_textn(x->field[RANK_NAMES], x->n[RANK_NAMES]));
	count(s, lang, x, len);
	add_lengths(l, len, 1);
	learn_usual(l);
	for (size_t i = 0; i < s->at_hand.n; i++)
		note_entry(s, s->at_hand.v[i], s->doc, shelf_weight(s->at_hand.v[i]->tf, len, l->l.usual), false);
	if (all.n < sizeof all.v / sizeof *all.v) {
		all.v[all.n].doc = s->doc;
		all.v[all.n++].lang = lang;
	}
	say_languages(s, &all);
	block_of(s, s->doc)->body[s->doc % SHELF_BLOCK * 2] = (uint8_t)flags;
	if (s->log.n > LOG_MAX)
		write_out(s);
}

void shelf_drop(struct shelf *s, int64_t article, const char *lang)
{
	struct siblings all;

	find_siblings(s, article, &all);
	drop_of(s, &all, language(s, lang));
	say_languages(s, &all);
}
