/* settings_edit: the form in an editor, until what it says can be applied.
 *
 * What the user typed is never lost: where it cannot be applied, the file it
 * stands in is kept and named. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/editor.h"
#include "app/settings.h"
#include "app/text.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/session.h"

static const char mark[] = "#! ";      /* before what was wrong with the last try */

struct remark { long line; const char *text; };

struct editing {
	struct app *app;
	const char *path;
	struct { struct remark *v; size_t n, cap; } wrong;
};

static void hear(void *arg, long line, const char *text)
{
	struct editing *x = arg;

	*vec_push(x->app->a, &x->wrong) = (struct remark){line, arena_strdup(x->app->a, text)};
}

/* The text without the remarks of the try before. */
static const char *without_remarks(struct arena *a, const char *text)
{
	struct str out = str_new(a);

	while (*text) {
		size_t n = strcspn(text, "\n");
		n += text[n] == '\n';
		if (!str_starts(text, "#!"))
			str_addn(&out, text, n);
		text += n;
	}
	return out.p;
}

static void add_remarks(const struct editing *x, struct str *out, long line)
{
	for (size_t i = 0; i < x->wrong.n; i++)
		if (x->wrong.v[i].line == line)
			str_printf(out, "%s%s\n", mark, x->wrong.v[i].text);
}

/* The text with each remark above the line it is about. */
static const char *with_remarks(const struct editing *x, const char *text)
{
	struct str out = str_new(x->app->a);

	str_printf(&out, "%s", mark);
	str_printf(&out, _("errors: %zu, each above its line; leave the file as it is to give up"), x->wrong.n);
	str_addc(&out, '\n');
	for (long line = 1; *text; line++) {
		size_t n = strcspn(text, "\n");
		n += text[n] == '\n';
		add_remarks(x, &out, line);
		str_addn(&out, text, n);
		text += n;
	}
	return out.p;
}

/* One try: 0, or what is wrong is in x->wrong. */
static int try(struct editing *x, const char *text, const char *message, struct settings *s)
{
	struct form_report report = {hear, x};
	struct form form;

	x->wrong.n = 0;
	*s = (struct settings){.form = &form, .file = x->path, .message = message, .say = hear, .arg = x};
	if (form_parse(x->app->a, text, &report, &form))
		return EX_DATAERR;
	return settings_apply(x->app, s);
}

static int give_up(const struct editing *x, int code)
{
	for (size_t i = 0; i < x->wrong.n; i++) {
		struct fault f = {0};
		fault_at(&f, code, x->wrong.v[i].line ? x->path : NULL, x->wrong.v[i].line, 0, "%s", x->wrong.v[i].text);
		warn_fault(&f);
	}
	warn("nothing is changed; what you wrote is kept in %s (tk-set --apply)", x->path);
	return code;
}

/* Edits, tries, and edits again; *kept: the file is to stay. */
static int edit(struct editing *x, const char *shown, const char *message, bool *kept)
{
	const char *text;
	struct settings s;

	for (bool again = false;; again = true) {
		int bad = editor_run(x->app, x->path);
		*kept = bad && again;
		if (!bad) bad = app_text_file(x->app, x->path, &text);
		if (bad)
			return bad;
		bool same = strcmp(str_trim(x->app->a, text), str_trim(x->app->a, shown)) == 0;
		text = without_remarks(x->app->a, text);
		if (same && !again) {
			note("nothing is changed");
			return 0;
		}
		bad = try(x, text, message, &s);
		*kept = bad != 0;
		if (!bad)
			return 0;
		if (!editor_write(x->path, text))
			return give_up(x, EX_IOERR);
		if (same || s.conflict || s.failed)
			return give_up(x, bad);
		shown = with_remarks(x, text);
		if (!editor_write(x->path, shown))
			return give_up(x, EX_IOERR);
	}
}

int settings_edit(struct app *app, const struct app_refs *refs, const char *message)
{
	struct editing x = {.app = app};
	struct str form = str_new(app->a);
	struct fault f = {0};
	bool kept = false;
	int bad = editor_check(app);

	if (!bad && session_check(&app->session, RIGHT_SET, &f) != 0)
		bad = app_fault(&f);
	if (!bad) bad = settings_form(app, refs, &form);
	if (bad)
		return bad;
	app_values.keep_going = false;         /* all or nothing, or the next try would not fit */
	x.path = editor_file(app, form.p);
	if (!x.path)
		return EX_CANTCREAT;
	bad = edit(&x, form.p, message, &kept);
	if (!kept)
		unlink(x.path);
	return bad;
}
