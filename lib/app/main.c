/* main: the one main() of every program. */
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/str.h"
#include "policy/pack.h"
#include "service/change.h"
#include "service/facts.h"
#include "store/policies.h"
#include "store/tickets.h"
#include "text/mask.h"
#include "when/clock.h"

/* Messages repeat what a user typed; they end up in logs. */
static const char *masked(const char *text)
{
	static struct arena a;

	arena_reset(&a);
	if (!mask_card(&a, text, strlen(text)))
		return text;           /* a file called "passwd" keeps its name */
	return mask_text(&a, text, strlen(text), NULL, NULL);
}

int app_fault(const struct fault *f)
{
	warn_fault(f);
	return f->code;
}

int app_usage(const struct app *app, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	char *text = arena_vprintf(app->a, fmt, ap);
	va_end(ap);
	warn("%s (%s --help tells)", text, app->program->name);
	return EX_USAGE;
}

/* --- who, when, where --- */

static const char *os_user(struct arena *a)
{
	struct passwd *p = getpwuid(getuid());

	return p ? arena_strdup(a, p->pw_name) : arena_printf(a, "uid%u", (unsigned)getuid());
}

/* A file's name, or the URI of an engine other than SQLite. An empty --db is a
 * variable that a script did not set, and must not become the user's own desk. */
static const char *default_desk(const struct app *app)
{
	struct arena *a = app->a;
	const char *db = app_values.db ? app_values.db : getenv("TK_DB");
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (app_values.db && !*app_values.db)
		leave(app_usage(app, _("--db names no desk: it is empty")));
	if (!str_empty(db))
		return str_starts(db, "sqlite:") ? db + strlen("sqlite:") : db;
	if (!str_empty(data))
		return arena_printf(a, "%s/tk/desk.db", data);
	return arena_printf(a, "%s/.local/share/tk/desk.db", str_empty(home) ? "." : home);
}

/* The instant the program takes for the present. */
static void fix_now(struct app *app)
{
	struct session *s = &app->session;
	const char *text = app_values.now ? app_values.now : getenv("TK_NOW");

	s->now = clock_now();
	if (str_empty(text))
		return;
	s->now = app_at(app, app_values.now ? "--now" : "TK_NOW", text, true);
	s->now_given = true;
}

static int find_actor(struct session *s, struct fault *f)
{
	const char *as = app_values.as ? app_values.as : getenv("TK_ACTOR");
	struct policy *p = session_rights(s);
	const struct policy_agent *self = policy_agent_of_user(p, s->os_user);
	size_t n;

	s->agent = self;
	s->actor = self ? self->name : s->os_user;
	if (str_empty(as) || strcmp(as, s->actor) == 0)
		return 0;
	policy_agents(p, &n);
	s->agent = policy_agent(p, as);
	if (!n && !fact_plain_name(as))
		return fault_set(f, EX_USAGE, "--as \"%s\": no name (letters, digits and ._- up to 40 bytes)", as);
	if (n && !s->agent)
		return fault_set(f, EX_USAGE, "--as %s: the policy has no such agent", as);
	s->actor = as;
	if (!policy_may_act_as(p, s->os_user, as))
		return fault_set(f, EX_NOPERM, "%s may not act as %s", s->os_user, as);
	return 0;
}

/* --- opening --- */

struct opening {
	struct session *s;
	bool wake;                     /* held tickets are due */
};

/* The policy in force at an instant; its version in *version. */
static int policy_at(struct desk *d, int64_t at, struct policy **p, int64_t *version)
{
	struct fault f = {0};

	*p = policies_first(d, at, version, &f);
	if (desk_failed(d))
		return EX_IOERR;       /* desk_tx() says why */
	if (!*version)
		die(EX_CONFIG, "the desk has no policy (tk-policy load FILE)");
	if (!*p)
		die(EX_CONFIG, "policy version %lld: %s (tk-policy load FILE)", (long long)*version, f.text);
	return 0;
}

static int load_policy(struct desk *d, struct session *s)
{
	int bad = policy_at(d, s->now, &s->policy, &s->policy_version);

	s->rights = s->policy;
	s->rights_version = s->policy_version;
	if (!bad && s->now_given)
		bad = policy_at(d, clock_now(), &s->rights, &s->rights_version);
	return bad;
}

static int look(struct desk *d, void *arg)
{
	struct opening *o = arg;
	struct session *s = o->s;
	struct ticket t;
	/* Asked for before the policy is waited for. */
	struct tickets *due = tickets_to_wake(d, s->a, s->now);
	int bad = load_policy(d, s);

	if (bad) {
		tickets_end(due);
		return bad;
	}
	o->wake = tickets_next(due, s->a, &t);
	tickets_end(due);
	return 0;
}

static int wake(struct desk *d, void *arg)
{
	(void)d;
	change_wake(arg, ((struct session *)arg)->a);
	return 0;
}

/* Held tickets whose time has come wake at the first program that looks: at
 * their own instant. A reader who may not write leaves it to the next. */
static void wake_due(struct app *app, enum desk_mode mode)
{
	struct session s = app->session;
	struct fault f = {0};

	if (mode == DESK_WRITE || (desk_is_server(app->db) && !s.now_given)) {
		desk_tx(s.desk, DESK_WRITE, wake, &s, &f);
		return;
	}
	if (s.now_given || access(app->db, W_OK) != 0)
		return;
	s.desk = desk_open(app->a, app->db, DESK_WRITE, NULL, &f);
	if (!s.desk)
		return;
	desk_tx(s.desk, DESK_WRITE, wake, &s, &f);
	desk_close(s.desk);
}

static int check_now(const struct app *app, enum desk_mode mode, struct fault *f)
{
	const struct session *s = &app->session;

	if (!s->now_given || mode == DESK_READ)
		return 0;
	if (!policy_head(session_rights(s))->allow_now)
		return fault_set(f, EX_NOPERM, "the policy does not allow --now or TK_NOW here (allow_now)");
	return session_check(s, RIGHT_NOW, f);
}

int app_enter(struct app *app, enum desk_mode mode, struct fault *f)
{
	int bad = find_actor(&app->session, f);

	return bad ? bad : check_now(app, mode, f);
}

static void opened(struct app *app, struct desk *desk, enum desk_mode mode, struct fault f)
{
	struct session *s = &app->session;
	struct opening o = {.s = s};

	s->desk = desk;
	if (!s->desk || desk_tx(s->desk, DESK_READ, look, &o, &f) != 0)
		die_fault(&f);
	if (app_enter(app, mode, &f) != 0)
		die_fault(&f);
	if (mode == DESK_READ && session_check(s, RIGHT_READ, &f) != 0)
		die_fault(&f);
	s->dry_run = app_values.dry_run;
	if (o.wake && !s->dry_run)
		wake_due(app, mode);
}

void app_open(struct app *app, enum desk_mode mode)
{
	struct fault f = {0};
	struct desk *desk = desk_reach(app->a, app->db, mode, &f);

	opened(app, desk, mode, f);
}

enum desk_mode app_open_most(struct app *app)
{
	struct fault f = {0};
	struct desk *desk = desk_reach(app->a, app->db, DESK_WRITE, &f);
	enum desk_mode mode = !desk && f.code == EX_NOPERM ? DESK_READ : DESK_WRITE;

	if (mode == DESK_READ)
		app_open(app, mode);
	else
		opened(app, desk, mode, f);
	return mode;
}

/* --- transactions --- */

struct tx {
	struct app *app;
	enum desk_mode mode;
	int (*fn)(struct app *, void *);
	void *arg;
};

/* Since the desk was opened a user may have typed for an hour: a writer acts at
 * the instant his turn comes, under the policy in force then. */
static int catch_up(struct app *app, struct desk *d)
{
	struct session *s = &app->session;
	struct fault f = {0};

	if (!s->now_given)
		s->now = clock_now();
	int64_t version = policies_number(d, s->now);
	int64_t rights = s->now_given ? policies_number(d, clock_now()) : version;
	if (version == s->policy_version && rights == s->rights_version)
		return 0;
	int bad = load_policy(d, s);
	if (!bad && app_enter(app, DESK_WRITE, &f) != 0)
		bad = app_fault(&f);
	return bad;
}

static int run_tx(struct desk *d, void *arg)
{
	struct tx *tx = arg;
	int code = tx->mode == DESK_WRITE ? catch_up(tx->app, d) : 0;

	if (!code)
		code = tx->fn(tx->app, tx->arg);
	return code == 0 && tx->app->session.dry_run ? DESK_STOP : code;
}

int app_try(struct app *app, enum desk_mode mode, int (*fn)(struct app *, void *), void *arg,
            struct fault *f)
{
	struct tx tx = {app, mode, fn, arg};

	return desk_tx(app->session.desk, mode, run_tx, &tx, f);
}

int app_tx(struct app *app, enum desk_mode mode, int (*fn)(struct app *, void *), void *arg)
{
	struct fault f = {0};
	int code = app_try(app, mode, fn, arg, &f);

	if (f.code)
		die_fault(&f);
	return code;
}

/* --- main --- */

/* Descriptors 0 to 2 are open, so that no file of ours takes their place; one
 * that was closed stays of no use, so that no output is lost unseen. */
static void open_standard(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			leave(EX_OSERR);
}

static void too_large(int sig)
{
	(void)sig;
}

/* A limit of ulimit -f is a full disk, which is said, and not a sudden end. A
 * handler, for programs started by ours get the usual end back. */
static void meet_limits(void)
{
	struct sigaction a = {.sa_handler = too_large};

	sigemptyset(&a.sa_mask);
	sigaction(SIGXFSZ, &a, NULL);
}

static bool answered(const struct app *app)
{
	struct opt_about about = {app->program->name, app->program->summary, app->program->options};

	if (app_values.help)
		opt_help(&about);
	else if (app_values.version)
		printf("%s (tk) %s\n", app->program->name, TK_VERSION);
	else if (app_values.dump)
		opt_dump(&about);
	else
		return false;
	return true;
}

static void set_language(void)
{
	if (app_values.lang)
		msg_language(app_values.lang);
}

int main(int argc, char **argv)
{
	static struct arena a;
	struct app app = {.a = &a, .program = &program};
	struct fault f = {0};

	err_program(program.name);
	err_filter(masked);
	open_standard();
	meet_limits();
	msg_init();
	if (opt_parse(&a, program.options, argc, argv, &app.operands, &f) != 0)
		leave(app_usage(&app, "%s", f.text));
	err_quiet(app_values.quiet);
	set_language();
	if (answered(&app))
		leave(0);
	app.session.a = &a;
	app.session.os_user = os_user(&a);
	app.session.actor = app.session.os_user;
	app.session.role = ROLE_AGENT;
	app.zone = zone_user(&a);
	app.db = default_desk(&app);
	fix_now(&app);
	if (program.needs != NEED_NOTHING)
		app_open(&app, program.needs == NEED_WRITE ? DESK_WRITE : DESK_READ);
	int code = program.run(&app);
	if (app.session.desk)
		desk_close(app.session.desk);
	leave(code);
}
