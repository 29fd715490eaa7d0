/* refs: which tickets a program is asked about: operands, or lines of stdin. */
#include "app/refs.h"

#include <inttypes.h>
#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "in/refs.h"

enum { MAX_LINE = 1 << 20 };

bool app_refs_given(const struct app *app, size_t first)
{
	for (size_t i = first; i < app->operands.n; i++)
		if (strcmp(app->operands.v[i].text, "-") != 0)
			return true;
	return false;
}

static bool same(const struct ref *x, const struct ref *y)
{
	return x->id == y->id && str_eq(x->key, y->key);
}

/* A set of what was seen: open addressing, grown by half-full. */
struct seen { size_t *slot; size_t size, used; };

static size_t hash(const struct ref *r)
{
	size_t h = (size_t)r->id * 0x9e3779b97f4a7c15u;

	for (const char *p = r->key; p && *p; p++)
		h = (h ^ (unsigned char)*p) * 0x100000001b3u;
	return h;
}

static bool insert(const struct app_refs *refs, struct seen *s, size_t index)
{
	size_t i = hash(&refs->v[index].ref) & (s->size - 1);

	for (; s->slot[i]; i = (i + 1) & (s->size - 1))
		if (same(&refs->v[s->slot[i] - 1].ref, &refs->v[index].ref))
			return false;
	s->slot[i] = index + 1;
	s->used++;
	return true;
}

static void grow(struct arena *a, const struct app_refs *refs, struct seen *s)
{
	if (s->size && s->used * 2 < s->size)
		return;
	s->size = s->size ? s->size * 2 : 64;
	s->slot = arena_array(a, size_t, s->size);
	s->used = 0;
	for (size_t i = 0; i + 1 < refs->n; i++)
		insert(refs, s, i);
}

static int add(struct app *app, struct app_refs *refs, struct seen *seen, const char *text,
               const char *file, long line, struct fault *f)
{
	struct ref r;
	int bad = ref_parse(text, session_prefix(&app->session), &r, f);

	if (bad)
		return bad;
	*vec_push(app->a, refs) = (struct app_ref){r, text, file, line};
	grow(app->a, refs, seen);
	if (!insert(refs, seen, refs->n - 1))
		refs->n--;
	return 0;
}

static int read_operands(struct app *app, size_t first, struct app_refs *refs, struct seen *seen)
{
	int bad = 0;

	for (size_t i = first; i < app->operands.n; i++) {
		struct fault f = {0};
		const char *text = app->operands.v[i].text;
		if (strcmp(text, "-") != 0 && add(app, refs, seen, text, NULL, 0, &f) != 0)
			bad = app_fault(&f);
	}
	return bad;
}

static int read_lines(struct app *app, struct app_refs *refs, struct seen *seen)
{
	struct io_lines r = {.in = stdin, .name = "stdin", .delim = app_values.nul ? '\0' : '\n',
	                     .max = MAX_LINE, .a = app->a};
	int bad = 0;
	size_t n;
	char *line;
	struct fault f = {0};

	refs->from_stdin = true;
	while ((line = io_line(&r, &n, &f)) != NULL) {
		const char *text = refs_line(app->a, line, n, "stdin", r.no, &f);
		if (text && add(app, refs, seen, text, "stdin", r.no, &f) != 0) {
			f.code = EX_DATAERR;
			f.file = "stdin";
			f.line = r.no;
		}
		if (f.code)
			bad = app_fault(&f);
		f = (struct fault){0};
	}
	return f.code ? app_fault(&f) : bad;
}

int app_refs_read(struct app *app, size_t first, struct app_refs *refs)
{
	struct seen seen = {0};
	int64_t max = app_values.max ? app_values.max : APP_BULK;
	bool dash = false;

	for (size_t i = first; i < app->operands.n; i++)
		dash |= strcmp(app->operands.v[i].text, "-") == 0;
	int bad = read_operands(app, first, refs, &seen);
	if (bad)
		return bad;
	if (!dash && app->operands.n > first)
		return 0;
	if (!dash && io_tty(0))
		return app_usage(app, "which tickets? give references, or pipe a list");
	refs->wrong = read_lines(app, refs, &seen);
	if (refs->wrong && !app_values.keep_going)
		return refs->wrong;
	if ((int64_t)refs->n > max)
		return app_usage(app, "%zu tickets from standard input; --max %zu allows so many", refs->n, refs->n);
	return 0;
}
