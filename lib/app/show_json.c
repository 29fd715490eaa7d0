/* show_json: a ticket and its events as JSON: everything, exactly. */
#include "app/show.h"

#include <inttypes.h>
#include <string.h>

#include "service/tell.h"

static void members(struct jw *w, const struct pairs *p)
{
	jw_object(w);
	for (size_t i = 0; i < p->n; i++) {
		jw_key(w, p->v[i].name);
		jw_text(w, p->v[i].value);
	}
	jw_end(w);
}

/* Attachments and personal fields are pairs; an erased text is null. */
static void json_text(struct jw *w, struct arena *a, const struct event_text *t)
{
	struct pairs p;
	bool is_pairs = t->part == PART_FIELDS || t->part >= PART_FILE;

	jw_key(w, text_part_name(a, t->part));
	if (!t->body)
		jw_null(w);
	else if (is_pairs && pairs_parse(a, t->body, t->n, &p))
		members(w, &p);
	else
		jw_textn(w, t->body, t->n);
}

void show_event_json(struct app *app, struct arena *a, const struct event *e, struct jw *w)
{
	enum voice voice = tell_voice(e);

	jw_key(w, "seq"); jw_int(w, e->seq);
	jw_key(w, "at"); jw_at(w, e->at);
	jw_key(w, "logged"); jw_at(w, e->logged);
	jw_key(w, "kind"); jw_text(w, event_kind_words[e->kind]);
	jw_key(w, "role"); jw_text(w, role_words[e->role]);
	jw_key(w, "actor"); jw_text(w, e->actor);
	jw_key(w, "os_user"); jw_text(w, e->os_user);
	jw_key(w, "ext"); jw_text(w, e->ext);
	jw_key(w, "public"); jw_bool(w, voice == VOICE_CUSTOMER || voice == VOICE_PUBLIC);
	jw_key(w, "what"); jw_text(w, tell_brief(&app->session, a, e));
	jw_key(w, "data");
	members(w, &e->data);
	jw_key(w, "texts");
	jw_object(w);
	for (size_t i = 0; i < e->ntexts; i++)
		json_text(w, a, &e->texts[i]);
	jw_end(w);
}

void show_json(struct columns *c, struct arena *a, const struct ticket *t, const struct story *st,
               struct jw *w)
{
	jw_object(w);
	columns_json(c, a, t, w);
	show_related_json(a, &st->related, w);
	show_clocks_json(c->app, a, t, w);
	show_known_json(c->app, a, t, w);
	jw_key(w, "events");
	jw_array(w);
	for (size_t i = 0; i < st->n; i++) {
		jw_object(w);
		jw_key(w, "ref"); jw_text(w, arena_printf(a, "%" PRId64, st->v[i].e.ticket));
		show_event_json(c->app, a, &st->v[i].e, w);
		jw_end(w);
	}
	jw_end(w);
	jw_end(w);
	jw_close(w);
}
