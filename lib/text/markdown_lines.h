/* markdown_lines: lines of a terminal, for markdown_text.c and markdown_table.c. */
#ifndef TEXT_MARKDOWN_LINES_H
#define TEXT_MARKDOWN_LINES_H

#include "text/markdown_tree.h"

struct lines {
	struct arena *a;
	struct str *out;
	const struct markdown_how *how;
	size_t start;
	int width;                   /* columns, 0: not wrapped */
	struct str margin;           /* what each line begins with */
	const char *bullet;          /* what the next line ends its margin with instead, or NULL */
	bool gap;                    /* an empty line comes before the next block */
};

/* Columns that are left of a line; 0: as many as you like. */
int lines_room(const struct lines *w);
/* Begins and ends a line; p has no new lines. False where there is too much. */
bool lines_add(struct lines *w, const char *p, size_t n);
/* The words below a node, as they are shown: hard breaks are new lines. */
char *lines_words(struct lines *w, const struct markdown_node *first, const struct markdown_node *end);
/* The next piece of text that fits into room columns (0: any), cut at a blank
 * where there is one, else (hard) anywhere, else behind the word; *p moves behind
 * it. Blanks before it are skipped. */
size_t lines_cut(const char **p, const char *end, int room, bool hard);
/* Columns of n bytes. */
int lines_cells(const char *p, size_t n);

bool lines_table(struct lines *w, const struct markdown_node *table);

#endif
