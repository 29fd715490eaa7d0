/* YAML: either a tree with places inside the text or at least one report. */
#include "fuzz.h"
#include "in/yaml.h"

static void count(void *arg, int line, int col, const char *text)
{
	PROMISE(line >= 1 && col >= 1 && *text && !strchr(text, '\n'));
	(*(int *)arg)++;
}

static void walk(const struct node *node, int depth)
{
	PROMISE(depth <= YAML_MAX_DEPTH);
	PROMISE(node->type != NODE_SCALAR || node->text);
	for (size_t i = 0; i < node->n; i++) {
		if (node->type == NODE_MAP) {
			PROMISE(node->keys[i]->type == NODE_SCALAR);
			PROMISE(node_get(node, node->keys[i]->text) == node->items[i]);
		}
		PROMISE(node->items[i]->line >= 1 && node->items[i]->col >= 1);
		walk(node->items[i], depth + 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	int reports = 0;
	struct yaml_report report = {count, &reports};
	struct node *root = yaml_parse(&a, (const char *)data, size, &report);
	PROMISE((root == NULL) == (reports > 0));
	if (root)
		walk(root, 1);
	arena_free(&a);
	return 0;
}
