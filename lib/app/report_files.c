/* report_files: the pages of many customers: each whole in a file of its own,
 * under the customer's key, or none where one of the keys is wrong. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/keys.h"
#include "app/report_kinds.h"
#include "app/report_where.h"
#include "base/io.h"
#include "base/str.h"
#include "service/directory.h"

enum { NAME_MAX_BYTES = 200, PAGE_MAX_BYTES = 1 << 28 };

struct one { struct customer c; const char *path; };

struct pages {
	struct report *r;              /* what all of them have in common */
	struct app_keys keys;
	VEC(struct one) v;
	struct report page;            /* the one in the making */
	size_t at;
};

/* --- which --- */

static bool is_there(const struct pages *x, int64_t id)
{
	for (size_t i = 0; i < x->v.n; i++)
		if (x->v.v[i].c.id == id)
			return true;
	return false;
}

/* All keys are looked at: all wrong ones are told of. */
static int find_all(struct app *app, void *arg)
{
	struct pages *x = arg;
	int bad = report_filter(x->r), code = 0;
	struct directory *d = bad ? NULL : directory_open(x->r->s, app->a, x->r->q.as_of);

	x->v.n = 0;
	for (size_t i = 0; i < x->keys.n && !bad; i++) {
		struct fault f = {0};
		struct who w;
		if (directory_find(d, app->a, x->keys.v[i].text, &w, &f) != 0)
			code = app_key_fault(&x->keys.v[i], &f);
		else if (!is_there(x, w.c.id))
			*vec_push(app->a, &x->v) = (struct one){.c = customer_copy(app->a, &w.c)};
	}
	return bad ? bad : code;
}

/* --- files --- */

/* Letters, digits, "-", "_" and "." stay; all else, and a "." at the beginning, is
 * written %XX, so that no two keys share a name. A very long one is refused by
 * the system, and said. */
static char *safe_name(struct arena *a, const char *key)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
	struct str s = str_new(a);

	for (const char *p = key; *p; p++)
		if (strchr(plain, *p) && (*p != '.' || p > key))
			str_addc(&s, *p);
		else
			str_printf(&s, "%%%02X", (unsigned char)*p);
	return s.p;
}

static const char *ending(const struct report *r)
{
	return r->html ? "html" : app_values.json ? "jsonl" : app_values.csv ? "csv" : app_values.tsv ? "tsv" : "txt";
}

/* Before the first is written: would any take the place of another file? */
static int name_all(struct pages *x)
{
	struct report *r = x->r;
	struct fault f = {0};
	int bad = io_folder(r->output, &f) ? app_fault(&f) : 0;

	for (size_t i = 0; i < x->v.n && !bad; i++) {
		struct one *k = &x->v.v[i];
		const char *key = k->c.key ? k->c.key : arena_printf(r->a, "%lld", (long long)k->c.id);
		k->path = arena_printf(r->a, "%s/%s.%s", r->output, safe_name(r->a, key), ending(r));
		if (!r->force && access(k->path, F_OK) == 0)
			bad = app_fault((fault_at(&f, EX_CANTCREAT, k->path, 0, 0, "%s", _("is there already; --force writes in its place")), &f));
	}
	return bad;
}

/* What print says goes to stdout: into a file without a name, and from there. */
static int save(struct report *page, const char *path, int (*print)(struct report *r))
{
	FILE *held = tmpfile();
	int out = dup(STDOUT_FILENO), code;
	struct fault f = {0};
	size_t n;

	if (!held || out < 0 || fflush(stdout) != 0 || dup2(fileno(held), STDOUT_FILENO) < 0)
		die(EX_OSERR, "%s", strerror(errno));
	code = print(page);
	if (fflush(stdout) != 0 || dup2(out, STDOUT_FILENO) < 0)
		die(EX_IOERR, "%s: %s", path, strerror(errno));
	close(out);
	rewind(held);
	char *text = code ? NULL : io_read(page->a, held, path, PAGE_MAX_BYTES, &n, &f);
	fclose(held);
	if (!code && (!text || io_save(path, text, n, 0640, &f) != 0))
		code = app_fault(&f);
	return code;
}

/* --- pages --- */

static int make_one(struct app *app, void *arg)
{
	struct pages *x = arg;
	const struct one *k = &x->v.v[x->at];
	struct report *r = &x->page;

	(void)app;
	*r = *x->r;
	r->q.find.by[FIND_CUSTOMER].v = NULL;
	r->q.find.by[FIND_CUSTOMER].n = r->q.find.by[FIND_CUSTOMER].cap = 0;
	*vec_push(r->a, &r->q.find.by[FIND_CUSTOMER]) = (struct find_value){.number = k->c.id};
	return report_client(r, &k->c);
}

/* What writing a page takes goes with it; what is measured stays, as the
 * statements that found it are kept by their text. */
static int make_all(struct pages *x, int (*print)(struct report *r))
{
	struct arena row = {0};
	int bad = 0;

	for (x->at = 0; x->at < x->v.n && !bad; x->at++) {
		bad = app_tx(x->r->app, DESK_READ, make_one, x);
		x->page.a = &row;
		if (!bad)
			bad = x->r->output ? save(&x->page, x->v.v[x->at].path, print) : print(&x->page);
		arena_reset(&row);
	}
	arena_free(&row);
	return bad;
}

int report_client_pages(struct report *r, int (*print)(struct report *r))
{
	struct pages x = {.r = r};
	int bad;

	if (app_values.max == 0)
		app_values.max = INT64_MAX;    /* nothing is changed */
	bad = app_keys_read(r->app, 1, &x.keys);
	if (!bad) bad = app_tx(r->app, DESK_READ, find_all, &x);
	if (!bad && x.v.n > 1 && !r->output)
		bad = app_usage(r->app, _("%zu customers: --output FOLDER takes a page of each"), x.v.n);
	if (!bad && r->output)
		bad = name_all(&x);
	return bad ? bad : make_all(&x, print);
}
