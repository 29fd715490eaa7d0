/* doc: a document of headings, paragraphs, lists and tables, put together once
 * and written as text or as HTML.
 *
 *     struct doc d = {.a = arena};
 *     doc_title(&d, "What you may expect");
 *     doc_heading(&d, "Hours");
 *     doc_pair(&d, "Zone", "Europe/Madrid");
 *     struct doc_table *t = doc_table(&d, "How fast", heads, 3);
 *     doc_row(t, (const char *[]){"Critical", "30 minutes", "4 hours"});
 *
 * Texts are kept, not copied. */
#ifndef APP_DOC_H
#define APP_DOC_H

#include "app/page.h"
#include "base/vec.h"

enum doc_kind { DOC_TITLE, DOC_HEADING, DOC_TEXT, DOC_NOTE, DOC_ITEM, DOC_PAIR, DOC_TABLE, DOC_FIGURE, DOC_TILES };

struct doc_table {
	struct arena *a;
	const char *caption;             /* "" where the heading says it all */
	const char *const *heads; size_t columns;
	unsigned right;                  /* bits 1 << column: numbers, at its right edge */
	bool whole;                      /* what names a row is never broken */
	bool sum;                        /* the last row is all others together */
	VEC(const char *const *) rows;   /* columns cells each; the first names the row */
	VEC(bool) more;                  /* one a row: it goes with the row before it */
};
/* A figure that matters: "Cases opened", "1 234", "+12 %". */
struct doc_tile { const char *label, *value, *more, *picture; };
struct doc_block {
	enum doc_kind kind;
	const char *text, *more;         /* more: of a pair; of a figure what is below its title */
	struct doc_table *table;
	const struct doc_tile *tiles; size_t ntiles;
};
struct doc {
	struct arena *a;
	VEC(struct doc_block) blocks;
};

/* One title, first. An empty text adds nothing. */
void doc_title(struct doc *d, const char *text);
void doc_heading(struct doc *d, const char *text);
void doc_text(struct doc *d, const char *text);
/* A paragraph in small. */
void doc_note(struct doc *d, const char *text);
/* Items and pairs that follow each other form one list. */
void doc_item(struct doc *d, const char *text);
void doc_pair(struct doc *d, const char *label, const char *text);
/* heads must stay; columns at most DOC_COLUMNS. */
enum { DOC_COLUMNS = 16 };
struct doc_table *doc_table(struct doc *d, const char *caption, const char *const *heads, size_t columns);
/* A column of numbers. */
void doc_right(struct doc_table *t, size_t column);
/* The cells are copied, their texts are not; NULL is empty. */
void doc_row(struct doc_table *t, const char *const *cells);
/* The same; it says more of the row before it, and stays with it. */
void doc_more(struct doc_table *t, const char *const *cells);

/* For pages of HTML alone: a chart of out/svg with its legend, a title above it
 * ("": the heading says it); some figures side by side. Pictures are HTML, the rest is text. */
void doc_figure(struct doc *d, const char *title, const char *picture);
void doc_tiles(struct doc *d, const struct doc_tile *tiles, size_t n);

/* To the page, wrapped to its width. */
void doc_page(struct page *p, const struct doc *d);
/* A table alone (doc_table.c); one that cannot be made narrow enough has its
 * rows below each other. */
void doc_page_table(struct page *p, const struct doc_table *t);

/* A whole page of HTML that needs nothing else: no script, font or picture
 * from anywhere. lang is the language of its texts. */
void doc_html(struct str *out, const struct doc *d, const char *lang);

#endif
