/* policy_loading: a policy's way from a file into the desk. */
#include "app/policy_loading.h"

#include <inttypes.h>

#include "app/policy_source.h"
#include "policy/lint.h"
#include "service/repin.h"
#include "when/civil.h"

struct loading {
	const struct policy_loading *x;
	struct policy_file file;
	int64_t from, version;         /* version 0: it was loaded already */
	struct repin_counts applied;
};

static void say_warnings(const struct policy_file *p)
{
	struct policy_report r = p->report;

	policy_lint(p->policy, &r);
	if (r.warnings)
		note(_("%s: warnings: %zu (tk-policy lint %s)"), p->path, r.warnings, p->path);
}

static int write_version(struct app *app, void *arg)
{
	struct loading *l = arg;
	struct fault f = {0};

	if (session_check(&app->session, RIGHT_POLICY, &f) != 0)
		return app_fault(&f);
	if (!l->x->valid_from)
		l->from = app->session.now;
	if (l->from < app->session.now)
		return app_usage(app, _("--valid-from: a policy cannot judge the past anew"));
	l->version = policy_load(&app->session, app->a, &l->file, l->from);
	if (l->x->apply)
		repin_all(&app->session, l->version ? l->version : app->session.policy_version, &l->applied);
	return 0;
}

static void say_loaded(const struct loading *l)
{
	char at[24];

	civil_print_utc(at, l->from);
	if (!l->version && !l->x->apply)
		note(_("%s: the policy in force then has this text already; nothing changed"), l->file.path);
	else if (!l->version)
		note(_("%s: the policy in force has this text already"), l->file.path);
	else if (l->x->valid_from)
		note(_("%s: loaded as version %" PRId64 ", in force from %s"), l->file.path, l->version, at);
	else
		note(_("%s: loaded as version %" PRId64), l->file.path, l->version);
}

static void say_applied(const struct loading *l)
{
	const struct repin_counts *n = &l->applied;

	if (n->tickets == 0)
		note(_("no running clock is other under it"));
	else
		note(_("applied to running clocks: %" PRId64 " tickets, %" PRId64 " clocks; %" PRId64
		       " of them due at another instant, begun or ended"), n->tickets, n->clocks, n->moved);
}

int policy_loading_run(struct app *app, const struct policy_loading *x)
{
	struct loading l = {.x = x};
	int bad;

	if (x->apply && x->valid_from)
		return app_usage(app, _("--apply-to-running applies what is in force now, not --valid-from"));
	if ((bad = policy_file_open(app, x->file, &l.file)) != 0)
		return bad;
	say_warnings(&l.file);
	app_open(app, DESK_WRITE);
	if (x->valid_from)
		l.from = app_at(app, "--valid-from", x->valid_from, true);
	bad = app_tx(app, DESK_WRITE, write_version, &l);

	if (bad)
		return bad;
	if (app_values.dry_run && l.version)
		bad = policy_print_diff(app, app->session.policy, l.file.policy);
	else
		say_loaded(&l);
	if (x->apply)
		say_applied(&l);
	return bad;
}
