/* settings_form: tickets as a form: what can be set as lines, what one should
 * know as comments. */
#include <inttypes.h>
#include <string.h>

#include "app/columns.h"
#include "app/settings.h"
#include "app/text.h"
#include "base/io.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "service/change.h"
#include "service/tell.h"
#include "store/tickets.h"

struct writing {
	struct app *app;
	const struct app_refs *refs;
	struct str *out;
	struct columns *columns;
};

static const char *customer_of(struct writing *w, struct arena *row, const struct ticket *t)
{
	return t->customer ? tell_customer(&w->app->session, row, t->customer) : _("no customer");
}

/* What stays as it is: state, holder, customer, age. */
static void context(struct writing *w, struct arena *row, const struct ticket *t)
{
	const struct zone *z = w->app->zone;
	char ref[48];

	ref_print(ref, session_prefix(&w->app->session), t->id);
	str_printf(w->out, "# %s  ", ref);
	utf8_visible(w->out, t->subject ? t->subject : "", t->subject ? strlen(t->subject) : 0, false);
	str_printf(w->out, "\n# ");
	str_printf(w->out, _("%s since %s; opened %s"), t->state, tell_at(row, t->state_since, z),
	           tell_at(row, t->opened, z));
	str_printf(w->out, "\n# ");
	str_printf(w->out, _("held by %s, team %s, level %d; "), t->agent ? t->agent : _("nobody"),
	           t->team ? t->team : "-", t->level);
	const char *customer = customer_of(w, row, t);
	utf8_visible(w->out, customer, strlen(customer), false);
	str_addc(w->out, '\n');
}

/* A value of several lines, or one with what a terminal must not see, cannot
 * be edited here; taking it for a comment keeps it. */
static void field(struct writing *w, struct arena *row, const char *name, const char *column)
{
	const char *value = settings_value(w->columns, row, column);

	if (!value)
		return;
	struct str seen = str_new(row);
	utf8_visible(&seen, value, strlen(value), false);
	bool whole = strcmp(seen.p, value) == 0;
	str_printf(w->out, "%s%s:%s%s\n", whole ? "" : "# ", name, *value ? " " : "", seen.p);
}

static bool fits_kind(const struct policy_field *fd, const char *kind)
{
	return fd->kinds.n == 0 || names_have(&fd->kinds, kind);
}

static void block(struct writing *w, struct arena *row, const struct ticket *t)
{
	size_t n;
	const struct policy_field *list = policy_fields(w->app->session.policy, &n);

	columns_fill(w->columns, row, t);
	str_addc(w->out, '\n');
	context(w, row, t);
	str_printf(w->out, "ref: %" PRId64 "\nseq: %" PRId64 "\n", t->id, t->seq);
	for (size_t i = 0; change_set_words[i]; i++)
		field(w, row, change_set_words[i], change_set_words[i]);
	for (size_t i = 0; i < n; i++)
		if (fits_kind(&list[i], t->kind) || pairs_get(&t->fields, list[i].name))
			field(w, row, list[i].name, arena_printf(row, "f.%s", list[i].name));
}

static int write_all(struct app *app, void *arg)
{
	struct writing *w = arg;
	struct arena row = {0};
	int bad = 0;

	for (size_t i = 0; i < w->refs->n; i++) {
		const struct app_ref *r = &w->refs->v[i];
		struct fault f = {.file = r->file, .line = r->line};
		struct ticket t;
		int64_t id;
		if (session_ticket(&app->session, &r->ref, &id, &f) == 0 &&
		    tickets_load(app->session.desk, &row, id, &t))
			block(w, &row, &t);
		else
			bad = app_fault(&f);
		arena_reset(&row);
	}
	arena_free(&row);
	return bad;
}

int settings_form(struct app *app, const struct app_refs *refs, struct str *out)
{
	struct writing w = {app, refs, out, arena_new(app->a, struct columns)};

	str_add(out, _("# Change the values. Lines with a # in front are not read; an empty value takes away;\n"
	               "# a ticket whose lines you delete stays as it is. seq notices what others change\n"
	               "# meanwhile: leave it.\n"));
	settings_columns(app, w.columns);
	return app_tx(app, DESK_READ, write_all, &w);
}

/* --- reading one --- */

struct place { const char *file; };

static void say_line(void *arg, long line, const char *text)
{
	struct fault f = {0};

	fault_at(&f, EX_DATAERR, ((struct place *)arg)->file, line, 0, "%s", text);
	app_fault(&f);
}

int settings_read_form(struct app *app, const char *path, struct form *out)
{
	struct place place = {strcmp(path, "-") == 0 ? "stdin" : path};
	struct form_report report = {say_line, &place};
	const char *text;

	if (strcmp(path, "-") == 0 && io_tty(0))
		return app_usage(app, "a form is read from a pipe or a file");
	int bad = app_text_file(app, path, &text);
	if (bad)
		return bad;
	return form_parse(app->a, text, &report, out) ? EX_DATAERR : 0;
}
