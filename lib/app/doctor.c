/* doctor: is the desk well, and is what it stands on? */
#include "app/doctor.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "app/list.h"
#include "base/num.h"
#include "base/str.h"
#include "store/events.h"
#include "store/policies.h"
#include "when/cal.h"
#include "when/clock.h"

enum verdict { OK, WARN, BAD };

struct doctor {
	struct app *app;
	struct out *out;
	const struct out_column **picked;
	size_t n;
	bool bad;
	const char *path;              /* of the desk's file, NULL: a server */
	int64_t bytes;
};

static const struct out_column columns[] = {
	{"status", N_("Status"), OUT_TEXT, N_("ok, warn or bad"), 0},
	{"subject", N_("Subject"), OUT_TEXT, N_("what was looked at"), 0},
	{"text", N_("Finding"), OUT_TEXT, N_("what was found"), OUT_FLEX},
};

static void say(struct doctor *d, enum verdict v, const char *subject, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
static void say(struct doctor *d, enum verdict v, const char *subject, const char *fmt, ...)
{
	static const char *const words[] = {"ok", "warn", "bad"};
	static const enum out_tone tones[] = {OUT_GOOD, OUT_WARN, OUT_BAD};
	struct out_cell shown[3];
	va_list ap;

	va_start(ap, fmt);
	char *text = arena_vprintf(d->app->a, fmt, ap);
	va_end(ap);
	const struct out_cell cells[] = {out_tone(out_text(words[v]), tones[v]), out_text(subject), out_text(text)};
	for (size_t i = 0; i < d->n; i++)
		shown[i] = cells[d->picked[i] - columns];
	out_row(d->out, shown);
	d->bad |= v == BAD;
}

/* Bytes as people read them. */
static const char *size_of(struct doctor *d, int64_t n)
{
	static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB"};
	int unit = 0;

	for (; n >= 10000 && unit < 4; unit++)
		n /= 1024;
	return arena_printf(d->app->a, "%" PRId64 " %s", n, units[unit]);
}

/* --- the engine and its file --- */

/* Settings of a server on which it depends whether what was answered is safe. */
static bool take_server_fact(struct doctor *d, const char *name, const char *value)
{
	static const struct { const char *name, *value; enum verdict v; const char *text; } facts[] = {
		{"standby", "true", OK, N_("a standby: programs that read work here, programs that write do not")},
		{"fsync", "off", BAD, N_("fsync is off: a power cut can destroy the whole desk")},
		{"synchronous_commit", "off", WARN, N_("synchronous_commit is off: a power cut can take back what was answered")},
		{"full_page_writes", "off", WARN, N_("full_page_writes is off: a power cut can tear pages, unless the storage forbids it")},
		{"data_checksums", "off", WARN, N_("no data checksums: pg_checksums --enable lets the server see damage of the disk")},
		{"superuser", "on", WARN, N_("programs come as a superuser, who may change events: schema/pg/roles.sql has roles for them")},
		{"tls", "no", WARN, N_("the connection is not encrypted (sslmode=verify-full in the desk's name)")},
		{"tls", "socket", OK, N_("connected on this machine")},
	};

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (strcmp(facts[i].name, name) == 0 && strcmp(facts[i].value, value) == 0) {
			say(d, facts[i].v, "server", "%s", _(facts[i].text));
			return true;
		}
	if (strcmp(name, "tls") == 0)
		say(d, OK, "server", _("connected with %s"), value);
	return strcmp(name, "tls") == 0;
}

/* File systems that keep a desk less well than it seems. */
static void say_file_system(struct doctor *d, const char *kind)
{
	static const struct { const char *kind, *text; } kinds[] = {
		{"tmpfs", N_("in memory (%s): gone when this machine stops")},
		{"ramfs", N_("in memory (%s): gone when this machine stops")},
		{"overlay", N_("in a layer of a container (%s): gone with it, unless it is a volume")},
		{"fuse", N_("a program's file system (%s): whether locks and syncs hold there is its affair")},
		{"vfat", N_("%s keeps no permissions and no journal")},
		{"exfat", N_("%s keeps no permissions and no journal")},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].kind, kind) == 0) {
			say(d, WARN, "filesystem", _(kinds[i].text), kind);
			return;
		}
	say(d, OK, "filesystem", strcmp(kind, "other") == 0 ? _("on this machine") : _("on this machine (%s)"), kind);
}

static void take_fact(void *arg, const char *name, const char *value)
{
	struct doctor *d = arg;
	struct arena *a = d->app->a;

	if (strcmp(name, "path") == 0)
		d->path = arena_strdup(a, value);
	else if (strcmp(name, "bytes") == 0)
		num_parse(value, 0, INT64_MAX, &d->bytes);
	else if (strcmp(name, "library") == 0)
		say(d, OK, "engine", _("library version %s"), value);
	else if (strcmp(name, "wal_reset_bug") == 0 && strcmp(value, "yes") == 0)
		say(d, WARN, "engine", _("this version has SQLite's WAL-reset bug (mended in 3.51.3, 3.50.7 and 3.44.6): "
		    "programs of tk take turns and cannot meet it, but let no other program write to this file"));
	else if (strcmp(name, "filesystem") == 0)
		say_file_system(d, value);
	else if (strcmp(name, "server") == 0)
		say(d, OK, "engine", _("PostgreSQL %s"), value);
	else if (take_server_fact(d, name, value))
		return;
	else if (strcmp(name, "format") == 0)
		say(d, OK, "format", _("desk format %s"), value);
}

static void say_damage(void *arg, const char *text)
{
	say(arg, BAD, "structure", "%s", text);
}

static void check_structure(struct doctor *d)
{
	if (desk_check(d->app->session.desk, false, say_damage, d) == 0)
		say(d, OK, "structure", _("%s, no damage found (tk-audit verify reads every byte)"), size_of(d, d->bytes));
}

static void check_space(struct doctor *d)
{
	enum { LEAST = 16 << 20, FEW = 256 << 20 };
	struct statvfs fs;

	if (!d->path || statvfs(d->path, &fs) != 0)
		return;
	int64_t left = (int64_t)fs.f_bavail * (int64_t)fs.f_frsize;
	enum verdict v = left < LEAST ? BAD : left < FEW || left < d->bytes / 4 ? WARN : OK;
	say(d, v, "space", _("%s free beside a desk of %s"), size_of(d, left), size_of(d, d->bytes));
}

/* The log is emptied by the last to close, and by whoever makes it long. */
static void check_log(struct doctor *d)
{
	enum { LONG = 64 << 20 };
	struct stat st;

	if (d->path && stat(arena_printf(d->app->a, "%s-wal", d->path), &st) == 0 && st.st_size > LONG)
		say(d, WARN, "log", _("%s beside a desk of %s: a program reads for long and keeps it from being emptied"),
		    size_of(d, st.st_size), size_of(d, d->bytes));
}

/* Who shares a desk makes files beside it, which must be the group's, too. */
static void check_group(struct doctor *d)
{
	struct stat desk, folder;
	const char *slash = d->path ? strrchr(d->path, '/') : NULL;
	const char *name = !slash ? "." : slash == d->path ? "/" : arena_dup(d->app->a, d->path, (size_t)(slash - d->path));

	if (!d->path || stat(d->path, &desk) != 0 || stat(name, &folder) != 0 || !(desk.st_mode & 020))
		return;
	if ((folder.st_mode & 02030) != 02030 || folder.st_gid != desk.st_gid)
		say(d, WARN, "files", _("the group may change the desk, but what is made beside it will not be the group's "
		    "(chgrp and chmod 2770 %s, and umask 007 for its members)"), name);
}

static void check_files(struct doctor *d)
{
	static const char *const suffixes[] = {"", "-wal", "-shm", "-lock", NULL};
	struct stat st;
	bool open = false;

	for (int i = 0; d->path && suffixes[i]; i++) {
		const char *name = arena_printf(d->app->a, "%s%s", d->path, suffixes[i]);
		if (stat(name, &st) != 0 || !(st.st_mode & 07))
			continue;
		open = true;
		say(d, st.st_mode & 02 ? BAD : WARN, "files", _("%s can be %s by anybody on this machine (chmod o= %s)"),
		    name, st.st_mode & 02 ? _("changed") : _("read"), name);
	}
	if (d->path && !open)
		say(d, OK, "files", _("nobody but owner and group can open them"));
}

/* --- the record --- */

static void check_record(struct doctor *d)
{
	struct desk *desk = d->app->session.desk;
	const struct desk_head *h = desk_head(desk);
	struct events *more = events_after(desk, d->app->a, h->seq, EVENTS_BARE);
	struct event e;
	const char *unread;
	bool beyond = events_next(more, d->app->a, &e, &unread);

	events_end(more);
	if (beyond)
		say(d, BAD, "record", _("event %" PRId64 " stands beyond the head (%" PRId64 ")"), e.seq, h->seq);
	else if (h->seq && (!events_load(desk, d->app->a, h->seq, EVENTS_BARE, &e) ||
	                    memcmp(e.hash, h->hash, DIGEST_LEN) != 0))
		say(d, BAD, "record", _("the last event (%" PRId64 ") is not the one the head names"), h->seq);
	else
		say(d, OK, "record", _("%" PRId64 " events, %" PRId64 " tickets, the chain ends as the head says"),
		    h->seq, h->ticket);
}

/* The last events: the latest instant at which one was recorded, and by how much
 * the clock went back between two. */
struct clock_past { int64_t latest, back, at_event, happened; };

static void look_back(struct doctor *d, struct clock_past *p)
{
	enum { EVENTS = 1000 };
	struct desk *desk = d->app->session.desk;
	struct arena row = {0};
	int64_t from = desk_head(desk)->seq - EVENTS;
	struct events *s = events_after(desk, &row, from > 0 ? from : 0, EVENTS_BARE);
	struct event e;
	const char *unread;

	while (events_next(s, &row, &e, &unread)) {
		if ((int)e.kind < 0)
			continue;              /* damaged: verify says how */
		if (p->latest - e.logged > p->back) {
			p->back = p->latest - e.logged;
			p->at_event = e.seq;
		}
		p->latest = e.logged > p->latest ? e.logged : p->latest;
		p->happened = e.at;
	}
	events_end(s);
	arena_free(&row);
}

static void check_clock(struct doctor *d)
{
	enum { SLACK_S = 60 };
	int64_t now = clock_now();
	struct clock_past p = {0};

	look_back(d, &p);
	if (p.latest > now + SLACK_S)
		say(d, BAD, "clock", _("events were recorded up to %" PRId64 " s in the future: this clock is wrong, "
		    "or the one that wrote them was"), p.latest - now);
	else if (p.happened > now + DAY_S)
		say(d, WARN, "clock", _("the last event says it happened %" PRId64 " days in the future (--now, TK_NOW)"),
		    (p.happened - now) / DAY_S);
	else if (p.back > SLACK_S)
		say(d, WARN, "clock", _("it went back by %" PRId64 " s before event %" PRId64 " was recorded"), p.back, p.at_event);
	else
		say(d, OK, "clock", _("not behind the record"));
}

/* --- the policy --- */

static void check_zone(struct doctor *d, const char *name)
{
	struct fault f = {0};
	const struct zone *kept = policy_zone(d->app->session.policy, name), *system = zone_load(d->app->a, name, &f);
	size_t n, m;

	if (strcmp(name, "UTC") == 0 || !kept)
		return;
	if (!system) {
		say(d, WARN, "zones", _("%s is kept with the policy, but this machine does not know it"), name);
		return;
	}
	const void *p = zone_bytes(kept, &n), *q = zone_bytes(system, &m);
	if (n == m && memcmp(p, q, n) == 0)
		say(d, OK, "zones", _("%s: as kept with the policy"), name);
	else
		say(d, WARN, "zones", _("%s: this machine has other rules than the policy was loaded with; load it again "
		    "where the new ones shall count"), name);
}

static void check_calendar(struct doctor *d, const char *name, int64_t valid_to)
{
	enum { SOON = 60 };
	char day[16];
	int64_t left = valid_to - civil_day_of(d->app->session.now);

	if (valid_to == INT64_MAX)
		return;
	civil_print_day(day, valid_to);
	if (left < 0)
		say(d, WARN, "calendar", _("%s: its holidays are known up to %s only, which is past"), name, day);
	else if (left < SOON)
		say(d, WARN, "calendar", _("%s: its holidays end on %s, in %" PRId64 " days"), name, day, left);
	else
		say(d, OK, "calendar", _("%s: holidays known up to %s"), name, day);
}

static void check_calendars(struct doctor *d)
{
	struct policy *p = d->app->session.policy;
	struct names all = policy_calendar_names(p);
	const char *desk_zone = policy_head(p)->zone;

	check_zone(d, desk_zone);
	for (size_t i = 0; i < all.n; i++) {
		const struct cal_rules *r = cal_rules(policy_cal(p, all.v[i]));
		bool seen = strcmp(zone_name(r->zone), desk_zone) == 0;
		for (size_t j = 0; j < i && !seen; j++)
			seen = cal_rules(policy_cal(p, all.v[j]))->zone == r->zone;
		if (!seen)
			check_zone(d, zone_name(r->zone));
		check_calendar(d, all.v[i], r->valid_to);
	}
}

static void check_policy(struct doctor *d)
{
	struct session *s = &d->app->session;
	struct policy_version v;

	if (!s->policy || !policies_at(s->desk, s->a, s->now, 0, &v)) {
		say(d, BAD, "policy", _("it cannot be read (tk-policy load FILE)"));
		return;
	}
	int64_t days = (s->now - v.valid_from) / DAY_S;
	say(d, OK, "policy", _("version %" PRId64 " (%s), in force for %" PRId64 " days"), v.version, v.name,
	    days < 0 ? 0 : days);
	check_calendars(d);
}

static int in_desk(struct desk *desk, void *arg)
{
	(void)desk;
	check_record(arg);
	check_clock(arg);
	check_policy(arg);
	return 0;
}

int doctor(struct app *app)
{
	struct doctor d = {.app = app};
	struct fault f = {0};
	int bad = app_list(app, columns, sizeof columns / sizeof *columns, "status,subject,text",
	                   &d.out, &d.picked, &d.n);

	if (bad || !d.out)
		return bad;
	desk_facts(app->session.desk, take_fact, &d);
	check_structure(&d);
	check_space(&d);
	check_log(&d);
	check_files(&d);
	check_group(&d);
	desk_tx(app->session.desk, DESK_READ, in_desk, &d, &f);
	if (f.code)
		say(&d, BAD, "record", "%s", f.text);
	out_close(d.out);
	return d.bad ? EXIT_NO : 0;
}
