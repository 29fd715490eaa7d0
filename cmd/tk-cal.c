/* tk-cal: business hours: when something is due, what counted, what is closed */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/words.h"
#include "when/civil.h"
#include "when/read.h"
#include "app/app.h"
#include "app/cal_holidays.h"
#include "app/cal_lists.h"
#include "app/cal_source.h"
#include "app/counting.h"

static struct {
	const char *file;
	struct cal_holidays holidays;
} values;

static const char *const verb_words[] = {"due", "elapsed", "before", "open", "days", "ls", "holidays", NULL};
enum verb { DUE, ELAPSED, BEFORE, OPEN, DAYS, LS, HOLIDAYS };

static const struct opt options[] = {
	{OPT_TEXT, .letter = 'f', .name = "file", .value = "FILE", .complete = "file", .target = &values.file,
	 .help = N_("calendars of this file, a policy or one with only calendars (default: the desk's policy)")},
	{OPT_TEXT, .name = "name", .value = "CALENDAR", .target = &values.holidays.calendar,
	 .help = N_("holidays: name of the calendar (default: by the file's)")},
	{OPT_TEXT, .name = "until", .value = "T", .target = &values.holidays.until,
	 .help = N_("holidays: write rules without an end out to this date or year (default: five years on)")},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "VERB", .words = verb_words, .help = N_("what to do")},
	{OPT_OPERAND, .value = "CALENDAR", .flags = OPT_OPTIONAL, .complete = "calendar",
	 .help = N_("a calendar, of all verbs but ls; the FILE.ics of holidays")},
	{OPT_OPERAND, .value = "ARG", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("START DURATION of due, A B of elapsed, T DURATION of before, each with PAUSES; T of open; FROM TO of days")},
	{OPT_END, .name = NULL},
};

static const char *operand(const struct app *app, size_t i)
{
	return i < app->operands.n ? app->operands.v[i].text : NULL;
}

/* --- verbs with a calendar --- */

/* Operands are one question, stdin has one a line. */
static int count(struct app *app, struct cal *c, enum counting what)
{
	const char *first = operand(app, 2);

	if (first && strcmp(first, "-") != 0)
		return counting_one(app, c, what, 2);
	if (app->operands.n > 3)
		return app_usage(app, _("- stands alone: the lines of standard input"));
	if (values.file && strcmp(values.file, "-") == 0)
		return app_usage(app, _("standard input cannot be both the calendars and the questions"));
	if (!first && io_tty(STDIN_FILENO))
		return app_usage(app, what == COUNT_ELAPSED ? _("%s needs A and B, or lines on standard input")
		                                            : _("%s needs START and DURATION, or lines on standard input"),
		                 operand(app, 0));
	return counting_lines(app, c, what);
}

static int open_at(struct app *app, struct cal *c)
{
	const char *text = operand(app, 2);
	int64_t at = app->session.now;
	struct fault f = {0};

	if (app->operands.n > 3)
		return app_usage(app, _("open takes one instant"));
	if (text && read_at(text, app->session.now, cal_rules(c)->zone, true, &at, &f) != 0)
		return app_fault(&f);
	return cal_list_open(app, c, at);
}

/* The dates of a period: FROM TO, both included, or one PERIOD. */
static int days(struct app *app, struct cal *c)
{
	const struct zone *z = cal_rules(c)->zone;
	const char *first = operand(app, 2) ? operand(app, 2) : "this-month", *last = operand(app, 3);
	int64_t from, to, unused;
	struct fault f = {0};

	if (app->operands.n > 4)
		return app_usage(app, _("days takes FROM and TO"));
	if (read_period(first, app->session.now, z, &from, &to, &f) != 0 ||
	    (last && read_period(last, app->session.now, z, &unused, &to, &f) != 0))
		return app_fault(&f);
	if (from == INT64_MIN + 1 || to == INT64_MAX)
		return app_usage(app, _("days needs both ends: FROM and TO, or a month, or A..B"));
	if (to <= from)
		return app_usage(app, _("%s ends before %s begins"), last, first);
	return cal_list_days(app, c, zone_day(z, from), zone_day(z, to - 1));
}

static int ask(struct app *app, enum verb verb, struct cal *c)
{
	switch (verb) {
	case OPEN:
		return open_at(app, c);
	case DAYS:
		return days(app, c);
	default:
		return count(app, c, verb == DUE ? COUNT_DUE : verb == ELAPSED ? COUNT_ELAPSED : COUNT_BEFORE);
	}
}

/* --- all --- */

/* An option that says nothing about the verb is a slip. */
static int check_options(struct app *app, enum verb verb)
{
	const struct app_values *v = &app_values;
	bool list = v->table || v->tsv || v->csv || v->json || v->format || v->columns || v->header || v->no_header;

	if (verb != HOLIDAYS && (values.holidays.calendar || values.holidays.until))
		return app_usage(app, _("--name and --until are for holidays"));
	if (verb == HOLIDAYS && values.file)
		return app_usage(app, _("holidays takes its file as an operand"));
	if (list && verb != OPEN && verb != DAYS && verb != LS)
		return app_usage(app, _("%s prints no list: formats and columns are for open, days and ls"), verb_words[verb]);
	return 0;
}

static int with_calendars(struct app *app, enum verb verb)
{
	struct policy *p;
	struct cal *c;
	int bad;

	if (verb == LS && app->operands.n > 1)
		return app_usage(app, _("ls takes no operand"));
	if (verb != LS && !operand(app, 1))
		return app_usage(app, _("%s needs a CALENDAR (%s ls lists them)"), operand(app, 0), app->program->name);
	bad = cal_source_open(app, values.file, &p);
	if (bad)
		return bad;
	if (verb == LS)
		return cal_list_all(app, p);
	bad = cal_source_find(app, p, operand(app, 1), &c);
	return bad ? bad : ask(app, verb, c);
}

static int holidays(struct app *app)
{
	values.holidays.file = operand(app, 1);
	if (app->operands.n != 2)
		return app_usage(app, _("holidays needs one FILE.ics"));
	return cal_holidays_print(app, &values.holidays);
}

static int run(struct app *app)
{
	const char *verb = operand(app, 0);
	int i = verb ? words_find(verb_words, verb) : -1;

	if (!verb)
		return app_usage(app, _("a verb is needed: %s"), words_list(app->a, verb_words));
	if (i < 0)
		return app_usage(app, _("there is no verb \"%s\"%s; known: %s"), verb,
		                 words_hint(app->a, verb_words, verb), words_list(app->a, verb_words));
	int bad = check_options(app, (enum verb)i);
	if (bad)
		return bad;
	return i == HOLIDAYS ? holidays(app) : with_calendars(app, (enum verb)i);
}

const struct program program = {"tk-cal", N_("business hours: when something is due, what counted, what is closed and why"),
                                options, NEED_NOTHING, run};
