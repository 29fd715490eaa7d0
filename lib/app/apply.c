/* apply: one change to many tickets, in one transaction. */
#include "app/apply.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "base/vec.h"

struct job {
	const struct app_refs *refs;
	const struct change *c;
	int code;                      /* of the last fault */
	int masked;
	bool skipped;                  /* somebody else holds one of them */
	unsigned char *seen;           /* a bit a ticket: key:X may be 4711 */
	VEC(int64_t) changed;
	VEC(const char *) remarks;
};

static int fault_here(const struct app_ref *r, struct fault *f)
{
	if (r->file) {
		f->file = r->file;
		f->line = r->line;
		if (f->code == EXIT_NO)
			f->code = EX_DATAERR;
	}
	return app_fault(f);
}

static bool seen_before(struct job *j, int64_t id)
{
	unsigned char *byte = &j->seen[id / 8], bit = (unsigned char)(1 << id % 8);
	bool seen = *byte & bit;

	*byte |= bit;
	return seen;
}

static int apply_one(struct app *app, struct job *j, struct arena *row, const struct app_ref *r)
{
	struct change_result result;
	struct fault f = {0};
	int64_t id;

	if (session_ticket(&app->session, &r->ref, &id, &f) != 0)
		return fault_here(r, &f);
	if (seen_before(j, id))
		return 0;
	if (change_ticket(&app->session, row, id, j->c, &result, &f) != 0)
		return fault_here(r, &f);
	j->masked += result.masked;
	j->skipped |= result.skipped;
	if (result.changed)
		*vec_push(app->a, &j->changed) = id;
	if (result.note)
		*vec_push(app->a, &j->remarks) = arena_strdup(app->a, result.note);
	return 0;
}

static int apply_all(struct app *app, void *arg)
{
	struct job *j = arg;
	struct arena row = {0};

	j->code = j->refs->wrong;      /* the transaction may run again */
	j->masked = 0;
	j->skipped = false;
	j->changed.n = j->remarks.n = 0;
	j->seen = arena_alloc(app->a, (size_t)desk_head(app->session.desk)->ticket / 8 + 1);
	for (size_t i = 0; i < j->refs->n; i++) {
		int bad = apply_one(app, j, &row, &j->refs->v[i]);
		if (bad)
			j->code = bad;
		arena_reset(&row);
	}
	arena_free(&row);
	return app_values.keep_going ? 0 : j->code;
}

void app_say_masked(int n)
{
	if (n == 1)
		note("one card number or code was masked");
	else if (n > 1)
		note("%d card numbers or codes were masked", n);
}

/* What is wrong before any ticket is looked at. */
static int check(struct app *app, const struct app_refs *refs, const struct change *c)
{
	struct fault f = {0};
	int bad = change_check(&app->session, app->a, c, &f);

	if (!bad && refs->from_stdin && refs->n > APP_BULK)
		bad = session_check(&app->session, RIGHT_BULK, &f);
	return bad ? app_fault(&f) : 0;
}

int app_apply(struct app *app, const struct app_refs *refs, const struct change *c)
{
	struct job j = {.refs = refs, .c = c};
	int code = check(app, refs, c);

	if (code)
		return code;
	code = app_tx(app, DESK_WRITE, apply_all, &j);
	if (!code)
		code = j.code;
	if (code && !app_values.keep_going) {
		if (refs->n > 1)
			note("nothing is changed (--keep-going keeps what is right)");
		return code;
	}
	for (size_t i = 0; i < j.remarks.n; i++)
		note("%s", j.remarks.v[i]);
	app_say_masked(j.masked);
	for (size_t i = 0; app->session.dry_run && i < j.changed.n; i++)
		printf("%" PRId64 "\n", j.changed.v[i]);
	return !code && j.skipped ? EXIT_NO : code;
}

/* What a file hides that is no text cannot be seen; once for all of them. */
static void say_binary(const struct attachment *v, size_t n)
{
	const char *name = NULL;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (attach_binary(&v[i])) {
			name = v[i].name;
			count++;
		}
	if (count == 1)
		note("%s: binary file: not searched for card numbers", name);
	else if (count > 1)
		note("%zu binary files: not searched for card numbers", count);
}

int app_attachments(struct app *app, const struct opt_list *paths,
                    const struct attachment **files, size_t *n)
{
	int64_t max = policy_head(app->session.policy)->attachment_max;
	struct attachment *v = arena_array(app->a, struct attachment, paths->n);

	for (size_t i = 0; i < paths->n; i++) {
		struct fault f = {0};
		v[i].name = paths->v[i].text;
		v[i].bytes = io_load(app->a, paths->v[i].text, (size_t)max, &v[i].n, &f);
		if (!v[i].bytes)
			return app_fault(&f);
	}
	say_binary(v, paths->n);
	*files = v;
	*n = paths->n;
	return 0;
}

int app_attach(struct app *app, const struct opt_list *paths, struct change *c)
{
	return app_attachments(app, paths, &c->files, &c->nfiles);
}
