/* promise_json: what customers may expect, for an app or a web page to embed.
 *
 * Names of the policy stand beside their labels in one language; targets are
 * as the policy writes them, with seconds where they are seconds. */
#include "app/promise.h"
#include "base/msg.h"
#include "when/civil.h"

static void put_names(struct jw *w, const char *key, const struct names *names)
{
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; i < names->n; i++)
		jw_text(w, names->v[i]);
	jw_end(w);
}

static void put_label(struct promise_view *v, struct jw *w, const struct labels *labels, const char *name)
{
	jw_key(w, "name"); jw_text(w, name);
	jw_key(w, "label"); jw_text(w, label_in(v->p, labels, v->lang, name));
}

static void put_intervals(struct jw *w, const struct cal_hours *hours, size_t n)
{
	char text[16];

	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		cal_print_hours(text, hours[i]);
		jw_text(w, text);
	}
	jw_end(w);
}

/* --- hours --- */

static void put_week(struct jw *w, const struct cal_rules *r)
{
	jw_key(w, "week");
	jw_object(w);
	for (int d = 0; d < 7; d++) {
		jw_key(w, civil_weekday_words[d]);
		put_intervals(w, r->week[d], r->nweek[d]);
	}
	jw_end(w);
}

static void put_hours(struct promise_view *v, struct jw *w)
{
	jw_key(w, "hours");
	jw_array(w);
	for (size_t i = 0; i < v->calendars.n; i++) {
		const struct promise_hours *h = &v->calendars.v[i];
		const struct cal_rules *r = cal_rules(h->cal);
		struct labels labels = policy_cal_label(v->p, h->calendar);
		jw_object(w);
		put_label(v, w, &labels, h->calendar);
		jw_key(w, "zone"); jw_text(w, zone_name(r->zone));
		jw_key(w, "always"); jw_bool(w, promise_always(h->cal));
		put_week(w, r);
		put_names(w, "plans", &h->plans);
		put_names(w, "teams", &h->teams);
		jw_end(w);
	}
	jw_end(w);
}

static void put_day(struct jw *w, const char *key, int64_t day)
{
	char text[16];

	civil_print_day(text, day);
	jw_key(w, key);
	jw_text(w, text);
}

static void put_closures(struct promise_view *v, struct jw *w)
{
	jw_key(w, "closures");
	jw_array(w);
	for (size_t i = 0; i < v->closures.n; i++) {
		const struct promise_closure *c = &v->closures.v[i];
		jw_object(w);
		put_day(w, "date", c->day);
		jw_key(w, "occasion"); jw_text(w, c->hours.name);
		jw_key(w, "open"); put_intervals(w, c->hours.hours, c->hours.nhours);
		put_names(w, "hours", &c->calendars);
		jw_end(w);
	}
	jw_end(w);
	if (v->closures.known_to == INT64_MAX) {
		jw_key(w, "holidays_known_to"); jw_null(w);
	} else {
		put_day(w, "holidays_known_to", v->closures.known_to);
	}
}

/* --- channels, teams, plans --- */

static void put_channels(struct promise_view *v, struct jw *w)
{
	size_t n;
	const struct policy_channel *c = policy_channels(v->p, &n);

	jw_key(w, "channels");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		jw_object(w);
		put_label(v, w, &c[i].label, c[i].name);
		jw_key(w, "two_way"); jw_bool(w, c[i].two_way);
		jw_key(w, "public"); jw_bool(w, c[i].public);
		jw_end(w);
	}
	jw_end(w);
}

static void put_teams(struct promise_view *v, struct jw *w)
{
	size_t n;
	const struct policy_team *t = policy_teams(v->p, &n);

	jw_key(w, "teams");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		if (!promise_team(v->p, &t[i]))
			continue;
		jw_object(w);
		put_label(v, w, &t[i].label, t[i].name);
		jw_key(w, "hours"); jw_text(w, t[i].calendar);
		put_names(w, "languages", &t[i].languages);
		jw_end(w);
	}
	jw_end(w);
}

static void put_plans(struct promise_view *v, struct jw *w)
{
	size_t n;
	const struct policy_plan *p = policy_plans(v->p, &n);

	jw_key(w, "plans");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		jw_object(w);
		put_label(v, w, &p[i].label, p[i].name);
		jw_key(w, "hours"); jw_text(w, p[i].hours);
		put_names(w, "channels", &p[i].channels);
		put_names(w, "languages", &p[i].languages);
		jw_key(w, "quota"); p[i].quota ? jw_int(w, p[i].quota) : jw_null(w);
		jw_key(w, "quota_per"); jw_text(w, p[i].quota ? p[i].quota_per : NULL);
		jw_key(w, "price_minor"); p[i].currency ? jw_int(w, p[i].price_minor) : jw_null(w);
		jw_key(w, "currency"); jw_text(w, p[i].currency);
		jw_key(w, "price_per"); jw_text(w, p[i].currency ? p[i].price_per : NULL);
		jw_end(w);
	}
	jw_end(w);
}

/* --- how fast --- */

static void put_kept(struct promise_view *v, struct jw *w, const struct promise_kept *k)
{
	bool told = promise_told(v, k);

	jw_key(w, "kept"); told ? jw_decimal(w, k->kept * 1000000 / k->of, 6) : jw_null(w);
	jw_key(w, "kept_part"); told ? jw_int(w, k->kept) : jw_null(w);
	jw_key(w, "kept_whole"); told ? jw_int(w, k->of) : jw_null(w);
}

static void put_clock(struct promise_view *v, struct jw *w, const struct policy_target *t, const struct promise_kept *k)
{
	char text[32];

	span_print(text, t->target);
	jw_object(w);
	jw_key(w, "clock"); jw_text(w, t->clock);
	jw_key(w, "target"); jw_text(w, text);
	jw_key(w, "target_s"); t->target.unit == SPAN_SECONDS ? jw_int(w, t->target.n) : jw_null(w);
	jw_key(w, "hours"); jw_text(w, t->calendar);
	put_kept(v, w, k);
	jw_end(w);
}

static void put_row(struct promise_view *v, struct jw *w, const struct promise_row *row)
{
	static const enum sla_clock told[] = {SLA_FIRST_RESPONSE, SLA_NEXT_RESPONSE, SLA_UPDATE, SLA_RESOLUTION};
	size_t n;
	const struct policy_priority *all = policy_priorities(v->p, &n);

	jw_object(w);
	jw_key(w, "priorities");
	jw_array(w);
	for (int i = row->from; i <= row->to; i++)
		jw_text(w, all[i - 1].name);
	jw_end(w);
	jw_key(w, "clocks");
	jw_array(w);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		const struct policy_target *t = policy_sla_target(row->sla, sla_clock_words[told[i]]);
		if (t)
			put_clock(v, w, t, &row->kept[told[i]]);
	}
	jw_end(w);
	jw_end(w);
}

static void put_speed(struct promise_view *v, struct jw *w)
{
	jw_key(w, "promises");
	jw_array(w);
	for (size_t i = 0; i < v->groups.n; i++) {
		const struct promise_group *g = &v->groups.v[i];
		jw_object(w);
		jw_key(w, "every_plan"); jw_bool(w, g->every_plan);
		jw_key(w, "without_plan"); jw_bool(w, g->without_plan);
		put_names(w, "plans", &g->plans);
		put_names(w, "kinds", &g->kinds);
		put_names(w, "channels", &g->channels);
		jw_key(w, "rows");
		jw_array(w);
		for (size_t j = 0; j < g->n; j++)
			put_row(v, w, &g->rows[j]);
		jw_end(w);
		jw_end(w);
	}
	jw_end(w);
}

static void put_gravity(struct promise_view *v, struct jw *w)
{
	const struct policy_matrix *m = policy_matrix(v->p);
	size_t n;
	const struct policy_priority *all = policy_priorities(v->p, &n);

	jw_key(w, "priorities");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		jw_object(w);
		put_label(v, w, &all[i].label, all[i].name);
		jw_end(w);
	}
	jw_end(w);
	jw_key(w, "affected_high"); m->affected_high ? jw_int(w, m->affected_high) : jw_null(w);
	jw_key(w, "affected_medium"); m->affected_medium ? jw_int(w, m->affected_medium) : jw_null(w);
	jw_key(w, "on_call"); jw_bool(w, v->on_call.any);
	put_names(w, "on_call_priorities", &v->on_call.priorities);
	put_names(w, "on_call_plans", &v->on_call.plans);
}

/* --- what happens, and by law --- */

static void put_states(struct promise_view *v, struct jw *w)
{
	size_t n;
	const struct policy_state *s = policy_states(v->p, &n);

	jw_key(w, "states");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		jw_object(w);
		jw_key(w, "class"); jw_text(w, state_class_words[s[i].class]);
		jw_key(w, "where"); jw_text(w, label_in(v->p, &s[i].customer, v->lang, NULL));
		jw_key(w, "next"); jw_text(w, label_in(v->p, &s[i].next, v->lang, NULL));
		jw_end(w);
	}
	jw_end(w);
}

static void put_terms(struct promise_view *v, struct jw *w)
{
	size_t n;
	const struct policy_deadline *all = policy_deadlines(v->p, &n);

	jw_key(w, "terms");
	jw_array(w);
	for (size_t i = 0; i < n; i++) {
		if (!promise_deadline(v->p, &all[i]))
			continue;
		jw_object(w);
		put_label(v, w, &all[i].label, all[i].name);
		jw_key(w, "within");
		jw_array(w);
		for (size_t j = 0; j < all[i].nstages; j++) {
			char text[32];
			span_print(text, all[i].stages[j].within);
			jw_text(w, text);
		}
		jw_end(w);
		jw_key(w, "source"); jw_text(w, all[i].source);
		put_kept(v, w, v->deadlines ? &v->deadlines[i] : &(struct promise_kept){0});
		jw_end(w);
	}
	jw_end(w);
}

static void put_links(struct promise_view *v, struct jw *w)
{
	jw_key(w, "help_centre"); jw_text(w, v->about.help_centre);
	jw_key(w, "api_docs"); jw_text(w, v->about.api_docs);
	jw_key(w, "status"); jw_text(w, v->about.status);
}

/* What the figures behind "kept" are of; null: nothing was measured. */
static void put_measured(struct promise_view *v, struct jw *w)
{
	jw_key(w, "measured");
	if (!v->measured) {
		jw_null(w);
		return;
	}
	jw_object(w);
	if (v->first == INT64_MIN + 1) {
		jw_key(w, "first_day"); jw_null(w);
	} else {
		put_day(w, "first_day", v->first);
	}
	put_day(w, "last_day", v->last);
	jw_key(w, "few"); jw_int(w, v->few);
	jw_end(w);
}

void promise_json(struct promise_view *v, struct jw *w)
{
	const struct policy_head *h = policy_head(v->p);
	struct names languages = promise_languages(v->a, v->p);

	jw_object(w);
	jw_key(w, "title"); jw_text(w, label_in(v->p, &h->title, v->lang, h->name));
	jw_key(w, "lang"); jw_text(w, v->lang);
	jw_key(w, "at"); jw_at(w, v->at);
	put_names(w, "languages", &languages);
	put_links(v, w);
	put_measured(v, w);
	put_channels(v, w);
	put_hours(v, w);
	put_closures(v, w);
	put_teams(v, w);
	put_plans(v, w);
	put_speed(v, w);
	put_gravity(v, w);
	put_states(v, w);
	put_terms(v, w);
	jw_end(w);
	jw_close(w);
}
