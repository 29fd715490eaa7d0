/* batch: many tickets to open, from JSON lines or a CSV. */
#include "app/batch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/request.h"
#include "app/rowmap.h"
#include "app/spool.h"
#include "base/io.h"
#include "base/vec.h"
#include "in/csv.h"
#include "in/json.h"
#include "service/open.h"

enum { MAX_LINE = 16 << 20 };

struct reading {
	struct app *app;
	const struct batch *b;
	struct batch_result *r;
	struct spool spool;
	struct arena row;              /* one row's memory */
	struct io_lines lines;
	struct csv csv;
	struct rowmap *map;
	long line;                     /* of the row at hand */
	int code;
};

static int begin(struct reading *x)
{
	spool_rewind(&x->spool);
	x->lines.no = 0;
	if (!x->b->csv)
		return 0;
	x->csv = (struct csv){.in = x->spool.in, .name = x->spool.name, .repair = true,
	                      .delim = rowmap_delimiter(x->map)};
	struct csv_row header;
	struct fault f = {0};
	if (!csv_header(&x->csv, x->app->a, &header, &f))
		return app_fault(&f);
	return rowmap_bind(x->app, x->map, &header, x->spool.name);
}

/* --- one request after the other --- */

/* 1: a request; 0: the end; -1: this one is wrong; -2: so is the rest. */
static int next_json(struct reading *x, struct open_request *q, struct fault *f)
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
	*q = open_none();
	return v && request_json(x->app, &x->row, q, v, f) == 0 ? 1 : -1;
}

static int next_csv(struct reading *x, struct open_request *q, struct fault *f)
{
	struct csv_row row;

	if (!csv_next(&x->csv, &x->row, &row, f)) {
		x->line = x->csv.line;
		return !f->code ? 0 : f->code == EX_DATAERR ? -1 : -2;
	}
	x->line = row.line;
	return rowmap_read(x->app, x->map, &x->row, &row, q, f) == 0 ? 1 : -1;
}

enum { SHOWN = 20 };                   /* faults; one mistake in a map hits each row */

static void at_fault(struct reading *x, struct fault *f)
{
	if (!f->file) {
		f->file = x->spool.name;
		f->line = x->line;
	}
	x->code = f->code;
	if (++x->r->wrong <= SHOWN)
		app_fault(f);
}

static void add_id(struct reading *x, int64_t id)
{
	struct batch_result *r = x->r;

	if (r->ids.n && r->ids.v[r->ids.n - 1].to == id - 1)
		r->ids.v[r->ids.n - 1].to = id;
	else
		*vec_push(x->app->a, &r->ids) = (struct batch_span){id, id};
}

static void open_one(struct reading *x, const struct open_request *q)
{
	struct open_result opened;
	struct fault f = {0};

	if (open_ticket(&x->app->session, &x->row, q, &opened, &f) != 0) {
		at_fault(x, &f);
		return;
	}
	x->r->opened += !opened.existed;
	x->r->existed += opened.existed;
	x->r->masked += opened.masked;
	add_id(x, opened.id);
}

static int open_all(struct app *app, void *arg)
{
	struct reading *x = arg;
	int got = -1;

	memset(x->r, 0, sizeof *x->r);         /* the transaction may run again */
	if ((x->code = begin(x)) != 0)
		return x->code;
	while (got != 0 && got != -2) {
		struct open_request q;
		struct fault f = {0};
		got = x->b->csv ? next_csv(x, &q, &f) : next_json(x, &q, &f);
		if (got > 0)
			open_one(x, &q);
		else if (got < 0)
			at_fault(x, &f);
		arena_reset(&x->row);
	}
	(void)app;
	if (x->r->wrong > SHOWN)
		warn("%" PRId64 " errors, the first %d are shown", (int64_t)x->r->wrong, SHOWN);
	return app_values.keep_going ? 0 : x->code;
}

int app_batch(struct app *app, const struct batch *b, struct batch_result *r)
{
	struct reading x = {.app = app, .b = b, .r = r};
	struct fault f = {0};
	int bad = session_check(&app->session, RIGHT_OPEN, &f) ? app_fault(&f) : 0;

	if (!bad && b->csv)
		x.map = rowmap_load(app, b->map, NULL, &bad);
	if (!bad)
		bad = spool_open(app, b->path, &x.spool);
	if (bad)
		return bad;
	x.lines = (struct io_lines){.in = x.spool.in, .name = x.spool.name, .delim = '\n', .max = MAX_LINE, .a = app->a};
	bad = app_tx(app, DESK_WRITE, open_all, &x);
	arena_free(&x.row);
	spool_close(&x.spool);
	return bad ? bad : x.code;
}

void app_batch_print(const struct batch_result *r)
{
	for (size_t i = 0; i < r->ids.n; i++)
		for (int64_t id = r->ids.v[i].from; id <= r->ids.v[i].to; id++)
			printf("%" PRId64 "\n", id);
}
