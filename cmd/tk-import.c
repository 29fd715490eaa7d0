/* tk-import - take over the history of another desk: tickets and all that happened to them */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/apply.h"
#include "app/import.h"
#include "app/text.h"
#include "base/str.h"

static struct {
	bool csv, strict;
	const char *map, *source, *prefix, *zone;
	int64_t rows;
} o;

enum { PART = 10000 };                 /* lines a transaction, with --keep-going */

static const struct opt options[] = {
	{OPT_TEXT, .name = "source", .value = "NAME", .target = &o.source,
	 .help = N_("where the lines come from that say none (default: the map's, or import)")},
	{OPT_TEXT, .name = "prefix", .value = "TEXT", .target = &o.prefix,
	 .help = N_("put before the keys of tickets, so that those of two desks do not collide")},
	{OPT_FLAG, .name = "strict", .target = &o.strict,
	 .help = N_("names the policy does not know are errors (default: kept as text and counted)")},
	{OPT_GROUP, .help = N_("CSV")},
	{OPT_FLAG, .name = "csv", .target = &o.csv, .help = N_("rows of a CSV instead of JSON lines; goes with --map")},
	{OPT_TEXT, .name = "map", .value = "MAP", .complete = "file", .target = &o.map,
	 .help = N_("how rows become events: a YAML file, or the name of a shipped one")},
	{OPT_TEXT, .name = "zone", .value = "ZONE", .target = &o.zone,
	 .help = N_("the zone of times that say none (default: the map's, or UTC)")},
	{OPT_GROUP, .help = N_("Parts")},
	{OPT_INT, .name = "batch-rows", .value = "N", .min = 1, .max = INT64_MAX / 2, .target = &o.rows,
	 .help = N_("keep each N lines as soon as they are written (default: all or nothing)")},
	{OPT_FLAG, .name = "keep-going", .target = &app_values.keep_going,
	 .help = N_("leave out what is wrong and report it; keeps parts of 10,000 lines")},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "FILE", .complete = "file", .flags = OPT_OPTIONAL,
	 .help = N_("the input (default: standard input)")},
	{OPT_END, .name = NULL},
};

/* --- what it did --- */

static int by_number(const void *a, const void *b)
{
	const struct past_name *x = a, *y = b;
	int order = strcmp(x->what, y->what);

	if (order)
		return order;
	return x->n != y->n ? (x->n < y->n ? 1 : -1) : strcmp(x->name, y->name);
}

/* "agent: 12 (ana, bo, cy and others)" for each kind of name. */
static char *names_of(struct app *app, struct past_counts *c)
{
	enum { SHOWN = 3 };
	struct str out = str_new(app->a);

	qsort(c->names.v, c->names.n, sizeof *c->names.v, by_number);
	for (size_t i = 0, from = 0; i < c->names.n; i++) {
		bool last = i + 1 == c->names.n || strcmp(c->names.v[i].what, c->names.v[i + 1].what) != 0;
		if (!last)
			continue;
		size_t n = i + 1 - from;
		str_printf(&out, "%s%s: %zu (", out.n ? "; " : "", _(c->names.v[from].what), n);
		for (size_t k = 0; k < n && k < SHOWN; k++)
			str_printf(&out, "%s%s", k ? ", " : "", c->names.v[from + k].name);
		str_printf(&out, "%s)", n > SHOWN ? _(" and others") : "");
		from = i + 1;
	}
	if (c->more_names)
		str_printf(&out, _("; %" PRId64 " times others"), c->more_names);
	return out.p;
}

static void say(struct app *app, struct import_result *r)
{
	struct past_counts *c = &r->counts;

	app_say_masked((int)c->masked);
	if (c->names.n)
		note(_("names the policy does not know, kept as text: %s"), names_of(app, c));
	if (app->session.dry_run)
		note(_("events to import: %" PRId64 "; tickets to open: %" PRId64 "; lines known: %" PRId64),
		     c->events, c->tickets, c->known);
	else
		note(_("events imported: %" PRId64 "; tickets opened: %" PRId64 "; lines known before: %" PRId64),
		     c->events, c->tickets, c->known);
	if (r->wrong && app_values.keep_going)
		note(_("lines left out: %" PRId64), r->wrong);
}

/* --- what to do --- */

static int check_name(const struct app *app, const char *option, const char *text)
{
	if (text && (!*text || strpbrk(text, "/%\t\n\r")))
		return app_usage(app, "%s \"%s\": a plain name without / and %%", option, text);
	return 0;
}

static const struct zone *find_zone(struct app *app)
{
	struct fault f = {0};
	const struct zone *z = o.zone ? zone_load(app->a, o.zone, &f) : NULL;

	if (o.zone && !z)
		die(EX_USAGE, "--zone: %s", f.text);
	return z;
}

static int run(struct app *app)
{
	struct import_how how = {
		.csv = o.csv, .map = o.map, .source = o.source, .prefix = app_clean(app, "--prefix", o.prefix),
		.zone = find_zone(app), .strict = o.strict, .rows = o.rows,
	};
	struct import_result r = {0};

	if (o.map && !o.csv)
		return app_usage(app, "--map goes with --csv");
	if (o.zone && !o.csv)
		return app_usage(app, "--zone goes with --csv: the times of JSON lines have their own");
	if (app->operands.n > 1)
		return app_usage(app, "one file at a time");
	if (check_name(app, "--source", o.source) != 0)
		return EX_USAGE;
	if (app->operands.n)
		how.path = app->operands.v[0].text;
	if (app_values.keep_going && !how.rows)
		how.rows = PART;
	int code = import_run(app, &how, &r);

	if (code && !app_values.keep_going && r.wrong && !r.counts.lines)
		note(_("nothing is imported (--keep-going imports what is right)"));
	else if (!code || r.counts.lines)
		say(app, &r);
	return code;
}

const struct program program = {
	.name = "tk-import",
	.summary = N_("take over the history of another desk: tickets and all that happened to them"),
	.options = options,
	.needs = NEED_WRITE,
	.run = run,
};
