/* tk-assign - give tickets to an agent, a team or a level, or take the next one */
#include <inttypes.h>
#include <stdio.h>

#include "app/apply.h"
#include "app/text.h"
#include "base/io.h"
#include "service/take.h"

static struct {
	const char *to, *team, *reply;
	int64_t level;
	bool next, none, if_free;
} o;

static const struct opt options[] = {
	{OPT_TEXT, .name = "to", .value = "WHOM", .complete = "agent", .target = &o.to,
	 .help = N_("an agent, \"me\", or a team; @NAME is an agent for certain")},
	{OPT_TEXT, .name = "team", .value = "TEAM", .complete = "team", .target = &o.team,
	 .help = N_("a team; an agent who is not in it loses the ticket")},
	{OPT_INT, .name = "level", .value = "N", .min = 1, .max = 9, .target = &o.level,
	 .help = N_("a level, and the level's team unless --team says another")},
	{OPT_FLAG, .name = "none", .target = &o.none, .help = N_("nobody: take it from its agent")},
	{OPT_FLAG, .name = "next", .target = &o.next,
	 .help = N_("take the most urgent free ticket that fits you, and print it")},
	{OPT_FLAG, .name = "if-free", .target = &o.if_free,
	 .help = N_("leave out tickets that somebody else holds; exit 1 if there was one")},
	{OPT_TEXT, .letter = 'm', .name = "message", .value = "TEXT", .target = &app_values.message,
	 .help = N_("with an internal note")},
	{OPT_TEXT, .name = "reply", .value = "TEXT", .target = &o.reply,
	 .help = N_("with an answer to the customer")},
	{OPT_INHERIT, .rows = app_options_bulk},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("tickets (default: from standard input)")},
	{OPT_END, .name = NULL},
};

/* Whom --to names: an agent first, then a team. */
static int read_holder(const struct app *app, struct change *c)
{
	struct policy *p = app->session.policy;
	bool to_team = o.to && *o.to != '@' && !policy_agent(p, o.to) && policy_team(p, o.to);

	if (to_team && o.team)
		return app_usage(app, "--to %s is a team, and --team names another", o.to);
	c->team = to_team ? o.to : o.team;
	c->level = (int)o.level;
	if (o.none)
		c->agent = "";
	else if (!to_team && o.to)
		c->agent = o.to + (*o.to == '@');
	return 0;
}

static int check_options(const struct app *app)
{
	bool holder = o.to || o.team || o.level || o.none;

	if (o.next && (holder || o.if_free || app->operands.n))
		return app_usage(app, "--next chooses ticket and agent by itself");
	if (o.to && o.none)
		return app_usage(app, "--to and --none exclude each other");
	if (!o.next && !holder)
		return app_usage(app, "to whom? --to, --team, --level, --none or --next");
	return 0;
}

/* --- the next one --- */

struct next { const struct change *also; int64_t id; struct change_result r; };

static int take(struct app *app, void *arg)
{
	struct next *x = arg;
	struct fault f = {0};

	return take_next(&app->session, app->a, x->also, &x->id, &x->r, &f) ? app_fault(&f) : 0;
}

static int run_next(struct app *app, const struct change *also)
{
	struct next x = {.also = also};
	int code = app_tx(app, DESK_WRITE, take, &x);

	if (!code && x.id == 0) {
		if (io_tty(2))
			note("no free ticket fits %s", app->session.actor);
		return EXIT_NO;
	}
	if (!code)
		printf("%" PRId64 "\n", x.id);
	app_say_masked(x.r.masked);
	return code;
}

static int run(struct app *app)
{
	struct change c = change_none();
	struct app_refs refs = {0};
	int bad = check_options(app);

	if (bad)
		return bad;
	c.text = app_clean(app, "-m", app_values.message);
	c.reply = app_clean(app, "--reply", o.reply);
	if (o.next)
		return run_next(app, &c);
	c.if_free = o.if_free;
	bad = read_holder(app, &c);
	if (!bad) bad = app_refs_read(app, 0, &refs);
	return bad ? bad : app_apply(app, &refs, &c);
}

const struct program program = {
	.name = "tk-assign",
	.summary = N_("give tickets to an agent, a team or a level, or take the next one"),
	.options = options,
	.needs = NEED_WRITE,
	.run = run,
};
