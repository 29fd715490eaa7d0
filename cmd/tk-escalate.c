/* tk-escalate - raise tickets a level or to another team, by hand or as the policy's rules say */
#include "app/apply.h"
#include "app/due_list.h"
#include "app/text.h"
#include "base/num.h"
#include "base/str.h"
#include "service/escalate.h"

static struct {
	bool up, down, take_over, due;
	const char *to, *team, *reject, *tried, *evidence, *asked, *reply, *once;
	int64_t level;
} o;

static const struct opt options[] = {
	{OPT_FLAG, .name = "up", .target = &o.up, .help = N_("to the next level")},
	{OPT_TEXT, .name = "to", .value = "WHERE", .complete = "team", .target = &o.to,
	 .help = N_("to a level (2), a team, or \"next\"")},
	{OPT_INT, .name = "level", .value = "N", .min = 1, .max = 9, .target = &o.level,
	 .help = N_("to a level; the team is its own, or the category's where that works there")},
	{OPT_TEXT, .name = "team", .value = "TEAM", .complete = "team", .target = &o.team,
	 .help = N_("to a team, and to the team's level unless --level says another")},
	{OPT_FLAG, .name = "down", .target = &o.down,
	 .help = N_("down: to where it came from, the next level below, or where --to says; -m says why")},
	{OPT_TEXT, .name = "reject", .value = "REASON", .target = &o.reject,
	 .help = N_("send it back to where it came from, for a reason of the policy (handover.reject)")},
	{OPT_FLAG, .name = "take-over", .target = &o.take_over,
	 .help = N_("take it yourself: for supervisors")},
	{OPT_TEXT, .letter = 'm', .name = "message", .value = "TEXT", .target = &app_values.message,
	 .help = N_("with an internal note")},
	{OPT_TEXT, .name = "reply", .value = "TEXT", .target = &o.reply,
	 .help = N_("with an answer to the customer")},
	{OPT_GROUP, .help = N_("The handover")},
	{OPT_TEXT, .name = "tried", .value = "TEXT", .target = &o.tried, .help = N_("what was tried, and what came of it")},
	{OPT_TEXT, .name = "evidence", .value = "TEXT", .target = &o.evidence,
	 .help = N_("what shows it: numbers, times, messages")},
	{OPT_TEXT, .name = "asked", .value = "TEXT", .target = &o.asked, .help = N_("what exactly is asked")},
	{OPT_GROUP, .help = N_("For scripts")},
	{OPT_FLAG, .name = "due", .target = &o.due,
	 .help = N_("do what the policy's rules say of all tickets now, and list it; never reads standard input")},
	{OPT_TEXT, .name = "once", .value = "NAME", .target = &o.once,
	 .help = N_("once a ticket under this name, without a handover; -m says why")},
	{OPT_INHERIT, .rows = app_options_bulk},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("tickets (default: from standard input)")},
	{OPT_END, .name = NULL},
};

/* --- what the options say --- */

static int check_options(const struct app *app)
{
	bool where = o.to || o.level || o.team, handover = o.tried || o.evidence || o.asked;
	int ways = (o.up || (where && !o.down)) + o.down + (o.reject != NULL) + o.take_over;

	if (o.due && (ways || handover || app_values.message || o.reply || o.once || app->operands.n))
		return app_usage(app, "--due finds tickets and what to do with them by itself");
	if (o.due)
		return 0;
	if (ways == 0)
		return app_usage(app, "how? --up, --to, --level, --team, --down, --reject, --take-over or --due");
	if (ways > 1 || (o.up && where) || (o.to && (o.level || o.team)))
		return app_usage(app, "one way at a time: --up, --to, --level with --team, --down, --reject or --take-over");
	if (handover && (o.down || o.reject || o.take_over))
		return app_usage(app, "--tried, --evidence and --asked go with a ticket that is raised");
	if ((o.down || o.once) && str_empty(app_values.message))
		return app_usage(app, "%s needs -m TEXT: why", o.down ? "--down" : "--once");
	return 0;
}

/* --to: a level, a team, or the next level. */
static int read_where(const struct app *app, struct escalate *x)
{
	struct policy *p = app->session.policy;
	int64_t level;

	x->level = (int)o.level;
	x->team = o.team;
	if (!o.to || str_eq(o.to, "next"))
		return 0;
	if (num_parse(o.to, 1, 9, &level))
		x->level = (int)level;
	else if (policy_team(p, o.to) || !(policy_agent(p, o.to) || *o.to == '@'))
		x->team = o.to;
	else
		return app_usage(app, "%s is an agent: tk-assign gives it to one", o.to);
	return 0;
}

static int read_escalate(struct app *app, struct escalate *x)
{
	x->how = o.down ? ESCALATE_DOWN : o.reject ? ESCALATE_REJECT : o.take_over ? ESCALATE_TAKEOVER : ESCALATE_UP;
	x->reason = o.reject;
	x->text = app_clean(app, "-m", app_values.message);
	x->reply = app_clean(app, "--reply", o.reply);
	x->tried = app_clean(app, "--tried", o.tried);
	x->evidence = app_clean(app, "--evidence", o.evidence);
	x->asked = app_clean(app, "--asked", o.asked);
	x->once = o.once;
	return read_where(app, x);
}

/* --- each ticket --- */

static int begin(struct app *app, void *arg)
{
	struct fault f = {0};

	return escalate_check(&app->session, app->a, arg, &f) ? app_fault(&f) : 0;
}

static int one(struct app *app, void *arg, struct arena *row, int64_t id, struct app_step *step, struct fault *f)
{
	struct escalate_result r;
	int bad = escalate_ticket(&app->session, row, id, arg, &r, f);

	step->changed = r.changed;
	step->skipped = r.skipped;
	step->masked = r.masked;
	step->note = r.note;
	return bad;
}

static int run(struct app *app)
{
	struct escalate x = {0};
	struct app_each steps = {.begin = begin, .one = one, .arg = &x};
	struct app_refs refs = {0};
	int bad = check_options(app);

	if (!bad && o.due)
		return due_list(app);
	if (!bad) bad = read_escalate(app, &x);
	if (!bad) bad = app_refs_read(app, 0, &refs);
	return bad ? bad : app_each(app, &refs, &steps);
}

const struct program program = {
	.name = "tk-escalate",
	.summary = N_("raise tickets a level or to another team, by hand or as the policy's rules say"),
	.options = options,
	.needs = NEED_WRITE,
	.run = run,
};
