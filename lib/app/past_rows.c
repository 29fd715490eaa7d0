/* past_rows: the rows of a CSV, ticket by ticket, as lines of history. */
#include "app/past_rows.h"

#include <string.h>

#include "app/past_diff.h"
#include "base/vec.h"

struct past_rows {
	struct app *app;
	struct past_map *m;
	const char *source;
	const struct spool *spool;
	struct csv csv;
	struct csv_row header;
	/* the row behind the ticket at hand */
	struct arena next;
	struct csv_row ahead;
	bool has_ahead;
	off_t at;                      /* where it begins in the file */
	long line;                     /* lines before it */
};

struct past_rows *past_rows_load(struct app *app, const char *map, const char *source,
                                 const struct zone *zone, int *bad)
{
	struct past_rows *r = arena_new(app->a, struct past_rows);

	r->app = app;
	if (!map) {
		*bad = app_usage(app, "--csv needs --map: how rows become events");
		return NULL;
	}
	r->m = past_map_load(app, map, zone, bad);
	if (r->m)
		r->source = source ? source : r->m->source ? r->m->source : "import";
	return *bad ? NULL : r;
}

void past_rows_open(struct past_rows *r, const struct spool *sp)
{
	r->spool = sp;
	r->csv = (struct csv){.in = sp->in, .name = sp->name, .repair = true, .delim = r->m->delimiter};
}

void past_rows_close(struct past_rows *r)
{
	arena_free(&r->next);
}

/* --- rows --- */

int past_rows_begin(struct past_rows *r, long line)
{
	struct fault f = {0};

	r->has_ahead = false;
	r->csv.nback = 0;
	r->csv.line = line;
	r->csv.begun = line > 0;
	if (line > 0)
		return 0;
	r->csv.columns = 0;
	if (!csv_header(&r->csv, r->app->a, &r->header, &f))
		return app_fault(&f);
	return past_map_bind(r->m, &r->header, r->spool->name);
}

static void mark_place(struct past_rows *r)
{
	r->at = spool_at(r->spool) - r->csv.nback;
	r->line = r->csv.line;
}

static int ignored(struct past_rows *r, const struct csv_row *row, bool *yes, struct fault *f)
{
	*yes = false;
	for (size_t i = 0; i < r->m->ignore.n && !*yes; i++) {
		int bad = past_when_fits(r->m, &r->next, &r->m->ignore.v[i], row, yes, f);
		if (bad)
			return bad;
	}
	return 0;
}

/* The next row that counts into r->ahead. False at the end, or with a fault. */
static bool read_ahead(struct past_rows *r, struct fault *f)
{
	bool skip = true;

	while (skip) {
		arena_reset(&r->next);
		mark_place(r);
		if (!csv_next(&r->csv, &r->next, &r->ahead, f))
			return false;
		if (ignored(r, &r->ahead, &skip, f) != 0) {
			f->file = r->spool->name;
			f->line = r->ahead.line;
			return false;
		}
	}
	r->has_ahead = true;
	return true;
}

static const char *key_of(struct past_rows *r, struct arena *a, const struct csv_row *row)
{
	const char *key;

	/* A key has no words that could be wrong. */
	return cell_value(a, &r->m->key, row, r->m->none, &key, NULL) == 0 ? key : "";
}

static struct csv_row copy(struct arena *a, const struct csv_row *row)
{
	struct csv_row c = {arena_array(a, const char *, row->n + 1), row->n, row->line};

	for (size_t i = 0; i < row->n; i++)
		c.v[i] = arena_strdup(a, row->v[i]);
	return c;
}

/* --- tickets --- */

/* A stream that cannot be read any further. */
static bool is_end(const struct fault *f)
{
	return f->code != EX_DATAERR;
}

/* A row that cannot be read, where the next ticket should begin. */
static bool no_ticket(struct past_rows *r, struct fault *f)
{
	bool more = !is_end(f);

	if (f->code && !f->line)
		f->line = r->csv.line;
	return more;
}

bool past_rows_next(struct past_rows *r, struct arena *row, struct past_list *list, struct fault *f)
{
	struct past_group g = {.m = r->m, .a = row, .source = r->source};
	struct fault late = {0};

	*list = (struct past_list){0};
	if (!r->has_ahead && !read_ahead(r, f))
		return no_ticket(r, f);
	g.key = arena_strdup(row, key_of(r, &r->next, &r->ahead));
	do {
		*vec_push(row, &g.rows) = (struct past_row){.row = copy(row, &r->ahead)};
		r->has_ahead = false;
	} while (read_ahead(r, &late) && strcmp(key_of(r, &r->next, &r->ahead), g.key) == 0);
	if (late.code) {               /* it may have been one of this ticket's */
		*f = late;
		return no_ticket(r, f);
	}
	if (past_group_lines(&g, list, f) != 0) {
		f->file = r->spool->name;
		*list = (struct past_list){0};
	}
	return r->has_ahead;
}

off_t past_rows_at(const struct past_rows *r, long *line)
{
	*line = r->line;
	return r->at;
}
