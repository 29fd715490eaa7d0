/* typed_cal: the calendars of a policy, ready to count.
 *
 * A calendar that extends another takes from it each line it does not write
 * itself: zone, week, holidays, special days, valid_to. */
#include <string.h>

#include "base/vec.h"
#include "policy/tree.h"
#include "policy/typed_cal.h"
#include "policy/value.h"

static const struct cal_hours *read_hours(const struct tree *t, size_t *n)
{
	struct names texts = tree_own_names(t);
	struct cal_hours *v = arena_array(t->p->a, struct cal_hours, texts.n);
	*n = 0;
	for (size_t i = 0; i < texts.n; i++)
		if (cal_parse_hours(texts.v[i], &v[*n]))
			(*n)++;
	return v;
}

static void read_week(const struct tree *t, struct cal_rules *r)
{
	for (size_t i = 0; i < tree_count(t); i++) {
		struct tree day = tree_item(t, i);
		int from, to;
		if (!day.key || !value_weekdays(day.key, &from, &to))
			continue;
		for (int d = from; d <= to; d++)
			r->week[d] = read_hours(&day, &r->nweek[d]);
	}
}

static void read_holidays(const struct tree *t, struct cal_rules *r)
{
	struct cal_holiday *v = arena_array(t->p->a, struct cal_holiday, tree_count(t));
	size_t n = 0;
	for (size_t i = 0; i < tree_count(t); i++) {
		struct tree item = tree_item(t, i);
		const char *date = tree_text(&item, "date");
		struct cal_holiday h = {0};
		if (!date || !value_day(date, &h.yearly, &h.day_no, &h.month, &h.day))
			continue;
		h.name = tree_text(&item, "name");
		v[n++] = h;
	}
	r->holidays = v;
	r->nholidays = n;
}

static void read_specials(const struct tree *t, struct cal_rules *r)
{
	struct cal_special *v = arena_array(t->p->a, struct cal_special, tree_count(t));
	size_t n = 0;
	for (size_t i = 0; i < tree_count(t); i++) {
		struct tree item = tree_item(t, i);
		if (!item.key || !civil_parse_day(item.key, &v[n].day_no))
			continue;
		v[n].hours = read_hours(&item, &v[n].nhours);
		n++;
	}
	r->specials = v;
	r->nspecials = n;
}

/* What t writes goes into r; the rest stays as it is. */
static void read_lines(const struct tree *t, struct cal_rules *r)
{
	struct tree week = tree_get(t, "weekly"), holidays = tree_get(t, "holidays");
	struct tree special = tree_get(t, "special");
	const char *zone = tree_text(t, "zone"), *valid_to = tree_text(t, "valid_to");
	if (zone)
		r->zone = policy_zone(t->p, zone);
	if (week.node) {
		memset(r->nweek, 0, sizeof r->nweek);
		read_week(&week, r);
	}
	if (holidays.node)
		read_holidays(&holidays, r);
	if (special.node)
		read_specials(&special, r);
	if (valid_to)
		civil_parse_day(valid_to, &r->valid_to);
}

const struct cal_rules *policy_cal_rules(struct policy *p, const char *name)
{
	struct tree all = tree_at(p, "calendars"), t = tree_get(&all, name);
	struct cal_rules *r = arena_new(p->a, struct cal_rules);
	const char *base;
	if (!t.node)
		return NULL;
	r->name = t.key;
	r->valid_to = INT64_MAX;
	r->zone = policy_zone(p, policy_head(p)->zone);
	base = tree_text(&t, "extends");
	if (base) {
		struct tree from = tree_get(&all, base);
		read_lines(&from, r);
	}
	read_lines(&t, r);
	return r->zone ? r : NULL;
}

const char *policy_cal_source(struct policy *p, const char *name)
{
	struct tree all = tree_at(p, "calendars"), t = tree_get(&all, name);
	const char *base = tree_text(&t, "extends");

	if (tree_text(&t, "source") || !base || tree_get(&t, "holidays").node)
		return tree_text(&t, "source");
	t = tree_get(&all, base);
	return tree_text(&t, "source");
}

struct labels policy_cal_label(struct policy *p, const char *name)
{
	struct tree all = tree_at(p, "calendars"), t = tree_get(&all, name);
	return tree_labels(&t, "label");
}

struct names policy_calendar_names(struct policy *p)
{
	struct policy_cals *c = &p->cals;
	if (!c->ready) {
		struct tree all = tree_at(p, "calendars");
		c->ready = true;
		c->n = all.node && all.node->type == NODE_MAP ? all.node->n : 0;
		c->names = arena_array(p->a, const char *, c->n + 1);
		c->cals = arena_array(p->a, struct cal *, c->n);
		for (size_t i = 0; i < c->n; i++)
			c->names[i] = all.node->keys[i]->text;
	}
	return (struct names){c->names, c->n};
}

struct cal *policy_cal(struct policy *p, const char *name)
{
	struct names names = policy_calendar_names(p);
	for (size_t i = 0; name && i < names.n; i++) {
		const struct cal_rules *rules;
		if (strcmp(names.v[i], name) != 0)
			continue;
		if (p->cals.cals[i])
			return p->cals.cals[i];
		rules = policy_cal_rules(p, name);
		return rules ? p->cals.cals[i] = cal_new(p->a, rules) : NULL;
	}
	return NULL;
}
