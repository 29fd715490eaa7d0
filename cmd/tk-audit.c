/* tk-audit: verify the record, seal it, back it up, examine the desk */
#include <inttypes.h>
#include <stdio.h>

#include "base/digest.h"
#include "base/io.h"
#include "base/str.h"
#include "base/words.h"
#include "when/clock.h"
#include "policy/pack.h"
#include "store/policies.h"
#include "service/verify.h"
#include "app/app.h"
#include "app/bring.h"
#include "app/doctor.h"
#include "app/seals.h"

static struct {
	const char *seal, *signer, *key, *new_key;
	bool quick;
} values;

static const char *const verb_words[] = {"verify", "seal", "backup", "doctor", NULL};

static const struct opt options[] = {
	{OPT_TEXT, .name = "seal", .value = "FILE", .complete = "file", .target = &values.seal,
	 .help = N_("verify: seals the record must agree with; \"-\" is standard input")},
	{OPT_TEXT, .name = "signer", .value = "KEY", .target = &values.signer,
	 .help = N_("verify: the seals must be signed with this public key")},
	{OPT_FLAG, .name = "quick", .target = &values.quick,
	 .help = N_("verify: the record and its rows only, not indexes and search")},
	{OPT_TEXT, .name = "key", .value = "FILE", .complete = "file", .target = &values.key,
	 .help = N_("seal: sign with the secret key in this file")},
	{OPT_TEXT, .name = "new-key", .value = "FILE", .complete = "file", .target = &values.new_key,
	 .help = N_("seal: make a secret key in this new file and sign with it")},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "VERB", .words = verb_words, .help = N_("what to do")},
	{OPT_OPERAND, .value = "FILE", .flags = OPT_OPTIONAL, .complete = "file", .help = N_("backup: the copy, which must not exist")},
	{OPT_END, .name = NULL},
};

/* --- opening, even where much is broken --- */

static int read_policy(struct desk *d, void *arg)
{
	struct session *s = arg;
	struct policy_version v;

	if (policies_at(d, s->a, s->now, POLICIES_PACKED, &v))
		s->policy = policy_unpack(s->a, v.packed, v.npacked, NULL);
	return 0;
}

/* A policy or a head that cannot be read is a finding, not a reason to stop. */
static int open_desk(struct app *app)
{
	struct session *s = &app->session;
	struct fault f = {0};

	s->desk = desk_open(app->a, app->db, DESK_READ, NULL, &f);
	if (!s->desk)
		return app_fault(&f);
	desk_tx(s->desk, DESK_READ, read_policy, s, &f);
	f = (struct fault){0};
	if (s->policy && (app_enter(app, DESK_READ, &f) != 0 || session_check(s, RIGHT_AUDIT, &f) != 0))
		return app_fault(&f);
	return 0;
}

/* --- verify --- */

struct verifying {
	struct app *app;
	struct verify v;
	double began, said;            /* seconds; 0: no progress shown yet */
};

static void say_finding(void *arg, const char *text)
{
	(void)arg;
	puts(text);
}

static void show_progress(void *arg, int64_t done, int64_t all)
{
	struct verifying *x = arg;
	double now = clock_steady();

	if (now - x->began < 1 || now - x->said < 0.2)
		return;
	x->said = now;
	fputc('\r', stderr);
	fprintf(stderr, _("%" PRId64 " of %" PRId64 " events "), done, all);
}

static int verify_in_desk(struct desk *d, void *arg)
{
	struct verifying *x = arg;

	(void)d;
	verify_desk(&x->app->session, x->app->a, &x->v);
	return 0;
}

static int verify(struct app *app)
{
	struct verifying x = {.app = app, .v = {.say = say_finding}, .began = clock_steady()};
	struct fault f = {0};
	int bad = seals_read(app, values.seal, values.signer, &x.v.seals, &x.v.nseals);

	if (bad || (bad = open_desk(app)) != 0)
		return bad;
	x.v.arg = &x;
	x.v.quick = values.quick;
	if (!values.quick)
		verify_prepare(&app->session);
	x.v.progress = io_tty(2) && !app_values.quiet ? show_progress : NULL;
	desk_tx(app->session.desk, DESK_READ, verify_in_desk, &x, &f);

	if (x.said > 0)
		fputs("\r\033[K", stderr);
	if (f.code && f.code != EX_DATAERR)
		return app_fault(&f);
	if (f.code)
		say_finding(&x, f.text);
	if (f.code || x.v.findings)
		return EXIT_NO;
	note(_("%" PRId64 " events, %" PRId64 " tickets, %" PRId64 " texts, %" PRId64 " files: the record is whole"),
	     x.v.events, x.v.tickets, x.v.texts, x.v.files);
	return 0;
}

/* --- seal --- */

struct sealing { const unsigned char *key; struct seal seal; };

static int make_seal(struct app *app, void *arg)
{
	struct sealing *x = arg;

	seal_make(&app->session, x->key, &x->seal);
	return 0;
}

static int seal(struct app *app)
{
	const char *path = values.new_key ? values.new_key : values.key;
	struct str line = str_new(app->a);
	unsigned char key[32];
	struct sealing x = {.key = path ? key : NULL};
	int bad;

	if (values.key && values.new_key)
		return app_usage(app, _("--key and --new-key at once"));
	if ((bad = open_desk(app)) != 0)
		return bad;
	if (values.new_key && (bad = seal_key_make(path)) != 0)
		return bad;
	if (path && (bad = seal_key_read(app, path, key)) != 0)
		return bad;
	app_tx(app, DESK_READ, make_seal, &x);
	seal_print(&line, &x.seal);
	puts(line.p);
	if (values.new_key) {
		char hex[65];
		digest_hex(hex, x.seal.key, sizeof x.seal.key);
		note(_("public key: %s (tk-audit verify --signer)"), hex);
	}
	return 0;
}

/* --- backup and doctor --- */

static int backup(struct app *app)
{
	const char *path = app->operands.n > 1 ? app->operands.v[1].text : NULL;
	struct fault f = {0};
	int bad;

	if (!path)
		return app_usage(app, _("backup needs a FILE"));
	if ((bad = open_desk(app)) != 0)
		return bad;
	if (desk_is_server(app->db))
		return bring_into_file(app, path);
	return desk_backup(app->session.desk, path, &f) ? app_fault(&f) : 0;
}

static int examine(struct app *app)
{
	int bad = open_desk(app);

	return bad ? bad : doctor(app);
}

static int run(struct app *app)
{
	static int (*const verbs[])(struct app *) = {verify, seal, backup, examine};
	const char *verb = app->operands.n ? app->operands.v[0].text : NULL;
	int i = verb ? words_find(verb_words, verb) : -1;

	if (!verb)
		return app_usage(app, _("a verb is needed: %s"), words_list(app->a, verb_words));
	if (i < 0)
		return app_usage(app, _("there is no verb \"%s\"%s; known: %s"), verb,
		                 words_hint(app->a, verb_words, verb), words_list(app->a, verb_words));
	if (app->operands.n > (verbs[i] == backup ? 2 : 1))
		return app_usage(app, _("too many operands: %s"), app->operands.v[app->operands.n - 1].text);
	return verbs[i](app);
}

const struct program program = {"tk-audit", N_("verify the record, seal it, back it up, examine the desk"),
                                options, NEED_NOTHING, run};
