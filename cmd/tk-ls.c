/* tk-ls: find tickets: filters, columns, sort, as of any instant. */
#include <inttypes.h>
#include <stdio.h>

#include "base/opt.h"
#include "domain/find.h"
#include "out/rows.h"
#include "service/lookup.h"
#include "app/app.h"
#include "app/columns.h"
#include "app/filter.h"

static struct {
	const char *sort;
	int64_t limit, sample;
	bool count, exit_status;
} ask;

static const struct opt options[] = {
	{OPT_INHERIT, .rows = app_options_filter},
	{OPT_GROUP, .help = N_("List")},
	{OPT_INHERIT, .rows = app_options_filter_all},
	{OPT_TEXT, .name = "sort", .value = "A,-B", .complete = "column", .target = &ask.sort,
	 .help = N_("order by these columns, -B downwards (default: the most urgent and oldest first; "
	            "where done tickets are listed the newest first; with --text the newest hit)")},
	{OPT_INT, .name = "limit", .value = "N", .min = 1, .max = INT64_MAX, .target = &ask.limit,
	 .help = N_("at most so many, the first ones")},
	{OPT_INT, .name = "sample", .value = "N", .min = 1, .max = 1000000, .target = &ask.sample,
	 .help = N_("so many, drawn at random")},
	{OPT_FLAG, .name = "count", .target = &ask.count, .help = N_("print only how many there are")},
	{OPT_FLAG, .letter = 'e', .name = "exit-status", .target = &ask.exit_status,
	 .help = N_("exit with 1 when nothing matches")},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_FLAG, .letter = '0', .name = "null", .target = &app_values.nul,
	 .help = N_("end each record with NUL instead of a newline")},
	{OPT_INHERIT, .rows = app_options_base},
	{OPT_END, .name = NULL},
};

static const char defaults[] = "ref,priority,state,age_s,team,agent,customer,subject";

struct listing {
	struct lookup q;
	struct columns columns;
	struct out *out;
	int64_t found;
};

static bool one(void *arg, struct arena *row, const struct ticket *t)
{
	struct listing *l = arg;

	columns_fill(&l->columns, row, t);
	out_row(l->out, l->columns.cells);
	l->found++;
	return true;
}

/* The queue is worked off from its urgent end, history is read from its new
 * one; lookup orders hits of a text by itself. */
static int order(struct app *app, struct lookup *q)
{
	static const struct find_sort queue[] = {{"priority", false}, {"opened", false}}, history[] = {{"ref", true}};

	if (ask.sort)
		return columns_sort(app, ask.sort, &q->sort, &q->nsort);
	if (!q->text) {
		q->sort = q->find.active ? queue : history;
		q->nsort = q->find.active ? 2 : 1;
	}
	return 0;
}

static int list(struct app *app, void *arg)
{
	struct listing *l = arg;
	int bad = filter_lookup(app, &l->q);

	if (!bad) bad = order(app, &l->q);
	if (bad)
		return bad;
	l->q.limit = ask.limit;
	l->q.sample = ask.sample;
	l->q.more = l->columns.more;
	if (ask.count)
		l->found = lookup_count(&app->session, app->a, &l->q);
	else
		lookup_each(&app->session, app->a, &l->q, one, l);
	return 0;
}

static int run(struct app *app)
{
	struct listing l = {.found = 0};

	if (app->operands.n)
		return app_usage(app, "\"%s\": filters are options, as in --state open", app->operands.v[0].text);
	columns_begin(app, NULL, 0, &l.columns);
	int bad = columns_open(&l.columns, defaults, &l.out);
	if (bad || !l.out)
		return bad;

	bad = app_tx(app, DESK_READ, list, &l);
	if (bad)
		return bad;

	if (ask.count)
		printf("%" PRId64 "\n", l.found);
	else
		out_close(l.out);
	return ask.exit_status && l.found == 0 ? EXIT_NO : EXIT_DONE;
}

const struct program program = {"tk-ls", N_("find tickets: filters, columns, sort, as of any instant"),
                                options, NEED_READ, run};
