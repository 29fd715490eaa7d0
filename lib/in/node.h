/* node: a tree of mappings, lists and scalars with their places.
 *
 * What YAML becomes, and what a packed policy unpacks to (then without
 * places: line 0). Scalars are always text: types come from a schema. */
#ifndef IN_NODE_H
#define IN_NODE_H

#include <stddef.h>
#include <stdint.h>

enum node_type { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	enum node_type type;
	int line, col;              /* of its first character, 1-based; 0 unknown */
	const char *text;           /* NODE_SCALAR */
	struct node *const *items;  /* NODE_LIST: n; NODE_MAP: n values */
	struct node *const *keys;   /* NODE_MAP: n scalars, in file order */
	size_t n;
};

/* The value of a key, NULL where node is no map or has no such key. */
const struct node *node_get(const struct node *map, const char *key);
/* The text of a scalar key, or fallback. */
const char *node_text(const struct node *map, const char *key, const char *fallback);

#endif
