/* markdown: md4c's callbacks make a tree of an article. */
#include "text/markdown.h"

#include <md4c.h>
#include <string.h>

#include "base/msg.h"
#include "text/markdown_tree.h"

struct builder {
	struct arena *a;
	struct markdown_node *at;
	int depth, pieces;
	struct fault *f;
};

/* --- nodes --- */

static struct markdown_node *add(struct builder *b, enum markdown_kind kind)
{
	struct markdown_node *node;
	if (b->f->code != 0)
		return NULL;
	if (++b->pieces > MARKDOWN_PIECES) {
		fault_set(b->f, EX_DATAERR, _("the text has more than %d pieces"), MARKDOWN_PIECES);
		return NULL;
	}
	node = arena_new(b->a, struct markdown_node);
	node->kind = kind;
	node->up = b->at;
	if (b->at && b->at->last)
		b->at->last->next = node;
	else if (b->at)
		b->at->first = node;
	if (b->at)
		b->at->last = node;
	return node;
}

static struct markdown_node *enter(struct builder *b, enum markdown_kind kind)
{
	struct markdown_node *node;
	if (b->f->code != 0)
		return NULL;
	if (++b->depth > MARKDOWN_DEPTH) {
		fault_set(b->f, EX_DATAERR, _("nested deeper than %d levels"), MARKDOWN_DEPTH);
		return NULL;
	}
	node = add(b, kind);
	if (node)
		b->at = node;
	return node;
}

static int leave_node(struct builder *b)
{
	if (b->f->code != 0)
		return 1;
	b->depth--;
	if (b->at->up)
		b->at = b->at->up;
	return 0;
}

/* --- texts --- */

static const char *attribute(struct builder *b, const MD_ATTRIBUTE *at)
{
	struct str s = str_new(b->a);
	for (unsigned i = 0; at->text && at->substr_offsets[i] < at->size; i++) {
		const char *p = at->text + at->substr_offsets[i];
		size_t n = at->substr_offsets[i + 1] - at->substr_offsets[i];
		if (at->substr_types[i] == MD_TEXT_ENTITY)
			markdown_add_entity(&s, p, n);
		else if (at->substr_types[i] == MD_TEXT_NULLCHAR)
			str_add(&s, "\xef\xbf\xbd");
		else
			str_addn(&s, p, n);
	}
	return s.p;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *arg)
{
	struct builder *b = arg;
	struct markdown_node *node = add(b, type == MD_TEXT_BR ? MARKDOWN_BREAK :
	                                 type == MD_TEXT_SOFTBR ? MARKDOWN_SOFT_BREAK : MARKDOWN_TEXT);
	struct str s;
	if (!node)
		return 1;
	if (node->kind != MARKDOWN_TEXT)
		return 0;
	s = str_new(b->a);
	if (type == MD_TEXT_ENTITY)
		markdown_add_entity(&s, p, n);
	else if (type == MD_TEXT_NULLCHAR)
		str_add(&s, "\xef\xbf\xbd");
	else
		markdown_add_clean(&s, p, n);
	node->text = s.p;
	node->n = s.n;
	return 0;
}

/* --- blocks --- */

static int enter_list(struct builder *b, MD_BLOCKTYPE type, void *detail)
{
	bool numbers = type == MD_BLOCK_OL;
	struct markdown_node *node = enter(b, numbers ? MARKDOWN_NUMBERS : MARKDOWN_BULLETS);
	if (!node)
		return 1;
	if (numbers) {
		node->number = ((MD_BLOCK_OL_DETAIL *)detail)->start;
		node->tight = ((MD_BLOCK_OL_DETAIL *)detail)->is_tight;
	} else {
		node->tight = ((MD_BLOCK_UL_DETAIL *)detail)->is_tight;
	}
	return 0;
}

static int enter_item(struct builder *b, const MD_BLOCK_LI_DETAIL *detail)
{
	struct markdown_node *node = enter(b, MARKDOWN_ITEM);
	if (!node)
		return 1;
	if (detail->is_task)
		node->task = detail->task_mark == ' ' ? ' ' : 'x';
	return 0;
}

static int enter_table(struct builder *b, const MD_BLOCK_TABLE_DETAIL *detail)
{
	struct markdown_node *node;
	if (b->f->code != 0)
		return 1;
	if (detail->col_count > MARKDOWN_COLUMNS)
		return fault_set(b->f, EX_DATAERR, _("a table has more than %d columns"), MARKDOWN_COLUMNS);
	node = enter(b, MARKDOWN_TABLE);
	if (!node)
		return 1;
	node->number = detail->col_count;
	return 0;
}

static int enter_cell(struct builder *b, MD_BLOCKTYPE type, const MD_BLOCK_TD_DETAIL *detail)
{
	struct markdown_node *node = enter(b, MARKDOWN_CELL);
	if (!node)
		return 1;
	node->head = type == MD_BLOCK_TH;
	node->align = detail->align == MD_ALIGN_CENTER ? MARKDOWN_CENTER :
		detail->align == MD_ALIGN_RIGHT ? MARKDOWN_END : MARKDOWN_START;
	return 0;
}

static int enter_code(struct builder *b, const MD_BLOCK_CODE_DETAIL *detail)
{
	struct markdown_node *node = enter(b, MARKDOWN_BLOCK_CODE);
	if (!node)
		return 1;
	node->text = attribute(b, &detail->lang);
	node->n = strlen(node->text);
	return 0;
}

static int enter_heading(struct builder *b, const MD_BLOCK_H_DETAIL *detail)
{
	struct markdown_node *node = enter(b, MARKDOWN_HEADING);
	if (!node)
		return 1;
	node->number = detail->level;
	return 0;
}

static int on_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct builder *b = arg;
	switch (type) {
	case MD_BLOCK_DOC: return !enter(b, MARKDOWN_DOC);
	case MD_BLOCK_QUOTE: return !enter(b, MARKDOWN_QUOTE);
	case MD_BLOCK_UL:
	case MD_BLOCK_OL: return enter_list(b, type, detail);
	case MD_BLOCK_LI: return enter_item(b, detail);
	case MD_BLOCK_HR: return !enter(b, MARKDOWN_RULE);
	case MD_BLOCK_H: return enter_heading(b, detail);
	case MD_BLOCK_CODE: return enter_code(b, detail);
	case MD_BLOCK_TABLE: return enter_table(b, detail);
	case MD_BLOCK_THEAD: return !enter(b, MARKDOWN_HEAD);
	case MD_BLOCK_TBODY: return !enter(b, MARKDOWN_BODY);
	case MD_BLOCK_TR: return !enter(b, MARKDOWN_ROW);
	case MD_BLOCK_TH:
	case MD_BLOCK_TD: return enter_cell(b, type, detail);
	default: return !enter(b, MARKDOWN_PARAGRAPH);
	}
}

static int on_block_end(MD_BLOCKTYPE type, void *detail, void *arg)
{
	(void)type, (void)detail;
	return leave_node(arg);
}

/* --- spans --- */

static int enter_address(struct builder *b, enum markdown_kind kind, const MD_ATTRIBUTE *href,
                         const MD_ATTRIBUTE *title)
{
	struct markdown_node *node = enter(b, kind);
	if (!node)
		return 1;
	node->href = attribute(b, href);
	if (title->text && title->size > 0) {
		const char *words = attribute(b, title);
		struct str s = str_new(b->a);
		markdown_add_clean(&s, words, strlen(words));
		node->title = s.p;
	}
	return 0;
}

static int on_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct builder *b = arg;
	const MD_SPAN_A_DETAIL *link = detail;
	const MD_SPAN_IMG_DETAIL *image = detail;
	switch (type) {
	case MD_SPAN_A: return enter_address(b, MARKDOWN_LINK, &link->href, &link->title);
	case MD_SPAN_IMG: return enter_address(b, MARKDOWN_IMAGE, &image->src, &image->title);
	case MD_SPAN_STRONG: return !enter(b, MARKDOWN_STRONG);
	case MD_SPAN_DEL: return !enter(b, MARKDOWN_DEL);
	case MD_SPAN_CODE: return !enter(b, MARKDOWN_CODE);
	default: return !enter(b, MARKDOWN_EM);
	}
}

static int on_span_end(MD_SPANTYPE type, void *detail, void *arg)
{
	(void)type, (void)detail;
	return leave_node(arg);
}

/* --- the whole --- */

struct markdown_node *markdown_tree(struct arena *a, const char *text, size_t n, struct fault *f)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTML |
			MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_PERMISSIVEEMAILAUTOLINKS,
		.enter_block = on_block, .leave_block = on_block_end,
		.enter_span = on_span, .leave_span = on_span_end, .text = on_text,
	};
	struct fault own = {0};
	struct builder b = {.a = a, .f = f ? f : &own};
	if (n > MARKDOWN_MAX) {
		fault_set(b.f, EX_DATAERR, _("the text is longer than %d bytes"), MARKDOWN_MAX);
		return NULL;
	}
	b.f->code = 0;
	/* A callback's refusal does not always come back from md4c 0.4.8. */
	if (md_parse(text, (MD_SIZE)n, &parser, &b) != 0 && b.f->code == 0)
		die(EX_OSERR, "out of memory");
	if (b.f->code != 0)
		return NULL;
	markdown_name_headings(a, b.at);
	return b.at;
}
