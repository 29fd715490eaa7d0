/* site_pages: the start page, topics and articles of a language. */
#include <string.h>

#include "app/site_inner.h"
#include "out/html.h"

enum { CARD_MAX = 6, CONTENTS_FROM = 3, CONTENTS_LEVEL = 3 };

static int put(struct site *s, const char *path, const struct str *out, struct fault *f)
{
	return site_folder_put(s->folder, path, out->p, out->n, f);
}

/* --- lists of articles --- */

static const char *kind_label(const char *kind)
{
	return str_eq(kind, "tutorial") ? _("Step by step") : str_eq(kind, "api") ? _("For developers")
		: str_eq(kind, "known-issue") ? _("Known issue") : NULL;
}

static void badge(struct str *out, const char *text)
{
	if (text)
		site_element(out, " <small class=\"badge\">", text, "</small>");
}

static void item(struct str *out, const struct site_page *p, const struct site_doc *d, bool lead)
{
	str_printf(out, "<li><a href=\"%s%s\"", site_in(p), site_href(p->s, d->article, d->text, p->lang));
	if (!str_eq(d->text->lang, p->lang))
		str_printf(out, " hreflang=\"%s\" lang=\"%s\"", d->text->lang, d->text->lang);
	site_element(out, ">", d->text->title, "</a>");
	badge(out, kind_label(d->article->kind));
	if (d->article->internal)
		badge(out, _("internal"));
	if (!str_eq(d->text->lang, p->lang)) {
		str_printf(out, " <small class=\"badge\" lang=\"%s\">", d->text->lang);
		site_element(out, "", site_language(d->text->lang), "</small>");
	}
	if (lead) {
		str_add(out, "\n<p");
		site_lang_attr(out, p, d->text->lang);
		site_element(out, ">", d->text->lead, "</p>");
	}
	str_add(out, "</li>\n");
}

/* --- the start page --- */

static const char *articles_text(struct site *s, size_t n)
{
	return arena_printf(s->a, NG_("All %zu article", "All %zu articles", n), n);
}

static void card(struct str *out, struct site *s, const struct site_page *p, const struct site_docs *docs,
                 const struct site_topic *t)
{
	size_t shown = 0, most = t->articles <= CARD_MAX + 1 ? t->articles : CARD_MAX;

	str_printf(out, "<section>\n<h2><a href=\"%stopic/%s.html\">", site_in(p), t->slug);
	site_element(out, "", site_topic_label(s, t, p->lang), "</a></h2>\n<ul>\n");
	for (size_t i = 0; i < docs->n && shown < most; i++)
		if (str_eq(docs->v[i].article->topic, t->name)) {
			item(out, p, &docs->v[i], false);
			shown++;
		}
	str_add(out, "</ul>\n");
	if (shown < t->articles) {
		str_printf(out, "<p><a href=\"%stopic/%s.html\" aria-label=\"", site_in(p), t->slug);
		html_attr(out, arena_printf(s->a, "%s: %s", site_topic_label(s, t, p->lang), articles_text(s, t->articles)));
		site_element(out, "\">", articles_text(s, t->articles), "</a></p>\n");
	}
	str_add(out, "</section>\n");
}

static void words_for_script(struct str *out, const char *name, const char *text)
{
	str_printf(out, " data-%s=\"", name);
	html_attr(out, text);
	str_addc(out, '"');
}

/* Where the script shows what it finds. */
static void results(struct str *out, const struct site_page *p)
{
	str_printf(out, "<section id=\"_results\" aria-labelledby=\"_found\" data-at=\"%s\"", site_in(p));
	words_for_script(out, "none", _("Nothing found. Try other words, or look through the topics below."));
	words_for_script(out, "one", _("1 article found"));
	words_for_script(out, "many", _("%d articles found"));
	words_for_script(out, "more", _("Show more"));
	words_for_script(out, "failed", _("The search could not be loaded. All articles are listed below."));
	str_add(out, " hidden>\n");
	site_element(out, "<h2 id=\"_found\" tabindex=\"-1\">", _("Results"), "</h2>\n");
	str_add(out, "<p id=\"_said\" role=\"status\"></p>\n<ol></ol>\n</section>\n");
}

static int start_page(struct site *s, const char *lang, const struct site_docs *docs, bool first, struct fault *f)
{
	struct str out = str_new(s->a);
	struct site_page p = {.s = s, .lang = lang, .path = "index.html", .first = first};

	site_page_begin(&out, &p);
	site_element(&out, "<h1>", _("How can we help?"), "</h1>\n");
	site_search_form(&out, &p, true);
	site_element(&out, "<noscript><p class=\"note\">", _("Search needs JavaScript. All articles are listed below."),
	             "</p></noscript>\n");
	results(&out, &p);
	str_add(&out, "<div id=\"_topics\" class=\"cards\">\n");
	for (size_t i = 0; i < s->topics.n; i++)
		card(&out, s, &p, docs, &s->topics.v[i]);
	str_add(&out, "</div>\n");
	site_page_end(&out, &p);
	return put(s, first ? "index.html" : arena_printf(s->a, "%s/index.html", lang), &out, f);
}

/* --- a topic --- */

static void crumbs(struct str *out, const struct site_page *p, const struct site_topic *t)
{
	str_add(out, "<nav class=\"crumbs\" aria-label=\"");
	html_attr(out, _("You are here"));
	str_printf(out, "\">\n<ol>\n<li><a href=\"%sindex.html\">", site_in(p));
	site_element(out, "", _("Help centre"), "</a></li>\n");
	if (t) {
		str_printf(out, "<li><a href=\"%stopic/%s.html\">", site_in(p), t->slug);
		site_element(out, "", site_topic_label(p->s, t, p->lang), "</a></li>\n");
	}
	site_element(out, "<li aria-current=\"page\">", p->title, "</li>\n");
	str_add(out, "</ol>\n</nav>\n");
}

static int topic_page(struct site *s, const char *lang, const struct site_docs *docs, const struct site_topic *t,
                      struct fault *f)
{
	struct str out = str_new(s->a);
	const char *path = arena_printf(s->a, "topic/%s.html", t->slug);
	struct site_page p = {.s = s, .lang = lang, .path = path, .topic = true, .title = site_topic_label(s, t, lang)};

	site_page_begin(&out, &p);
	crumbs(&out, &p, NULL);
	site_element(&out, "<h1>", p.title, "</h1>\n<ul class=\"list\">\n");
	for (size_t i = 0; i < docs->n; i++)
		if (str_eq(docs->v[i].article->topic, t->name))
			item(&out, &p, &docs->v[i], true);
	str_add(&out, "</ul>\n");
	site_page_end(&out, &p);
	return put(s, arena_printf(s->a, "%s/%s", lang, path), &out, f);
}

/* --- an article --- */

static size_t listed_headings(const struct site_text *t)
{
	size_t n = 0;
	for (size_t i = 0; i < t->nheadings; i++)
		n += t->headings[i].level <= t->headings[0].level + 1;
	return n;
}

/* The headings of the text, for the long ones. */
static void contents(struct str *out, const struct site_text *t)
{
	if (listed_headings(t) < CONTENTS_FROM)
		return;
	str_add(out, "<nav class=\"contents\" aria-labelledby=\"_contents\">\n");
	site_element(out, "<h2 id=\"_contents\">", _("On this page"), "</h2>\n<ul>\n");
	for (size_t i = 0; i < t->nheadings; i++) {
		const struct markdown_heading *h = &t->headings[i];
		if (h->level > t->headings[0].level + 1)
			continue;
		str_printf(out, "<li%s><a href=\"#", h->level > t->headings[0].level ? " class=\"sub\"" : "");
		html_attr(out, h->id);
		site_element(out, "\">", h->text, "</a></li>\n");
	}
	str_add(out, "</ul>\n</nav>\n");
}

static void script(struct str *out, const struct site_text *t)
{
	if (!t->script)
		return;
	site_element(out, "<aside class=\"script\" aria-labelledby=\"_script\">\n<h2 id=\"_script\">", _("What to say"), "</h2>\n");
	site_element(out, "<blockquote>", t->script, "</blockquote>\n</aside>\n");
}

static void related(struct str *out, const struct site_page *p, const struct site_docs *docs, const struct site_doc *d)
{
	if (d->related.n == 0)
		return;
	str_add(out, "<aside class=\"related\" aria-labelledby=\"_related\">\n");
	site_element(out, "<h2 id=\"_related\">", _("Related articles"), "</h2>\n<ul>\n");
	for (size_t i = 0; i < d->related.n; i++)
		item(out, p, &docs->v[d->related.v[i]], false);
	str_add(out, "</ul>\n</aside>\n");
}

static void after_text(struct str *out, struct site *s, const struct site_article *x, const struct site_text *t)
{
	const char *when = arena_printf(s->a, "<time datetime=\"%s\">%s</time>", t->day, t->day);

	str_add(out, "<p class=\"note\">");
	str_printf(out, _("Last changed on %s."), when);
	str_add(out, "<br>\n");
	html_text(out, arena_printf(s->a, _("Did this not help? Write to us and name this article: %s"), x->key));
	str_add(out, "</p>\n");
}

static int article_page(struct site *s, const char *lang, const struct site_docs *docs, const struct site_doc *d,
                        struct fault *f)
{
	const struct site_article *x = d->article;
	const struct site_text *t = d->text;
	struct str out = str_new(s->a);
	struct site_page p = {.s = s, .lang = lang, .path = site_file(s, x), .article = x, .title = t->title, .about = t->lead};

	site_page_begin(&out, &p);
	crumbs(&out, &p, site_topic(s, x->topic));
	str_add(&out, listed_headings(t) < CONTENTS_FROM ? "<article>\n" : "<article class=\"long\">\n");
	site_element(&out, "<h1>", t->title, "</h1>\n");
	if (kind_label(x->kind) || x->internal)
		str_add(&out, "<p class=\"kind\">");
	badge(&out, kind_label(x->kind));
	badge(&out, x->internal ? _("internal") : NULL);
	if (kind_label(x->kind) || x->internal)
		str_add(&out, "</p>\n");
	contents(&out, t);
	script(&out, t);
	str_printf(&out, "<div class=\"text\">\n%s</div>\n", t->html);
	after_text(&out, s, x, t);
	str_add(&out, "</article>\n");
	related(&out, &p, docs, d);
	site_page_end(&out, &p);
	return put(s, arena_printf(s->a, "%s/%s", lang, p.path), &out, f);
}

static int all_pages(struct site *s, struct arena *row, const char *lang, const struct site_docs *docs, struct fault *f)
{
	int bad = start_page(s, lang, docs, false, f);

	if (!bad && str_eq(lang, s->home))
		bad = start_page(s, lang, docs, true, f);
	for (size_t i = 0; i < s->topics.n && !bad; i++) {
		arena_reset(row);
		bad = topic_page(s, lang, docs, &s->topics.v[i], f);
	}
	for (size_t i = 0; i < docs->n && !bad; i++) {
		arena_reset(row);
		if (str_eq(docs->v[i].text->lang, lang))
			bad = article_page(s, lang, docs, &docs->v[i], f);
	}
	return bad;
}

int site_write_pages(struct site *s, const char *lang, const struct site_docs *docs, struct fault *f)
{
	struct arena row = {0}, *process = s->a;

	s->a = &row;               /* a page lives until the next one */
	int bad = all_pages(s, &row, lang, docs, f);
	s->a = process;
	arena_free(&row);
	return bad;
}
