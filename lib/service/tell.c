/* tell: what an event says: as a sentence for people, or in a few fixed words. */
#include "service/tell.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "domain/priority.h"
#include "service/tell_clients.h"
#include "service/tell_more.h"
#include "store/customers.h"
#include "store/people.h"
#include "when/clock.h"

/* --- names --- */

const char *tell_priority(struct policy *p, struct arena *a, int rank)
{
	size_t n;
	const struct policy_priority *list = policy_priorities(p, &n);

	return rank >= 1 && (size_t)rank <= n ? list[rank - 1].name : arena_printf(a, "P%d", rank);
}

const char *tell_agent(const struct session *s, const char *name)
{
	const struct policy_agent *agent = policy_agent(s->policy, name);
	return agent && !str_empty(agent->full) ? agent->full : name;
}

const char *tell_customer(const struct session *s, struct arena *a, int64_t id)
{
	struct customer c;

	if (id <= 0)
		return _("nobody");
	if (!customers_load(s->desk, a, id, &c) || (!c.key && !c.name))
		return arena_printf(a, _("customer number %s"), arena_printf(a, "%" PRId64, id));
	return c.name ? c.name : c.key;
}

const char *tell_person(const struct session *s, struct arena *a, int64_t id)
{
	struct person p;
	bool found = id > 0 && people_load(s->desk, a, id, &p);

	if (found && (p.name || p.key))
		return p.name ? p.name : p.key;
	if (found && p.addresses.n)
		return p.addresses.v[0].value;
	return arena_printf(a, _("person number %s"), arena_printf(a, "%" PRId64, id));
}

/* The key alone: what people type. */
static const char *customer_key(const struct session *s, struct arena *a, int64_t id)
{
	struct customer c;

	return id > 0 && customers_load(s->desk, a, id, &c) && c.key ? c.key : arena_printf(a, "%" PRId64, id);
}

const char *tell_actor(const struct session *s, struct arena *a, const struct event *e)
{
	switch (e->role) {
	case ROLE_CUSTOMER:
		return pairs_int(&e->data, "person", 0) ? tell_person(s, a, pairs_int(&e->data, "person", 0))
		                                        : tell_customer(s, a, strtoll(e->actor, NULL, 10));
	case ROLE_BOT: return arena_printf(a, _("bot %s"), e->actor);
	case ROLE_RULE: return arena_printf(a, _("rule %s"), e->actor);
	case ROLE_SYSTEM: return _("the desk");
	default: return tell_agent(s, e->actor);
	}
}

char *tell_at(struct arena *a, int64_t at, const struct zone *zone)
{
	struct civil c = zone_civil(zone ? zone : zone_utc(), at);

	return arena_printf(a, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

enum voice tell_voice(const struct event *e)
{
	if (e->kind == EVENT_OPEN)     /* split off, it speaks with the messages it came with */
		return pairs_get(&e->data, "split_from") ? VOICE_FACT : VOICE_CUSTOMER;
	if (e->kind != EVENT_NOTE)
		return VOICE_FACT;
	if (e->role == ROLE_CUSTOMER)
		return VOICE_CUSTOMER;
	return pairs_int(&e->data, "public", 0) == 1 ? VOICE_PUBLIC : VOICE_INTERNAL;
}

const struct policy_mark *tell_public_mark(const struct session *s, const struct event *e)
{
	const char *name = pairs_get(&e->data, "mark");
	const struct policy_mark *m = name ? policy_mark(s->policy, name) : NULL;

	return m && m->public ? m : NULL;
}

/* --- facts: name, what it was, what it is --- */

struct fact { const char *name, *old, *value; };

struct telling {
	const struct session *s;
	struct arena *a;
	const struct event *e;
	const struct zone *zone;       /* NULL: the fixed form, RFC 3339 */
};

static const char *instant(const struct telling *t, const char *seconds)
{
	int64_t at = strtoll(seconds, NULL, 10);
	char utc[24];

	if (t->zone)
		return tell_at(t->a, at, t->zone);
	civil_print_utc(utc, at);
	return arena_strdup(t->a, utc);
}

static const char *yes_or_no(const struct telling *t, bool yes)
{
	if (t->zone)
		return yes ? _("yes") : _("no");
	return yes ? "yes" : "no";
}

/* A fact's stored value as people write it; NULL for none. */
static const char *value_of(const struct telling *t, const char *name, const char *value)
{
	long n;

	if (str_empty(value))
		return NULL;
	n = strtol(value, NULL, 10);
	if (strcmp(name, "priority") == 0)
		return tell_priority(t->s->policy, t->a, (int)n);
	if (strcmp(name, "impact") == 0 || strcmp(name, "urgency") == 0)
		return n >= GRADE_HIGH && n <= GRADE_LOW ? grade_words[n] : value;
	if (strcmp(name, "customer") == 0)
		return n > 0 ? customer_key(t->s, t->a, n) : NULL;
	if (strcmp(name, "person") == 0)
		return n > 0 ? tell_person(t->s, t->a, n) : NULL;
	if (strcmp(name, "spam") == 0)
		return yes_or_no(t, n == 1);
	if (strcmp(name, "contact") == 0 || strcmp(name, "until") == 0 || strcmp(name, "valid_from") == 0)
		return instant(t, value);
	return value;
}

/* What serves the fold, or is told in the sentence itself. */
static bool told_elsewhere(const struct telling *t, const char *name)
{
	static const char *const words[] = {
		"class", "why", "placed", "policy", "public", "by", "answers", "masked", "ask",
		"mark", "solution", "template", "state", "until", "first_contact", "asked_at", "digest", "packed", "imported",
		NULL,
	};

	/* A message says which way it came; a change may be of the channel itself. */
	if (t->e->kind != EVENT_SET && strcmp(name, "channel") == 0)
		return true;
	return words_find(words, name) >= 0 || str_starts(name, "old.");
}

static struct fact fact(const struct telling *t, const char *name)
{
	const char *old = pairs_get(&t->e->data, arena_printf(t->a, "old.%s", name));

	return (struct fact){name, value_of(t, name, old), value_of(t, name, pairs_get(&t->e->data, name))};
}

static const char *label_of(const char *name)
{
	static const char *const labels[] = {
		N_("kind"), N_("category"), N_("complexity"), N_("priority"), N_("impact"), N_("urgency"),
		N_("affected"), N_("customer"), N_("channel"), N_("lang"), N_("plan"), N_("tags"), N_("team"),
		N_("agent"), N_("level"), N_("contact"), N_("key"), N_("reason"), N_("spam"),
		N_("person"), N_("watchers"), NULL,
	};
	int i = words_find(labels, name);

	if (i >= 0)
		return _(labels[i]);
	return str_starts(name, "f.") ? name + 2 : name;
}

static void add_fact(struct str *out, const struct telling *t, struct fact f)
{
	const char *none = t->zone ? _("none") : "-";

	if (out->n)
		str_add(out, t->zone ? ", " : "; ");
	str_printf(out, "%s ", t->zone ? label_of(f.name) : f.name);
	if (f.old)
		str_printf(out, "%s -> ", f.old);
	str_add(out, f.value ? f.value : none);
}

/* All facts that no sentence mentions. */
static void add_facts(struct str *out, const struct telling *t)
{
	for (size_t i = 0; i < t->e->data.n; i++)
		if (!told_elsewhere(t, t->e->data.v[i].name))
			add_fact(out, t, fact(t, t->e->data.v[i].name));
}

/* --- sentences --- */

static const char *get(const struct telling *t, const char *name)
{
	const char *value = pairs_get(&t->e->data, name);
	return str_empty(value) ? NULL : value;
}

/* "María Paz (Acme)": who of the customer, where that is known. */
static const char *asker(const struct telling *t, int64_t customer)
{
	const char *firm = tell_customer(t->s, t->a, customer);
	int64_t person = pairs_int(&t->e->data, "person", 0);

	return person ? arena_printf(t->a, "%s (%s)", tell_person(t->s, t->a, person), firm) : firm;
}

static void tell_open(struct str *out, const struct telling *t, const char *who)
{
	int64_t customer = pairs_int(&t->e->data, "customer", 0);

	if (tell_more_open(out, t->s, t->a, t->e, who))
		return;
	if (t->e->role == ROLE_CUSTOMER)
		str_printf(out, _("%s wrote to us"), who);
	else if (customer)
		str_printf(out, _("%s opened it for %s"), who, asker(t, customer));
	else
		str_printf(out, _("%s opened it"), who);
	if (get(t, "channel"))
		str_printf(out, " (%s)", get(t, "channel"));
}

static const char *mark_label(const struct telling *t)
{
	const struct policy_mark *m = policy_mark(t->s->policy, get(t, "mark"));
	return m ? label_in(t->s->policy, &m->label, msg_lang(), m->name) : get(t, "mark");
}

static const char *asked(const struct telling *t)
{
	const char *whom = get(t, "ask");
	return *whom == '@' ? tell_agent(t->s, whom + 1) : arena_printf(t->a, _("team %s"), whom);
}

static bool has_file(const struct event *e)
{
	return e->ntexts && e->texts[e->ntexts - 1].part >= PART_FILE;
}

static void tell_internal(struct str *out, const struct telling *t, const char *who)
{
	bool said = event_text(t->e, PART_BODY) != NULL;

	if (get(t, "ask"))
		str_printf(out, _("%s asked %s"), who, asked(t));
	else if (!said && get(t, "mark"))
		str_printf(out, _("%s marked it: %s"), who, mark_label(t));
	else if (!said && has_file(t->e))
		str_printf(out, _("%s attached files"), who);
	else
		str_printf(out, _("%s noted"), who);
	if (said && get(t, "mark"))
		str_printf(out, _("; marked: %s"), mark_label(t));
}

static void tell_note(struct str *out, const struct telling *t, const char *who)
{
	switch (tell_voice(t->e)) {
	case VOICE_CUSTOMER:
		str_printf(out, _("%s wrote"), who);
		if (get(t, "by"))
			str_printf(out, _("; recorded by %s"), tell_agent(t->s, get(t, "by")));
		break;
	case VOICE_PUBLIC:
		str_printf(out, get(t, "solution") ? _("%s offered the customer a solution")
		                                   : _("%s wrote to the customer"), who);
		if (get(t, "mark"))
			str_printf(out, _("; marked: %s"), mark_label(t));
		break;
	default:
		tell_internal(out, t, who);
	}
	if (get(t, "channel"))
		str_printf(out, " (%s)", get(t, "channel"));
}

static void tell_set(struct str *out, const struct telling *t, const char *who)
{
	struct str list = str_new(t->a);
	const char *why = get(t, "why");

	if (tell_more_set(out, t->s, t->a, t->e, who))
		return;
	add_facts(&list, t);
	if (event_text(t->e, PART_SUBJECT))
		str_printf(&list, "%s%s", list.n ? ", " : "", _("the subject"));
	if (event_text(t->e, PART_FIELDS))
		str_printf(&list, "%s%s", list.n ? ", " : "", _("personal fields"));
	if (event_text(t->e, PART_CC))
		str_printf(&list, "%s%s", list.n ? ", " : "", _("who gets copies"));
	str_printf(out, _("%s changed %s"), who, list.n ? list.p : _("why it has its priority"));
	if (why && (get(t, "priority") || !list.n))
		str_printf(out, ": %s", priority_explain(t->a, t->s->policy, why));
	if (str_eq(get(t, "by"), "customer"))
		str_add(out, _("; as its customer has now"));
	if (str_eq(get(t, "by"), "merge"))
		str_add(out, _("; two customers became one"));
}

static void tell_move(struct str *out, const struct telling *t, const char *who)
{
	const char *by = get(t, "by"), *from = get(t, "old.state"), *to = get(t, "state");
	struct str rest = str_new(t->a);

	if (!from || str_eq(from, to))
		str_printf(out, _("%s keeps it %s"), who, to);
	else if (str_eq(by, "wake"))
		str_printf(out, _("its time came: it went from %s to %s"), from, to);
	else if (str_eq(by, "customer"))
		str_printf(out, _("the customer's message moved it from %s to %s"), from, to);
	else if (str_eq(by, "spam"))
		str_printf(out, _("with the mark it went from %s to %s"), from, to);
	else
		str_printf(out, _("%s moved it from %s to %s"), who, from, to);
	if (get(t, "until"))
		str_printf(out, _(" until %s"), instant(t, get(t, "until")));
	if (event_text(t->e, PART_REFERENCE)) {
		const char *reference = event_body(t->e, PART_REFERENCE);
		str_printf(out, _(", reference %s"), reference ? reference : _("(erased)"));
	}
	add_facts(&rest, t);
	if (rest.n)
		str_printf(out, "; %s", rest.p);
}

/* "Luis Vega, team payments, level 2": where it goes. */
static char *destination(const struct telling *t)
{
	static const char *const parts[] = {"agent", "team", "level"};
	struct str to = str_new(t->a);

	for (size_t i = 0; i < 3; i++) {
		const char *value = pairs_get(&t->e->data, parts[i]);
		if (!value)
			continue;
		str_add(&to, to.n ? ", " : "");
		if (i == 0)
			str_add(&to, *value ? tell_agent(t->s, value) : _("nobody"));
		else if (i == 1)
			str_printf(&to, *value ? _("team %s") : _("no team"), value);
		else
			str_printf(&to, _("level %s"), value);
	}
	return to.p;
}

static bool is_place(const char *name)
{
	return strcmp(name, "agent") == 0 || strcmp(name, "team") == 0 || strcmp(name, "level") == 0;
}

static void tell_assign(struct str *out, const struct telling *t, const char *who)
{
	const char *agent = get(t, "agent"), *before = get(t, "old.agent");
	bool alone = !pairs_get(&t->e->data, "team") && !pairs_get(&t->e->data, "level");
	struct str rest = str_new(t->a);

	if (agent && alone && t->e->role == ROLE_AGENT && strcmp(agent, t->e->actor) == 0)
		str_printf(out, _("%s took it"), who);
	else
		str_printf(out, _("%s gave it to %s"), who, destination(t));
	if (before)
		str_printf(out, _(" (before: %s)"), tell_agent(t->s, before));
	for (size_t i = 0; i < t->e->data.n; i++) {
		const char *name = t->e->data.v[i].name;
		if (!told_elsewhere(t, name) && !is_place(name))
			add_fact(&rest, t, fact(t, name));
	}
	if (rest.n)
		str_printf(out, "; %s", rest.p);
}

char *tell_event(const struct session *s, struct arena *a, const struct event *e,
                 const struct zone *zone)
{
	struct telling t = {s, a, e, zone ? zone : zone_utc()};
	const char *who = tell_actor(s, a, e);
	struct str out = str_new(a);

	switch (e->kind) {
	case EVENT_OPEN: tell_open(&out, &t, who); break;
	case EVENT_NOTE: tell_note(&out, &t, who); break;
	case EVENT_SET: tell_set(&out, &t, who); break;
	case EVENT_MOVE: tell_move(&out, &t, who); break;
	case EVENT_ASSIGN: tell_assign(&out, &t, who); break;
	case EVENT_CUSTOMER:
	case EVENT_PERSON:
		tell_clients(&out, s, a, e, who);
		break;
	case EVENT_POLICY:
		str_printf(&out, _("%s loaded version %s of the policy"), who,
		           get(&t, "version") ? get(&t, "version") : "?");
		break;
	case EVENT_ERASE:
		str_printf(&out, _("%s erased personal data"), who);
		break;
	default:
		tell_more(&out, s, a, e, who, t.zone);
	}
	return out.p;
}

/* --- the fixed form --- */

static void brief_move(struct str *out, const struct telling *t)
{
	const char *from = get(t, "old.state");

	if (from)
		str_printf(out, "%s -> ", from);
	str_add(out, get(t, "state") ? get(t, "state") : "-");
	if (get(t, "until"))
		str_printf(out, "; until %s", instant(t, get(t, "until")));
	if (get(t, "by"))
		str_printf(out, "; by %s", get(t, "by"));
}

static void brief_note(struct str *out, const struct telling *t)
{
	static const char *const words[] = {
		[VOICE_FACT] = "note", [VOICE_CUSTOMER] = "message", [VOICE_PUBLIC] = "reply",
		[VOICE_INTERNAL] = "note",
	};
	static const char *const more[] = {"channel", "ask", "mark", "template", NULL};

	str_add(out, words[tell_voice(t->e)]);
	if (get(t, "solution"))
		str_add(out, "; solution");
	for (size_t i = 0; more[i]; i++)
		if (get(t, more[i]))
			str_printf(out, "; %s %s", more[i], get(t, more[i]));
}

/* Only what its queue asks for; the rest stands in its row. */
static void brief_open(struct str *out, const struct telling *t)
{
	static const char *const names[] = {"priority", "kind", "category", "team", "agent", NULL};

	for (size_t i = 0; names[i]; i++)
		if (get(t, names[i]))
			add_fact(out, t, fact(t, names[i]));
}

char *tell_brief(const struct session *s, struct arena *a, const struct event *e)
{
	struct telling t = {s, a, e, NULL};
	struct str out = str_new(a);

	if (e->kind == EVENT_MOVE)
		brief_move(&out, &t);
	else if (e->kind == EVENT_NOTE)
		brief_note(&out, &t);
	if (e->kind == EVENT_OPEN)
		brief_open(&out, &t);
	else if (e->kind == EVENT_CUSTOMER || e->kind == EVENT_PERSON)
		tell_clients_brief(&out, s, a, e);
	else if (e->kind >= EVENT_PERSON)
		tell_more_brief(&out, s, a, e);
	else
		add_facts(&out, &t);
	if (e->kind == EVENT_SET && event_text(e, PART_SUBJECT))
		str_printf(&out, "%ssubject", out.n ? "; " : "");
	if (e->kind == EVENT_SET && event_text(e, PART_FIELDS))
		str_printf(&out, "%spersonal fields", out.n ? "; " : "");
	if (e->kind == EVENT_SET && event_text(e, PART_CC))
		str_printf(&out, "%scc", out.n ? "; " : "");
	if (!out.n && get(&t, "why"))
		str_printf(&out, "why %s", get(&t, "why"));
	return out.p;
}
