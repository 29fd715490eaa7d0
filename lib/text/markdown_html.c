/* markdown_html: a tree as HTML: known tags, escaped texts, judged addresses. */
#include <string.h>
#include <strings.h>

#include "text/markdown_tree.h"

struct html {
	struct arena *a;
	struct str *out;
	const struct markdown_how *how;
	size_t start;
	int shift;                   /* added to levels of headings */
	bool in_link;
};

static bool write_node(struct html *h, const struct markdown_node *node);

static void escape(struct str *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		switch (p[i]) {
		case '&': str_add(out, "&amp;"); break;
		case '<': str_add(out, "&lt;"); break;
		case '>': str_add(out, "&gt;"); break;
		case '"': str_add(out, "&quot;"); break;
		default: str_addc(out, p[i]);
		}
	}
}

static void attribute(struct html *h, const char *name, const char *value)
{
	str_printf(h->out, " %s=\"", name);
	escape(h->out, value, strlen(value));
	str_addc(h->out, '"');
}

/* False where the output has grown too long. */
static bool write_below(struct html *h, const struct markdown_node *node)
{
	for (const struct markdown_node *at = node->first; at; at = at->next)
		if (!write_node(h, at))
			return false;
	return true;
}

static bool within(struct html *h, const char *open, const struct markdown_node *node, const char *close)
{
	str_add(h->out, open);
	if (!write_below(h, node))
		return false;
	str_add(h->out, close);
	return true;
}

/* --- blocks --- */

static bool write_heading(struct html *h, const struct markdown_node *node)
{
	int level = (int)node->number + h->shift;
	const char *prefix = h->how && h->how->prefix ? h->how->prefix : "";
	level = level < 1 ? 1 : level > 6 ? 6 : level;
	str_printf(h->out, "<h%d id=\"", level);
	escape(h->out, prefix, strlen(prefix));
	escape(h->out, node->id, strlen(node->id));
	str_add(h->out, "\">");
	if (!write_below(h, node))
		return false;
	str_printf(h->out, "</h%d>\n", level);
	return true;
}

static bool write_list(struct html *h, const struct markdown_node *node)
{
	bool numbers = node->kind == MARKDOWN_NUMBERS;
	if (numbers && node->number != 1)
		str_printf(h->out, "<ol start=\"%u\">\n", node->number);
	else
		str_add(h->out, numbers ? "<ol>\n" : "<ul>\n");
	if (!write_below(h, node))
		return false;
	str_add(h->out, numbers ? "</ol>\n" : "</ul>\n");
	return true;
}

static bool write_item(struct html *h, const struct markdown_node *node)
{
	str_add(h->out, node->task ? "<li class=\"task\">" : "<li>");
	if (node->task)
		str_add(h->out, node->task == 'x' ? "☑ " : "☐ ");
	if (!write_below(h, node))
		return false;
	str_add(h->out, "</li>\n");
	return true;
}

/* A language of code is letters, digits and a few signs, or it is left out. */
static bool write_code(struct html *h, const struct markdown_node *node)
{
	size_t plain = strspn(node->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-_.#");
	str_add(h->out, "<pre tabindex=\"0\"><code");
	if (node->n > 0 && plain == node->n)
		str_printf(h->out, " class=\"language-%s\"", node->text);
	str_addc(h->out, '>');
	if (!write_below(h, node))
		return false;
	str_add(h->out, "</code></pre>\n");
	return true;
}

static bool write_table(struct html *h, const struct markdown_node *node)
{
	return within(h, "<div class=\"table\" tabindex=\"0\"><table>\n", node, "</table></div>\n");
}

static bool write_cell(struct html *h, const struct markdown_node *node)
{
	str_add(h->out, node->head ? "<th scope=\"col\"" : "<td");
	if (node->align != MARKDOWN_START)
		str_add(h->out, node->align == MARKDOWN_CENTER ? " class=\"center\"" : " class=\"end\"");
	return within(h, ">", node, node->head ? "</th>" : "</td>");
}

/* --- spans --- */

static bool write_anchor(struct html *h, const char *to, const struct markdown_node *node)
{
	str_add(h->out, "<a");
	attribute(h, "href", to);
	if (node->title)
		attribute(h, "title", node->title);
	if (markdown_elsewhere(to) && strncasecmp(to, "mailto:", 7) != 0)
		str_add(h->out, " rel=\"noopener noreferrer\"");
	h->in_link = true;
	if (!within(h, ">", node, "</a>"))
		return false;
	h->in_link = false;
	return true;
}

static bool write_link(struct html *h, const struct markdown_node *node)
{
	const char *to = h->in_link ? NULL : markdown_target(h->a, h->how, node->href);
	return to ? write_anchor(h, to, node) : write_below(h, node);
}

/* An image of our own is shown, one from elsewhere is a link to it. */
static bool write_image(struct html *h, const struct markdown_node *node)
{
	const char *to = markdown_target(h->a, h->how, node->href);
	struct str words = str_new(h->a);
	if (!to || *to == '#' || (h->in_link && markdown_elsewhere(to)))
		return write_below(h, node);
	if (markdown_elsewhere(to))
		return write_anchor(h, to, node);
	markdown_words(&words, node);
	str_add(h->out, "<img");
	attribute(h, "src", to);
	attribute(h, "alt", words.p);
	if (node->title)
		attribute(h, "title", node->title);
	str_addc(h->out, '>');
	return true;
}

/* --- the whole --- */

static bool write_text(struct html *h, const struct markdown_node *node)
{
	escape(h->out, node->text, node->n);
	return true;
}

static bool write_plain(struct html *h, const char *tag)
{
	str_add(h->out, tag);
	return true;
}

static bool write_kind(struct html *h, const struct markdown_node *node)
{
	switch (node->kind) {
	case MARKDOWN_DOC: return write_below(h, node);
	case MARKDOWN_QUOTE: return within(h, "<blockquote>\n", node, "</blockquote>\n");
	case MARKDOWN_BULLETS:
	case MARKDOWN_NUMBERS: return write_list(h, node);
	case MARKDOWN_ITEM: return write_item(h, node);
	case MARKDOWN_RULE: return write_plain(h, "<hr>\n");
	case MARKDOWN_HEADING: return write_heading(h, node);
	case MARKDOWN_BLOCK_CODE: return write_code(h, node);
	case MARKDOWN_PARAGRAPH: return within(h, "<p>", node, "</p>\n");
	case MARKDOWN_TABLE: return write_table(h, node);
	case MARKDOWN_HEAD: return within(h, "<thead>\n", node, "</thead>\n");
	case MARKDOWN_BODY: return within(h, "<tbody>\n", node, "</tbody>\n");
	case MARKDOWN_ROW: return within(h, "<tr>", node, "</tr>\n");
	case MARKDOWN_CELL: return write_cell(h, node);
	case MARKDOWN_EM: return within(h, "<em>", node, "</em>");
	case MARKDOWN_STRONG: return within(h, "<strong>", node, "</strong>");
	case MARKDOWN_DEL: return within(h, "<del>", node, "</del>");
	case MARKDOWN_CODE: return within(h, "<code>", node, "</code>");
	case MARKDOWN_LINK: return write_link(h, node);
	case MARKDOWN_IMAGE: return write_image(h, node);
	case MARKDOWN_TEXT: return write_text(h, node);
	case MARKDOWN_BREAK: return write_plain(h, "<br>\n");
	case MARKDOWN_SOFT_BREAK: return write_plain(h, "\n");
	}
	bug("no such node: %d", (int)node->kind);
}

static bool write_node(struct html *h, const struct markdown_node *node)
{
	return write_kind(h, node) && h->out->n - h->start <= MARKDOWN_MAX;
}

static void find_level(void *arg, struct markdown_node *node)
{
	int *least = arg;
	if (node->kind == MARKDOWN_HEADING && (int)node->number < *least)
		*least = (int)node->number;
}

int markdown_html(struct arena *a, struct str *out, const char *text, size_t n,
                  const struct markdown_how *how, struct fault *f)
{
	struct html h = {.a = a, .out = out, .how = how, .start = out->n};
	struct markdown_node *tree = markdown_tree(a, text, n, f);
	int least = 7;
	if (!tree)
		return EX_DATAERR;
	markdown_walk(tree, find_level, &least);
	h.shift = (how && how->heading ? how->heading : 1) - least;
	write_node(&h, tree);
	return markdown_too_long(out, h.start, f) ? EX_DATAERR : 0;
}
