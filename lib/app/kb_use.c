/* kb_use: options of the verbs by which articles are used. */
#include "app/kb_use.h"

#include <stdlib.h>

#include "base/str.h"
#include "policy/value.h"

struct kb_use kb_use;

const struct opt app_options_kb_use[] = {
	{OPT_GROUP, .help = N_("Answers and use")},
	{OPT_TEXT, .letter = 'F', .name = "file", .value = "FILE", .complete = "file", .target = &kb_use.file,
	 .help = N_("answer: the question is the text of this file")},
	{OPT_TEXT, .name = "confidence", .value = "SHARE", .target = &kb_use.confidence,
	 .help = N_("answer: the least confidence, 85% (default: the policy's)")},
	{OPT_TEXT, .name = "customer", .value = "KEY", .complete = "customer", .target = &kb_use.customer,
	 .help = N_("answer, suggest, view, vote: who asks or reads")},
	{OPT_TEXT, .name = "session", .value = "NAME", .target = &kb_use.session,
	 .help = N_("answer, view, vote: the visit it belongs to")},
	{OPT_INT, .name = "precision", .value = "PERCENT", .min = 50, .max = 99, .target = &kb_use.precision,
	 .help = N_("tune: find the confidence from which on so many answers are right (95)")},
	{OPT_TEXT, .name = "period", .value = "PERIOD", .target = &kb_use.period,
	 .help = N_("gaps, stats: this period (default: the last 30 days)")},
	{OPT_TEXT, .name = "within", .value = "SPAN", .target = &kb_use.within,
	 .help = N_("stats: no ticket for so long counts as helped (default: the policy's)")},
	{OPT_INT, .name = "least", .value = "N", .min = 1, .max = 1000000, .target = &kb_use.least,
	 .help = N_("gaps: groups of at least N texts (2)")},
	{OPT_TEXT, .name = "without", .value = "KEY", .complete = "article", .target = &kb_use.without,
	 .help = N_("search: as if this article were not there, to find what is like it")},
	{OPT_END, .name = NULL},
};

int kb_use_may(struct app *app)
{
	struct fault f = {0};

	if (session_check(&app->session, RIGHT_NOTE, &f) == 0 || session_check(&app->session, RIGHT_READ, &f) == 0)
		return 0;
	return app_fault(&f);
}

int kb_use_keep(struct app *app, int (*keep)(struct app *, void *), void *arg)
{
	struct fault f = {0};
	int code = 0;

	if (app->session.dry_run)
		return 0;
	if (!kb_use.read_only && (code = session_check(&app->session, RIGHT_NOTE, &f)) == 0)
		code = app_try(app, DESK_WRITE, keep, arg, &f);
	if (kb_use.read_only || f.code == EX_NOPERM) {
		note(_("not recorded: who asks may only read"));
		return 0;
	}
	if (f.code)
		die_fault(&f);
	return code;
}

bool kb_use_listed(void)
{
	return app_values.table || app_values.tsv || app_values.csv || app_values.json || app_values.format ||
	       app_values.columns;
}

double kb_use_share(const char *what, const char *text)
{
	int share = 0;
	char *end;
	double x = strtod(text, &end);

	if (value_share(text, &share))
		return share / 1e4;
	if (end == text || *end || !(x >= 0 && x <= 1))
		die(EX_USAGE, _("%s: \"%s\" is no share (85%%, or 0.85)"), what, text);
	return x;
}

struct out_cell kb_use_decimal(double x)
{
	return out_decimal((int64_t)(x * 1000 + 0.5), 3);
}

void kb_use_period(const struct app *app, int64_t days, int64_t *from, int64_t *to)
{
	*to = app->session.now + 1;
	*from = *to - days * 86400;
	if (!kb_use.period)
		return;
	app_period(app, "--period", kb_use.period, from, to);
	if (*to > app->session.now + 1)
		*to = app->session.now + 1;
}
