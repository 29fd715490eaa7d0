/* promise_page: the parts of the page for customers, one after the other. */
#include <string.h>

#include "app/promise.h"
#include "base/msg.h"
#include "base/str.h"
#include "domain/ref.h"

/* --- how to reach us --- */

static const char *about_channel(const struct policy_channel *c)
{
	if (!c->two_way)
		return _("We read it; the answer comes another way.");
	return c->public ? _("Everybody can read it: please write nothing personal there. We answer, and go on in private.")
	                 : _("We answer you there.");
}

/* The plans that include a channel; "" where all do. */
static const char *plans_with(struct promise_view *v, const char *channel)
{
	size_t n, included = 0;
	const struct policy_plan *plans = policy_plans(v->p, &n);
	const char **texts = arena_array(v->a, const char *, n);

	for (size_t i = 0; i < n; i++)
		if (plans[i].channels.n == 0 || names_have(&plans[i].channels, channel))
			texts[included++] = label_in(v->p, &plans[i].label, v->lang, plans[i].name);
	return included == n ? "" : promise_join(v, texts, included);
}

static void put_channels(struct promise_view *v, struct doc *d)
{
	const char **heads = arena_array(v->a, const char *, 3);
	size_t n;
	const struct policy_channel *c = policy_channels(v->p, &n);
	bool by_plan = false;
	struct names languages = promise_languages(v->a, v->p);

	heads[0] = _("Way");
	heads[1] = _("What to know");
	heads[2] = _("Plans");
	for (size_t i = 0; i < n; i++)
		by_plan |= *plans_with(v, c[i].name) != '\0';
	doc_heading(d, _("How to reach us"));
	struct doc_table *t = doc_table(d, "", heads, by_plan ? 3 : 2);
	for (size_t i = 0; i < n; i++) {
		const char *plans = plans_with(v, c[i].name);
		doc_row(t, (const char *[]){label_in(v->p, &c[i].label, v->lang, c[i].name), about_channel(&c[i]),
		                            *plans ? plans : _("all plans")});
	}
	doc_pair(d, _("Languages"), promise_labels(v, PROMISE_LANGUAGES, &languages));
}

/* --- what to look up --- */

static void put_links(struct promise_view *v, struct doc *d)
{
	const struct policy_promise *x = &v->about;

	if (!x->help_centre && !x->api_docs && !x->status)
		return;
	doc_heading(d, _("What you can look up yourself"));
	doc_pair(d, _("Help centre"), x->help_centre);
	doc_pair(d, _("Reference for developers"), x->api_docs);
	doc_pair(d, _("State of the service"), x->status);
}

/* --- when we are there --- */

static bool same_names(const struct names *x, const struct names *y)
{
	for (size_t i = 0; x->n == y->n && i < x->n; i++)
		if (strcmp(x->v[i], y->v[i]) != 0)
			return false;
	return x->n == y->n;
}

/* Where every day is one of the same calendars, the caption names them. */
static bool one_set(const struct promise_closures *c)
{
	for (size_t i = 1; i < c->n; i++)
		if (!same_names(&c->v[i].calendars, &c->v[0].calendars))
			return false;
	return true;
}

static void put_days(struct promise_view *v, struct doc *d, const struct promise_closures *c)
{
	const char **heads = arena_array(v->a, const char *, 4), *caption = _("Next days with other hours");

	heads[0] = _("Day");
	heads[1] = _("Occasion");
	heads[2] = _("Open at");
	heads[3] = _("Hours of");
	if (one_set(c) && v->calendars.n > 1)
		caption = arena_printf(v->a, "%s: %s", caption, promise_labels(v, PROMISE_CALENDARS, &c->v[0].calendars));
	struct doc_table *t = doc_table(d, caption, heads, one_set(c) ? 3 : 4);
	for (size_t i = 0; i < c->n; i++)
		doc_row(t, (const char *[]){promise_date(v, c->v[i].day), c->v[i].hours.name,
		        promise_intervals(v, c->v[i].hours.hours, c->v[i].hours.nhours),
		        promise_labels(v, PROMISE_CALENDARS, &c->v[i].calendars)});
}

static void put_closures(struct promise_view *v, struct doc *d)
{
	if (v->closures.n)
		put_days(v, d, &v->closures);
	else
		doc_text(d, _("No closing days are planned."));
	if (v->closures.known_to < v->day + PROMISE_DAYS)
		doc_note(d, arena_printf(v->a, _("Holidays are known up to %s."), promise_date(v, v->closures.known_to)));
}

/* The zone of all calendars; NULL: there are several. */
static const struct zone *one_zone(struct promise_view *v)
{
	const struct zone *first = cal_rules(v->calendars.v[0].cal)->zone;

	for (size_t i = 1; i < v->calendars.n; i++)
		if (strcmp(zone_name(cal_rules(v->calendars.v[i].cal)->zone), zone_name(first)) != 0)
			return NULL;
	return first;
}

static void put_hours(struct promise_view *v, struct doc *d)
{
	const char **heads = arena_array(v->a, const char *, 3);

	heads[0] = _("Hours");
	heads[1] = _("Days and times");
	heads[2] = _("Time zone");
	if (v->calendars.n == 0)
		return;
	const struct zone *zone = one_zone(v);
	doc_heading(d, _("When we are there"));
	struct doc_table *t = doc_table(d, "", heads, zone ? 2 : 3);
	for (size_t i = 0; i < v->calendars.n; i++) {
		const struct promise_hours *h = &v->calendars.v[i];
		doc_row(t, (const char *[]){promise_label(v, PROMISE_CALENDARS, h->calendar), promise_week(v, h->cal),
		                            promise_zone(v, cal_rules(h->cal)->zone)});
	}
	if (zone)
		doc_pair(d, _("Time zone"), promise_zone(v, zone));
	put_closures(v, d);
}

/* --- who answers --- */

static void put_teams(struct promise_view *v, struct doc *d)
{
	const char **heads = arena_array(v->a, const char *, 3);
	size_t n;
	const struct policy_team *teams = policy_teams(v->p, &n);

	heads[0] = _("Team");
	heads[1] = _("Hours");
	heads[2] = _("Languages");
	if (n == 0)
		return;
	doc_heading(d, _("Who answers you"));
	struct doc_table *t = doc_table(d, "", heads, 3);
	for (size_t i = 0; i < n; i++)
		if (promise_team(v->p, &teams[i]))
			doc_row(t, (const char *[]){label_in(v->p, &teams[i].label, v->lang, teams[i].name),
			        teams[i].calendar ? promise_label(v, PROMISE_CALENDARS, teams[i].calendar) : "",
			        promise_labels(v, PROMISE_LANGUAGES, &teams[i].languages)});
}

static void put_stages(struct promise_view *v, struct doc *d)
{
	size_t n;
	const struct policy_client_stage *s = policy_client_stages(v->p, &n);
	bool any = false;

	for (size_t i = 0; i < n; i++)
		any |= s[i].team != NULL;
	if (any)
		doc_text(d, _("The team you meet first follows the stage you are at:"));
	for (size_t i = 0; i < n; i++)
		if (s[i].team)
			doc_pair(d, label_in(v->p, &s[i].label, v->lang, s[i].name), promise_label(v, PROMISE_TEAMS, s[i].team));
}

/* --- success managers --- */

/* Does another rule with a lower bound say as much? */
static bool is_within(const struct policy_client_rule *x, const struct policy_client_rule *wide)
{
	return same_names(&x->plans, &wide->plans) && same_names(&x->stages, &wide->stages) &&
	       same_names(&x->products, &wide->products) && same_names(&x->languages, &wide->languages) &&
	       x->internal == wide->internal && x->has_from && !wide->has_below &&
	       (!wide->has_from || (str_eq(x->currency, wide->currency) && wide->from_minor < x->from_minor));
}

static const char *stage_labels(struct promise_view *v, const struct names *names)
{
	const char **texts = arena_array(v->a, const char *, names->n);

	for (size_t i = 0; i < names->n; i++) {
		const struct policy_client_stage *s = policy_client_stage(v->p, names->v[i]);
		texts[i] = s ? label_in(v->p, &s->label, v->lang, s->name) : names->v[i];
	}
	return promise_join(v, texts, names->n);
}

static const char *csm_text(struct promise_view *v, const struct policy_client_rule *r)
{
	struct str s = str_new(v->a);

	if (r->plans.n)
		str_printf(&s, _("plan %s"), promise_labels(v, PROMISE_PLANS, &r->plans));
	if (r->stages.n)
		str_printf(&s, "%s%s", s.n ? "; " : "", arena_printf(v->a, _("stage %s"), stage_labels(v, &r->stages)));
	if (r->has_from)
		str_printf(&s, "%s%s", s.n ? "; " : "",
		           arena_printf(v->a, _("payments from %s on"), promise_money(v, r->from_minor, r->currency, "month")));
	if (r->has_below)
		str_printf(&s, "%s%s", s.n ? "; " : "",
		           arena_printf(v->a, _("payments below %s"), promise_money(v, r->below_minor, r->currency, "month")));
	return s.n ? s.p : _("every customer");
}

static void put_csm(struct promise_view *v, struct doc *d)
{
	size_t n;
	const struct policy_csm_rule *rules = policy_csm_rules(v->p, &n);

	if (n == 0)
		return;
	doc_text(d, _("A success manager (CSM) is your main contact, a person of our house who knows yours. You have one if this fits you:"));
	for (size_t i = 0; i < n; i++) {
		bool within = rules[i].when.internal == 1;
		for (size_t j = 0; j < n; j++)
			within |= i != j && is_within(&rules[i].when, &rules[j].when);
		if (!within)
			doc_item(d, csm_text(v, &rules[i].when));
	}
}

/* --- outside the hours --- */

static void put_outside(struct promise_view *v, struct doc *d)
{
	const struct promise_on_call *o = &v->on_call;
	bool always = true;

	for (size_t i = 0; i < v->calendars.n; i++)
		always &= promise_always(v->calendars.v[i].cal);
	if (always)
		return;
	doc_heading(d, _("Outside the hours"));
	if (o->any && o->priorities.n)
		doc_text(d, arena_printf(v->a, _("Somebody is on call at any hour for cases of this gravity: %s."),
		                         promise_labels(v, PROMISE_PRIORITIES, &o->priorities)));
	else if (o->any)
		doc_text(d, _("Somebody is on call at any hour."));
	if (o->any && o->plans.n)
		doc_text(d, arena_printf(v->a, _("This is for the plans %s."), promise_labels(v, PROMISE_PLANS, &o->plans)));
	doc_text(d, o->any ? _("You can write to us at any time. What is not for those on call is kept and dealt with when we open; each time counts in the hours named beside it.")
	                   : _("You can write to us at any time. What comes then is kept and dealt with when we open; each time counts in the hours named beside it."));
}

/* --- plans --- */

static const char *quota(struct promise_view *v, const struct policy_plan *plan)
{
	static const char *const per[][2] = {
		{"month", N_("%lld a month")}, {"quarter", N_("%lld a quarter")}, {"year", N_("%lld a year")},
	};

	for (size_t i = 0; plan->quota && i < sizeof per / sizeof *per; i++)
		if (str_eq(per[i][0], plan->quota_per))
			return arena_printf(v->a, _(per[i][1]), (long long)plan->quota);
	return _("no limit");
}

static const char *price(struct promise_view *v, const struct policy_plan *plan)
{
	if (!plan->currency)
		return "";
	return plan->price_minor ? promise_money(v, plan->price_minor, plan->currency, plan->price_per) : _("free of charge");
}

static void put_plans(struct promise_view *v, struct doc *d)
{
	const char **heads = arena_array(v->a, const char *, 6);
	size_t n;
	const struct policy_plan *plans = policy_plans(v->p, &n);

	heads[0] = _("Plan");
	heads[1] = _("Price");
	heads[2] = _("Cases included");
	heads[3] = _("Hours");
	heads[4] = _("Ways to reach us");
	heads[5] = _("Languages");
	if (n == 0)
		return;
	doc_heading(d, _("Plans"));
	struct doc_table *t = doc_table(d, "", heads, 6);
	for (size_t i = 0; i < n; i++)
		doc_row(t, (const char *[]){label_in(v->p, &plans[i].label, v->lang, plans[i].name), price(v, &plans[i]),
		        quota(v, &plans[i]), plans[i].hours ? promise_label(v, PROMISE_CALENDARS, plans[i].hours) : "",
		        plans[i].channels.n ? promise_labels(v, PROMISE_CHANNELS, &plans[i].channels) : _("all ways"),
		        plans[i].languages.n ? promise_labels(v, PROMISE_LANGUAGES, &plans[i].languages) : _("all languages")});
	doc_text(d, _("Cases beyond the number included are dealt with all the same."));
}

/* --- what happens to a case --- */

static void put_states(struct promise_view *v, struct doc *d)
{
	const char **heads = arena_array(v->a, const char *, 2);
	size_t n;
	const struct policy_state *s = policy_states(v->p, &n);

	heads[0] = _("Where it stands");
	heads[1] = _("What comes next");
	doc_heading(d, _("What happens to your case"));
	struct doc_table *t = doc_table(d, "", heads, 2);
	for (size_t i = 0; i < n; i++)
		if (s[i].customer.n)
			doc_row(t, (const char *[]){label_in(v->p, &s[i].customer, v->lang, ""), label_in(v->p, &s[i].next, v->lang, "")});
}

static void put_following(struct promise_view *v, struct doc *d)
{
	const struct policy_head *h = policy_head(v->p);
	char ref[48];

	ref_print(ref, h->reference, 4711);
	doc_text(d, arena_printf(v->a, _("Is it not solved after all? Answer within %s and your case opens again."),
	                         promise_span(v, h->reopen_within)));
	doc_text(d, arena_printf(v->a, _("Every case has a number, such as %s. With it you can follow your case, and add to it, whatever way you reach us."), ref));
	doc_text(d, policy_follow_firm(v->p) ? _("All people of your firm can follow its cases.")
	                                     : _("Your cases are yours: nobody else can follow them."));
}

/* --- terms of laws --- */

static const char *term(struct promise_view *v, const struct policy_deadline *dl)
{
	const char *first = promise_span(v, dl->stages[0].within);

	if (dl->nstages < 2)
		return first;
	return arena_printf(v->a, _("%s; %s where we have told you why it takes longer"), first,
	                    promise_span(v, dl->stages[dl->nstages - 1].within));
}

/* "Directive (EU) 2015/2366, art. 73" of a source that goes on ": at once, ...". */
static const char *rule(struct promise_view *v, const struct policy_deadline *dl)
{
	const char *end = strstr(dl->source, ": ");

	return end ? arena_dup(v->a, dl->source, (size_t)(end - dl->source)) : dl->source;
}

static bool any_term_told(struct promise_view *v)
{
	size_t n;
	const struct policy_deadline *all = policy_deadlines(v->p, &n);

	for (size_t i = 0; v->deadlines && i < n; i++)
		if (promise_deadline(v->p, &all[i]) && promise_told(v, &v->deadlines[i]))
			return true;
	return false;
}

static void put_terms(struct promise_view *v, struct doc *d)
{
	const char **heads = arena_array(v->a, const char *, 5);
	size_t n;
	const struct policy_deadline *all = policy_deadlines(v->p, &n);
	struct doc_table *t = NULL;
	bool kept = any_term_told(v);

	heads[0] = _("What");
	heads[1] = _("Within");
	heads[2] = _("Days counted");
	heads[3] = _("Rule");
	heads[4] = _("Kept");
	for (size_t i = 0; i < n; i++) {
		if (!promise_deadline(v->p, &all[i]) || all[i].nstages == 0)
			continue;
		if (!t) {
			doc_heading(d, _("Terms set by rules and laws"));
			doc_text(d, _("They run from the day we hear of the matter, and nothing stops them."));
			t = doc_table(d, "", heads, kept ? 5 : 4);
		}
		doc_row(t, (const char *[]){label_in(v->p, &all[i].label, v->lang, all[i].name), term(v, &all[i]),
		                            promise_label(v, PROMISE_CALENDARS, all[i].calendar), rule(v, &all[i]),
		                            kept ? promise_kept(v, &v->deadlines[i]) : ""});
	}
}

void promise_page(struct promise_view *v, struct doc *d)
{
	const struct policy_head *h = policy_head(v->p);

	doc_title(d, arena_printf(v->a, _("%s: what you may expect"), label_in(v->p, &h->title, v->lang, h->name)));
	doc_text(d, _("What we promise you when you contact us: when we are there, how fast we answer and solve, and what happens to your case."));
	put_channels(v, d);
	put_links(v, d);
	put_hours(v, d);
	put_teams(v, d);
	put_stages(v, d);
	put_csm(v, d);
	promise_speed(v, d);
	put_outside(v, d);
	put_plans(v, d);
	put_states(v, d);
	put_following(v, d);
	put_terms(v, d);
	doc_note(d, arena_printf(v->a, _("As of %s."), promise_date(v, v->day)));
}
