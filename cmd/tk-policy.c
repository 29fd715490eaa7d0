/* tk-policy: check, load, show and compare the rules of the desk */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/lint.h"
#include "policy/schema.h"
#include "app/app.h"
#include "app/policy_list.h"
#include "app/policy_loading.h"
#include "app/policy_show.h"
#include "app/policy_source.h"
#include "app/promise.h"

static struct {
	const char *valid_from, *into, *period;
	bool yaml, sample, html, apply, unmeasured;
	int64_t few;
} values = {.few = PROMISE_FEW};

static const char *const verb_words[] = {"check", "load", "show", "list", "diff", "lint", "promise", "schema", NULL};

static const struct opt options[] = {
	{OPT_TEXT, .name = "into", .value = "POLICY", .complete = "file", .target = &values.into,
	 .help = N_("check: the files are parts, to be put into this policy one after the other")},
	{OPT_TEXT, .name = "valid-from", .value = "T", .target = &values.valid_from,
	 .help = N_("load: in force from this instant on (default: now)")},
	{OPT_FLAG, .name = "apply-to-running", .target = &values.apply,
	 .help = N_("load: clocks that run already take it, too; with -n how many")},
	{OPT_FLAG, .name = "yaml", .target = &values.yaml, .help = N_("show: the text as it was loaded")},
	{OPT_FLAG, .name = "html", .target = &values.html,
	 .help = N_("promise: as one page of HTML that needs nothing else")},
	{OPT_TEXT, .name = "period", .value = "PERIOD", .target = &values.period,
	 .help = N_("promise: tell what was kept in it: 2026-10, 12mo, A..B (default: as the policy says, 3mo)")},
	{OPT_INT, .name = "few", .value = "N", .min = 1, .max = 1000000, .target = &values.few,
	 .help = N_("promise: tell nothing of what was kept of fewer promises (default: 20)")},
	{OPT_FLAG, .name = "no-measured", .target = &values.unmeasured,
	 .help = N_("promise: tell nothing of what was kept")},
	{OPT_FLAG, .name = "sample", .target = &values.sample,
	 .help = N_("schema: a policy with every key, commented out")},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "VERB", .words = verb_words, .help = N_("what to do")},
	{OPT_OPERAND, .value = "ARG", .flags = OPT_REPEAT | OPT_OPTIONAL, .complete = "file",
	 .help = N_("FILE of check, load, lint, promise and diff; SECTION of show; WHAT of list; N, a version of show, promise and diff")},
	{OPT_END, .name = NULL},
};

static const char *operand(const struct app *app, size_t i)
{
	return i < app->operands.n ? app->operands.v[i].text : NULL;
}

/* The file of an operand, or of TK_POLICY; NULL: neither. */
static const char *file_operand(const struct app *app)
{
	return operand(app, 1) ? operand(app, 1) : getenv("TK_POLICY");
}

static int check(struct app *app)
{
	const char **files = arena_array(app->a, const char *, app->operands.n);
	size_t n = 0;

	for (size_t i = 1; i < app->operands.n; i++)
		files[n++] = operand(app, i);
	if (n == 0 && !values.into && file_operand(app))
		files[n++] = file_operand(app);
	if (n == 0)
		return app_usage(app, _("check needs a FILE"));
	return values.into ? policy_check_parts(app, values.into, files, n) : policy_check_files(app, files, n);
}

static int load(struct app *app)
{
	struct policy_loading x = {file_operand(app), values.valid_from, values.apply};

	if (!x.file || app->operands.n > 2)
		return app_usage(app, _("load needs one FILE"));
	return policy_loading_run(app, &x);
}

static int show(struct app *app)
{
	struct policy_at x;
	int64_t number = 0;
	size_t next = 1;
	int bad;

	if (operand(app, 1) && num_parse(operand(app, 1), 1, INT64_MAX, &number))
		next = 2;
	if (app->operands.n > next + 1 || (values.yaml && operand(app, next)))
		return app_usage(app, _("show takes a version, then a section or --yaml"));
	if ((bad = policy_version_find(app, number, &x)) != 0)
		return bad;
	if (operand(app, next))
		return policy_show_section(app, &x.v, operand(app, next));
	if (values.yaml)
		fwrite(x.v.yaml, 1, x.v.nyaml, stdout);
	else
		policy_show_summary(app, &x.v, x.newest);
	return 0;
}

static int list(struct app *app)
{
	struct policy_at x;
	int bad;

	if (app->operands.n > 2)
		return app_usage(app, _("list takes one WHAT"));
	if ((bad = policy_version_find(app, 0, &x)) != 0)
		return bad;
	return policy_list(app, operand(app, 1) ? operand(app, 1) : "versions");
}

static int diff(struct app *app)
{
	const char *before = operand(app, 1), *after = operand(app, 2);
	struct policy *old, *new;
	int bad;

	if (app->operands.n > 3)
		return app_usage(app, _("diff takes two versions or files"));
	if (!before) {
		app_open(app, DESK_READ);
		if (app->session.policy_version < 2)
			return 0;
		before = arena_printf(app->a, "%" PRId64, app->session.policy_version - 1);
	} else if (!after) {
		after = before;
		before = NULL;
	}
	if ((bad = policy_side(app, before, &old)) != 0 || (bad = policy_side(app, after, &new)) != 0)
		return bad;
	return policy_print_diff(app, old, new);
}

static int lint(struct app *app)
{
	struct policy_file p = {0};
	struct policy_at x;
	int bad;

	if (app->operands.n > 2)
		return app_usage(app, _("lint takes one FILE"));
	if (file_operand(app)) {
		bad = policy_file_open(app, file_operand(app), &p);
	} else if ((bad = policy_version_find(app, 0, &x)) == 0) {
		p.path = arena_printf(app->a, "%s.yaml", x.v.name);
		p.policy = policy_check(app->a, p.path, x.v.yaml, x.v.nyaml, &p.report);
		bad = p.policy ? 0 : EX_CONFIG;
	}
	if (bad)
		return bad;
	policy_lint(p.policy, &p.report);
	policy_print_report(&p, stdout);
	return p.report.warnings ? EXIT_NO : 0;
}

static int promise(struct app *app)
{
	struct promise_wish wish = {values.html, values.unmeasured, values.period, values.few};
	struct policy *p;
	int bad = app->operands.n > 2 ? app_usage(app, _("promise takes one FILE or version"))
	          : wish.period && wish.unmeasured ? app_usage(app, _("--period and --no-measured at once"))
	          : policy_side(app, operand(app, 1), &p);

	return bad ? bad : promise_print(app, p, &wish);
}

static int schema(struct app *app)
{
	struct str out = str_new(app->a);

	if (app->operands.n > 1)
		return app_usage(app, _("schema takes no operand"));
	(values.sample ? schema_sample : schema_print)(&out);
	fwrite(out.p, 1, out.n, stdout);
	return 0;
}

static int run(struct app *app)
{
	static int (*const verbs[])(struct app *) = {check, load, show, list, diff, lint, promise, schema};
	const char *verb = operand(app, 0);
	int i = verb ? words_find(verb_words, verb) : -1;

	if (!verb)
		return app_usage(app, _("a verb is needed: %s"), words_list(app->a, verb_words));
	if (i < 0)
		return app_usage(app, _("there is no verb \"%s\"%s; known: %s"), verb,
		                 words_hint(app->a, verb_words, verb), words_list(app->a, verb_words));
	return verbs[i](app);
}

const struct program program = {"tk-policy", N_("check, load, show and compare the rules of the desk"),
                                options, NEED_NOTHING, run};
