/* clients_filter: the options that say which customers are meant. */
#include "app/clients.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/facts.h"
#include "text/token.h"
#include "when/clock.h"

struct client_values client_values;

enum { MANY = OPT_NOT | OPT_COMMA };

const struct opt app_options_clients[] = {
	{OPT_GROUP, .help = N_("Filters (values by comma or given again are alternatives)")},
	{OPT_LIST, .name = "csm", .value = "AGENT", .complete = "agent", .flags = MANY, .target = &client_values.csm,
	 .help = N_("looked after by this agent; \"me\"; \"none\": by nobody")},
	{OPT_LIST, .name = "plan", .value = "PLAN", .complete = "plan", .flags = MANY, .target = &client_values.plan,
	 .help = N_("of this support plan; \"none\"")},
	{OPT_LIST, .name = "stage", .value = "STAGE", .complete = "stage", .flags = MANY, .target = &client_values.stage,
	 .help = N_("in this stage of life; \"none\"")},
	{OPT_LIST, .name = "segment", .value = "SEGMENT", .complete = "segment", .flags = MANY,
	 .target = &client_values.segment, .help = N_("of this segment; \"none\"")},
	{OPT_LIST, .name = "product", .value = "PRODUCT", .complete = "product", .flags = MANY,
	 .target = &client_values.product, .help = N_("with this product; \"none\": without any")},
	{OPT_LIST, .name = "lang", .value = "LANG", .complete = "lang", .flags = MANY, .target = &client_values.lang,
	 .help = N_("of this language; \"none\": not known")},
	{OPT_FLAG, .name = "internal", .target = &client_values.internal, .help = N_("of the own house only")},
	{OPT_FLAG, .name = "external", .target = &client_values.external, .help = N_("not of the own house")},
	{OPT_TEXT, .name = "text", .value = "WORDS", .target = &client_values.text,
	 .help = N_("all these words, or parts of words, in key or name")},
	{OPT_FLAG, .letter = 'a', .name = "all", .target = &client_values.all,
	 .help = N_("also those that went into another, people who are gone, and all open tickets of a document")},
	{OPT_END, .name = NULL},
};

enum by { BY_CSM, BY_PLAN, BY_STAGE, BY_SEGMENT, BY_PRODUCT, BY_LANG, N_BY };
static const char *const by_words[] = {"csm", "plan", "stage", "segment", "product", "lang"};

/* --- matching --- */

static const char *segment_of(const struct client_filter *f, const struct customer *c)
{
	const struct policy_client x = customer_client(c);
	const struct policy_segment *s = policy_segment_for(f->p, &x);

	return s ? s->name : NULL;
}

/* text NULL: "none". */
static bool has(const struct client_filter *f, enum by by, const struct customer *c, const char *text)
{
	const char *const value[] = {
		[BY_CSM] = c->csm, [BY_PLAN] = c->plan, [BY_STAGE] = c->stage, [BY_PRODUCT] = c->products,
		[BY_SEGMENT] = by == BY_SEGMENT ? segment_of(f, c) : NULL, [BY_LANG] = c->lang,
	};

	if (!text || by != BY_PRODUCT)
		return str_eq(value[by], text);
	return customer_has_product(c, text);
}

static bool listed(const struct client_filter *f, enum by by, const struct customer *c)
{
	bool wanted = false, hit = false;

	for (size_t i = 0; i < f->by[by].n; i++) {
		const struct opt_value *v = &f->by[by].v[i];
		bool is = has(f, by, c, v->text);
		if (v->not && is)
			return false;
		wanted |= !v->not;
		hit |= !v->not && is;
	}
	return hit || !wanted;
}

bool client_says(struct arena *row, const struct client_filter *f, const char *text)
{
	const char *folded = f->words.n ? token_fold(row, text) : "";

	for (size_t i = 0; i < f->words.n; i++)
		if (!strstr(folded, f->words.v[i]))
			return false;
	return true;
}

bool client_match(struct arena *row, const struct client_filter *f, const struct customer *c)
{
	if ((c->merged && !f->all) || (f->internal >= 0 && f->internal != c->internal))
		return false;
	for (enum by by = 0; by < N_BY; by++)
		if (!listed(f, by, c))
			return false;
	return !f->words.n ||
	       client_says(row, f, arena_printf(row, "%s %s", c->key ? c->key : "", c->name ? c->name : ""));
}

/* --- reading --- */

static int check(const struct app *app, enum by by, const char *text, const char **out, struct fault *f)
{
	const struct session *s = &app->session;
	size_t n;

	switch (by) {
	case BY_CSM:
		*out = s->actor;
		return strcmp(text, "me") == 0 ? 0 : fact_agent(s, text, out, f);
	case BY_PLAN: return fact_plan(s, text, out, f);
	case BY_STAGE: return fact_stage(s, text, out, f);
	case BY_PRODUCT: return fact_product(s, text, out, f);
	case BY_LANG: return fact_lang(app->a, text, out, f);
	default: break;
	}
	const struct policy_segment *v = policy_segments(s->policy, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].name, text) == 0) {
			*out = v[i].name;
			return 0;
		}
	return fault_set(f, EX_DATAERR, "unknown segment \"%s\"", text);
}

/* Does a customer have this, though the policy does not know it? */
static bool in_use(struct app *app, const struct client_filter *f, enum by by, const char *text)
{
	struct directory *d = directory_open(&app->session, app->a, app_as_of(app));
	struct directory_customers *l = directory_customers(d, app->a, NULL);
	struct arena row = {0};
	struct customer c;
	bool found = false;

	while (!found && directory_next(l, &row, &c)) {
		found = has(f, by, &c, text);
		arena_reset(&row);
	}
	directory_end(l);
	arena_free(&row);
	return found;
}

static int read_value(struct app *app, struct client_filter *f, enum by by, const struct opt_value *v)
{
	struct fault why = {0};
	const char *text = NULL;

	if (strcmp(v->text, "none") != 0 && check(app, by, v->text, &text, &why) != 0) {
		if (!*v->text || !in_use(app, f, by, v->text))
			return app_usage(app, "--%s: %s", by_words[by], why.text);
		text = v->text;
	}
	*vec_push(app->a, &f->by[by]) = (struct opt_value){text, v->not};
	return 0;
}

int client_filter_read(struct app *app, struct client_filter *f)
{
	const struct opt_list *const given[] = {
		&client_values.csm, &client_values.plan, &client_values.stage, &client_values.segment,
		&client_values.product, &client_values.lang,
	};
	size_t n;

	*f = (struct client_filter){.p = app->session.policy, .internal = -1, .all = client_values.all};
	if (client_values.internal && client_values.external)
		return app_usage(app, "--internal and --external at once leave nobody");
	if (client_values.internal || client_values.external)
		f->internal = client_values.internal;
	for (enum by by = 0; by < N_BY; by++)
		for (size_t i = 0; i < given[by]->n; i++) {
			int bad = read_value(app, f, by, &given[by]->v[i]);
			if (bad)
				return bad;
		}
	char **word = str_split(app->a, client_values.text ? token_fold(app->a, client_values.text) : "", ' ', &n);
	for (size_t i = 0; i < n; i++)
		if (*word[i])
			*vec_push(app->a, &f->words) = word[i];
	if (f->by[BY_CSM].n == 1 && !f->by[BY_CSM].v[0].not)
		f->csm = f->by[BY_CSM].v[0].text;
	return 0;
}
