/* node: looking things up in a tree. Linear search: a map of a policy has a
 * few dozen keys, and its order in the file is kept. */
#include <string.h>

#include "in/node.h"

const struct node *node_get(const struct node *map, const char *key)
{
	if (!map || map->type != NODE_MAP)
		return NULL;
	for (size_t i = 0; i < map->n; i++)
		if (strcmp(map->keys[i]->text, key) == 0)
			return map->items[i];
	return NULL;
}

const char *node_text(const struct node *map, const char *key, const char *fallback)
{
	const struct node *value = node_get(map, key);
	return value && value->type == NODE_SCALAR ? value->text : fallback;
}
