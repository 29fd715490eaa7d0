/* policy_source: where a program finds the policy it is asked about. */
#include "app/policy_source.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/list.h"
#include "base/num.h"
#include "base/str.h"
#include "policy/diff.h"
#include "policy/pack.h"
#include "when/clock.h"

/* --- versions and files --- */

struct search { int64_t number; struct policy_at *x; };

static int load_version(struct app *app, void *arg)
{
	const struct search *w = arg;
	struct session *s = &app->session;
	int what = POLICIES_YAML | POLICIES_PACKED;
	int64_t as_of = app_as_of(app), at = as_of == AT_NONE ? s->now : as_of;
	bool found = w->number ? policies_load(s->desk, s->a, w->number, what, &w->x->v)
	                       : policies_at(s->desk, s->a, at, what, &w->x->v);

	w->x->newest = desk_head(s->desk)->policy;
	return found ? 0 : EXIT_NO;
}

int policy_version_find(struct app *app, int64_t number, struct policy_at *x)
{
	struct session *s = &app->session;
	struct fault f = {0};
	struct search w = {number, x};

	*x = (struct policy_at){0};
	if (!s->desk)
		app_open(app, DESK_READ);
	if (app_tx(app, DESK_READ, load_version, &w) != 0) {
		warn(_("there is no version %" PRId64 "; the newest is %" PRId64), number, x->newest);
		return EXIT_NO;
	}
	s->policy = policy_unpack(s->a, x->v.packed, x->v.npacked, &f);
	s->policy_version = x->v.version;
	return s->policy ? 0 : app_fault(&f);
}

void policy_print_report(const struct policy_file *p, FILE *to)
{
	struct str out = str_new(p->report.a);

	policy_report_print(&p->report, &out);
	fwrite(out.p, 1, out.n, to);
}

static int say_file(const struct policy_file *p, int bad, const struct fault *f)
{
	if (f->code)
		return app_fault(f);
	if (bad)
		policy_print_report(p, stderr);
	return bad;
}

int policy_file_open(struct app *app, const char *name, struct policy_file *p)
{
	struct fault f = {0};
	int bad = policy_file_read(app->a, name, p, &f);

	return say_file(p, bad, &f);
}

int policy_check_files(struct app *app, const char *const *files, size_t n)
{
	struct policy_file p;
	int worst = 0;

	for (size_t i = 0; i < n; i++) {
		int bad = policy_file_open(app, files[i], &p);
		worst = bad ? bad : worst;
	}
	return worst;
}

static int part_open(struct app *app, struct policy *base, const char *name, struct policy_file *p)
{
	struct fault f = {0};
	int bad = policy_part_read(app->a, base, name, p, &f);

	return say_file(p, bad, &f);
}

int policy_check_parts(struct app *app, const char *into, const char *const *files, size_t n)
{
	struct policy_file base, part;
	int worst = 0, bad = policy_file_open(app, into, &base);

	if (bad)
		return bad;
	for (size_t i = 0; i < n; i++) {
		if ((bad = part_open(app, base.policy, files[i], &part)) == 0)
			base.policy = part.policy;
		worst = bad ? bad : worst;
	}
	return worst;
}

int policy_side(struct app *app, const char *name, struct policy **p)
{
	struct policy_file file;
	struct policy_at x;
	int64_t number;
	int bad;

	if (name && !num_parse(name, 1, INT64_MAX, &number)) {
		bad = policy_file_open(app, name, &file);
		*p = file.policy;
		return bad;
	}
	bad = policy_version_find(app, name ? number : 0, &x);
	*p = app->session.policy;
	return bad;
}

/* --- differences --- */

static const struct out_column diff_columns[] = {
	{"change", N_("Change"), OUT_TEXT, N_("added, removed, changed or order"), 0},
	{"path", N_("Path"), OUT_REF, N_("where in the policy"), 0},
	{"before", N_("Before"), OUT_TEXT, N_("the value before"), OUT_FLEX},
	{"after", N_("After"), OUT_TEXT, N_("the value after"), OUT_FLEX},
};

struct differences { struct out *out; const struct out_column **picked; size_t n; };

static void say_change(void *arg, const struct policy_change *c)
{
	struct differences *d = arg;
	const struct out_cell cells[] = {out_text(policy_change_words[c->kind]), out_ref(c->path),
	                                 out_text(c->before), out_text(c->after)};
	struct out_cell shown[4];

	for (size_t i = 0; i < d->n; i++)
		shown[i] = cells[d->picked[i] - diff_columns];
	out_row(d->out, shown);
}

int policy_print_diff(struct app *app, struct policy *before, struct policy *after)
{
	struct differences d;
	int bad = app_list(app, diff_columns, 4, "change,path,before,after", &d.out, &d.picked, &d.n);

	if (bad || !d.out)
		return bad;
	policy_diff(app->a, before, after, say_change, &d);
	out_close(d.out);
	return 0;
}
