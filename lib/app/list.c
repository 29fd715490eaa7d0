/* list: how a list leaves a program: format, columns, width, colour. */
#include "app/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "base/io.h"
#include "base/num.h"
#include "base/str.h"

/* --color, then NO_COLOR, CLICOLOR_FORCE, TERM=dumb, then the terminal. */
bool app_color(int fd)
{
	const char *force = getenv("CLICOLOR_FORCE"), *term = getenv("TERM");

	if (app_values.color && strcmp(app_values.color, "auto") != 0)
		return strcmp(app_values.color, "always") == 0;
	if (!str_empty(getenv("NO_COLOR")))
		return false;
	if (!str_empty(force) && strcmp(force, "0") != 0)
		return true;
	return io_tty(fd) && !str_eq(term, "dumb");
}

static int width_of(void)
{
	struct winsize w;
	int64_t n;
	const char *columns = getenv("COLUMNS");

	if (app_values.width >= 0)
		return (int)app_values.width;
	if (columns && num_parse(columns, 1, 10000, &n))
		return (int)n;         /* exported on purpose, or by watch(1) */
	if (!io_tty(1))
		return 0;
	return ioctl(1, TIOCGWINSZ, &w) == 0 && w.ws_col ? w.ws_col : 80;
}

/* The format by options; -1 where none is asked for, -2 for two. */
static int asked_format(void)
{
	int format = -1, asked = 0;

	if (app_values.table) { format = OUT_TABLE; asked++; }
	if (app_values.tsv) { format = OUT_TSV; asked++; }
	if (app_values.json) { format = OUT_JSON; asked++; }
	if (app_values.format) { format = OUT_TEMPLATE; asked++; }
	if (app_values.csv) {
		format = strcmp(app_values.csv, "excel") == 0 ? OUT_EXCEL : OUT_CSV;
		asked++;
	}
	return asked > 1 ? -2 : format;
}

static int default_format(int *format)
{
	static const char *const words[] = {"table", "tsv", "csv", "excel", "json", NULL};
	const char *text = getenv("TK_FORMAT");

	*format = io_tty(1) ? OUT_TABLE : OUT_TSV;
	if (str_empty(text))
		return 0;
	for (int i = 0; words[i]; i++)
		if (strcmp(words[i], text) == 0) {
			*format = i;
			return 0;
		}
	return EX_USAGE;
}

int app_style(struct app *app, struct out_style *style)
{
	int format = asked_format();

	if (format == -2)
		return app_usage(app, "two formats at once");
	if (app_values.csv && *app_values.csv && strcmp(app_values.csv, "excel") != 0)
		return app_usage(app, "--csv=%s: only --csv and --csv=excel are known", app_values.csv);
	if (app_values.header && app_values.no_header)
		return app_usage(app, "--header and --no-header at once");
	if (format < 0 && default_format(&format) != 0)
		return app_usage(app, "TK_FORMAT=%s: table, tsv, csv, excel or json", getenv("TK_FORMAT"));
	*style = (struct out_style){
		.format = (enum out_format)format, .template = app_values.format, .zone = app->zone,
		.now = app->session.now, .width = width_of(), .colour = app_color(1), .tty = io_tty(1),
		.utf8 = msg_utf8(), .nul = app_values.nul,
		.header = app_values.header ? OUT_HEADER_YES
		        : app_values.no_header ? OUT_HEADER_NO : OUT_HEADER_DEFAULT,
	};
	return 0;
}

static const char *all_names(struct arena *a, const struct out_column *all, size_t nall)
{
	struct str s = str_new(a);

	for (size_t i = 0; i < nall; i++)
		str_printf(&s, "%s%s", i ? "," : "", all[i].name);
	return s.p;
}

/* -c, "all" written out; JSON lines without -c carry every column. */
static const char *columns_spec(struct app *app, const struct out_style *style,
                                const struct out_column *all, size_t nall)
{
	bool every = app_values.columns ? strcmp(app_values.columns, "all") == 0 : style->format == OUT_JSON;

	return every ? all_names(app->a, all, nall) : app_values.columns;
}

int app_list(struct app *app, const struct out_column *all, size_t nall, const char *defaults,
             struct out **out, const struct out_column ***picked, size_t *n)
{
	struct out_style style;
	struct fault f = {0};
	int bad = app_style(app, &style);

	*out = NULL;
	if (bad)
		return bad;
	if (str_eq(app_values.columns, "help")) {
		out_columns_help(app->a, stdout, &style, all, nall);
		return 0;
	}
	if (style.format == OUT_TEMPLATE && app_values.columns)
		return app_usage(app, "--format names its columns itself; leave out --columns");
	bad = style.format == OUT_TEMPLATE
		? out_template_columns(app->a, all, nall, app_values.format, picked, n, &f)
		: out_pick(app->a, all, nall, defaults, columns_spec(app, &style, all, nall), picked, n, &f);
	if (!bad && (*out = out_open(app->a, stdout, &style, *picked, *n, &f)) == NULL)
		bad = f.code;
	return bad ? app_fault(&f) : 0;
}
