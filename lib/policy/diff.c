/* diff: two node trees side by side.
 *
 * Maps are matched by key, lists of rules by `name`, of holidays by `name` and
 * `date`; other lists, and values, are compared as one line of text. Order counts where the policy gives it a
 * meaning: rules, priorities, states. */
#include "policy/diff.h"

#include <string.h>

#include "base/str.h"
#include "base/words.h"
#include "policy/tree.h"

const char *const policy_change_words[] = {"added", "removed", "changed", "order", NULL};

struct differ {
	struct arena *a;
	void (*say)(void *arg, const struct policy_change *change);
	void *arg;
	size_t n;
};

/* --- values as one line --- */

static void one_line(struct str *out, const struct node *node);

static void add_item(struct str *out, const struct node *node, size_t i)
{
	if (i)
		str_add(out, ", ");
	if (node->type == NODE_MAP)
		str_printf(out, "%s: ", node->keys[i]->text);
	one_line(out, node->items[i]);
}

static void one_line(struct str *out, const struct node *node)
{
	if (node->type == NODE_SCALAR) {
		for (const char *p = node->text; *p; p++)
			str_addc(out, *p == '\n' ? ' ' : *p);
		return;
	}
	str_addc(out, node->type == NODE_MAP ? '{' : '[');
	for (size_t i = 0; i < node->n; i++)
		add_item(out, node, i);
	str_addc(out, node->type == NODE_MAP ? '}' : ']');
}

static const char *text_of(struct differ *d, const struct node *node)
{
	struct str s = str_new(d->a);
	one_line(&s, node);
	return s.p;
}

static void say(struct differ *d, enum policy_change_kind kind, const char *path,
                const struct node *before, const struct node *after)
{
	struct policy_change c = {.kind = kind, .path = path};
	if (before)
		c.before = text_of(d, before);
	if (after)
		c.after = text_of(d, after);
	switch (kind) {
	case DIFF_CHANGED: c.text = arena_printf(d->a, "%s: %s -> %s", path, c.before, c.after); break;
	case DIFF_ORDER: c.text = arena_printf(d->a, "%s: order changed", path); break;
	default: c.text = arena_printf(d->a, "%s %s", path, policy_change_words[kind]); break;
	}
	d->n++;
	d->say(d->arg, &c);
}

/* --- items by name --- */

static bool is_named_list(const struct node *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (!node_text(list->items[i], "name", NULL))
			return false;
	return list->type == NODE_LIST && list->n > 0;
}

/* Can the items be told apart by name? */
static bool has_names(const struct node *node)
{
	return node->type == NODE_MAP || is_named_list(node);
}

/* A map or list whose items have names, each its own. */
struct side { const struct node *node; const char **names; };

/* The key; of a list's item the name, with its date where it has one: the same
 * feast comes every year. */
static const char *name_at(struct differ *d, const struct node *node, size_t i)
{
	if (node->type == NODE_MAP)
		return node->keys[i]->text;
	const char *name = node_text(node->items[i], "name", ""), *date = node_text(node->items[i], "date", NULL);
	return date ? arena_printf(d->a, "%s %s", name, date) : name;
}

/* Equals among a list's items are told apart by their position: "x", "x #2". */
static struct side side_of(struct differ *d, const struct node *node)
{
	struct side s = {node, arena_array(d->a, const char *, node->n)};
	for (size_t i = 0; i < node->n; i++)
		s.names[i] = name_at(d, node, i);
	for (size_t i = node->type == NODE_LIST ? node->n : 0; i-- > 1;) {
		size_t equals = 1;
		for (size_t j = 0; j < i; j++)
			equals += strcmp(s.names[j], s.names[i]) == 0;
		if (equals > 1)
			s.names[i] = arena_printf(d->a, "%s #%zu", s.names[i], equals);
	}
	return s;
}

static const struct node *item_named(const struct side *s, const char *name)
{
	for (size_t i = 0; i < s->node->n; i++)
		if (strcmp(s->names[i], name) == 0)
			return s->node->items[i];
	return NULL;
}

/* Do the names both have stand in another order? */
static bool reordered(const struct side *before, const struct side *after)
{
	size_t next = 0;
	for (size_t i = 0; i < after->node->n; i++) {
		if (!item_named(before, after->names[i]))
			continue;
		while (next < before->node->n && !item_named(after, before->names[next]))
			next++;
		if (next == before->node->n || strcmp(before->names[next], after->names[i]) != 0)
			return true;
		next++;
	}
	return false;
}

static bool order_counts(const char *path, const struct node *node)
{
	static const char *const paths[] = {
		"priorities", "states", "customers.stages", "customers.segments", "customers.csm", NULL};

	return node->type == NODE_LIST || words_find(paths, path) >= 0;
}

/* --- walking --- */

static const char *join(struct differ *d, const char *path, const char *name)
{
	return *path ? arena_printf(d->a, "%s.%s", path, name) : name;
}

static void compare(struct differ *d, const char *path, const struct node *before, const struct node *after);

static void compare_items(struct differ *d, const char *path, const struct node *before, const struct node *after)
{
	struct side olds = side_of(d, before), news = side_of(d, after);
	for (size_t i = 0; i < after->n; i++) {
		const char *below = join(d, path, news.names[i]);
		const struct node *old = item_named(&olds, news.names[i]);
		if (old)
			compare(d, below, old, after->items[i]);
		else
			say(d, DIFF_ADDED, below, NULL, after->items[i]);
	}
	for (size_t i = 0; i < before->n; i++)
		if (!item_named(&news, olds.names[i]))
			say(d, DIFF_REMOVED, join(d, path, olds.names[i]), before->items[i], NULL);
	if (order_counts(path, after) && reordered(&olds, &news))
		say(d, DIFF_ORDER, path, NULL, NULL);
}

static void compare(struct differ *d, const char *path, const struct node *before, const struct node *after)
{
	if (before->type == after->type && has_names(before) && has_names(after))
		compare_items(d, path, before, after);
	else if (strcmp(text_of(d, before), text_of(d, after)) != 0)
		say(d, DIFF_CHANGED, path, before, after);
}

/* A policy as one map of its sections. */
static struct node *whole(struct arena *a, struct policy *p)
{
	struct node *root = arena_new(a, struct node);
	struct node **keys = arena_array(a, struct node *, p->nsections);
	struct node **items = arena_array(a, struct node *, p->nsections);
	for (size_t i = 0; i < p->nsections; i++) {
		keys[i] = arena_new(a, struct node);
		keys[i]->text = p->sections[i].name;
		items[i] = arena_new(a, struct node);
		*items[i] = *tree_section(p, p->sections[i].name);
	}
	root->type = NODE_MAP;
	root->keys = keys;
	root->items = items;
	root->n = p->nsections;
	return root;
}

size_t policy_diff(struct arena *a, struct policy *before, struct policy *after,
                   void (*say_change)(void *arg, const struct policy_change *change), void *arg)
{
	struct differ d = {.a = a, .say = say_change, .arg = arg};
	compare(&d, "", whole(a, before), whole(a, after));
	return d.n;
}
