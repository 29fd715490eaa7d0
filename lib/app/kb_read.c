/* kb_read: articles from files, folders and streams, one at a time. */
#include "app/kb.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/rowmap.h"
#include "app/spool.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "in/csv.h"
#include "in/json.h"
#include "in/openapi.h"
#include "when/civil.h"

enum { MAX_FILE = 8 << 20, MAX_DEPTH = 32, LOOK = 1 << 14 };

enum form { FORM_MARKDOWN, FORM_JSON, FORM_CSV, FORM_API };

struct source { const char *path; enum form form; bool stream; };

struct kb_reader {
	struct app *app;
	struct { struct source *v; size_t n, cap; } sources;
	size_t at;                     /* the source at hand */
	const char *file;              /* its name */
	bool open;                     /* its stream is */
	struct spool spool;            /* of the one that is a stream */
	struct spool in;               /* of stdin, which is read at once */
	bool has_stdin;
	struct io_lines lines;
	struct csv table;
	struct rowmap *map;
	struct arena api_memory;       /* of the API at hand */
	struct openapi api;
	size_t api_at;
};

/* --- which files --- */

/* A README tells of its folder. */
static bool is_markdown(const char *name)
{
	return (str_ends(name, ".md") || str_ends(name, ".markdown")) && !strstr(name, "/README.");
}

/* Is this file the description of an API? Its beginning tells. */
static bool is_api(const char *path)
{
	char *p = NULL;
	struct arena a = {0};
	bool api = false;

	if (!str_ends(path, ".yaml") && !str_ends(path, ".yml") && !str_ends(path, ".json"))
		return false;
	FILE *in = fopen(path, "re");
	if (in) {
		p = arena_alloc(&a, LOOK + 1);
		api = openapi_is(p, fread(p, 1, LOOK, in));
		fclose(in);
	}
	arena_free(&a);
	return api;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int add_folder(struct kb_reader *r, const char *path, int depth)
{
	DIR *dir = depth < MAX_DEPTH ? opendir(path) : NULL;
	VEC(const char *) names = {0};
	struct stat st;
	int bad = 0;

	if (!dir) {
		warn("%s: cannot be read: %s", path, depth < MAX_DEPTH ? strerror(errno) : "folders lie too deep");
		return EX_NOINPUT;
	}
	for (const struct dirent *e; (e = readdir(dir)) != NULL;)
		if (e->d_name[0] != '.')
			*vec_push(r->app->a, &names) = arena_strdup(r->app->a, e->d_name);
	closedir(dir);
	if (names.n > 1)
		qsort(names.v, names.n, sizeof *names.v, by_name);
	for (size_t i = 0; i < names.n && !bad; i++) {
		const char *full = arena_printf(r->app->a, "%s%s%s", path, str_ends(path, "/") ? "" : "/", names.v[i]);
		if (stat(full, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode))
			bad = add_folder(r, full, depth + 1);
		else if (is_markdown(full))
			*vec_push(r->app->a, &r->sources) = (struct source){full, FORM_MARKDOWN, false};
		else if (is_api(full))
			*vec_push(r->app->a, &r->sources) = (struct source){full, FORM_API, false};
	}
	return bad;
}

/* By option, then by what the name ends in. */
static enum form form_of(const char *path)
{
	if (app_values.csv)
		return FORM_CSV;
	if (app_values.json)
		return FORM_JSON;
	if (str_ends(path, ".csv"))
		return FORM_CSV;
	if (kb_values.openapi || is_api(path))
		return FORM_API;
	return str_ends(path, ".json") || str_ends(path, ".jsonl") || str_ends(path, ".ndjson") ? FORM_JSON : FORM_MARKDOWN;
}

static int add_source(struct kb_reader *r, const char *path)
{
	struct stat st;
	int bad = 0;

	if (strcmp(path, "-") == 0) {
		if (r->has_stdin)
			return app_usage(r->app, "standard input is named twice");
		bad = spool_open(r->app, "-", &r->in);
		r->has_stdin = !bad;
		*vec_push(r->app->a, &r->sources) = (struct source){"-", form_of(""), true};
		return bad;
	}
	if (stat(path, &st) != 0) {
		warn("%s: cannot be read: %s", path, strerror(errno));
		return EX_NOINPUT;
	}
	if (S_ISDIR(st.st_mode))
		return add_folder(r, path, 0);
	enum form form = form_of(path);
	*vec_push(r->app->a, &r->sources) = (struct source){path, form, form == FORM_JSON || form == FORM_CSV};
	return 0;
}

static int known(struct app *app, const char *name, struct fault *f)
{
	if (words_find(article_in_keys, name) >= 0 || strcmp(name, "body") == 0)
		return 0;
	return fault_set(f, EX_DATAERR, "unknown field \"%s\"%s", name, words_hint(app->a, article_in_keys, name));
}

struct kb_reader *kb_read_open(struct app *app, size_t first, int *bad)
{
	struct kb_reader *r = arena_new(app->a, struct kb_reader);
	bool csv = false;

	r->app = app;
	*bad = 0;
	for (size_t i = first; i < app->operands.n && !*bad; i++)
		*bad = add_source(r, app->operands.v[i].text);
	if (app->operands.n <= first)
		*bad = add_source(r, "-");
	for (size_t i = 0; i < r->sources.n; i++)
		csv |= r->sources.v[i].form == FORM_CSV;
	if (!*bad && kb_values.map && !csv)
		*bad = app_usage(app, "--map goes with a CSV");
	if (!*bad && csv)
		r->map = rowmap_load(app, kb_values.map, known, bad);
	if (!*bad && !r->sources.n) {
		warn("there is no Markdown file (*.md)");
		*bad = EX_NOINPUT;
	}
	return *bad ? NULL : r;
}

/* --- one after the other --- */

static void close_source(struct kb_reader *r)
{
	if (r->open && r->spool.in != r->in.in)
		spool_close(&r->spool);
	r->open = false;
}

static int open_source(struct kb_reader *r, const struct source *s, struct fault *f)
{
	if (strcmp(s->path, "-") == 0) {
		r->spool = r->in;
	} else if (spool_open(r->app, s->path, &r->spool) != 0) {
		return fault_set(f, EX_NOINPUT, "%s: cannot be read", s->path);
	}
	r->open = true;
	spool_rewind(&r->spool);
	r->lines = (struct io_lines){.in = r->spool.in, .name = r->spool.name, .delim = '\n', .max = MAX_FILE, .a = r->app->a,
	                             .buf = r->lines.buf, .cap = r->lines.cap};
	if (s->form != FORM_CSV)
		return 0;
	r->table = (struct csv){.in = r->spool.in, .name = r->spool.name, .repair = true, .max = MAX_FILE,
	                        .delim = rowmap_delimiter(r->map)};
	struct csv_row header;
	if (!csv_header(&r->table, r->app->a, &header, f))
		return f->code;
	return rowmap_bind(r->app, r->map, &header, r->spool.name) ? fault_set(f, EX_DATAERR, "its columns do not fit") : 0;
}

static int next_json(struct kb_reader *r, struct arena *row, struct article_in *x, long *line, struct fault *f)
{
	const char *p;
	size_t n;

	do {
		p = io_line(&r->lines, &n, f);
		*line = r->lines.no;
		if (!p)
			return f->code ? -2 : 0;
	} while (strspn(p, " \t\r") == n);
	const struct jval *v = jval_parse(row, p, n, r->spool.name, *line, f);
	return v && article_json(row, v, r->spool.name, *line, x, f) == 0 ? 1 : -1;
}

struct take { struct arena *a; struct article_in *x; };

static int take_column(void *arg, const char *name, const char *value, const struct zone *zone, struct fault *f)
{
	struct take *t = arg;

	(void)zone;
	if (*value && !article_in_set(t->a, t->x, name, value))
		return fault_set(f, EX_DATAERR, "%s: this cannot be its value", name);
	return 0;
}

static int next_csv(struct kb_reader *r, struct arena *row, struct article_in *x, long *line, struct fault *f)
{
	struct csv_row cells;
	struct take t = {row, x};

	if (!csv_next(&r->table, row, &cells, f)) {
		*line = r->table.line;
		return !f->code ? 0 : f->code == EX_DATAERR ? -1 : -2;
	}
	*line = cells.line;
	*x = (struct article_in){0};
	return rowmap_each(r->map, row, &cells, take_column, &t, f) == 0 ? 1 : -1;
}

/* All of a file, or of standard input. */
static char *load(struct kb_reader *r, const struct source *s, struct arena *a, size_t *n, struct fault *f)
{
	if (strcmp(s->path, "-") != 0)
		return io_load(a, s->path, MAX_FILE, n, f);
	spool_rewind(&r->in);
	return io_read(a, r->in.in, "stdin", MAX_FILE, n, f);
}

static int next_file(struct kb_reader *r, const struct source *s, struct arena *row, struct article_in *x,
                     struct fault *f)
{
	size_t n;
	char *p = load(r, s, row, &n, f);

	/* by the path: that of standard input ("-") gives no key */
	if (p && article_parse(row, s->path, p, n, x, f) == 0)
		return 1;
	f->file = r->file;
	return -1;
}

/* An API is read as a whole, and given article by article. */
static int next_api(struct kb_reader *r, const struct source *s, struct article_in *x, long *line, struct fault *f)
{
	size_t n;

	if (!r->api_at) {
		arena_reset(&r->api_memory);
		r->api = (struct openapi){0};
		char *p = load(r, s, &r->api_memory, &n, f);
		if (!p || openapi_parse(&r->api_memory, r->file, p, n, &r->api, f) != 0)
			return -2;
	}
	if (r->api_at == r->api.n) {
		r->api_at = 0;
		return 0;
	}
	*x = r->api.v[r->api_at++];
	*line = x->line;
	return 1;
}

int kb_read_next(struct kb_reader *r, struct arena *row, struct article_in *x, const char **file, long *line,
                 struct fault *f)
{
	while (r->at < r->sources.n) {
		const struct source *s = &r->sources.v[r->at];
		int got;
		*file = r->file = strcmp(s->path, "-") == 0 ? "stdin" : s->path;
		*line = 0;
		if (s->form == FORM_MARKDOWN) {
			r->at++;
			return next_file(r, s, row, x, f);
		}
		if (s->form == FORM_API)
			got = next_api(r, s, x, line, f);
		else if (!r->open && open_source(r, s, f) != 0)
			got = -2;
		else
			got = s->form == FORM_JSON ? next_json(r, row, x, line, f) : next_csv(r, row, x, line, f);
		if (got == 0 || got == -2) {
			close_source(r);
			r->at++;
		}
		if (got)
			return got;
	}
	return 0;
}

void kb_read_rewind(struct kb_reader *r)
{
	close_source(r);
	r->at = r->api_at = 0;
}

void kb_read_close(struct kb_reader *r)
{
	close_source(r);
	arena_free(&r->api_memory);
	if (r->has_stdin)
		spool_close(&r->in);
}

int kb_read_percent(const struct kb_reader *r)
{
	off_t size = r->open ? r->spool.end - r->spool.start : 0;

	if (r->sources.n == 1 && size > 0)
		return (int)(100 * (spool_at(&r->spool) - r->spool.start) / size);
	return r->sources.n ? (int)(100 * r->at / r->sources.n) : 100;
}

/* --- what they say --- */

static const char *joined(struct arena *a, const struct article_list *list, const char *between)
{
	struct str out = str_new(a);

	for (size_t i = 0; i < list->n; i++)
		str_printf(&out, "%s%s", i ? between : "", list->v[i]);
	return out.p;
}

void kb_say(struct arena *a, const struct article_in *in, struct article_say *say)
{
	*say = (struct article_say){
		.kind = in->kind, .audience = in->audience, .owner = in->owner, .review_by = in->review_by,
		.valid_until = in->valid_until, .lang = in->lang, .title = in->title, .body = in->body,
		.script = in->script, .state = in->state};
	if (in->categories_said)
		say->categories = joined(a, &in->categories, ",");
	if (in->match_said)
		say->match = joined(a, &in->match, "\n");
	if (in->questions_said)
		say->questions = joined(a, &in->questions, "\n");
}

static void split_list(struct arena *a, const char *text, char sep, struct article_list *list, bool *said)
{
	size_t n;
	char **v = str_split(a, text ? text : "", sep, &n);

	for (size_t i = 0; text && i < n; i++)
		if (*v[i])
			*vec_push(a, list) = v[i];
	*said = list->n > 0;
}

static const char *day_text(struct arena *a, int64_t day)
{
	char text[16];

	if (day == ARTICLE_NO_DAY)
		return NULL;
	civil_print_day(text, day);
	return arena_strdup(a, text);
}

bool kb_file_of(const struct session *s, struct arena *a, const struct article *x, const struct article_text *t,
                int64_t seq, struct article_in *in)
{
	struct article_words w;

	if (!article_words(s, a, seq, &w))
		return false;
	*in = (struct article_in){
		.key = x->key, .lang = t->lang, .title = w.title ? w.title : "", .kind = x->kind, .audience = x->audience,
		.state = seq == t->live ? "published" : t->state == ARTICLE_WITHDRAWN ? "withdrawn" : "draft",
		.owner = x->owner, .review_by = day_text(a, x->review_by), .valid_until = day_text(a, x->valid_until),
		.script = w.script, .body = w.body ? w.body : ""};
	in->nbody = strlen(in->body);
	split_list(a, x->categories, ',', &in->categories, &in->categories_said);
	split_list(a, x->match, '\n', &in->match, &in->match_said);
	split_list(a, w.questions, '\n', &in->questions, &in->questions_said);
	return true;
}
