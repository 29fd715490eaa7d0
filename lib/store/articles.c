/* articles: the rows that cache what article events say. */
#include "store/articles.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "db/db.h"
#include "when/clock.h"

#define COLUMNS "id, seq, key, kind, audience, owner, categories, queries, review_by, valid_until, created, changed"
#define TEXT_COLUMNS "lang, state, versions, live, draft, changed, published"

/* --- reading --- */

static const char *exact_text(struct db_stmt *s, int column, struct arena *a, bool *damaged)
{
	const char *text = db_dup(s, column, a);
	size_t n = 0;

	db_str(s, column, &n);
	*damaged |= text && strlen(text) != n;
	return text;
}

static int64_t day(struct db_stmt *s, int column)
{
	return db_is_null(s, column) ? ARTICLE_NO_DAY : db_i64(s, column);
}

static void read_row(struct db_stmt *s, struct arena *a, struct article *x)
{
	bool damaged = false;

	*x = (struct article){.id = db_i64(s, 0), .seq = db_i64(s, 1), .key = exact_text(s, 2, a, &damaged),
	                      .kind = exact_text(s, 3, a, &damaged), .audience = exact_text(s, 4, a, &damaged),
	                      .owner = exact_text(s, 5, a, &damaged), .categories = exact_text(s, 6, a, &damaged),
	                      .match = exact_text(s, 7, a, &damaged), .review_by = day(s, 8),
	                      .valid_until = day(s, 9), .created = db_i64(s, 10), .changed = db_i64(s, 11)};
	x->damaged = damaged || !x->key || !x->kind || !x->audience;
}

/* A row of TEXT_COLUMNS from column at on. */
static void read_text(struct db_stmt *s, int at, struct arena *a, struct article *x)
{
	int state = words_find(article_state_words, db_dup(s, at + 1, a));

	x->damaged |= state < 0;
	*vec_push(a, &x->texts) = (struct article_text){
		.lang = exact_text(s, at, a, &x->damaged), .state = state < 0 ? ARTICLE_DRAFT : (enum article_state)state,
		.versions = db_i64(s, at + 2), .live = db_i64(s, at + 3), .draft = db_i64(s, at + 4),
		.changed = db_i64(s, at + 5),
		.published = db_is_null(s, at + 6) ? AT_NONE : db_i64(s, at + 6)};
}

static void read_texts(struct desk *d, struct arena *a, struct article *x)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT " TEXT_COLUMNS " FROM article_text WHERE article = $1 "
	                             "ORDER BY lang", db_int(x->id));

	while (db_step(s) == DB_ROW)
		read_text(s, 0, a, x);
	db_end(s);
}

static bool one(struct desk *d, struct db_stmt *s, struct arena *a, struct article *x)
{
	bool found = db_step(s) == DB_ROW;

	if (found)
		read_row(s, a, x);
	db_end(s);
	if (found)
		read_texts(d, a, x);
	return found;
}

bool articles_load(struct desk *d, struct arena *a, int64_t id, struct article *x)
{
	return one(d, db_query(desk_db(d), "SELECT " COLUMNS " FROM article WHERE id = $1", db_int(id)), a, x);
}

bool articles_row(struct desk *d, struct arena *a, int64_t id, struct article *x)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT " COLUMNS " FROM article WHERE id = $1", db_int(id));
	bool found = db_step(s) == DB_ROW;

	if (found)
		read_row(s, a, x);
	db_end(s);
	return found;
}

bool articles_by_key(struct desk *d, struct arena *a, const char *key, struct article *x)
{
	return one(d, db_query(desk_db(d), "SELECT " COLUMNS " FROM article WHERE key = $1", db_text(key)), a, x);
}

/* --- writing --- */

static void save_row(struct desk *d, const struct article *before, const struct article *x)
{
	struct db_val v[] = {
		db_int(x->id), db_int(x->seq), db_text(x->key), db_text(x->kind), db_text(x->audience),
		db_text(x->owner), db_text(x->categories), db_text(x->match),
		db_int_or_null(x->review_by, ARTICLE_NO_DAY), db_int_or_null(x->valid_until, ARTICLE_NO_DAY),
		db_int(x->created), db_int(x->changed)};

	if (!before->id)
		db_put_row(desk_db(d), "INSERT INTO article (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
		           "$10, $11, $12)", v, sizeof v / sizeof *v);
	else
		db_run(desk_db(d), "UPDATE article SET seq = $2, key = $3, kind = $4, audience = $5, owner = $6, "
		       "categories = $7, queries = $8, review_by = $9, valid_until = $10, created = $11, "
		       "changed = $12 WHERE id = $1", v, sizeof v / sizeof *v);
}

static void save_text(struct desk *d, int64_t article, bool is_new, const struct article_text *t)
{
	struct db_val v[] = {
		db_int(article), db_text(t->lang), db_text(article_state_words[t->state]), db_int(t->versions),
		db_int(t->live), db_int(t->draft), db_int(t->changed), db_int_or_null(t->published, AT_NONE)};

	if (is_new)
		db_put_row(desk_db(d), "INSERT INTO article_text (article, " TEXT_COLUMNS ") "
		           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", v, sizeof v / sizeof *v);
	else
		db_run(desk_db(d), "UPDATE article_text SET state = $3, versions = $4, live = $5, draft = $6, "
		       "changed = $7, published = $8 WHERE article = $1 AND lang = $2", v, sizeof v / sizeof *v);
}

static void save_categories(struct desk *d, const struct article *before, const struct article *x)
{
	struct arena a = {0};
	size_t n;
	char **name = str_split(&a, before->categories ? before->categories : "", ',', &n);

	for (size_t i = 0; i < n; i++)
		if (*name[i])
			db_exec(desk_db(d), "DELETE FROM article_category WHERE category = $1 AND article = $2",
			        db_text(name[i]), db_int(x->id));
	name = str_split(&a, x->categories ? x->categories : "", ',', &n);
	for (size_t i = 0; i < n; i++)
		if (*name[i])
			db_put(desk_db(d), "INSERT INTO article_category (category, article) VALUES ($1, $2)",
			       db_text(name[i]), db_int(x->id));
	arena_free(&a);
}

static void set_due(struct desk *d, int64_t article, const char *lang)
{
	db_exec(desk_db(d), "INSERT INTO kb_due (article, lang) VALUES ($1, $2) ON CONFLICT (article, lang) DO NOTHING",
	        db_int(article), db_text(lang));
}

/* What an index row says of an article beside its text; a live text whose
 * article changed so is learnt anew. */
static bool same_for_index(const struct article *x, const struct article *y)
{
	return str_eq(x->key, y->key) && str_eq(x->kind, y->kind) && str_eq(x->audience, y->audience) &&
	       str_eq(x->categories, y->categories) && x->valid_until == y->valid_until;
}

void articles_save(struct desk *d, const struct article *before, const struct article *x)
{
	bool same = same_for_index(before, x);

	save_row(d, before, x);
	db_put(desk_db(d), "INSERT INTO article_event (article, seq) VALUES ($1, $2)", db_int(x->id), db_int(x->seq));
	if (!str_eq(before->categories, x->categories))
		save_categories(d, before, x);
	for (size_t i = 0; i < x->texts.n; i++) {
		const struct article_text *t = &x->texts.v[i], *was = article_text(before, t->lang);
		if (!was || was->changed != t->changed || was->versions != t->versions || was->state != t->state ||
		    was->live != t->live || was->draft != t->draft)
			save_text(d, x->id, !was, t);
		if ((was ? was->live : 0) != t->live || (t->live && !same))
			set_due(d, x->id, t->lang);
	}
}

/* --- lists --- */

struct articles {
	struct db_stmt *st;            /* rows of COLUMNS, then TEXT_COLUMNS, which may be NULL */
	bool more;                     /* a row is read and not taken */
	int more_rows;
};

#define JOINED "SELECT x.id, x.seq, x.key, x.kind, x.audience, x.owner, x.categories, x.queries, x.review_by, " \
	"x.valid_until, x.created, x.changed, t.lang, t.state, t.versions, t.live, t.draft, t.changed, t.published " \
	"FROM article x LEFT JOIN article_text t ON t.article = x.id "
enum { AT_TEXT = 12 };

static struct articles *list(struct arena *a, struct db_stmt *st)
{
	struct articles *s = arena_new(a, struct articles);

	s->st = st;
	s->more = db_step(st) == DB_ROW;
	return s;
}

struct articles *articles_find(struct desk *d, struct arena *a, const struct articles_filter *f)
{
	struct db *db = desk_db(d);

	if (f->category)               /* "/" comes right behind "." */
		return list(a, db_scan(db, JOINED "WHERE x.id IN (SELECT article FROM article_category "
		                       "WHERE category = $1 OR category >= $2 AND category < $3) ORDER BY x.key, t.lang",
		                       db_text(f->category), db_text(arena_printf(a, "%s.", f->category)),
		                       db_text(arena_printf(a, "%s/", f->category))));
	if (f->kind)
		return list(a, db_scan(db, JOINED "WHERE x.kind = $1 ORDER BY x.key, t.lang", db_text(f->kind)));
	return list(a, db_scan(db, JOINED "ORDER BY x.key, t.lang"));
}

struct articles *articles_all(struct desk *d, struct arena *a)
{
	return list(a, db_scan(desk_db(d), JOINED "ORDER BY x.id, t.lang"));
}

bool articles_next(struct articles *s, struct arena *row, struct article *x)
{
	if (!s->more)
		return false;
	read_row(s->st, row, x);
	do {
		if (!db_is_null(s->st, AT_TEXT))
			read_text(s->st, AT_TEXT, row, x);
		s->more = db_step(s->st) == DB_ROW;
	} while (s->more && db_i64(s->st, 0) == x->id);
	return true;
}

void articles_end(struct articles *s)
{
	db_end(s->st);
}

/* --- for verify --- */

static int64_t number(struct db_stmt *s)
{
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;

	db_end(s);
	return n;
}

struct articles_counts articles_count(struct desk *d)
{
	struct db *db = desk_db(d);

	return (struct articles_counts){
		.articles = number(db_query(db, "SELECT count(*) FROM article")),
		.texts = number(db_query(db, "SELECT count(*) FROM article_text")),
		.categories = number(db_query(db, "SELECT count(*) FROM article_category")),
		.events = number(db_query(db, "SELECT count(*) FROM article_event")),
		.indexed = number(db_query(db, "SELECT count(*) FROM kb_doc")),
	};
}

bool articles_categories_ok(struct desk *d, struct arena *a, const struct article *x, int64_t *count)
{
	size_t n;
	char **name = str_split(a, x->categories ? x->categories : "", ',', &n);
	bool ok = true;

	for (size_t i = 0; i < n; i++)
		if (*name[i]) {
			++*count;
			ok = ok && number(db_query(desk_db(d), "SELECT count(*) FROM article_category "
			                           "WHERE category = $1 AND article = $2", db_text(name[i]), db_int(x->id))) == 1;
		}
	return ok;
}

/* --- tickets, and what the index is due --- */

static int64_t *numbers(struct arena *a, struct db_stmt *s, size_t *n)
{
	VEC(int64_t) list = {0};

	while (db_step(s) == DB_ROW)
		*vec_push(a, &list) = db_i64(s, 0);
	db_end(s);
	*n = list.n;
	return list.v;
}

int64_t *articles_events(struct desk *d, struct arena *a, int64_t id, size_t *n)
{
	return numbers(a, db_query(desk_db(d), "SELECT seq FROM article_event WHERE article = $1 ORDER BY seq",
	                           db_int(id)), n);
}

int64_t *articles_tickets(struct desk *d, struct arena *a, int64_t id, size_t *n)
{
	return numbers(a, db_query(desk_db(d), "SELECT ticket FROM article_ticket WHERE article = $1 ORDER BY ticket",
	                           db_int(id)), n);
}

struct articles_due *articles_due(struct desk *d, struct arena *a, size_t limit, size_t *n)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT article, lang FROM kb_due ORDER BY article, lang LIMIT $1",
	                             db_int((int64_t)limit));
	VEC(struct articles_due) list = {0};

	while (db_step(s) == DB_ROW)
		*vec_push(a, &list) = (struct articles_due){db_i64(s, 0), db_dup(s, 1, a)};
	db_end(s);
	*n = list.n;
	return list.v;
}

int64_t articles_due_count(struct desk *d)
{
	return number(db_query(desk_db(d), "SELECT count(*) FROM kb_due"));
}

bool articles_has_event(struct desk *d, int64_t id, int64_t seq)
{
	return number(db_query(desk_db(d), "SELECT count(*) FROM article_event WHERE article = $1 AND seq = $2",
	                       db_int(id), db_int(seq))) == 1;
}

bool articles_is_due(struct desk *d, int64_t article, const char *lang)
{
	return number(db_query(desk_db(d), "SELECT count(*) FROM kb_due WHERE article = $1 AND lang = $2",
	                       db_int(article), db_text(lang))) == 1;
}

bool articles_due_any(struct desk *d)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT article FROM kb_due LIMIT 1");
	bool any = db_step(s) == DB_ROW;

	db_end(s);
	return any;
}

void articles_due_done(struct desk *d, int64_t article, const char *lang)
{
	db_exec(desk_db(d), "DELETE FROM kb_due WHERE article = $1 AND lang = $2", db_int(article), db_text(lang));
}

void articles_due_all(struct desk *d)
{
	db_exec(desk_db(d), "DELETE FROM kb_due");
	db_exec(desk_db(d), "INSERT INTO kb_due (article, lang) SELECT article, lang FROM article_text WHERE live > 0");
}
