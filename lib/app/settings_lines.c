/* settings_lines: ref and fields of many tickets, from JSON lines or a CSV. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/settings.h"
#include "app/spool.h"
#include "base/io.h"
#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "in/csv.h"
#include "in/json.h"
#include "service/sets.h"

enum { MAX_LINE = 1 << 20, SHOWN = 20 };

struct reading {
	struct app *app;
	struct spool spool;
	struct form *out;
	struct form_block *block;
	long line;
	int64_t wrong;
	int code;
};

static void at_fault(struct reading *r, struct fault *f)
{
	if (!f->file) {
		f->file = r->spool.name;
		f->line = r->line;
	}
	if (r->block)                  /* the line is left out */
		r->out->n--;
	r->block = NULL;
	r->code = f->code;
	if (++r->wrong <= SHOWN)
		app_fault(f);
}

/* --- one field --- */

static int set_seq(struct reading *r, const char *value, struct fault *f)
{
	if (!*value || num_parse(value, 0, INT64_MAX, &r->block->seq))
		return 0;
	return fault_set(f, EX_DATAERR, "seq: the number of an event is expected, not \"%s\"", value);
}

static int set_one(struct reading *r, const char *name, const char *value, struct fault *f)
{
	struct form_block *b = r->block;

	if (strcmp(name, "ref") == 0) {
		b->ref = *value ? value : b->ref;
		return 0;
	}
	if (strcmp(name, "key") == 0) {
		if (!b->ref && *value)
			b->ref = arena_printf(r->app->a, "key:%s", value);
		return 0;
	}
	if (strcmp(name, "seq") == 0)
		return set_seq(r, value, f);
	*vec_push(r->app->a, b) = (struct form_line){name, value, r->line};
	return 0;
}

static void begin_block(struct reading *r)
{
	r->block = vec_push(r->app->a, r->out);
	*r->block = (struct form_block){.line = r->line, .seq = -1};
}

static int end_block(const struct reading *r, struct fault *f)
{
	return r->block->ref ? 0 : fault_set(f, EX_DATAERR, "which ticket? ref (or key) is missing");
}

/* --- JSON lines --- */

static const char *list_text(struct reading *r, const struct jval *v)
{
	struct str out = str_new(r->app->a);

	for (size_t i = 0; i < v->n; i++) {
		if (v->items[i].type != JVAL_TEXT)
			return NULL;
		str_printf(&out, "%s%s", i ? "," : "", v->items[i].text);
	}
	return out.p;
}

/* NULL where there is no exact text for it. */
static const char *text_of(struct reading *r, const struct jval *v)
{
	switch (v->type) {
	case JVAL_NULL: return "";
	case JVAL_TEXT: return v->text;
	case JVAL_INT: return arena_printf(r->app->a, "%" PRId64, v->i);
	case JVAL_BOOL: return v->yes ? "true" : "false";
	case JVAL_LIST: return list_text(r, v);
	default: return NULL;
	}
}

static int members(struct reading *r, const struct jval *object, bool fields, struct fault *f)
{
	for (size_t i = 0; i < object->n; i++) {
		const char *name = object->keys[i];
		const struct jval *v = &object->items[i];
		if (!fields && v->type == JVAL_OBJECT && strcmp(name, "fields") == 0) {
			int bad = members(r, v, true, f);
			if (bad)
				return bad;
			continue;
		}
		const char *text = text_of(r, v);
		if (!text)
			return fault_set(f, EX_DATAERR, "%s: a text is expected, not %s%s", name, jval_type_name(v->type),
			                 v->type == JVAL_REAL ? " (write it in quotes)" : "");
		int bad = set_one(r, name, text, f);
		if (bad)
			return bad;
	}
	return 0;
}

static void read_json_line(struct reading *r, const char *line, size_t n)
{
	struct fault f = {0};
	const struct jval *v = jval_parse(r->app->a, line, n, r->spool.name, r->line, &f);

	begin_block(r);
	if (v && v->type != JVAL_OBJECT)
		fault_set(&f, EX_DATAERR, "an object is expected, not %s", jval_type_name(v->type));
	else if (v && members(r, v, false, &f) == 0)
		end_block(r, &f);
	if (f.code)
		at_fault(r, &f);
	r->block = NULL;
}

static void read_json(struct reading *r)
{
	struct io_lines lines = {.in = r->spool.in, .name = r->spool.name, .delim = '\n', .max = MAX_LINE,
	                         .a = r->app->a};
	struct fault f = {0};
	const char *line;
	size_t n;

	while ((line = io_line(&lines, &n, &f)) != NULL) {
		r->line = lines.no;
		if (strspn(line, " \t\r") < n)
			read_json_line(r, line, n);
	}
	r->line = lines.no;
	if (f.code)
		at_fault(r, &f);
}

/* --- CSV --- */

static bool is_known(struct app *app, const char *name, struct fault *f)
{
	if (strcmp(name, "ref") == 0 || strcmp(name, "key") == 0 || strcmp(name, "seq") == 0)
		return true;
	if (str_starts(name, "f.") && policy_field(app->session.policy, name + 2))
		return true;
	return sets_known(&app->session, app->a, name, f) == 0;
}

static bool check_header(struct reading *r, const struct csv_row *header)
{
	bool right = true;

	r->line = header->line;
	for (size_t i = 0; i < header->n; i++) {
		struct fault f = {0};
		if (is_known(r->app, header->v[i], &f))
			continue;
		at_fault(r, &f);
		right = false;
	}
	return right;
}

static void read_csv(struct reading *r)
{
	struct csv csv = {.in = r->spool.in, .name = r->spool.name, .repair = true};
	struct csv_row header, row;
	struct fault f = {0};

	if (!csv_header(&csv, r->app->a, &header, &f)) {
		at_fault(r, &f);
		return;
	}
	if (!check_header(r, &header))
		return;
	for (;;) {
		f = (struct fault){0};
		if (!csv_next(&csv, r->app->a, &row, &f)) {
			r->line = csv.line;
			if (f.code)
				at_fault(r, &f);
			if (f.code != EX_DATAERR)
				return;
			continue;
		}
		r->line = row.line;
		begin_block(r);
		for (size_t i = 0; i < header.n && !f.code; i++)
			set_one(r, header.v[i], row.v[i], &f);
		if (!f.code)
			end_block(r, &f);
		if (f.code)
			at_fault(r, &f);
		r->block = NULL;
	}
}

int settings_read_lines(struct app *app, const char *path, bool csv, struct form *out)
{
	struct reading r = {.app = app, .out = out};
	int bad = spool_open(app, path, &r.spool);

	*out = (struct form){0};
	if (bad)
		return bad;
	spool_rewind(&r.spool);
	if (csv)
		read_csv(&r);
	else
		read_json(&r);
	spool_close(&r.spool);
	if (r.wrong > SHOWN)
		warn("%" PRId64 " errors, the first %d are shown", r.wrong, SHOWN);
	return r.code;
}
