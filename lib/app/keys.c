/* keys: which customers a program is asked about: operands, or lines of stdin. */
#include "app/keys.h"

#include <stdlib.h>
#include <string.h>

#include "app/refs.h"
#include "app/text.h"
#include "base/io.h"
#include "base/vec.h"
#include "in/refs.h"

enum { MAX_LINE = 1 << 20 };

static void add(struct app *app, struct app_keys *keys, const char *text, const char *file, long line)
{
	*vec_push(app->a, keys) = (struct app_key){text, file, line};
}

static int read_lines(struct app *app, struct app_keys *keys)
{
	struct io_lines r = {.in = stdin, .name = "stdin", .delim = app_values.nul ? '\0' : '\n',
	                     .max = MAX_LINE, .a = app->a};
	struct fault f = {0};
	int bad = 0;
	size_t n;
	char *line;

	keys->from_stdin = true;
	while ((line = io_line(&r, &n, &f)) != NULL) {
		const char *text = refs_key(app->a, line, n, "stdin", r.no, &f);
		if (text)
			add(app, keys, text, "stdin", r.no);
		if (f.code)
			bad = app_fault(&f);
		f = (struct fault){0};
	}
	return f.code ? app_fault(&f) : bad;
}

static int by_text(const void *a, const void *b)
{
	const struct app_key *x = *(struct app_key *const *)a, *y = *(struct app_key *const *)b;
	int order = strcmp(x->text, y->text);

	return order ? order : x < y ? -1 : 1;
}

/* The first of each stays, in the order given. */
static void drop_repeats(struct app *app, struct app_keys *keys)
{
	struct app_key **sorted = arena_array(app->a, struct app_key *, keys->n);
	size_t kept = 0;

	for (size_t i = 0; i < keys->n; i++)
		sorted[i] = &keys->v[i];
	if (keys->n > 1)
		qsort(sorted, keys->n, sizeof *sorted, by_text);
	for (size_t i = 1; i < keys->n; i++)
		if (strcmp(sorted[i]->text, sorted[i - 1]->text) == 0)
			sorted[i]->line = -1;
	for (size_t i = 0; i < keys->n; i++)
		if (keys->v[i].line >= 0)
			keys->v[kept++] = keys->v[i];
	keys->n = kept;
}

int app_keys_read(struct app *app, size_t first, struct app_keys *keys)
{
	int64_t max = app_values.max ? app_values.max : APP_BULK;
	bool dash = false, named = false;

	for (size_t i = first; i < app->operands.n; i++) {
		const char *text = app_clean(app, "KEY", app->operands.v[i].text);
		bool is_dash = strcmp(text, "-") == 0;
		dash |= is_dash;
		named |= !is_dash;
		if (!is_dash)
			add(app, keys, text, NULL, 0);
	}
	if (!dash && !named && io_tty(0))
		return app_usage(app, "which customers? give keys, or pipe a list");
	if (dash || !named)
		keys->wrong = read_lines(app, keys);
	if (keys->wrong && !app_values.keep_going)
		return keys->wrong;
	drop_repeats(app, keys);
	if (keys->from_stdin && (int64_t)keys->n > max)
		return app_usage(app, "%zu customers from standard input; --max %zu allows so many", keys->n, keys->n);
	return 0;
}

int app_key_fault(const struct app_key *k, struct fault *f)
{
	if (k->file) {
		f->file = k->file;
		f->line = k->line;
		if (f->code == EXIT_NO)
			f->code = EX_DATAERR;
	}
	return app_fault(f);
}
