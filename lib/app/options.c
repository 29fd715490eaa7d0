/* options: the rows that programs inherit, and their values. */
#include "app/app.h"

#include "when/read.h"
#include "when/clock.h"

struct app_values app_values = {.width = -1};

static const char *const color_words[] = {"auto", "always", "never", NULL};

const struct opt app_options_base[] = {
	{OPT_GROUP, .help = N_("Common")},
	{OPT_TEXT, .name = "db", .value = "DESK", .complete = "file", .target = &app_values.db,
	 .help = N_("the desk: a file, or postgresql://... (default: TK_DB)")},
	{OPT_TEXT, .name = "as", .value = "PERSON", .complete = "agent", .target = &app_values.as,
	 .help = N_("act as this person (default: TK_ACTOR, or the OS user)")},
	{OPT_TEXT, .name = "now", .value = "T", .target = &app_values.now,
	 .help = N_("take this as the present instant (default: TK_NOW, or the clock)")},
	{OPT_FLAG, .letter = 'q', .name = "quiet", .target = &app_values.quiet,
	 .help = N_("no notes on standard error")},
	{OPT_FLAG, .name = "help", .flags = OPT_FINAL, .target = &app_values.help,
	 .help = N_("show this help")},
	{OPT_FLAG, .name = "version", .flags = OPT_FINAL, .target = &app_values.version,
	 .help = N_("show the version")},
	{OPT_FLAG, .name = "dump-options", .flags = OPT_FINAL | OPT_HIDDEN, .target = &app_values.dump,
	 .help = N_("the option table, for make gen")},
	{OPT_END, .name = NULL},
};

const struct opt app_options_all[] = {
	{OPT_INHERIT, .rows = app_options_base},
	{OPT_TEXT, .name = "lang", .value = "LANG", .complete = "lang", .target = &app_values.lang,
	 .help = N_("language of texts for people")},
	{OPT_END, .name = NULL},
};

const struct opt app_options_read[] = {
	{OPT_TEXT, .name = "as-of", .value = "T", .target = &app_values.as_of,
	 .help = N_("show the desk as it stood at an instant")},
	{OPT_END, .name = NULL},
};

const struct opt app_options_write[] = {
	{OPT_FLAG, .letter = 'n', .name = "dry-run", .target = &app_values.dry_run,
	 .help = N_("check everything and print what it would touch, but write nothing")},
	{OPT_END, .name = NULL},
};

const struct opt app_options_bulk[] = {
	{OPT_INT, .name = "max", .value = "N", .min = 1, .max = INT64_MAX, .target = &app_values.max,
	 .help = N_("allow so many tickets from standard input (default: 100)")},
	{OPT_FLAG, .name = "keep-going", .target = &app_values.keep_going,
	 .help = N_("keep what is right, report what is wrong (default: all or nothing)")},
	{OPT_FLAG, .letter = '0', .name = "null", .target = &app_values.nul,
	 .help = N_("references on standard input end in NUL")},
	{OPT_END, .name = NULL},
};

const struct opt app_options_text[] = {
	{OPT_TEXT, .letter = 'm', .name = "message", .value = "TEXT", .target = &app_values.message,
	 .help = N_("the text")},
	{OPT_TEXT, .letter = 'F', .name = "file", .value = "FILE", .complete = "file",
	 .target = &app_values.file, .help = N_("the text from a file")},
	{OPT_FLAG, .letter = 'e', .name = "edit", .target = &app_values.edit,
	 .help = N_("write the text in $EDITOR")},
	{OPT_END, .name = NULL},
};

const struct opt app_options_list[] = {
	{OPT_GROUP, .help = N_("Output")},
	{OPT_FLAG, .name = "table", .target = &app_values.table,
	 .help = N_("an aligned table (default on a terminal)")},
	{OPT_FLAG, .name = "tsv", .target = &app_values.tsv,
	 .help = N_("tab separated values (default in a pipe)")},
	{OPT_MAYBE, .name = "csv", .value = "excel", .target = &app_values.csv,
	 .help = N_("comma separated values (RFC 4180); =excel guards against formulas")},
	{OPT_FLAG, .name = "json", .target = &app_values.json, .help = N_("JSON lines")},
	{OPT_TEXT, .name = "format", .value = "TEMPLATE", .target = &app_values.format,
	 .help = N_("a template with %(column), see tk-formats(7)")},
	{OPT_TEXT, .letter = 'c', .name = "columns", .value = "A,B", .complete = "column",
	 .target = &app_values.columns, .help = N_("exactly these columns; +A adds; \"all\"; \"help\" lists them")},
	{OPT_FLAG, .name = "header", .target = &app_values.header, .help = N_("with a header line")},
	{OPT_FLAG, .letter = 'H', .name = "no-header", .target = &app_values.no_header,
	 .help = N_("without a header line")},
	{OPT_WORD, .name = "color", .value = "WHEN", .words = color_words, .target = &app_values.color,
	 .help = N_("colour")},
	{OPT_INT, .name = "width", .value = "N", .min = 0, .max = 10000, .target = &app_values.width,
	 .help = N_("cells a table may take; 0: no limit")},
	{OPT_END, .name = NULL},
};

static int64_t or_die(int bad, const struct fault *f, const char *what, int64_t value)
{
	if (bad)
		die(EX_USAGE, "%s: %s", what, f->text);
	return value;
}

int64_t app_at(const struct app *app, const char *what, const char *text, bool ahead)
{
	struct fault f = {0};
	int64_t at = 0;

	int bad = read_at(text, app->session.now, app->zone, ahead, &at, &f);
	return or_die(bad, &f, what, at);
}

void app_period(const struct app *app, const char *what, const char *text, int64_t *from, int64_t *to)
{
	struct fault f = {0};

	or_die(read_period(text, app->session.now, app->zone, from, to, &f), &f, what, 0);
}

int64_t app_length(const char *what, const char *text)
{
	struct fault f = {0};
	int64_t seconds = 0;

	int bad = read_length(text, &seconds, &f);
	return or_die(bad, &f, what, seconds);
}

int64_t app_as_of(const struct app *app)
{
	return app_values.as_of ? app_at(app, "--as-of", app_values.as_of, false) : AT_NONE;
}
