/* markdown_facts: what is in a text: its words, headings and links. */
#include <string.h>

#include "base/vec.h"
#include "text/markdown_tree.h"

/* --- words --- */

/* Everything below a block that holds no other block is one line. */
static bool is_line(const struct markdown_node *node)
{
	return node->kind == MARKDOWN_HEADING || node->kind == MARKDOWN_PARAGRAPH || node->kind == MARKDOWN_ROW ||
		node->kind >= MARKDOWN_EM;
}

static void add_line(struct arena *a, struct str *out, const struct markdown_node *from,
                     const struct markdown_node *to)
{
	struct str line = str_new(a);
	for (; from != to; from = from->next) {
		if (from->kind == MARKDOWN_CELL && line.n > 0)
			str_add(&line, " | ");
		markdown_words(&line, from);
	}
	while (line.n > 0 && line.p[line.n - 1] == ' ')
		str_cut(&line, line.n - 1);
	if (line.n == 0)
		return;
	str_addn(out, line.p, line.n);
	str_addc(out, '\n');
}

static void add_code(struct arena *a, struct str *out, const struct markdown_node *node)
{
	struct str code = str_new(a);
	for (const struct markdown_node *at = node->first; at; at = at->next)
		if (at->kind == MARKDOWN_TEXT)
			str_addn(&code, at->text, at->n);
	str_addn(out, code.p, code.n);
	if (code.n > 0 && code.p[code.n - 1] != '\n')
		str_addc(out, '\n');
}

static void add_lines(struct arena *a, struct str *out, const struct markdown_node *node)
{
	const struct markdown_node *at = node->first;
	while (at) {
		const struct markdown_node *end = at->next;
		if (at->kind >= MARKDOWN_EM) {
			while (end && end->kind >= MARKDOWN_EM)
				end = end->next;
			add_line(a, out, at, end);
		} else if (is_line(at)) {
			add_line(a, out, at->first, NULL);
		} else if (at->kind == MARKDOWN_BLOCK_CODE) {
			add_code(a, out, at);
		} else {
			add_lines(a, out, at);
		}
		at = end;
	}
}

int markdown_plain(struct arena *a, struct str *out, const char *text, size_t n, struct fault *f)
{
	struct markdown_node *tree = markdown_tree(a, text, n, f);
	size_t start = out->n;
	if (!tree)
		return EX_DATAERR;
	add_lines(a, out, tree);
	return markdown_too_long(out, start, f) ? EX_DATAERR : 0;
}

/* --- headings and links --- */

struct collector { struct arena *a; struct markdown_facts *facts; };

static const char *words_of(struct arena *a, const struct markdown_node *node)
{
	struct str s = str_new(a);
	markdown_words(&s, node);
	return s.p;
}

static void collect(void *arg, struct markdown_node *node)
{
	struct collector *c = arg;
	if (node->kind == MARKDOWN_HEADING)
		*vec_push(c->a, &c->facts->headings) = (struct markdown_heading){
			(int)node->number, node->id, words_of(c->a, node)};
	else if (node->kind == MARKDOWN_LINK || node->kind == MARKDOWN_IMAGE)
		*vec_push(c->a, &c->facts->links) = (struct markdown_link){
			node->href, words_of(c->a, node), node->kind == MARKDOWN_IMAGE,
			!markdown_address(c->a, node->href)};
}

int markdown_facts(struct arena *a, const char *text, size_t n, struct markdown_facts *facts,
                   struct fault *f)
{
	struct collector c = {a, facts};
	struct markdown_node *tree = markdown_tree(a, text, n, f);
	memset(facts, 0, sizeof *facts);
	if (!tree)
		return EX_DATAERR;
	markdown_walk(tree, collect, &c);
	return 0;
}
