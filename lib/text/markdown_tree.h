/* markdown_tree: a text of Markdown as a tree, for markdown*.c only.
 *
 * Entities are decoded, controls are gone, invalid bytes are U+FFFD: what a
 * writer must still do is to escape. A tree is no deeper than MARKDOWN_DEPTH
 * and has no more than MARKDOWN_PIECES nodes: a row of a table is two bytes long
 * and has as many cells as its head. */
#ifndef TEXT_MARKDOWN_TREE_H
#define TEXT_MARKDOWN_TREE_H

#include "text/markdown.h"

enum { MARKDOWN_PIECES = 1 << 18 };

enum markdown_kind {
	MARKDOWN_DOC, MARKDOWN_QUOTE, MARKDOWN_BULLETS, MARKDOWN_NUMBERS, MARKDOWN_ITEM,
	MARKDOWN_RULE, MARKDOWN_HEADING, MARKDOWN_BLOCK_CODE, MARKDOWN_PARAGRAPH,
	MARKDOWN_TABLE, MARKDOWN_HEAD, MARKDOWN_BODY, MARKDOWN_ROW, MARKDOWN_CELL,
	MARKDOWN_EM, MARKDOWN_STRONG, MARKDOWN_DEL, MARKDOWN_CODE, MARKDOWN_LINK, MARKDOWN_IMAGE,
	MARKDOWN_TEXT, MARKDOWN_BREAK, MARKDOWN_SOFT_BREAK,
};

enum markdown_align { MARKDOWN_START, MARKDOWN_CENTER, MARKDOWN_END };

struct markdown_node {
	enum markdown_kind kind;
	struct markdown_node *up, *first, *last, *next;
	const char *text;            /* MARKDOWN_TEXT: n bytes; MARKDOWN_BLOCK_CODE: its language */
	size_t n;
	unsigned number;             /* heading: level; numbers: of the first; table: columns */
	bool tight;                  /* lists: no blank lines between items */
	bool head;                   /* cell: in the head of its table */
	char task;                   /* item: 'x', ' ', or 0 where it is no task */
	enum markdown_align align;   /* cell */
	const char *href, *title;    /* link, image; title NULL: none */
	const char *id;              /* heading */
};

/* NULL: EX_DATAERR in f. */
struct markdown_node *markdown_tree(struct arena *a, const char *text, size_t n, struct fault *f);

/* Gives all headings their ids. */
void markdown_name_headings(struct arena *a, struct markdown_node *tree);

/* Appends the words below a node, blanks and breaks as one blank each. */
void markdown_words(struct str *out, const struct markdown_node *node);

/* Calls fn for a node and all below it, in their order. */
void markdown_walk(struct markdown_node *node, void (*fn)(void *arg, struct markdown_node *node), void *arg);

/* Where a link goes, made safe: controls taken out, blanks around it too, those
 * in it "%20". NULL where the rule of markdown.h does not let it through. */
const char *markdown_address(struct arena *a, const char *href);
/* Does a safe address lead elsewhere ("https://...", "mailto:...")? */
bool markdown_elsewhere(const char *address);
/* The address of a link or an image by how->link and the rule; NULL: none. */
const char *markdown_target(struct arena *a, const struct markdown_how *how, const char *href);

/* Appends text as the tree keeps it; an entity ("&amp;") decoded, or as it is
 * where it is unknown. */
void markdown_add_clean(struct str *out, const char *p, size_t n);
void markdown_add_entity(struct str *out, const char *p, size_t n);

/* Is out longer than it may be? Fills f and cuts it back to start. */
bool markdown_too_long(struct str *out, size_t start, struct fault *f);

#endif
