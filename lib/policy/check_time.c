/* check_time: calendars, promises, escalations and deadlines as a whole. */
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/checker.h"
#include "policy/typed_cal.h"
#include "policy/value.h"

/* --- calendars --- */

static void check_week(struct checker *c, const struct node *week)
{
	unsigned seen = 0;
	for (size_t i = 0; week && week->type == NODE_MAP && i < week->n; i++) {
		int from, to;
		unsigned days;
		if (!value_weekdays(week->keys[i]->text, &from, &to))
			continue;
		days = (2u << to) - (1u << from);
		if (seen & days)
			check_say(c, week->keys[i], "\"%s\" names a day that has its hours already",
			          week->keys[i]->text);
		seen |= days;
	}
}

static void check_calendars(struct checker *c)
{
	const struct node *all = check_find(c, "calendars");
	CHECK_EACH(i, all) {
		const struct node *extends = node_get(all->items[i], "extends");
		const struct node *base = extends && extends->type == NODE_SCALAR
		                          ? node_get(all, extends->text) : NULL;
		check_week(c, node_get(all->items[i], "weekly"));
		if (base && node_get(base, "extends"))
			check_say(c, extends, "\"%s\" extends another calendar itself", extends->text);
	}
}

/* A calendar on which something counts must open in a normal week. */
static void check_opens(struct checker *c, const struct node *at, const char *what)
{
	const struct cal_rules *rules;
	if (!at || at->type != NODE_SCALAR || !check_defined(c, "calendars", at->text))
		return;
	rules = policy_cal_rules(c->p, at->text);
	if (rules && !cal_rules_open(rules))
		check_say(c, at, "%s would never count: the calendar \"%s\" has no opening hours", what, at->text);
}

/* --- rules in general --- */

static void check_unique(struct checker *c, const struct node *list)
{
	for (size_t i = 1; list && list->type == NODE_LIST && i < list->n && i < 1000; i++) {
		const char *name = node_text(list->items[i], "name", NULL);
		for (size_t j = 0; name && j < i; j++) {
			if (!str_eq(node_text(list->items[j], "name", NULL), name))
				continue;
			check_say(c, node_get(list->items[i], "name"), "a rule is called \"%s\" already (line %d)",
			          name, list->items[j]->line);
			break;
		}
	}
}

static bool span_at(const struct node *map, const char *key, struct span *s)
{
	const char *text = node_text(map, key, NULL);
	return text && span_parse(text, s);
}

static void check_not_zero(struct checker *c, const struct node *map, const char *key)
{
	struct span s;
	if (span_at(map, key, &s) && s.n == 0)
		check_say(c, node_get(map, key), "\"%s\" must be more than nothing", key);
}

/* --- promises --- */

/* What may meet each clock besides the usual. */
static void check_met_by(struct checker *c, const char *clock, const struct node *met_by)
{
	static const char *const answers[] = {"call", "public_note", "bot", NULL};
	static const char *const ends[] = {"closed", "solution_offered", NULL};
	static const char *const none[] = {NULL};
	const char *const *right = str_eq(clock, "resolution") ? ends : str_eq(clock, "level") ? none : answers;
	const char *const *words = schema_row("sla[].clocks.*.met_by")->words;
	for (size_t i = 0; met_by && i < (met_by->type == NODE_LIST ? met_by->n : 1); i++) {
		const struct node *word = met_by->type == NODE_LIST ? met_by->items[i] : met_by;
		if (word->type != NODE_SCALAR || words_find(words, word->text) < 0)
			continue;
		if (words_find(right, word->text) < 0)
			check_say(c, word, "\"%s\" cannot meet the clock %s", word->text, clock);
		else if (str_eq(word->text, "solution_offered") && !check_defined(c, "marks", word->text))
			check_say(c, word, "\"solution_offered\" must be among the marks");
	}
}

static bool names_node_has(const struct node *names, const char *name)
{
	if (names->type == NODE_SCALAR)
		return strcmp(names->text, name) == 0;
	CHECK_EACH(i, names)
		if (names->items[i]->type == NODE_SCALAR && strcmp(names->items[i]->text, name) == 0)
			return true;
	return false;
}

/* Do two lists of names have none in common, so that no ticket fits both? A
 * ticket keeps its kind and channel, but not its plan, priority and category. */
static bool apart(const struct node *a, const struct node *b, const char *key)
{
	const struct node *x = node_get(node_get(a, "match"), key), *y = node_get(node_get(b, "match"), key);
	if (!x || !y || (x->type == NODE_SCALAR && !*x->text) || (y->type == NODE_SCALAR && !*y->text))
		return false;
	if (x->type == NODE_SCALAR)
		return !names_node_has(y, x->text);
	CHECK_EACH(i, x)
		if (x->items[i]->type == NODE_SCALAR && names_node_has(y, x->items[i]->text))
			return false;
	return true;
}

/* keep_elapsed carries what has been counted into the rule a ticket changes
 * to; seconds cannot be carried into days, nor days into seconds. */
static void check_keep_elapsed(struct checker *c, const struct node *rules, size_t self, const struct node *key)
{
	const struct node *clock = node_get(node_get(rules->items[self], "clocks"), key->text);
	struct span here, there;
	if (!str_eq(node_text(clock, "on_change", "keep_elapsed"), "keep_elapsed") ||
	    !span_at(clock, "target", &here))
		return;
	for (size_t i = 0; i < rules->n; i++) {
		const struct node *other = node_get(node_get(rules->items[i], "clocks"), key->text);
		if (i == self || !span_at(other, "target", &there) ||
		    (here.unit == SPAN_SECONDS) == (there.unit == SPAN_SECONDS) ||
		    apart(rules->items[self], rules->items[i], "kinds") ||
		    apart(rules->items[self], rules->items[i], "channels"))
			continue;
		check_say_hint(c, node_get(clock, "target"), "set on_change to restart, never_later or pinned",
		               "%s is %s here and %s in \"%s\": keep_elapsed cannot carry time between hours and days",
		               key->text, node_text(clock, "target", ""), node_text(other, "target", ""),
		               node_text(rules->items[i], "name", "?"));
		return;
	}
}

static void check_sla(struct checker *c)
{
	const struct node *rules = check_find(c, "sla");
	check_unique(c, rules);
	for (size_t i = 0; rules && rules->type == NODE_LIST && i < rules->n && i < 1000; i++) {
		const struct node *clocks = node_get(rules->items[i], "clocks");
		if (clocks && clocks->type != NODE_LIST && clocks->n == 0)
			check_say(c, check_key(rules->items[i], "clocks"), "a rule without a clock promises nothing");
		for (size_t j = 0; clocks && clocks->type == NODE_MAP && j < clocks->n; j++) {
			const struct node *key = clocks->keys[j], *clock = clocks->items[j];
			check_not_zero(c, clock, "target");
			check_opens(c, node_get(clock, "calendar"), "this clock");
			check_met_by(c, key->text, node_get(clock, "met_by"));
			check_keep_elapsed(c, rules, i, key);
		}
	}
}

/* --- escalations --- */

static void check_watch(struct checker *c, const struct node *rule)
{
	const struct node *on = node_get(rule, "on"), *at = node_get(rule, "at");
	struct policy_moment moment;
	enum watch_kind kind;
	const char *name;
	bool stay;
	if (!on || on->type != NODE_SCALAR || !value_watch(on->text, &kind, &name))
		return;
	if (kind == WATCH_STATE)
		check_refers(c, on, "states", NULL, name);
	else if (kind == WATCH_LEVEL)
		check_refers(c, on, "levels", NULL, name);
	else if (kind == WATCH_DEADLINE)
		check_refers(c, on, "deadlines", NULL, name);
	stay = kind == WATCH_STATE || kind == WATCH_LEVEL;
	if (!stay && node_get(rule, "calendar"))
		check_say(c, check_key(rule, "calendar"), "\"%s\" counts in its own calendar", on->text);
	if (!at || at->type != NODE_SCALAR || !value_moment(at->text, &moment))
		return;
	if (stay && moment.kind != MOMENT_AFTER)
		check_say(c, at, "time in a state or level is counted from its start: write +2h, not %s", at->text);
	if (stay && moment.span.unit == SPAN_BUSINESS_DAYS && !node_get(rule, "calendar"))
		check_say(c, at, "business days need a \"calendar\"");
}

static void check_party_exists(struct checker *c, const struct node *at, const struct policy_party *party)
{
	static const char *const sections[] = {
		[PARTY_AGENT] = "agents", [PARTY_TEAM] = "teams", [PARTY_LEVEL] = "levels",
		[PARTY_ON_CALL] = "on_call"};
	if (party->name)
		check_refers(c, at, sections[party->kind], NULL, party->name);
}

static void check_notify(struct checker *c, const struct node *at)
{
	struct policy_party party;
	if (at->type != NODE_SCALAR || !value_party(at->text, &party))
		return;
	if (party.kind == PARTY_NEXT_LEVEL)
		check_say(c, at, "\"next_level\" can be escalated to, not notified");
	else
		check_party_exists(c, at, &party);
}

static void check_escalate(struct checker *c, const struct node *at)
{
	struct policy_party party;
	if (!at || at->type != NODE_SCALAR || !value_party(at->text, &party))
		return;
	if (party.kind == PARTY_NEXT_LEVEL || party.kind == PARTY_LEVEL || (party.kind == PARTY_TEAM && party.name))
		check_party_exists(c, at, &party);
	else
		check_say(c, at, "a ticket goes to next_level, \"level N\" or \"team NAME\", not to \"%s\"", at->text);
}

static void check_do(struct checker *c, const struct node *rule)
{
	const struct node *act = node_get(rule, "do"), *notify = node_get(act, "notify");
	if (act && act->type != NODE_LIST && act->n == 0)
		check_say(c, check_key(rule, "do"), "\"do\" needs notify, escalate or move");
	if (notify && notify->type == NODE_SCALAR)
		check_notify(c, notify);
	CHECK_EACH(i, notify)
		check_notify(c, notify->items[i]);
	check_escalate(c, node_get(act, "escalate"));
}

static void check_repeat(struct checker *c, const struct node *rule)
{
	struct span repeat;
	if (node_get(rule, "repeat") && !node_get(rule, "max"))
		check_say(c, check_key(rule, "repeat"), "\"repeat\" needs \"max\", how often in all");
	if (!node_get(rule, "repeat") && node_get(rule, "max"))
		check_say(c, check_key(rule, "max"), "\"max\" needs \"repeat\"");
	if (span_at(rule, "repeat", &repeat) && repeat.unit != SPAN_SECONDS)
		check_say(c, node_get(rule, "repeat"), "repeats count in hours, minutes or seconds");
	check_not_zero(c, rule, "repeat");
	if (node_get(rule, "late_after") && !str_eq(node_text(rule, "catch_up", NULL), "none"))
		check_say(c, check_key(rule, "late_after"), "\"late_after\" needs \"catch_up: none\"");
	if (!node_get(rule, "late_after") && str_eq(node_text(rule, "catch_up", NULL), "none"))
		check_say(c, check_key(rule, "catch_up"), "\"catch_up: none\" needs \"late_after\"");
}

static void check_escalations(struct checker *c)
{
	const struct node *rules = check_find(c, "escalation");
	check_unique(c, rules);
	for (size_t i = 0; rules && rules->type == NODE_LIST && i < rules->n; i++) {
		check_watch(c, rules->items[i]);
		check_opens(c, node_get(rules->items[i], "calendar"), "this rule");
		check_do(c, rules->items[i]);
		check_repeat(c, rules->items[i]);
	}
}

/* --- deadlines and goals --- */

static void check_stage(struct checker *c, const struct node *stages, size_t i)
{
	const struct node *stage = stages->items[i], *extended = node_get(stage, "extended_by");
	bool last = i + 1 == stages->n;
	check_not_zero(c, stage, "within");
	if (last && extended)
		check_say(c, extended, "the last stage cannot be extended");
	if (!last && stage->type == NODE_MAP && !extended)
		check_say(c, stage, "this stage needs \"extended_by\", the mark that opens the next stage");
}

static bool needs_hours(const struct node *stages)
{
	CHECK_EACH(i, stages) {
		struct span s;
		if (span_at(stages->items[i], "within", &s) &&
		    (s.unit == SPAN_SECONDS || s.unit == SPAN_BUSINESS_DAYS))
			return true;
	}
	return false;
}

static void check_deadlines(struct checker *c)
{
	const struct node *all = check_find(c, "deadlines");
	for (size_t i = 0; all && all->type == NODE_MAP && i < all->n; i++) {
		const struct node *stages = node_get(all->items[i], "stages");
		if (stages && stages->type != NODE_MAP && stages->n == 0)
			check_say(c, check_key(all->items[i], "stages"), "a deadline needs a stage");
		for (size_t j = 0; stages && stages->type == NODE_LIST && j < stages->n; j++)
			check_stage(c, stages, j);
		if (needs_hours(stages))
			check_opens(c, node_get(all->items[i], "calendar"), "this deadline");
	}
}

static void check_goals(struct checker *c)
{
	const struct node *goals = check_find(c, "goals");
	for (size_t i = 0; goals && goals->type == NODE_MAP && i < goals->n; i++)
		if (!node_get(goals->items[i], "at_least") && !node_get(goals->items[i], "at_most"))
			check_say(c, goals->keys[i], "the goal \"%s\" needs at_least or at_most", goals->keys[i]->text);
}

void check_times(struct checker *c)
{
	check_calendars(c);
	check_sla(c);
	check_escalations(c);
	check_deadlines(c);
	check_goals(c);
}
