/* cell: how a value is made from the columns of a row. */
#include "app/cell.h"

#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "in/yaml.h"

/* --- the map file --- */

void cell_wrong(struct cell_map *m, const struct node *at, const char *text)
{
	struct fault f = {0};

	fault_at(&f, EX_CONFIG, m->path, at->line, at->col, "%s", text);
	m->bad = app_fault(&f);
}

const char *cell_scalar(struct cell_map *m, const struct node *node)
{
	if (node->type == NODE_SCALAR)
		return node->text;
	cell_wrong(m, node, "a text is expected here");
	return "";
}

static void say_yaml(void *arg, int line, int col, const char *text)
{
	cell_wrong(arg, &(struct node){.line = line, .col = col}, text);
}

const struct node *cell_load(struct cell_map *m, const char *what)
{
	struct yaml_report report = {say_yaml, m};
	struct arena *a = m->app->a;
	struct fault f = {0};
	size_t n;
	char *text = io_load(a, m->path, YAML_MAX_BYTES, &n, &f);

	if (!text) {
		m->bad = app_fault(&f);
		return NULL;
	}
	const struct node *root = yaml_parse(a, text, n, &report);
	if (root && root->type != NODE_MAP)
		cell_wrong(m, root, arena_printf(a, "a map of %s is expected", what));
	return m->bad ? NULL : root;
}

/* --- a cell --- */

static void read_columns(struct cell_map *m, struct cell *c, const struct node *node)
{
	if (node->type != NODE_LIST)
		cell_wrong(m, node, "a list of columns is expected here");
	for (size_t i = 0; node->type == NODE_LIST && i < node->n; i++)
		*vec_push(m->app->a, &c->columns) = cell_scalar(m, node->items[i]);
}

static void read_words(struct cell_map *m, struct cell *c, const struct node *node)
{
	if (node->type != NODE_MAP)
		cell_wrong(m, node, "what a word becomes is expected here: {From: to}");
	for (size_t i = 0; node->type == NODE_MAP && i < node->n; i++)
		cell_scalar(m, node->items[i]);
	c->words = node->type == NODE_MAP ? node : NULL;
}

static void read_zone(struct cell_map *m, struct cell *c, const struct node *node)
{
	struct fault f = {0};

	c->zone = zone_load(m->app->a, cell_scalar(m, node), &f);
	if (!c->zone)
		cell_wrong(m, node, f.text);
}

static void read_date(struct cell_map *m, struct cell *c, const struct node *node)
{
	enum { MAX = sizeof c->dates / sizeof *c->dates };
	size_t n = node->type == NODE_LIST ? node->n : 1;

	for (size_t i = 0; i < n; i++) {
		const struct node *one = node->type == NODE_LIST ? node->items[i] : node;
		int form = words_find(stamp_words, cell_scalar(m, one));
		if (form < 0 || c->ndates == MAX)
			cell_wrong(m, one, arena_printf(m->app->a, "a date is %s", words_list(m->app->a, stamp_words)));
		else
			c->dates[c->ndates++] = (enum stamp_form)form;
	}
}

/* Words that are not in the table: an error, or as good as any. */
static void read_others(struct cell_map *m, struct cell *c, const struct node *node)
{
	static const char *const words[] = {"error", "keep", NULL};
	int i = words_find(words, cell_scalar(m, node));

	if (i < 0)
		cell_wrong(m, node, "keep or error is expected here");
	c->keep = i == 1;
}

static void read_flag(struct cell_map *m, const struct node *node, bool *out)
{
	static const char *const words[] = {"false", "no", "true", "yes", NULL};
	int i = words_find(words, cell_scalar(m, node));

	if (i < 0)
		cell_wrong(m, node, "true or false is expected here");
	*out = i >= 2;
}

static void read_key(struct cell_map *m, struct cell *c, const struct node *key, const struct node *value)
{
	static const char *const words[] = {
		"column", "columns", "join", "prefix", "default", "words", "date", "zone", "clears", "first",
		"others", NULL,
	};

	switch (words_find(words, key->text)) {
	case 0: *vec_push(m->app->a, &c->columns) = cell_scalar(m, value); break;
	case 1: read_columns(m, c, value); break;
	case 2: c->join = cell_scalar(m, value); break;
	case 3: c->prefix = cell_scalar(m, value); break;
	case 4: c->fallback = cell_scalar(m, value); break;
	case 5: read_words(m, c, value); break;
	case 6: read_date(m, c, value); break;
	case 7: read_zone(m, c, value); break;
	case 8: read_flag(m, value, &c->clears); break;
	case 9: read_columns(m, c, value); c->first = true; break;
	case 10: read_others(m, c, value); break;
	default: cell_wrong(m, key, arena_printf(m->app->a, "unknown key \"%s\"%s", key->text,
	                                         words_hint(m->app->a, words, key->text)));
	}
}

struct cell cell_read(struct cell_map *m, const struct node *value)
{
	struct cell c = {.at = value, .join = " ", .prefix = ""};

	if (value->type == NODE_SCALAR)
		*vec_push(m->app->a, &c.columns) = value->text;
	else if (value->type == NODE_LIST)
		read_columns(m, &c, value);
	for (size_t i = 0; value->type == NODE_MAP && i < value->n; i++)
		read_key(m, &c, value->keys[i], value->items[i]);
	if (c.columns.n == 0 && !c.fallback)
		cell_wrong(m, value, "neither a column nor a default");
	return c;
}

void cell_bind(struct cell_map *m, struct cell *c, const struct csv_row *header, const char *name,
               bool missing)
{
	struct arena *a = m->app->a;

	c->index = arena_array(a, int, c->columns.n);
	for (size_t i = 0; i < c->columns.n; i++) {
		struct fault f = {0};
		c->index[i] = csv_column(header, c->columns.v[i]);
		if (c->index[i] >= 0 || missing)
			continue;
		fault_at(&f, EX_DATAERR, m->path, c->at->line, c->at->col, "%s has no column \"%s\"%s", name,
		         c->columns.v[i], words_hint(a, header->v, c->columns.v[i]));
		m->bad = app_fault(&f);
	}
}

/* --- its value --- */

static bool is_none(const struct node *none, const char *text)
{
	for (size_t i = 0; none && i < none->n; i++)
		if (none->items[i]->type == NODE_SCALAR && strcmp(none->items[i]->text, text) == 0)
			return true;
	return false;
}

static const char *column(struct arena *a, const struct cell *c, const struct csv_row *row,
                          const struct node *none, size_t i)
{
	const char *text = c->index[i] < 0 ? "" : str_trim(a, row->v[c->index[i]]);

	return *text && is_none(none, text) ? "" : text;
}

/* The columns, the empty ones left out. */
static const char *columns(struct arena *a, const struct cell *c, const struct csv_row *row,
                           const struct node *none)
{
	struct str text;

	if (c->columns.n == 1)
		return column(a, c, row, none, 0);
	text = str_new(a);
	for (size_t i = 0; i < c->columns.n; i++) {
		const char *one = column(a, c, row, none, i);
		if (*one)
			str_printf(&text, "%s%s", text.n ? c->join : "", one);
		if (*one && c->first)
			break;
	}
	return text.p;
}

int cell_value(struct arena *a, const struct cell *c, const struct csv_row *row, const struct node *none,
               const char **out, struct fault *f)
{
	const char *text = columns(a, c, row, none);

	if (c->words && *text) {
		const char *word = node_text(c->words, text, c->keep ? text : c->fallback);
		if (!word)
			return fault_set(f, EX_DATAERR, "%s: \"%s\" is none of the map's words", cell_name(c), text);
		text = word;
	}
	if (!*text && c->fallback)
		text = c->fallback;
	*out = *text && *c->prefix ? arena_printf(a, "%s%s", c->prefix, text) : text;
	return 0;
}

int cell_instant(const struct cell *c, const char *text, const struct zone *z, int64_t *at, struct fault *f)
{
	for (int i = 0; i < c->ndates; i++)
		if (stamp_parse(c->dates[i], text, c->zone ? c->zone : z, at))
			return 0;
	return fault_set(f, EX_DATAERR, "%s: \"%s\" is no date of the form %s%s", cell_name(c), text,
	                 c->ndates ? stamp_words[c->dates[0]] : "", c->ndates > 1 ? " and the others" : "");
}

const char *cell_name(const struct cell *c)
{
	return c->columns.n ? c->columns.v[0] : "default";
}
