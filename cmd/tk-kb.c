/* tk-kb - the knowledge base: articles, search, answers */
#include <string.h>

#include "app/kb.h"
#include "app/kb_use.h"
#include "base/str.h"
#include "base/words.h"

static const struct { const char *name; int (*run)(struct app *); enum desk_mode mode; } verbs[] = {
	{"search", kb_search, DESK_READ},
	{"ls", kb_list, DESK_READ},
	{"show", kb_show, DESK_READ},
	{"import", kb_import, DESK_WRITE},
	{"export", kb_export, DESK_READ},
	{"log", kb_log, DESK_READ},
	{"edit", kb_edit, DESK_WRITE},
	{"set", kb_set, DESK_WRITE},
	{"publish", kb_publish, DESK_WRITE},
	{"withdraw", kb_withdraw, DESK_WRITE},
	{"check", kb_check, DESK_READ},
	{"index", kb_index, DESK_WRITE},
	{"answer", kb_answer, DESK_WRITE},
	{"suggest", kb_suggest, DESK_WRITE},
	{"link", kb_link, DESK_WRITE},
	{"unlink", kb_unlink, DESK_WRITE},
	{"view", kb_view, DESK_WRITE},
	{"vote", kb_vote, DESK_WRITE},
	{"review", kb_review, DESK_READ},
	{"gaps", kb_gaps, DESK_READ},
	{"stats", kb_stats, DESK_READ},
	{"tune", kb_tune, DESK_WRITE},
};
enum { N_VERBS = sizeof verbs / sizeof *verbs };

static const char *const verb_words[N_VERBS + 1] = {
	"search", "ls", "show", "import", "export", "log", "edit", "set", "publish", "withdraw", "check", "index",
	"answer", "suggest", "link", "unlink", "view", "vote", "review", "gaps", "stats", "tune", NULL};

static const struct opt options[] = {
	{OPT_INHERIT, .rows = app_options_kb},
	{OPT_GROUP, .help = N_("Lists")},
	{OPT_TEXT, .name = "sort", .value = "A,-B", .complete = "column", .target = &kb_values.sort,
	 .help = N_("ls: order by these columns, -B downwards (default: by key)")},
	{OPT_INT, .name = "limit", .value = "N", .min = 1, .max = 1000000, .target = &kb_values.limit,
	 .help = N_("at most so many (search: 10)")},
	{OPT_FLAG, .name = "count", .target = &kb_values.count, .help = N_("print only how many there are")},
	{OPT_FLAG, .letter = 'e', .name = "exit-status", .target = &kb_values.exit_status,
	 .help = N_("exit with 1 when nothing is found")},
	{OPT_FLAG, .name = "all-words", .target = &kb_values.all_words,
	 .help = N_("search: every word must be there")},
	{OPT_FLAG, .name = "index", .target = &kb_values.index,
	 .help = N_("check: the index too, word for word")},
	{OPT_GROUP, .help = N_("Texts")},
	{OPT_INT, .name = "text-version", .value = "N", .min = 1, .max = INT64_MAX, .target = &kb_values.version,
	 .help = N_("show, log: this version of the text")},
	{OPT_FLAG, .name = "drafts", .target = &kb_values.drafts,
	 .help = N_("show: the newest text, published or not")},
	{OPT_FLAG, .name = "html", .target = &kb_values.html,
	 .help = N_("show: as HTML; export: the help centre as pages into the folder DIR")},
	{OPT_FLAG, .name = "diff", .target = &kb_values.diff,
	 .help = N_("log: what differs between versions, as diff -u")},
	{OPT_FLAG, .name = "markdown", .target = &kb_values.markdown, .help = N_("show: as the file that import reads")},
	{OPT_GROUP, .help = N_("The help centre (export --html)")},
	{OPT_TEXT, .name = "base-url", .value = "URL", .target = &kb_values.base_url,
	 .help = N_("where it will stand: for addresses that search engines read, and a map")},
	{OPT_FLAG, .name = "internal", .target = &kb_values.internal, .help = N_("internal articles too: for agents alone")},
	{OPT_GROUP, .help = N_("Changes")},
	{OPT_TEXT, .letter = 'm', .name = "message", .value = "TEXT", .target = &kb_values.message,
	 .help = N_("why; kept with the change")},
	{OPT_FLAG, .name = "publish", .target = &kb_values.publish,
	 .help = N_("import: publish texts that do not say their state")},
	{OPT_FLAG, .name = "openapi", .target = &kb_values.openapi,
	 .help = N_("import: the files describe APIs (OpenAPI, Swagger); seen by itself in .yaml and .json")},
	{OPT_TEXT, .name = "map", .value = "MAP", .complete = "file", .target = &kb_values.map,
	 .help = N_("import: which columns of a CSV become which fields: a YAML file")},
	{OPT_FLAG, .letter = 'v', .name = "explain", .target = &kb_values.explain,
	 .help = N_("say what was done (on a terminal: always)")},
	{OPT_INHERIT, .rows = app_options_kb_use},
	{OPT_INHERIT, .rows = app_options_bulk},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_INHERIT, .rows = app_options_base},
	{OPT_OPERAND, .value = "VERB", .words = verb_words, .help = N_("what to do")},
	{OPT_OPERAND, .value = "ARG", .flags = OPT_REPEAT | OPT_OPTIONAL, .complete = "article",
	 .help = N_("QUESTION of search, answer; KEY of show, log, edit, set, publish, withdraw, link, unlink, view, vote; REF of suggest, link, unlink; up or down of vote; FIELD=VALUE of set; FILE or folder of import; DIR of export; total of stats")},
	{OPT_END, .name = NULL},
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
	/* An answer that nobody notes is one all the same. */
	if (verbs[i].run == kb_answer || verbs[i].run == kb_suggest)
		kb_use.read_only = app_open_most(app) == DESK_READ;
	else
		app_open(app, verbs[i].mode);
	return verbs[i].run(app);
}

const struct program program = {
	"tk-kb", N_("the knowledge base: articles, search, answers"), options, NEED_NOTHING, run};
