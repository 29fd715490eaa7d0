/* sla_board: promised times at one look: how many of what, then what is
 * breached, at risk and due next, and by team. The same in a mail and on a
 * screen. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/list.h"
#include "app/sla.h"
#include "app/page.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "service/tell.h"
#include "store/tickets.h"
#include "service/lookup.h"
#include "when/clock.h"

enum { AHEAD_S = 4 * 3600, NAME_MAX = 16 };

/* Clocks that stand under one heading. */
enum group { BREACHED, RISKY, SOON, STILL, LATER, N_GROUPS };

struct count { const char *name; int64_t n[N_GROUPS]; };

struct board {
	struct app *app;
	struct page page;
	struct sla_query q;
	struct sla_list list;
	int64_t n[N_GROUPS], ahead_s;
	struct { struct count *v; size_t n, cap; } teams;
	struct arena row;
};

static enum group group_of(const struct board *b, const struct sla_item *x)
{
	switch (x->state) {
	case SLA_BREACHED: return BREACHED;
	case SLA_AT_RISK: return RISKY;
	case SLA_PAUSED: return STILL;
	default: return x->c.due != AT_NONE && x->c.due - b->q.now <= b->ahead_s ? SOON : LATER;
	}
}

static struct count *team(struct board *b, const char *name)
{
	for (size_t i = 0; i < b->teams.n; i++)
		if (strcmp(b->teams.v[i].name, name) == 0)
			return &b->teams.v[i];
	struct count *c = vec_push(b->app->a, &b->teams);
	c->name = name;
	return c;
}

/* --- a clock on a line --- */

static void pad(struct str *s, const char *text, int width)
{
	int cells = (int)utf8_cells(text);

	str_printf(s, width < 0 ? "%2$*1$s%3$s" : "%3$s%2$*1$s", cells < abs(width) ? abs(width) - cells : 0, "", text);
}

/* "3 h 05 min over", "2 h left". */
static const char *left(struct arena *a, const struct sla_item *x)
{
	if (x->left_s == INT64_MAX)
		return _("never due");
	if (x->left_s < 0)
		return arena_printf(a, _("%s over"), sla_length(a, &x->c, -x->left_s));
	return arena_printf(a, _("%s left"), sla_length(a, &x->c, x->left_s));
}

static const char *due(const struct board *b, struct arena *a, const struct sla_item *x)
{
	return x->c.due == AT_NONE ? "-" : tell_at(a, x->c.due, b->page.zone);
}

static void line(struct board *b, const struct sla_item *x, enum page_tone tone)
{
	struct arena *a = &b->row;
	const struct session *s = &b->app->session;
	struct str head = str_new(a), rest = str_new(a);
	struct ticket t;
	bool found = b->q.as_of == AT_NONE ? tickets_row(s->desk, a, x->ticket, TICKETS_ROW, &t)
	                                   : lookup_one(s, a, x->ticket, b->q.as_of, &t);

	if (!found)
		return;
	pad(&head, arena_printf(a, "  %" PRId64, x->ticket), 9);
	pad(&head, x->c.name, NAME_MAX);
	pad(&head, left(a, x), -17);
	str_printf(&head, "  %s  ", due(b, a, x));
	str_printf(&rest, "%s", tell_priority(s->policy, a, t.priority));
	str_printf(&rest, " L%d %s", t.level, t.agent ? t.agent : t.team ? t.team : _("nobody"));
	page_text(&b->page, head.p, "         ", rest.p, tone);
	page_text(&b->page, "         ", "         ", t.subject ? t.subject : _("(subject erased)"), PAGE_PLAIN);
	arena_reset(a);
}

static void group(struct board *b, enum group g, const char *title, enum page_tone tone)
{
	if (!b->n[g])
		return;
	page_blank(&b->page);
	page_text(&b->page, "", "", arena_printf(b->app->a, "%s (%" PRId64 ")", title, b->n[g]), PAGE_BOLD);
	int64_t limit = sla_values.limit > 0 ? sla_values.limit : b->n[g], shown = 0;
	for (size_t i = 0; i < b->list.n && shown < limit; i++)
		if (group_of(b, &b->list.v[i]) == g) {
			line(b, &b->list.v[i], tone);
			shown++;
		}
	if (shown < b->n[g])
		page_text(&b->page, "  ", "  ", arena_printf(b->app->a, _("... and %" PRId64 " more"), b->n[g] - shown), PAGE_DIM);
}

/* --- by team --- */

static int by_trouble(const void *a, const void *b)
{
	const struct count *x = a, *y = b;

	for (int g = 0; g < N_GROUPS; g++)
		if (x->n[g] != y->n[g])
			return x->n[g] > y->n[g] ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void teams(struct board *b)
{
	struct arena *a = b->app->a;
	const char *const heads[] = {_("breached"), _("at risk"), _("soon"), _("stand still"), _("later")};

	if (!b->list.n)
		return;
	qsort(b->teams.v, b->teams.n, sizeof *b->teams.v, by_trouble);
	page_blank(&b->page);
	struct str s = str_new(a);
	pad(&s, _("By team"), 20);
	for (int g = 0; g < N_GROUPS; g++)
		pad(&s, heads[g], -12);
	page_text(&b->page, "", "", s.p, PAGE_BOLD);
	for (size_t i = 0; i < b->teams.n; i++) {
		const struct count *c = &b->teams.v[i];
		str_cut(&s, 0);
		pad(&s, *c->name ? c->name : _("no team"), 18);
		for (int g = 0; g < N_GROUPS; g++)
			pad(&s, c->n[g] ? arena_printf(a, "%" PRId64, c->n[g]) : "-", -12);
		page_text(&b->page, "  ", "    ", s.p, PAGE_PLAIN);
	}
}

/* --- all --- */

static const char *desk_name(struct app *app)
{
	const struct policy_head *h = policy_head(app->session.policy);

	return label_in(app->session.policy, &h->title, msg_lang(), h->name);
}

static void head(struct board *b)
{
	struct arena *a = b->app->a;
	const char *zone = "UTC", *more = "";

	zone_offset(b->page.zone, b->q.now, &zone);
	page_text(&b->page, "", "  ", arena_printf(a, _("%s: promised times on %s %s"), desk_name(b->app),
	          tell_at(a, b->q.now, b->page.zone), zone), PAGE_BOLD);
	if (b->n[STILL])
		more = arena_printf(a, _(", %" PRId64 " stand still"), b->n[STILL]);
	page_text(&b->page, "", "  ", arena_printf(a, _("%" PRId64 " breached, %" PRId64 " at risk, %" PRId64 " running%s"),
	          b->n[BREACHED], b->n[RISKY], b->n[SOON] + b->n[LATER], more), b->n[BREACHED] ? PAGE_BAD : PAGE_PLAIN);
}

static int fill(struct app *app, void *arg)
{
	struct board *b = arg;
	int bad = sla_ask(app, &b->q);

	if (bad)
		return bad;
	b->ahead_s = b->q.within_s >= 0 ? b->q.within_s : AHEAD_S;
	b->q.within_s = -1;
	b->q.states = 0;
	b->q.grades = true;
	sla_find(&app->session, app->a, &b->q, &b->list);
	sla_order(&b->list);
	for (size_t i = 0; i < b->list.n; i++) {
		enum group g = group_of(b, &b->list.v[i]);
		b->n[g]++;
		team(b, b->list.v[i].team ? b->list.v[i].team : "")->n[g]++;
	}
	head(b);
	group(b, BREACHED, _("Breached"), PAGE_BAD);
	group(b, RISKY, _("At risk"), PAGE_WARN);
	char span[32];
	span_human(span, b->ahead_s);
	group(b, SOON, arena_printf(app->a, _("Due within %s"), span), PAGE_PLAIN);
	teams(b);
	return 0;
}

int sla_board(struct app *app)
{
	struct board b = {.app = app};
	int bad = page_begin(app, &b.page);

	if (!bad) bad = app_tx(app, DESK_READ, fill, &b);
	if (bad)
		return bad;
	page_end(&b.page);
	arena_free(&b.row);
	return sla_values.exit_status && b.n[BREACHED] + b.n[RISKY] == 0 ? EXIT_NO : EXIT_DONE;
}
