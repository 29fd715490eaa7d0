/* show_handed: what whoever gets a ticket handed must see: what was tried, what
 * is asked, and through how many hands it went. */
#include <inttypes.h>

#include "app/show.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/vec.h"
#include "domain/handed.h"
#include "service/escalate.h"
#include "service/tell.h"

static const struct { const char *name, *label; } parts[] = {
	{"tried", N_("Tried")}, {"evidence", N_("Evidence")}, {"asked", N_("Asked")},
};

/* Its own events, with their texts. */
static void handed_in(struct arena *a, const struct story *st, struct handed *out)
{
	struct event *v = arena_array(a, struct event, st->n);
	size_t n = 0;

	for (size_t i = 0; i < st->n; i++)
		if (!st->v[i].from)
			v[n++] = st->v[i].e;
	handed_of(a, v, n, out);
}

static const char *from(struct arena *a, const struct handed_place *p)
{
	return p->team ? arena_printf(a, _("level %d, team %s"), p->level, p->team)
	               : arena_printf(a, _("level %d"), p->level);
}

static void last_handover(struct page *p, struct arena *a, const struct session *s, const struct handed_up *up)
{
	const struct event_text *text = event_text(up->e, PART_FIELDS);
	struct pairs said = {0};

	if (!text)
		return;
	page_pair(p, _("Handed over"), arena_printf(a, _("by %s on %s, from %s"), tell_actor(s, a, up->e),
	          tell_at(a, up->e->at, p->zone), from(a, &up->from)));
	if (!text->body || !pairs_parse(a, text->body, text->n, &said)) {
		page_pair(p, "", _("(erased)"));
		return;
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		page_pair(p, _(parts[i].label), pairs_get(&said, parts[i].name));
}

static void hands(struct page *p, struct arena *a, const struct session *s, const struct handed *h)
{
	const char *limit = escalate_limit(s, h);
	struct str out = str_new(a);

	if (h->hands < 2 && !h->returns && !h->rejects && !limit)
		return;
	str_printf(&out, NG_("changed once", "changed %" PRId64 " times", h->hands), h->hands);
	if (h->returns)
		str_printf(&out, NG_("; once back to a team that had it", "; %" PRId64 " times back to a team that had it",
		           h->returns), h->returns);
	if (h->rejects)
		str_printf(&out, NG_("; sent back once", "; sent back %" PRId64 " times", h->rejects), h->rejects);
	if (h->teams.n > 1) {
		str_add(&out, " (");
		for (size_t i = 0; i < h->teams.n; i++)
			str_printf(&out, "%s%s", i ? " > " : "", h->teams.v[i]);
		str_add(&out, ")");
	}
	if (limit)
		str_add(&out, _("; as often as the policy allows: the supervisor decides"));
	page_pair(p, _("Hands"), out.p);
}

void show_handed(struct page *p, struct arena *a, const struct story *st)
{
	const struct session *s = &p->app->session;
	struct handed h;

	handed_in(a, st, &h);
	hands(p, a, s, &h);
	if (h.ups.n)
		last_handover(p, a, s, &h.ups.v[h.ups.n - 1]);
}

void show_said(struct page *p, struct arena *a, const char *lead, const struct event *e)
{
	const struct event_text *text = e->kind == EVENT_ESCALATE ? event_text(e, PART_FIELDS) : NULL;
	struct pairs said = {0};

	if (!text)
		return;
	if (!text->body || !pairs_parse(a, text->body, text->n, &said)) {
		page_text(p, lead, lead, _("(erased)"), PAGE_DIM);
		return;
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (pairs_get(&said, parts[i].name))
			page_text(p, lead, lead, arena_printf(a, "%s: %s", _(parts[i].label),
			          pairs_get(&said, parts[i].name)), PAGE_PLAIN);
}
