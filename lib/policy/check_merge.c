/* check_merge: a part of a policy put into a whole one. */
#include <string.h>

#include "policy/checker.h"

/* A map that grows; room for all is taken at once. */
struct growing { struct node **keys, **items; size_t n; };

static struct growing growing(struct arena *a, size_t room)
{
	return (struct growing){arena_array(a, struct node *, room), arena_array(a, struct node *, room), 0};
}

static void put(struct growing *g, struct node *key, struct node *item)
{
	g->keys[g->n] = key;
	g->items[g->n++] = item;
}

static struct node *node_of(struct arena *a, const struct node *like, const struct growing *g)
{
	struct node *node = arena_new(a, struct node);
	*node = *like;
	node->keys = g->keys;
	node->items = g->items;
	node->n = g->n;
	return node;
}

/* The part's entries, then those of the base that it does not have. */
static struct node *merge_maps(struct arena *a, const struct node *part, const struct node *base)
{
	struct growing g = growing(a, part->n + base->n);
	for (size_t i = 0; i < part->n; i++)
		put(&g, part->keys[i], part->items[i]);
	for (size_t i = 0; i < base->n; i++)
		if (!node_get(part, base->keys[i]->text))
			put(&g, base->keys[i], base->items[i]);
	return node_of(a, part, &g);
}

static struct node *merge_lists(struct arena *a, const struct node *part, const struct node *base)
{
	struct growing g = growing(a, part->n + base->n);
	for (size_t i = 0; i < part->n; i++)
		put(&g, NULL, part->items[i]);
	for (size_t i = 0; i < base->n; i++)
		put(&g, NULL, base->items[i]);
	return node_of(a, part, &g);
}

static struct node *merge(struct arena *a, struct node *part, const struct node *base)
{
	if (base && part->type == NODE_MAP && base->type == NODE_MAP)
		return merge_maps(a, part, base);
	if (base && part->type == NODE_LIST && base->type == NODE_LIST)
		return merge_lists(a, part, base);
	return part;
}

const struct node *check_merge(struct arena *a, struct policy *base, const struct node *part)
{
	struct growing g = growing(a, part->n + base->nsections);
	for (size_t i = 0; i < part->n; i++)
		put(&g, part->keys[i], merge(a, part->items[i], tree_section(base, part->keys[i]->text)));
	for (size_t i = 0; i < base->nsections; i++) {
		struct node *key;
		if (node_get(part, base->sections[i].name))
			continue;
		key = arena_new(a, struct node);
		key->text = base->sections[i].name;
		struct node *item = arena_new(a, struct node);
		*item = *tree_section(base, key->text);
		put(&g, key, item);
	}
	return node_of(a, part, &g);
}
