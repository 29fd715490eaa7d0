/* Markdown: any bytes; what comes out is short enough, well nested, and leads
 * nowhere it must not. */
#include <stdbool.h>
#include <strings.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "text/markdown.h"

/* The tags that there are; "/" and attributes follow. */
static const char *const tags[] = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "hr", "pre", "code",
	"blockquote", "div", "table", "thead", "tbody", "tr", "th", "td", "em", "strong", "del", "a", "img", "br", NULL};

/* Reads an attribute at p, which stands behind a blank; checks addresses. */
static const char *check_attribute(const char *p)
{
	size_t name = strspn(p, "abcdefghijklmnopqrstuvwxyz");
	bool address = strncmp(p, "href=", 5) == 0 || strncmp(p, "src=", 4) == 0;
	PROMISE(name > 0 && p[name] == '=' && p[name + 1] == '"');
	PROMISE(strncmp(p, "on", 2) != 0 && strncmp(p, "style", 5) != 0);
	p += name + 2;
	const char *end = strchr(p, '"');
	PROMISE(end);
	for (const char *c = p; c < end; c++)
		PROMISE(*c != '<' && *c != '>' && (!address || (unsigned char)*c > ' '));
	if (address) {
		size_t scheme = strcspn(p, ":/?#\"");
		if (p[scheme] == ':')
			PROMISE(strncasecmp(p, "http://", 7) == 0 || strncasecmp(p, "https://", 8) == 0 ||
			        strncasecmp(p, "mailto:", 7) == 0);
		PROMISE(strncmp(p, "//", 2) != 0 && !memchr(p, '\\', (size_t)(end - p)));
	}
	return end + 1;
}

/* Tags are known, closed in their order, and "<" stands nowhere else. */
static void check_html(const struct str *html)
{
	const char *open[400];
	size_t n = 0;
	PROMISE(strlen(html->p) == html->n && html->n <= MARKDOWN_MAX);
	PROMISE(utf8_check(html->p, html->n) == html->n);
	for (const char *p = html->p; (p = strpbrk(p, "<>")); ) {
		bool close = p[1] == '/';
		int tag = 0;
		PROMISE(*p == '<');
		p += close ? 2 : 1;
		size_t len = strcspn(p, " >");
		while (tags[tag] && (strlen(tags[tag]) != len || memcmp(tags[tag], p, len) != 0))
			tag++;
		PROMISE(tags[tag]);
		for (p += len; *p == ' ';)
			p = check_attribute(p + 1);
		PROMISE(*p == '>');
		p++;
		bool empty = strcmp(tags[tag], "hr") == 0 || strcmp(tags[tag], "br") == 0 || strcmp(tags[tag], "img") == 0;
		PROMISE(!(empty && close));
		if (close)
			PROMISE(n > 0 && open[--n] == tags[tag]);
		else if (!empty)
			PROMISE(n < 400 && ((open[n++] = tags[tag]), true));
	}
	PROMISE(n == 0);
}

static void check_lines(const struct str *text)
{
	const char *p = text->p, *end = p + text->n;
	PROMISE(strlen(p) == text->n && text->n <= MARKDOWN_MAX);
	while (p < end) {
		uint32_t c;
		p += utf8_next(p, end, &c);
		PROMISE(c != UTF8_BAD && (c >= ' ' || c == '\n' || c == '\t') && (c < 0x7F || c >= 0xA0));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	const char *text = (const char *)data;
	struct fault f = {0};
	struct markdown_facts facts;
	struct markdown_how how = {.heading = 2, .prefix = "x-", .width = size ? data[0] % 80 : 0};
	struct str html = str_new(&a), lines = str_new(&a), plain = str_new(&a);
	int code = markdown_html(&a, &html, text, size, &how, &f);
	PROMISE(code == 0 || (code == EX_DATAERR && *f.text && html.n == 0));
	check_html(&html);
	if (markdown_text(&a, &lines, text, size, &how, NULL) == 0)
		check_lines(&lines);
	if (markdown_plain(&a, &plain, text, size, NULL) == 0)
		check_lines(&plain);
	if (markdown_facts(&a, text, size, &facts, NULL) == 0)
		for (size_t i = 0; i < facts.headings.n; i++)
			PROMISE(*facts.headings.v[i].id && !strpbrk(facts.headings.v[i].id, " \"<>&"));
	arena_free(&a);
	return 0;
}
