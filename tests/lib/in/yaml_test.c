/* YAML: what comes through, what is refused, and where it says so. */
#include "test.h"

#include <stdlib.h>

#include "base/str.h"
#include "in/yaml.h"

static struct arena arena;

static void keep(void *arg, int line, int col, const char *said)
{
	str_printf(arg, "%d:%d: %s\n", line, col, said);
}

static struct node *parse_bytes(const char *p, size_t n, struct str *reports)
{
	*reports = str_new(&arena);
	return yaml_parse(&arena, p, n, &(struct yaml_report){keep, reports});
}

/* The tree in a line: maps {k:v,}, lists [v,], texts as they are. */
static void show(struct str *s, const struct node *node)
{
	if (node->type == NODE_SCALAR) {
		str_add(s, node->text);
		return;
	}
	str_addc(s, node->type == NODE_MAP ? '{' : '[');
	for (size_t i = 0; i < node->n; i++) {
		if (node->type == NODE_MAP)
			str_printf(s, "%s:", node->keys[i]->text);
		show(s, node->items[i]);
		str_addc(s, ',');
	}
	str_addc(s, node->type == NODE_MAP ? '}' : ']');
}

TEST(builds_trees)
{
	static const struct { const char *yaml, *tree; } rows[] = {
		{"", "{}"},
		{"# only words\n", "{}"},
		{"---\n", "{}"},
		{"a: 1\nb: [x, 'y z']\n", "{a:1,b:[x,y z,],}"},
		{"a:\n  - b: c\n    d:\n  - e\n", "{a:[{b:c,d:,},e,],}"},
		{"no: no\nt: 1:30\nn: ~\n", "{no:no,t:1:30,n:~,}"},
		{"a: |\n  one\n  two\nb: >-\n  x\n  y\n", "{a:one\ntwo\n,b:x y,}"},
		{"\xef\xbb\xbf" "a: b\n", "{a:b,}"},
		{"a: \"\\u00fc\\n\"\r\n", "{a:\xc3\xbc\n,}"},
		{"- a\n", "[a,]"},
		{"%YAML 1.1\n---\na: b\n...\n", "{a:b,}"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str reports, tree = str_new(&arena);
		struct node *root = parse_bytes(rows[i].yaml, strlen(rows[i].yaml), &reports);
		CHECK_STR(reports.p, "");
		CHECK(root != NULL);
		if (root)
			show(&tree, root);
		CHECK_STR(tree.p, rows[i].tree);
	}
}

TEST(keeps_places)
{
	struct str reports;
	const char *yaml = "a: 1\n\xc3\x9c: {x: [7]}\n";
	struct node *root = parse_bytes(yaml, strlen(yaml), &reports);
	const struct node *x = node_get(node_get(root, "\xc3\x9c"), "x");
	CHECK_INT(root->line, 1);
	CHECK_INT(root->keys[1]->line, 2);
	CHECK_INT(root->keys[1]->col, 1);
	CHECK_INT(x->items[0]->line, 2);
	CHECK_INT(x->items[0]->col, 9);
}

TEST(says_what_and_where)
{
	static const struct { const char *yaml, *reports; } rows[] = {
		{"a: 1\nb: 2\na: 3\n", "3:1: duplicate key \"a\" (first at line 1)\n"},
		{"a: &x 1\nb: *x\n", "1:4: anchors (&name) are not allowed here\n"
		                     "2:4: aliases (*name) are not allowed here\n"},
		{"a: !t 1\n", "1:4: tags (!name) are not allowed here\n"},
		{"a: !!str 1\n", "1:4: tags (!name) are not allowed here\n"},
		{"a: {<<: {b: c}}\n", "1:5: merge keys (<<) are not allowed here\n"},
		{"? [a]\n: b\n", "1:3: a key must be a plain text\n"},
		{"a: \"\\0\"\n", "1:4: a text may not hold a NUL character\n"},
		{"a: 1\n---\nb: 2\n", "2:1: a second document is not allowed here\n"},
		{"a: 1\nb: \"two\nc: 3\n", "2:4: this quoted text is never closed\n"},
		{"a: 1\n\tb: 2\n", "2:1: a tab cannot indent: use blanks"},
		{"a: @b\n", "1:4: this character cannot begin a value: put the text in quotes, indent with blanks\n"},
		{"a: b: c\n", "1:5: \":\" is not allowed here: put the text in quotes or check the indentation\n"},
		{"\"\xc3\x9c" "berweisung\" x\n", "1:15: nothing may stand behind the value here: check quotes and indentation\n"},
		{"a: 1\n b\nc: \xff\n", "3:4: not UTF-8\n"},
		{"a: \xc3\x9c\x01\n", "1:5: control characters are not allowed\n"},
		{"a: [1, 2\nb: 3\n", "2:2: a \",\" or \"]\" is missing (while parsing a flow sequence that begins at line 1)\n"},
		{"%TAG ! tag:x,2026:\n---\na: 1\n", "1:1: %TAG directives are not allowed here\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str reports;
		CHECK(parse_bytes(rows[i].yaml, strlen(rows[i].yaml), &reports) == NULL);
		if (strncmp(reports.p, rows[i].reports, strlen(rows[i].reports)) != 0)
			CHECK_STR(reports.p, rows[i].reports);
	}
}

static char *nested(int depth)
{
	struct str s = str_new(&arena);
	for (int i = 0; i < depth; i++)
		str_addc(&s, '[');
	for (int i = 0; i < depth; i++)
		str_addc(&s, ']');
	return s.p;
}

TEST(limits_depth)
{
	struct str reports;
	char *yaml = nested(YAML_MAX_DEPTH);
	CHECK(parse_bytes(yaml, strlen(yaml), &reports) != NULL);
	yaml = nested(YAML_MAX_DEPTH + 1);
	CHECK(parse_bytes(yaml, strlen(yaml), &reports) == NULL);
	CHECK_STR(reports.p, "1:33: nested deeper than 32 levels\n");
	yaml = nested(40000);
	CHECK(parse_bytes(yaml, strlen(yaml), &reports) == NULL);
}

TEST(limits_size_and_reports)
{
	struct str reports, many = str_new(&arena);
	char *big = arena_alloc(&arena, YAML_MAX_BYTES + 1);
	int lines = 0;
	memset(big, '#', YAML_MAX_BYTES + 1);
	CHECK(parse_bytes(big, YAML_MAX_BYTES, &reports) != NULL);
	CHECK(parse_bytes(big, YAML_MAX_BYTES + 1, &reports) == NULL);
	CHECK_STR(reports.p, "1:1: larger than 1048576 bytes\n");
	for (int i = 0; i < 100000; i++)
		str_add(&many, "a: b\n");
	CHECK(parse_bytes(many.p, many.n, &reports) == NULL);
	for (const char *p = reports.p; *p; p++)
		lines += *p == '\n';
	CHECK_INT(lines, 100);
}

/* What other programs write may repeat itself. */
TEST(follows_anchors_of_others)
{
	static const struct { const char *yaml, *tree, *said; } rows[] = {
		{"a: &x {b: c}\nd: *x\ne: [*x, &y f, *y]\n", "{a:{b:c,},d:{b:c,},e:[{b:c,},f,f,],}", ""},
		{"a: &x 1\nb: &x 2\nc: *x\n", "{a:1,b:2,c:2,}", ""},
		{"a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n", "{a:{b:1,c:2,},d:{c:3,b:1,},}", ""},
		{"a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n", "{a:{b:1,},c:{b:2,d:3,},e:{b:1,d:3,},}", ""},
		{"a: !!str 1\nb: !mine {c: d}\n", "{a:1,b:{c:d,},}", ""},
		{"a: *x\n", NULL, "1:4: nothing is anchored as \"x\" before\n"},
		{"a: &x [*x]\n", NULL, "1:8: nothing is anchored as \"x\" before\n"},
		{"a: 1\na: 2\n", NULL, "2:1: duplicate key \"a\" (first at line 1)\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str reports = str_new(&arena), tree = str_new(&arena);
		struct node *root = yaml_parse_foreign(&arena, rows[i].yaml, strlen(rows[i].yaml),
		                                       &(struct yaml_report){keep, &reports});
		CHECK_STR(reports.p, rows[i].said);
		CHECK((root != NULL) == (rows[i].tree != NULL));
		if (root)
			show(&tree, root);
		CHECK_STR(tree.p, rows[i].tree ? rows[i].tree : "");
	}
}

/* A little file of merges that would mean millions of pairs. */
TEST(limits_what_repeats)
{
	struct str text = str_new(&arena), reports = str_new(&arena);
	str_add(&text, "x: &x {");
	for (int i = 0; i < 1000; i++)
		str_printf(&text, "k%d: 1, ", i);
	str_add(&text, "}\ny:\n");
	for (int i = 0; i < 101; i++)
		str_add(&text, "- {<<: *x}\n");
	CHECK(!yaml_parse_foreign(&arena, text.p, text.n, &(struct yaml_report){keep, &reports}));
	CHECK_STR(reports.p, "1:4: merge keys (<<) repeat too much\n");
}

TEST_MAIN(T(builds_trees), T(keeps_places), T(says_what_and_where), T(limits_depth),
          T(limits_size_and_reports), T(follows_anchors_of_others), T(limits_what_repeats))
