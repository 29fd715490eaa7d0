/* tk-open - open tickets: one from options and text, or many from JSON lines or CSV */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/apply.h"
#include "app/batch.h"
#include "app/sibling.h"
#include "app/text.h"
#include "base/io.h"
#include "domain/priority.h"
#include "service/open.h"

static struct {
	const char *subject, *kind, *category, *complexity, *channel, *customer, *person, *customer_lang, *plan;
	const char *impact, *urgency, *priority, *team, *agent, *key, *contact;
	int64_t level, affected;
	struct opt_list tags, fields, files, watchers, cc;
	bool solved, explain, suggest, batch, csv;
	const char *map;
} o;

static const char *const grades[] = {"high", "medium", "low", NULL};
static const char *const complexities[] = {"simple", "normal", "complex", NULL};

static const struct opt options[] = {
	{OPT_TEXT, .letter = 's', .name = "subject", .value = "TEXT", .target = &o.subject,
	 .help = N_("the subject (default: the first line of the text)")},
	{OPT_INHERIT, .rows = app_options_text},
	{OPT_LIST, .name = "attach", .value = "FILE", .complete = "file", .target = &o.files, .help = N_("attach a file")},
	{OPT_FLAG, .name = "solved", .target = &o.solved,
	 .help = N_("solved in the first contact; -m says what solved it")},
	{OPT_FLAG, .letter = 'v', .name = "explain", .target = &o.explain,
	 .help = N_("say why this priority, level and team (on a terminal: always)")},
	{OPT_FLAG, .name = "suggest", .target = &o.suggest,
	 .help = N_("show articles that may answer it, on standard error (tk-kb suggest)")},
	{OPT_GROUP, .help = N_("Facts")},
	{OPT_TEXT, .name = "customer", .value = "KEY", .complete = "customer", .target = &o.customer,
	 .help = N_("the customer; an unknown key makes a new one")},
	{OPT_TEXT, .name = "person", .value = "WHO", .target = &o.person,
	 .help = N_("who of the customer, by key or address; with --customer a new address makes a person")},
	{OPT_TEXT, .name = "customer-lang", .value = "LANG", .complete = "lang", .target = &o.customer_lang,
	 .help = N_("the language the customer writes in")},
	{OPT_TEXT, .name = "channel", .value = "CHANNEL", .complete = "channel", .target = &o.channel,
	 .help = N_("how the customer reached you")},
	{OPT_TEXT, .name = "contact", .value = "T", .target = &o.contact,
	 .help = N_("when the customer made contact (default: now)")},
	{OPT_TEXT, .name = "kind", .value = "KIND", .complete = "kind", .target = &o.kind,
	 .help = N_("incident, request, ... (default: the policy's first kind)")},
	{OPT_TEXT, .letter = 'c', .name = "category", .value = "CATEGORY", .complete = "category",
	 .target = &o.category, .help = N_("what it is about")},
	{OPT_WORD, .name = "complexity", .value = "WORD", .words = complexities, .target = &o.complexity,
	 .help = N_("how hard it is (default: the category's)")},
	{OPT_TEXT, .name = "plan", .value = "PLAN", .complete = "plan", .target = &o.plan,
	 .help = N_("the support plan (default: the customer's)")},
	{OPT_LIST, .letter = 't', .name = "tag", .value = "TAG", .flags = OPT_COMMA, .target = &o.tags, .help = N_("a tag")},
	{OPT_LIST, .name = "watcher", .value = "AGENT", .complete = "agent", .flags = OPT_COMMA,
	 .target = &o.watchers, .help = N_("an agent who follows it; \"me\"")},
	{OPT_LIST, .name = "cc", .value = "ADDRESS", .flags = OPT_COMMA, .target = &o.cc,
	 .help = N_("a mail address that gets copies of what is public")},
	{OPT_LIST, .name = "field", .value = "NAME=VALUE", .complete = "field", .target = &o.fields, .help = N_("a custom field")},
	{OPT_TEXT, .name = "key", .value = "KEY", .target = &o.key,
	 .help = N_("a name of your own: opening it again gives the ticket there is")},
	{OPT_GROUP, .help = N_("Priority and place")},
	{OPT_INT, .name = "affected", .value = "N", .min = 0, .max = INT64_MAX / 2, .target = &o.affected,
	 .help = N_("how many users are affected")},
	{OPT_WORD, .name = "impact", .value = "GRADE", .words = grades, .target = &o.impact,
	 .help = N_("how much is at stake")},
	{OPT_WORD, .name = "urgency", .value = "GRADE", .words = grades, .target = &o.urgency,
	 .help = N_("how soon")},
	{OPT_TEXT, .name = "priority", .value = "P", .complete = "priority", .target = &o.priority,
	 .help = N_("this priority, whatever the matrix says")},
	{OPT_INT, .name = "level", .value = "N", .min = 1, .max = 9, .target = &o.level,
	 .help = N_("the level it starts at (default: the category's)")},
	{OPT_TEXT, .name = "team", .value = "TEAM", .complete = "team", .target = &o.team,
	 .help = N_("the team it starts with (default: the category's, or the level's)")},
	{OPT_TEXT, .name = "agent", .value = "AGENT", .complete = "agent", .target = &o.agent,
	 .help = N_("the agent it starts with; \"me\"")},
	{OPT_GROUP, .help = N_("Many at once")},
	{OPT_FLAG, .letter = 'b', .name = "batch", .target = &o.batch,
	 .help = N_("JSON lines from FILE or standard input, a ticket a line")},
	{OPT_FLAG, .name = "csv", .target = &o.csv, .help = N_("CSV instead of JSON lines (RFC 4180)")},
	{OPT_TEXT, .name = "map", .value = "MAP", .complete = "file", .target = &o.map,
	 .help = N_("which columns become which fields: a YAML file")},
	{OPT_FLAG, .name = "keep-going", .target = &app_values.keep_going,
	 .help = N_("open what is right, report what is wrong (default: all or nothing)")},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "FILE", .complete = "file", .flags = OPT_OPTIONAL,
	 .help = N_("the input of --batch (default: standard input)")},
	{OPT_END, .name = NULL},
};

/* --- many --- */

/* What the batch did. */
static void say_batch(const struct app *app, const struct batch_result *r)
{
	app_say_masked(r->masked);
	if (app->session.dry_run)
		note("%" PRId64 " tickets would be opened, %" PRId64 " are there already", r->opened, r->existed);
	else if (o.explain)
		note("%" PRId64 " tickets opened, %" PRId64 " were there already", r->opened, r->existed);
}

/* What belongs to one ticket says nothing about many. */
static const char *single_option(void)
{
	const struct { bool given; const char *name; } single[] = {
		{o.subject, "--subject"}, {app_values.message, "-m"}, {app_values.file, "-F"}, {app_values.edit, "-e"},
		{o.files.n, "--attach"}, {o.solved, "--solved"}, {o.customer, "--customer"},
		{o.person, "--person"}, {o.watchers.n, "--watcher"}, {o.cc.n, "--cc"},
		{o.customer_lang, "--customer-lang"}, {o.channel, "--channel"}, {o.contact, "--contact"},
		{o.kind, "--kind"}, {o.category, "--category"}, {o.complexity, "--complexity"}, {o.plan, "--plan"},
		{o.tags.n, "--tag"}, {o.fields.n, "--field"}, {o.key, "--key"}, {o.affected, "--affected"},
		{o.impact, "--impact"}, {o.urgency, "--urgency"}, {o.priority, "--priority"}, {o.level, "--level"},
		{o.team, "--team"}, {o.agent, "--agent"}, {o.suggest, "--suggest"},
	};

	for (size_t i = 0; i < sizeof single / sizeof *single; i++)
		if (single[i].given)
			return single[i].name;
	return NULL;
}

static int open_batch(struct app *app)
{
	struct batch b = {.csv = o.csv, .map = o.map};
	struct batch_result r = {0};

	if (single_option())
		return app_usage(app, "%s is about one ticket: with --batch it stands in the lines or in the map",
		                 single_option());
	if (app->operands.n > 1)
		return app_usage(app, "--batch takes one file");
	if (o.map && !o.csv)
		return app_usage(app, "--map goes with --csv");
	if (app->operands.n)
		b.path = app->operands.v[0].text;
	int code = app_batch(app, &b, &r);

	if (code && !app_values.keep_going) {
		if (r.opened)
			note("nothing is opened (--keep-going opens what is right)");
		return code;
	}
	if (!app->session.dry_run)
		app_batch_print(&r);
	say_batch(app, &r);
	return code;
}

/* --- one --- */

/* With --solved, -m is the answer, and the question comes from -F or -e. */
static int read_text(struct app *app, struct open_request *q)
{
	if (o.solved) {
		q->solved = true;
		q->solution = app_clean(app, "-m", app_values.message);
		app_values.message = NULL;
	}
	bool from_stdin = !o.solved && !io_tty(0);
	int bad = app_text(app, from_stdin, o.subject, &q->body);
	if (!bad && !q->body && !o.subject)
		return app_usage(app, "a ticket needs a subject (--subject) or a text");
	return bad;
}

static int read_fields(struct app *app, struct open_request *q)
{
	for (size_t i = 0; i < o.fields.n; i++) {
		const char *text = app_clean(app, "--field", o.fields.v[i].text), *equals = strchr(text, '=');
		if (!equals || equals == text)
			return app_usage(app, "--field %s: NAME=VALUE is expected", text);
		pairs_add(app->a, &q->fields, arena_dup(app->a, text, (size_t)(equals - text)), equals + 1);
	}
	return 0;
}

static int read_request(struct app *app, struct open_request *q)
{
	int bad = read_text(app, q);

	if (!bad) bad = read_fields(app, q);
	if (!bad) bad = app_attachments(app, &o.files, &q->files, &q->nfiles);
	if (bad)
		return bad;
	q->tags = app_clean_list(app, "--tag", &o.tags);
	q->watchers = app_clean_list(app, "--watcher", &o.watchers);
	q->cc = app_clean_list(app, "--cc", &o.cc);
	q->subject = app_clean(app, "--subject", o.subject);
	q->customer = app_clean(app, "--customer", o.customer);
	q->person = app_clean(app, "--person", o.person);
	q->key = app_clean(app, "--key", o.key);
	q->kind = o.kind, q->category = o.category, q->complexity = o.complexity;
	q->channel = o.channel, q->lang = o.customer_lang, q->plan = o.plan;
	q->impact = o.impact, q->urgency = o.urgency, q->priority = o.priority;
	q->team = o.team, q->agent = o.agent, q->level = (int)o.level, q->affected = o.affected;
	if (o.contact)
		q->contact = app_at(app, "--contact", o.contact, false);
	return 0;
}

struct one { struct open_request q; struct open_result r; };

static int open_one(struct app *app, void *arg)
{
	struct one *x = arg;
	struct fault f = {0};

	return open_ticket(&app->session, app->a, &x->q, &x->r, &f) ? app_fault(&f) : 0;
}

static void explain(struct app *app, const struct open_result *r)
{
	if (r->existed)
		note("%" PRId64 " was there already under this key", r->id);
	else
		note("%s; %s", priority_explain(app->a, app->session.policy, r->why),
		     open_explain_place(app->a, &app->session, r));
}

static int run(struct app *app)
{
	if (o.batch)
		return open_batch(app);
	if (o.csv || o.map)
		return app_usage(app, "--csv and --map go with --batch");
	if (app->operands.n)
		return app_usage(app, "%s: a FILE goes with --batch", app->operands.v[0].text);
	struct one x = {.q = open_none()};
	int bad = read_request(app, &x.q);

	if (!bad) bad = app_tx(app, DESK_WRITE, open_one, &x);
	if (bad)
		return bad;

	if (!app->session.dry_run)
		printf("%" PRId64 "\n", x.r.id);
	if (o.explain || app->session.dry_run || (io_tty(1) && io_tty(2)))
		explain(app, &x.r);
	app_say_masked(x.r.masked);
	if (o.suggest && !app->session.dry_run)
		sibling_suggest(app, x.r.id);
	return 0;
}

const struct program program = {"tk-open", N_("open tickets: one from options and text, or many from JSON lines or CSV"),
                                options, NEED_WRITE, run};
