/* page: a document for people: lines wrapped to the width, the same on a
 * terminal and in a pipe (80 cells there).
 *
 * Everything goes to stdout, control characters made visible. */
#ifndef APP_PAGE_H
#define APP_PAGE_H

#include "app/app.h"
#include "base/str.h"
#include "out/rows.h"

/* In a pipe; and at most: wider lines are hard to read. */
enum { PAGE_WIDTH = 80, PAGE_MAX_WIDTH = 100 };

enum page_tone { PAGE_PLAIN, PAGE_BOLD, PAGE_DIM, PAGE_GOOD, PAGE_WARN, PAGE_BAD };

struct page {
	struct app *app;
	struct str out, line;
	size_t width;
	bool colour, utf8;
	const struct zone *zone;       /* the reader's */
	struct { struct page_pair *v; size_t n, cap; } pairs;
};

/* By --width, --color and the terminal; 0 or an exit code, its message said. */
int page_begin(struct app *app, struct page *p);
/* Writes what is held. */
void page_end(struct page *p);

/* One paragraph or several; later lines begin with rest. Each may be "". */
void page_text(struct page *p, const char *first, const char *rest, const char *text, enum page_tone tone);
/* The same with n places in bold where there is colour: bytes from and to, in
 * order, none in another. */
struct page_mark { size_t from, to; };
void page_marked(struct page *p, const char *first, const char *rest, const char *text, const struct page_mark *marks,
                 size_t n);
void page_blank(struct page *p);
/* A line across the page. */
void page_rule(struct page *p);

/* "Label  text": held until page_pairs(), which aligns them. A NULL or empty
 * text is left out. */
void page_pair(struct page *p, const char *label, const char *text);
void page_pairs(struct page *p);

#endif
