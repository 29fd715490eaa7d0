/* yaml: libyaml's events to a node tree.
 *
 * What YAML allows and a policy must not (aliases, tags, duplicate keys ...)
 * is reported and read past, so that one run shows all errors; what libyaml
 * cannot read ends the run. Depth is limited here: libyaml 0.2.5 takes
 * quadratic time over deep nesting but gives its events one by one. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "in/yaml.h"

enum { MAX_REPORTS = 100, MAX_MERGED = 100000 };

struct anchor { const char *name; struct node *node; };

struct reader {
	yaml_parser_t parser;
	struct arena *a;
	const char *p;
	size_t n;
	const struct yaml_report *report;
	int reports;
	bool foreign;                              /* anchors are followed */
	VEC(struct anchor) anchors;
	size_t merged;                             /* pairs that "<<" has brought */
};

static void say(struct reader *r, int line, int col, const char *text)
{
	r->reports++;
	r->report->say(r->report->arg, line, col, text);
}

static void say_mark(struct reader *r, yaml_mark_t mark, const char *text)
{
	say(r, (int)mark.line + 1, (int)mark.column + 1, text);
}

/* --- what libyaml has to say --- */

/* Its words are a parser's; these are the writer's. */
static const char *plain_words(const char *problem)
{
	static const struct { const char *theirs, *ours; } words[] = {
		{"found character that cannot start any token",
		 "this character cannot begin a value: put the text in quotes, indent with blanks"},
		{"found a tab character that violates indentation", "a tab cannot indent: use blanks"},
		{"mapping values are not allowed in this context",
		 "\":\" is not allowed here: put the text in quotes or check the indentation"},
		{"could not find expected ':'", "a \":\" is missing after the key"},
		{"did not find expected key", "a key is expected here: check indentation and quotes"},
		{"did not find expected <document start>",
		 "nothing may stand behind the value here: check quotes and indentation"},
		{"did not find expected '-' indicator",
		 "a \"-\" is expected here: check the indentation"},
		{"did not find expected ',' or ']'", "a \",\" or \"]\" is missing"},
		{"did not find expected ',' or '}'", "a \",\" or \"}\" is missing"},
		{"found unknown escape character", "unknown escape after \"\\\""},
		{"invalid leading UTF-8 octet", "not UTF-8"},
		{"invalid trailing UTF-8 octet", "not UTF-8"},
		{"invalid length of a UTF-8 sequence", "not UTF-8"},
		{"incomplete UTF-8 octet sequence", "not UTF-8"},
		{"invalid Unicode character", "not UTF-8"},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(problem, words[i].theirs) == 0)
			return words[i].ours;
	return problem;
}

/* Line and column of a byte, counted as libyaml does: "\r\n" is one break,
 * columns are characters. */
static void place_of(const struct reader *r, size_t offset, int *line, int *col)
{
	const char *p = r->p, *end = r->p + (offset < r->n ? offset : r->n);
	*line = *col = 1;
	while (p < end) {
		uint32_t c;
		char first = *p;
		p += utf8_next(p, end, &c);
		if (first == '\n' || (first == '\r' && !(p < end && *p == '\n'))) {
			(*line)++;
			*col = 1;
		} else {
			(*col)++;
		}
	}
}

static void say_reader_error(struct reader *r, const char *problem)
{
	int line, col;
	place_of(r, r->parser.problem_offset, &line, &col);
	say(r, line, col, problem);
}

/* A quote that is never closed is found at the end of the file; the place
 * that helps is where it was opened. */
static void say_syntax_error(struct reader *r, const char *problem)
{
	const yaml_parser_t *p = &r->parser;
	yaml_mark_t from = p->context_mark;
	struct str s = str_new(r->a);
	if (p->context && strcmp(p->problem, "found unexpected end of stream") == 0) {
		say_mark(r, from, "this quoted text is never closed");
		return;
	}
	str_add(&s, problem);
	if (p->context && from.line != p->problem_mark.line)
		str_printf(&s, " (%s that begins at line %zu)", p->context, from.line + 1);
	say_mark(r, p->problem_mark, s.p);
}

static void say_libyaml_error(struct reader *r)
{
	const char *problem = plain_words(r->parser.problem ? r->parser.problem : "not YAML");
	if (r->parser.error == YAML_READER_ERROR)
		say_reader_error(r, problem);
	else
		say_syntax_error(r, problem);
}

/* The next event; false after a report. The caller deletes the event. */
static bool next(struct reader *r, yaml_event_t *e)
{
	if (r->reports >= MAX_REPORTS)
		return false;
	if (yaml_parser_parse(&r->parser, e))
		return true;
	if (r->parser.error == YAML_MEMORY_ERROR)
		die(EX_OSERR, "out of memory");
	say_libyaml_error(r);
	return false;
}

/* --- events to nodes --- */

static struct node *build(struct reader *r, yaml_event_t *e, int depth);

static struct node *node_at(struct reader *r, enum node_type type, yaml_mark_t mark)
{
	struct node *node = arena_new(r->a, struct node);
	node->type = type;
	node->line = (int)mark.line + 1;
	node->col = (int)mark.column + 1;
	return node;
}

static void refuse(struct reader *r, const yaml_event_t *e, const void *anchor, const void *tag)
{
	if (r->foreign)
		return;
	if (anchor)
		say_mark(r, e->start_mark, "anchors (&name) are not allowed here");
	if (tag)
		say_mark(r, e->start_mark, "tags (!name) are not allowed here");
}

static struct node *build_scalar(struct reader *r, const yaml_event_t *e)
{
	struct node *node = node_at(r, NODE_SCALAR, e->start_mark);
	const char *value = (const char *)e->data.scalar.value;
	size_t n = e->data.scalar.length;
	refuse(r, e, e->data.scalar.anchor, e->data.scalar.tag);
	if (strlen(value) != n)
		say_mark(r, e->start_mark, "a text may not hold a NUL character");
	node->text = arena_dup(r->a, value, n);
	return node;
}

/* Keeps a node that is complete under its anchor: so none holds itself. */
static void keep_anchor(struct reader *r, const yaml_char_t *name, struct node *node)
{
	if (r->foreign && name && node)
		*vec_push(r->a, &r->anchors) = (struct anchor){arena_strdup(r->a, (const char *)name), node};
}

static struct node *build_alias(struct reader *r, const yaml_event_t *e)
{
	struct node *node = node_at(r, NODE_SCALAR, e->start_mark);
	const char *name = (const char *)e->data.alias.anchor;
	for (size_t i = r->anchors.n; i-- > 0;)
		if (strcmp(r->anchors.v[i].name, name) == 0)
			return r->anchors.v[i].node;
	say_mark(r, e->start_mark, r->foreign ? arena_printf(r->a, "nothing is anchored as \"%.100s\" before", name) :
	         "aliases (*name) are not allowed here");
	node->text = "";
	return node;
}

static struct node *build_list(struct reader *r, yaml_event_t *e, int depth)
{
	struct node *list = node_at(r, NODE_LIST, e->start_mark);
	VEC(struct node *) items = {0};
	refuse(r, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
	for (;;) {
		yaml_event_t item;
		struct node *node;
		if (!next(r, &item))
			return NULL;
		if (item.type == YAML_SEQUENCE_END_EVENT) {
			yaml_event_delete(&item);
			break;
		}
		node = build(r, &item, depth + 1);
		if (!node)
			return NULL;
		*vec_push(r->a, &items) = node;
	}
	list->items = items.v;
	list->n = items.n;
	return list;
}

/* Keys sorted by text, then by place: duplicates become neighbours. */
static int key_order(const void *a, const void *b)
{
	const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;
	int order = strcmp(x->text, y->text);
	if (order)
		return order;
	return x->line != y->line ? (x->line > y->line) - (x->line < y->line)
	                          : (x->col > y->col) - (x->col < y->col);
}

static void check_duplicates(struct reader *r, struct node *const *keys, size_t n)
{
	struct node **sorted;
	size_t first = 0;
	if (n < 2)
		return;
	sorted = arena_array(r->a, struct node *, n);
	memcpy(sorted, keys, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, key_order);
	for (size_t i = 1; i < n && r->reports < MAX_REPORTS; i++) {
		if (strcmp(sorted[i]->text, sorted[first]->text) != 0)
			first = i;
		else
			say(r, sorted[i]->line, sorted[i]->col,
			    arena_printf(r->a, "duplicate key \"%.100s\" (first at line %d)",
			                 sorted[i]->text, sorted[first]->line));
	}
}

/* Always a scalar, so that later code need not ask; what was there instead is
 * reported. */
static struct node *build_key(struct reader *r, yaml_event_t *e, int depth)
{
	struct node *key = build(r, e, depth);
	if (!key)
		return NULL;
	if (key->type != NODE_SCALAR) {
		say(r, key->line, key->col, "a key must be a plain text");
		key->type = NODE_SCALAR;
		key->text = "";
	} else if (strcmp(key->text, "<<") == 0 && !r->foreign) {
		say(r, key->line, key->col, "merge keys (<<) are not allowed here");
	}
	return key;
}

struct pairs { VEC(struct node *) keys, items; };

/* Adds what a map has beyond the pairs that are there. */
static void add_missing(struct reader *r, struct pairs *to, const struct node *from)
{
	size_t have = to->keys.n;
	r->merged += from->type == NODE_MAP ? from->n : 0;
	if (r->merged > MAX_MERGED) {
		say(r, from->line, from->col, "merge keys (<<) repeat too much");
		return;
	}
	for (size_t i = 0; from->type == NODE_MAP && i < from->n; i++) {
		size_t k = 0;
		while (k < have && strcmp(to->keys.v[k]->text, from->keys[i]->text) != 0)
			k++;
		if (k < have)
			continue;
		*vec_push(r->a, &to->keys) = from->keys[i];
		*vec_push(r->a, &to->items) = from->items[i];
	}
}

/* "<<: *other" and "<<: [*one, *two]": own keys win, then the earlier map. */
static void merge(struct reader *r, struct pairs *map)
{
	for (size_t i = 0; i < map->keys.n; i++) {
		const struct node *from = map->items.v[i];
		if (strcmp(map->keys.v[i]->text, "<<") != 0)
			continue;
		map->keys.n--;
		map->items.n--;
		memmove(map->keys.v + i, map->keys.v + i + 1, (map->keys.n - i) * sizeof *map->keys.v);
		memmove(map->items.v + i, map->items.v + i + 1, (map->items.n - i) * sizeof *map->items.v);
		add_missing(r, map, from);
		for (size_t k = 0; from->type == NODE_LIST && k < from->n; k++)
			add_missing(r, map, from->items[k]);
		return;
	}
}

static struct node *build_map(struct reader *r, yaml_event_t *e, int depth)
{
	struct node *map = node_at(r, NODE_MAP, e->start_mark);
	struct pairs pairs = {0};
	refuse(r, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
	for (;;) {
		yaml_event_t event;
		struct node *key, *item;
		if (!next(r, &event))
			return NULL;
		if (event.type == YAML_MAPPING_END_EVENT) {
			yaml_event_delete(&event);
			break;
		}
		key = build_key(r, &event, depth + 1);
		if (!key || !next(r, &event))
			return NULL;
		item = build(r, &event, depth + 1);
		if (!item)
			return NULL;
		*vec_push(r->a, &pairs.keys) = key;
		*vec_push(r->a, &pairs.items) = item;
	}
	check_duplicates(r, pairs.keys.v, pairs.keys.n);
	if (r->foreign)
		merge(r, &pairs);
	map->keys = pairs.keys.v;
	map->items = pairs.items.v;
	map->n = pairs.keys.n;
	return map;
}

static struct node *build_any(struct reader *r, yaml_event_t *e, int depth)
{
	const yaml_char_t *anchor = NULL;
	struct node *node;
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		anchor = e->data.scalar.anchor;
		node = build_scalar(r, e);
		break;
	case YAML_ALIAS_EVENT: return build_alias(r, e);
	case YAML_SEQUENCE_START_EVENT:
		anchor = e->data.sequence_start.anchor;
		node = build_list(r, e, depth);
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = e->data.mapping_start.anchor;
		node = build_map(r, e, depth);
		break;
	default: bug("unexpected YAML event %d", (int)e->type);
	}
	keep_anchor(r, anchor, node);
	return node;
}

/* The node that begins with e, which is deleted; NULL where reading cannot go
 * on. depth is that of the node itself, the root's is 1. */
static struct node *build(struct reader *r, yaml_event_t *e, int depth)
{
	struct node *node = NULL;
	int most = r->foreign ? YAML_FOREIGN_DEPTH : YAML_MAX_DEPTH;
	if (depth > most)
		say_mark(r, e->start_mark, arena_printf(r->a, "nested deeper than %d levels", most));
	else
		node = build_any(r, e, depth);
	yaml_event_delete(e);
	return node;
}

/* --- the document --- */

static void check_document(struct reader *r, const yaml_event_t *e)
{
	if (r->foreign)
		return;
	if (e->data.document_start.tag_directives.start != e->data.document_start.tag_directives.end)
		say_mark(r, e->start_mark, "%TAG directives are not allowed here");
}

/* An empty file, one of comments only, and "---" alone are all empty maps. */
static struct node *empty_or(struct reader *r, struct node *root)
{
	yaml_mark_t start = {0};
	if (root && !(root->type == NODE_SCALAR && !*root->text))
		return root;
	return node_at(r, NODE_MAP, start);
}

static struct node *read_document(struct reader *r)
{
	struct node *root = NULL;
	yaml_event_t e;
	for (;;) {
		if (!next(r, &e))
			return NULL;
		switch (e.type) {
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_END_EVENT:
			break;
		case YAML_STREAM_END_EVENT:
			yaml_event_delete(&e);
			return empty_or(r, root);
		case YAML_DOCUMENT_START_EVENT:
			check_document(r, &e);
			if (!root)
				break;
			say_mark(r, e.start_mark, "a second document is not allowed here");
			yaml_event_delete(&e);
			return NULL;
		default:
			root = build(r, &e, 1);
			if (!root)
				return NULL;
			continue;
		}
		yaml_event_delete(&e);
	}
}

/* Editors on Windows write a byte order mark; it is no part of the text. */
static void skip_mark(struct reader *r)
{
	if (r->n >= 3 && memcmp(r->p, "\xef\xbb\xbf", 3) == 0) {
		r->p += 3;
		r->n -= 3;
	}
}

static struct node *read_all(struct reader *r, size_t most)
{
	struct node *root;
	if (r->n > most) {
		say(r, 1, 1, arena_printf(r->a, "larger than %zu bytes", most));
		return NULL;
	}
	skip_mark(r);
	if (!yaml_parser_initialize(&r->parser))
		die(EX_OSERR, "out of memory");
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, (const unsigned char *)r->p, r->n);
	root = read_document(r);
	yaml_parser_delete(&r->parser);
	return r->reports ? NULL : root;
}

struct node *yaml_parse(struct arena *a, const char *p, size_t n,
                        const struct yaml_report *report)
{
	struct reader r = {.a = a, .p = p, .n = n, .report = report};
	return read_all(&r, YAML_MAX_BYTES);
}

struct node *yaml_parse_foreign(struct arena *a, const char *p, size_t n,
                                const struct yaml_report *report)
{
	struct reader r = {.a = a, .p = p, .n = n, .report = report, .foreign = true};
	return read_all(&r, YAML_FOREIGN_BYTES);
}
