/* tk-init: make or upgrade a desk and load its policy */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "app/app.h"
#include "app/bring.h"
#include "service/keep.h"
#include "service/policy_load.h"
#include "store/policies.h"

static struct {
	const char *policy, *from;
} values;

static const struct opt options[] = {
	{OPT_TEXT, .name = "policy", .value = "FILE", .complete = "policy", .target = &values.policy,
	 .help = N_("the policy: a YAML file, or the name of a shared one (default: TK_POLICY, or \"default\")")},
	{OPT_TEXT, .name = "from", .value = "DESK", .complete = "file", .target = &values.from,
	 .help = N_("bring all of this desk here: from a file to a server, back, or from file to file")},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_END, .name = NULL},
};

struct init {
	bool there;                    /* a desk with a policy */
	int old, newest;               /* its format, where an older program made it; else 0 */
	struct policy_file file;
	int64_t version;               /* loaded now; 0: none */
	int64_t current;               /* in force */
};

static int read_head(struct desk *d, void *arg)
{
	struct init *in = arg;

	in->current = desk_head(d)->policy;
	return 0;
}

/* A desk of an older program is brought to the format of this one. */
static int upgrade(struct app *app, struct init *in)
{
	struct fault f = {0};
	int format = desk_format(app->a, app->db, &in->newest, &f);

	if (format < 0)
		return app_fault(&f);
	if (format == 0 || format == in->newest)
		return 0;
	in->old = format;
	struct desk *d = app_values.dry_run ? NULL : desk_open(app->a, app->db, DESK_CREATE, NULL, &f);
	if (d)
		desk_close(d);
	return !d && !app_values.dry_run ? app_fault(&f) : 0;
}

/* Is there a desk already, and has it a policy? */
static int look(struct app *app, struct init *in)
{
	struct fault f = {0};
	struct desk *d = desk_open(app->a, app->db, DESK_READ, NULL, &f);

	if (!d)
		return f.code == EX_NOINPUT ? 0 : app_fault(&f);
	desk_tx(d, DESK_READ, read_head, in, &f);
	desk_close(d);
	in->there = in->current > 0;
	/* Another tk-init may be at work, or was cut off: making it decides. */
	return f.code && f.code != EX_DATAERR ? app_fault(&f) : 0;
}

/* The policy to load, checked, before anything is made. A file the user names
 * is input; the one his environment or the installation names is setup. */
static int read_policy(struct app *app, struct init *in)
{
	const char *set = getenv("TK_POLICY");
	const char *name = values.policy ? values.policy : !str_empty(set) ? set : io_share(app->a, "policies/default.yaml");
	struct str out = str_new(app->a);
	struct fault f = {0};
	int bad = policy_file_read(app->a, name, &in->file, &f);

	if (f.code)
		return app_fault(&f);
	policy_report_print(&in->file.report, &out);
	fputs(out.p, stderr);
	return bad && !values.policy ? EX_CONFIG : bad;
}

static int make_folders(const struct app *app)
{
	struct fault f = {0};

	return !desk_is_server(app->db) && io_folders_of(app->db, 0, 0700, &f) ? app_fault(&f) : 0;
}

static int open_new(struct app *app, const struct init *in)
{
	struct session *s = &app->session;
	struct fault f = {0};
	int bad;

	s->policy = in->file.policy;
	if (app_enter(app, DESK_WRITE, &f) != 0)
		return app_fault(&f);
	if ((bad = make_folders(app)) != 0)
		return bad;
	s->desk = desk_open(app->a, app->db, DESK_CREATE, NULL, &f);
	return s->desk ? 0 : app_fault(&f);
}

/* What an older format did not keep. */
static int arm(struct desk *d, void *arg)
{
	return keep_armed(d, ((struct session *)arg)->now), 0;
}

static int open_old(struct app *app)
{
	struct fault f = {0};
	struct desk *d = app_values.dry_run ? NULL : desk_open(app->a, app->db, DESK_CREATE, NULL, &f);

	if (d) {                       /* upgraded, where it was old */
		if (desk_tx(d, DESK_WRITE, arm, &app->session, &f) != 0)
			return app_fault(&f);
		desk_close(d);
	} else if (f.code) {
		return app_fault(&f);
	}
	if (!values.policy)
		return 0;
	app_open(app, DESK_WRITE);
	return session_check(&app->session, RIGHT_POLICY, &f) ? app_fault(&f) : 0;
}

static int load(struct app *app, void *arg)
{
	struct init *in = arg;
	struct session *s = &app->session;

	in->current = desk_head(s->desk)->policy;
	if (in->current && !values.policy)
		return 0;                  /* another tk-init came first */
	in->version = policy_load(s, s->a, &in->file, s->now);
	return 0;
}

/* The desk's name as a shell takes it in any folder. */
static const char *to_export(const struct app *app)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%=";
	char found[PATH_MAX];
	bool whole = *app->db == '/' || desk_is_server(app->db);
	const char *name = whole || !realpath(app->db, found) ? app->db : found;
	struct str s = str_new(app->a);

	if (!name[strspn(name, plain)])
		return arena_strdup(app->a, name);
	str_shell(&s, name, strlen(name));
	return s.p;
}

static void say_export(const struct app *app)
{
	if (app_values.db)
		note(_("next: export TK_DB=%s so that every program finds it"), to_export(app));
}

static void say(const struct app *app, const struct init *in)
{
	const char *name = in->file.policy ? policy_head(in->file.policy)->name : "";

	if (in->there && in->old)
		note(_("%s: upgraded from format %d to %d"), app->db, in->old, in->newest);
	if (!in->there && in->version) {
		note(_("%s: a new desk under the policy \"%s\""), app->db, name);
		say_export(app);
		note(_("next: tk-open --subject '...' opens a ticket; tk-help is the map"));
	} else if (in->version && app_values.dry_run) {
		note(_("%s: policy version %" PRId64 " (\"%s\") would be loaded"), app->db, in->version, name);
	} else if (in->version) {
		note(_("%s: policy version %" PRId64 " (\"%s\") is in force"), app->db, in->version, name);
	} else if (!in->old) {
		note(_("%s: the desk is there already; nothing changed"), app->db);
	}
}

/* The desk of another place; its policy comes along. */
static int run_from(struct app *app)
{
	struct init in = {0};
	int bad;

	if (values.policy)
		return app_usage(app, _("--policy and --from at once: a desk brings its policy along"));
	if ((bad = look(app, &in)) != 0)
		return bad;
	if (in.there) {
		warn(_("%s: there is a desk already, and --from needs an empty place"), app->db);
		return EX_CANTCREAT;
	}
	if (!app_values.dry_run && (bad = make_folders(app)) != 0)
		return bad;
	if ((bad = bring_from(app, values.from)) == 0 && !app_values.dry_run)
		say_export(app);
	return bad;
}

static int run(struct app *app)
{
	struct init in = {0};
	int bad;

	if (app->operands.n)
		return app_usage(app, _("no operand is known here: %s"), app->operands.v[0].text);
	if (values.from)
		return run_from(app);
	if ((bad = upgrade(app, &in)) != 0)
		return bad;
	if (in.old && app_values.dry_run) {
		note(_("%s: would be upgraded from format %d to %d"), app->db, in.old, in.newest);
		return 0;
	}
	if ((bad = look(app, &in)) != 0)
		return bad;
	if ((!in.there || values.policy) && (bad = read_policy(app, &in)) != 0)
		return bad;

	if (app_values.dry_run && !in.there) {
		note(_("%s: a new desk would be made here"), app->db);
		return 0;
	}
	if ((bad = in.there ? open_old(app) : open_new(app, &in)) != 0)
		return bad;
	if (app->session.desk)
		bad = app_tx(app, DESK_WRITE, load, &in);

	if (!bad)
		say(app, &in);
	return bad;
}

const struct program program = {"tk-init", N_("make or upgrade a desk and load its policy"), options, NEED_NOTHING, run};
