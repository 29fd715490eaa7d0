/* show_ticket: a ticket for agents: the facts, then the timeline. */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "app/show.h"
#include "base/msg.h"
#include "domain/priority.h"
#include "service/followers.h"
#include "service/tell.h"
#include "store/people.h"
#include "when/clock.h"
#include "when/span.h"

char *show_size(struct arena *a, int64_t bytes)
{
	static const char *const units[] = {"B", "kB", "MB", "GB"};
	int64_t tenths = bytes * 10;
	int unit = 0;

	while (tenths >= 9995 && unit < 3) {
		tenths = (tenths + 500) / 1000;
		unit++;
	}
	if (unit == 0 || tenths >= 100)
		return arena_printf(a, "%" PRId64 " %s", tenths / 10, units[unit]);
	return arena_printf(a, "%" PRId64 ".%" PRId64 " %s", tenths / 10, tenths % 10, units[unit]);
}

/* What the document is made of. */
struct sheet {
	struct page *p;
	struct arena *a;
	struct session *s;
	const struct ticket *t;
	int64_t now;
	bool events;                   /* with their numbers */
};

static const char *at(const struct sheet *x, int64_t instant)
{
	return instant == AT_NONE ? NULL : tell_at(x->a, instant, x->p->zone);
}

static const char *number(const struct sheet *x, int64_t n)
{
	return arena_printf(x->a, "%" PRId64, n);
}

/* "waiting (Waiting for the customer)"; the label alone says nothing to type. */
static const char *labelled(const struct sheet *x, const char *name, const struct labels *l)
{
	const char *label = l ? label_in(x->s->policy, l, msg_lang(), name) : name;

	return strcasecmp(label, name) == 0 ? name : arena_printf(x->a, "%s (%s)", name, label);
}

/* --- the facts --- */

static const char *state(const struct sheet *x)
{
	const struct policy_state *st = policy_state(x->s->policy, x->t->state);
	char span[32];

	span_human(span, x->now - x->t->state_since);
	const char *text = arena_printf(x->a, _("%s since %s, %s ago"), labelled(x, x->t->state, st ? &st->label : NULL),
	                                at(x, x->t->state_since), span);
	return x->t->wake == AT_NONE ? text : arena_printf(x->a, _("%s; held until %s"), text, at(x, x->t->wake));
}

static const char *priority(const struct sheet *x)
{
	size_t n;
	const struct policy_priority *list = policy_priorities(x->s->policy, &n);
	size_t rank = (size_t)x->t->priority;
	const char *name = tell_priority(x->s->policy, x->a, x->t->priority);

	if (rank >= 1 && rank <= n)
		name = labelled(x, name, &list[rank - 1].label);
	const char *why = priority_explain(x->a, x->s->policy, x->t->why);
	return *why ? arena_printf(x->a, "%s: %s", name, why) : name;
}

static const char *holder(const struct sheet *x)
{
	const struct ticket *t = x->t;
	const struct policy_level *l = policy_level(x->s->policy, t->level);
	const struct policy_team *team = t->team ? policy_team(x->s->policy, t->team) : NULL;
	const char *level = arena_printf(x->a, _("level %d"), t->level);
	const char *agent = t->agent ? tell_agent(x->s, t->agent) : _("nobody");

	if (l)
		level = arena_printf(x->a, _("level %d (%s)"), t->level,
		                     label_in(x->s->policy, &l->label, msg_lang(), "-"));
	if (t->agent && strcmp(agent, t->agent) != 0)
		agent = arena_printf(x->a, "%s (%s)", t->agent, agent);
	if (!t->team)
		return arena_printf(x->a, "%s, %s", agent, level);
	return arena_printf(x->a, _("%s, team %s, %s"), agent,
	                    labelled(x, t->team, team ? &team->label : NULL), level);
}

static const char *customer(const struct sheet *x, struct customer *c)
{
	struct str s = str_new(x->a);

	if (!x->t->customer)
		return NULL;
	if (!customers_load(x->s->desk, x->a, x->t->customer, c) || !c->key)
		return arena_printf(x->a, _("number %s, erased"), number(x, x->t->customer));
	str_add(&s, c->key);
	if (c->name)
		str_printf(&s, " (%s)", c->name);
	if (c->internal)
		str_printf(&s, ", %s", _("of the own house"));
	if (c->csm)
		str_printf(&s, _("; looked after by %s"), tell_agent(x->s, c->csm));
	return s.p;
}

static const char *person(const struct sheet *x)
{
	struct person p;

	if (!x->t->person || !people_load(x->s->desk, x->a, x->t->person, &p))
		return NULL;
	const struct pair *address = followers_address(&p, x->t->channel);
	const char *name = tell_person(x->s, x->a, p.id);
	struct str s = str_new(x->a);
	str_add(&s, name);
	if (p.title)
		str_printf(&s, ", %s", p.title);
	if (address && strcmp(address->value, name) != 0)
		str_printf(&s, ", %s %s", address->name, address->value);
	return s.p;
}

enum { NAMED = 5 };                    /* of the firm; more are counted */

/* Who else hears of it: the desk's side, then the customer's. */
static void followers(const struct sheet *x)
{
	struct followers all;
	struct str watchers = str_new(x->a), firm = str_new(x->a);
	size_t n = 0;

	followers_of(x->s, x->a, x->t, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct follower *w = &all.v[i];
		if (w->kind == FOLLOWER_WATCHER)
			str_printf(&watchers, "%s%s", watchers.n ? ", " : "", w->agent);
		if (w->kind == FOLLOWER_FIRM && ++n <= NAMED)
			str_printf(&firm, "%s%s", firm.n ? ", " : "", w->name ? w->name : w->address ? w->address : "?");
	}
	page_pair(x->p, _("Watched by"), watchers.p);
	page_pair(x->p, _("Followed by"), n <= NAMED ? firm.p
	          : arena_printf(x->a, _("%s people of the firm"), number(x, (int64_t)n)));
	page_pair(x->p, _("Copies to"), x->t->cc);
}

static const char *kind(const struct sheet *x)
{
	const struct policy_kind *k = policy_kind(x->s->policy, x->t->kind);
	return labelled(x, x->t->kind, k ? &k->label : NULL);
}

static const char *category(const struct sheet *x)
{
	const struct ticket *t = x->t;
	const struct policy_category *c = t->category ? policy_category(x->s->policy, t->category) : NULL;
	const char *text = t->category ? labelled(x, t->category, c ? &c->label : NULL) : NULL;

	return text && t->complexity ? arena_printf(x->a, "%s, %s", text, t->complexity) : text ? text : t->complexity;
}

static const char *channel(const struct sheet *x)
{
	const struct ticket *t = x->t;
	const struct { const char *label, *value; } parts[] = {
		{NULL, t->channel}, {_("language"), t->lang}, {_("plan"), t->plan}, {_("key"), t->key},
	};
	struct str s = str_new(x->a);

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].value)
			str_printf(&s, "%s%s%s%s", s.n ? ", " : "", parts[i].label ? parts[i].label : "",
			           parts[i].label ? " " : "", parts[i].value);
	return s.p;
}

static const char *opened(const struct sheet *x)
{
	const struct ticket *t = x->t;
	struct str s = str_new(x->a);

	str_add(&s, at(x, t->opened));
	if (t->contact != t->opened)
		str_printf(&s, _("; first contact %s"), at(x, t->contact));
	if (t->replied != AT_NONE)
		str_printf(&s, _("; first answer %s"), at(x, t->replied));
	else if (ticket_active(t))
		str_add(&s, _("; not answered yet"));
	if (t->resolved != AT_NONE)
		str_printf(&s, _("; resolved %s"), at(x, t->resolved));
	if (t->reopened)
		str_printf(&s, _("; re-opened: %s times"), number(x, t->reopened));
	return s.p;
}

static void fields(const struct sheet *x)
{
	for (size_t i = 0; i < x->t->fields.n; i++) {
		const struct policy_field *fd = policy_field(x->s->policy, x->t->fields.v[i].name);
		const char *name = x->t->fields.v[i].name;
		page_pair(x->p, fd ? label_in(x->s->policy, &fd->label, msg_lang(), name) : name,
		          x->t->fields.v[i].value);
	}
}

static void questions(const struct sheet *x)
{
	for (size_t i = 0; i < x->t->asks.n; i++) {
		const struct ticket_ask *ask = &x->t->asks.v[i];
		page_pair(x->p, _("Question"), arena_printf(x->a, _("to %s, by %s on %s"), ask->whom,
		          tell_agent(x->s, ask->by), at(x, ask->at)));
	}
}

static const char *file(const struct sheet *x, const struct story_file *f)
{
	if (f->gone)
		return arena_printf(x->a, _("%d. (erased)"), f->number);
	return arena_printf(x->a, "%d. %s, %s, %s", f->number, f->what.name, f->what.type,
	                    show_size(x->a, f->what.size));
}

static void facts(const struct sheet *x, const struct story *st)
{
	struct page *p = x->p;
	struct customer c;

	if (app_values.as_of)
		page_pair(p, _("As of"), at(x, x->now));
	page_pair(p, _("State"), state(x));
	if (x->t->spam)
		page_pair(p, _("Spam"), _("yes: no list shows it unless asked to (--spam)"));
	page_pair(p, _("Priority"), priority(x));
	page_pair(p, _("Held by"), holder(x));
	show_handed(p, x->a, st);
	page_pair(p, _("Customer"), customer(x, &c));
	page_pair(p, _("Person"), person(x));
	followers(x);
	page_pair(p, _("Kind"), kind(x));
	page_pair(p, _("Category"), category(x));
	page_pair(p, _("Channel"), channel(x));
	page_pair(p, _("Tags"), ticket_tag_list(x->a, x->t));
	show_related(p, x->a, x->t, &st->related);
	show_known(p, x->a, x->t);
	fields(x);
	page_pair(p, _("Opened"), opened(x));
	if (x->t->asked_at != AT_NONE && x->t->replied != AT_NONE)
		page_pair(p, _("Unanswered"), arena_printf(x->a, _("since %s"), at(x, x->t->asked_at)));
	show_clocks(p, x->a, x->t);
	questions(x);
	for (size_t i = 0; i < st->n; i++)
		for (size_t k = 0; k < st->v[i].nfiles; k++)
			page_pair(p, _("File"), file(x, &st->v[i].files[k]));
	page_pairs(p);
}

/* --- the timeline --- */

/* Whose words they are is told by a word, by the bar before them and by
 * colour: the first two suffice. */
static const struct { const char *bar, *plain, *word; enum page_tone tone; } voices[] = {
	[VOICE_FACT] = {"", "", NULL, PAGE_PLAIN},
	[VOICE_CUSTOMER] = {"\xe2\x94\x83 ", "> ", N_("[customer]"), PAGE_PLAIN},
	[VOICE_PUBLIC] = {"\xe2\x94\x82 ", "| ", N_("[public]"), PAGE_GOOD},
	[VOICE_INTERNAL] = {"\xe2\x94\x8a ", ": ", N_("[internal]"), PAGE_WARN},
};

static const char *other_user(const struct sheet *x, const struct event *e)
{
	const struct policy_agent *agent = policy_agent(x->s->policy, e->actor);
	bool same = strcmp(e->os_user, e->actor) == 0 || (agent && strcmp(agent->user, e->os_user) == 0);

	return same || e->role != ROLE_AGENT ? "" : arena_printf(x->a, _(" (OS user %s)"), e->os_user);
}

/* What the customer sees of it: of an internal note a public mark. */
static const char *voice_word(const struct sheet *x, const struct story_item *it)
{
	const char *word = voices[it->voice].word;

	if (it->voice == VOICE_INTERNAL && tell_public_mark(x->s, &it->e))
		word = it->text || it->gone || it->nfiles ? N_("[public mark, internal text]") : N_("[public mark]");
	return word ? arena_printf(x->a, " %s", _(word)) : "";
}

static const char *seq_of(const struct sheet *x, const struct story_item *it)
{
	return x->events ? arena_printf(x->a, "#%" PRId64 " ", it->e.seq) : "";
}

/* The other ticket in which it was said. */
static const char *origin(const struct sheet *x, const struct story_item *it)
{
	char ref[48];

	if (!it->from)
		return "";
	ref_print(ref, session_prefix(x->s), it->from);
	return arena_printf(x->a, _(" (in %s)"), ref);
}

static void item(const struct sheet *x, const struct story_item *it)
{
	const char *bar = x->p->utf8 ? voices[it->voice].bar : voices[it->voice].plain;
	const char *lead = arena_printf(x->a, "  %s", bar);
	enum page_tone tone = voices[it->voice].tone;

	page_text(x->p, arena_printf(x->a, "%s  ", at(x, it->e.at)), "    ",
	          arena_printf(x->a, "%s%s%s%s%s", seq_of(x, it), tell_event(x->s, x->a, &it->e, x->p->zone),
	                       other_user(x, &it->e), voice_word(x, it), origin(x, it)),
	          it->voice == VOICE_FACT ? PAGE_DIM : PAGE_BOLD);
	if (it->subject)
		page_text(x->p, lead, lead, it->subject, PAGE_BOLD);
	if (it->text)
		page_text(x->p, lead, lead, it->text, tone);
	if (it->gone)
		page_text(x->p, lead, lead, _("(erased)"), PAGE_DIM);
	show_said(x->p, x->a, lead, &it->e);
	for (size_t i = 0; i < it->nfiles; i++)
		page_text(x->p, lead, lead, file(x, &it->files[i]), tone);
}

void show_ticket(struct page *p, struct arena *a, const struct ticket *t, const struct story *st, bool events)
{
	struct sheet x = {p, a, &p->app->session, t, p->app->session.now, events};
	int64_t as_of = app_as_of(p->app);
	char ref[48];

	if (as_of != AT_NONE)
		x.now = as_of;
	ref_print(ref, session_prefix(x.s), t->id);
	page_text(p, arena_printf(a, "%s  ", ref), "  ", t->subject ? t->subject : _("(subject erased)"), PAGE_BOLD);
	page_rule(p);
	facts(&x, st);
	page_blank(p);
	for (size_t i = 0; i < st->n; i++)
		item(&x, &st->v[i]);
}
