/* shelf: the index of the knowledge base: its rows. */
#include "store/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "db/db.h"
#include "store/shelf_post.h"

/* --- languages --- */

static void read_usual(const char *text, double usual[RANK_FIELDS])
{
	char *after = (char *)text;

	for (int f = 0; f < RANK_FIELDS; f++) {
		long long n = strtoll(after, &after, 10);
		usual[f] = n < 1000 ? 1 : (double)n / 1000;
	}
}

char *shelf_print_usual(struct arena *a, const double usual[RANK_FIELDS])
{
	struct str out = str_new(a);

	for (int f = 0; f < RANK_FIELDS; f++)
		str_printf(&out, "%s%lld", f ? " " : "", (long long)(usual[f] * 1000 + 0.5));
	return out.p;
}

struct shelf_langs shelf_langs(struct desk *d, struct arena *a)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT id, lang, docs, title, questions, body, names, scale "
	                             "FROM kb_lang ORDER BY lang");
	struct shelf_langs list = {0};

	while (db_step(s) == DB_ROW) {
		struct shelf_lang *l = vec_push(a, &list);
		const char *scale = db_str(s, 7, NULL);
		*l = (struct shelf_lang){.id = db_i64(s, 0), .lang = db_dup(s, 1, a), .corpus.docs = db_i64(s, 2)};
		for (int f = 0; f < RANK_FIELDS; f++)
			l->corpus.words[f] = db_i64(s, 3 + f);
		read_usual(scale ? scale : "", l->usual);
	}
	db_end(s);
	return list;
}

/* --- texts --- */

#define COLUMNS "id, article, lang, seq, title, questions, body, names"

static void read_doc(struct db_stmt *s, struct arena *a, struct shelf_doc *x)
{
	*x = (struct shelf_doc){.id = db_i64(s, 0), .article = db_i64(s, 1), .lang = db_dup(s, 2, a),
	                        .seq = db_i64(s, 3)};
	for (int f = 0; f < RANK_FIELDS; f++) {
		const char *text = db_str(s, 4 + f, &x->n[f]);
		x->field[f] = text ? arena_dup(a, text, x->n[f]) : "";
	}
}

static bool one(struct db_stmt *s, struct arena *a, struct shelf_doc *x)
{
	bool found = db_step(s) == DB_ROW;

	if (found)
		read_doc(s, a, x);
	db_end(s);
	return found;
}

bool shelf_load(struct desk *d, struct arena *a, int64_t id, struct shelf_doc *x)
{
	return one(db_query(desk_db(d), "SELECT " COLUMNS " FROM kb_doc WHERE id = $1", db_int(id)), a, x);
}

bool shelf_is_live(struct desk *d, const struct shelf_doc *x)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT live FROM article_text WHERE article = $1 AND lang = $2",
	                             db_int(x->article), db_text(x->lang));
	bool live = db_step(s) == DB_ROW && db_i64(s, 0) == x->seq;

	db_end(s);
	return live;
}

bool shelf_of_text(struct desk *d, struct arena *a, int64_t article, const char *lang, struct shelf_doc *x)
{
	return one(db_query(desk_db(d), "SELECT " COLUMNS " FROM kb_doc WHERE article = $1 AND lang = $2",
	                    db_int(article), db_text(lang)), a, x);
}

struct shelf_docs { struct db_stmt *st; };

struct shelf_docs *shelf_docs(struct desk *d, struct arena *a)
{
	struct shelf_docs *s = arena_new(a, struct shelf_docs);

	s->st = db_scan(desk_db(d), "SELECT " COLUMNS " FROM kb_doc ORDER BY article, lang");
	return s;
}

bool shelf_docs_next(struct shelf_docs *s, struct arena *row, struct shelf_doc *x)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	read_doc(s->st, row, x);
	return true;
}

void shelf_docs_end(struct shelf_docs *s)
{
	db_end(s->st);
}

int64_t shelf_df(struct desk *d, int64_t lang, const char *word)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT df FROM kb_word WHERE lang = $1 AND word = $2", db_int(lang),
	                             db_text(word));
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;

	db_end(s);
	return n;
}

/* Does the row of a word name a text? */
static bool leads_to(struct desk *d, int64_t word, int64_t doc)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT id, body FROM kb_post WHERE id <= $1 AND id >= $2 "
	                             "ORDER BY id DESC LIMIT 1", db_int((word << 32) + doc), db_int(word << 32));
	struct shelf_post v[SHELF_ROW];
	size_t n, count = 0;
	bool found = false;

	if (db_step(s) == DB_ROW) {
		const void *p = db_bytes(s, 1, &n);
		count = p ? shelf_post_read(p, n, (uint32_t)db_i64(s, 0), v) : 0;
	}
	db_end(s);
	for (size_t i = 0; i < count && !found; i++)
		found = v[i].doc == doc;
	return found;
}

const char *shelf_check(struct desk *d, struct arena *a, const struct shelf_doc *x)
{
	struct db *db = desk_db(d);

	for (int f = 0; f < RANK_FIELDS; f++)
		for (const char *p = x->field[f], *end = p + x->n[f]; p < end;) {
			size_t n = strcspn(p, " \n");
			char *word = arena_dup(a, p, n);
			struct db_stmt *s = db_query(db, "SELECT w.id FROM kb_word w JOIN kb_lang l ON l.id = w.lang "
			                             "WHERE l.lang = $1 AND w.word = $2", db_text(x->lang), db_text(word));
			int64_t id = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;
			db_end(s);
			if (n && (!id || !leads_to(d, id, x->id)))
				return word;
			p += n + (p + n < end);
		}
	return NULL;
}

/* Languages keep their numbers, and learn how long their texts are. */
void shelf_clear(struct desk *d)
{
	struct db *db = desk_db(d);
	struct arena a = {0};
	struct shelf_langs langs = shelf_langs(d, &a);

	for (size_t i = 0; i < langs.n; i++) {
		const struct rank_corpus *c = &langs.v[i].corpus;
		double usual[RANK_FIELDS];
		for (int f = 0; f < RANK_FIELDS; f++)
			usual[f] = c->docs ? (double)c->words[f] / (double)c->docs : langs.v[i].usual[f];
		db_exec(db, "UPDATE kb_lang SET docs = 0, title = 0, questions = 0, body = 0, names = 0, scale = $2 "
		        "WHERE id = $1", db_int(langs.v[i].id), db_text(shelf_print_usual(&a, usual)));
	}
	db_exec(db, "DELETE FROM kb_post");
	db_exec(db, "DELETE FROM kb_word");
	db_exec(db, "DELETE FROM kb_doc");
	db_exec(db, "DELETE FROM kb_flag");
	db_exec(db, "UPDATE kb_head SET doc = 0, word = 0 WHERE id = 1");
	arena_free(&a);
}
