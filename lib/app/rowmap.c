/* rowmap: which columns of a CSV become which fields. */
#include "app/rowmap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "in/yaml.h"

const char *const rowmap_date_words[] = {"iso", "us", "eu", NULL};

/* How one field is made. */
struct entry {
	const char *field;             /* "subject", "fields.product" */
	const struct node *at;         /* where the map says so; NULL without a map */
	struct { const char **v; size_t n, cap; } columns;
	int *index;                    /* of each column in the header */
	const char *join, *prefix, *fallback;
	const struct node *words;
	int date;
	const struct zone *zone;
};

struct rowmap {
	const char *path;              /* NULL: columns are fields */
	rowmap_known *known;
	char delimiter;
	struct { struct entry *v; size_t n, cap; } entries;
	int bad;
};

char rowmap_delimiter(const struct rowmap *m)
{
	return m->delimiter;
}

/* --- the map file --- */

static void wrong(struct rowmap *m, const struct node *at, const char *text)
{
	struct fault f = {0};

	fault_at(&f, EX_CONFIG, m->path, at->line, at->col, "%s", text);
	m->bad = app_fault(&f);
}

static const char *scalar(struct rowmap *m, const struct node *node)
{
	if (node->type == NODE_SCALAR)
		return node->text;
	wrong(m, node, "a text is expected here");
	return "";
}

static void read_columns(struct app *app, struct rowmap *m, struct entry *e, const struct node *node)
{
	if (node->type != NODE_LIST)
		wrong(m, node, "a list of columns is expected here");
	for (size_t i = 0; node->type == NODE_LIST && i < node->n; i++)
		*vec_push(app->a, &e->columns) = scalar(m, node->items[i]);
}

static void read_words(struct rowmap *m, struct entry *e, const struct node *node)
{
	if (node->type != NODE_MAP)
		wrong(m, node, "what a word becomes is expected here: {From: to}");
	for (size_t i = 0; node->type == NODE_MAP && i < node->n; i++)
		scalar(m, node->items[i]);
	e->words = node->type == NODE_MAP ? node : NULL;
}

static void read_zone(struct app *app, struct rowmap *m, struct entry *e, const struct node *node)
{
	struct fault f = {0};

	e->zone = zone_load(app->a, scalar(m, node), &f);
	if (!e->zone)
		wrong(m, node, f.text);
}

static void read_date(struct app *app, struct rowmap *m, struct entry *e, const struct node *node)
{
	e->date = words_find(rowmap_date_words, scalar(m, node));
	if (e->date < 0)
		wrong(m, node, arena_printf(app->a, "a date is %s", words_list(app->a, rowmap_date_words)));
}

/* One key of how a field is made. */
static void read_key(struct app *app, struct rowmap *m, struct entry *e, const struct node *key,
                     const struct node *value)
{
	static const char *const words[] = {
		"column", "columns", "join", "prefix", "default", "words", "date", "zone", NULL,
	};

	switch (words_find(words, key->text)) {
	case 0: *vec_push(app->a, &e->columns) = scalar(m, value); break;
	case 1: read_columns(app, m, e, value); break;
	case 2: e->join = scalar(m, value); break;
	case 3: e->prefix = scalar(m, value); break;
	case 4: e->fallback = scalar(m, value); break;
	case 5: read_words(m, e, value); break;
	case 6: read_date(app, m, e, value); break;
	case 7: read_zone(app, m, e, value); break;
	default: wrong(m, key, arena_printf(app->a, "unknown key \"%s\"%s", key->text,
	                                    words_hint(app->a, words, key->text)));
	}
}

static struct entry *new_entry(struct app *app, struct rowmap *m, const char *field, const struct node *at)
{
	struct entry *e = vec_push(app->a, &m->entries);

	*e = (struct entry){.field = field, .at = at, .join = " ", .prefix = "", .zone = app->zone};
	return e;
}

static void read_entry(struct app *app, struct rowmap *m, const char *field, const struct node *value)
{
	struct entry *e = new_entry(app, m, field, value);

	if (value->type == NODE_SCALAR)
		*vec_push(app->a, &e->columns) = value->text;
	else if (value->type == NODE_LIST)
		read_columns(app, m, e, value);
	for (size_t i = 0; value->type == NODE_MAP && i < value->n; i++)
		read_key(app, m, e, value->keys[i], value->items[i]);
	if (e->columns.n == 0 && !e->fallback)
		wrong(m, value, "neither a column nor a default");
}

static void read_fields(struct app *app, struct rowmap *m, const struct node *fields)
{
	if (fields->type != NODE_MAP)
		wrong(m, fields, "custom fields by their names are expected here");
	for (size_t i = 0; fields->type == NODE_MAP && i < fields->n; i++)
		read_entry(app, m, arena_printf(app->a, "fields.%s", fields->keys[i]->text), fields->items[i]);
}

static void read_map(struct app *app, struct rowmap *m, const struct node *root)
{
	for (size_t i = 0; i < root->n; i++) {
		const struct node *key = root->keys[i], *value = root->items[i];
		struct fault f = {0};
		if (strcmp(key->text, "delimiter") == 0) {
			const char *text = scalar(m, value);
			if (strlen(text) != 1)
				wrong(m, value, "the delimiter is one character");
			m->delimiter = *text;
		} else if (m->known(app, key->text, &f) != 0) {
			wrong(m, key, f.text);
		} else if (strcmp(key->text, "fields") == 0) {
			read_fields(app, m, value);
		} else {
			read_entry(app, m, key->text, value);
		}
	}
}

static void say_yaml(void *arg, int line, int col, const char *text)
{
	wrong(arg, &(struct node){.line = line, .col = col}, text);
}

static int known_of_ticket(struct app *app, const char *name, struct fault *f)
{
	return request_known(app->a, name, f);
}

struct rowmap *rowmap_load(struct app *app, const char *path, rowmap_known *known, int *bad)
{
	struct rowmap *m = arena_new(app->a, struct rowmap);
	struct yaml_report report = {say_yaml, m};
	struct fault f = {0};
	size_t n;

	m->path = path;
	m->known = known ? known : known_of_ticket;
	m->delimiter = ',';
	*bad = 0;
	if (!path)
		return m;
	char *text = io_load(app->a, path, YAML_MAX_BYTES, &n, &f);
	if (!text) {
		*bad = app_fault(&f);
		return NULL;
	}
	const struct node *root = yaml_parse(app->a, text, n, &report);
	if (root && root->type != NODE_MAP)
		wrong(m, root, "a map of fields is expected");
	else if (root)
		read_map(app, m, root);
	*bad = m->bad;
	return m->bad ? NULL : m;
}

/* --- a stream's header --- */

/* Without a map: every column is a field. */
static void take_header(struct app *app, struct rowmap *m, const struct csv_row *header, const char *name)
{
	for (size_t i = 0; i < header->n; i++) {
		struct fault f = {0};
		if (m->known(app, header->v[i], &f) != 0) {
			f.file = name;
			f.line = header->line;
			m->bad = app_fault(&f);
		}
		struct entry *e = new_entry(app, m, header->v[i], NULL);
		*vec_push(app->a, &e->columns) = header->v[i];
	}
}

static void find_columns(struct app *app, struct rowmap *m, struct entry *e, const struct csv_row *header,
                         const char *name)
{
	e->index = arena_array(app->a, int, e->columns.n);
	for (size_t i = 0; i < e->columns.n; i++) {
		struct fault f = {0};
		e->index[i] = csv_column(header, e->columns.v[i]);
		if (e->index[i] >= 0)
			continue;
		fault_at(&f, EX_DATAERR, m->path, e->at->line, e->at->col, "%s has no column \"%s\"%s", name,
		         e->columns.v[i], words_hint(app->a, header->v, e->columns.v[i]));
		m->bad = app_fault(&f);
	}
}

int rowmap_bind(struct app *app, struct rowmap *m, const struct csv_row *header, const char *name)
{
	m->bad = 0;
	if (!m->path) {
		m->entries.n = 0;
		take_header(app, m, header, name);
	}
	for (size_t i = 0; i < m->entries.n; i++)
		find_columns(app, m, &m->entries.v[i], header, name);
	return m->bad;
}

/* --- a row --- */

const char *rowmap_date(struct arena *a, int order, const char *text)
{
	static const int place[][3] = {{0, 1, 2}, {2, 0, 1}, {2, 1, 0}};   /* year, month, day */
	unsigned long number[3];
	char *p = (char *)text;

	if (order == 0)
		return text;
	for (int i = 0; i < 3; i++) {
		if (!isdigit((unsigned char)*p))
			return NULL;
		number[i] = strtoul(p, &p, 10);
		if (i < 2 && (!*p || !strchr("/.-", *p++)))
			return NULL;
	}
	const int *at = place[order];
	if (number[at[0]] < 1000 || number[at[0]] > 9999 || number[at[1]] > 12 || number[at[2]] > 31)
		return NULL;
	return arena_printf(a, "%04lu-%02lu-%02lu%s", number[at[0]], number[at[1]], number[at[2]], p);
}

/* The cells of an entry, the empty ones left out. */
static const char *cells(struct arena *a, const struct entry *e, const struct csv_row *row)
{
	struct str text = str_new(a);

	if (e->columns.n == 1)
		return str_trim(a, row->v[e->index[0]]);
	for (size_t i = 0; i < e->columns.n; i++) {
		const char *cell = str_trim(a, row->v[e->index[i]]);
		if (*cell)
			str_printf(&text, "%s%s", text.n ? e->join : "", cell);
	}
	return text.p;
}

static int value_of(struct arena *a, const struct entry *e, const struct csv_row *row,
                    const char **out, struct fault *f)
{
	const char *text = cells(a, e, row), *column = e->columns.n ? e->columns.v[0] : "";

	if (e->words && *text) {
		const char *word = node_text(e->words, text, e->fallback);
		if (!word)
			return fault_set(f, EX_DATAERR, "%s: \"%s\" is none of the map's words", column, text);
		text = word;
	}
	if (!*text && e->fallback)
		text = e->fallback;
	*out = e->date && *text ? rowmap_date(a, e->date, text) : text;
	if (!*out)
		return fault_set(f, EX_DATAERR, "%s: \"%s\" is no date of the form %s", column, text,
		                 rowmap_date_words[e->date]);
	if (**out && *e->prefix)
		*out = arena_printf(a, "%s%s", e->prefix, *out);
	return 0;
}

int rowmap_each(const struct rowmap *m, struct arena *a, const struct csv_row *row,
                rowmap_take *take, void *arg, struct fault *f)
{
	int bad = 0;

	for (size_t i = 0; i < m->entries.n && !bad; i++) {
		const struct entry *e = &m->entries.v[i];
		const char *value;
		bad = value_of(a, e, row, &value, f);
		if (!bad)
			bad = take(arg, e->field, value, e->zone, f);
	}
	return bad;
}

struct into_request { struct app *app; struct arena *a; struct open_request *q; };

static int take_into_request(void *arg, const char *name, const char *value, const struct zone *zone,
                             struct fault *f)
{
	struct into_request *x = arg;

	return request_set(x->app, x->a, x->q, name, value, zone, f);
}

int rowmap_read(struct app *app, const struct rowmap *m, struct arena *a, const struct csv_row *row,
                struct open_request *q, struct fault *f)
{
	struct into_request x = {app, a, q};

	*q = open_none();
	return rowmap_each(m, a, row, take_into_request, &x, f);
}
