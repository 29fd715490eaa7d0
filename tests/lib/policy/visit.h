/* visit: asks a policy for everything it has, as text.
 *
 * Two policies that say the same visit the same; damaged ones must come
 * through it without harm. */
#ifndef POLICY_VISIT_H
#define POLICY_VISIT_H

#include "base/str.h"
#include "policy/policy.h"

static inline void visit_text(struct str *out, const char *text)
{
	str_printf(out, "%s|", text ? text : "-");
}

static inline void visit_int(struct str *out, int64_t v)
{
	str_printf(out, "%lld|", (long long)v);
}

static inline void visit_names(struct str *out, struct names names)
{
	for (size_t i = 0; i < names.n; i++)
		visit_text(out, names.v[i]);
	if (names.v[names.n])
		visit_text(out, "not terminated");
}

static inline void visit_labels(struct str *out, struct policy *p, struct labels labels)
{
	for (size_t i = 0; i < labels.n; i++) {
		visit_text(out, labels.v[i].lang);
		visit_text(out, labels.v[i].text);
	}
	visit_text(out, label_in(p, &labels, "es-AR", "none"));
}

static inline void visit_span(struct str *out, struct span s)
{
	char text[32];
	span_print(text, s);
	visit_text(out, text);
}

static inline void visit_match(struct str *out, const struct policy_match *m)
{
	visit_names(out, m->plans);
	visit_names(out, m->priorities);
	visit_names(out, m->categories);
	visit_names(out, m->kinds);
	visit_names(out, m->channels);
}

static inline void visit_head(struct str *out, struct policy *p)
{
	const struct policy_head *h = policy_head(p);
	visit_text(out, h->name);
	visit_labels(out, p, h->title);
	visit_text(out, h->language);
	visit_names(out, h->languages);
	visit_text(out, h->zone);
	visit_text(out, h->reference);
	visit_int(out, h->allow_now);
	visit_int(out, h->attachment_max);
	visit_int(out, h->text_max);
	visit_span(out, h->reopen_within);
	visit_int(out, h->reopen_closed);
	visit_text(out, h->reopen_to);
}

static inline void visit_flows(struct str *out, struct policy *p)
{
	size_t n;
	const struct policy_state *states = policy_states(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, states[i].name);
		visit_text(out, state_class_words[states[i].class]);
		visit_labels(out, p, states[i].label);
		visit_labels(out, p, states[i].customer);
		visit_labels(out, p, states[i].next);
		visit_text(out, policy_on_customer_message(p, states[i].name));
	}
	const struct policy_flow *flows = policy_flows(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, flows[i].name);
		visit_text(out, flows[i].calendar);
		for (size_t j = 0; j < flows[i].nsteps; j++) {
			visit_text(out, flows[i].steps[j].from);
			visit_names(out, flows[i].steps[j].to);
		}
		for (size_t j = 0; j < flows[i].nages; j++) {
			visit_text(out, flows[i].ages[j].state);
			visit_span(out, flows[i].ages[j].max);
		}
	}
	const struct policy_kind *kinds = policy_kinds(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, kinds[i].name);
		visit_labels(out, p, kinds[i].label);
		visit_text(out, kinds[i].flow->name);
		visit_text(out, kinds[i].impact);
		visit_text(out, kinds[i].urgency);
	}
}

static inline void visit_priority(struct str *out, struct policy *p)
{
	size_t n;
	const struct policy_matrix *m = policy_matrix(p);
	const struct policy_priority *v = policy_priorities(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, v[i].name);
		visit_labels(out, p, v[i].label);
		visit_int(out, policy_priority_rank(p, v[i].name));
	}
	for (int i = GRADE_HIGH; i <= GRADE_LOW; i++)
		for (int u = GRADE_HIGH; u <= GRADE_LOW; u++)
			visit_int(out, m->rank[i][u]);
	visit_int(out, m->impact);
	visit_int(out, m->urgency);
	visit_int(out, m->affected_high);
	visit_int(out, m->affected_medium);
}

static inline void visit_client_rule(struct str *out, const struct policy_client_rule *r)
{
	visit_names(out, r->plans);
	visit_names(out, r->stages);
	visit_names(out, r->products);
	visit_names(out, r->languages);
	visit_int(out, r->internal);
	visit_text(out, r->currency);
	visit_int(out, r->has_from ? r->from_minor : -1);
	visit_int(out, r->has_below ? r->below_minor : -1);
}

static inline void visit_customers(struct str *out, struct policy *p)
{
	size_t n;
	visit_int(out, policy_follow_firm(p));
	const struct policy_client_stage *stages = policy_client_stages(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, stages[i].name);
		visit_labels(out, p, stages[i].label);
		visit_text(out, stages[i].team);
	}
	const struct policy_product *products = policy_products(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, products[i].name);
		visit_labels(out, p, products[i].label);
	}
	const struct policy_segment *segments = policy_segments(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, segments[i].name);
		visit_labels(out, p, segments[i].label);
		visit_client_rule(out, &segments[i].when);
	}
	const struct policy_csm_rule *rules = policy_csm_rules(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, rules[i].name);
		visit_client_rule(out, &rules[i].when);
		visit_names(out, rules[i].agents);
	}
}

static inline void visit_cases(struct str *out, struct policy *p)
{
	size_t n;
	const struct policy_category *c = policy_categories(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, c[i].name);
		visit_text(out, c[i].parent);
		visit_labels(out, p, c[i].label);
		visit_int(out, c[i].weight);
		visit_int(out, c[i].level);
		visit_text(out, c[i].team);
		visit_text(out, c[i].complexity);
		visit_int(out, c[i].impact * 100 + c[i].urgency * 10 + c[i].priority_floor);
		visit_names(out, c[i].skills);
		visit_names(out, c[i].aliases);
	}
	const struct policy_channel *channels = policy_channels(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, channels[i].name);
		visit_labels(out, p, channels[i].label);
		visit_int(out, channels[i].two_way * 2 + channels[i].public);
	}
	const struct policy_plan *plans = policy_plans(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, plans[i].name);
		visit_labels(out, p, plans[i].label);
		visit_text(out, plans[i].hours);
		visit_names(out, plans[i].channels);
		visit_names(out, plans[i].languages);
		visit_int(out, plans[i].quota);
		visit_text(out, plans[i].quota_per);
		visit_int(out, plans[i].price_minor);
		visit_text(out, plans[i].currency);
		visit_text(out, plans[i].price_per);
	}
	visit_customers(out, p);
	const struct policy_field *fields = policy_fields(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, fields[i].name);
		visit_labels(out, p, fields[i].label);
		visit_text(out, field_type_words[fields[i].type]);
		visit_names(out, fields[i].words);
		visit_int(out, fields[i].min);
		visit_int(out, fields[i].max);
		visit_text(out, fields[i].pattern);
		visit_int(out, fields[i].personal);
		visit_names(out, fields[i].kinds);
	}
	const struct policy_mark *marks = policy_marks(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, marks[i].name);
		visit_labels(out, p, marks[i].label);
		visit_int(out, marks[i].public);
	}
	const struct policy_reply *replies = policy_replies(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, replies[i].name);
		visit_labels(out, p, replies[i].text);
	}
}

static inline void visit_people(struct str *out, struct policy *p)
{
	size_t n;
	const struct policy_level *levels = policy_levels(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_int(out, levels[i].number * 10 + levels[i].supervisor);
		visit_labels(out, p, levels[i].label);
		visit_text(out, levels[i].team);
	}
	const struct policy_team *teams = policy_teams(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, teams[i].name);
		visit_labels(out, p, teams[i].label);
		visit_int(out, teams[i].level);
		visit_text(out, teams[i].calendar);
		visit_names(out, teams[i].languages);
		visit_names(out, teams[i].skills);
	}
	const struct policy_agent *agents = policy_agents(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, agents[i].name);
		visit_text(out, agents[i].full);
		visit_text(out, agents[i].user);
		visit_text(out, agents[i].mail);
		visit_int(out, agents[i].level);
		visit_names(out, agents[i].teams);
		visit_names(out, agents[i].languages);
		visit_names(out, agents[i].skills);
		visit_names(out, agents[i].roles);
		visit_text(out, agents[i].calendar);
		visit_int(out, agents[i].capacity);
		for (int r = RIGHT_READ; r <= RIGHT_ERASE; r++)
			visit_int(out, policy_allows(p, agents[i].user, &agents[i], (enum right)r));
		visit_int(out, policy_may_act_as(p, agents[i].user, "ana"));
	}
	visit_int(out, policy_allows(p, "somebody", NULL, RIGHT_READ));
	const struct policy_roster *rosters = policy_rosters(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, rosters[i].name);
		visit_text(out, rosters[i].team);
		for (size_t j = 0; j < rosters[i].nshifts; j++) {
			visit_int(out, rosters[i].shifts[j].from);
			visit_int(out, rosters[i].shifts[j].to);
			visit_names(out, rosters[i].shifts[j].agents);
		}
	}
}

static inline void visit_calendars(struct str *out, struct policy *p)
{
	enum { MONDAY = 1795392000 };        /* 2026-11-23 00:00Z */
	struct names names = policy_calendar_names(p);
	visit_names(out, names);
	for (size_t i = 0; i < names.n; i++) {
		struct cal *c = policy_cal(p, names.v[i]);
		visit_int(out, c ? cal_elapsed(c, MONDAY, MONDAY + 90 * 86400) : -1);
	}
}

static inline void visit_promises(struct str *out, struct policy *p)
{
	size_t n;
	const struct policy_sla *slas = policy_slas(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, slas[i].name);
		visit_match(out, &slas[i].match);
		for (size_t j = 0; j < slas[i].ntargets; j++) {
			const struct policy_target *t = &slas[i].targets[j];
			visit_text(out, t->clock);
			visit_span(out, t->target);
			visit_text(out, t->calendar);
			visit_names(out, t->pause);
			visit_int(out, t->has_warn);
			visit_int(out, t->warn_share);
			visit_text(out, on_change_words[t->on_change]);
			visit_text(out, on_reopen_words[t->on_reopen]);
			visit_names(out, t->met_by);
		}
	}
	const struct policy_escalation *rules = policy_escalations(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, rules[i].name);
		visit_int(out, rules[i].watch);
		visit_text(out, rules[i].on);
		visit_int(out, rules[i].level * 10 + (int)rules[i].at.kind);
		visit_span(out, rules[i].at.span);
		visit_match(out, &rules[i].match);
		for (size_t j = 0; j < rules[i].nnotify; j++) {
			visit_int(out, rules[i].notify[j].kind);
			visit_text(out, rules[i].notify[j].name);
		}
		visit_text(out, rules[i].move);
		visit_int(out, rules[i].escalates);
		visit_int(out, rules[i].max);
		visit_int(out, rules[i].when_empty * 10 + rules[i].catch_up);
	}
	const struct policy_deadline *deadlines = policy_deadlines(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, deadlines[i].name);
		visit_labels(out, p, deadlines[i].label);
		visit_match(out, &deadlines[i].match);
		visit_text(out, deadlines[i].trigger);
		visit_text(out, deadlines[i].calendar);
		visit_int(out, deadlines[i].count_from * 10 + deadlines[i].roll);
		for (size_t j = 0; j < deadlines[i].nstages; j++) {
			visit_text(out, deadlines[i].stages[j].name);
			visit_span(out, deadlines[i].stages[j].within);
			visit_names(out, deadlines[i].stages[j].met_by);
			visit_text(out, deadlines[i].stages[j].extended_by);
		}
		visit_int(out, deadlines[i].as_of_day);
		visit_text(out, deadlines[i].confidence);
		visit_text(out, deadlines[i].source);
	}
	const struct policy_handover *h = policy_handover(p);
	visit_names(out, h->needs);
	visit_int(out, h->max_hands * 1000 + h->max_returns);
	for (size_t i = 0; i < h->nrejects; i++) {
		visit_text(out, h->rejects[i].name);
		visit_labels(out, p, h->rejects[i].label);
	}
	const struct policy_goal *goals = policy_goals(p, &n);
	for (size_t i = 0; i < n; i++) {
		visit_text(out, goals[i].name);
		visit_int(out, goals[i].at_least);
		visit_int(out, goals[i].at_most);
	}
	const struct policy_reports *reports = policy_reports(p);
	visit_text(out, reports->theme);
	visit_text(out, reports->step);
	visit_text(out, reports->due);
}

static inline void visit_policy(struct str *out, struct policy *p)
{
	visit_head(out, p);
	visit_flows(out, p);
	visit_priority(out, p);
	visit_cases(out, p);
	visit_people(out, p);
	visit_calendars(out, p);
	visit_promises(out, p);
}

#endif
