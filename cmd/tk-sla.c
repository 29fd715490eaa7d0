/* tk-sla: promised times: what runs, is at risk or breached; why, to the second; as under another policy */
#include "base/words.h"
#include "app/app.h"
#include "app/filter.h"
#include "app/sla.h"

static const char *const verb_words[] = {"ls", "board", "check", "explain", "replay", NULL};
enum verb { LS, BOARD, CHECK, EXPLAIN, REPLAY };

static const struct opt options[] = {
	{OPT_OPERAND, .value = "VERB", .words = verb_words, .flags = OPT_OPTIONAL,
	 .help = N_("what to do (default: ls, a list of clocks)")},
	{OPT_OPERAND, .value = "ARG", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("explain: references, and a clock to explain alone")},
	{OPT_GROUP, .help = N_("Clocks")},
	{OPT_FLAG, .name = "breached", .target = &sla_values.breached,
	 .help = N_("past their due instant; with --ended or --all those that ended so, too")},
	{OPT_FLAG, .name = "at-risk", .target = &sla_values.at_risk,
	 .help = N_("in the time the policy warns of, and not breached yet")},
	{OPT_FLAG, .name = "paused", .target = &sla_values.paused,
	 .help = N_("that stand still in the state of their ticket")},
	{OPT_FLAG, .name = "met", .target = &sla_values.met, .help = N_("met in time, with --ended or --all")},
	{OPT_TEXT, .name = "within", .value = "SPAN", .target = &sla_values.within,
	 .help = N_("due from now on, at the latest in so long: 30m, 4h; for board how far it looks ahead (4h)")},
	{OPT_LIST, .name = "clock", .value = "CLOCK", .complete = "clock", .flags = OPT_NOT | OPT_COMMA,
	 .target = &sla_values.clock,
	 .help = N_("of this name: ack, first_response, next_response, update, resolution, level, or a deadline")},
	{OPT_TEXT, .name = "ended", .value = "PERIOD", .target = &sla_values.ended,
	 .help = N_("clocks that ended in this period instead of those that are open")},
	{OPT_FLAG, .letter = 'a', .name = "all", .target = &sla_values.all,
	 .help = N_("ended clocks too; they are left out unless this or --ended is given")},
	{OPT_INHERIT, .rows = app_options_filter},
	{OPT_GROUP, .help = N_("List")},
	{OPT_TEXT, .name = "sort", .value = "A,-B", .complete = "column", .target = &sla_values.sort,
	 .help = N_("order by these columns, -B downwards (default: breached first, then by what is left)")},
	{OPT_INT, .name = "limit", .value = "N", .min = 1, .max = INT64_MAX, .target = &sla_values.limit,
	 .help = N_("at most so many, the first ones; for board of each part")},
	{OPT_FLAG, .name = "count", .target = &sla_values.count, .help = N_("print only how many there are")},
	{OPT_FLAG, .letter = 'e', .name = "exit-status", .target = &sla_values.exit_status,
	 .help = N_("exit with 1 when nothing matches")},
	{OPT_GROUP, .help = N_("Check")},
	{OPT_FLAG, .name = "nagios", .target = &sla_values.nagios,
	 .help = N_("one line with performance data; exit with 0, 1, 2 or 3")},
	{OPT_TEXT, .name = "warning", .value = "N|SPAN", .target = &sla_values.warning,
	 .help = N_("with --nagios: warn over so many at risk or breached (default: 0), or when one is due so soon")},
	{OPT_TEXT, .name = "critical", .value = "N|SPAN", .target = &sla_values.critical,
	 .help = N_("with --nagios: critical over so many breached (default: 0), or when one is due so soon")},
	{OPT_MAYBE, .name = "prometheus", .value = "FILE", .complete = "file", .target = &sla_values.prometheus,
	 .help = N_("gauges in the text format of Prometheus, into FILE by a rename; exit with 0")},
	{OPT_GROUP, .help = N_("Replay")},
	{OPT_TEXT, .name = "policy", .value = "POLICY", .complete = "file", .target = &sla_values.policy,
	 .help = N_("the other policy: a file, the name of a shared one, or the number of a version")},
	{OPT_TEXT, .name = "since", .value = "T", .target = &sla_values.since,
	 .help = N_("only clocks that started since then, or in this period")},
	{OPT_TEXT, .name = "until", .value = "T", .target = &sla_values.until,
	 .help = N_("only clocks that started before then")},
	{OPT_FLAG, .name = "flips", .target = &sla_values.flips,
	 .help = N_("list the clocks whose verdict would be another one")},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_FLAG, .letter = '0', .name = "null", .target = &app_values.nul,
	 .help = N_("end each record with NUL instead of a newline")},
	{OPT_INHERIT, .rows = app_options_base},
	{OPT_END, .name = NULL},
};

static bool is_list(void)
{
	return app_values.table || app_values.tsv || app_values.csv || app_values.format || app_values.columns;
}

/* An option that says nothing about the verb is a slip. */
static int check_options(struct app *app, enum verb verb)
{
	const struct sla_values *v = &sla_values;
	bool states = v->breached || v->at_risk || v->paused || v->met || v->ended || v->all;

	if (verb != CHECK && (v->nagios || v->prometheus || v->warning || v->critical))
		return app_usage(app, _("--nagios, --warning, --critical and --prometheus are for check"));
	if ((v->warning || v->critical) && !v->nagios)
		return app_usage(app, _("--warning and --critical are for --nagios"));
	if (v->nagios && v->prometheus)
		return app_usage(app, _("--nagios and --prometheus at once"));
	if (verb != REPLAY && (v->policy || v->since || v->until || v->flips))
		return app_usage(app, _("--policy, --since, --until and --flips are for replay"));
	if (verb != LS && verb != REPLAY && (v->sort || v->count || (v->limit && verb != BOARD)))
		return app_usage(app, _("--sort, --limit and --count are for lists"));
	if (verb != LS && (states || (v->within && verb != BOARD)))
		return app_usage(app, _("%s takes no state: --breached and the like are for ls"), verb_words[verb]);
	if (verb == EXPLAIN && is_list())
		return app_usage(app, _("explain is a page, or --json; it has no other form of a list"));
	if (verb != EXPLAIN && app->operands.n > 1)
		return app_usage(app, _("\"%s\": filters are options, as in --team payments"), app->operands.v[1].text);
	return 0;
}

static int run(struct app *app)
{
	const char *verb = app->operands.n ? app->operands.v[0].text : "ls";
	int i = words_find(verb_words, verb);

	if (sla_values.nagios && i == CHECK)
		err_monitor("SLA UNKNOWN");
	if (i < 0)
		return app_usage(app, _("there is no verb \"%s\"%s; known: %s"), verb,
		                 words_hint(app->a, verb_words, verb), words_list(app->a, verb_words));
	int bad = check_options(app, (enum verb)i);
	if (bad)
		return bad;
	app_open(app, DESK_READ);
	switch ((enum verb)i) {
	case BOARD: return sla_board(app);
	case CHECK: return sla_check(app);
	case EXPLAIN: return sla_explain(app, 1);
	case REPLAY: return sla_replay(app);
	default: return sla_list(app);
	}
}

const struct program program = {"tk-sla", N_("promised times: what runs, is at risk or breached; why, to the second; as under another policy"),
                                options, NEED_NOTHING, run};
