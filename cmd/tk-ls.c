/* tk-ls: find tickets: filters, columns, sort, as of any instant. */
#include <inttypes.h>
#include <stdio.h>

#include "base/opt.h"
#include "base/str.h"
#include "domain/find.h"
#include "out/rows.h"
#include "service/lookup.h"
#include "service/sla.h"
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

/* Of the clock that is due next, as tk-sla has them. */
enum { N_DUE, N_LEFT, N_CLOCK, N_NEXT };
static const struct out_column next_columns[N_NEXT] = {
	[N_DUE] = {"due", N_("Due"), OUT_AT, N_("when the next of its clocks is due"), 0},
	[N_LEFT] = {"left_s", N_("Left"), OUT_SPAN, N_("what is left of that clock's target, negative: over"), OUT_HOURS},
	[N_CLOCK] = {"clock", N_("Clock"), OUT_TEXT, N_("which clock that is"), 0},
};

static const char defaults[] = "ref,priority,state,age_s,team,agent,customer,subject";

struct listing {
	struct lookup q;
	struct columns columns;
	struct out *out;
	int64_t found;
};

/* Asked for once a row, and only where a column wants it. */
static void fill_next(struct listing *l, struct arena *row, const struct ticket *t)
{
	struct columns *c = &l->columns;
	struct clock_cycle next;
	bool asked = false, found = false;

	for (size_t i = 0; i < c->n; i++) {
		size_t at = (size_t)(c->picked[i] - c->all);
		if (at < c->own)
			continue;
		if (!asked)
			found = sla_next(&c->app->session, row, t->id, l->q.as_of, &next);
		asked = true;
		if (!found)
			continue;
		int64_t left = clock_left_at(&next, c->now);
		switch (at - c->own) {
		case N_DUE: c->cells[i] = out_at(next.due); break;
		case N_CLOCK: c->cells[i] = out_text(next.name); break;
		default: c->cells[i] = left == INT64_MAX ? out_null() : next.target_s < 0 ? out_days(left) : out_span(left);
		}
	}
}

static bool one(void *arg, struct arena *row, const struct ticket *t)
{
	struct listing *l = arg;

	columns_fill(&l->columns, row, t);
	fill_next(l, row, t);
	out_row(l->out, l->columns.cells);
	l->found++;
	return true;
}

/* The queue is worked off from its urgent end, history is read from its new
 * one; lookup orders hits of a text by itself. */
static int order(struct app *app, struct lookup *q)
{
	static const struct find_sort queue[] = {{"priority", false}, {"opened", false}}, history[] = {{"ref", true}};

	if (ask.sort) {
		int bad = columns_sort(app, ask.sort, &q->sort, &q->nsort);
		for (size_t i = 0; !bad && i < q->nsort; i++)
			if (str_eq(q->sort[i].column, FIND_SORT_DUE) && (q->text || q->as_of != AT_NONE || ask.sample))
				bad = app_usage(app, _("--sort due is for the list as it is: without --text, --as-of, --sample"));
		return bad;
	}
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
	columns_begin(app, next_columns, N_NEXT, &l.columns);
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
