/* tk-export: tickets with all their history as JSON lines, or as a table */
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"
#include "when/clock.h"
#include "app/columns.h"
#include "app/export.h"
#include "app/filter.h"
#include "app/refs.h"
#include "app/tracker.h"

static struct {
	int64_t since;
	const char *tracker;
	bool follow;
} ask = {.since = -1};

static const struct opt options[] = {
	{OPT_INHERIT, .rows = app_options_filter},
	{OPT_GROUP, .help = N_("Export")},
	{OPT_INT, .name = "since", .value = "SEQ", .min = 0, .max = INT64_MAX, .target = &ask.since,
	 .help = N_("only events behind this one; each line says its own number, the last one is for the "
	            "next time")},
	{OPT_FLAG, .letter = 'f', .name = "follow", .target = &ask.follow,
	 .help = N_("go on with new events as they come; from now, unless --since")},
	{OPT_MAYBE, .name = "csv", .value = "excel", .target = &app_values.csv,
	 .help = N_("a table instead: a row a ticket; =excel guards against formulas")},
	{OPT_TEXT, .letter = 'c', .name = "columns", .value = "A,B", .complete = "column",
	 .target = &app_values.columns, .help = N_("--csv: these columns (default: all); \"help\" lists them")},
	{OPT_TEXT, .name = "for", .value = "TRACKER", .complete = "file", .target = &ask.tracker,
	 .help = N_("a CSV that a tracker imports, a row a ticket: jira, trello, asana, or a file that says "
	            "how")},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_INHERIT, .rows = app_options_base},
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("only these tickets")},
	{OPT_END, .name = NULL},
};

/* --- which tickets --- */

struct choosing {
	struct app_refs refs;
	struct lookup find;
	struct export_choice choice;
};

static int find_refs(struct app *app, struct choosing *c)
{
	int64_t *ids = arena_array(app->a, int64_t, c->refs.n);
	int bad = 0;

	for (size_t i = 0; i < c->refs.n; i++) {
		struct fault f = {.file = c->refs.v[i].file, .line = c->refs.v[i].line};
		if (session_ticket(&app->session, &c->refs.v[i].ref, &ids[i], &f) != 0)
			bad = app_fault(&f);
	}
	c->choice.refs = ids;
	c->choice.nrefs = c->refs.n;
	return bad;
}

static int choose(struct app *app, void *arg)
{
	struct choosing *c = arg;
	int bad = filter_lookup(app, &c->find);

	if (bad)
		return bad;
	c->find.find.active = false;           /* an export leaves out nothing */
	c->find.find.spam = FIND_SPAM_TOO;
	bool filtered = find_any(&c->find.find) || c->find.text;
	if (filtered && app->operands.n)
		return app_usage(app, "references or filters, not both");
	c->choice = (struct export_choice){.as_of = c->find.as_of, .find = &c->find,
	                                   .after = ask.since < 0 ? 0 : ask.since,
	                                   .some = filtered || app->operands.n};
	return app->operands.n ? find_refs(app, c) : 0;
}

/* --- as JSON lines --- */

static int write_lines(struct app *app, void *arg)
{
	(void)app;
	export_write(arg);
	return 0;
}

static int skip_all(struct app *app, void *arg)
{
	((struct export *)arg)->choice.after = desk_head(app->session.desk)->seq;
	return 0;
}

/* Half a second's sleep outside any transaction; false where the reader of
 * stdout has gone away. */
static bool wait_a_little(void)
{
	struct pollfd p = {.fd = STDOUT_FILENO};

	return poll(&p, 1, 500) <= 0 || !(p.revents & (POLLERR | POLLHUP | POLLNVAL));
}

static void follow(struct app *app, struct export *x)
{
	do {
		app_tx(app, DESK_READ, write_lines, x);
		fflush(stdout);
	} while (!ferror(stdout) && wait_a_little());
}

static int lines(struct app *app, const struct choosing *c)
{
	struct export x = {.app = app, .choice = c->choice, .lines.seqs = ask.since >= 0 || ask.follow};

	if (ask.follow && ask.since < 0)
		app_tx(app, DESK_READ, skip_all, &x);
	if (ask.follow)
		follow(app, &x);
	else
		app_tx(app, DESK_READ, write_lines, &x);
	export_done(&x);
	if (x.left_out)
		note(_("%" PRId64 " lines that lead to tickets outside this export are left out"), x.left_out);
	return x.damaged ? EX_DATAERR : EXIT_DONE;
}

/* --- as a table --- */

struct table { const struct choosing *c; struct columns columns; struct out *out; struct tracker *tracker; };

static bool one(void *arg, struct arena *row, const struct ticket *t)
{
	struct table *x = arg;

	if (x->tracker) {
		tracker_row(x->tracker, row, t);
	} else {
		columns_fill(&x->columns, row, t);
		out_row(x->out, x->columns.cells);
	}
	return true;
}

static int write_rows(struct app *app, void *arg)
{
	struct table *x = arg;
	struct lookup q = x->c->find;
	struct arena row = {0};
	struct ticket t;

	q.more = x->tracker ? tracker_more(x->tracker) : x->columns.more;
	if (!x->c->choice.refs)
		lookup_each(&app->session, app->a, &q, one, x);
	for (size_t i = 0; i < x->c->choice.nrefs; i++) {
		if (lookup_one(&app->session, &row, x->c->choice.refs[i], q.as_of, &t))
			one(x, &row, &t);
		arena_reset(&row);
	}
	arena_free(&row);
	return 0;
}

static int table(struct app *app, const struct choosing *c)
{
	static const struct find_sort by_ref[] = {{"ref", false}};
	struct choosing sorted = *c;
	struct table *x = arena_new(app->a, struct table);

	x->c = &sorted;
	sorted.find.sort = by_ref;
	sorted.find.nsort = 1;
	if (!app_values.columns)
		app_values.columns = "all";
	columns_begin(app, NULL, 0, &x->columns);
	int bad = columns_open(&x->columns, "ref", &x->out);
	if (bad || !x->out)
		return bad;
	bad = app_tx(app, DESK_READ, write_rows, x);
	out_close(x->out);
	return bad;
}

static int for_tracker(struct app *app, const struct choosing *c)
{
	struct choosing cases = *c;
	struct table x = {.c = &cases};
	int bad;

	cases.find.find.spam = FIND_SPAM_OUT;
	x.tracker = tracker_open(app, ask.tracker, &bad);
	if (x.tracker)
		bad = app_tx(app, DESK_READ, write_rows, &x);
	if (x.tracker)
		tracker_close(x.tracker);
	return bad;
}

static int check_options(const struct app *app)
{
	bool rows = app_values.csv || ask.tracker || app_values.columns;

	if (ask.tracker && (app_values.csv || app_values.columns))
		return app_usage(app, "--for has columns and a form of its own");
	if (app_values.columns && !app_values.csv && strcmp(app_values.columns, "help") != 0)
		return app_usage(app, "--columns goes with --csv: a line of JSON holds all");
	if (rows && (ask.since >= 0 || ask.follow))
		return app_usage(app, "--since and --follow go with lines of JSON: a row is a ticket, not an event");
	if (ask.follow && app_values.as_of)
		return app_usage(app, "--follow has no end; leave out --as-of");
	return 0;
}

static int run(struct app *app)
{
	struct choosing c = {.refs = {0}};
	int bad = check_options(app);

	if (!app_values.max)
		app_values.max = INT64_MAX;
	if (!bad && app->operands.n)
		bad = app_refs_read(app, 0, &c.refs);
	if (!bad) bad = app_tx(app, DESK_READ, choose, &c);
	if (bad)
		return bad;
	if (ask.tracker)
		return for_tracker(app, &c);
	return app_values.csv || app_values.columns ? table(app, &c) : lines(app, &c);
}

const struct program program = {"tk-export", N_("tickets with all their history as JSON lines; tables for people and trackers"),
                                options, NEED_READ, run};
