/* tree: sections, cursors and the values below them. */
#include "policy/tree.h"

#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/pack.h"
#include "policy/value.h"

/* --- sections --- */

struct policy *tree_policy(struct arena *a, const struct node *root)
{
	struct policy *p = arena_new(a, struct policy);
	p->a = a;
	p->nsections = root->type == NODE_MAP ? root->n : 0;
	p->sections = arena_array(a, struct policy_section, p->nsections);
	for (size_t i = 0; i < p->nsections; i++) {
		p->sections[i].name = root->keys[i]->text;
		p->sections[i].node = root->items[i];
	}
	return p;
}

const struct node *tree_section(struct policy *p, const char *name)
{
	for (size_t i = 0; i < p->nsections; i++) {
		struct policy_section *s = &p->sections[i];
		if (strcmp(s->name, name) != 0)
			continue;
		if (!s->node)
			s->node = pack_node(p->a, s->p, s->n);
		return s->node;
	}
	return NULL;
}

/* --- cursors --- */

/* A map that may be written as the value of its first key. */
static bool is_short(const struct tree *t)
{
	return t->row && t->row->type == SCHEMA_MAP && (t->row->flags & SCHEMA_SHORT) &&
	       t->node && t->node->type == NODE_SCALAR && *t->node->text;
}

struct tree tree_at(struct policy *p, const char *path)
{
	const char *dot = strchr(path, '.');
	char *section = arena_dup(p->a, path, dot ? (size_t)(dot - path) : strlen(path));
	struct tree t = {.p = p, .row = schema_row(section), .node = tree_section(p, section)};
	for (; dot; dot = strchr(dot + 1, '.')) {
		const char *end = strchr(dot + 1, '.');
		t = tree_get(&t, arena_dup(p->a, dot + 1, end ? (size_t)(end - dot - 1) : strlen(dot + 1)));
	}
	return t;
}

/* The rows below one row, collected once for all items of a list. */
struct tree_rows {
	size_t n, skip;                  /* skip: bytes of a path before the key */
	const struct schema_row *v[32];
};

static void collect_rows(const struct schema_row *parent, struct tree_rows *rows)
{
	rows->n = 0;
	rows->skip = strlen(parent->path) + 1;
	for (const struct schema_row *row = NULL; (row = schema_next(parent, row));) {
		if (rows->n == sizeof rows->v / sizeof *rows->v)
			bug("%s has too many rows", parent->path);
		rows->v[rows->n++] = row;
	}
}

static const struct schema_row *row_below(const struct tree *t, const char *key)
{
	if (!t->below)
		return schema_child(t->row, key);
	for (size_t i = 0; i < t->below->n; i++)
		if (strcmp(t->below->v[i]->path + t->below->skip, key) == 0)
			return t->below->v[i];
	return schema_child(t->row, key);
}

struct tree tree_get(const struct tree *t, const char *key)
{
	struct tree child = {.p = t->p, .row = row_below(t, key), .key = key};
	if (!child.row)
		bug("no schema row %s below %s", key, t->row->path);
	if (is_short(t)) {
		if (child.row == schema_next(t->row, NULL))
			child.node = t->node;
	} else {
		child.node = node_get(t->node, key);
	}
	return child;
}

size_t tree_count(const struct tree *t)
{
	return t->node && t->node->type != NODE_SCALAR ? t->node->n : 0;
}

struct tree tree_item(const struct tree *t, size_t i)
{
	struct tree item = {.p = t->p, .node = t->node->items[i]};
	if (t->node->type == NODE_MAP)
		item.key = t->node->keys[i]->text;
	item.row = item.key ? schema_child(t->row, item.key) : NULL;
	if (!item.row)
		item.row = schema_item(t->row);
	return item;
}

/* --- values --- */

static const char *own_text(const struct tree *t)
{
	if (t->node && t->node->type == NODE_SCALAR && *t->node->text)
		return t->node->text;
	return t->row ? t->row->def : NULL;
}

const char *tree_text(const struct tree *t, const char *key)
{
	struct tree value = tree_get(t, key);
	return own_text(&value);
}

int64_t tree_int(const struct tree *t, const char *key)
{
	const char *text = tree_text(t, key);
	int64_t v = 0;
	return text && num_parse(text, -INT32_MAX, INT32_MAX, &v) ? v : 0;
}

bool tree_bool(const struct tree *t, const char *key)
{
	return str_eq(tree_text(t, key), "true");
}

int tree_word(const struct tree *t, const char *key, const char *const *words)
{
	const char *text = tree_text(t, key);
	return text ? words_find(words, text) : -1;
}

bool tree_span(const struct tree *t, const char *key, struct span *s)
{
	const char *text = tree_text(t, key);
	return text && span_parse(text, s);
}

static struct names no_names(void)
{
	static const char *const none[] = {NULL};
	return (struct names){none, 0};
}

struct names tree_own_names(const struct tree *t)
{
	const char *text = own_text(t), **v;
	size_t n = 0;
	if (tree_count(t) > 0 && t->node->type == NODE_LIST) {
		v = arena_array(t->p->a, const char *, t->node->n + 1);
		for (size_t i = 0; i < t->node->n; i++)
			if (t->node->items[i]->type == NODE_SCALAR)
				v[n++] = t->node->items[i]->text;
		return (struct names){v, n};
	}
	if (!text || (t->node && t->node->type != NODE_SCALAR))
		return no_names();
	v = arena_array(t->p->a, const char *, 2);
	v[0] = text;
	return (struct names){v, 1};
}

struct names tree_names(const struct tree *t, const char *key)
{
	struct tree value = tree_get(t, key);
	return tree_own_names(&value);
}

static const char *default_language(struct policy *p)
{
	if (!p->language) {
		const struct node *node = tree_section(p, "language");
		p->language = node && node->type == NODE_SCALAR && *node->text
		              ? node->text : schema_row("language")->def;
	}
	return p->language;
}

struct labels tree_own_labels(const struct tree *t)
{
	struct label *v;
	size_t n = 0, count = tree_count(t);
	if (count > 0 && t->node->type == NODE_MAP) {
		v = arena_array(t->p->a, struct label, count);
		for (size_t i = 0; i < count; i++)
			if (t->node->items[i]->type == NODE_SCALAR)
				v[n++] = (struct label){t->node->keys[i]->text, t->node->items[i]->text};
		return (struct labels){v, n};
	}
	if (!t->node || t->node->type != NODE_SCALAR || !*t->node->text)
		return (struct labels){0};
	v = arena_new(t->p->a, struct label);
	*v = (struct label){default_language(t->p), t->node->text};
	return (struct labels){v, 1};
}

struct labels tree_labels(const struct tree *t, const char *key)
{
	struct tree value = tree_get(t, key);
	return tree_own_labels(&value);
}

/* --- typed arrays --- */

void *tree_list(struct policy *p, enum typed_list which, const char *path, size_t size,
                void (*read)(const struct tree *t, void *out), size_t *n)
{
	struct typed *list = &p->lists[which];
	if (!list->ready) {
		struct tree t = tree_at(p, path);
		struct tree_rows rows;
		collect_rows(schema_item(t.row), &rows);
		list->n = tree_count(&t);
		list->v = arena_alloc(p->a, size * list->n);
		list->ready = true;
		for (size_t i = 0; i < list->n; i++) {
			struct tree item = tree_item(&t, i);
			item.below = &rows;
			read(&item, (char *)list->v + i * size);
		}
	}
	if (n)
		*n = list->n;
	return list->v;
}

const void *tree_find(const void *v, size_t n, size_t size, const char *name)
{
	for (size_t i = 0; name && i < n; i++) {
		const char *element = (const char *)v + i * size;
		if (str_eq(*(const char *const *)element, name))
			return element;
	}
	return NULL;
}

/* --- labels --- */

static const char *label_exact(const struct labels *l, const char *lang, size_t n)
{
	for (size_t i = 0; i < l->n; i++)
		if (strncmp(l->v[i].lang, lang, n) == 0 && l->v[i].lang[n] == '\0')
			return l->v[i].text;
	return NULL;
}

/* "es-AR" finds "es-AR", then "es"; "es" does not find "es-AR". */
static const char *label_for(const struct labels *l, const char *lang)
{
	const char *text = lang ? label_exact(l, lang, strlen(lang)) : NULL;
	return text || !lang ? text : label_exact(l, lang, strcspn(lang, "-_"));
}

const char *label_in(const struct policy *p, const struct labels *l,
                     const char *lang, const char *fallback)
{
	const char *text;
	if (l->n == 0)
		return fallback;
	text = label_for(l, lang);
	/* Reading the default language only fills a cache of the policy. */
	if (!text && p)
		text = label_for(l, default_language((struct policy *)p));
	if (!text)
		text = label_for(l, "en");
	return text ? text : l->v[0].text;
}

bool names_have(const struct names *n, const char *name)
{
	for (size_t i = 0; name && i < n->n; i++)
		if (strcmp(n->v[i], name) == 0)
			return true;
	return false;
}
