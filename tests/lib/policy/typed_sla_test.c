/* typed_sla: promises, escalations, deadlines, handovers, goals. */
#include "test.h"

#include "lib/policy/fixture.h"
#include "when/civil.h"

TEST(first_rule_that_fits)
{
	static const struct { const char *plan, *priority, *category, *kind, *channel, *rule; } rows[] = {
		{NULL, "P1", "payment.failed.bank", "incident", "mail", "bank"},
		{NULL, "P2", "payment.failed", NULL, NULL, "bank"},
		{NULL, "P3", "payment.failed", NULL, NULL, "rest"},
		{"big", "P1", "payment", "incident", "mail", "premium"},
		{"big", "P1", "payment.failed", "incident", "mail", "bank"},
		{"big", "P1", "payment", "question", "mail", "rest"},
		{"big", "P1", "payment", "incident", NULL, "rest"},
		{NULL, NULL, NULL, NULL, NULL, "rest"}};
	struct arena a = {0};
	struct policy *p = full(&a);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct policy_sla *s = policy_sla_for(p, rows[i].plan, rows[i].priority, rows[i].category,
		                                            rows[i].kind, rows[i].channel);
		CHECK_STR(s ? s->name : NULL, rows[i].rule);
	}
	CHECK(policy_sla_for(minimal_and(&a, ""), NULL, "P1", NULL, NULL, NULL) == NULL);
	arena_free(&a);
}

TEST(targets)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	const struct policy_sla *bank = policy_sla(p, "bank"), *rest = policy_sla(p, "rest");
	const struct policy_target *first = policy_sla_target(bank, "first_response");
	const struct policy_target *solve = policy_sla_target(bank, "resolution");
	CHECK_INT(first->target.n, 1800);
	CHECK_STR(first->calendar, "night");
	CHECK_INT(first->warn_share, 8000);
	CHECK(!first->has_warn);
	CHECK_INT(first->on_change, CHANGE_KEEP_ELAPSED);
	CHECK_INT(first->on_reopen, REOPEN_RESTART);
	CHECK(names_have(&first->met_by, "bot"));
	CHECK_INT(first->pause.n, 0);
	CHECK_INT(solve->warn.n, 3600);
	CHECK(solve->has_warn && solve->warn_share == 0);
	CHECK_INT(solve->on_change, CHANGE_NEVER_LATER);
	CHECK_INT(solve->on_reopen, REOPEN_RESTART);
	CHECK_INT(solve->pause.n, 2);
	CHECK_INT(policy_sla_target(rest, "level")->on_reopen, REOPEN_RESUME);
	CHECK_INT(policy_sla_target(rest, "level")->target.unit, SPAN_BUSINESS_DAYS);
	CHECK(policy_sla_target(rest, "ack") == NULL);
	CHECK(policy_sla_target(NULL, "ack") == NULL);
	arena_free(&a);
}

TEST(escalations)
{
	struct arena a = {0};
	size_t n;
	const struct policy_escalation *v = policy_escalations(full(&a), &n);
	CHECK_INT(n, 4);
	CHECK_INT(v[0].watch, WATCH_CLOCK);
	CHECK_STR(v[0].on, "first_response");
	CHECK_INT(v[0].at.share, 8000);
	CHECK_INT(v[0].nnotify, 8);
	CHECK_INT(v[0].notify[2].level, 4);
	CHECK_STR(v[0].notify[3].name, "back");
	CHECK_INT(v[0].repeat.n, 3600);
	CHECK_INT(v[0].max, 3);
	CHECK_INT(v[0].when_empty, EMPTY_HOLD);
	CHECK_INT(v[0].catch_up, CATCH_UP_ALL);
	CHECK(!v[0].escalates && !v[0].move);
	CHECK_INT(v[1].watch, WATCH_STATE);
	CHECK_STR(v[1].on, "waiting");
	CHECK_INT(v[1].at.kind, MOMENT_AFTER);
	CHECK_INT(v[1].at.span.unit, SPAN_BUSINESS_DAYS);
	CHECK_STR(v[1].move, "resolved");
	CHECK_STR(v[1].calendar, "base");
	CHECK_INT(v[1].max, 0);
	CHECK_INT(v[2].level, 1);
	CHECK_INT(v[2].escalate.kind, PARTY_NEXT_LEVEL);
	CHECK_INT(v[3].watch, WATCH_DEADLINE);
	CHECK_INT(v[3].at.kind, MOMENT_BEFORE);
	CHECK(v[3].escalates && v[3].escalate.kind == PARTY_TEAM);
	CHECK_INT(v[3].catch_up, CATCH_UP_NONE);
	CHECK(v[3].has_late_after);
	arena_free(&a);
}

TEST(deadlines)
{
	struct arena a = {0};
	const struct policy_deadline *d = policy_deadline(full(&a), "complaint");
	CHECK_STR(d->trigger, "received");
	CHECK_INT(d->count_from, COUNT_SAME_DAY);
	CHECK_INT(d->roll, ROLL_NEXT);
	CHECK_INT(d->nstages, 2);
	CHECK_INT(d->stages[0].within.n, 15);
	CHECK_STR(d->stages[0].extended_by, "holding");
	CHECK_INT(d->stages[0].met_by.n, 2);
	CHECK(d->stages[1].extended_by == NULL);
	CHECK(d->stages[1].has_no_later_than);
	CHECK_INT(d->stages[1].no_later_than.unit, SPAN_WEEKS);
	CHECK_INT(d->as_of_day, civil_day(2026, 11, 21));
	CHECK_STR(d->confidence, "high");
	arena_free(&a);
}

TEST(handover_and_goals)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	const struct policy_handover *h = policy_handover(p);
	size_t n;
	const struct policy_goal *g = policy_goals(p, &n);
	CHECK_INT(h->needs.n, 2);
	CHECK_INT(h->max_hands, 4);
	CHECK_STR(h->rejects[0].name, "wrong_team");
	CHECK_INT(n, 2);
	CHECK_INT(g[0].at_least, 7340);
	CHECK_INT(g[0].at_most, 0);
	CHECK_INT(g[1].at_most, 500);
	CHECK_INT(policy_handover(minimal_and(&a, ""))->max_hands, 0);
	arena_free(&a);
}

TEST(fields_of_reports)
{
	struct arena a = {0};
	const struct policy_reports *r = policy_reports(minimal_and(&a, ""));

	CHECK(!r->theme && !r->step && !r->due);
	r = policy_reports(minimal_and(&a, "fields: {about: {}, when: {type: date}}\nreports: {theme: about, due: when}\n"));
	CHECK_STR(r->theme, "about");
	CHECK(!r->step);
	CHECK_STR(r->due, "when");
	arena_free(&a);
}

TEST_MAIN(T(first_rule_that_fits), T(targets), T(escalations), T(deadlines), T(handover_and_goals), T(fields_of_reports))
