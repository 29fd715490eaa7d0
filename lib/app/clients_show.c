/* clients_show: a customer as a document: who looks after him, what his plan
 * includes, his people, what is open, and the last words on any channel. */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "app/clients.h"
#include "app/clients_inner.h"
#include "app/pager.h"
#include "app/show.h"
#include "base/str.h"
#include "base/vec.h"
#include "domain/client.h"
#include "service/followers.h"
#include "service/tell.h"
#include "when/clock.h"
#include "when/zone.h"

enum { CONTACTS = 8, PEOPLE_SHOWN = 20, CASES_SHOWN = 20 };    /* --all shows them all */

/* "premium (Premium)"; the label alone says nothing to type. */
static const char *labelled(const struct client_sheet *x, const char *name, const struct labels *l)
{
	const char *label = l ? label_in(x->s->policy, l, msg_lang(), name) : name;

	return strcasecmp(label, name) == 0 ? name : arena_printf(x->a, "%s (%s)", name, label);
}

/* --- the facts --- */

static const char *csm(const struct client_sheet *x)
{
	const struct customer *c = &x->w.c;
	const struct policy_agent *agent = policy_agent(x->s->policy, c->csm);
	struct str s = str_new(x->a);
	size_t n;

	if (!c->csm)
		return _("nobody");
	if (agent && !str_empty(agent->full) && strcmp(agent->full, c->csm) != 0)
		str_printf(&s, "%s (%s)", agent->full, c->csm);
	else
		str_add(&s, c->csm);
	if (agent && !str_empty(agent->mail))
		str_printf(&s, ", %s", agent->mail);
	if (!agent && (policy_agents(x->s->policy, &n), n > 0))
		str_printf(&s, " (%s)", _("not in the policy any more"));
	str_printf(&s, "; %s", client_csm_explain(x->a, x->s->policy, c->csm, c->csm_why));
	return s.p;
}

static const char *plan(const struct client_sheet *x)
{
	const struct policy_plan *p = x->w.c.plan ? policy_plan(x->s->policy, x->w.c.plan) : NULL;
	struct str s = str_new(x->a);

	if (!x->w.c.plan)
		return NULL;
	str_add(&s, labelled(x, x->w.c.plan, p ? &p->label : NULL));
	if (p && p->hours)
		str_printf(&s, _("; hours %s"), p->hours);
	if (x->care.quota.tickets)
		str_printf(&s, "; %s", client_quota_words(x->p, x->a, &x->care.quota));
	return s.p;
}

static const char *segment(const struct client_sheet *x)
{
	const struct policy_client c = customer_client(&x->w.c);
	const struct policy_segment *g = policy_segment_for(x->s->policy, &c);

	if (!g)
		return NULL;
	const char *name = labelled(x, g->name, &g->label);
	const char *why = client_explain(x->a, x->s->policy, client_why(x->a, &g->when, &c));
	return arena_printf(x->a, "%s: %s", name, *why ? why : _("the rule fits all"));
}

static const char *stage(const struct client_sheet *x)
{
	const char *name = x->w.c.stage;
	const struct policy_client_stage *g = name ? policy_client_stage(x->s->policy, name) : NULL;

	if (!name)
		return NULL;
	const char *text = labelled(x, name, g ? &g->label : NULL);
	return g && g->team ? arena_printf(x->a, _("%s; new tickets go to team %s"), text, g->team) : text;
}

static const char *products(const struct client_sheet *x)
{
	struct str s = str_new(x->a);
	size_t n;
	char **v = str_split(x->a, x->w.c.products ? x->w.c.products : "", ',', &n);

	for (size_t i = 0; x->w.c.products && i < n; i++) {
		const struct policy_product *p = policy_product(x->s->policy, v[i]);
		str_printf(&s, "%s%s", i ? ", " : "", labelled(x, v[i], p ? &p->label : NULL));
	}
	return s.p;
}

static const char *zone(const struct client_sheet *x)
{
	const struct zone *z = x->w.c.zone ? zone_load(x->a, x->w.c.zone, NULL) : NULL;

	if (!z)
		return x->w.c.zone;
	return arena_printf(x->a, _("%s, where it is %s"), x->w.c.zone, tell_at(x->a, x->s->now, z));
}

static void facts(const struct client_sheet *x)
{
	const struct customer *c = &x->w.c;
	struct page *p = x->p;

	page_pair(p, _("Looked after by"), csm(x));
	if (app_values.as_of)
		page_pair(p, _("As of"), tell_at(x->a, x->s->now, p->zone));
	page_pair(p, _("Merged"), x->w.merged ? arena_printf(x->a, _("%s went into it"), x->w.merged) : NULL);
	page_pair(p, _("Plan"), plan(x));
	page_pair(p, _("Segment"), segment(x));
	page_pair(p, _("Stage"), stage(x));
	page_pair(p, _("Products"), products(x));
	if (c->currency)
		page_pair(p, _("Volume"), arena_printf(x->a, _("%s a month"), client_money(x->a, c->volume_minor, c->currency)));
	page_pair(p, _("Language"), c->lang);
	page_pair(p, _("Zone"), zone(x));
	if (c->review)
		page_pair(p, _("Next review"), client_review_words(x->a, c, x->care.review));
	page_pair(p, _("Internal"), c->internal ? _("of the own house") : NULL);
}

static const char *person(const struct client_sheet *x, const struct person *who)
{
	struct str s = str_new(x->a);
	const char *name = who->name ? who->name : who->key;

	if (name)
		str_add(&s, name);
	if (who->name && who->key)
		str_printf(&s, " (%s)", who->key);
	if (who->title)
		str_printf(&s, ", %s", who->title);
	for (size_t i = 0; i < who->addresses.n; i++)
		str_printf(&s, "%s%s %s", s.n ? ", " : "", who->addresses.v[i].name, who->addresses.v[i].value);
	if (who->lang)
		str_printf(&s, _(", language %s"), who->lang);
	if (who->prefers)
		str_printf(&s, _(", prefers %s"), who->prefers);
	if (who->gone)
		str_printf(&s, ", %s", _("no longer there"));
	return s.p;
}

static void people(const struct client_sheet *x)
{
	size_t shown = 0, more = 0;

	if (x->w.p.id)                 /* who was asked for comes first */
		page_pair(x->p, _("Asked for"), person(x, &x->w.p));
	for (size_t i = 0; i < x->people.n; i++) {
		const struct person *who = &x->people.v[i];
		if (who->id == x->w.p.id || (who->gone && !client_values.all))
			continue;
		if (shown == PEOPLE_SHOWN && !client_values.all)
			more++;
		else
			page_pair(x->p, shown++ ? "" : _("People"), person(x, who));
	}
	if (more)
		page_pair(x->p, "", arena_printf(x->a, _("and %s more (--all shows them)"), arena_printf(x->a, "%zu", more)));
}

/* --- what is open, what was said --- */

static void cases(const struct client_sheet *x, const char *title, const struct care_cases *list)
{
	if (!list->n)
		return;
	page_blank(x->p);
	page_text(x->p, "", "", title, PAGE_BOLD);
	size_t most = client_values.all ? list->n : CASES_SHOWN;
	for (size_t i = 0; i < list->n && i < most; i++) {
		const struct care_case *one = &list->v[i];
		char ref[48];
		ref_print(ref, session_prefix(x->s), one->t.id);
		page_text(x->p, arena_printf(x->a, "%s  ", ref), "    ", client_case_words(x->p, x->a, x->s->now, one),
		          one->st.by == STAND_LATE ? PAGE_BAD : PAGE_PLAIN);
	}
	if (list->n > most)
		page_text(x->p, "", "", arena_printf(x->a, _("and %s more (--all shows them)"),
		          arena_printf(x->a, "%zu", list->n - most)), PAGE_DIM);
}

static void contacts(const struct client_sheet *x)
{
	if (!x->contacts.n)
		return;
	page_blank(x->p);
	page_text(x->p, "", "", _("Last contacts"), PAGE_BOLD);
	for (size_t i = 0; i < x->contacts.n; i++) {
		const struct contact *c = &x->contacts.v[i];
		const char *line = contact_line(x->a, c), *what = tell_event(x->s, x->a, &c->e, x->p->zone);
		bool said = pairs_get(&c->e.data, "channel") != NULL;
		char ref[48];
		ref_print(ref, session_prefix(x->s), c->ticket);
		page_text(x->p, arena_printf(x->a, "%s  %s  ", tell_at(x->a, c->e.at, x->p->zone), ref), "    ",
		          arena_printf(x->a, "%s%s%s%s%s%s", what, c->channel && !said ? " (" : "",
		                       c->channel && !said ? c->channel : "", c->channel && !said ? ")" : "",
		                       line ? ": " : "", line ? line : ""), PAGE_PLAIN);
	}
}

static void show(const struct client_sheet *x)
{
	page_text(x->p, "", "", client_label(&x->w.c, x->a), PAGE_BOLD);
	page_rule(x->p);
	facts(x);
	people(x);
	page_pairs(x->p);
	cases(x, _("Open tickets"), &x->care.cases);
	cases(x, _("Open wishes"), &x->care.wishes);
	contacts(x);
}

/* --- gathering --- */

struct showing {
	struct page page;
	struct jw json;
	struct session s;              /* at --as-of */
	struct directory *directory;
	struct arena memory;           /* of one customer */
	size_t first, at;
};

static int gather(struct app *app, struct showing *sh, struct client_sheet *x)
{
	int64_t as_of = app_as_of(app);
	struct fault f = {0};

	*x = (struct client_sheet){.p = &sh->page, .a = &sh->memory, .s = &sh->s};
	if (as_of != AT_NONE)
		sh->s.now = as_of;
	if (!sh->directory)
		sh->directory = directory_open(&app->session, app->a, as_of);
	if (directory_find(sh->directory, x->a, app->operands.v[sh->at].text, &x->w, &f) != 0)
		return app_fault(&f);
	care_of(&app->session, x->a, &x->w.c, as_of, &x->care);
	contacts_last(&app->session, x->a, x->w.c.id, as_of, CONTACTS, &x->contacts);
	struct directory_people *people = directory_people(sh->directory, x->a, x->w.c.id);
	for (struct person p; directory_next_person(people, x->a, &p);)
		*vec_push(x->a, &x->people) = p;
	directory_end_people(people);
	return 0;
}

static int show_one(struct app *app, void *arg)
{
	struct showing *sh = arg;
	struct client_sheet x;
	int bad = gather(app, sh, &x);

	if (bad)
		return bad;
	if (app_values.json) {
		client_show_json(&x, &sh->json);
		return 0;
	}
	if (sh->at > sh->first)
		page_blank(&sh->page);
	show(&x);
	return 0;
}

int clients_show(struct app *app, size_t first)
{
	struct showing sh = {.first = first, .s = app->session};
	int code = 0;

	if (app->operands.n <= first)
		return app_usage(app, _("show needs a KEY or an address"));
	int bad = page_begin(app, &sh.page);
	if (bad)
		return bad;
	jw_open(&sh.json, app->a, stdout);
	pid_t pager = pager_begin(app, !app_values.json);
	for (sh.at = first; sh.at < app->operands.n; sh.at++) {
		if ((bad = app_tx(app, DESK_READ, show_one, &sh)) != 0)
			code = bad;
		page_end(&sh.page);
		arena_reset(&sh.memory);
	}
	pager_end(pager);
	return code;
}
