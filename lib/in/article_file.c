/* article_file: Markdown files with front matter. */
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/words.h"
#include "in/article_inner.h"
#include "in/yaml.h"

/* --- front matter --- */

struct place { const char *name; struct fault *f; };

/* The first error of the YAML, at its place in the file. */
static void say_fault(void *arg, int line, int col, const char *text)
{
	struct place *at = arg;
	if (at->f->code == 0)
		fault_at(at->f, EX_DATAERR, at->name, line, col, "%s", text);
}

static int fault_node(const struct place *at, const struct node *node, const char *text)
{
	return fault_at(at->f, EX_DATAERR, at->name, node->line, node->col, "%s", text);
}

/* The text of a scalar that may be the value of key, or NULL after a fault. */
static const char *scalar(struct arena *a, const struct place *at, const char *key, const struct node *node)
{
	const char *why = node->type != NODE_SCALAR ? arena_printf(a, _("%s must be a text"), key) :
		article_in_offence(a, key, node->text);
	if (!why)
		return node->text;
	fault_node(at, node, why);
	return NULL;
}

static int read_list(struct arena *a, const struct place *at, const char *key, const struct node *node,
                     struct article_list *list)
{
	size_t n = node->type == NODE_SCALAR ? 1 : node->n;
	if (node->type == NODE_MAP)
		return fault_node(at, node, arena_printf(a, _("%s must be a list"), key));
	for (size_t i = 0; i < n; i++) {
		const char *text = scalar(a, at, key, node->type == NODE_SCALAR ? node : node->items[i]);
		if (!text)
			return EX_DATAERR;
		article_in_add(a, list, text);
	}
	return 0;
}

static int read_key(struct arena *a, const struct place *at, const struct node *key,
                    const struct node *value, struct article_in *x)
{
	int index = words_find(article_in_keys, key->text);
	bool *said;
	if (index < 0)
		return fault_node(at, key, article_in_unknown(a, key->text));
	x->key_line[index] = key->line;
	struct article_list *list = article_in_list(x, key->text, &said);
	if (list) {
		*said = true;
		return read_list(a, at, key->text, value, list);
	}
	const char *text = scalar(a, at, key->text, value);
	if (!text)
		return EX_DATAERR;
	article_in_put(a, x, key->text, text);
	return 0;
}

static int read_front(struct arena *a, const struct place *at, const char *p, size_t n,
                      struct article_in *x)
{
	struct yaml_report report = {say_fault, (void *)at};
	const struct node *root = yaml_parse(a, p, n, &report);
	if (!root)
		return EX_DATAERR;
	if (root->type != NODE_MAP)
		return fault_node(at, root, _("between the lines \"---\" stand keys and their values"));
	for (size_t i = 0; i < root->n; i++)
		if (read_key(a, at, root->keys[i], root->items[i], x) != 0)
			return EX_DATAERR;
	return 0;
}

/* --- names of files --- */

static bool is_lang(const char *p, size_t n)
{
	size_t first = 0;
	while (first < n && ((p[first] >= 'a' && p[first] <= 'z') || (p[first] >= 'A' && p[first] <= 'Z')))
		first++;
	if (first < 2 || first > 3)
		return false;
	return first == n || (n >= first + 3 && n <= first + 5 && (p[first] == '-' || p[first] == '_'));
}

/* "/there/Refund FAQ.es.md" gives "refund-faq" and "es". */
void article_in_named(struct arena *a, const char *name, struct article_in *x)
{
	const char *slash = strrchr(name, '/'), *p = slash ? slash + 1 : name;
	const char *dot = strchr(p, '.'), *last = strrchr(p, '.');
	size_t n = dot ? (size_t)(dot - p) : strlen(p);
	struct str key = str_new(a);
	if (strcmp(name, "-") == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		char c = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 32) : p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
		if (plain)
			str_addc(&key, c);
		else if (key.n > 0 && key.p[key.n - 1] != '-')
			str_addc(&key, '-');
	}
	while (key.n > 0 && key.p[key.n - 1] == '-')
		str_cut(&key, key.n - 1);
	if (!x->key && key.n > 0)
		x->key = key.p;
	if (x->lang || !dot || dot == last)
		return;
	const char *before = last;
	while (before[-1] != '.')
		before--;
	if (is_lang(before, (size_t)(last - before)))
		x->lang = arena_dup(a, before, (size_t)(last - before));
}

/* --- files --- */

static int check_bytes(const char *name, const char *p, size_t n, struct fault *f)
{
	size_t bad = utf8_check(p, n);
	const char *nul = memchr(p, '\0', n), *start = p;
	long line = 1, col = 1;
	if (bad == n && !nul)
		return 0;
	if (nul && (size_t)(nul - p) < bad)
		bad = (size_t)(nul - p);
	for (const char *at = p; at < p + bad; at++) {
		if (*at == '\n') {
			line++;
			start = at + 1;
		}
	}
	for (const char *at = start; at < p + bad; at++)
		col += ((unsigned char)*at & 0xC0) != 0x80;
	return fault_at(f, EX_DATAERR, name, line, col, "%s",
	                p[bad] ? _("not UTF-8") : _("a text may not hold a NUL character"));
}

/* The line at p: its length without its end, what follows in *next. */
static size_t line_at(const char *p, const char *end, const char **next)
{
	const char *eol = memchr(p, '\n', (size_t)(end - p));
	size_t n = (size_t)((eol ? eol : end) - p);
	*next = eol ? eol + 1 : end;
	while (n > 0 && (p[n - 1] == '\r' || p[n - 1] == ' ' || p[n - 1] == '\t'))
		n--;
	return n;
}

static bool is_fence(const char *p, size_t n)
{
	return n == 3 && (memcmp(p, "---", 3) == 0 || memcmp(p, "...", 3) == 0);
}

int article_parse(struct arena *a, const char *name, const char *p, size_t n,
                  struct article_in *x, struct fault *f)
{
	struct fault own = {0};
	struct place at = {name, f ? f : &own};
	const char *end = p + n, *next;
	at.f->code = 0;
	*x = (struct article_in){.line = 1};
	if (check_bytes(name, p, n, at.f) != 0)
		return EX_DATAERR;
	p += n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	if (line_at(p, end, &next) == 3 && memcmp(p, "---", 3) == 0) {
		const char *line;
		x->line = 2;
		do {
			line = next;
			if (line == end)
				return fault_at(at.f, EX_DATAERR, name, 1, 1, "%s",
				                _("the front matter is never closed: a line \"---\" is missing"));
			x->line++;
		} while (!is_fence(line, line_at(line, end, &next)));
		/* "---" is YAML too: so its lines are those of the file */
		if (read_front(a, &at, p, (size_t)(line - p), x) != 0)
			return EX_DATAERR;
		p = next;
	}
	article_in_body(a, x, p, (size_t)(end - p), true);
	if (name)
		article_in_named(a, name, x);
	return 0;
}
