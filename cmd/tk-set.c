/* tk-set - change the facts of tickets */
#include <stdio.h>
#include <string.h>

#include "app/apply.h"
#include "app/settings.h"
#include "app/text.h"
#include "base/io.h"
#include "base/str.h"

static struct {
	bool form, batch, csv;
	const char *apply;
} o;

static const struct opt options[] = {
	{OPT_TEXT, .letter = 'm', .name = "message", .value = "TEXT", .target = &app_values.message,
	 .help = N_("with an internal note")},
	{OPT_GROUP, .help = N_("Different values for each ticket")},
	{OPT_FLAG, .letter = 'e', .name = "edit", .target = &app_values.edit,
	 .help = N_("edit the tickets as a form in $EDITOR")},
	{OPT_FLAG, .name = "form", .target = &o.form, .help = N_("print that form")},
	{OPT_TEXT, .name = "apply", .value = "FILE", .complete = "file", .target = &o.apply,
	 .help = N_("apply an edited form; \"-\" is standard input")},
	{OPT_FLAG, .letter = 'b', .name = "batch", .target = &o.batch,
	 .help = N_("JSON lines with ref and fields, from FILE or standard input")},
	{OPT_FLAG, .name = "csv", .target = &o.csv,
	 .help = N_("--batch: CSV with a column ref instead (RFC 4180)")},
	{OPT_GROUP, .help = N_("Many at once")},
	{OPT_INHERIT, .rows = app_options_bulk},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "FIELD=VALUE", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("subject, kind, category, complexity, priority, impact, urgency, affected, customer, "
	            "person, watchers, cc, channel, lang, plan, tags, spam or a custom field; an empty value "
	            "takes it away; tags=+a,-b adds and takes away")},
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("tickets (default: from standard input)")},
	{OPT_END, .name = NULL},
};

static bool is_setting(const char *text)
{
	return strchr(text, '=') && strncmp(text, "key:", 4) != 0;
}

/* Settings go into the change; references stay among the operands. */
static int take_settings(struct app *app, struct pairs *set)
{
	struct opt_list *list = &app->operands;
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++) {
		const char *text = app_clean(app, "FIELD=VALUE", list->v[i].text);
		if (!is_setting(text)) {
			list->v[kept++] = list->v[i];
			continue;
		}
		size_t n = strcspn(text, "=");
		pairs_add(app->a, set, arena_dup(app->a, text, n), text + n + 1);
	}
	list->n = kept;
	return 0;
}

/* --- different values --- */

static int apply_form(struct app *app, const struct form *form, const char *file, bool piped, bool wrong)
{
	struct settings s = {.form = form, .file = file, .message = app_clean(app, "-m", app_values.message),
	                     .wrong = wrong};
	int64_t max = app_values.max ? app_values.max : APP_BULK;
	struct fault f = {0};

	if (piped && (int64_t)form->n > max)
		return app_usage(app, "%zu tickets from standard input; --max %zu allows so many", form->n, form->n);
	if (piped && form->n > APP_BULK && session_check(&app->session, RIGHT_BULK, &f) != 0)
		return app_fault(&f);
	return settings_apply(app, &s);
}

static int apply(struct app *app)
{
	bool piped = strcmp(o.apply, "-") == 0;
	struct form form;
	int bad = app->operands.n ? app_usage(app, "--apply takes its tickets from the form") : 0;

	if (!bad) bad = settings_read_form(app, o.apply, &form);
	return bad ? bad : apply_form(app, &form, piped ? "stdin" : o.apply, piped, false);
}

static int batch(struct app *app)
{
	const char *path = app->operands.n ? app->operands.v[0].text : "-";
	bool piped = strcmp(path, "-") == 0;
	struct form form;

	if (app->operands.n > 1)
		return app_usage(app, "--batch takes one file");
	int bad = settings_read_lines(app, path, o.csv, &form);
	if (bad && bad != EX_DATAERR)
		return bad;
	int code = apply_form(app, &form, piped ? "stdin" : path, piped, bad != 0);
	return code ? code : bad;
}

static int form_or_edit(struct app *app)
{
	struct app_refs refs = {0};
	struct str out = str_new(app->a);
	int bad = app_refs_read(app, 0, &refs);

	if (!bad && app_values.edit)
		return settings_edit(app, &refs, app_clean(app, "-m", app_values.message));
	if (!bad) bad = settings_form(app, &refs, &out);
	if (!bad)
		fwrite(out.p, 1, out.n, stdout);
	return bad;
}

/* --- the same for all --- */

static int set_all(struct app *app, struct change *c)
{
	struct app_refs refs = {0};

	if (c->set.n == 0)
		return app_usage(app, "what shall be set? FIELD=VALUE is missing (or -e, --apply, --batch)");
	c->text = app_clean(app, "-m", app_values.message);
	int bad = app_refs_read(app, 0, &refs);
	return bad ? bad : app_apply(app, &refs, c);
}

static int check_options(const struct app *app, const struct pairs *set)
{
	int ways = app_values.edit + o.form + (o.apply != NULL) + o.batch;

	if (ways > 1)
		return app_usage(app, "-e, --form, --apply and --batch exclude each other");
	if (ways && set->n)
		return app_usage(app, "%s=: the values stand in the form, or in the lines", set->v[0].name);
	if (o.csv && !o.batch)
		return app_usage(app, "--csv goes with --batch");
	if (o.form && app_values.message)
		return app_usage(app, "-m goes with what changes tickets, not with --form");
	return 0;
}

static int run(struct app *app)
{
	struct change c = change_none();
	int bad = take_settings(app, &c.set);

	if (!bad) bad = check_options(app, &c.set);
	if (bad)
		return bad;
	if (o.apply)
		return apply(app);
	if (o.batch)
		return batch(app);
	return app_values.edit || o.form ? form_or_edit(app) : set_all(app, &c);
}

const struct program program = {
	.name = "tk-set",
	.summary = N_("change the facts of tickets"),
	.options = options,
	.needs = NEED_WRITE,
	.run = run,
};
