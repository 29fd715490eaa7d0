/* show_known: articles of a ticket in its document: those that were linked, and
 * known issues that fit, with what to say. */
#include "app/show.h"

#include "base/msg.h"
#include "service/known.h"

static struct known_list of(const struct session *s, struct arena *a, const struct ticket *t)
{
	struct known_list list = {0};

	known_linked(s, a, t, &list);
	if (t->class != STATE_CLOSED)
		known_issues(s, a, t, NULL, &list);
	return list;
}

void show_known(struct page *p, struct arena *a, const struct ticket *t)
{
	struct known_list list = of(&p->app->session, a, t);

	for (size_t i = 0; i < list.n; i++) {
		const struct known *k = &list.v[i];
		page_pair(p, k->why == KNOWN_LINKED ? _("Article") : _("Known issue"), arena_printf(a, "%s: %s", k->key, k->title));
		if (k->script && (k->why != KNOWN_LINKED || str_eq(k->kind, "known-issue")))
			page_pair(p, _("Say"), k->script);
	}
}

void show_known_json(struct app *app, struct arena *a, const struct ticket *t, struct jw *w)
{
	struct known_list list = of(&app->session, a, t);

	jw_key(w, "articles");
	jw_array(w);
	for (size_t i = 0; i < list.n; i++) {
		const struct known *k = &list.v[i];
		jw_object(w);
		jw_key(w, "key"); jw_text(w, k->key);
		jw_key(w, "why"); jw_text(w, known_why_words[k->why]);
		jw_key(w, "kind"); jw_text(w, k->kind);
		jw_key(w, "lang"); jw_text(w, k->lang);
		jw_key(w, "title"); jw_text(w, k->title);
		jw_key(w, "script"); jw_text(w, k->script);
		jw_end(w);
	}
	jw_end(w);
}
