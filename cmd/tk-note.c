/* tk-note - add to tickets: a note, an answer, the customer's words, a question, files */
#include "app/apply.h"
#include "app/text.h"
#include "base/io.h"
#include "base/str.h"

static struct {
	bool public, from_customer, solution, each_incident;
	const char *person, *contact, *channel, *ask, *template, *mark, *move, *key;
	int64_t if_unchanged;
	struct opt_list files;
} o = {.if_unchanged = -1};

static const struct opt options[] = {
	{OPT_INHERIT, .rows = app_options_text},
	{OPT_FLAG, .letter = 'p', .name = "public", .target = &o.public,
	 .help = N_("the customer sees it (default: internal)")},
	{OPT_TEXT, .letter = 'T', .name = "template", .value = "NAME", .complete = "reply",
	 .target = &o.template, .help = N_("a canned reply of the policy, in the ticket's language")},
	{OPT_LIST, .name = "attach", .value = "FILE", .complete = "file", .target = &o.files,
	 .help = N_("attach a file")},
	{OPT_FLAG, .name = "solution", .target = &o.solution,
	 .help = N_("the text offers a solution")},
	{OPT_TEXT, .name = "mark", .value = "NAME", .complete = "mark", .target = &o.mark,
	 .help = N_("a mark of the policy: what deadlines count from or to")},
	{OPT_TEXT, .name = "ask", .value = "WHOM", .complete = "team", .target = &o.ask,
	 .help = N_("put it as a question to a team or an @agent, without giving the ticket away")},
	{OPT_TEXT, .name = "move", .value = "STATE", .complete = "state", .target = &o.move,
	 .help = N_("and change the state, in the same step")},
	{OPT_FLAG, .name = "each-incident", .target = &o.each_incident,
	 .help = N_("a problem: its open incidents too, each in its language")},
	{OPT_GROUP, .help = N_("The customer's words")},
	{OPT_FLAG, .name = "from-customer", .target = &o.from_customer,
	 .help = N_("the customer said it")},
	{OPT_TEXT, .name = "person", .value = "WHO", .target = &o.person,
	 .help = N_("who of the customer said it, by key or address")},
	{OPT_TEXT, .name = "contact", .value = "T", .target = &o.contact,
	 .help = N_("when the customer said it (default: now)")},
	{OPT_TEXT, .name = "channel", .value = "CHANNEL", .complete = "channel", .target = &o.channel,
	 .help = N_("how it was said")},
	{OPT_GROUP, .help = N_("For scripts")},
	{OPT_TEXT, .name = "key", .value = "KEY", .target = &o.key,
	 .help = N_("a name of your own for this step: it is taken once")},
	{OPT_INT, .name = "if-unchanged", .value = "SEQ", .min = 0, .max = INT64_MAX,
	 .target = &o.if_unchanged, .help = N_("only if this is still the ticket's last event")},
	{OPT_INHERIT, .rows = app_options_bulk},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("tickets (default: from standard input)")},
	{OPT_END, .name = NULL},
};

static int check_options(const struct app *app)
{
	if ((o.contact || o.person) && !o.from_customer)
		return app_usage(app, "%s goes with --from-customer", o.contact ? "--contact" : "--person");
	if (o.from_customer && (o.ask || o.template || o.solution))
		return app_usage(app, "a customer's words are no question to a team, no template, no solution of ours");
	if (o.each_incident && (o.from_customer || o.key || o.if_unchanged >= 0))
		return app_usage(app, "--each-incident tells many: leave out what is about one ticket");
	if (o.public && o.ask)
		return app_usage(app, "a question to a team is internal: leave out --public");
	return 0;
}

/* Standard input is the text where operands name the tickets, else the
 * tickets; where a template, a mark or a file says enough it is left alone. */
static int read_text(struct app *app, const char **text)
{
	bool given = app_values.message || app_values.file || app_values.edit;
	bool enough = o.template || o.mark || o.files.n;
	bool refs = app_refs_given(app, 0);

	if (!given && !enough && (!refs || io_tty(0)))
		return app_usage(app, "no text: give -m, -F or -e, or name the tickets and pipe it");
	if (!refs && str_eq(app_values.file, "-"))
		return app_usage(app, "standard input is the text: name the tickets");
	int bad = app_text(app, !given && !enough, NULL, text);
	if (!bad && str_empty(*text))
		*text = NULL;
	if (!bad && !*text && !enough) {
		warn("an empty text; nothing is changed");
		bad = EX_DATAERR;
	}
	return bad;
}

static int read_change(struct app *app, struct change *c)
{
	*c = change_none();
	c->public = o.public;
	c->from_customer = o.from_customer;
	c->solution = o.solution;
	c->person = app_clean(app, "--person", o.person);
	c->channel = o.channel;
	c->ask = o.ask;
	c->template = o.template;
	c->mark = o.mark;
	c->state = o.move;
	c->ext = app_clean(app, "--key", o.key);
	c->if_unchanged = o.if_unchanged;
	if (o.contact)
		c->said_at = app_at(app, "--contact", o.contact, false);
	int bad = read_text(app, &c->text);
	return bad ? bad : app_attach(app, &o.files, c);
}

static int run(struct app *app)
{
	struct change c;
	struct app_refs refs = {0};
	int bad = check_options(app);

	if (o.template && !o.public)
		note("kept as an internal note; --public shows it to the customer");
	if (!bad) bad = read_change(app, &c);
	if (!bad) bad = app_refs_read(app, 0, &refs);
	if (!bad && refs.n > 1 && (o.key || o.if_unchanged >= 0))
		bad = app_usage(app, "--key and --if-unchanged are about one ticket");
	if (bad)
		return bad;
	return o.each_incident ? app_apply_incidents(app, &refs, &c) : app_apply(app, &refs, &c);
}

const struct program program = {
	.name = "tk-note",
	.summary = N_("add to tickets: a note, an answer, the customer's words, a question, files"),
	.options = options,
	.needs = NEED_WRITE,
	.run = run,
};
