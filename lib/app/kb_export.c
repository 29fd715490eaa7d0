/* kb_export: articles as files that import reads again: a folder of Markdown, or
 * JSON lines on standard output. */
#include <stdio.h>
#include <string.h>

#include "app/kb.h"
#include "base/io.h"
#include "base/str.h"
#include "out/jw.h"

struct exporting {
	struct app *app;
	const char *dir;               /* NULL: JSON lines */
	struct jw w;
	struct arena row;
	int64_t written;
};

/* --- one text --- */

static void list_key(struct jw *w, const char *key, const struct article_list *list)
{
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; i < list->n; i++)
		jw_text(w, list->v[i]);
	jw_end(w);
}

static void json(struct jw *w, const struct article_in *in)
{
	const struct { const char *key, *text; } first[] = {
		{"key", in->key}, {"lang", in->lang}, {"title", in->title}, {"kind", in->kind}, {"audience", in->audience},
		{"state", in->state}};
	const struct { const char *key, *text; } last[] = {
		{"script", in->script}, {"review_by", in->review_by}, {"valid_until", in->valid_until}, {"owner", in->owner},
		{"body", in->body}};

	jw_object(w);
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		jw_key(w, first[i].key), jw_text(w, first[i].text);
	list_key(w, "categories", &in->categories);
	list_key(w, "questions", &in->questions);
	list_key(w, "match", &in->match);
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		jw_key(w, last[i].key), jw_text(w, last[i].text);
	jw_end(w);
	jw_close(w);
}

/* A draft beside what is published has a file of its own, which comes behind
 * the other when import reads them by name. */
static int file(struct exporting *x, const struct article_in *in, bool beside)
{
	const char *path = arena_printf(&x->row, "%s/%s.%s%s.md", x->dir, in->key, in->lang, beside ? ".new" : "");
	struct str out = str_new(&x->row);
	struct fault f = {0};

	article_print(&x->row, &out, in);
	return io_save(path, out.p, out.n, 0644, &f) ? app_fault(&f) : 0;
}

static int version(struct exporting *x, const struct article *a, const struct article_text *t, int64_t seq, bool beside)
{
	struct article_in in;

	if (!seq || !kb_file_of(&x->app->session, &x->row, a, t, seq, &in))
		return 0;
	if (kb_values.public) {        /* what agents keep beside a text */
		in.owner = in.script = in.review_by = NULL;
		in.match = (struct article_list){0};
		in.match_said = false;
	}
	x->written++;
	if (x->dir)
		return file(x, &in, beside);
	json(&x->w, &in);
	return 0;
}

/* --- all --- */

static int export_all(struct app *app, void *arg)
{
	struct exporting *x = arg;
	struct articles_filter f = {.kind = kb_values.kind, .category = kb_values.category};
	struct arena article = {0};
	struct articles *all = articles_find(app->session.desk, app->a, &f);
	int bad = 0;

	for (struct article a; !bad && articles_next(all, &article, &a); arena_reset(&article)) {
		if (!kb_match(app, &a))
			continue;
		for (size_t i = 0; i < a.texts.n && !bad; i++) {
			const struct article_text *t = &a.texts.v[i];
			if (!kb_match_text(app, &a, t))
				continue;
			if (!str_eq(kb_values.state, article_state_words[ARTICLE_DRAFT]))
				bad = version(x, &a, t, t->live, false);
			if (!bad && !kb_values.public)
				bad = version(x, &a, t, t->draft, t->live != 0);
			arena_reset(&x->row);
		}
	}
	articles_end(all);
	arena_free(&article);
	return bad;
}

int kb_export(struct app *app)
{
	struct exporting x = {.app = app, .dir = app->operands.n > 1 ? app->operands.v[1].text : NULL};
	struct fault f = {0};
	int bad = 0;

	if (kb_values.html && (kb_values.kind || kb_values.category || kb_values.audience || kb_values.owner || kb_values.state ||
	                       kb_values.lang))
		return app_usage(app, _("the help centre has all that its readers may read: --html takes no filter"));
	if (kb_values.html)
		return kb_export_site(app);
	if (app->operands.n > 2)
		return app_usage(app, _("export takes one folder"));
	if (!x.dir && !app_values.json)
		return app_usage(app, _("export needs a folder for Markdown files, or --json for JSON lines"));
	if (x.dir && app_values.json)
		return app_usage(app, _("JSON lines go to standard output; a folder takes Markdown files"));
	bad = kb_filter_check(app);
	if (!bad && x.dir)
		bad = io_folder(x.dir, &f) ? app_fault(&f) : 0;
	if (bad)
		return bad;
	jw_open(&x.w, app->a, stdout);
	bad = app_tx(app, DESK_READ, export_all, &x);
	arena_free(&x.row);
	return bad;
}
