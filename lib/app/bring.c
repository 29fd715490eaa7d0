/* bring: a whole desk into another place. */
#include "app/bring.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"
#include "policy/pack.h"
#include "service/verify.h"
#include "store/copy.h"
#include "store/policies.h"
#include "when/clock.h"

struct bringing {
	struct app *app;
	struct desk *from, *to;
	struct session s;              /* in the desk that is made */
	struct verify v;
	struct fault f;                /* of the inner transaction */
	double began, said;            /* seconds; 0: no progress shown yet */
};

static void show(struct bringing *x, const char *what, int64_t done, int64_t all)
{
	double now = clock_steady();

	if (now - x->began < 1 || now - x->said < 0.2)
		return;
	x->said = now;
	fprintf(stderr, _("\r%s: %" PRId64 " of %" PRId64 " events \033[K"), what, done, all);
}

static void show_copied(void *arg, const char *what, int64_t done, int64_t all)
{
	show(arg, strcmp(what, "events") == 0 ? _("copying") : _("copying texts"), done, all);
}

static void show_verified(void *arg, int64_t done, int64_t all)
{
	show(arg, _("verifying"), done, all);
}

static void say_finding(void *arg, const char *text)
{
	struct bringing *x = arg;

	if (x->said > 0)
		fputs("\r\033[K", stderr);
	x->said = 0;
	warn("%s", text);
}

/* --- in both transactions --- */

static int copy_and_verify(struct desk *to, void *arg)
{
	struct bringing *x = arg;
	bool watched = io_tty(2) && !app_values.quiet;

	if (desk_head(to)->seq || desk_head(to)->policy)
		return fault_set(&x->f, EX_CANTCREAT, "a desk is there already");
	copy_desk(x->from, to, watched ? show_copied : NULL, x);
	if (desk_failed(x->from) || desk_failed(to))
		return EX_IOERR;
	desk_settle(to);
	x->v = (struct verify){.say = say_finding, .progress = watched ? show_verified : NULL, .arg = x};
	verify_desk(&x->s, x->app->a, &x->v);
	if (x->v.findings)
		return fault_set(&x->f, EX_DATAERR, "%" PRId64 " findings: what is above is wrong in the desk it comes from, too, "
		                 "or was lost on the way; nothing is kept", x->v.findings);
	return 0;
}

static int read_from(struct desk *from, void *arg)
{
	struct bringing *x = arg;
	struct fault f = {0};
	int bad = desk_tx(x->to, DESK_WRITE, copy_and_verify, x, &f);

	(void)from;
	if (bad && !x->f.code)
		x->f = f;
	return bad;
}

int bring(struct app *app, struct desk *from, struct desk *to, struct brought *b)
{
	struct bringing x = {.app = app, .from = from, .to = to, .s = app->session, .began = clock_steady()};
	struct fault f = {0};

	x.s.desk = to;
	verify_prepare(&x.s);
	int bad = desk_tx(from, DESK_READ, read_from, &x, &f);
	if (x.said > 0)
		fputs("\r\033[K", stderr);
	if (bad)
		return app_fault(x.f.code ? &x.f : &f);
	*b = (struct brought){x.v.events, x.v.tickets, x.v.texts, x.v.files};
	return 0;
}

/* --- into another place --- */

static int read_policy(struct desk *d, void *arg)
{
	struct session *s = arg;
	struct policy_version v;

	if (policies_at(d, s->a, s->now, POLICIES_PACKED, &v))
		s->policy = policy_unpack(s->a, v.packed, v.npacked, NULL);
	return 0;
}

static struct desk *open_from(struct app *app, const char *from, int *bad)
{
	struct session *s = &app->session;
	struct fault f = {0};
	struct desk *d = desk_open(app->a, from, DESK_READ, NULL, &f);

	if (d && desk_tx(d, DESK_READ, read_policy, s, &f) == 0) {
		if (!s->policy)
			fault_set(&f, EX_CONFIG, "%s: the desk has no policy that can be read", from);
		else if (app_enter(app, DESK_READ, &f) == 0)
			session_check(s, RIGHT_AUDIT, &f);
	}
	*bad = f.code ? app_fault(&f) : 0;
	return *bad ? NULL : d;
}

/* What was written to the old place while it was copied is only there. */
static int count_newer(struct desk *d, void *arg)
{
	*(int64_t *)arg = desk_head(d)->seq - *(int64_t *)arg;
	return 0;
}

int bring_from(struct app *app, const char *from)
{
	struct fault f = {0};
	struct brought b;
	int bad;
	struct desk *old = open_from(app, from, &bad), *new;

	if (!old)
		return bad;
	if (app_values.dry_run) {
		note(_("%s: the desk of %s would be made here"), app->db, from);
		return 0;
	}
	new = desk_open(app->a, app->db, DESK_CREATE, NULL, &f);
	if (!new)
		return app_fault(&f);
	if ((bad = bring(app, old, new, &b)) != 0)
		return bad;
	desk_close(new);
	note(_("%s: the desk of %s: %" PRId64 " events, %" PRId64 " tickets, %" PRId64 " texts, %" PRId64 " files, verified"),
	     app->db, from, b.events, b.tickets, b.texts, b.files);
	int64_t newer = b.events;
	if (desk_tx(old, DESK_READ, count_newer, &newer, &f) == 0 && newer > 0)
		warn(_("%s: %" PRId64 " events were written there since: they are not in %s"), from, newer, app->db);
	desk_close(old);
	return 0;
}

int bring_into_file(struct app *app, const char *path)
{
	static const char *const beside[] = {"", "-wal", "-shm", "-lock"};
	struct fault f = {0};
	struct brought b;
	int bad;

	if (access(path, F_OK) == 0) {
		warn("%s: %s", path, strerror(EEXIST));
		return EX_CANTCREAT;
	}
	umask(077);
	struct desk *to = desk_open(app->a, path, DESK_CREATE, NULL, &f);
	if (!to)
		return app_fault(&f);
	bad = bring(app, app->session.desk, to, &b);
	if (!bad)
		desk_rest(to);
	desk_close(to);                /* all is in the one file now */
	for (size_t i = bad ? 0 : 1; i < sizeof beside / sizeof *beside; i++)
		unlink(arena_printf(app->a, "%s%s", path, beside[i]));
	io_sync_folder(path);
	return bad;
}
