/* filter: the options that say which tickets are meant.
 *
 * A word that the policy does not know is a usage error with a hint, unless a
 * ticket has it: agents leave, categories are renamed, their tickets stay. */
#include "app/filter.h"

#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/facts.h"
#include "store/customers.h"
#include "store/tickets.h"
#include "text/mask.h"
#include "when/clock.h"

struct filter filter_values;

enum { MANY = OPT_NOT | OPT_COMMA };

const struct opt app_options_filter[] = {
	{OPT_GROUP, .help = N_("Filters (values by comma or given again are alternatives)")},
	{OPT_LIST, .letter = 's', .name = "state", .value = "STATE", .complete = "state", .flags = MANY,
	 .target = &filter_values.state, .help = N_("in this state, or in a state of this class")},
	{OPT_LIST, .name = "kind", .value = "KIND", .complete = "kind", .flags = MANY,
	 .target = &filter_values.kind, .help = N_("of this kind: incident, request, ...")},
	{OPT_LIST, .name = "priority", .value = "P", .complete = "priority", .flags = MANY,
	 .target = &filter_values.priority, .help = N_("P1, 1, or a range: P1..P2")},
	{OPT_LIST, .name = "level", .value = "N", .complete = "level", .flags = MANY,
	 .target = &filter_values.level, .help = N_("at this level, or a range: 2..3")},
	{OPT_LIST, .name = "team", .value = "TEAM", .complete = "team", .flags = MANY,
	 .target = &filter_values.team, .help = N_("given to this team; \"none\": to no team")},
	{OPT_LIST, .name = "agent", .value = "AGENT", .complete = "agent", .flags = MANY,
	 .target = &filter_values.agent, .help = N_("held by this agent; \"me\"; \"none\": by nobody")},
	{OPT_LIST, .name = "asked", .value = "WHOM", .complete = "agent", .flags = MANY,
	 .target = &filter_values.asked,
	 .help = N_("with an open question to this agent or team; \"me\": to me or my teams")},
	{OPT_LIST, .name = "customer", .value = "KEY", .complete = "customer", .flags = MANY,
	 .target = &filter_values.customer, .help = N_("of this customer; \"none\": of none")},
	{OPT_LIST, .name = "category", .value = "CATEGORY", .complete = "category", .flags = MANY,
	 .target = &filter_values.category, .help = N_("of this category or one below it; \"none\"")},
	{OPT_LIST, .name = "complexity", .value = "WORD", .flags = MANY,
	 .target = &filter_values.complexity, .help = N_("simple, normal, complex or none")},
	{OPT_LIST, .name = "channel", .value = "CHANNEL", .complete = "channel", .flags = MANY,
	 .target = &filter_values.channel, .help = N_("that came by this channel; \"none\"")},
	{OPT_LIST, .name = "lang", .value = "LANG", .complete = "lang", .flags = MANY,
	 .target = &filter_values.lang, .help = N_("in this language; \"none\": not known")},
	{OPT_LIST, .name = "plan", .value = "PLAN", .complete = "plan", .flags = MANY,
	 .target = &filter_values.plan, .help = N_("of this support plan; \"none\"")},
	{OPT_LIST, .name = "tag", .value = "TAG", .complete = "tag", .flags = MANY,
	 .target = &filter_values.tag, .help = N_("with this tag; \"none\": without any")},
	{OPT_LIST, .name = "watcher", .value = "AGENT", .complete = "agent", .flags = MANY,
	 .target = &filter_values.watcher, .help = N_("that this agent follows; \"me\"; \"none\": nobody")},
	{OPT_LIST, .name = "linked", .value = "[R:]REF", .complete = "ref", .flags = MANY,
	 .target = &filter_values.linked,
	 .help = N_("linked to this ticket; incident-of:REF: its incidents, see tk-link(1)")},
	{OPT_LIST, .name = "field", .value = "NAME=V", .complete = "field", .flags = OPT_NOT,
	 .target = &filter_values.field, .help = N_("whose field has this value; NAME alone: any value")},
	{OPT_LIST, .name = "opened", .value = "PERIOD", .flags = MANY,
	 .target = &filter_values.opened, .help = N_("opened in this period; an instant means since")},
	{OPT_LIST, .name = "changed", .value = "PERIOD", .flags = MANY,
	 .target = &filter_values.changed, .help = N_("changed last in this period, or since this instant")},
	{OPT_TEXT, .name = "in-state-for", .value = "SPAN", .target = &filter_values.in_state_for,
	 .help = N_("in its state for at least so long: 3d, 8h")},
	{OPT_TEXT, .name = "idle", .value = "SPAN", .target = &filter_values.idle,
	 .help = N_("nothing happened for at least so long")},
	{OPT_TEXT, .name = "text", .value = "WORDS", .target = &filter_values.text,
	 .help = N_("all these words in subject or messages, newest hit first; \"a phrase\", pre*, -not")},
	{OPT_END, .name = NULL},
};

const struct opt app_options_filter_all[] = {
	{OPT_FLAG, .letter = 'a', .name = "all", .target = &filter_values.all,
	 .help = N_("resolved and closed tickets too, but no spam; they are left out unless this, --text "
	            "or such a state is given")},
	{OPT_FLAG, .name = "spam", .target = &filter_values.spam,
	 .help = N_("only what is marked as spam; with --all: that too, which no list shows otherwise")},
	{OPT_END, .name = NULL},
};

/* What is being read, and into what. */
struct reading {
	struct app *app;
	struct lookup *q;
	bool done_named;               /* a resolved or closed state is named */
};

static struct find find_none(void)
{
	return (struct find){.in_state_s = -1, .idle_s = -1};
}

static int wrong(const struct reading *r, const char *option, const struct fault *f)
{
	return app_usage(r->app, "--%s: %s", option, f->text);
}

/* Does a ticket have this, though the policy does not know it? The past may
 * know more than the rows of today. */
static bool in_use(const struct reading *r, const struct find *f, const char *option,
                   const struct fault *why)
{
	if (r->q->as_of == AT_NONE)
		return tickets_count(r->app->session.desk, r->app->a, f) > 0;
	note("--%s: %s", option, why->text);
	return true;
}

static struct find_value *push(const struct reading *r, struct find *f, enum find_by by)
{
	return vec_push(r->app->a, &f->by[by]);
}

static bool word_in_use(const struct reading *r, enum find_by by, const char *text,
                        const char *option, const struct fault *why)
{
	struct find f = find_none();

	push(r, &f, by)->text = text;
	return in_use(r, &f, option, why);
}

/* --- words --- */

typedef int check(const struct session *, const char *, const char **, struct fault *);

static int check_lang(const struct session *s, const char *text, const char **out, struct fault *f)
{
	return fact_lang(s->a, text, out, f);
}

static int check_tag(const struct session *s, const char *text, const char **out, struct fault *f)
{
	return fact_tags(s->a, text, out, f);
}

/* "me" is me, whether or not the policy names me. */
static int check_agent(const struct session *s, const char *text, const char **out, struct fault *f)
{
	if (strcmp(text, "me") != 0)
		return fact_agent(s, text, out, f);
	*out = s->actor;
	return 0;
}

static int read_word(struct reading *r, enum find_by by, const char *option, check *fn,
                     const struct opt_value *v)
{
	struct find_value x = {.not = v->not};
	struct fault f = {0};

	if (strcmp(v->text, "none") != 0 && fn(&r->app->session, v->text, &x.text, &f) != 0) {
		if (!*v->text || !word_in_use(r, by, v->text, option, &f))
			return wrong(r, option, &f);
		x.text = v->text;
	}
	*push(r, &r->q->find, by) = x;
	return 0;
}

static int read_words(struct reading *r)
{
	static const struct {
		enum find_by by;
		const char *option;
		const struct opt_list *given;
		check *fn;
	} rows[] = {
		{FIND_KIND, "kind", &filter_values.kind, fact_kind},
		{FIND_TEAM, "team", &filter_values.team, fact_team},
		{FIND_AGENT, "agent", &filter_values.agent, check_agent},
		{FIND_CATEGORY, "category", &filter_values.category, fact_category},
		{FIND_COMPLEXITY, "complexity", &filter_values.complexity, fact_complexity},
		{FIND_CHANNEL, "channel", &filter_values.channel, fact_channel},
		{FIND_LANG, "lang", &filter_values.lang, check_lang},
		{FIND_PLAN, "plan", &filter_values.plan, fact_plan},
		{FIND_TAG, "tag", &filter_values.tag, check_tag},
		{FIND_WATCHER, "watcher", &filter_values.watcher, check_agent},
	};
	int bad = 0;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t k = 0; k < rows[i].given->n && !bad; k++)
			bad = read_word(r, rows[i].by, rows[i].option, rows[i].fn, &rows[i].given->v[k]);
	return bad;
}

/* --- states: a name, or all states of a class --- */

static void add_state(struct reading *r, const char *name, enum state_class class, bool not)
{
	*push(r, &r->q->find, FIND_STATE) = (struct find_value){.text = name, .not = not};
	r->done_named |= class >= STATE_RESOLVED;
}

static bool add_class(struct reading *r, const struct opt_value *v)
{
	size_t n, found = 0;
	int class = words_find(state_class_words, v->text);
	const struct policy_state *states = policy_states(r->app->session.policy, &n);

	for (size_t i = 0; class >= 0 && i < n; i++)
		if ((int)states[i].class == class) {
			add_state(r, states[i].name, states[i].class, v->not);
			found++;
		}
	return found > 0;
}

static int read_states(struct reading *r)
{
	for (size_t i = 0; i < filter_values.state.n; i++) {
		const struct opt_value *v = &filter_values.state.v[i];
		const struct policy_state *st = policy_state(r->app->session.policy, v->text);
		struct fault f = {0};
		const char *name;
		if (st) {
			add_state(r, st->name, st->class, v->not);
		} else if (!add_class(r, v)) {
			fact_state(&r->app->session, v->text, &name, &f);
			if (!word_in_use(r, FIND_STATE, v->text, "state", &f))
				return wrong(r, "state", &f);
			add_state(r, v->text, STATE_CLOSED, v->not);
		}
	}
	return 0;
}

/* --- numbers: one, or a range --- */

typedef int check_number(const struct session *, const char *, int *, struct fault *);

static int read_number(const struct reading *r, enum find_by by, const char *option, check_number *fn,
                       const char *text, int *n)
{
	struct find known = find_none();
	struct fault f = {0};
	int64_t number;

	if (fn(&r->app->session, text, n, &f) == 0)
		return 0;
	if (!num_parse(text, 1, 99, &number))
		return wrong(r, option, &f);
	push(r, &known, by)->number = number;
	*n = (int)number;
	return in_use(r, &known, option, &f) ? 0 : wrong(r, option, &f);
}

static int read_range(struct reading *r, enum find_by by, const char *option, check_number *fn,
                      const struct opt_value *v)
{
	const char *dots = strstr(v->text, "..");
	const char *low = dots ? arena_dup(r->app->a, v->text, (size_t)(dots - v->text)) : v->text;
	int from, to;
	int bad = read_number(r, by, option, fn, low, &from);

	to = from;
	if (!bad && dots)
		bad = read_number(r, by, option, fn, dots + 2, &to);
	if (bad)
		return bad;
	if (to < from)
		return app_usage(r->app, "--%s: %s: from the higher to the lower", option, v->text);
	for (; from <= to; from++)
		*push(r, &r->q->find, by) = (struct find_value){.number = from, .not = v->not};
	return 0;
}

static int read_numbers(struct reading *r)
{
	int bad = 0;

	for (size_t i = 0; i < filter_values.priority.n && !bad; i++)
		bad = read_range(r, FIND_PRIORITY, "priority", fact_priority, &filter_values.priority.v[i]);
	for (size_t i = 0; i < filter_values.level.n && !bad; i++)
		bad = read_range(r, FIND_LEVEL, "level", fact_level, &filter_values.level.v[i]);
	return bad;
}

/* A customer nobody knows has no tickets: that is an answer, no mistake. */
static void read_customers(struct reading *r)
{
	struct arena *a = r->app->a;

	for (size_t i = 0; i < filter_values.customer.n; i++) {
		const struct opt_value *v = &filter_values.customer.v[i];
		struct customer c = {.id = -1};
		if (strcmp(v->text, "none") == 0)
			c.id = 0;
		else if (!customers_find(r->app->session.desk, a,
		                         mask_text(a, v->text, strlen(v->text), NULL, NULL), &c)) {
			note("--customer: no customer has the key %s", v->text);
			c.id = -1;
		}
		*push(r, &r->q->find, FIND_CUSTOMER) = (struct find_value){.number = c.id, .not = v->not};
	}
}

/* --- the rest --- */

static int read_field(struct reading *r, const struct opt_value *v)
{
	const struct policy_field *fd;
	const char *equals = strchr(v->text, '='), *clean = NULL;
	struct find_field x = {.name = v->text, .value = equals ? equals + 1 : NULL, .not = v->not};
	struct fault f = {0};

	if (equals)
		x.name = arena_dup(r->app->a, v->text, (size_t)(equals - v->text));
	if (equals && !*x.value)
		return app_usage(r->app, "--field: %s has no value; write NAME=V, or NAME for any", v->text);
	if (fact_field(&r->app->session, r->app->a, NULL, x.name, x.value ? x.value : "", &fd, &clean, &f) == 0) {
		x.value = x.value ? clean : NULL;
	} else {
		struct find known = find_none();
		*vec_push(r->app->a, &known.fields) = (struct find_field){x.name, x.value, false};
		if (!in_use(r, &known, "field", &f))
			return wrong(r, "field", &f);
	}
	*vec_push(r->app->a, &r->q->find.fields) = x;
	return 0;
}

static int read_fields(struct reading *r)
{
	int bad = 0;

	for (size_t i = 0; i < filter_values.field.n && !bad; i++)
		bad = read_field(r, &filter_values.field.v[i]);
	return bad;
}

static void add_asked(struct reading *r, const char *whom, bool not)
{
	*vec_push(r->app->a, &r->q->find.asked) = (struct find_value){.text = whom, .not = not};
}

static int read_one_asked(struct reading *r, const struct opt_value *v)
{
	const struct session *s = &r->app->session;
	const char *name;
	struct fault f = {0};

	if (strcmp(v->text, "me") == 0) {
		add_asked(r, arena_printf(r->app->a, "@%s", s->actor), v->not);
		for (size_t i = 0; s->agent && i < s->agent->teams.n; i++)
			add_asked(r, s->agent->teams.v[i], v->not);
		return 0;
	}
	if (v->text[0] != '@' && policy_team(s->policy, v->text)) {
		add_asked(r, v->text, v->not);
		return 0;
	}
	if (fact_agent(s, v->text + (v->text[0] == '@'), &name, &f) == 0) {
		add_asked(r, arena_printf(r->app->a, "@%s", name), v->not);
		return 0;
	}
	struct find known = find_none();
	*vec_push(r->app->a, &known.asked) = (struct find_value){.text = v->text};
	if (!in_use(r, &known, "asked", &f))
		return app_usage(r->app, "--asked: \"%s\" is no agent and no team of the policy", v->text);
	add_asked(r, v->text, v->not);
	return 0;
}

static int read_asked(struct reading *r)
{
	int bad = 0;

	for (size_t i = 0; i < filter_values.asked.n && !bad; i++)
		bad = read_one_asked(r, &filter_values.asked.v[i]);
	return bad;
}

/* "4711", "key:X", "incident-of:4711". */
static int read_link(struct reading *r, const struct opt_value *v)
{
	const struct session *s = &r->app->session;
	const char *colon = strchr(v->text, ':'), *ref = v->text;
	struct find_link x = {.relation = -1, .not = v->not};
	struct fault f = {0};
	struct ref named;

	if (colon && strncmp(v->text, "key:", 4) != 0) {
		const char *word = arena_dup(r->app->a, v->text, (size_t)(colon - v->text));
		x.relation = words_find(relation_words, word);
		ref = colon + 1;
		if (x.relation < 0)
			return app_usage(r->app, "--linked: unknown relation \"%s\"%s", word,
			                 words_hint(r->app->a, relation_words, word));
	}
	int bad = ref_parse(ref, session_prefix(s), &named, &f);
	if (!bad) bad = session_ticket(s, &named, &x.other, &f);
	if (bad)
		return wrong(r, "linked", &f);
	*vec_push(r->app->a, &r->q->find.linked) = x;
	return 0;
}

static int read_links(struct reading *r)
{
	int bad = 0;

	for (size_t i = 0; i < filter_values.linked.n && !bad; i++)
		bad = read_link(r, &filter_values.linked.v[i]);
	return bad;
}

static void read_times(struct reading *r)
{
	struct find *f = &r->q->find;

	for (size_t i = 0; i < filter_values.opened.n; i++) {
		struct find_range *x = vec_push(r->app->a, &f->opened);
		x->not = filter_values.opened.v[i].not;
		app_period(r->app, "--opened", filter_values.opened.v[i].text, &x->from, &x->to);
	}
	for (size_t i = 0; i < filter_values.changed.n; i++) {
		struct find_range *x = vec_push(r->app->a, &f->changed);
		x->not = filter_values.changed.v[i].not;
		app_period(r->app, "--changed", filter_values.changed.v[i].text, &x->from, &x->to);
	}
	if (filter_values.in_state_for)
		f->in_state_s = app_length("--in-state-for", filter_values.in_state_for);
	if (filter_values.idle)
		f->idle_s = app_length("--idle", filter_values.idle);
}

static int read_text(struct reading *r)
{
	struct token_query *query = arena_new(r->app->a, struct token_query);
	struct fault f = {0};

	if (!filter_values.text)
		return 0;
	if (token_query(r->app->a, filter_values.text, query, &f) != 0)
		return wrong(r, "text", &f);
	r->q->text = query;
	return 0;
}

int filter_lookup(struct app *app, struct lookup *q)
{
	struct reading r = {.app = app, .q = q};

	*q = (struct lookup){.find = find_none(), .as_of = app_as_of(app)};
	q->find.now = q->as_of == AT_NONE ? app->session.now : q->as_of;
	int bad = read_states(&r);
	if (!bad) bad = read_words(&r);
	if (!bad) bad = read_numbers(&r);
	if (!bad) bad = read_fields(&r);
	if (!bad) bad = read_asked(&r);
	if (!bad) bad = read_links(&r);
	if (!bad) bad = read_text(&r);
	if (bad)
		return bad;
	read_customers(&r);
	read_times(&r);
	q->find.active = !filter_values.all && !q->text && !r.done_named && !filter_values.spam;
	q->find.spam = !filter_values.spam ? FIND_SPAM_OUT : filter_values.all ? FIND_SPAM_TOO : FIND_SPAM_ONLY;
	return 0;
}
