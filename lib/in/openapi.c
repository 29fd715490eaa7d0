/* openapi: from a description to articles. */
#include "in/openapi.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "in/article_inner.h"
#include "in/json.h"
#include "in/openapi_inner.h"
#include "in/yaml.h"

enum { HOPS = 32, BODY_MAX = 1 << 20, ALL_MAX = 16 << 20, OPERATIONS = 5000, TAGS = 1000 };

/* --- the file --- */

static struct node *node_of(struct arena *a, const struct jval *v);

static void add_items(struct arena *a, const struct jval *v, struct node *node)
{
	struct node **items = arena_array(a, struct node *, v->n), **keys = arena_array(a, struct node *, v->n);
	for (size_t i = 0; i < v->n; i++) {
		items[i] = node_of(a, &v->items[i]);
		keys[i] = arena_new(a, struct node);
		if (v->type == JVAL_OBJECT)
			keys[i]->text = v->keys[i];
	}
	node->type = v->type == JVAL_OBJECT ? NODE_MAP : NODE_LIST;
	node->items = items;
	node->keys = v->type == JVAL_OBJECT ? keys : NULL;
	node->n = v->n;
}

/* JSON as YAML's nodes, without places. */
static struct node *node_of(struct arena *a, const struct jval *v)
{
	struct node *node = arena_new(a, struct node);
	node->text = "";
	switch (v->type) {
	case JVAL_NULL: break;
	case JVAL_BOOL: node->text = v->yes ? "true" : "false"; break;
	case JVAL_INT: node->text = arena_printf(a, "%" PRId64, v->i); break;
	case JVAL_REAL: node->text = arena_printf(a, "%.15g", v->real); break;
	case JVAL_TEXT: node->text = v->text; break;
	case JVAL_LIST:
	case JVAL_OBJECT: add_items(a, v, node); break;
	}
	return node;
}

static void say_fault(void *arg, int line, int col, const char *text)
{
	struct node at = {.line = line, .col = col};
	api_fault(arg, &at, "%s", text);
}

static const struct node *read_tree(struct api *api, const char *p, size_t n)
{
	struct yaml_report report = {say_fault, api};
	size_t first = n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	const struct jval *v;
	while (first < n && strchr(" \t\r\n", p[first]) && p[first])
		first++;
	if (first == n || p[first] != '{')
		return yaml_parse_foreign(api->a, p, n, &report);
	if (n > YAML_FOREIGN_BYTES) {
		say_fault(api, 1, 1, arena_printf(api->a, "larger than %d bytes", YAML_FOREIGN_BYTES));
		return NULL;
	}
	v = jval_parse(api->a, p, n, api->name, 1, api->f);
	return v ? node_of(api->a, v) : NULL;
}

/* A line that begins with the key, or a JSON object that has it first. */
static bool has_key(const char *p, size_t n, const char *key)
{
	const char *end = p + n;
	size_t len = strlen(key);
	for (const char *at = p; (at = memmem(at, (size_t)(end - at), key, len)); at += len) {
		const char *before = at, *after = at + len;
		while (before > p && strchr(" \t\r\n\"'{", before[-1]) && before[-1] != '\n')
			before--;
		while (after < end && (*after == '"' || *after == '\'' || *after == ' '))
			after++;
		if (after < end && *after == ':' && (before == p || before[-1] == '\n' || before[-1] == ','))
			return true;
	}
	return false;
}

bool openapi_is(const char *p, size_t n)
{
	n = n < 4096 ? n : 4096;
	return has_key(p, n, "openapi") || has_key(p, n, "swagger");
}

/* --- references --- */

void api_fault(struct api *api, const struct node *at, const char *fmt, ...)
{
	char text[400];
	va_list ap;
	if (api->f->code != 0)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	for (char *p = text; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	fault_at(api->f, EX_DATAERR, api->name, at ? at->line : 0, at ? at->col : 0, "%s", text);
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One step of a JSON pointer (RFC 6901), as it stands in an address. */
static char *pointer_step(struct arena *a, const char **p)
{
	struct str out = str_new(a);
	for (; **p && **p != '/'; (*p)++) {
		char c = **p;
		if (c == '%' && hex((*p)[1]) >= 0 && hex((*p)[2]) >= 0) {
			c = (char)(hex((*p)[1]) * 16 + hex((*p)[2]));
			*p += 2;
		} else if (c == '~' && ((*p)[1] == '0' || (*p)[1] == '1')) {
			c = *++*p == '0' ? '~' : '/';
		}
		str_addc(&out, c ? c : '?');
	}
	return out.p;
}

static const struct node *step(const struct node *node, const char *name)
{
	if (node->type == NODE_MAP)
		return node_get(node, name);
	for (size_t i = 0; node->type == NODE_LIST && i < node->n; i++) {
		char number[24];
		snprintf(number, sizeof number, "%zu", i);
		if (strcmp(number, name) == 0)
			return node->items[i];
	}
	return NULL;
}

static const struct node *pointed(struct api *api, const struct node *at, const char *ref)
{
	const struct node *node = api->root;
	const char *p = ref + 1;
	if (*ref != '#') {
		api_fault(api, at, _("the reference \"%.200s\" leads to another file: put all into one first"), ref);
		return NULL;
	}
	while (node && *p == '/') {
		p++;
		node = step(node, pointer_step(api->a, &p));
	}
	if (!node || *p)
		api_fault(api, at, _("the reference \"%.200s\" leads nowhere"), ref);
	return *p ? NULL : node;
}

const struct node *api_follow(struct api *api, const struct node *node)
{
	const struct node *first = node;
	for (int i = 0; node && node->type == NODE_MAP; i++) {
		const struct node *ref = node_get(node, "$ref");
		if (!ref || ref->type != NODE_SCALAR)
			return node;
		if (i == HOPS) {
			api_fault(api, first, _("the reference \"%.200s\" goes round in circles"), ref->text);
			return NULL;
		}
		node = pointed(api, ref, ref->text);
	}
	return node;
}

const struct node *api_get(struct api *api, const struct node *map, const char *key)
{
	return api_follow(api, node_get(map, key));
}

bool api_true(const struct node *map, const char *key)
{
	return strcmp(node_text(map, key, ""), "true") == 0;
}

/* --- operations by tag --- */

struct group {
	const char *tag;             /* NULL: of no tag */
	const char *title, *description;
	int line;
	VEC(struct api_operation) operations;
};

struct groups { struct group *v; size_t n, cap; };

static struct group *group_of(struct api *api, struct groups *groups, const char *tag)
{
	struct group *g;
	for (size_t i = 0; i < groups->n; i++)
		if (str_eq(groups->v[i].tag, tag) && !groups->v[i].tag == !tag)
			return &groups->v[i];
	if (groups->n == TAGS)
		api_fault(api, NULL, _("the API has more than %d tags"), TAGS);
	if (groups->n >= TAGS)
		return &groups->v[0];
	g = vec_push(api->a, groups);
	g->tag = g->title = tag;
	return g;
}

/* Tags in the order in which they are declared; those that are not come behind. */
static void declare_groups(struct api *api, struct groups *groups)
{
	const struct node *tags = node_get(api->root, "tags");
	group_of(api, groups, NULL);
	for (size_t i = 0; tags && tags->type == NODE_LIST && i < tags->n; i++) {
		const char *name = node_text(tags->items[i], "name", NULL);
		struct group *g = name ? group_of(api, groups, name) : NULL;
		if (!g)
			continue;
		g->title = node_text(tags->items[i], "x-displayName", name);
		g->description = node_text(tags->items[i], "description", NULL);
	}
}

static void add_operation(struct api *api, struct groups *groups, const struct api_operation *op, int line)
{
	const struct node *tags = node_get(op->node, "tags");
	const char *tag = tags && tags->type == NODE_LIST && tags->n > 0 && tags->items[0]->type == NODE_SCALAR ?
		tags->items[0]->text : NULL;
	struct group *g = group_of(api, groups, tag);
	if (g->operations.n == OPERATIONS)
		api_fault(api, op->node, _("more than %d operations have one tag"), OPERATIONS);
	if (g->operations.n >= OPERATIONS)
		return;
	if (g->line == 0)
		g->line = line;
	*vec_push(api->a, &g->operations) = *op;
}

static void add_paths(struct api *api, struct groups *groups, const struct node *paths, bool hooks)
{
	static const char *const methods[] = {"get", "post", "put", "patch", "delete", "head", "options", "trace", NULL};
	static const char *const shown[] = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"};
	for (size_t i = 0; paths && paths->type == NODE_MAP && i < paths->n; i++) {
		const struct node *item = api_follow(api, paths->items[i]);
		const char *path = paths->keys[i]->text;
		for (size_t k = 0; methods[k] && (hooks || *path == '/'); k++) {
			const struct node *node = api_get(api, item, methods[k]);
			const char *summary = node_text(node, "summary", NULL);
			if (node && node->type == NODE_MAP)
				add_operation(api, groups, &(struct api_operation){
					.method = hooks ? "WEBHOOK" : shown[k], .path = path, .node = node, .item = item,
					.summary = summary && *summary ? summary : NULL}, paths->keys[i]->line);
		}
	}
}

/* --- anchors --- */

/* The id that the heading of an operation gets (text/markdown.h), for letters of
 * ASCII; NULL where there are others. */
static const char *id_of(struct arena *a, const char *text)
{
	enum { ID_MAX = 80 };
	struct str out = str_new(a);
	bool gap = false;
	for (; *text && out.n < ID_MAX; text++) {
		char c = *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text;
		if ((unsigned char)c >= 0x80)
			return NULL;
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
			gap = out.n > 0;
			continue;
		}
		if (gap)
			str_addc(&out, '-');
		gap = false;
		str_addc(&out, c);
	}
	return out.p;
}

/* Two headings of one id are told apart by a number; such are not linked to. */
static void name_operations(struct api *api, struct group *g)
{
	for (size_t i = 0; i < g->operations.n; i++) {
		struct api_operation *op = &g->operations.v[i];
		op->id = id_of(api->a, arena_printf(api->a, "%s %s", op->method, op->path));
		for (size_t k = 0; k < i && op->id; k++)
			if (str_eq(g->operations.v[k].id, op->id))
				op->id = NULL;
	}
}

/* --- articles --- */

static void add_index(struct api *api, struct str *out, const struct group *g)
{
	for (size_t i = 0; i < g->operations.n; i++) {
		const struct api_operation *op = &g->operations.v[i];
		str_add(out, op->id ? "- [" : "- ");
		str_printf(out, "%s ", op->method);
		api_name(api, out, op->path);
		if (op->id)
			str_printf(out, "](#%s)", op->id);
		if (op->summary) {
			str_add(out, ": ");
			api_cell(api, out, op->summary);
		}
		str_addc(out, '\n');
	}
	str_addc(out, '\n');
}

/* Version and address, as far as they are said. */
static void add_where(struct api *api, struct str *out)
{
	const char *version = node_text(node_get(api->root, "info"), "version", NULL), *address = NULL;
	const struct node *servers = node_get(api->root, "servers"), *schemes = node_get(api->root, "schemes");
	const char *host = node_text(api->root, "host", NULL);
	if (servers && servers->type == NODE_LIST && servers->n > 0)
		address = node_text(servers->items[0], "url", NULL);
	if (host)
		address = arena_printf(api->a, "%s://%s%s", schemes && schemes->type == NODE_LIST && schemes->n > 0 &&
		                       schemes->items[0]->type == NODE_SCALAR ? schemes->items[0]->text : "https", host,
		                       node_text(api->root, "basePath", ""));
	if (version) {
		str_printf(out, "%s ", api_word(api, OPENAPI_VERSION));
		api_name(api, out, version);
		str_add(out, address ? ". " : ".\n\n");
	}
	if (address && !strpbrk(address, "`\n"))
		str_printf(out, "%s: `%s`\n\n", api_word(api, OPENAPI_ADDRESS), address);
}

/* Letters and digits of a tag, "-" between them: the rest of its article's key. */
static const char *key_of(struct arena *a, const char *base, const char *tag, size_t number)
{
	const char *id = tag ? id_of(a, tag) : NULL;
	if (!tag)
		return base;
	return id && *id ? arena_printf(a, "%s-%s", base, id) : arena_printf(a, "%s-%zu", base, number);
}

static void print_group(struct api *api, struct str *out, struct group *g, bool whole)
{
	const char *about = whole ? node_text(node_get(api->root, "info"), "description", NULL) : NULL;
	add_where(api, out);
	if (about)
		api_prose(api, out, about);
	if (g->description)
		api_prose(api, out, g->description);
	name_operations(api, g);
	if (g->operations.n > 1)
		add_index(api, out, g);
	for (size_t i = 0; i < g->operations.n && out->n <= BODY_MAX && api->f->code == 0; i++)
		api_print(api, out, &g->operations.v[i]);
	if (out->n > BODY_MAX)
		api_fault(api, g->operations.v[0].node, _("the operations of \"%.100s\" make more than %d bytes"),
		          g->tag ? g->tag : "", BODY_MAX);
}

static void add_article(struct api *api, struct openapi *list, const struct article_in *named, struct group *g,
                        size_t number)
{
	const char *title = str_trim(api->a, node_text(node_get(api->root, "info"), "title", "API"));
	struct article_in x = *named;
	struct str body = str_new(api->a), line = str_new(api->a);
	print_group(api, &body, g, list->n == 0);
	api_cell(api, &line, g->title ? arena_printf(api->a, "%s: %s", title, g->title) : title);
	x.key = key_of(api->a, named->key ? named->key : "api", g->tag, number);
	x.title = line.p;
	x.kind = "api";
	x.line = g->line;
	x.questions_said = true;
	for (size_t i = 0; i < g->operations.n; i++) {
		struct str question = str_new(api->a);
		api_cell(api, &question, g->operations.v[i].summary ? g->operations.v[i].summary : "");
		article_in_add(api->a, &x.questions, question.p);
	}
	api->bytes += body.n;
	if (api->bytes > ALL_MAX)
		api_fault(api, NULL, _("the operations make more than %d bytes"), ALL_MAX);
	article_in_body(api->a, &x, body.p, body.n, false);
	x.line = g->line;
	*vec_push(api->a, list) = x;
}

static int check_version(struct api *api)
{
	const char *three = node_text(api->root, "openapi", NULL), *two = node_text(api->root, "swagger", NULL);
	if (!three && !two)
		api_fault(api, api->root, _("no description of an API: a key \"openapi\" or \"swagger\" is missing"));
	else if (three ? strncmp(three, "3.", 2) != 0 : strncmp(two, "2.", 2) != 0)
		api_fault(api, node_get(api->root, three ? "openapi" : "swagger"),
		          _("version %.40s is not known: OpenAPI 3 and Swagger 2 are"), three ? three : two);
	api->two = !three;
	return api->f->code;
}

int openapi_parse(struct arena *a, const char *name, const char *p, size_t n,
                  struct openapi *out, struct fault *f)
{
	struct fault own = {0};
	struct api api = {.a = a, .name = name, .f = f ? f : &own};
	struct article_in named = {0};
	struct groups groups = {0};
	api.f->code = 0;
	*out = (struct openapi){0};
	api.root = read_tree(&api, p, n);
	if (!api.root || check_version(&api) != 0)
		return api.f->code;
	article_in_named(a, name, &named);
	api.spanish = named.lang && strncmp(named.lang, "es", 2) == 0;
	declare_groups(&api, &groups);
	add_paths(&api, &groups, node_get(api.root, "paths"), false);
	add_paths(&api, &groups, node_get(api.root, "webhooks"), true);
	for (size_t i = 0; i < groups.n && api.f->code == 0; i++)
		if (groups.v[i].operations.n > 0)
			add_article(&api, out, &named, &groups.v[i], i);
	if (api.f->code == 0 && out->n == 0)
		api_fault(&api, api.root, _("the API has no operations"));
	return api.f->code;
}
