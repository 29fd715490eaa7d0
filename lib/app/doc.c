/* doc: a document as blocks, and as text. */
#include "app/doc.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

static struct doc_block *add(struct doc *d, enum doc_kind kind, const char *text)
{
	struct doc_block *b;

	if (str_empty(text))
		return NULL;
	b = vec_push(d->a, &d->blocks);
	b->kind = kind;
	b->text = text;
	return b;
}

void doc_title(struct doc *d, const char *text)
{
	add(d, DOC_TITLE, text);
}

void doc_heading(struct doc *d, const char *text)
{
	add(d, DOC_HEADING, text);
}

void doc_text(struct doc *d, const char *text)
{
	add(d, DOC_TEXT, text);
}

void doc_note(struct doc *d, const char *text)
{
	add(d, DOC_NOTE, text);
}

void doc_item(struct doc *d, const char *text)
{
	add(d, DOC_ITEM, text);
}

void doc_pair(struct doc *d, const char *label, const char *text)
{
	if (!str_empty(text))
		add(d, DOC_PAIR, label)->more = text;
}

struct doc_table *doc_table(struct doc *d, const char *caption, const char *const *heads, size_t columns)
{
	struct doc_block *b = vec_push(d->a, &d->blocks);

	if (columns == 0 || columns > DOC_COLUMNS)
		bug("a table of %zu columns", columns);
	b->kind = DOC_TABLE;
	b->table = arena_new(d->a, struct doc_table);
	*b->table = (struct doc_table){.a = d->a, .caption = caption ? caption : "", .heads = heads, .columns = columns};
	return b->table;
}

void doc_right(struct doc_table *t, size_t column)
{
	t->right |= 1U << column;
}

static void add_row(struct doc_table *t, const char *const *cells, bool more)
{
	const char **copy = arena_array(t->a, const char *, t->columns);

	for (size_t i = 0; i < t->columns; i++)
		copy[i] = cells[i] ? cells[i] : "";
	*vec_push(t->a, &t->rows) = copy;
	*vec_push(t->a, &t->more) = more;
}

void doc_row(struct doc_table *t, const char *const *cells)
{
	add_row(t, cells, false);
}

void doc_more(struct doc_table *t, const char *const *cells)
{
	add_row(t, cells, true);
}

void doc_figure(struct doc *d, const char *title, const char *picture)
{
	struct doc_block *b = vec_push(d->a, &d->blocks);

	*b = (struct doc_block){.kind = DOC_FIGURE, .text = title, .more = picture};
}

void doc_tiles(struct doc *d, const struct doc_tile *tiles, size_t n)
{
	struct doc_block *b = vec_push(d->a, &d->blocks);

	*b = (struct doc_block){.kind = DOC_TILES, .text = "", .tiles = tiles, .ntiles = n};
}

/* --- as text --- */

static void underline(struct page *p, const char *text)
{
	size_t n = utf8_cells(text);
	struct str line = str_new(p->app->a);

	for (size_t i = 0; i < n && i < p->width; i++)
		str_add(&line, p->utf8 ? "\xe2\x94\x80" : "-");
	page_text(p, "", "", line.p, PAGE_DIM);
}

/* Paragraphs stand apart, lines of one list stand together. */
static bool apart(const struct doc_block *before, const struct doc_block *b)
{
	if (!before || before->kind == DOC_HEADING || before->kind == DOC_TITLE)
		return before && b->kind == DOC_HEADING;
	return before->kind != b->kind || (b->kind != DOC_ITEM && b->kind != DOC_PAIR);
}

static void put(struct page *p, const struct doc_block *b, bool last_pair)
{
	switch (b->kind) {
	case DOC_TITLE:
		page_text(p, "", "", b->text, PAGE_BOLD);
		page_rule(p);
		break;
	case DOC_HEADING:
		page_text(p, "", "", b->text, PAGE_BOLD);
		underline(p, b->text);
		break;
	case DOC_TEXT:
		page_text(p, "", "", b->text, PAGE_PLAIN);
		break;
	case DOC_NOTE:
		page_text(p, "", "", b->text, PAGE_DIM);
		break;
	case DOC_ITEM:
		page_text(p, p->utf8 ? "\xe2\x80\xa2 " : "* ", "  ", b->text, PAGE_PLAIN);
		break;
	case DOC_PAIR:
		page_pair(p, b->text, b->more);
		if (last_pair)
			page_pairs(p);
		break;
	case DOC_TABLE:
		doc_page_table(p, b->table);
		break;
	case DOC_FIGURE: case DOC_TILES:
		break;
	}
}

void doc_page(struct page *p, const struct doc *d)
{
	const struct doc_block *before = NULL;

	for (size_t i = 0; i < d->blocks.n; i++) {
		const struct doc_block *b = &d->blocks.v[i];
		bool more = i + 1 < d->blocks.n && d->blocks.v[i + 1].kind == DOC_PAIR;
		if (b->kind == DOC_FIGURE || b->kind == DOC_TILES)
			continue;
		if (apart(before, b))
			page_blank(p);
		put(p, b, !more);
		before = b;
	}
}
