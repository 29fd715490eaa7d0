/* markdown: articles to HTML, to text, and to what is in them, safely.
 *
 * CommonMark with tables, task lists and strikethrough, read by md4c; the
 * writers are ours. Raw HTML is shown as text. A link goes to http, https,
 * mailto, "#..." or a relative name without scheme, judged after entities are
 * decoded and controls and blanks taken out; any other is written as its text.
 * Images from elsewhere become links. Output beyond MARKDOWN_MAX, tables of more
 * than MARKDOWN_COLUMNS columns or nesting beyond MARKDOWN_DEPTH are refused.
 *
 * The only file that names md4c. */
#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { MARKDOWN_MAX = 2 << 20, MARKDOWN_COLUMNS = 32, MARKDOWN_DEPTH = 32 };

struct markdown_how {
	int heading;           /* level the highest heading becomes; 0: 1 */
	const char *prefix;    /* put before ids of headings; NULL: none */
	/* Where a link goes (arg, as written): another address, or NULL to write only
	 * its text. NULL: as written. What comes back is judged like the rest. */
	const char *(*link)(void *arg, const char *href);
	void *arg;
	int width;             /* markdown_text(): columns, 0: not wrapped */
};

/* HTML without <html> or <body>; headings have ids (of their text, folded, "-",
 * unique within the text). EX_DATAERR with the reason where a limit is passed;
 * out is then cut back. how may be NULL. */
int markdown_html(struct arena *a, struct str *out, const char *text, size_t n,
                  const struct markdown_how *how, struct fault *f);
/* For a terminal: headings, lists, quotes, code and tables as plain characters,
 * links as "text <address>". */
int markdown_text(struct arena *a, struct str *out, const char *text, size_t n,
                  const struct markdown_how *how, struct fault *f);
/* Words only, for an index and for snippets: a block a line. */
int markdown_plain(struct arena *a, struct str *out, const char *text, size_t n, struct fault *f);

struct markdown_heading { int level; const char *id, *text; };
struct markdown_link {
	const char *href;      /* as written, entities decoded */
	const char *text;
	bool image, refused;   /* refused: the rule above lets it not through */
};
struct markdown_facts {
	struct { struct markdown_heading *v; size_t n, cap; } headings;
	struct { struct markdown_link *v; size_t n, cap; } links;
};
int markdown_facts(struct arena *a, const char *text, size_t n, struct markdown_facts *facts,
                   struct fault *f);

#endif
