/* check: the walk of a policy's tree along the schema. */
#include "policy/check.h"

#include <stdarg.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/words.h"
#include "in/yaml.h"
#include "policy/checker.h"
#include "policy/pack.h"

/* --- saying --- */

static int characters(const char *text)
{
	int n = 0;
	for (const char *p = text, *end = text + strcspn(text, "\n"); p < end; n++) {
		uint32_t c;
		p += utf8_next(p, end, &c);
	}
	return n > 0 ? n : 1;
}

static void say(struct checker *c, const struct node *at, const char *hint, const char *fmt, va_list ap)
{
	struct policy_issue issue = {.hint = hint, .width = 1};
	issue.text = arena_vprintf(c->a, fmt, ap);
	if (at) {
		issue.line = at->line;
		issue.col = at->col;
		if (at->type == NODE_SCALAR)
			issue.width = characters(at->text);
	}
	policy_report_add(c->report, &issue);
}

void check_say(struct checker *c, const struct node *at, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(c, at, NULL, fmt, ap);
	va_end(ap);
}

void check_say_hint(struct checker *c, const struct node *at, const char *hint, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(c, at, hint, fmt, ap);
	va_end(ap);
}

const char *check_near(struct checker *c, const char *const *words, const char *typed)
{
	const char *near = words_near(words, typed);
	return near ? arena_printf(c->a, "did you mean \"%s\"?", near) : NULL;
}

/* --- finding --- */

const struct node *check_find(const struct checker *c, const char *path)
{
	const struct node *node = c->root;
	while (node) {
		size_t n = strcspn(path, ".");
		node = node_get(node, arena_dup(c->a, path, n));
		if (!path[n])
			return node;
		path += n + 1;
	}
	return NULL;
}

const struct node *check_key(const struct node *map, const char *key)
{
	for (size_t i = 0; map && map->type == NODE_MAP && i < map->n; i++)
		if (strcmp(map->keys[i]->text, key) == 0)
			return map->keys[i];
	return map;
}

const char *const *check_names(struct checker *c, const char *section)
{
	const struct node *node = check_find(c, section);
	VEC(const char *) names = {0};
	CHECK_EACH(i, node) {
		const char *name = node->type == NODE_MAP ? node->keys[i]->text
			: node->items[i]->type == NODE_SCALAR ? node->items[i]->text
			: node_text(node->items[i], "name", NULL);
		if (name)
			*vec_push(c->a, &names) = name;
	}
	if (node && node->type == NODE_SCALAR && *node->text)
		*vec_push(c->a, &names) = node->text;
	*vec_push(c->a, &names) = NULL;
	return names.v;
}

bool check_defined(struct checker *c, const char *section, const char *name)
{
	const struct node *node = check_find(c, section);
	CHECK_EACH(i, node)
		if (node->type == NODE_MAP && strcmp(node->keys[i]->text, name) == 0)
			return true;
	return node && node->type != NODE_MAP && words_find(check_names(c, section), name) >= 0;
}

/* What one thing of a section is called in messages. */
static const char *one_of(const char *section)
{
	static const struct { const char *section, *one; } words[] = {
		{"states", "state"}, {"calendars", "calendar"}, {"flows", "flow"}, {"kinds", "kind"},
		{"priorities", "priority"}, {"categories", "category"}, {"levels", "level"},
		{"teams", "team"}, {"agents", "agent"}, {"plans", "plan"}, {"channels", "channel"},
		{"marks", "mark"}, {"permissions.roles", "role"}, {"on_call", "on-call roster"},
		{"deadlines", "deadline"}, {"fields", "field"}, {"customers.stages", "stage"},
		{"customers.products", "product"}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].section, section) == 0)
			return words[i].one;
	return section;
}

void check_refers(struct checker *c, const struct node *at, const char *section,
                  const char *const *also, const char *name)
{
	const char *hint;
	if (check_defined(c, section, name) || (also && words_find(also, name) >= 0))
		return;
	hint = check_near(c, check_names(c, section), name);
	if (!hint && also)
		hint = check_near(c, also, name);
	check_say_hint(c, at, hint, "there is no %s \"%s\"", one_of(section), name);
}

/* --- walking --- */

static void walk(struct checker *c, const struct schema_row *row, const struct node *node,
                 const struct node *at);

static bool is_empty(const struct node *node)
{
	return node->type == NODE_SCALAR && !*node->text;
}

/* What a message calls a node: the key in the file, in quotes. */
static const char *what(struct checker *c, const struct schema_row *row, const struct node *at)
{
	const char *name = schema_name(row);
	if (*name == '[')
		return "this item";
	return arena_printf(c->a, "\"%s\"", *name == '*' && at->type == NODE_SCALAR ? at->text : name);
}

static void check_required(struct checker *c, const struct schema_row *row, const struct node *map,
                           const struct node *at)
{
	for (const struct schema_row *child = NULL; (child = schema_next(row, child));) {
		if (!(child->flags & SCHEMA_REQUIRED) || node_get(map, schema_name(child)))
			continue;
		if ((child->flags & SCHEMA_WHOLE) && !c->whole)
			continue;
		if (row)
			check_say(c, at, "%s needs \"%s\"", what(c, row, at), schema_name(child));
		else
			check_say(c, NULL, "\"%s\" is missing", schema_name(child));
	}
}

static void unknown_key(struct checker *c, const struct schema_row *row, const struct node *key)
{
	const char *const *keys = schema_keys(c->a, row);
	const char *hint = check_near(c, keys, key->text);
	if (!hint && row && keys[0])
		hint = arena_printf(c->a, "known here: %s", words_list(c->a, keys));
	check_say_hint(c, key, hint, "unknown key \"%s\"", key->text);
}

static void walk_map(struct checker *c, const struct schema_row *row, const struct node *map,
                     const struct node *at)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct node *key = map->keys[i];
		const struct schema_row *child = schema_child(row, key->text);
		if (!child) {
			unknown_key(c, row, key);
			continue;
		}
		if (*schema_name(child) == '*')
			check_key_form(c, child, key);
		walk(c, child, map->items[i], key);
	}
	check_required(c, row, map, at);
}

static void walk_list(struct checker *c, const struct schema_row *row, const struct node *list)
{
	const struct schema_row *item = schema_item(row);
	for (size_t i = 0; i < list->n; i++)
		walk(c, item, list->items[i], list->items[i]);
}

static void wrong_shape(struct checker *c, const struct schema_row *row, const struct node *node,
                        const struct node *at, const char *wanted)
{
	static const char *const shapes[] = {"a text", "a list", "a map"};
	check_say(c, node, "%s must be %s, not %s", what(c, row, at), wanted, shapes[node->type]);
}

/* at is the key that names node, or the list item itself. */
static void walk(struct checker *c, const struct schema_row *row, const struct node *node,
                 const struct node *at)
{
	switch (row->type) {
	case SCHEMA_MAP:
		if (node->type == NODE_MAP)
			walk_map(c, row, node, at);
		else if (is_empty(node))
			check_required(c, row, node, at);
		else if (node->type == NODE_SCALAR && (row->flags & SCHEMA_SHORT))
			walk(c, schema_next(row, NULL), node, at);
		else
			wrong_shape(c, row, node, at, "a map");
		break;
	case SCHEMA_LIST:
		if (node->type == NODE_LIST)
			walk_list(c, row, node);
		else if (!is_empty(node))
			wrong_shape(c, row, node, at, "a list");
		break;
	default:
		if (!is_empty(node))
			check_value(c, row, node);
		else if (!check_is_plural(row->type))
			check_say(c, at, "%s needs a value", what(c, row, at));
		break;
	}
}

/* --- all of it --- */

static void say_yaml(void *arg, int line, int col, const char *text)
{
	struct policy_issue issue = {.line = line, .col = col, .width = 1, .text = text};
	policy_report_add(arg, &issue);
}

/* The tree of a file, NULL where it is none, or no map. */
static const struct node *read_tree(struct checker *c, const char *bytes, size_t n)
{
	const struct yaml_report yaml = {say_yaml, c->report};
	const struct node *root = yaml_parse(c->a, bytes, n, &yaml);
	if (!root || root->type == NODE_MAP)
		return root;
	check_say(c, root, "a policy is a map of keys, such as \"version: 1\"");
	return NULL;
}

/* Walks the tree of the file, then looks at all of c->root, which holds it. */
static struct policy *check(struct checker *c, const struct node *file)
{
	walk_map(c, NULL, file, file);
	check_flows(c);
	check_people(c);
	check_times(c);
	return c->report->errors ? NULL : c->p;
}

static struct policy *check_bytes(struct arena *a, const char *name, const char *bytes, size_t n,
                                  struct policy_report *report, bool whole)
{
	struct checker c = {.a = a, .report = report, .whole = whole};
	struct policy *p = NULL;
	*report = policy_report_new(a, name, bytes, n);
	c.root = read_tree(&c, bytes, n);
	if (c.root) {
		c.p = tree_policy(a, c.root);
		p = check(&c, c.root);
	}
	policy_report_sort(report);
	return p;
}

struct policy *policy_check(struct arena *a, const char *name, const char *bytes, size_t n,
                            struct policy_report *report)
{
	return check_bytes(a, name, bytes, n, report, true);
}

struct policy *policy_check_calendars(struct arena *a, const char *name, const char *bytes,
                                      size_t n, struct policy_report *report)
{
	return check_bytes(a, name, bytes, n, report, false);
}

/* Packed and opened again, a policy has no places: messages then never point
 * into a file with those of another. */
static struct policy *without_places(struct arena *a, struct policy *p)
{
	struct str packed = str_new(a);
	struct fault f = {0};
	policy_pack(p, &packed);
	struct policy *again = policy_unpack(a, packed.p, packed.n, &f);
	if (!again)
		bug("a checked policy cannot be unpacked: %s", f.text);
	return again;
}

struct policy *policy_check_part(struct arena *a, struct policy *base, const char *name,
                                 const char *bytes, size_t n, struct policy_report *report)
{
	struct checker c = {.a = a, .report = report};
	struct policy *p = NULL;
	*report = policy_report_new(a, name, bytes, n);
	const struct node *part = read_tree(&c, bytes, n);
	if (part) {
		base = without_places(a, base);
		c.root = check_merge(a, base, part);
		c.p = tree_policy(a, c.root);
		c.p->zones = base->zones;
		c.p->nzones = base->nzones;
		p = check(&c, part);
	}
	policy_report_sort(report);
	return p;
}
