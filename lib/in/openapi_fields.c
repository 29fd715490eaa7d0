/* openapi_fields: schemas as tables of fields. */
#include <string.h>

#include "base/vec.h"
#include "in/openapi_inner.h"

/* LEVELS: how deep fields of fields are told. Anchors can make a small file
 * mean a huge one: a table ends after ROWS, and looks at VISITS schemas. */
enum { LEVELS = 5, ROWS = 150, VISITS = 5000, CHOICES = 40 };

struct table {
	struct api *api;
	struct str *out;
	const char *title;
	int rows, visits;
	const struct node *within[LEVELS + 1];   /* the schemas around the one at hand */
};

/* --- what a schema says of itself --- */

static const char *base_type(struct api *api, const struct node *schema)
{
	const struct node *type = node_get(schema, "type");
	struct str out = str_new(api->a);
	if (type && type->type == NODE_SCALAR)
		return type->text;
	for (size_t i = 0; type && i < type->n && i < CHOICES; i++)
		if (type->items[i]->type == NODE_SCALAR)
			str_printf(&out, "%s%s", out.n ? arena_printf(api->a, " %s ", api_word(api, OPENAPI_OR)) : "",
			           type->items[i]->text);
	if (out.n > 0)
		return out.p;
	return node_get(schema, "properties") || node_get(schema, "allOf") ? "object" :
		node_get(schema, "items") ? "array" : node_get(schema, "oneOf") || node_get(schema, "anyOf") ?
		api_word(api, OPENAPI_ONE_OF) : "";
}

static const char *type_at(struct api *api, const struct node *schema, int levels)
{
	const char *type, *format;
	schema = api_follow(api, schema);
	if (!schema || levels == 0)
		return "";
	type = base_type(api, schema);
	format = node_text(schema, "format", NULL);
	if (strcmp(type, "array") == 0)
		type = arena_printf(api->a, "%s %s", api_word(api, OPENAPI_LIST_OF),
		                    type_at(api, node_get(schema, "items"), levels - 1));
	if (format)
		type = arena_printf(api->a, "%s (%s)", type, format);
	if (api_true(schema, "nullable"))
		type = arena_printf(api->a, "%s %s null", type, api_word(api, OPENAPI_OR));
	return type;
}

const char *api_type(struct api *api, const struct node *schema)
{
	return type_at(api, schema, LEVELS);
}

/* Begins a sentence, or goes on with one. */
static void sentence(struct str *out, const char *text)
{
	bool first = out->n == 0 || strchr(".!?", out->p[out->n - 1 - (out->n > 1 && out->p[out->n - 1] == ' ')]);
	if (out->n > 0 && out->p[out->n - 1] != ' ')
		str_add(out, first ? " " : "; ");
	if (first && *text >= 'a' && *text <= 'z')
		str_addc(out, (char)(*text++ - 32));
	str_add(out, text);
}

static void add_choices(struct api *api, struct str *out, const struct node *schema)
{
	const struct node *list = api_get(api, schema, "enum");
	if (!list)
		list = api_get(api, api_get(api, schema, "items"), "enum");
	if (!list || list->type != NODE_LIST || list->n == 0)
		return;
	sentence(out, api_word(api, OPENAPI_ONE_OF));
	for (size_t i = 0; i < list->n && i < CHOICES; i++)
		str_printf(out, "%s %s", i ? "," : "", list->items[i]->type == NODE_SCALAR ? list->items[i]->text : "...");
	if (list->n > CHOICES)
		str_add(out, ", ...");
}

static void add_limits(struct api *api, struct str *out, const struct node *schema)
{
	const char *least = node_text(schema, "minimum", NULL), *most = node_text(schema, "maximum", NULL);
	const char *longest = node_text(schema, "maxLength", NULL), *pattern = node_text(schema, "pattern", NULL);
	const char *fallback = node_text(schema, "default", NULL), *example = node_text(schema, "example", NULL);
	if (least)
		sentence(out, arena_printf(api->a, "%s %s", api_word(api, OPENAPI_FROM), least));
	if (most)
		sentence(out, arena_printf(api->a, "%s %s", api_word(api, OPENAPI_TO), most));
	if (longest)
		sentence(out, arena_printf(api->a, "%s %s %s", api_word(api, OPENAPI_AT_MOST), longest,
		                           api_word(api, OPENAPI_CHARACTERS)));
	if (pattern && !strchr(pattern, '`'))
		sentence(out, arena_printf(api->a, "`%s`", pattern));
	if (fallback && *fallback)
		sentence(out, arena_printf(api->a, "%s %s", api_word(api, OPENAPI_DEFAULT), fallback));
	if (example && *example)
		sentence(out, arena_printf(api->a, "%s %s", api_word(api, OPENAPI_SUCH_AS), example));
}

void api_meaning(struct api *api, struct str *out, const struct node *schema, bool required,
                 const char *description)
{
	struct str said = str_new(api->a);
	if (required)
		str_printf(&said, "%s. ", api_word(api, OPENAPI_REQUIRED));
	str_add(&said, description ? description : node_text(schema, "description", ""));
	while (said.n > 0 && strchr(" \n\t", said.p[said.n - 1]))
		str_cut(&said, said.n - 1);
	add_choices(api, &said, schema);
	add_limits(api, &said, schema);
	if (api_true(schema, "deprecated"))
		sentence(&said, api_word(api, OPENAPI_DEPRECATED));
	api_cell(api, out, said.p);
}

/* --- fields of fields --- */

static void add_schema(struct table *t, const char *prefix, const struct node *schema, int level);

static bool is_required(const struct node *schema, const char *name)
{
	const struct node *list = node_get(schema, "required");
	for (size_t i = 0; list && list->type == NODE_LIST && i < list->n; i++)
		if (list->items[i]->type == NODE_SCALAR && strcmp(list->items[i]->text, name) == 0)
			return true;
	return false;
}

static void add_row(struct table *t, const char *name, const struct node *schema, bool required)
{
	struct api *api = t->api;
	if (t->rows++ == 0)
		str_printf(t->out, "**%s**\n\n| %s | %s | %s |\n|---|---|---|\n", t->title, api_word(api, OPENAPI_FIELD),
		           api_word(api, OPENAPI_TYPE), api_word(api, OPENAPI_MEANS));
	str_add(t->out, "| ");
	api_name(api, t->out, name);
	str_add(t->out, " | ");
	api_name(api, t->out, api_type(api, schema));
	str_add(t->out, " | ");
	api_meaning(api, t->out, schema, required, NULL);
	str_add(t->out, " |\n");
}

static void add_properties(struct table *t, const char *prefix, const struct node *schema, int level)
{
	const struct node *map = node_get(schema, "properties");
	for (size_t i = 0; map && map->type == NODE_MAP && i < map->n && t->rows < ROWS; i++) {
		const struct node *field = api_follow(t->api, map->items[i]);
		const char *key = map->keys[i]->text, *name;
		if (!field)
			continue;
		name = *prefix ? arena_printf(t->api->a, "%s.%s", prefix, key) : key;
		add_row(t, name, field, is_required(schema, key));
		add_schema(t, name, field, level + 1);
	}
}

/* Is it told already, around what is told now? */
static bool is_within(const struct table *t, const struct node *schema, int level)
{
	for (int i = 0; i < level; i++)
		if (t->within[i] == schema)
			return true;
	return false;
}

/* The fields of a schema and of those it is made of. */
static void add_schema(struct table *t, const char *prefix, const struct node *schema, int level)
{
	static const char *const parts[] = {"allOf", "oneOf", "anyOf"};
	schema = api_follow(t->api, schema);
	if (!schema || level > LEVELS || t->rows >= ROWS || ++t->visits > VISITS || is_within(t, schema, level))
		return;
	t->within[level] = schema;
	for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
		const struct node *list = node_get(schema, parts[k]);
		for (size_t i = 0; list && list->type == NODE_LIST && i < list->n && i < ROWS; i++)
			add_schema(t, prefix, list->items[i], level + 1);
	}
	add_properties(t, prefix, schema, level);
	if (node_get(schema, "items"))
		add_schema(t, arena_printf(t->api->a, "%s[]", prefix), node_get(schema, "items"), level + 1);
}

void api_fields(struct api *api, struct str *out, const char *title, const struct node *schema)
{
	struct table t = {.api = api, .out = out, .title = title};
	add_schema(&t, "", schema, 0);
	if (t.rows >= ROWS)
		str_printf(out, "\n%s\n", api_word(api, OPENAPI_MORE));
	if (t.rows > 0)
		str_addc(out, '\n');
}
