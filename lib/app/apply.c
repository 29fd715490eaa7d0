/* apply: one step on each of many tickets, in one transaction. */
#include "app/apply.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "base/vec.h"
#include "service/follow.h"

struct job {
	const struct app_refs *refs;
	struct app_each *each;
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

static void keep(struct app *app, struct job *j, int64_t id, const struct app_step *step)
{
	j->masked += step->masked;
	j->skipped |= step->skipped;
	if (step->changed)
		*vec_push(app->a, &j->changed) = id;
	if (step->note)
		*vec_push(app->a, &j->remarks) = arena_strdup(app->a, step->note);
}

/* One ticket, and those that the step names beside it. */
static int each_one(struct app *app, struct job *j, struct arena *row, const struct app_ref *r, bool last)
{
	struct app_step step = {.last = last}, more;
	struct fault f = {0};
	int64_t id;
	int code = 0;

	if (session_ticket(&app->session, &r->ref, &id, &f) != 0)
		return fault_here(r, &f);
	if (seen_before(j, id))
		return 0;
	if (j->each->one(app, j->each->arg, row, id, &step, &f) != 0)
		return fault_here(r, &f);
	keep(app, j, id, &step);
	for (size_t i = 0; i < step.nalso; i++) {
		more = (struct app_step){.beside = true};
		f = (struct fault){0};
		if (seen_before(j, step.also[i]))
			continue;
		if (j->each->one(app, j->each->arg, row, step.also[i], &more, &f) != 0)
			code = fault_here(r, &f);
		else
			keep(app, j, step.also[i], &more);
	}
	return code;
}

static int each_ref(struct app *app, void *arg)
{
	struct job *j = arg;
	struct arena row = {0};

	j->code = j->refs->wrong;      /* the transaction may run again */
	j->masked = 0;
	j->skipped = false;
	j->changed.n = j->remarks.n = 0;
	j->seen = arena_alloc(app->a, (size_t)desk_head(app->session.desk)->ticket / 8 + 1);
	if (j->each->begin && (j->code = j->each->begin(app, j->each->arg)) != 0)
		return j->code;
	for (size_t i = 0; i < j->refs->n; i++) {
		int bad = each_one(app, j, &row, &j->refs->v[i], i + 1 == j->refs->n);
		if (bad)
			j->code = bad;
		arena_reset(&row);
	}
	if (j->each->end)
		j->each->end(app, j->each->arg);
	arena_free(&row);
	return app_values.keep_going ? 0 : j->code;
}

void app_say_masked(int n)
{
	if (n == 1)
		note(_("one card number, code or password was masked"));
	else if (n > 1)
		note(_("%d card numbers, codes or passwords were masked"), n);
}

int app_each(struct app *app, const struct app_refs *refs, struct app_each *each)
{
	struct job j = {.refs = refs, .each = each};
	struct fault f = {0};
	int code = refs->from_stdin && refs->n > APP_BULK ? session_check(&app->session, RIGHT_BULK, &f) : 0;

	if (code)
		return app_fault(&f);
	code = app_tx(app, DESK_WRITE, each_ref, &j);
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

/* --- a change --- */

struct changing { const struct change *c; bool incidents; };

/* Telling all of a problem's customers at once is a change of many. */
static int add_incidents(struct app *app, struct arena *row, int64_t id, struct app_step *step, struct fault *f)
{
	int64_t max = app_values.max ? app_values.max : APP_BULK;

	step->also = follow_incidents(&app->session, row, id, &step->nalso);
	if (step->nalso == 0 && !step->note)
		step->note = arena_printf(row, "%" PRId64 ": none of its incidents is open", id);
	if ((int64_t)step->nalso > max)
		return fault_set(f, EX_USAGE, "%" PRId64 ": %zu of its incidents are open; --max %zu allows so many",
		                 id, step->nalso, step->nalso);
	return step->nalso > APP_BULK ? session_check(&app->session, RIGHT_BULK, f) : 0;
}

static int change_one(struct app *app, void *arg, struct arena *row, int64_t id, struct app_step *step,
                      struct fault *f)
{
	const struct changing *x = arg;
	struct change_result r;
	int bad = change_ticket(&app->session, row, id, x->c, &r, f);

	if (bad)
		return bad;
	step->changed = r.changed;
	step->skipped = r.skipped;
	step->masked = r.masked;
	step->note = r.note;
	return x->incidents && !step->beside ? add_incidents(app, row, id, step, f) : 0;
}

static int apply(struct app *app, const struct app_refs *refs, const struct change *c, bool incidents)
{
	struct changing x = {c, incidents};
	struct app_each each = {.one = change_one, .arg = &x};
	struct fault f = {0};
	int bad = change_check(&app->session, app->a, c, &f);

	return bad ? app_fault(&f) : app_each(app, refs, &each);
}

int app_apply(struct app *app, const struct app_refs *refs, const struct change *c)
{
	return apply(app, refs, c, false);
}

int app_apply_incidents(struct app *app, const struct app_refs *refs, const struct change *c)
{
	return apply(app, refs, c, true);
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
