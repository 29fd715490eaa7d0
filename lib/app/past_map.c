/* past_map: how the rows of another desk's CSV become history. */
#include "app/past_map.h"

#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"

/* What all cells of a map have in common. */
struct reading {
	struct past_map *m;
	struct cell_map *map;
	struct arena *a;
	const struct node *dates;      /* the map's "date" */
};

/* --- cells --- */

/* A cell that may be an instant: the map's forms of dates where it says none. */
static struct cell read_cell(struct reading *x, const struct node *node)
{
	struct cell c = cell_read(x->map, node), dates;

	if (c.ndates || !x->dates)
		return c;
	struct node key = {.type = NODE_SCALAR, .text = "date"}, empty = {.type = NODE_SCALAR, .text = ""};
	struct node fallback = {.type = NODE_SCALAR, .text = "default"};
	struct node *keys[] = {&key, &fallback}, *items[] = {(struct node *)x->dates, &empty};
	struct node both = {.type = NODE_MAP, .keys = keys, .items = items, .n = 2};
	dates = cell_read(x->map, &both);
	memcpy(c.dates, dates.dates, sizeof c.dates);
	c.ndates = dates.ndates;
	return c;
}

static void add_cell(struct reading *x, struct past_cells *cells, enum past_kind kind, const char *field,
                     const struct node *key, const struct node *value)
{
	struct fault f = {0};
	const struct past_field *d = past_field(x->a, kind, field, &f);

	if (!d) {
		cell_wrong(x->map, key, f.text);
		return;
	}
	if (d->form == PAST_FILES || d->form == PAST_IDS)
		cell_wrong(x->map, key, "a map has no way to say this");
	*vec_push(x->a, cells) = (struct past_cell){field, d->form, read_cell(x, value)};
}

/* Objects have a map of members. */
static void add_field(struct reading *x, struct past_cells *cells, enum past_kind kind,
                      const struct node *key, const struct node *value)
{
	struct fault f = {0};
	const struct past_field *d = past_field(x->a, kind, key->text, &f);

	if (!d || d->form != PAST_OBJECT) {
		add_cell(x, cells, kind, key->text, key, value);
		return;
	}
	if (value->type != NODE_MAP)
		cell_wrong(x->map, value, "names and where their values come from are expected here");
	for (size_t i = 0; value->type == NODE_MAP && i < value->n; i++)
		add_cell(x, cells, kind, arena_printf(x->a, "%s.%s", key->text, value->keys[i]->text),
		         value->keys[i], value->items[i]);
}

static const struct node *word_list(struct reading *x, const struct node *node)
{
	if (node->type != NODE_LIST)
		cell_wrong(x->map, node, "a list of words is expected here");
	for (size_t i = 0; node->type == NODE_LIST && i < node->n; i++)
		cell_scalar(x->map, node->items[i]);
	return node->type == NODE_LIST ? node : NULL;
}

static struct past_when read_when(struct reading *x, const struct node *node)
{
	static const char *const words[] = {"column", "is", "not", NULL};
	struct past_when w = {0};
	const struct node *column = node_get(node, "column");

	if (!column) {
		cell_wrong(x->map, node, "{column: NAME, is: [WORD, ...]} is expected here");
		return w;
	}
	w.cell = cell_read(x->map, column);
	for (size_t i = 0; i < node->n; i++)
		switch (words_find(words, node->keys[i]->text)) {
		case 0: break;
		case 1: w.is = word_list(x, node->items[i]); break;
		case 2: w.not = word_list(x, node->items[i]); break;
		default: cell_wrong(x->map, node->keys[i], "unknown key");
		}
	if (!w.is && !w.not)
		cell_wrong(x->map, node, "which words? is: [...] or not: [...]");
	return w;
}

/* --- sections --- */

/* What only an opening says. */
static bool changes(const char *field)
{
	static const char *const once[] = {"body", "split_from", "other_source", "facts", NULL};

	return words_find(once, field) < 0;
}

static void read_section(struct reading *x, struct past_cells *cells, const struct node *node)
{
	if (node->type != NODE_MAP)
		cell_wrong(x->map, node, "fields and where they come from are expected here");
	for (size_t i = 0; node->type == NODE_MAP && i < node->n; i++) {
		if (cells == &x->m->follow && !changes(node->keys[i]->text))
			cell_wrong(x->map, node->keys[i], "only an opening says this");
		add_field(x, cells, PAST_OPEN, node->keys[i], node->items[i]);
	}
}

static void read_ignore(struct reading *x, const struct node *node)
{
	if (node->type != NODE_LIST)
		cell_wrong(x->map, node, "a list of {column: NAME, is: [WORD, ...]} is expected here");
	for (size_t i = 0; node->type == NODE_LIST && i < node->n; i++)
		*vec_push(x->a, &x->m->ignore) = read_when(x, node->items[i]);
}

static void read_event(struct reading *x, const struct node *node)
{
	static const char *const words[] = {"kind", "at", "when", "actor", "role", NULL};
	const char *kind = node_text(node, "kind", "");
	struct past_event_map *e = vec_push(x->a, &x->m->events);
	int i = words_find(past_kind_words, kind);

	if (node->type != NODE_MAP || i < 0) {
		cell_wrong(x->map, node, arena_printf(x->a, "kind: one of %s is expected here",
		                                      words_list(x->a, past_kind_words)));
		return;
	}
	e->kind = (enum past_kind)i;
	for (size_t k = 0; k < node->n; k++) {
		const struct node *key = node->keys[k], *value = node->items[k];
		switch (words_find(words, key->text)) {
		case 0: break;
		case 1: e->at = read_cell(x, value); e->has_at = true; break;
		case 2: e->when = read_when(x, value); e->has_when = true; break;
		case 3: e->actor = read_cell(x, value); e->has_actor = true; break;
		case 4: e->role = read_cell(x, value); e->has_role = true; break;
		default: add_field(x, &e->cells, e->kind, key, value);
		}
	}
	if (!e->has_at)
		cell_wrong(x->map, node, "at: when did it happen?");
}

static void read_events(struct reading *x, const struct node *node)
{
	if (node->type != NODE_LIST)
		cell_wrong(x->map, node, "a list of events is expected here");
	for (size_t i = 0; node->type == NODE_LIST && i < node->n; i++)
		read_event(x, node->items[i]);
}

/* --- the head --- */

static void read_zone(struct reading *x, const struct node *node)
{
	struct fault f = {0};
	const struct zone *z = zone_load(x->a, cell_scalar(x->map, node), &f);

	if (!z)
		cell_wrong(x->map, node, f.text);
	x->m->zone = z;
}

static void read_delimiter(struct reading *x, const struct node *node)
{
	const char *text = cell_scalar(x->map, node);

	x->m->delimiter = strcmp(text, "tab") == 0 ? '\t' : *text;
	if (strlen(text) != 1 && strcmp(text, "tab") != 0)
		cell_wrong(x->map, node, "the delimiter is one character, or tab");
}

static int read_word(struct reading *x, const struct node *node, const char *const *words)
{
	int i = words_find(words, cell_scalar(x->map, node));

	if (i < 0)
		cell_wrong(x->map, node, arena_printf(x->a, "%s is expected here", words_list(x->a, words)));
	return i;
}

static void read_head(struct reading *x, const struct node *key, const struct node *value)
{
	static const char *const words[] = {
		"source", "rows", "delimiter", "missing", "none", "zone", "date", "key", "at", "order",
		"actor", "ignore", "open", "follow", "events", NULL,
	};
	static const char *const shapes[] = {"events", "log", NULL}, *const missing[] = {"error", "empty", NULL};
	struct past_map *m = x->m;

	switch (words_find(words, key->text)) {
	case 0: m->source = cell_scalar(x->map, value); break;
	case 1: m->log = read_word(x, value, shapes) == 1; break;
	case 2: read_delimiter(x, value); break;
	case 3: m->missing = read_word(x, value, missing) == 1; break;
	case 4: m->none = word_list(x, value); break;
	case 5: read_zone(x, value); break;
	case 6: break;                 /* read first: all others go by it */
	case 7: m->key = read_cell(x, value); break;
	case 8: m->at = read_cell(x, value); m->has_at = true; break;
	case 9: m->order = read_cell(x, value); m->has_order = true; break;
	case 10: m->actor = read_cell(x, value); m->has_actor = true; break;
	case 11: read_ignore(x, value); break;
	case 12: read_section(x, &m->open, value); break;
	case 13: read_section(x, &m->follow, value); break;
	case 14: read_events(x, value); break;
	default: cell_wrong(x->map, key, arena_printf(x->a, "unknown key \"%s\"%s", key->text,
	                                              words_hint(x->a, words, key->text)));
	}
}

static void check(struct past_map *m, const struct node *root)
{
	if (!node_get(root, "key"))
		cell_wrong(&m->map, root, "key: which column names the ticket?");
	if (m->log && (!m->has_at || !m->follow.n))
		cell_wrong(&m->map, root, "rows: log needs at and follow");
	if (!m->log && (m->has_at || m->open.n || m->follow.n || m->has_order))
		cell_wrong(&m->map, root, "at, order, open and follow go with rows: log");
	if (!m->log && !m->events.n)
		cell_wrong(&m->map, root, "events: what do the rows tell?");
	if (m->source && (strpbrk(m->source, "/%") || !*m->source))
		cell_wrong(&m->map, node_get(root, "source"), "a source is a plain name");
}

static const char *find_file(struct app *app, const char *name)
{
	if (strchr(name, '/') || access(name, R_OK) == 0 || str_ends(name, ".yaml"))
		return name;
	const char *shared = io_share(app->a, arena_printf(app->a, "import/%s.yaml", name));
	return access(shared, R_OK) == 0 ? shared : name;
}

struct past_map *past_map_load(struct app *app, const char *name, const struct zone *zone, int *bad)
{
	struct past_map *m = arena_new(app->a, struct past_map);
	struct reading x = {.m = m, .map = &m->map, .a = app->a};
	const struct node *root;

	m->map = (struct cell_map){.app = app, .path = find_file(app, name)};
	m->delimiter = ',';
	m->zone = zone_utc();
	root = cell_load(&m->map, "keys of tk-import(5)");
	x.dates = root ? node_get(root, "date") : NULL;
	for (size_t i = 0; root && i < root->n; i++)
		read_head(&x, root->keys[i], root->items[i]);
	if (root && !m->map.bad)
		check(m, root);
	if (zone)
		m->zone = zone;
	*bad = m->map.bad;
	return *bad ? NULL : m;
}

/* --- a stream's header --- */

static void bind_cells(struct past_map *m, struct past_cells *cells, const struct csv_row *header, const char *name)
{
	for (size_t i = 0; i < cells->n; i++)
		cell_bind(&m->map, &cells->v[i].cell, header, name, m->missing);
}

static void bind_event(struct past_map *m, struct past_event_map *e, const struct csv_row *header, const char *name)
{
	cell_bind(&m->map, &e->at, header, name, m->missing && e->kind != PAST_OPEN);
	if (e->has_when)
		cell_bind(&m->map, &e->when.cell, header, name, m->missing);
	if (e->has_actor)
		cell_bind(&m->map, &e->actor, header, name, m->missing);
	if (e->has_role)
		cell_bind(&m->map, &e->role, header, name, m->missing);
	bind_cells(m, &e->cells, header, name);
}

int past_map_bind(struct past_map *m, const struct csv_row *header, const char *name)
{
	m->map.bad = 0;
	cell_bind(&m->map, &m->key, header, name, false);
	if (m->has_at)
		cell_bind(&m->map, &m->at, header, name, false);
	if (m->has_order)
		cell_bind(&m->map, &m->order, header, name, m->missing);
	if (m->has_actor)
		cell_bind(&m->map, &m->actor, header, name, m->missing);
	for (size_t i = 0; i < m->ignore.n; i++)
		cell_bind(&m->map, &m->ignore.v[i].cell, header, name, m->missing);
	bind_cells(m, &m->open, header, name);
	bind_cells(m, &m->follow, header, name);
	for (size_t i = 0; i < m->events.n; i++)
		bind_event(m, &m->events.v[i], header, name);
	return m->map.bad;
}
