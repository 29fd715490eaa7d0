/* site_texts: the Markdown of articles as pages show it. */
#include <string.h>

#include "app/site_inner.h"
#include "base/utf8.h"
#include "text/markdown.h"

enum { LEAD_BYTES = 180 };

struct linking { const struct site *s; const char *lang; };

/* Does a link go somewhere else than to an article? n: the bytes of its name. */
static bool is_elsewhere(const char *href, size_t *n)
{
	*n = strcspn(href, ":/?#");
	return *n == 0 || (href[*n] && href[*n] != '#');
}

/* The article of "refund-times#cards" or "refund-times.md"; NULL: none here. */
static const struct site_article *target(const struct site *s, const char *href, const char **rest)
{
	size_t n;

	if (is_elsewhere(href, &n))
		return NULL;
	if (rest)
		*rest = href + n;
	return site_article(s, href, n > 3 && strncmp(href + n - 3, ".md", 3) == 0 ? n - 3 : n);
}

/* "refund-times#cards" goes to the page of that article, in the reader's
 * language where there is one; what he may not read is no link. */
static const char *link_of(void *arg, const char *href)
{
	struct linking *l = arg;
	size_t n;
	const char *rest;

	if (is_elsewhere(href, &n))
		return href;
	const struct site_article *x = target(l->s, href, &rest);
	if (!x)
		return NULL;
	return arena_printf(l->s->a, "%s%s", site_href(l->s, x, site_text(l->s, x, l->lang), l->lang), rest);
}

/* A key can be "index", as can a start page. */
const char *site_file(const struct site *s, const struct site_article *x)
{
	return arena_printf(s->a, "%s%s.html", str_eq(x->key, "index") ? "_" : "", x->key);
}

const char *site_href(const struct site *s, const struct site_article *x, const struct site_text *t, const char *lang)
{
	const char *file = site_file(s, x);
	return str_eq(t->lang, lang) ? file : arena_printf(s->a, "../%s/%s", t->lang, file);
}

static bool is_heading(const struct markdown_facts *facts, const char *p, size_t n)
{
	for (size_t i = 0; i < facts->headings.n; i++)
		if (strlen(facts->headings.v[i].text) == n && memcmp(facts->headings.v[i].text, p, n) == 0)
			return true;
	return false;
}

/* What stands before the next heading and before a table; *n bytes of it. */
static const char *opening(const char *plain, const struct markdown_facts *facts, size_t *n)
{
	const char *p = plain;
	size_t line = strcspn(p, "\n");

	if (p[line] && is_heading(facts, p, line))
		plain = p += line + 1;
	for (; *p; p += line + (p[line] == '\n')) {
		line = strcspn(p, "\n");
		if (p != plain && (is_heading(facts, p, line) || memmem(p, line, " | ", 3)))
			break;
	}
	*n = (size_t)(p - plain);
	return plain;
}

/* The first words, to tell what it is about; cut between words. */
static const char *lead_of(struct arena *a, const char *plain, const struct markdown_facts *facts)
{
	struct str s = str_new(a);
	size_t n;

	plain = opening(plain, facts, &n);
	size_t cut = utf8_cut(plain, n, LEAD_BYTES);

	if (cut < n)
		for (size_t i = cut; i > cut / 2; i--)
			if (plain[i] == ' ' || plain[i] == '\n') {
				cut = i;
				break;
			}
	for (size_t i = 0; i < cut; i++)
		str_addc(&s, plain[i] == '\n' || plain[i] == '\t' ? ' ' : plain[i]);
	while (s.n && s.p[s.n - 1] == ' ')
		str_cut(&s, s.n - 1);
	if (cut < n && s.n)
		str_add(&s, " \xe2\x80\xa6");
	return s.p;
}

/* The articles it links to. */
static void note_links(struct site *s, struct site_text *t, const struct markdown_facts *facts)
{
	const struct site_article **found = arena_array(s->a, const struct site_article *, facts->links.n);

	for (size_t i = 0; i < facts->links.n; i++) {
		const struct site_article *x = target(s, facts->links.v[i].href, NULL);
		if (x)
			found[t->nlinks++] = x;
	}
	t->links = found;
}

static int write_text(struct site *s, const struct site_article *x, struct site_text *t, struct fault *f)
{
	struct linking l = {.s = s, .lang = t->lang};
	struct markdown_how how = {.heading = 2, .link = link_of, .arg = &l};
	struct markdown_facts facts = {0};
	struct str html = str_new(s->a), plain = str_new(s->a);
	size_t n = strlen(t->body);
	int bad = markdown_html(s->a, &html, t->body, n, &how, f);

	if (!bad)
		bad = markdown_plain(s->a, &plain, t->body, n, f);
	if (!bad)
		bad = markdown_facts(s->a, t->body, n, &facts, f);
	if (bad) {
		struct fault inner = *f;
		return fault_set(f, bad, "%s.%s: %s", x->key, t->lang, inner.text);
	}
	t->html = html.p;
	t->lead = lead_of(s->a, plain.p, &facts);
	t->plain = plain.p;
	note_links(s, t, &facts);
	t->headings = facts.headings.v;
	t->nheadings = facts.headings.n;
	return 0;
}

int site_write_texts(struct site *s, struct fault *f)
{
	int bad = 0;

	for (size_t i = 0; i < s->articles.n; i++)
		for (size_t j = 0; j < s->articles.v[i].texts.n && !bad; j++)
			bad = write_text(s, &s->articles.v[i], &s->articles.v[i].texts.v[j], f);
	return bad;
}
