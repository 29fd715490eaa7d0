/* site_frame: what all pages of the help centre have around them. */
#include <string.h>

#include "app/site_inner.h"
#include "out/html.h"

/* Nothing but files of the site itself, and no script within a page. */
static const char policy_line[] =
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; "
	"script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'\">\n";

void site_element(struct str *out, const char *open, const char *text, const char *close)
{
	str_add(out, open);
	html_text(out, text);
	str_add(out, close);
}

static void attr(struct str *out, const char *name, const char *value)
{
	str_printf(out, " %s=\"", name);
	html_attr(out, value);
	str_addc(out, '"');
}

void site_lang_attr(struct str *out, const struct site_page *p, const char *lang)
{
	if (!str_eq(p->lang, lang))
		attr(out, "lang", lang);
}

/* --- places --- */

const char *site_in(const struct site_page *p)
{
	return p->first ? arena_printf(p->s->a, "%s/", p->lang) : strchr(p->path, '/') ? "../" : "";
}

const char *site_up(const struct site_page *p)
{
	return p->first ? "" : strchr(p->path, '/') ? "../../" : "../";
}

/* The page that says the same in another language; its start page where there
 * is none. */
static const char *page_in(const struct site_page *p, const char *lang)
{
	const struct site_article *x = p->article;

	for (size_t i = 0; x && i < x->texts.n; i++)
		if (str_eq(x->texts.v[i].lang, lang))
			return arena_printf(p->s->a, "%s/%s", lang, p->path);
	bool same = !x && (!p->title || p->topic);
	return arena_printf(p->s->a, "%s/%s", lang, same ? p->path : "index.html");
}

/* Is there such a page, which machines may be told? */
static bool says_same(const struct site_page *p, const char *lang)
{
	return !p->article || strcmp(page_in(p, lang) + strlen(lang) + 1, p->path) == 0;
}

static const char *address(const struct site *s, const char *path)
{
	const char *base = s->how->base_url;
	return arena_printf(s->a, "%s%s%s", base, str_ends(base, "/") ? "" : "/", path);
}

/* --- languages --- */

const char *site_language(const char *lang)
{
	static const struct { const char *code, *name; } known[] = {
		{"ar", "العربية"}, {"bg", "Български"}, {"ca", "Català"}, {"cs", "Čeština"}, {"da", "Dansk"},
		{"de", "Deutsch"}, {"el", "Ελληνικά"}, {"en", "English"}, {"es", "Español"}, {"et", "Eesti"},
		{"eu", "Euskara"}, {"fi", "Suomi"}, {"fr", "Français"}, {"ga", "Gaeilge"}, {"gl", "Galego"},
		{"he", "עברית"}, {"hr", "Hrvatski"}, {"hu", "Magyar"}, {"it", "Italiano"}, {"ja", "日本語"},
		{"ko", "한국어"}, {"lt", "Lietuvių"}, {"lv", "Latviešu"}, {"nl", "Nederlands"}, {"no", "Norsk"},
		{"pl", "Polski"}, {"pt", "Português"}, {"ro", "Română"}, {"ru", "Русский"}, {"sk", "Slovenčina"},
		{"sl", "Slovenščina"}, {"sv", "Svenska"}, {"tr", "Türkçe"}, {"uk", "Українська"}, {"zh", "中文"},
	};
	size_t n = strcspn(lang, "-");

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i].code) == n && strncmp(known[i].code, lang, n) == 0)
			return known[i].name;
	return lang;
}

static bool right_to_left(const char *lang)
{
	static const char *const known[] = {"ar", "fa", "he", "ur"};
	size_t n = strcspn(lang, "-");

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (n == 2 && strncmp(known[i], lang, n) == 0)
			return true;
	return false;
}

/* --- the head --- */

static const char *desk_title(const struct site_page *p)
{
	return label_in(p->s->p, &policy_head(p->s->p)->title, p->lang, "");
}

static const char *site_name(const struct site_page *p)
{
	const char *desk = desk_title(p);
	return *desk ? arena_printf(p->s->a, "%s \xc2\xb7 %s", _("Help centre"), desk) : _("Help centre");
}

static void link_to(struct str *out, const char *rel, const char *lang, const char *href)
{
	str_printf(out, "<link rel=\"%s\"", rel);
	if (lang)
		attr(out, "hreflang", lang);
	attr(out, "href", href);
	str_add(out, ">\n");
}

static void links(struct str *out, const struct site_page *p)
{
	const struct site *s = p->s;
	bool known = s->how->base_url != NULL;

	if (known)
		link_to(out, "canonical", NULL, address(s, arena_printf(s->a, "%s/%s", p->lang, p->path)));
	for (size_t i = 0; s->langs.n > 1 && i < s->langs.n; i++) {
		const char *lang = s->langs.v[i], *page = page_in(p, lang);
		if (says_same(p, lang))
			link_to(out, "alternate", lang, known ? address(s, page) : arena_printf(s->a, "%s%s", site_up(p), page));
	}
	link_to(out, "icon", NULL, arena_printf(s->a, "%ssite/icon.svg", site_up(p)));
	link_to(out, "stylesheet", NULL, arena_printf(s->a, "%ssite/style.css", site_up(p)));
}

static void head(struct str *out, const struct site_page *p)
{
	str_add(out, "<!DOCTYPE html>\n<html");
	attr(out, "lang", p->lang);
	if (right_to_left(p->lang))
		attr(out, "dir", "rtl");
	str_add(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
	             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	str_add(out, policy_line);
	str_add(out, "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
	if (p->s->how->internal)
		str_add(out, "<meta name=\"robots\" content=\"noindex, nofollow\">\n");
	site_element(out, "<title>", p->title ? arena_printf(p->s->a, "%s \xc2\xb7 %s", p->title, _("Help centre")) : site_name(p),
	             "</title>\n");
	if (!str_empty(p->about)) {
		str_add(out, "<meta name=\"description\"");
		attr(out, "content", p->about);
		str_add(out, ">\n");
	}
	links(out, p);
	if (!p->title)
		str_printf(out, "<script src=\"%ssite/search.js\" defer></script>\n", site_up(p));
	str_add(out, "</head>\n");
}

/* --- around the content --- */

static void switcher(struct str *out, const struct site_page *p)
{
	if (p->s->langs.n < 2)
		return;
	str_add(out, "<nav class=\"langs\"");
	attr(out, "aria-label", _("Language"));
	str_add(out, ">\n<ul>\n");
	for (size_t i = 0; i < p->s->langs.n; i++) {
		const char *lang = p->s->langs.v[i];
		str_add(out, "<li><a");
		attr(out, "href", arena_printf(p->s->a, "%s%s", site_up(p), page_in(p, lang)));
		attr(out, "hreflang", lang);
		attr(out, "lang", lang);
		if (str_eq(lang, p->lang))
			attr(out, "aria-current", "true");
		site_element(out, ">", site_language(lang), "</a></li>\n");
	}
	str_add(out, "</ul>\n</nav>\n");
}

void site_search_form(struct str *out, const struct site_page *p, bool big)
{
	str_printf(out, "<form role=\"search\" action=\"%s%s\"%s>\n", p->first ? "" : site_in(p), "index.html",
	           big ? " class=\"big\"" : "");
	site_element(out, "<label for=\"_q\">", _("Search the help centre"), "</label>\n");
	str_printf(out, "<div><input type=\"search\" id=\"_q\" name=\"q\" autocomplete=\"off\" spellcheck=\"false\" maxlength=\"200\"%s>\n",
	           big ? " disabled" : "");
	site_element(out, big ? "<button disabled>" : "<button>", _("Search"), "</button></div>\n");
	str_add(out, "</form>\n");
}

void site_page_begin(struct str *out, const struct site_page *p)
{
	head(out, p);
	site_element(out, "<body>\n<a class=\"skip\" href=\"#_main\">", _("Skip to the content"), "</a>\n");
	str_printf(out, "<header class=\"top\">\n<div>\n<a class=\"home\" href=\"%s\"%s>", p->first ? "index.html"
	           : arena_printf(p->s->a, "%sindex.html", site_in(p)), p->title ? "" : " aria-current=\"page\"");
	site_element(out, "<b>", _("Help centre"), "</b>");
	if (*desk_title(p))
		site_element(out, " <span>", desk_title(p), "</span>");
	str_add(out, "</a>\n");
	if (p->title)
		site_search_form(out, p, false);
	switcher(out, p);
	str_add(out, "</div>\n</header>\n");
	if (p->s->how->internal)
		site_element(out, "<p class=\"warning\">", _("For agents only: internal articles are in it."), "</p>\n");
	str_add(out, "<main id=\"_main\" tabindex=\"-1\">\n");
}

void site_page_end(struct str *out, const struct site_page *p)
{
	str_add(out, "</main>\n<footer>\n<p>");
	html_text(out, site_name(p));
	str_add(out, "</p>\n</footer>\n</body>\n</html>\n");
}
