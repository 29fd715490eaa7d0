/* clients_import: customers and people from JSON lines or a CSV, in one
 * transaction: what is there is brought up to date, what is not is made.
 *
 * The input is read twice, as people may stand before their customers. */
#include <inttypes.h>
#include <string.h>

#include "app/apply.h"
#include "app/clients.h"
#include "app/rowmap.h"
#include "app/spool.h"
#include "base/io.h"
#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "domain/client.h"
#include "in/csv.h"
#include "in/json.h"
#include "service/clients.h"

enum { MAX_LINE = 16 << 20, SHOWN = 20 };

struct counts { int64_t new, changed, same; };

struct reading {
	struct app *app;
	bool csv;
	struct spool spool;
	struct rowmap *map;
	struct arena row;              /* one row's memory */
	struct io_lines lines;
	struct csv table;
	long line;                     /* of the row at hand */
	bool people, any_people;       /* this pass; the input has some */
	struct counts customers, persons;
	int64_t wrong;
	int masked, code;
	struct { const char **v; size_t n, cap; } notes;
};

/* --- one row --- */

static const char *const kinds[] = {"customer", "organisation", "person", NULL};
static const char *const more_words[] = {"kind", "volume_minor", "currency", NULL};

/* Says every field there is where name is near none of them. */
static int known_field(struct app *app, const char *name, struct fault *f)
{
	VEC(const char *) all = {0};
	size_t n;
	const struct policy_channel *channels = policy_channels(app->session.policy, &n);

	if (words_find(client_words, name) >= 0 || words_find(client_person_words, name) >= 0 ||
	    words_find(more_words, name) >= 0 || policy_channel(app->session.policy, name))
		return 0;
	for (size_t i = 0; client_words[i]; i++)
		*vec_push(app->a, &all) = client_words[i];
	for (size_t i = 0; client_person_words[i]; i++)
		if (words_find(client_words, client_person_words[i]) < 0)
			*vec_push(app->a, &all) = client_person_words[i];
	for (size_t i = 0; i < n; i++)
		*vec_push(app->a, &all) = channels[i].name;
	*vec_push(app->a, &all) = NULL;
	const char *hint = words_hint(app->a, all.v, name);
	return fault_set(f, EX_DATAERR, "unknown field \"%s\"%s", name,
	                 *hint ? hint : arena_printf(app->a, " (%s)", words_list(app->a, all.v)));
}

/* A row's values; empty ones say nothing, empty lists take all away. */
struct row { struct app *app; struct arena *a; struct pairs all; };

static int take_column(void *arg, const char *name, const char *value, const struct zone *zone, struct fault *f)
{
	struct row *r = arg;

	(void)zone, (void)f;
	if (*value)
		pairs_add(r->a, &r->all, name, value);
	return 0;
}

/* A value as text; NULL for an object or a fraction, which has no exact text. */
static const char *text_of(struct arena *a, const struct jval *v)
{
	struct str list = str_new(a);

	switch (v->type) {
	case JVAL_NULL: return "";
	case JVAL_TEXT: return v->text;
	case JVAL_INT: return arena_printf(a, "%" PRId64, v->i);
	case JVAL_BOOL: return v->yes ? "yes" : "no";
	case JVAL_LIST: break;
	default: return NULL;
	}
	for (size_t i = 0; i < v->n; i++) {
		const char *one = v->items[i].type == JVAL_LIST ? NULL : text_of(a, &v->items[i]);
		if (!one)
			return NULL;
		str_printf(&list, "%s%s", i ? "," : "", one);
	}
	return list.p;
}

static int take_object(struct row *r, const struct jval *object, struct fault *f)
{
	if (object->type != JVAL_OBJECT)
		return fault_set(f, EX_DATAERR, "an object is expected, not %s", jval_type_name(object->type));
	for (size_t i = 0; i < object->n; i++) {
		const struct jval *v = &object->items[i];
		const char *value = text_of(r->a, v);
		int bad = known_field(r->app, object->keys[i], f);
		if (bad)
			return bad;
		if (!value)
			return fault_set(f, EX_DATAERR, "%s: a text is expected, not %s%s", object->keys[i],
			                 jval_type_name(v->type), v->type == JVAL_REAL ? " (write it in quotes)" : "");
		if (*value || v->type == JVAL_LIST)
			pairs_add(r->a, &r->all, object->keys[i], value);
	}
	return 0;
}

/* 1: a row; 0: the end; -1: this one is wrong; -2: so is the rest. */
static int next_json(struct reading *x, struct row *r, struct fault *f)
{
	const char *line;
	size_t n;

	do {
		line = io_line(&x->lines, &n, f);
		x->line = x->lines.no;
		if (!line)
			return f->code ? -2 : 0;
	} while (strspn(line, " \t\r") == n);
	const struct jval *v = jval_parse(&x->row, line, n, x->spool.name, x->line, f);
	return v && take_object(r, v, f) == 0 ? 1 : -1;
}

static int next_csv(struct reading *x, struct row *r, struct fault *f)
{
	struct csv_row row;

	if (!csv_next(&x->table, &x->row, &row, f)) {
		x->line = x->table.line;
		return !f->code ? 0 : f->code == EX_DATAERR ? -1 : -2;
	}
	x->line = row.line;
	return rowmap_each(x->map, &x->row, &row, take_column, r, f) == 0 ? 1 : -1;
}

/* --- writing one --- */

/* "volume_minor" and "currency" are what our own lists say. */
static int join_volume(struct row *r, struct pairs *set, struct fault *f)
{
	const char *minor = pairs_get(&r->all, "volume_minor"), *currency = pairs_get(&r->all, "currency");
	char text[NUM_MINOR_LEN];
	int64_t n;

	if (!minor)
		return currency && !pairs_get(&r->all, "volume")
			? fault_set(f, EX_DATAERR, "currency: of what? volume_minor is missing") : 0;
	int decimals = currency ? policy_currency_decimals(currency) : -1;
	if (decimals < 0 || !num_parse(minor, 0, INT64_MAX, &n))
		return fault_set(f, EX_DATAERR, "volume_minor: a whole number with a currency, not \"%s\"", minor);
	num_print_minor(text, n, decimals, false);
	pairs_add(r->a, set, "volume", arena_printf(r->a, "%s %s", text, currency));
	return 0;
}

static int facts_of(struct row *r, struct pairs *set, struct fault *f)
{
	for (size_t i = 0; i < r->all.n; i++) {
		const struct pair *p = &r->all.v[i];
		if (strcmp(p->name, "key") != 0 && words_find(more_words, p->name) < 0)
			pairs_add(r->a, set, p->name, p->value);
	}
	return join_volume(r, set, f);
}

/* A row that names a customer is a person's. */
static int is_person(struct row *r, bool *person, struct fault *f)
{
	const char *kind = pairs_get(&r->all, "kind");
	int i = kind ? words_find(kinds, kind) : -1;

	*person = kind ? i == 2 : pairs_get(&r->all, "customer") != NULL;
	return kind && i < 0 ? fault_set(f, EX_DATAERR, "kind: %s, not \"%s\"", words_list(r->a, kinds), kind) : 0;
}

static int put(struct reading *x, struct clients_run *run, struct row *r, struct fault *f)
{
	const char *key = pairs_get(&r->all, "key");
	struct client_result result = {0};
	struct pairs set = {0};
	bool person;
	int bad = is_person(r, &person, f);

	x->any_people |= person;
	if (bad)                       /* said in the first pass */
		return x->people ? 0 : bad;
	if (person != x->people)
		return 0;
	bad = facts_of(r, &set, f);
	if (!bad && !person && !key)
		bad = fault_set(f, EX_DATAERR, "a customer needs a key");
	if (!bad)
		bad = person ? clients_put_person(run, &x->row, key, CLIENT_PUT, &set, &result, f)
		             : clients_put(run, &x->row, key, CLIENT_PUT, &set, &result, f);
	if (bad)
		return bad;
	struct counts *n = person ? &x->persons : &x->customers;
	n->new += result.made;
	n->changed += result.changed && !result.made;
	n->same += !result.changed;
	x->masked += result.masked;
	if (result.note && x->notes.n < SHOWN)
		*vec_push(x->app->a, &x->notes) = arena_strdup(x->app->a, result.note);
	return 0;
}

/* --- all --- */

static int begin(struct reading *x)
{
	spool_rewind(&x->spool);
	x->lines.no = 0;
	if (!x->csv)
		return 0;
	x->table = (struct csv){.in = x->spool.in, .name = x->spool.name, .repair = true,
	                        .delim = rowmap_delimiter(x->map)};
	struct csv_row header;
	struct fault f = {0};
	if (!csv_header(&x->table, x->app->a, &header, &f))
		return app_fault(&f);
	return rowmap_bind(x->app, x->map, &header, x->spool.name);
}

static void at_fault(struct reading *x, struct fault *f)
{
	if (!f->file) {
		f->file = x->spool.name;
		f->line = x->line;
	}
	if (f->code == EXIT_NO)
		f->code = EX_DATAERR;
	x->code = f->code;
	if (++x->wrong <= SHOWN)
		app_fault(f);
}

static int pass(struct reading *x, struct clients_run *run)
{
	int got = -1, bad = begin(x);

	while (!bad && got != 0 && got != -2) {
		struct row r = {.app = x->app, .a = &x->row};
		struct fault f = {0};
		got = x->csv ? next_csv(x, &r, &f) : next_json(x, &r, &f);
		if (got > 0 && put(x, run, &r, &f) != 0)
			at_fault(x, &f);
		else if (got < 0 && !x->people)
			at_fault(x, &f);
		arena_reset(&x->row);
	}
	return bad;
}

static int import_all(struct app *app, void *arg)
{
	struct reading *x = arg;
	struct clients_run *run = clients_begin(&app->session, app->a);

	x->customers = x->persons = (struct counts){0};        /* the transaction may run again */
	x->wrong = x->masked = x->code = 0;
	x->notes.n = 0;
	x->people = x->any_people = false;
	int bad = pass(x, run);
	x->people = true;
	if (!bad && x->any_people)
		bad = pass(x, run);
	if (x->wrong > SHOWN)
		warn("%" PRId64 " errors, the first %d are shown", x->wrong, SHOWN);
	if (bad)
		return bad;
	return app_values.keep_going ? 0 : x->code;
}

static void say_counts(const struct app *app, const char *what, const struct counts *n)
{
	if (n->new || n->changed || n->same)
		note(app->session.dry_run
			? _("%s: %" PRId64 " would be new, %" PRId64 " would change, %" PRId64 " stay as they are")
			: _("%s: %" PRId64 " new, %" PRId64 " changed, %" PRId64 " as they were"),
		     what, n->new, n->changed, n->same);
}

static void say(const struct reading *x)
{
	for (size_t i = 0; i < x->notes.n; i++)
		note("%s", x->notes.v[i]);
	if (client_values.explain || x->app->session.dry_run || io_tty(2)) {
		say_counts(x->app, _("customers"), &x->customers);
		say_counts(x->app, _("people"), &x->persons);
	}
	app_say_masked(x->masked);
}

int clients_import(struct app *app, const struct client_import *ask)
{
	struct reading x = {.app = app, .csv = app_values.csv != NULL};
	struct fault f = {0};
	int bad = session_check(&app->session, RIGHT_CUSTOMER, &f) ? app_fault(&f) : 0;

	if (!bad && ask->map && !x.csv)
		bad = app_usage(app, "--map goes with --csv");
	if (!bad && app->operands.n > 2)
		bad = app_usage(app, "import takes one FILE");
	if (!bad && x.csv)
		x.map = rowmap_load(app, ask->map, known_field, &bad);
	if (!bad)
		bad = spool_open(app, app->operands.n > 1 ? app->operands.v[1].text : NULL, &x.spool);
	if (bad)
		return bad;
	x.lines = (struct io_lines){.in = x.spool.in, .name = x.spool.name, .delim = '\n', .max = MAX_LINE, .a = app->a};
	bad = app_tx(app, DESK_WRITE, import_all, &x);
	arena_free(&x.row);
	spool_close(&x.spool);
	if (bad && x.customers.new + x.persons.new + x.customers.changed + x.persons.changed)
		note("nothing is imported (--keep-going keeps what is right)");
	if (!bad)
		say(&x);
	return bad ? bad : x.code;
}
