/* text: where the text of a note or a ticket comes from. */
#include "app/text.h"

#include <string.h>
#include <unistd.h>

#include "app/editor.h"
#include "base/io.h"
#include "base/str.h"
#include "base/utf8.h"

enum { MAX_TEXT = 16 << 20 };

static const char *clean(struct app *app, const char *what, const char *p, size_t n)
{
	size_t changed = 0;
	char *text = utf8_repair(app->a, p, n, &n, &changed);

	if (changed)
		note("%s: not UTF-8: read as windows-1252", what);
	while (n && (text[n - 1] == '\n' || text[n - 1] == '\r' || text[n - 1] == ' ' || text[n - 1] == '\t'))
		text[--n] = '\0';
	return text;
}

const char *app_clean(struct app *app, const char *what, const char *text)
{
	return text && utf8_check(text, strlen(text)) < strlen(text)
		? clean(app, what, text, strlen(text)) : text;
}

const char *app_clean_list(struct app *app, const char *what, const struct opt_list *list)
{
	struct str all = str_new(app->a);

	for (size_t i = 0; i < list->n; i++)
		str_printf(&all, "%s%s", i ? "," : "", list->v[i].text);
	return app_clean(app, what, all.p);
}

int app_text_file(struct app *app, const char *path, const char **text)
{
	struct fault f = {0};
	size_t n;
	char *p = io_load(app->a, path, MAX_TEXT, &n, &f);

	if (!p)
		return app_fault(&f);
	*text = clean(app, strcmp(path, "-") == 0 ? "stdin" : path, p, n);
	return 0;
}

static int from_editor(struct app *app, const char *initial, const char **text)
{
	int bad = editor_check(app);

	if (bad)
		return bad;
	char *path = editor_file(app, initial ? initial : "");
	if (!path)
		return EX_CANTCREAT;
	bad = editor_run(app, path);
	if (!bad) bad = app_text_file(app, path, text);
	unlink(path);
	if (!bad && str_empty(*text)) {
		warn("an empty text; nothing is changed");
		bad = EX_DATAERR;
	}
	return bad;
}

int app_text(struct app *app, bool use_stdin, const char *initial, const char **text)
{
	int given = (app_values.message != NULL) + (app_values.file != NULL) + app_values.edit;

	*text = NULL;
	if (given > 1)
		return app_usage(app, "-m, -F and -e exclude each other");
	if (app_values.message)
		*text = clean(app, "-m", app_values.message, strlen(app_values.message));
	else if (app_values.file)
		return app_text_file(app, app_values.file, text);
	else if (app_values.edit)
		return from_editor(app, initial, text);
	else if (use_stdin)
		return app_text_file(app, "-", text);
	return 0;
}
