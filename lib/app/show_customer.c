/* show_customer: a ticket for its customer: where it stands, what comes next,
 * by when, and what was said in public.
 *
 * Nothing else passes: no internal note, no name of an agent but the first,
 * no team's or third party's reference, no priority. */
#include "app/show.h"

#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "service/stand.h"
#include "store/links.h"
#include "when/clock.h"

struct view {
	struct app *app;
	struct arena *a;
	const struct ticket *t;
	const char *lang;
	const struct zone *zone;       /* the desk's: the customer's is not known */
};

static struct view view_of(struct app *app, struct arena *a, const struct ticket *t, const char *lang)
{
	struct policy *p = app->session.policy;
	const struct zone *z = policy_zone(p, policy_head(p)->zone);

	return (struct view){app, a, t, lang, z ? z : zone_utc()};
}

/* "2026-11-21 14:00 CET": a customer may be anywhere. */
static const char *at(const struct view *v, int64_t instant)
{
	const char *zone = "UTC";

	if (instant == AT_NONE)
		return NULL;
	zone_offset(v->zone, instant, &zone);
	return arena_printf(v->a, "%s %s", tell_at(v->a, instant, v->zone), zone);
}

static const char *desk_name(const struct view *v)
{
	const struct policy_head *h = policy_head(v->app->session.policy);
	return label_in(v->app->session.policy, &h->title, v->lang, h->name);
}

/* The first name, with the team that stands behind it, else the desk's. */
static const char *speaker(const struct view *v, const struct event *e)
{
	struct policy *p = v->app->session.policy;
	const struct policy_agent *agent = e->role == ROLE_AGENT ? policy_agent(p, e->actor) : NULL;
	const struct policy_team *team = agent && agent->teams.n ? policy_team(p, agent->teams.v[0]) : NULL;
	const char *from = team ? label_in(p, &team->label, v->lang, desk_name(v)) : desk_name(v);

	if (e->role == ROLE_BOT)
		return arena_printf(v->a, _("%s, automatic answer"), desk_name(v));
	if (!agent || str_empty(agent->full) || strcmp(agent->full, agent->name) == 0)
		return from;
	return arena_printf(v->a, "%s (%s)", arena_dup(v->a, agent->full, strcspn(agent->full, " ")), from);
}

/* A public mark says something even where its note is internal. */
static const char *public_mark(const struct view *v, const struct event *e)
{
	const struct policy_mark *m = tell_public_mark(&v->app->session, e);

	return m ? label_in(v->app->session.policy, &m->label, v->lang, m->name) : NULL;
}

static bool may_hear(const struct story_item *it)
{
	return it->voice == VOICE_CUSTOMER || it->voice == VOICE_PUBLIC;
}

static const char *by_when(const struct view *v, const struct stand *st)
{
	static const char *const texts[] = {
		[STAND_ANSWER] = N_("You hear from us by %s at the latest."),
		[STAND_LATE] = N_("We promised you an answer by %s. We are late, and we are sorry."),
		[STAND_YOU] = N_("We wrote to you on %s and wait for your answer."),
		[STAND_WAKE] = N_("We go on by %s at the latest."),
		[STAND_REOPEN] = N_("Until %s you can have it opened again by answering."),
	};

	return st->by == STAND_NONE ? NULL : arena_printf(v->a, _(texts[st->by]), at(v, st->at));
}

/* Of a ticket that went into another there is no more to say than that. */
static const char *merged_into(const struct view *v)
{
	char ref[48];

	if (!v->t->merged)
		return NULL;
	ref_print(ref, session_prefix(&v->app->session), links_survivor(v->app->session.desk, v->t->merged));
	return arena_strdup(v->a, ref);
}

static struct stand standing(const struct view *v)
{
	struct stand st = stand_as_of(&v->app->session, v->t, v->lang, app_as_of(v->app));

	if (v->t->merged) {
		st.where = arena_printf(v->a, _("It is one case with %s; we go on there."), merged_into(v));
		st.next = "";
		st.by = STAND_NONE;
		st.at = AT_NONE;
	}
	return st;
}

/* --- as a page --- */

static const char *head_of(const struct view *v, const struct story_item *it)
{
	const struct event *e = &it->e;

	if (e->kind == EVENT_OPEN)
		return _("Your case was opened");
	if (it->voice == VOICE_CUSTOMER)
		return _("You told us");
	if (pairs_int(&e->data, "solution", 0))
		return arena_printf(v->a, _("%s offers a solution"), speaker(v, e));
	return arena_printf(v->a, _("%s wrote to you"), speaker(v, e));
}

static void put_file(const struct view *v, struct page *p, const char *lead, const struct story_file *f)
{
	const char *text = f->gone ? _("(erased)")
		: arena_printf(v->a, _("File: %s, %s"), f->what.name, show_size(v->a, f->what.size));
	page_text(p, lead, lead, text, PAGE_PLAIN);
}

static void put_item(const struct view *v, struct page *p, const struct story_item *it)
{
	const char *lead = arena_printf(v->a, "  %s", p->utf8 ? "\xe2\x94\x82 " : "| ");
	const char *mark = public_mark(v, &it->e), *first = arena_printf(v->a, "%s  ", at(v, it->e.at));

	if (!may_hear(it)) {
		if (mark)
			page_text(p, first, "    ", mark, PAGE_BOLD);
		return;
	}
	page_text(p, first, "    ", head_of(v, it), PAGE_BOLD);
	if (mark)
		page_text(p, lead, lead, mark, PAGE_PLAIN);
	if (it->text)
		page_text(p, lead, lead, it->text, PAGE_PLAIN);
	if (it->gone)
		page_text(p, lead, lead, _("(erased)"), PAGE_DIM);
	for (size_t i = 0; i < it->nfiles; i++)
		put_file(v, p, lead, &it->files[i]);
}

void show_customer(struct page *p, struct arena *a, const struct ticket *t, const struct story *st,
                   const char *lang)
{
	struct view v = view_of(p->app, a, t, lang);
	struct stand stand = standing(&v);
	char ref[48];

	ref_print(ref, session_prefix(&p->app->session), t->id);
	page_text(p, arena_printf(a, "%s  ", ref), "  ", t->subject ? t->subject : "", PAGE_BOLD);
	page_rule(p);
	page_pair(p, _("Where it stands"), stand.where);
	page_pair(p, _("What comes next"), stand.next);
	page_pair(p, _("By when"), by_when(&v, &stand));
	page_pair(p, _("Last news from us"), at(&v, stand.news));
	page_pair(p, _("Opened on"), at(&v, t->opened));
	page_pairs(p);
	page_blank(p);
	for (size_t i = 0; i < st->n; i++)
		put_item(&v, p, &st->v[i]);
}

/* --- as JSON --- */

static void json_files(struct jw *w, const struct story_item *it)
{
	jw_key(w, "files");
	jw_array(w);
	for (size_t i = 0; i < it->nfiles; i++) {
		const struct story_file *f = &it->files[i];
		if (f->gone)
			continue;
		jw_object(w);
		jw_key(w, "name"); jw_text(w, f->what.name);
		jw_key(w, "type"); jw_text(w, f->what.type);
		jw_key(w, "size"); jw_int(w, f->what.size);
		jw_end(w);
	}
	jw_end(w);
}

static void json_item(const struct view *v, struct jw *w, const struct story_item *it)
{
	const char *mark = public_mark(v, &it->e);
	bool ours = it->voice != VOICE_CUSTOMER;

	if (!may_hear(it) && !mark)
		return;
	jw_object(w);
	jw_key(w, "at"); jw_at(w, it->e.at);
	jw_key(w, "from"); jw_text(w, ours ? "desk" : "customer");
	jw_key(w, "name"); jw_text(w, !ours ? NULL : may_hear(it) ? speaker(v, &it->e) : desk_name(v));
	jw_key(w, "mark"); jw_text(w, mark);
	jw_key(w, "solution"); jw_bool(w, may_hear(it) && pairs_int(&it->e.data, "solution", 0));
	jw_key(w, "text"); jw_text(w, may_hear(it) ? it->text : NULL);
	if (may_hear(it)) {
		json_files(w, it);
	} else {
		jw_key(w, "files"); jw_array(w); jw_end(w);
	}
	jw_end(w);
}

void show_customer_json(struct app *app, struct arena *a, const struct ticket *t,
                        const struct story *st, const char *lang, struct jw *w)
{
	struct view v = view_of(app, a, t, lang);
	struct stand stand = standing(&v);
	char ref[48];

	ref_print(ref, session_prefix(&app->session), t->id);
	jw_object(w);
	jw_key(w, "reference"); jw_text(w, ref);
	jw_key(w, "subject"); jw_text(w, t->subject);
	jw_key(w, "lang"); jw_text(w, lang);
	jw_key(w, "class"); jw_text(w, state_class_words[t->class]);
	jw_key(w, "where"); jw_text(w, stand.where);
	jw_key(w, "next"); jw_text(w, stand.next);
	jw_key(w, "by"); jw_text(w, stand_words[stand.by]);
	jw_key(w, "by_at"); jw_at(w, stand.at);
	jw_key(w, "by_text"); jw_text(w, by_when(&v, &stand));
	jw_key(w, "news"); jw_at(w, stand.news);
	jw_key(w, "opened"); jw_at(w, t->opened);
	jw_key(w, "merged_into"); jw_text(w, merged_into(&v));
	jw_key(w, "messages");
	jw_array(w);
	for (size_t i = 0; i < st->n; i++)
		json_item(&v, w, &st->v[i]);
	jw_end(w);
	jw_end(w);
	jw_close(w);
}
