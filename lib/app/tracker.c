/* tracker: tickets as rows of a CSV that another tracker imports. */
#include "app/tracker.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/columns.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "in/yaml.h"
#include "store/events.h"
#include "when/zone.h"

/* Sources beside the columns of a ticket. */
enum { FROM_TEXT = -1, FROM_EXTERNAL = -2, FROM_NOTHING = -3 };

/* How one column is made. */
struct entry {
	const char *name;
	struct { const char **v; size_t n, cap; } sources;
	int *from;                     /* of each: index in the picked columns, or FROM_ */
	const char *join, *prefix, *fallback, *date;
	const struct node *words;
};

struct tracker {
	struct app *app;
	const char *path;
	const char *known;             /* a custom field; NULL */
	int known_at;                  /* in the picked columns; FROM_NOTHING: the policy has none */
	bool updates;
	struct { struct entry *v; size_t n, cap; } entries;
	int bad;
	struct columns columns;
	struct out *out;
	struct out_cell *cells;
	int64_t left_out;
};

/* --- the form --- */

static void wrong(struct tracker *x, const struct node *at, const char *text)
{
	struct fault f = {0};

	fault_at(&f, EX_CONFIG, x->path, at->line, at->col, "%s", text);
	x->bad = app_fault(&f);
}

static void say_yaml(void *arg, int line, int col, const char *text)
{
	wrong(arg, &(struct node){.line = line, .col = col}, text);
}

static const char *scalar(struct tracker *x, const struct node *node)
{
	if (node->type == NODE_SCALAR)
		return node->text;
	wrong(x, node, "a text is expected here");
	return "";
}

static void unknown_key(struct tracker *x, const struct node *key, const char *const *words)
{
	wrong(x, key, arena_printf(x->app->a, "unknown key \"%s\"%s", key->text,
	                           words_hint(x->app->a, words, key->text)));
}

static void read_sources(struct tracker *x, struct entry *e, const struct node *node)
{
	if (node->type != NODE_LIST)
		wrong(x, node, "a list of columns is expected here");
	for (size_t i = 0; node->type == NODE_LIST && i < node->n; i++)
		*vec_push(x->app->a, &e->sources) = scalar(x, node->items[i]);
}

static void read_words(struct tracker *x, struct entry *e, const struct node *node)
{
	if (node->type != NODE_MAP)
		wrong(x, node, "what a word becomes is expected here: {from: To}");
	for (size_t i = 0; node->type == NODE_MAP && i < node->n; i++)
		scalar(x, node->items[i]);
	e->words = node->type == NODE_MAP ? node : NULL;
}

static void read_date(struct tracker *x, struct entry *e, const struct node *node)
{
	e->date = scalar(x, node);
	for (const char *p = strchr(e->date, '%'); p; p = strchr(p + 2, '%'))
		if (!p[1] || !strchr("YmdHMS%", p[1])) {
			wrong(x, node, "a date is made of %Y %m %d %H %M %S");
			return;
		}
}

static void read_entry(struct tracker *x, const struct node *key, const struct node *value)
{
	static const char *const words[] = {"column", "columns", "join", "prefix", "default", "words", "date", NULL};
	struct entry *e = vec_push(x->app->a, &x->entries);

	*e = (struct entry){.name = key->text, .join = " ", .prefix = "", .fallback = ""};
	if (!*key->text || strpbrk(key->text, ",\"\r\n"))
		wrong(x, key, "the name of a column has no comma, quote or line break");
	if (value->type == NODE_SCALAR)
		*vec_push(x->app->a, &e->sources) = value->text;
	else if (value->type == NODE_LIST)
		read_sources(x, e, value);
	for (size_t i = 0; value->type == NODE_MAP && i < value->n; i++) {
		const struct node *k = value->keys[i], *v = value->items[i];
		switch (words_find(words, k->text)) {
		case 0: *vec_push(x->app->a, &e->sources) = scalar(x, v); break;
		case 1: read_sources(x, e, v); break;
		case 2: e->join = scalar(x, v); break;
		case 3: e->prefix = scalar(x, v); break;
		case 4: e->fallback = scalar(x, v); break;
		case 5: read_words(x, e, v); break;
		case 6: read_date(x, e, v); break;
		default: unknown_key(x, k, words);
		}
	}
	if (e->sources.n == 0 && !*e->fallback)
		wrong(x, value, "neither a column nor a default");
}

static void read_form(struct tracker *x, const struct node *root)
{
	static const char *const words[] = {"known", "updates", "columns", NULL};
	static const char *const flags[] = {"false", "no", "true", "yes", NULL};

	for (size_t i = 0; i < root->n; i++) {
		const struct node *key = root->keys[i], *value = root->items[i];
		switch (words_find(words, key->text)) {
		case 0: x->known = scalar(x, value); break;
		case 1:
			if (words_find(flags, scalar(x, value)) < 0)
				wrong(x, value, "true or false is expected here");
			x->updates = words_find(flags, scalar(x, value)) >= 2;
			break;
		case 2:
			for (size_t k = 0; value->type == NODE_MAP && k < value->n; k++)
				read_entry(x, value->keys[k], value->items[k]);
			break;
		default: unknown_key(x, key, words);
		}
	}
	if (x->entries.n == 0)
		wrong(x, root, "columns: their names, and what they are made of, are missing");
}

/* --- what it is made of --- */

/* The column a source names, as its index among all; or FROM_. */
static int find_source(struct tracker *x, const struct node *at, const char *name, struct str *spec)
{
	const struct columns *c = &x->columns;
	const struct out_column *column = out_column(c->all, c->nall, name);

	if (strcmp(name, "text") == 0)
		return FROM_TEXT;
	if (strcmp(name, "external_id") == 0)
		return FROM_EXTERNAL;
	if (!column) {
		if (!str_starts(name, "f."))
			wrong(x, at, arena_printf(x->app->a, "there is no column \"%s\" (tk-ls --columns=help)", name));
		return FROM_NOTHING;       /* another policy's field */
	}
	str_printf(spec, "%s%s", spec->n ? "," : "", name);
	return (int)(column - c->all);
}

/* The same among the picked ones, where each stands once. */
static void place(const struct columns *c, int *from)
{
	for (size_t i = 0; *from >= 0 && i < c->n; i++)
		if (c->picked[i] == &c->all[*from]) {
			*from = (int)i;
			return;
		}
}

static void bind(struct tracker *x, const struct node *columns)
{
	struct str spec = str_new(x->app->a);

	columns_begin(x->app, NULL, 0, &x->columns);
	for (size_t i = 0; i < x->entries.n; i++) {
		struct entry *e = &x->entries.v[i];
		e->from = arena_array(x->app->a, int, e->sources.n);
		for (size_t k = 0; k < e->sources.n; k++)
			e->from[k] = find_source(x, columns, e->sources.v[k], &spec);
	}
	x->known_at = x->known ? find_source(x, columns, arena_printf(x->app->a, "f.%s", x->known), &spec)
	                       : FROM_NOTHING;
	if (x->bad)
		return;
	columns_pick(&x->columns, spec.n ? spec.p : "ref");
	for (size_t i = 0; i < x->entries.n; i++)
		for (size_t k = 0; k < x->entries.v[i].sources.n; k++)
			place(&x->columns, &x->entries.v[i].from[k]);
	place(&x->columns, &x->known_at);
}

static int open_list(struct tracker *x)
{
	struct arena *a = x->app->a;
	struct out_column *columns = arena_array(a, struct out_column, x->entries.n);
	const struct out_column **picked = arena_array(a, const struct out_column *, x->entries.n);
	struct out_style style = {.format = OUT_CSV, .header = OUT_HEADER_YES, .tty = io_tty(1)};
	struct fault f = {0};

	for (size_t i = 0; i < x->entries.n; i++) {
		columns[i] = (struct out_column){x->entries.v[i].name, "", OUT_TEXT, "", 0};
		picked[i] = &columns[i];
	}
	x->cells = arena_array(a, struct out_cell, x->entries.n);
	x->out = out_open(a, stdout, &style, picked, x->entries.n, &f);
	return x->out ? 0 : app_fault(&f);
}

static const char *path_of(struct app *app, const char *name)
{
	if (strchr(name, '/') || str_ends(name, ".yaml"))
		return name;
	return io_share(app->a, arena_printf(app->a, "export/%s.yaml", name));
}

struct tracker *tracker_open(struct app *app, const char *name, int *bad)
{
	struct tracker *x = arena_new(app->a, struct tracker);
	struct yaml_report report = {say_yaml, x};
	struct fault f = {0};
	size_t n;

	*x = (struct tracker){.app = app, .path = path_of(app, name)};
	char *text = io_load(app->a, x->path, YAML_MAX_BYTES, &n, &f);
	if (!text) {
		*bad = app_fault(&f);
		return NULL;
	}
	const struct node *root = yaml_parse(app->a, text, n, &report);
	if (root && root->type != NODE_MAP)
		wrong(x, root, "known, updates and columns are expected");
	else if (root)
		read_form(x, root);
	if (!x->bad)
		bind(x, node_get(root, "columns"));
	if (!x->bad)
		x->bad = open_list(x);
	*bad = x->bad;
	return x->bad ? NULL : x;
}

int tracker_more(const struct tracker *x)
{
	return x->columns.more;
}

/* --- rows --- */

/* The customer's first words; NULL: none, or erased. */
static const char *first_words(struct tracker *x, struct arena *row, int64_t id)
{
	struct events *list = events_of(x->app->session.desk, row, id, EVENTS_BARE);
	struct event_text text = {0};
	struct event e;
	const char *bad;

	if (events_next(list, row, &e, &bad) && !bad)
		events_text(x->app->session.desk, row, e.seq, PART_BODY, &text);
	events_end(list);
	return text.body;
}

static const char *date(struct tracker *x, struct arena *row, const char *form, int64_t at)
{
	struct civil c = zone_civil(x->app->zone, at);
	struct str out = str_new(row);

	for (const char *p = form; *p; p++) {
		if (*p != '%') {
			str_addc(&out, *p);
			continue;
		}
		switch (*++p) {
		case 'Y': str_printf(&out, "%04d", c.year); break;
		case 'm': str_printf(&out, "%02d", c.month); break;
		case 'd': str_printf(&out, "%02d", c.day); break;
		case 'H': str_printf(&out, "%02d", c.hour); break;
		case 'M': str_printf(&out, "%02d", c.minute); break;
		case 'S': str_printf(&out, "%02d", c.second); break;
		default: str_addc(&out, '%');
		}
	}
	return out.p;
}

static const char *joined(struct arena *row, const struct out_cell *c, const char *join)
{
	struct str out = str_new(row);

	for (int64_t i = 0; i < c->n; i++)
		str_printf(&out, "%s%s", i ? join : "", c->list[i]);
	return out.p;
}

static const char *cell_text(struct tracker *x, struct arena *row, const struct entry *e, const struct out_cell *c)
{
	switch (c->kind) {
	case OUT_NULL: return NULL;
	case OUT_TEXT: case OUT_REF: return c->text;
	case OUT_LIST: return joined(row, c, e->join);
	case OUT_AT: return date(x, row, e->date ? e->date : "%Y-%m-%d %H:%M", c->n);
	case OUT_BOOL: return c->n ? "true" : "false";
	default: return arena_printf(row, "%" PRId64, c->n);
	}
}

static const char *source(struct tracker *x, struct arena *row, const struct entry *e, int from,
                          const struct ticket *t)
{
	switch (from) {
	case FROM_NOTHING: return NULL;
	case FROM_TEXT: return first_words(x, row, t->id);
	case FROM_EXTERNAL:
		return arena_printf(row, "tk-%.8s-%" PRId64, desk_head(x->app->session.desk)->desk, t->id);
	default: return cell_text(x, row, e, &x->columns.cells[from]);
	}
}

static const char *value(struct tracker *x, struct arena *row, const struct entry *e, const struct ticket *t)
{
	struct str out = str_new(row);

	for (size_t i = 0; i < e->sources.n; i++) {
		const char *text = source(x, row, e, e->from[i], t);
		if (!str_empty(text))
			str_printf(&out, "%s%s", out.n ? e->join : e->prefix, text);
	}
	if (!out.n)
		return e->fallback;
	return e->words ? node_text(e->words, out.p, *e->fallback ? e->fallback : out.p) : out.p;
}

void tracker_row(struct tracker *x, struct arena *row, const struct ticket *t)
{
	columns_fill(&x->columns, row, t);
	if (!x->updates && x->known_at >= 0 && x->columns.cells[x->known_at].kind != OUT_NULL) {
		x->left_out++;
		return;
	}
	for (size_t i = 0; i < x->entries.n; i++)
		x->cells[i] = out_text(value(x, row, &x->entries.v[i], t));
	out_row(x->out, x->cells);
}

void tracker_close(struct tracker *x)
{
	out_close(x->out);
	if (x->left_out)
		note("%" PRId64 " tickets are there already, and are left out: this importer only adds", x->left_out);
	if (x->known && x->known_at == FROM_NOTHING)
		note("the policy has no field \"%s\": what is there already is not known", x->known);
}
