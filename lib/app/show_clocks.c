/* show_clocks: the promised times of a ticket, beside its facts. */
#include "app/show.h"

#include "app/sla.h"
#include "service/tell.h"
#include "when/clock.h"

/* "at risk, 25 min left, due 2026-11-21 14:00"; ended ones say how. */
static const char *clock_text(struct page *p, struct arena *a, const struct sla_item *x)
{
	const struct clock_cycle *c = &x->c;
	const char *length = sla_length(a, c, x->left_s < 0 ? -x->left_s : x->left_s);
	const char *due = c->due == AT_NONE ? "" : arena_printf(a, _(", due %s"), tell_at(a, c->due, p->zone));

	switch (x->state) {
	case SLA_BREACHED:
		if (!clock_open(c))
			return arena_printf(a, _("breached by %s"), sla_length(a, c, c->over_s));
		return arena_printf(a, _("breached, %s over%s"), length, due);
	case SLA_AT_RISK: return arena_printf(a, _("at risk, %s left%s"), length, due);
	case SLA_PAUSED: return arena_printf(a, _("stands still with %s left"), length);
	case SLA_MET: return arena_printf(a, _("met with %s left"), length);
	case SLA_CANCELLED: return _("cancelled");
	default: return x->left_s == INT64_MAX ? _("runs, never due") : arena_printf(a, _("runs, %s left%s"), length, due);
	}
}

/* Of a clock that ran several times the last run tells. */
static bool is_last(const struct sla_list *list, size_t i)
{
	for (size_t k = 0; k < list->n; k++)
		if (str_eq(list->v[k].c.name, list->v[i].c.name) && list->v[k].c.cycle > list->v[i].c.cycle)
			return false;
	return true;
}

void show_clocks(struct page *p, struct arena *a, const struct ticket *t)
{
	struct sla_list list = {0};
	const char *label = _("Promised");

	sla_of(&p->app->session, a, t->id, app_as_of(p->app), sla_now(p->app), &list);
	for (size_t i = 0; i < list.n; i++) {
		const struct sla_item *x = &list.v[i];
		if (!is_last(&list, i))
			continue;
		page_pair(p, label, arena_printf(a, "%s %s", x->c.name, clock_text(p, a, x)));
		label = "";
	}
}

static void text(struct jw *w, const char *key, const char *value)
{
	jw_key(w, key);
	jw_text(w, value);
}

static void at(struct jw *w, const char *key, int64_t value)
{
	jw_key(w, key);
	jw_at(w, value);
}

void show_clocks_json(struct app *app, struct arena *a, const struct ticket *t, struct jw *w)
{
	struct sla_list list = {0};
	char target[32];

	sla_of(&app->session, a, t->id, app_as_of(app), sla_now(app), &list);
	jw_key(w, "clocks");
	jw_array(w);
	for (size_t i = 0; i < list.n; i++) {
		const struct sla_item *x = &list.v[i];
		jw_object(w);
		text(w, "clock", x->c.name);
		jw_key(w, "cycle"); jw_int(w, x->c.cycle);
		text(w, "state", sla_state_words[x->state]);
		jw_key(w, "left_s");
		if (x->left_s == INT64_MAX)
			jw_null(w);
		else
			jw_int(w, x->left_s);
		at(w, "due", x->c.due);
		span_print(target, x->c.now.target);
		text(w, "target", target);
		text(w, "rule", x->c.now.rule);
		text(w, "calendar", x->c.now.calendar);
		at(w, "start", x->c.start);
		at(w, "ended", x->c.ended);
		jw_end(w);
	}
	jw_end(w);
}
