/* markdown_text: a tree for a terminal, and as plain words.
 *
 * A writer keeps a margin: what all lines of the block at hand begin with. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "text/markdown_lines.h"

enum { LEAST_ROOM = 10 };

static bool write_blocks(struct lines *w, const struct markdown_node *node, bool tight);

/* --- lines --- */

int lines_cells(const char *p, size_t n)
{
	const char *end = p + n;
	int cells = 0;
	while (p < end) {
		uint32_t c;
		p += utf8_next(p, end, &c);
		cells += c == UTF8_BAD ? 1 : utf8_width(c);
	}
	return cells;
}

int lines_room(const struct lines *w)
{
	int room = w->width - lines_cells(w->margin.p, w->margin.n);
	if (w->width == 0)
		return 0;
	return room < LEAST_ROOM ? LEAST_ROOM : room;
}

bool lines_add(struct lines *w, const char *p, size_t n)
{
	size_t margin = w->margin.n, bullet = w->bullet ? strlen(w->bullet) : 0;
	str_addn(w->out, w->margin.p, margin - (bullet < margin ? bullet : margin));
	if (bullet > 0)
		str_add(w->out, w->bullet);
	w->bullet = NULL;
	str_addn(w->out, p, n);
	while (w->out->n > w->start && w->out->p[w->out->n - 1] == ' ')
		str_cut(w->out, w->out->n - 1);
	str_addc(w->out, '\n');
	return w->out->n - w->start <= MARKDOWN_MAX;
}

/* A word that is too long: Han may be cut anywhere, an address nowhere. */
static const char *word_end(const char *at, const char *end)
{
	while (at < end && *at != ' ' && (unsigned char)at[-1] < 0x80 && (unsigned char)*at < 0x80)
		at++;
	return at;
}

size_t lines_cut(const char **p, const char *end, int room, bool hard)
{
	const char *start, *at, *blank = NULL;
	int cells = 0;
	while (*p < end && **p == ' ')
		(*p)++;
	for (start = at = *p; at < end; ) {
		uint32_t c;
		int len = utf8_next(at, end, &c);
		cells += c == UTF8_BAD ? 1 : utf8_width(c);
		if (room > 0 && cells > room && at > start)
			break;
		if (c == ' ')
			blank = at;
		at += len;
	}
	if (at < end && *at != ' ' && blank && blank > start)
		at = blank;
	else if (at > start && !hard)
		at = word_end(at, end);
	*p = at;
	while (at > start && at[-1] == ' ')
		at--;
	return (size_t)(at - start);
}

/* One block's words, wrapped; a new line in them begins a line. */
static bool write_words(struct lines *w, const char *words)
{
	const char *p = words, *end = words + strlen(words);
	while (p < end) {
		const char *line = p + strcspn(p, "\n");
		do {
			const char *start = p + strspn(p, " ");
			size_t n;
			p = start < line ? start : line;
			start = p;
			n = lines_cut(&p, line, lines_room(w), false);
			if (!lines_add(w, start, n))
				return false;
		} while (p < line);
		p += p < end;
	}
	return true;
}

/* --- words --- */

static void add_words(struct lines *w, struct str *out, const struct markdown_node *node);

static void add_below(struct lines *w, struct str *out, const struct markdown_node *node)
{
	for (const struct markdown_node *at = node->first; at; at = at->next)
		add_words(w, out, at);
}

/* "text <address>"; the address alone where the text is the same, nothing more
 * than the text where it stays within this text. */
static void add_link(struct lines *w, struct str *out, const struct markdown_node *node)
{
	const char *to = markdown_target(w->a, w->how, node->href), *shown = to;
	struct str words = str_new(w->a);
	add_below(w, &words, node);
	if (to && strncasecmp(to, "mailto:", 7) == 0)
		shown = to + 7;
	str_addn(out, words.p, words.n);
	if (!to || *to == '#' || strcmp(words.p, shown) == 0 || strcmp(words.p, to) == 0)
		return;
	if (words.n > 0)
		str_addc(out, ' ');
	str_addc(out, '<');
	utf8_visible(out, shown, strlen(shown), false);
	str_addc(out, '>');
}

static void add_text(struct str *out, const char *p, size_t n)
{
	for (size_t i = 0, start = 0; i <= n; i++) {
		if (i < n && p[i] != '\n' && p[i] != '\t')
			continue;
		utf8_visible(out, p + start, i - start, false);
		if (i < n)
			str_addc(out, ' ');
		start = i + 1;
	}
}

static void add_between(struct lines *w, struct str *out, const struct markdown_node *node, const char *sign)
{
	str_add(out, sign);
	add_below(w, out, node);
	str_add(out, sign);
}

static void add_words(struct lines *w, struct str *out, const struct markdown_node *node)
{
	switch (node->kind) {
	case MARKDOWN_TEXT: add_text(out, node->text, node->n); break;
	case MARKDOWN_BREAK: str_addc(out, '\n'); break;
	case MARKDOWN_SOFT_BREAK: str_addc(out, ' '); break;
	case MARKDOWN_EM: add_between(w, out, node, "_"); break;
	case MARKDOWN_STRONG: add_between(w, out, node, "*"); break;
	case MARKDOWN_DEL: add_between(w, out, node, "~"); break;
	case MARKDOWN_CODE: add_between(w, out, node, "`"); break;
	case MARKDOWN_LINK:
	case MARKDOWN_IMAGE: add_link(w, out, node); break;
	default: add_below(w, out, node);
	}
}

char *lines_words(struct lines *w, const struct markdown_node *first, const struct markdown_node *end)
{
	struct str out = str_new(w->a);
	for (; first != end; first = first->next)
		add_words(w, &out, first);
	return out.p;
}

/* --- blocks --- */

/* Before a block: an empty line where the one before asks for it. */
static bool write_gap(struct lines *w)
{
	const char *bullet = w->bullet;
	bool good = true;
	if (w->gap && !bullet)
		good = lines_add(w, "", 0);
	w->gap = false;
	return good;
}

static bool write_heading(struct lines *w, const struct markdown_node *node)
{
	static const char signs[] = "=-~";
	char *words = lines_words(w, node->first, NULL);
	int room = lines_room(w), cells = lines_cells(words, strlen(words));
	struct str line = str_new(w->a);
	if (!write_words(w, words))
		return false;
	for (int i = 0; i < cells && (room == 0 || i < room); i++)
		str_addc(&line, signs[node->number < 3 ? node->number - 1 : 2]);
	return lines_add(w, line.p, line.n);
}

/* Code keeps its lines, however long, indented. */
static bool write_code(struct lines *w, const struct markdown_node *node)
{
	struct str code = str_new(w->a), line;
	for (const struct markdown_node *at = node->first; at; at = at->next)
		if (at->kind == MARKDOWN_TEXT)
			str_addn(&code, at->text, at->n);
	for (const char *p = code.p; *p; p += *p == '\n') {
		size_t n = strcspn(p, "\n");
		line = str_new(w->a);
		str_add(&line, "    ");
		utf8_visible(&line, p, n, true);
		if (!lines_add(w, line.p, line.n))
			return false;
		p += n;
	}
	return true;
}

static bool write_rule(struct lines *w)
{
	return lines_add(w, "----------", 10);
}

/* Writes the blocks of node with a wider margin; first stands there instead on
 * the first line. */
static bool write_inside(struct lines *w, const struct markdown_node *node, const char *margin,
                         const char *first, bool tight)
{
	size_t before = w->margin.n;
	str_add(&w->margin, margin);
	if (w->bullet)
		w->bullet = arena_printf(w->a, "%s%s", w->bullet, first ? first : margin);
	else
		w->bullet = first;
	bool good = write_blocks(w, node, tight);
	if (good && first && w->bullet)
		good = lines_add(w, "", 0);                      /* an empty item */
	str_cut(&w->margin, before);
	return good;
}

static const char *bullet_of(struct lines *w, const struct markdown_node *list,
                             const struct markdown_node *item, unsigned number, int widest)
{
	const char *task = !item->task ? "" : item->task == 'x' ? "[x] " : "[ ] ";
	if (list->kind == MARKDOWN_BULLETS)
		return arena_printf(w->a, "- %s", task);
	return arena_printf(w->a, "%*u. %s", widest, number, task);
}

static bool write_list(struct lines *w, const struct markdown_node *node)
{
	unsigned number = node->number, items = 0;
	int widest;
	for (const struct markdown_node *at = node->first; at; at = at->next)
		items++;
	widest = snprintf(NULL, 0, "%u", number + items - 1);
	for (const struct markdown_node *at = node->first; at; at = at->next) {
		const char *bullet = bullet_of(w, node, at, number++, widest);
		w->gap = at != node->first && !node->tight;
		if (!write_gap(w) ||
		    !write_inside(w, at, arena_printf(w->a, "%*s", (int)strlen(bullet), ""), bullet, node->tight))
			return false;
	}
	return true;
}

static bool write_block(struct lines *w, const struct markdown_node *node)
{
	switch (node->kind) {
	case MARKDOWN_QUOTE: return write_inside(w, node, "> ", NULL, false);
	case MARKDOWN_BULLETS:
	case MARKDOWN_NUMBERS: return write_list(w, node);
	case MARKDOWN_RULE: return write_rule(w);
	case MARKDOWN_HEADING: return write_heading(w, node);
	case MARKDOWN_BLOCK_CODE: return write_code(w, node);
	case MARKDOWN_TABLE: return lines_table(w, node);
	default: return write_words(w, lines_words(w, node->first, NULL));
	}
}

/* What stands below a node: blocks, and in tight lists words between them. */
static bool write_blocks(struct lines *w, const struct markdown_node *node, bool tight)
{
	const struct markdown_node *at = node->first;
	while (at) {
		const struct markdown_node *end = at;
		while (end && end->kind >= MARKDOWN_EM)
			end = end->next;
		if (!write_gap(w))
			return false;
		if (end == at) {
			if (!write_block(w, at))
				return false;
			end = at->next;
		} else if (!write_words(w, lines_words(w, at, end))) {
			return false;
		}
		w->gap = !tight;
		at = end;
	}
	return true;
}

int markdown_text(struct arena *a, struct str *out, const char *text, size_t n,
                  const struct markdown_how *how, struct fault *f)
{
	struct lines w = {.a = a, .out = out, .how = how, .start = out->n, .margin = str_new(a)};
	struct markdown_node *tree = markdown_tree(a, text, n, f);
	if (!tree)
		return EX_DATAERR;
	w.width = how ? how->width : 0;
	write_blocks(&w, tree, false);
	return markdown_too_long(out, w.start, f) ? EX_DATAERR : 0;
}
