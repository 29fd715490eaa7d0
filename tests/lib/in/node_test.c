/* Looking things up in a tree. */
#include "test.h"

#include "in/node.h"

static const struct node key_a = {.text = "a"}, key_b = {.text = "b"};
static const struct node text = {.text = "one"}, list = {.type = NODE_LIST};
static struct node *const keys[] = {(struct node *)&key_a, (struct node *)&key_b};
static struct node *const items[] = {(struct node *)&text, (struct node *)&list};
static const struct node map = {.type = NODE_MAP, .keys = keys, .items = items, .n = 2};

TEST(finds_by_key)
{
	CHECK(node_get(&map, "a") == &text);
	CHECK(node_get(&map, "b") == &list);
	CHECK(node_get(&map, "c") == NULL);
}

TEST(asks_no_map_in_vain)
{
	CHECK(node_get(&text, "a") == NULL);
	CHECK(node_get(&list, "a") == NULL);
	CHECK(node_get(NULL, "a") == NULL);
}

TEST(falls_back)
{
	CHECK_STR(node_text(&map, "a", "x"), "one");
	CHECK_STR(node_text(&map, "b", "x"), "x");
	CHECK_STR(node_text(&map, "c", "x"), "x");
	CHECK_STR(node_text(NULL, "c", NULL), NULL);
}

TEST_MAIN(T(finds_by_key), T(asks_no_map_in_vain), T(falls_back))
