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

static int apply_one(struct app *app, struct job *j, struct arena *row, const struct app_ref *r)
{
	struct change_result result;
	struct fault f = {0};
	int64_t id;

	if (session_ticket(&app->session, &r->ref, &id, &f) != 0 ||
	    change_ticket(&app->session, row, id, j->c, &result, &f) != 0)
		return fault_here(r, &f);
	j->masked += result.masked;
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

	j->code = 0;                   /* the transaction may run again */
	j->changed.n = j->remarks.n = 0;
	for (size_t i = 0; i < j->refs->n; i++) {
		int bad = apply_one(app, j, &row, &j->refs->v[i]);
		if (bad)
			j->code = bad;
		arena_reset(&row);
	}
	arena_free(&row);
	return app_values.keep_going ? 0 : j->code;
}

int app_apply(struct app *app, const struct app_refs *refs, const struct change *c)
{
	struct job j = {.refs = refs, .c = c};

	int code = app_tx(app, DESK_WRITE, apply_all, &j);
	if (!code)
		code = j.code;
	if (code && !app_values.keep_going) {
		if (refs->n > 1)
			note("nothing is changed (--keep-going keeps what is right)");
		return code;
	}
	for (size_t i = 0; i < j.remarks.n; i++)
		note("%s", j.remarks.v[i]);
	if (j.masked)
		note("%d card numbers or codes were masked", j.masked);
	for (size_t i = 0; app->session.dry_run && i < j.changed.n; i++)
		printf("%" PRId64 "\n", j.changed.v[i]);
	return code;
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
	*files = v;
	*n = paths->n;
	return 0;
}

int app_attach(struct app *app, const struct opt_list *paths, struct change *c)
{
	return app_attachments(app, paths, &c->files, &c->nfiles);
}
