/* tk-customer - customers and their people: who they are, who looks after them, what they need */
#include <string.h>

#include "app/clients.h"
#include "base/str.h"
#include "base/words.h"

static struct {
	struct client_list list;
	struct client_import import;
	bool to_open;
} o;

static const char *const verb_words[] = {"ls", "show", "people", "agenda", "add", "set", "merge", "import", NULL};

static const struct opt options[] = {
	{OPT_INHERIT, .rows = app_options_clients},
	{OPT_GROUP, .help = N_("Lists")},
	{OPT_TEXT, .name = "sort", .value = "A,-B", .complete = "column", .target = &o.list.sort,
	 .help = N_("ls: order by these columns, -B downwards (default: by key)")},
	{OPT_INT, .name = "limit", .value = "N", .min = 1, .max = INT64_MAX, .target = &o.list.limit,
	 .help = N_("ls, people: at most so many, the first ones")},
	{OPT_FLAG, .name = "count", .target = &o.list.count, .help = N_("ls, people: print only how many there are")},
	{OPT_FLAG, .letter = 'e', .name = "exit-status", .target = &o.list.exit_status,
	 .help = N_("ls, people: exit with 1 when nothing matches")},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_GROUP, .help = N_("Changes")},
	{OPT_FLAG, .name = "apply-to-open", .target = &o.to_open,
	 .help = N_("set: the customer's open tickets get his plan and language too")},
	{OPT_TEXT, .name = "map", .value = "MAP", .complete = "file", .target = &o.import.map,
	 .help = N_("import --csv: which columns become which fields: a YAML file")},
	{OPT_FLAG, .letter = 'v', .name = "explain", .target = &client_values.explain,
	 .help = N_("say what was done and why (on a terminal: always)")},
	{OPT_INHERIT, .rows = app_options_bulk},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_INHERIT, .rows = app_options_base},
	{OPT_OPERAND, .value = "VERB", .words = verb_words, .help = N_("what to do")},
	{OPT_OPERAND, .value = "ARG", .flags = OPT_REPEAT | OPT_OPTIONAL, .complete = "customer",
	 .help = N_("KEY of show, people, set and add: a customer's or a person's, or an address; "
	            "FIELD=VALUE of set and add; INTO KEY... of merge; FILE of import")},
	{OPT_END, .name = NULL},
};

static int no_operands(struct app *app, const char *verb)
{
	if (app->operands.n < 2)
		return 0;
	return app_usage(app, _("\"%s\": filters of %s are options, as in --csm me"), app->operands.v[1].text, verb);
}

static int ls(struct app *app)
{
	int bad = no_operands(app, "ls");

	return bad ? bad : clients_list(app, &o.list);
}

static int show(struct app *app)
{
	return clients_show(app, 1);
}

static int people(struct app *app)
{
	return clients_list_people(app, &o.list, 1);
}

static int agenda(struct app *app)
{
	int bad = no_operands(app, "agenda");

	return bad ? bad : clients_agenda(app);
}

static int add(struct app *app)
{
	return clients_set(app, true, false);
}

static int set(struct app *app)
{
	return clients_set(app, false, o.to_open);
}

static int import(struct app *app)
{
	return clients_import(app, &o.import);
}

/* An option of lists says nothing about the other verbs: it is a slip. */
static int check_options(struct app *app, const char *verb)
{
	const struct client_list *l = &o.list;
	bool list = str_eq(verb, "ls") || str_eq(verb, "people");

	if (o.to_open && !str_eq(verb, "set"))
		return app_usage(app, _("--apply-to-open goes with set"));
	if (!list && (l->limit || l->count || l->exit_status))
		return app_usage(app, _("--limit, --count and --exit-status are for ls and people"));
	if (l->sort && !str_eq(verb, "ls"))
		return app_usage(app, _("--sort is for ls"));
	return 0;
}

static const struct { int (*run)(struct app *); enum desk_mode mode; } verbs[] = {
	{ls, DESK_READ}, {show, DESK_READ}, {people, DESK_READ}, {agenda, DESK_READ}, {add, DESK_WRITE},
	{set, DESK_WRITE}, {clients_merge_all, DESK_WRITE}, {import, DESK_WRITE},
};

static int run(struct app *app)
{
	const char *verb = app->operands.n ? app->operands.v[0].text
		: str_eq(app_values.columns, "help") ? "ls" : NULL;    /* completions ask so */
	int i = verb ? words_find(verb_words, verb) : -1;

	if (!verb)
		return app_usage(app, _("a verb is needed: %s"), words_list(app->a, verb_words));
	if (i < 0)
		return app_usage(app, _("there is no verb \"%s\"%s; known: %s"), verb,
		                 words_hint(app->a, verb_words, verb), words_list(app->a, verb_words));
	int bad = check_options(app, verb);
	if (bad)
		return bad;
	app_open(app, verbs[i].mode);
	return verbs[i].run(app);
}

const struct program program = {
	"tk-customer", N_("customers and their people: who they are, who looks after them, what they need"),
	options, NEED_NOTHING, run};
