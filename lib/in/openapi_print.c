/* openapi_print: one operation as Markdown. */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "in/openapi_inner.h"

/* What is told of one operation: parameters, answers, ways in. */
enum { MOST = 200 };

/* --- parameters --- */

static void add_parameter(struct api *api, struct str *out, const struct node *p, int *rows)
{
	const struct node *schema = api->two ? p : api_get(api, p, "schema");
	if ((*rows)++ == 0)
		str_printf(out, "**%s**\n\n| %s | %s | %s | %s |\n|---|---|---|---|\n", api_word(api, OPENAPI_PARAMETERS),
		           api_word(api, OPENAPI_NAME), api_word(api, OPENAPI_IN), api_word(api, OPENAPI_TYPE),
		           api_word(api, OPENAPI_MEANS));
	str_add(out, "| ");
	api_name(api, out, node_text(p, "name", "?"));
	str_add(out, " | ");
	api_cell(api, out, node_text(p, "in", "?"));
	str_add(out, " | ");
	api_name(api, out, schema ? api_type(api, schema) : "");
	str_add(out, " | ");
	api_meaning(api, out, schema ? schema : p, api_true(p, "required"), node_text(p, "description", NULL));
	str_add(out, " |\n");
}

/* Does the operation say a parameter of its item anew? */
static bool said_again(struct api *api, const struct node *own, const struct node *p)
{
	for (size_t i = 0; own && i < own->n && i < MOST; i++) {
		const struct node *other = api_follow(api, own->items[i]);
		if (other && strcmp(node_text(other, "name", ""), node_text(p, "name", "")) == 0 &&
		    strcmp(node_text(other, "in", ""), node_text(p, "in", "")) == 0)
			return true;
	}
	return false;
}

/* Swagger's body is a parameter; it is told as what is sent. */
static bool is_body(const struct api *api, const struct node *p)
{
	return api->two && strcmp(node_text(p, "in", ""), "body") == 0;
}

static const struct node *list_of(struct api *api, const struct node *map, const char *key)
{
	const struct node *list = api_get(api, map, key);
	return list && list->type == NODE_LIST ? list : NULL;
}

static void print_parameters(struct api *api, struct str *out, const struct api_operation *op)
{
	const struct node *lists[] = {list_of(api, op->item, "parameters"), list_of(api, op->node, "parameters")};
	int rows = 0;
	for (size_t k = 0; k < 2; k++) {
		for (size_t i = 0; lists[k] && i < lists[k]->n && i < MOST; i++) {
			const struct node *p = api_follow(api, lists[k]->items[i]);
			if (p && !is_body(api, p) && !(k == 0 && said_again(api, lists[1], p)))
				add_parameter(api, out, p, &rows);
		}
	}
	if (rows > 0)
		str_addc(out, '\n');
}

/* --- what is sent and answered --- */

/* The schema of what a body or an answer holds; *media says in which form. */
static const struct node *content_of(struct api *api, const struct node *holder, const char **media)
{
	const struct node *content = api_get(api, holder, "content");
	*media = NULL;
	if (api->two)
		return node_get(holder, "schema");
	for (size_t i = 0; content && content->type == NODE_MAP && i < content->n; i++) {
		if (i > 0 && !strstr(content->keys[i]->text, "json"))
			continue;
		*media = content->keys[i]->text;
		if (strstr(*media, "json"))
			return node_get(content->items[i], "schema");
	}
	return content && content->type == NODE_MAP && content->n ? node_get(content->items[0], "schema") : NULL;
}

static const struct node *body_of(struct api *api, const struct api_operation *op)
{
	const struct node *list = list_of(api, op->node, "parameters");
	if (!api->two)
		return api_get(api, op->node, "requestBody");
	for (size_t i = 0; list && i < list->n && i < MOST; i++) {
		const struct node *p = api_follow(api, list->items[i]);
		if (p && is_body(api, p))
			return p;
	}
	return NULL;
}

static void print_sent(struct api *api, struct str *out, const struct api_operation *op)
{
	const struct node *body = body_of(api, op), *schema;
	const char *media, *title = api_word(api, OPENAPI_SENT), *said;
	if (!body)
		return;
	schema = content_of(api, body, &media);
	if (media)
		title = arena_printf(api->a, "%s (%s)", title, media);
	said = node_text(body, "description", NULL);
	if (said)
		api_prose(api, out, said);
	if (schema)
		api_fields(api, out, title, schema);
}

struct answer { const char *status; const struct node *response; };
struct answers { struct answer *v; size_t n, cap; };

static int by_status(const void *a, const void *b)
{
	return strcmp(((const struct answer *)a)->status, ((const struct answer *)b)->status);
}

/* The answers of an operation by their status; "default" is the last. */
static struct answers answers_of(struct api *api, const struct api_operation *op)
{
	const struct node *map = api_get(api, op->node, "responses");
	struct answers list = {0};
	for (size_t i = 0; map && map->type == NODE_MAP && i < map->n && i < MOST; i++) {
		const struct node *response = api_follow(api, map->items[i]);
		if (response && strncmp(map->keys[i]->text, "x-", 2) != 0)
			*vec_push(api->a, &list) = (struct answer){map->keys[i]->text, response};
	}
	if (list.n > 1)
		qsort(list.v, list.n, sizeof *list.v, by_status);
	return list;
}

static void print_statuses(struct api *api, struct str *out, const struct answers *list)
{
	str_printf(out, "| %s | %s |\n|---|---|\n", api_word(api, OPENAPI_STATUS), api_word(api, OPENAPI_MEANS));
	for (size_t i = 0; i < list->n; i++) {
		str_add(out, "| ");
		api_name(api, out, list->v[i].status);
		str_add(out, " | ");
		api_cell(api, out, node_text(list->v[i].response, "description", ""));
		str_add(out, " |\n");
	}
	str_addc(out, '\n');
}

/* The fields of the first answer that has any: of those that are good, or of
 * those that are errors. */
static void print_answer(struct api *api, struct str *out, const struct answers *list, bool error)
{
	for (size_t i = 0; i < list->n; i++) {
		const char *status = list->v[i].status, *media;
		bool bad = *status == '4' || *status == '5' || strcmp(status, "default") == 0;
		const struct node *schema = bad == error ? content_of(api, list->v[i].response, &media) : NULL;
		size_t before = out->n;
		if (schema)
			api_fields(api, out, arena_printf(api->a, "%s %s", api_word(api, error ? OPENAPI_ERRORS :
			           OPENAPI_ANSWERED), status), schema);
		if (out->n > before)
			return;
	}
}

/* --- who may --- */

/* "oauth2 (payments:write)" of each way in. */
static void print_access(struct api *api, struct str *out, const struct api_operation *op)
{
	const struct node *own = node_get(op->node, "security");
	const struct node *list = own ? own : node_get(api->root, "security");
	struct str said = str_new(api->a);
	for (size_t i = 0; list && list->type == NODE_LIST && i < list->n && i < MOST; i++) {
		const struct node *way = list->items[i];
		if (way->type != NODE_MAP)
			continue;
		if (i > 0)
			str_printf(&said, " %s ", api_word(api, OPENAPI_OR));
		if (way->n == 0)
			str_add(&said, api_word(api, OPENAPI_NOTHING_NEEDED));
		for (size_t k = 0; k < way->n && k < MOST; k++) {
			const struct node *scopes = way->items[k];
			str_printf(&said, "%s%s", k ? " + " : "", way->keys[k]->text);
			for (size_t s = 0; scopes->type == NODE_LIST && s < scopes->n && s < MOST; s++)
				str_printf(&said, "%s%s%s", s ? ", " : " (", scopes->items[s]->type == NODE_SCALAR ?
				           scopes->items[s]->text : "", s + 1 == scopes->n || s + 1 == MOST ? ")" : "");
		}
	}
	if (said.n == 0)
		return;
	str_printf(out, "%s: ", api_word(api, OPENAPI_ACCESS));
	api_name(api, out, said.p);
	str_add(out, "\n\n");
}

void api_print(struct api *api, struct str *out, const struct api_operation *op)
{
	struct answers list = answers_of(api, op);
	const char *description = node_text(op->node, "description", NULL);
	str_printf(out, "## %s ", op->method);
	api_name(api, out, op->path);
	str_add(out, "\n\n");
	if (op->summary) {
		if (strchr("#-+>=", *op->summary))
			str_addc(out, '\\');
		api_cell(api, out, op->summary);
		str_add(out, "\n\n");
	}
	if (api_true(op->node, "deprecated"))
		str_printf(out, "**%s.**\n\n", api_word(api, OPENAPI_DEPRECATED));
	if (description)
		api_prose(api, out, description);
	print_access(api, out, op);
	print_parameters(api, out, op);
	print_sent(api, out, op);
	if (list.n == 0)
		return;
	print_statuses(api, out, &list);
	print_answer(api, out, &list, false);
	print_answer(api, out, &list, true);
}
