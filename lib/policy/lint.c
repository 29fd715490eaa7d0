/* lint: texts and calendars; the other warnings are in lint_*.c. */
#include "policy/lint.h"

#include <stdarg.h>
#include <string.h>

#include "base/str.h"
#include "policy/linter.h"
#include "policy/typed_cal.h"
#include "when/civil.h"

/* The node to point at. */
static const struct node *place_of(struct linter *l, const char *section, const char *item)
{
	size_t n = strcspn(section, ".");
	const struct node *node = tree_section(l->p, arena_dup(l->r->a, section, n));
	if (section[n])
		node = node_get(node, section + n + 1);
	for (size_t i = 0; item && node && node->type != NODE_SCALAR && i < node->n; i++) {
		if (node->type == NODE_MAP && strcmp(node->keys[i]->text, item) == 0)
			return node->keys[i];
		if (node->type == NODE_LIST && str_eq(node_text(node->items[i], "name", NULL), item))
			return node_get(node->items[i], "name");
	}
	return node;
}

void lint_say(struct linter *l, const char *section, const char *item, const char *fmt, ...)
{
	const struct node *at = place_of(l, section, item);
	struct policy_issue issue = {.warning = true, .width = 1};
	va_list ap;
	va_start(ap, fmt);
	issue.text = arena_vprintf(l->r->a, fmt, ap);
	va_end(ap);
	if (at) {
		issue.line = at->line;
		issue.col = at->col;
		if (at->type == NODE_SCALAR && *at->text)
			issue.width = (int)strlen(at->text);
	}
	policy_report_add(l->r, &issue);
}

/* --- texts for customers --- */

static bool has_language(const struct labels *labels, const char *lang)
{
	for (size_t i = 0; i < labels->n; i++)
		if (strcmp(labels->v[i].lang, lang) == 0)
			return true;
	return false;
}

/* The languages of the policy a text lacks. */
static void lint_text(struct linter *l, const char *section, const char *item, const char *what,
                      const struct labels *labels)
{
	const struct names *languages = &policy_head(l->p)->languages;
	struct str missing = str_new(l->r->a);
	for (size_t i = 0; i < languages->n; i++)
		if (!has_language(labels, languages->v[i]))
			str_printf(&missing, "%s%s", missing.n ? ", " : "", languages->v[i]);
	if (missing.n)
		lint_say(l, section, item, "\"%s\": customers have no %s in %s", item, what, missing.p);
}

static void lint_texts(struct linter *l)
{
	size_t n;
	const struct policy_state *states = policy_states(l->p, &n);
	for (size_t i = 0; i < n; i++) {
		lint_text(l, "states", states[i].name, "sentence on where it stands", &states[i].customer);
		lint_text(l, "states", states[i].name, "sentence on what comes next", &states[i].next);
	}
	const struct policy_reply *replies = policy_replies(l->p, &n);
	for (size_t i = 0; i < n; i++)
		lint_text(l, "replies", replies[i].name, "reply", &replies[i].text);
	const struct policy_plan *plans = policy_plans(l->p, &n);
	for (size_t i = 0; i < n; i++)
		lint_text(l, "plans", plans[i].name, "name for the plan", &plans[i].label);
	const struct policy_mark *marks = policy_marks(l->p, &n);
	for (size_t i = 0; i < n; i++)
		if (marks[i].public)
			lint_text(l, "marks", marks[i].name, "name for the mark", &marks[i].label);
}

/* --- calendars --- */

static void lint_dates(struct linter *l, const struct cal_rules *r)
{
	bool dated = false;
	for (size_t i = 0; i < r->nholidays; i++) {
		char day[16];
		if (r->holidays[i].yearly)
			continue;
		dated = true;
		if (r->holidays[i].day_no <= r->valid_to)
			continue;
		civil_print_day(day, r->holidays[i].day_no);
		lint_say(l, "calendars", r->name, "\"%s\": the holiday %s lies after valid_to", r->name, day);
		return;
	}
	if (dated && r->valid_to == INT64_MAX)
		lint_say(l, "calendars", r->name,
		         "\"%s\" lists holidays by year but has no valid_to: nobody is told when they run out",
		         r->name);
}

static void lint_calendars(struct linter *l)
{
	struct names names = policy_calendar_names(l->p);
	for (size_t i = 0; i < names.n; i++) {
		const struct cal_rules *r = policy_cal_rules(l->p, names.v[i]);
		if (!r)
			continue;
		if (!cal_rules_open(r))
			lint_say(l, "calendars", names.v[i], "\"%s\" has no opening hours", names.v[i]);
		lint_dates(l, r);
	}
}

void policy_lint(struct policy *p, struct policy_report *r)
{
	struct linter l = {p, r};
	lint_texts(&l);
	lint_calendars(&l);
	lint_flows(&l);
	lint_promises(&l);
	lint_people(&l);
	policy_report_sort(r);
}
