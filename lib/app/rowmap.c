/* rowmap: which columns of a CSV become which fields. */
#include "app/rowmap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app/cell.h"
#include "base/vec.h"

/* How one field is made. */
struct entry {
	const char *field;             /* "subject", "fields.product" */
	struct cell cell;
};

struct rowmap {
	struct cell_map map;           /* path NULL: columns are fields */
	rowmap_known *known;
	char delimiter;
	struct { struct entry *v; size_t n, cap; } entries;
};

char rowmap_delimiter(const struct rowmap *m)
{
	return m->delimiter;
}

/* --- the map file --- */

static struct entry *new_entry(struct rowmap *m, const char *field, struct cell cell)
{
	struct entry *e = vec_push(m->map.app->a, &m->entries);

	*e = (struct entry){field, cell};
	if (!e->cell.zone)
		e->cell.zone = m->map.app->zone;
	return e;
}

static void read_fields(struct rowmap *m, const struct node *fields)
{
	if (fields->type != NODE_MAP)
		cell_wrong(&m->map, fields, "custom fields by their names are expected here");
	for (size_t i = 0; fields->type == NODE_MAP && i < fields->n; i++)
		new_entry(m, arena_printf(m->map.app->a, "fields.%s", fields->keys[i]->text),
		          cell_read(&m->map, fields->items[i]));
}

static void read_map(struct app *app, struct rowmap *m, const struct node *root)
{
	for (size_t i = 0; i < root->n; i++) {
		const struct node *key = root->keys[i], *value = root->items[i];
		struct fault f = {0};
		if (strcmp(key->text, "delimiter") == 0) {
			const char *text = cell_scalar(&m->map, value);
			if (strlen(text) != 1)
				cell_wrong(&m->map, value, "the delimiter is one character");
			m->delimiter = *text;
		} else if (m->known(app, key->text, &f) != 0) {
			cell_wrong(&m->map, key, f.text);
		} else if (strcmp(key->text, "fields") == 0) {
			read_fields(m, value);
		} else {
			new_entry(m, key->text, cell_read(&m->map, value));
		}
	}
}

static int known_of_ticket(struct app *app, const char *name, struct fault *f)
{
	return request_known(app->a, name, f);
}

struct rowmap *rowmap_load(struct app *app, const char *path, rowmap_known *known, int *bad)
{
	struct rowmap *m = arena_new(app->a, struct rowmap);
	const struct node *root;

	m->map = (struct cell_map){.app = app, .path = path};
	m->known = known ? known : known_of_ticket;
	m->delimiter = ',';
	*bad = 0;
	if (!path)
		return m;
	root = cell_load(&m->map, "fields");
	if (root)
		read_map(app, m, root);
	*bad = m->map.bad;
	return m->map.bad ? NULL : m;
}

/* --- a stream's header --- */

/* Without a map: every column is a field. */
static void take_header(struct app *app, struct rowmap *m, const struct csv_row *header, const char *name)
{
	for (size_t i = 0; i < header->n; i++) {
		struct cell c = {.join = " ", .prefix = ""};
		struct fault f = {0};
		if (m->known(app, header->v[i], &f) != 0) {
			f.file = name;
			f.line = header->line;
			m->map.bad = app_fault(&f);
		}
		*vec_push(app->a, &c.columns) = header->v[i];
		new_entry(m, header->v[i], c);
	}
}

int rowmap_bind(struct app *app, struct rowmap *m, const struct csv_row *header, const char *name)
{
	m->map.bad = 0;
	if (!m->map.path) {
		m->entries.n = 0;
		take_header(app, m, header, name);
	}
	for (size_t i = 0; i < m->entries.n; i++)
		cell_bind(&m->map, &m->entries.v[i].cell, header, name, false);
	return m->map.bad;
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

/* A date in numbers is brought into the order of ISO 8601: it may go into a
 * field that wants a date; other forms are instants. */
static int date_of(struct arena *a, const struct cell *c, const char **text, struct fault *f)
{
	const char *plain = NULL;
	int64_t at;

	for (int i = 0; i < c->ndates && !plain; i++)
		if (c->dates[i] <= STAMP_EU)
			plain = rowmap_date(a, (int)c->dates[i], *text);
	if (plain) {
		*text = plain;
		return 0;
	}
	int bad = cell_instant(c, *text, zone_utc(), &at, f);
	if (bad)
		return bad;
	char *utc = arena_alloc(a, 24);
	civil_print_utc(utc, at);
	*text = utc;
	return 0;
}

static int value_of(struct arena *a, const struct entry *e, const struct csv_row *row,
                    const char **out, struct fault *f)
{
	int bad = cell_value(a, &e->cell, row, NULL, out, f);

	return bad || !e->cell.ndates || !**out ? bad : date_of(a, &e->cell, out, f);
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
			bad = take(arg, e->field, value, e->cell.zone, f);
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
