/* tk-set - change the facts of tickets */
#include <string.h>

#include "app/apply.h"
#include "app/text.h"

static const struct opt options[] = {
	{OPT_TEXT, .letter = 'm', .name = "message", .value = "TEXT", .target = &app_values.message,
	 .help = N_("with an internal note")},
	{OPT_INHERIT, .rows = app_options_bulk},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "FIELD=VALUE", .flags = OPT_REPEAT,
	 .help = N_("subject, kind, category, complexity, priority, impact, urgency, affected, customer, "
	            "person, watchers, cc, channel, lang, plan, tags or a custom field; an empty value "
	            "takes it away; tags=+a,-b adds and takes away")},
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("tickets (default: from standard input)")},
	{OPT_END, .name = NULL},
};

static bool is_setting(const char *text)
{
	return strchr(text, '=') && strncmp(text, "key:", 4) != 0;
}

/* Settings go into the change; references stay among the operands. */
static int take_settings(struct app *app, struct pairs *set)
{
	struct opt_list *list = &app->operands;
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++) {
		const char *text = app_clean(app, "FIELD=VALUE", list->v[i].text);
		if (!is_setting(text)) {
			list->v[kept++] = list->v[i];
			continue;
		}
		size_t n = strcspn(text, "=");
		pairs_add(app->a, set, arena_dup(app->a, text, n), text + n + 1);
	}
	list->n = kept;
	return set->n ? 0 : app_usage(app, "what shall be set? FIELD=VALUE is missing");
}

static int run(struct app *app)
{
	struct change c = change_none();
	struct app_refs refs = {0};
	int bad = take_settings(app, &c.set);

	c.text = app_clean(app, "-m", app_values.message);
	if (!bad) bad = app_refs_read(app, 0, &refs);
	return bad ? bad : app_apply(app, &refs, &c);
}

const struct program program = {
	.name = "tk-set",
	.summary = N_("change the facts of tickets"),
	.options = options,
	.needs = NEED_WRITE,
	.run = run,
};
