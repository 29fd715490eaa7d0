/* import: history from other desks, from JSON lines or a CSV with a map. */
#include "app/import.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/past_json.h"
#include "app/past_rows.h"
#include "app/spool.h"
#include "base/io.h"
#include "when/clock.h"

enum { MAX_LINE = 256 << 20, SHOWN = 20 };

struct importing {
	struct app *app;
	const struct import_how *how;
	struct import_result *r;
	struct past_run *run;
	struct spool spool;
	struct arena row;              /* one line's, or one ticket's rows */
	struct io_lines lines;
	struct past_rows *rows;        /* NULL: JSON lines */
	/* where the next transaction begins */
	off_t at;
	long line;
	struct import_result before;
	bool end;
	int code;
	double began, said;            /* seconds; said 0: no progress shown yet */
};

/* --- faults and progress --- */

/* One mistake in a map hits each row. */
static void at_fault(struct importing *x, struct fault *f, long line)
{
	if (!f->file) {
		f->file = x->spool.name;
		f->line = line;
	}
	x->code = f->code;
	if (++x->r->wrong <= SHOWN)
		app_fault(f);
}

static void show_progress(struct importing *x)
{
	double now = clock_steady();
	off_t size = x->spool.end - x->spool.start, done = spool_at(&x->spool) - x->spool.start;

	if (now - x->began < 1 || now - x->said < 0.2 || size <= 0)
		return;
	x->said = now;
	fputc('\r', stderr);
	fprintf(stderr, _("%d %%, %" PRId64 " events "), (int)(100 * done / size), x->r->counts.events);
}

static void progress(struct importing *x)
{
	static int often;

	if (++often % 512 == 0 && io_tty(2) && !app_values.quiet)
		show_progress(x);
}

/* --- lines --- */

static void write_one(struct importing *x, struct past *p, long line)
{
	struct fault f = {0};

	p->prefix = x->how->prefix;
	if (past_write(x->run, &x->row, p, &f) != 0)
		at_fault(x, &f, line);
}

/* False at the end, or where nothing more can be read. */
static bool step_json(struct importing *x)
{
	struct past p;
	struct fault f = {0};
	const char *line;
	size_t n;

	do {
		line = io_line(&x->lines, &n, &f);
		if (!line && f.code)
			at_fault(x, &f, x->lines.no);
		if (!line)
			return false;
	} while (strspn(line, " \t\r") == n);
	if (past_json(&x->row, line, n, x->spool.name, x->lines.no, x->how->source, &p, &f) != 0)
		at_fault(x, &f, x->lines.no);
	else
		write_one(x, &p, x->lines.no);
	return true;
}

/* The rows of one ticket. */
static bool step_rows(struct importing *x)
{
	struct past_list list = {0};
	struct fault f = {0};
	bool more = past_rows_next(x->rows, &x->row, &list, &f);

	if (f.code)
		at_fault(x, &f, f.line);
	for (size_t i = 0; i < list.n; i++)
		write_one(x, &list.v[i].p, list.v[i].line);
	return more;
}

/* --- transactions --- */

static int begin(struct importing *x)
{
	x->code = 0;
	*x->r = x->before;
	spool_to(&x->spool, x->at);
	x->lines.no = x->line;
	past_begin(x->run);
	return x->rows ? past_rows_begin(x->rows, x->line) : 0;
}

/* Where the next part goes on. */
static void remember(struct importing *x)
{
	x->at = x->rows ? past_rows_at(x->rows, &x->line) : spool_at(&x->spool);
	if (!x->rows)
		x->line = x->lines.no;
	x->before = *x->r;
}

static int one_part(struct app *app, void *arg)
{
	struct importing *x = arg;
	int64_t limit = app->session.dry_run ? 0 : x->how->rows, from = x->before.counts.lines;

	if ((x->code = begin(x)) != 0) {
		x->end = true;
		return x->code;
	}
	do {
		x->end = !(x->rows ? step_rows(x) : step_json(x));
		arena_reset(&x->row);
		progress(x);
	} while (!x->end && (!limit || x->r->counts.lines - from < limit));
	past_end(x->run, &x->row);
	arena_reset(&x->row);
	return app_values.keep_going ? 0 : x->code;
}

static int all_parts(struct importing *x)
{
	int code = 0;

	while (!x->end) {
		int bad = app_tx(x->app, DESK_WRITE, one_part, x);
		code = bad ? bad : x->code ? x->code : code;
		if (bad) {                     /* this part is not kept */
			x->r->counts = x->before.counts;
			break;
		}
		remember(x);
	}
	return code;
}

int import_run(struct app *app, const struct import_how *how, struct import_result *r)
{
	struct import_how given = *how;
	struct importing x = {.app = app, .how = &given, .r = r, .began = clock_steady()};
	struct fault f = {0};
	int bad = session_check(&app->session, RIGHT_IMPORT, &f) ? app_fault(&f) : 0;

	if (!bad && how->csv)
		x.rows = past_rows_load(app, how->map, how->source, how->zone, &bad);
	if (!bad)
		bad = spool_open(app, how->path, &x.spool);
	if (bad)
		return bad;
	if (!given.source)
		given.source = "import";
	x.at = x.spool.start;
	x.lines = (struct io_lines){.in = x.spool.in, .name = x.spool.name, .delim = '\n', .max = MAX_LINE,
	                            .a = app->a};
	x.run = past_new(&app->session, app->a, how->strict, &r->counts);
	if (x.rows)
		past_rows_open(x.rows, &x.spool);
	bad = all_parts(&x);
	if (x.said > 0)
		fputs("\r\033[K", stderr);
	if (r->wrong > SHOWN)
		warn("%" PRId64 " errors, the first %d are shown", r->wrong, SHOWN);
	past_free(x.run);
	if (x.rows)
		past_rows_close(x.rows);
	arena_free(&x.row);
	spool_close(&x.spool);
	return bad;
}
