/* site: the help centre, from the desk to a folder. */
#include "app/site.h"

#include <stdlib.h>
#include <string.h>

#include "app/site_index.h"
#include "base/io.h"
#include "out/html.h"
#include "text/token.h"

enum { ASSET_MAX = 1 << 20 };

/* --- the pages of a language --- */

/* Tutorials first, then by title as people read it. */
static int by_title(const void *a, const void *b)
{
	const struct site_doc *x = a, *y = b;
	bool tutorial = str_eq(x->article->kind, "tutorial");

	if (tutorial != str_eq(y->article->kind, "tutorial"))
		return tutorial ? -1 : 1;
	int order = strcmp(x->order, y->order);
	return order ? order : strcmp(x->article->key, y->article->key);
}

static struct site_docs docs_of(const struct site *s, struct arena *a, const char *lang)
{
	struct site_docs docs = {0};

	for (size_t i = 0; i < s->articles.n; i++) {
		struct site_doc *d = vec_push(a, &docs);
		d->article = &s->articles.v[i];
		d->text = site_text(s, d->article, lang);
		struct str words = str_new(a);
		token_text(&words, d->text->title, strlen(d->text->title));
		d->order = words.p;
	}
	qsort(docs.v, docs.n, sizeof *docs.v, by_title);
	return docs;
}

static int write_language(struct site *s, const char *lang, struct fault *f)
{
	struct arena a = {0};
	struct site_docs docs = docs_of(s, &a, lang);
	struct site_index *x = site_index_make(&a, &docs);

	msg_language(lang);
	site_index_relate(x, &docs);
	int bad = site_write_pages(s, lang, &docs, f);
	if (!bad)
		bad = site_index_write(s, x, &docs, lang, f);
	arena_free(&a);
	return bad;
}

/* --- what is the same in all --- */

static int put_asset(struct site *s, const char *name, struct fault *f)
{
	size_t n;
	const char *path = io_share(s->a, arena_printf(s->a, "site/%s", name));
	char *text = io_load(s->a, path, ASSET_MAX, &n, f);

	return text ? site_folder_put(s->folder, arena_printf(s->a, "site/%s", name), text, n, f) : f->code;
}

static void map_entry(struct str *out, const struct site *s, const char *lang, const char *file, const char *day)
{
	const char *base = s->how->base_url;

	str_add(out, "<url><loc>");
	html_text(out, arena_printf(s->a, "%s%s%s/%s", base, str_ends(base, "/") ? "" : "/", lang, file));
	str_add(out, "</loc>");
	if (day)
		str_printf(out, "<lastmod>%s</lastmod>", day);
	str_add(out, "</url>\n");
}

/* Where it will stand is known: tell machines which pages there are. */
static int put_map(struct site *s, struct fault *f)
{
	struct str out = str_new(s->a);

	str_add(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	              "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
	for (size_t i = 0; i < s->langs.n; i++)
		map_entry(&out, s, s->langs.v[i], "index.html", NULL);
	for (size_t i = 0; i < s->articles.n; i++)
		for (size_t j = 0; j < s->articles.v[i].texts.n; j++) {
			const struct site_text *t = &s->articles.v[i].texts.v[j];
			map_entry(&out, s, t->lang, site_file(s, &s->articles.v[i]), t->day);
		}
	str_add(&out, "</urlset>\n");
	return site_folder_put(s->folder, "sitemap.xml", out.p, out.n, f);
}

static int write_all(struct site *s, struct fault *f)
{
	static const char *const assets[] = {"style.css", "search.js", "icon.svg"};
	int bad = 0;

	for (size_t i = 0; i < sizeof assets / sizeof *assets && !bad; i++)
		bad = put_asset(s, assets[i], f);
	for (size_t i = 0; i < s->langs.n && !bad; i++)
		bad = write_language(s, s->langs.v[i], f);
	if (!bad && s->how->base_url && !s->how->internal)
		bad = put_map(s, f);
	if (!bad && app_values.dry_run)
		site_folder_drop(s->folder);
	else if (!bad)
		bad = site_folder_end(s->folder, f);
	return bad;
}

/* --- all of it --- */

struct loading { struct site *s; struct fault f; };

static int load(struct app *app, void *arg)
{
	struct loading *l = arg;

	(void)app;
	l->f = (struct fault){0};
	l->s->articles.n = l->s->langs.n = 0;
	return site_load(l->s, &l->f);
}

static bool is_address(const char *url)
{
	return (str_starts(url, "https://") || str_starts(url, "http://")) && !strpbrk(url, "?# \"'<>");
}

int site_export(struct app *app, const struct site_how *how)
{
	struct site s = {.app = app, .a = app->a, .p = app->session.policy, .how = how};
	struct loading l = {.s = &s};
	struct fault f = {0};

	if (how->base_url && !is_address(how->base_url))
		return app_usage(app, _("--base-url %s: not an address such as https://help.example.com"), how->base_url);
	int bad = app_tx(app, DESK_READ, load, &l);
	if (bad)
		return app_fault(&l.f);
	site_find_topics(&s);
	bad = site_write_texts(&s, &f);
	if (!bad && !(s.folder = site_folder_begin(s.a, how->dir, how->internal, &f)))
		bad = f.code;
	if (!bad)
		bad = write_all(&s, &f);
	msg_language(app_values.lang);
	if (bad) {
		site_folder_drop(s.folder);
		return app_fault(&f);
	}
	return 0;
}
