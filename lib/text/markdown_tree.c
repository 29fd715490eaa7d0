/* markdown_tree: what all writers ask of a tree. */
#include "text/markdown_tree.h"

#include <string.h>

#include "base/msg.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/fold.h"

/* --- texts --- */

/* Controls say nothing in an article; a tab and a new line do. */
static bool unwanted(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

void markdown_add_clean(struct str *out, const char *p, size_t n)
{
	const char *end = p + n;
	while (p < end) {
		const char *start = p;
		uint32_t c = 0;
		while (p < end && (unsigned char)*p >= 0x20 && (unsigned char)*p < 0x7F)
			p++;
		str_addn(out, start, (size_t)(p - start));
		if (p == end)
			break;
		start = p;
		p += utf8_next(p, end, &c);
		if (c == UTF8_BAD)
			str_add(out, "\xef\xbf\xbd");
		else if (!unwanted(c))
			str_addn(out, start, (size_t)(p - start));
	}
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void add_words(struct str *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!blank(p[i]))
			str_addc(out, p[i]);
		else if (out->n > 0 && !blank(out->p[out->n - 1]))
			str_addc(out, ' ');
	}
}

void markdown_words(struct str *out, const struct markdown_node *node)
{
	if (node->kind == MARKDOWN_TEXT)
		add_words(out, node->text, node->n);
	else if (node->kind == MARKDOWN_BREAK || node->kind == MARKDOWN_SOFT_BREAK)
		add_words(out, " ", 1);
	for (const struct markdown_node *at = node->first; at; at = at->next)
		markdown_words(out, at);
}

void markdown_walk(struct markdown_node *node, void (*fn)(void *, struct markdown_node *), void *arg)
{
	fn(arg, node);
	for (struct markdown_node *at = node->first; at; at = at->next)
		markdown_walk(at, fn, arg);
}

bool markdown_too_long(struct str *out, size_t start, struct fault *f)
{
	if (out->n - start <= MARKDOWN_MAX)
		return false;
	str_cut(out, start);
	fault_set(f, EX_DATAERR, _("what it becomes is longer than %d bytes"), MARKDOWN_MAX);
	return true;
}

/* --- ids --- */

/* Ids are kept in buckets by their text; two headings of one text are told
 * apart by a number, which is searched from where the text's last one was. */
enum { BUCKETS = 256 };

struct id { const char *text; unsigned last; struct id *next; };
struct ids { struct arena *a; struct id *bucket[BUCKETS]; };

static struct id **place_of(struct ids *ids, const char *text)
{
	unsigned hash = 2166136261u;                          /* FNV-1a */
	for (const char *p = text; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 16777619u;
	struct id **at = &ids->bucket[(hash ^ hash >> 16) % BUCKETS];
	while (*at && strcmp((*at)->text, text) != 0)
		at = &(*at)->next;
	return at;
}

static const char *unique(struct ids *ids, const char *text)
{
	struct id **at = place_of(ids, text), *first = *at;
	const char *name = text;
	while (*at) {
		name = arena_printf(ids->a, "%s-%u", text, ++first->last);
		at = place_of(ids, name);
	}
	*at = arena_new(ids->a, struct id);
	**at = (struct id){name, 1, NULL};
	return name;
}

/* The letters and digits of a text, folded, "-" between them. */
static const char *id_of(struct arena *a, const char *p, size_t n)
{
	enum { ID_MAX = 80 };
	struct str out = str_new(a);
	const char *end = p + n;
	bool gap = false;
	while (p < end && out.n < ID_MAX) {
		char folded[FOLD_MAX];
		enum fold_class class;
		int len;
		p += fold_next(p, end, folded, &len, &class);
		if (class == FOLD_GAP) {
			gap = out.n > 0;
			continue;
		}
		if (class == FOLD_DROP)
			continue;
		if (gap)
			str_addc(&out, '-');
		gap = false;
		str_addn(&out, folded, (size_t)len);
	}
	return out.n > 0 ? out.p : "section";
}

static void name_heading(void *arg, struct markdown_node *node)
{
	struct ids *ids = arg;
	struct str words;
	if (node->kind != MARKDOWN_HEADING)
		return;
	words = str_new(ids->a);
	markdown_words(&words, node);
	node->id = unique(ids, id_of(ids->a, words.p, words.n));
}

void markdown_name_headings(struct arena *a, struct markdown_node *tree)
{
	struct ids ids = {.a = a};
	markdown_walk(tree, name_heading, &ids);
}
