/* tk-show: a ticket with its whole history: for agents, or the customer's view. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/num.h"
#include "base/opt.h"
#include "store/files.h"
#include "service/lookup.h"
#include "app/app.h"
#include "app/pager.h"
#include "app/refs.h"
#include "app/show.h"

static struct {
	bool customer_view, events, no_pager;
	const char *save_file;
} ask;

static const char *const color_words[] = {"auto", "always", "never", NULL};

static const struct opt options[] = {
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("tickets; with none or \"-\" the references on standard input")},
	{OPT_GROUP, .help = N_("What")},
	{OPT_FLAG, .name = "customer-view", .target = &ask.customer_view,
	 .help = N_("as the customer may see it, in his language: where it stands, what comes next, by "
	            "when; without internal notes")},
	{OPT_FLAG, .name = "events", .target = &ask.events,
	 .help = N_("with the number of each event, for tk-link split")},
	{OPT_FLAG, .name = "json", .target = &app_values.json,
	 .help = N_("one JSON object a ticket: all columns and \"events\"")},
	{OPT_TEXT, .name = "save-file", .value = "N[=PATH]", .target = &ask.save_file,
	 .help = N_("write attachment N to PATH (default: its own name; \"-\": standard output)")},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_GROUP, .help = N_("Output")},
	{OPT_FLAG, .name = "no-pager", .target = &ask.no_pager,
	 .help = N_("do not page on a terminal (default: through $PAGER, or less)")},
	{OPT_WORD, .name = "color", .value = "WHEN", .words = color_words, .target = &app_values.color,
	 .help = N_("colour")},
	{OPT_INT, .name = "width", .value = "N", .min = 0, .max = 10000, .target = &app_values.width,
	 .help = N_("cells a line may take; 0: no limit (default: the terminal's, at most 100; 80)")},
	{OPT_FLAG, .letter = '0', .name = "null", .target = &app_values.nul,
	 .help = N_("references on standard input end in NUL")},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_END, .name = NULL},
};

struct showing {
	struct app_refs refs;
	struct page page;
	struct columns columns;
	struct jw json;
	struct arena memory;           /* of one ticket */
	size_t at;                     /* the one being shown */
	bool more;                     /* one was shown before it */
	int64_t as_of;
};

/* The ticket of a reference with its story; says what is wrong with it. */
static int read_one(struct app *app, struct showing *x, struct ticket *t, struct story *st)
{
	const struct app_ref *r = &x->refs.v[x->at];
	struct fault f = {.file = r->file, .line = r->line};
	int64_t id;
	int bad = session_ticket(&app->session, &r->ref, &id, &f);

	if (!bad && !lookup_one(&app->session, &x->memory, id, x->as_of, t))
		bad = fault_set(&f, EXIT_NO, x->as_of == AT_NONE ? "%s: no such ticket" : "%s: was not open then", r->text);
	if (bad)
		return app_fault(&f);
	story_read(&app->session, &x->memory, t, x->as_of, st);
	return 0;
}

/* --- an attachment --- */

static int write_file(const char *path, const void *p, size_t n)
{
	struct fault f = {0};

	if (strcmp(path, "-") == 0) {
		fwrite(p, 1, n, stdout);
		return 0;
	}
	if (access(path, F_OK) == 0)
		return app_fault((fault_at(&f, EX_CANTCREAT, path, 0, 0, "is there already"), &f));
	return io_save(path, p, n, 0600, &f) ? app_fault(&f) : 0;
}

static int save_file(struct app *app, struct showing *x, const struct story *st)
{
	const char *equals = strchr(ask.save_file, '='), *number = ask.save_file;
	int64_t n;
	size_t size;

	if (equals)
		number = arena_dup(app->a, number, (size_t)(equals - number));
	if (!num_parse(number, 1, 1000000, &n) || (equals && !equals[1]))
		return app_usage(app, "--save-file %s: write N or N=PATH", ask.save_file);
	const struct story_file *file = story_file(st, n);
	const void *bytes = file && !file->gone
		? files_load(app->session.desk, &x->memory, file->what.digest, &size) : NULL;
	if (!bytes) {
		warn("%s: %s %s", x->refs.v[x->at].text, file ? "this file is erased:" : "no file", number);
		return EXIT_NO;
	}
	return write_file(equals ? equals + 1 : file->what.name, bytes, size);
}

/* --- documents --- */

static void show_to_customer(struct app *app, struct showing *x, const struct ticket *t, const struct story *st)
{
	/* One language for all of it: one that the policy's sentences are in. */
	const char *lang = policy_language(app->session.policy, app_values.lang ? app_values.lang : t->lang);

	msg_language(lang);
	if (app_values.json)
		show_customer_json(app, &x->memory, t, st, lang, &x->json);
	else
		show_customer(&x->page, &x->memory, t, st, lang);
	msg_language(app_values.lang);
}

static int show_one(struct app *app, void *arg)
{
	struct showing *x = arg;
	struct ticket t;
	struct story st;
	int bad = read_one(app, x, &t, &st);

	if (bad)
		return bad;
	if (ask.save_file)
		return save_file(app, x, &st);
	if (x->more && !app_values.json)
		page_blank(&x->page);
	x->more = true;
	if (ask.customer_view)
		show_to_customer(app, x, &t, &st);
	else if (app_values.json)
		show_json(&x->columns, &x->memory, &t, &st, &x->json);
	else
		show_ticket(&x->page, &x->memory, &t, &st, ask.events);
	return 0;
}

static int run(struct app *app)
{
	struct showing x = {.as_of = app_as_of(app)};
	int code = 0;

	if (!app_values.max)           /* reading many harms nobody */
		app_values.max = INT64_MAX;
	int bad = app_refs_read(app, 0, &x.refs);
	if (!bad && ask.save_file && x.refs.n != 1)
		bad = app_usage(app, "--save-file takes one ticket");
	if (!bad) bad = page_begin(app, &x.page);
	if (bad)
		return bad;

	columns_begin(app, NULL, 0, &x.columns);
	jw_open(&x.json, app->a, stdout);
	pid_t pager = pager_begin(app, !ask.no_pager && !ask.save_file && !app_values.json);
	for (; x.at < x.refs.n; x.at++) {
		if ((bad = app_tx(app, DESK_READ, show_one, &x)) != 0)
			code = bad;
		page_end(&x.page);
		arena_reset(&x.memory);
	}
	pager_end(pager);
	return code;
}

const struct program program = {"tk-show", N_("a ticket with its whole history: for agents, or the customer's view"),
                                options, NEED_READ, run};
