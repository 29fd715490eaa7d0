/* learn: what the index of the knowledge base is due. */
#include "service/learn.h"

#include <string.h>

#include "base/str.h"
#include "base/words.h"
#include "text/markdown.h"
#include "text/stem.h"

/* --- words --- */

static void add_part(struct str *out, const char *lang, const char *text, size_t n)
{
	struct str part = str_new(out->a);

	stem_text(&part, lang, text, n);
	if (!part.n)
		return;
	if (out->n)
		str_addc(out, ' ');
	str_addn(out, part.p, part.n);
}

static void questions_of(struct str *out, const char *lang, const char *lines)
{
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");
		struct str part = str_new(out->a);
		stem_text(&part, lang, lines, n);
		if (out->n)
			str_addc(out, '\n');
		str_addn(out, part.p, part.n);
		lines += n + (lines[n] == '\n');
	}
}

/* What the article is called and filed under. */
static void names_of(struct str *out, const char *lang, const struct article *x)
{
	struct str plain = str_new(out->a);

	str_printf(&plain, "%s %s", x->key, x->categories ? x->categories : "");
	for (size_t i = 0; i < plain.n; i++)
		if (strchr("-_.,", plain.p[i]))
			plain.p[i] = ' ';
	add_part(out, lang, plain.p, plain.n);
}

void learn_words(struct arena *a, const struct article *x, const char *lang, const struct article_words *w,
                 struct shelf_doc *out)
{
	struct str field[RANK_FIELDS], plain = str_new(a);
	struct fault f = {0};
	const char *body = w->body ? w->body : "";

	for (int i = 0; i < RANK_FIELDS; i++)
		field[i] = str_new(a);
	if (w->title)
		add_part(&field[RANK_TITLE], lang, w->title, strlen(w->title));
	questions_of(&field[RANK_QUESTIONS], lang, w->questions);
	if (markdown_plain(a, &plain, body, strlen(body), &f) != 0)    /* beyond a limit: as it is written */
		str_add(&plain, body);
	add_part(&field[RANK_BODY], lang, plain.p, plain.n);
	names_of(&field[RANK_NAMES], lang, x);
	*out = (struct shelf_doc){.article = x->id, .lang = lang};
	for (int i = 0; i < RANK_FIELDS; i++) {
		out->field[i] = field[i].p;
		out->n[i] = field[i].n;
	}
}

int learn_flags(const struct article *x)
{
	int kind = words_find(article_kind_words, x->kind);

	return (str_eq(x->audience, "public") ? 0 : SHELF_INTERNAL) + (kind < 0 ? 0 : kind) * SHELF_KIND;
}

/* --- what is due --- */

enum { PART = 1000 };

static void learn_one(const struct session *s, struct shelf *shelf, struct arena *row, const struct articles_due *due)
{
	struct article x;
	struct article_text *t = NULL;
	struct article_words w = {0};
	struct shelf_doc doc;

	if (articles_load(s->desk, row, due->article, &x))
		t = article_text(&x, due->lang);
	if (t && t->live && article_words(s, row, t->live, &w)) {
		learn_words(row, &x, due->lang, &w, &doc);
		doc.seq = t->live;
		shelf_put(shelf, &doc, learn_flags(&x));
	} else {
		shelf_drop(shelf, due->article, due->lang);
	}
	articles_due_done(s->desk, due->article, due->lang);
}

int64_t learn_due(const struct session *s, void (*progress)(void *, int64_t), void *arg)
{
	struct arena part = {0}, row = {0};
	struct shelf *shelf = NULL;
	int64_t done = 0;
	size_t n = PART;

	while (n == PART && !desk_failed(s->desk)) {
		struct articles_due *due = articles_due(s->desk, &part, PART, &n);
		if (n && !shelf)
			shelf = shelf_begin(s->desk);
		for (size_t i = 0; i < n; i++) {
			learn_one(s, shelf, &row, &due[i]);
			arena_reset(&row);
			done++;
			if (progress)
				progress(arg, done);
		}
		arena_reset(&part);
	}
	if (shelf)
		shelf_end(shelf);
	arena_free(&row);
	arena_free(&part);
	return done;
}

int64_t learn_all(const struct session *s, void (*progress)(void *, int64_t), void *arg)
{
	shelf_clear(s->desk);
	articles_due_all(s->desk);
	return learn_due(s, progress, arg);
}
