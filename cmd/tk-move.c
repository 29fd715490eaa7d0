/* tk-move - change the state of tickets */
#include "app/apply.h"
#include "app/text.h"

static struct { const char *until, *reference, *reply; } o;

static const struct opt options[] = {
	{OPT_TEXT, .name = "until", .value = "T", .target = &o.until,
	 .help = N_("held: wakes up again then (+2d, 2026-12-01)")},
	{OPT_TEXT, .name = "reference", .value = "TEXT", .target = &o.reference,
	 .help = N_("what a third party calls the case you wait for")},
	{OPT_TEXT, .letter = 'm', .name = "message", .value = "TEXT", .target = &app_values.message,
	 .help = N_("with an internal note")},
	{OPT_TEXT, .name = "reply", .value = "TEXT", .target = &o.reply,
	 .help = N_("with an answer to the customer")},
	{OPT_INHERIT, .rows = app_options_bulk},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "STATE", .complete = "state",
	 .help = N_("a state of the policy, or new, open, waiting, held, resolved, closed")},
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("tickets (default: from standard input)")},
	{OPT_END, .name = NULL},
};

static int run(struct app *app)
{
	struct change c = change_none();
	struct app_refs refs = {0};

	if (app->operands.n == 0)
		return app_usage(app, "which state?");
	c.state = app->operands.v[0].text;
	c.text = app_clean(app, "-m", app_values.message);
	c.reply = app_clean(app, "--reply", o.reply);
	c.reference = app_clean(app, "--reference", o.reference);
	if (o.until)
		c.until = app_at(app, "--until", o.until, true);
	int bad = app_refs_read(app, 1, &refs);

	return bad ? bad : app_apply(app, &refs, &c);
}

const struct program program = {
	.name = "tk-move",
	.summary = N_("change the state of tickets"),
	.options = options,
	.needs = NEED_WRITE,
	.run = run,
};
