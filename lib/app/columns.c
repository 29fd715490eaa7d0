/* columns: what a list of tickets can show. */
#include "app/columns.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/list.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/reach.h"
#include "service/tell.h"
#include "store/tickets.h"

enum column {
	C_REF, C_REFERENCE, C_SUBJECT, C_STATE, C_CLASS, C_STATE_SINCE, C_IN_STATE, C_KIND, C_PRIORITY,
	C_IMPACT, C_URGENCY, C_AFFECTED, C_WHY, C_LEVEL, C_LEVEL_SINCE, C_TEAM, C_AGENT, C_CUSTOMER,
	C_CUSTOMER_NAME, C_PERSON, C_PERSON_NAME, C_SEGMENT, C_CSM, C_INTERNAL, C_WATCHERS, C_CC, C_CATEGORY, C_COMPLEXITY, C_CHANNEL, C_LANG, C_PLAN, C_KEY, C_TAGS, C_ASKED,
	C_CONTACT, C_OPENED, C_CHANGED, C_AGE, C_IDLE, C_REPLIED, C_ANSWERED, C_UNANSWERED, C_RESOLVED,
	C_CLOSED, C_WAKE, C_HANDS, C_REOPENED, C_SPAM, C_COUNTED, C_PROBLEM, C_LINKS, C_MERGED,
	C_POLICY, C_SEQ, N_TICKET,
};

static const struct out_column table[N_TICKET] = {
	[C_REF] = {"ref", N_("Ref"), OUT_REF, N_("number of the ticket"), 0},
	[C_REFERENCE] = {"reference", N_("Reference"), OUT_REF,
		N_("the number as customers see it: TK-4711-K"), 0},
	[C_SUBJECT] = {"subject", N_("Subject"), OUT_TEXT, N_("what it is about"), OUT_FLEX},
	[C_STATE] = {"state", N_("State"), OUT_TEXT, N_("state, as the policy names it"), 0},
	[C_CLASS] = {"class", N_("Class"), OUT_TEXT,
		N_("class of the state: new, open, waiting, held, resolved, closed"), 0},
	[C_STATE_SINCE] = {"state_since", N_("Since"), OUT_AT, N_("when it came into its state"), 0},
	[C_IN_STATE] = {"in_state_s", N_("In state"), OUT_SPAN, N_("how long it is in its state"), 0},
	[C_KIND] = {"kind", N_("Kind"), OUT_TEXT, N_("incident, request, question, ..."), 0},
	[C_PRIORITY] = {"priority", N_("Prio"), OUT_TEXT, N_("priority, P1 the most urgent"), 0},
	[C_IMPACT] = {"impact", N_("Impact"), OUT_TEXT, N_("high, medium or low"), 0},
	[C_URGENCY] = {"urgency", N_("Urgency"), OUT_TEXT, N_("high, medium or low"), 0},
	[C_AFFECTED] = {"affected", N_("Affected"), OUT_INT,
		N_("how many users the problem touches; 0: not said"), 0},
	[C_WHY] = {"why", N_("Why"), OUT_TEXT, N_("how the priority came about, in codes"), OUT_FLEX},
	[C_LEVEL] = {"level", N_("Level"), OUT_INT, N_("level of support"), 0},
	[C_LEVEL_SINCE] = {"level_since", N_("At level since"), OUT_AT, N_("when it came to its level"), 0},
	[C_TEAM] = {"team", N_("Team"), OUT_TEXT, N_("team it is given to"), OUT_FLEX},
	[C_AGENT] = {"agent", N_("Agent"), OUT_TEXT, N_("agent who holds it"), OUT_FLEX},
	[C_CUSTOMER] = {"customer", N_("Customer"), OUT_TEXT,
		N_("key of the customer (sorts by when he first came)"), OUT_FLEX},
	[C_CUSTOMER_NAME] = {"customer_name", N_("Name"), OUT_TEXT, N_("name of the customer"), OUT_FLEX},
	[C_PERSON] = {"person", N_("Person"), OUT_TEXT,
		N_("who of the customer: a key, or where there is none an address"), OUT_FLEX},
	[C_PERSON_NAME] = {"person_name", N_("Person's name"), OUT_TEXT, N_("name of who of the customer"), OUT_FLEX},
	[C_SEGMENT] = {"segment", N_("Segment"), OUT_TEXT, N_("segment its customer belongs to now"), 0},
	[C_CSM] = {"csm", N_("CSM"), OUT_TEXT, N_("agent who looks after the customer now"), 0},
	[C_INTERNAL] = {"internal", N_("Internal"), OUT_BOOL, N_("is the customer of the own house?"), 0},
	[C_WATCHERS] = {"watchers", N_("Watchers"), OUT_LIST, N_("agents who follow it"), OUT_FLEX},
	[C_CC] = {"cc", N_("Copies"), OUT_LIST, N_("addresses that get copies of what is public"), OUT_FLEX},
	[C_CATEGORY] = {"category", N_("Category"), OUT_TEXT,
		N_("what it is about, in the policy's categories"), 0},
	[C_COMPLEXITY] = {"complexity", N_("Complexity"), OUT_TEXT, N_("simple, normal or complex"), 0},
	[C_CHANNEL] = {"channel", N_("Channel"), OUT_TEXT, N_("how it came: mail, phone, ..."), 0},
	[C_LANG] = {"lang", N_("Lang"), OUT_TEXT, N_("language of the customer"), 0},
	[C_PLAN] = {"plan", N_("Plan"), OUT_TEXT, N_("support plan"), 0},
	[C_KEY] = {"key", N_("Key"), OUT_TEXT, N_("name another system gave it"), OUT_FLEX},
	[C_TAGS] = {"tags", N_("Tags"), OUT_LIST, N_("tags, sorted"), OUT_FLEX},
	[C_ASKED] = {"asked", N_("Asked"), OUT_LIST, N_("whom its open questions ask: @agent or team"), 0},
	[C_CONTACT] = {"contact", N_("Contact"), OUT_AT, N_("when the customer made contact"), 0},
	[C_OPENED] = {"opened", N_("Opened"), OUT_AT, N_("when it was opened"), 0},
	[C_CHANGED] = {"changed", N_("Changed"), OUT_AT, N_("when something last happened to it"), 0},
	[C_AGE] = {"age_s", N_("Age"), OUT_SPAN, N_("from its opening to now, or to its resolution"), 0},
	[C_IDLE] = {"idle_s", N_("Idle"), OUT_SPAN, N_("how long nothing has happened to it"), 0},
	[C_REPLIED] = {"replied", N_("Replied"), OUT_AT, N_("first public answer by a person"), 0},
	[C_ANSWERED] = {"answered", N_("Answered"), OUT_AT, N_("last public message of ours"), 0},
	[C_UNANSWERED] = {"unanswered_since", N_("Unanswered"), OUT_AT,
		N_("oldest message of the customer without an answer"), 0},
	[C_RESOLVED] = {"resolved", N_("Resolved"), OUT_AT, N_("when it was resolved"), 0},
	[C_CLOSED] = {"closed", N_("Closed"), OUT_AT, N_("when it was closed"), 0},
	[C_WAKE] = {"wake", N_("Wakes"), OUT_AT, N_("until when it is held"), 0},
	[C_HANDS] = {"hands", N_("Hands"), OUT_INT, N_("how often it changed hands after the first"), 0},
	[C_REOPENED] = {"reopened", N_("Re-opened"), OUT_INT, N_("how often it was opened again"), 0},
	[C_SPAM] = {"spam", N_("Spam"), OUT_BOOL, N_("marked as no case at all (tk-set spam=yes)"), 0},
	[C_COUNTED] = {"counted", N_("Counted"), OUT_INT, N_("customers that its incidents add up"), 0},
	[C_PROBLEM] = {"problem", N_("Problem"), OUT_REF, N_("number of the problem it is an incident of"), 0},
	[C_LINKS] = {"links", N_("Links"), OUT_LIST, N_("what it is to others: incident-of:4711, ..."), OUT_FLEX},
	[C_MERGED] = {"merged", N_("Merged into"), OUT_REF, N_("number of the ticket it went into"), 0},
	[C_POLICY] = {"policy", N_("Policy"), OUT_INT, N_("version of the policy in force when it was opened"), 0},
	[C_SEQ] = {"seq", N_("Event"), OUT_INT, N_("number of its last event (tk-log --after)"), 0},
};

/* --- the table --- */

static enum out_kind kind_of_field(enum field_type type)
{
	return type == FIELD_INT ? OUT_INT : type == FIELD_FLAG ? OUT_BOOL : OUT_TEXT;
}

/* The names of a program's own columns are its own. */
static void rename_taken(struct arena *a, struct out_column *all, size_t n, const struct out_column *own, size_t nown)
{
	for (size_t i = 0; i < n; i++)
		if (out_column(own, nown, all[i].name))
			all[i].name = arena_printf(a, "ticket_%s", all[i].name);
}

void columns_begin(struct app *app, const struct out_column *own, size_t nown, struct columns *c)
{
	size_t nfields;
	const struct policy_field *fields = policy_fields(app->session.policy, &nfields);
	struct out_column *all = arena_array(app->a, struct out_column, N_TICKET + nfields + nown);
	int64_t as_of = app_as_of(app);

	memcpy(all, table, sizeof table);
	rename_taken(app->a, all, N_TICKET, own, nown);
	for (size_t i = 0; i < nfields; i++) {
		const char *label = label_in(app->session.policy, &fields[i].label, msg_lang(), fields[i].name);
		all[N_TICKET + i] = (struct out_column){
			arena_printf(app->a, "f.%s", fields[i].name), label, kind_of_field(fields[i].type),
			arena_printf(app->a, _("custom field: %s"), label), OUT_FLEX};
	}
	if (nown)
		memcpy(all + N_TICKET + nfields, own, nown * sizeof *own);
	*c = (struct columns){.app = app, .all = all, .nall = N_TICKET + nfields + nown, .nticket = N_TICKET,
	                      .own = N_TICKET + nfields, .now = as_of == AT_NONE ? app->session.now : as_of};
}

static size_t index_of(const struct columns *c, size_t picked)
{
	return (size_t)(c->picked[picked] - c->all);
}

static int more_of(const struct columns *c, size_t column)
{
	if (column == C_TAGS)
		return TICKETS_TAGS;
	if (column == C_ASKED)
		return TICKETS_ASKS;
	if (column == C_WATCHERS)
		return TICKETS_WATCHERS;
	if (column == C_PROBLEM || column == C_LINKS)
		return TICKETS_LINKS;
	return column >= c->nticket && column < c->own ? TICKETS_FIELDS : TICKETS_ROW;
}

static void picked(struct columns *c)
{
	c->cells = arena_array(c->app->a, struct out_cell, c->n);
	for (size_t i = 0; i < c->n; i++)
		c->more |= more_of(c, index_of(c, i));
}

int columns_open(struct columns *c, const char *defaults, struct out **out)
{
	int bad = app_list(c->app, c->all, c->nall, defaults, out, &c->picked, &c->n);
	if (!bad && *out)
		picked(c);
	return bad;
}

void columns_pick(struct columns *c, const char *spec)
{
	if (out_pick(c->app->a, c->all, c->nall, spec, NULL, &c->picked, &c->n, NULL) != 0)
		bug("no such columns: %s", spec);
	picked(c);
}

/* --- cells --- */

static struct out_cell grade(int n)
{
	return n >= GRADE_HIGH && n <= GRADE_LOW ? out_text(grade_words[n]) : out_null();
}

static struct out_cell reference(const struct columns *c, struct arena *row, const struct ticket *t)
{
	char text[48];

	ref_print(text, session_prefix(&c->app->session), t->id);
	return out_ref(arena_strdup(row, text));
}

static struct out_cell priority(const struct columns *c, struct arena *row, const struct ticket *t)
{
	struct out_cell cell = out_text(tell_priority(c->app->session.policy, row, t->priority));
	bool urgent = ticket_active(t) && t->priority <= 2;

	return out_tone(cell, !urgent ? OUT_PLAIN : t->priority == 1 ? OUT_BAD : OUT_WARN);
}

/* Lists often show many tickets of one customer in a row. */
static const struct customer *customer(struct columns *c, const struct ticket *t)
{
	static const struct customer nobody;

	if (t->customer == 0)
		return &nobody;
	if (c->customer.id != t->customer) {
		arena_reset(&c->memory);
		if (!customers_load(c->app->session.desk, &c->memory, t->customer, &c->customer))
			c->customer = (struct customer){.id = t->customer};
	}
	return &c->customer;
}

static const struct person *person(struct columns *c, const struct ticket *t)
{
	static const struct person nobody;

	if (t->person == 0)
		return &nobody;
	if (c->person.id != t->person) {
		arena_reset(&c->person_memory);
		if (!people_load(c->app->session.desk, &c->person_memory, t->person, &c->person))
			c->person = (struct person){.id = t->person};
	}
	return &c->person;
}

static struct out_cell person_key(struct columns *c, const struct ticket *t)
{
	const struct person *p = person(c, t);

	return out_text(p->key ? p->key : p->addresses.n ? p->addresses.v[0].value : NULL);
}

static struct out_cell segment(struct columns *c, const struct ticket *t)
{
	const struct policy_client x = customer_client(customer(c, t));
	const struct policy_segment *s = t->customer ? policy_segment_for(c->app->session.policy, &x) : NULL;

	return out_text(s ? s->name : NULL);
}

static struct out_cell span(int64_t from, int64_t to)
{
	return out_span(to > from ? to - from : 0);
}

static struct out_cell names(struct arena *row, const char *const *v, size_t n)
{
	return out_list(v ? v : (const char *const *)arena_array(row, const char *, 1), n);
}

static struct out_cell copies(struct arena *row, const struct ticket *t)
{
	size_t n = 0;
	char **v = str_split(row, t->cc ? t->cc : "", ',', &n);

	return out_list((const char *const *)v, t->cc ? n : 0);
}

static struct out_cell asked(struct arena *row, const struct ticket *t)
{
	const char **whom = arena_array(row, const char *, t->asks.n + 1);

	for (size_t i = 0; i < t->asks.n; i++)
		whom[i] = t->asks.v[i].whom;
	return out_list(whom, t->asks.n);
}

static struct out_cell field(const struct columns *c, size_t column, const struct ticket *t)
{
	const char *value = pairs_get(&t->fields, c->all[column].name + 2);

	if (!value)
		return out_null();
	switch (c->all[column].kind) {
	case OUT_INT: return out_int(strtoll(value, NULL, 10));
	case OUT_BOOL: return out_bool(strcmp(value, "true") == 0);
	default: return out_text(value);
	}
}

static struct out_cell number(struct arena *row, int64_t id)
{
	return id ? out_ref(arena_printf(row, "%" PRId64, id)) : out_null();
}

/* Where a problem went by merges is known of the present only. */
static struct out_cell problem(const struct columns *c, struct arena *row, const struct ticket *t)
{
	return number(row, app_values.as_of ? ticket_linked(t, REL_INCIDENT_OF) : reach_problem(&c->app->session, t));
}

static struct out_cell links(struct arena *row, const struct ticket *t)
{
	const char **list = arena_array(row, const char *, t->links.n + 1);

	for (size_t i = 0; i < t->links.n; i++)
		list[i] = arena_printf(row, "%s:%" PRId64, relation_words[t->links.v[i].relation], t->links.v[i].other);
	return out_list(list, t->links.n);
}

static struct out_cell cell(struct columns *c, struct arena *row, const struct ticket *t, size_t column)
{
	switch (column) {
	case C_REF: return out_ref(arena_printf(row, "%" PRId64, t->id));
	case C_REFERENCE: return reference(c, row, t);
	case C_SUBJECT: return out_text(t->subject);
	case C_STATE: return out_tone(out_text(t->state), ticket_active(t) ? OUT_PLAIN : OUT_DIM);
	case C_CLASS: return out_text(state_class_words[t->class]);
	case C_STATE_SINCE: return out_at(t->state_since);
	case C_IN_STATE: return span(t->state_since, c->now);
	case C_KIND: return out_text(t->kind);
	case C_PRIORITY: return priority(c, row, t);
	case C_IMPACT: return grade(t->impact);
	case C_URGENCY: return grade(t->urgency);
	case C_AFFECTED: return out_int(t->affected);
	case C_WHY: return out_text(t->why);
	case C_LEVEL: return out_int(t->level);
	case C_LEVEL_SINCE: return out_at(t->level_since);
	case C_TEAM: return out_text(t->team);
	case C_AGENT: return out_text(t->agent);
	case C_CUSTOMER: return out_text(customer(c, t)->key);
	case C_CUSTOMER_NAME: return out_text(customer(c, t)->name);
	case C_PERSON: return person_key(c, t);
	case C_PERSON_NAME: return out_text(person(c, t)->name);
	case C_SEGMENT: return segment(c, t);
	case C_CSM: return out_text(customer(c, t)->csm);
	case C_INTERNAL: return out_bool(customer(c, t)->internal);
	case C_WATCHERS: return names(row, t->watchers.v, t->watchers.n);
	case C_CC: return copies(row, t);
	case C_CATEGORY: return out_text(t->category);
	case C_COMPLEXITY: return out_text(t->complexity);
	case C_CHANNEL: return out_text(t->channel);
	case C_LANG: return out_text(t->lang);
	case C_PLAN: return out_text(t->plan);
	case C_KEY: return out_text(t->key);
	case C_TAGS: return names(row, t->tags.v, t->tags.n);
	case C_ASKED: return asked(row, t);
	case C_CONTACT: return out_at(t->contact);
	case C_OPENED: return out_at(t->opened);
	case C_CHANGED: return out_at(t->changed);
	case C_AGE: return span(t->opened, t->resolved == AT_NONE ? c->now : t->resolved);
	case C_IDLE: return span(t->changed, c->now);
	case C_REPLIED: return out_at(t->replied);
	case C_ANSWERED: return out_at(t->answered);
	case C_UNANSWERED: return out_at(t->asked_at);
	case C_RESOLVED: return out_at(t->resolved);
	case C_CLOSED: return out_at(t->closed);
	case C_WAKE: return out_at(t->wake);
	case C_HANDS: return out_int(t->hands);
	case C_REOPENED: return out_int(t->reopened);
	case C_SPAM: return out_bool(t->spam);
	case C_COUNTED: return out_int(t->counted);
	case C_PROBLEM: return problem(c, row, t);
	case C_LINKS: return links(row, t);
	case C_MERGED: return number(row, t->merged);
	case C_POLICY: return out_int(t->policy);
	case C_SEQ: return out_int(t->seq);
	default: return column < c->own ? field(c, column, t) : out_null();
	}
}

void columns_fill(struct columns *c, struct arena *row, const struct ticket *t)
{
	for (size_t i = 0; i < c->n; i++)
		c->cells[i] = cell(c, row, t, index_of(c, i));
}

/* --- a ticket as JSON --- */

static void json_cell(struct jw *w, const struct out_cell *x)
{
	switch (x->kind) {
	case OUT_NULL: jw_null(w); break;
	case OUT_AT: jw_at(w, x->n); break;
	case OUT_BOOL: jw_bool(w, x->n); break;
	case OUT_TEXT: case OUT_REF: jw_text(w, x->text); break;
	case OUT_LIST:
		jw_array(w);
		for (int64_t i = 0; i < x->n; i++)
			jw_text(w, x->list[i]);
		jw_end(w);
		break;
	case OUT_DECIMAL: jw_decimal(w, x->n, x->decimals); break;
	default: jw_int(w, x->n);
	}
}

void columns_json(struct columns *c, struct arena *row, const struct ticket *t, struct jw *w)
{
	for (size_t i = 0; i < c->own; i++) {
		struct out_cell x = cell(c, row, t, i);
		jw_key(w, c->all[i].name);
		json_cell(w, &x);
	}
}

/* --- order --- */

static struct find_sort key_of(const char *name, bool down)
{
	static const struct { const char *age, *since; } ages[] = {
		{"age_s", "opened"}, {"idle_s", "changed"}, {"in_state_s", "state_since"},
	};

	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++)
		if (strcmp(name, ages[i].age) == 0)
			return (struct find_sort){ages[i].since, !down};
	return (struct find_sort){name, down};
}

int columns_sort(struct app *app, const char *spec, const struct find_sort **keys, size_t *n)
{
	size_t count;
	char **name = str_split(app->a, spec, ',', &count);
	struct find_sort *v = arena_array(app->a, struct find_sort, count);

	for (size_t i = 0; i < count; i++) {
		bool down = *name[i] == '-';
		v[i] = key_of(name[i] + (down || *name[i] == '+'), down);
		if (words_find(find_sort_words, v[i].column) < 0 && !str_eq(v[i].column, FIND_SORT_DUE))
			return app_usage(app, "--sort: \"%s\" does not sort%s; these do: %s", v[i].column,
			                 words_hint(app->a, find_sort_words, v[i].column),
			                 words_list(app->a, find_sort_words));
	}
	*keys = v;
	*n = count;
	return 0;
}
