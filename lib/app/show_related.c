/* show_related: what a ticket is to others, in its document. */
#include "app/show.h"

#include <inttypes.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "base/words.h"

/* So many of one relation are named; tk-link ls has the rest. */
enum { NAMED = 10 };

static const char *label_of(const char *relation)
{
	static const struct { const char *relation, *label; } labels[] = {
		{"problem-of", N_("Problem of")}, {"incident-of", N_("Incident of")}, {"parent-of", N_("Parent of")},
		{"child-of", N_("Part of")}, {"duplicate-of", N_("Duplicate of")}, {"duplicated-by", N_("Duplicate")},
		{"related-to", N_("Related to")}, {"fixes", N_("Fixes")}, {"fixed-by", N_("Fixed by")},
		{"merged-into", N_("Merged into")}, {"merged-from", N_("Merged in")}, {"split-from", N_("Split off")},
		{"split-into", N_("Split into")},
	};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].relation, relation) == 0)
			return _(labels[i].label);
	return relation;
}

static const char *line_of(struct page *p, struct arena *a, const struct related *x)
{
	const struct ticket *t = &x->other;
	char ref[48];

	ref_print(ref, session_prefix(&p->app->session), t->id);
	if (!t->state)
		return arena_strdup(a, ref);
	const char *line = arena_printf(a, "%s, %s: %s", ref, t->state, t->subject ? t->subject : _("(subject erased)"));
	return strcmp(x->relation, "merged-into") == 0 ? arena_printf(a, _("%s; it goes on there"), line) : line;
}

/* Who is touched: said, and counted. */
static void reach(struct page *p, struct arena *a, const struct ticket *t)
{
	struct str s = str_new(a);

	if (t->affected)
		str_printf(&s, _("%s users"), arena_printf(a, "%" PRId64, t->affected));
	if (t->counted && s.n)
		str_add(&s, "; ");
	if (t->counted == 1)
		str_add(&s, _("its incidents are of one customer"));
	else if (t->counted)
		str_printf(&s, _("its incidents are of %s customers"), arena_printf(a, "%" PRId64, t->counted));
	page_pair(p, _("Affected"), s.p);
}

void show_related(struct page *p, struct arena *a, const struct ticket *t, const struct related_list *list)
{
	size_t same = 0, more;

	reach(p, a, t);
	for (size_t i = 0; i < list->n; i += more) {
		for (more = 1; i + more < list->n && str_eq(list->v[i + more].relation, list->v[i].relation); more++)
			;
		for (same = 0; same < more && same < NAMED; same++)
			page_pair(p, label_of(list->v[i].relation), line_of(p, a, &list->v[i + same]));
		if (more > same)
			page_pair(p, label_of(list->v[i].relation), arena_printf(a, _("and %s more: tk-link ls %s"),
			          arena_printf(a, "%zu", more - same), arena_printf(a, "%" PRId64, t->id)));
	}
}

void show_related_json(struct arena *a, const struct related_list *list, struct jw *w)
{
	jw_key(w, "linked");
	jw_array(w);
	for (size_t i = 0; i < list->n; i++) {
		const struct ticket *t = &list->v[i].other;
		jw_object(w);
		jw_key(w, "relation"); jw_text(w, list->v[i].relation);
		jw_key(w, "ref"); jw_text(w, arena_printf(a, "%" PRId64, t->id));
		jw_key(w, "state"); jw_text(w, t->state);
		jw_key(w, "class"); jw_text(w, t->state ? state_class_words[t->class] : NULL);
		jw_key(w, "subject"); jw_text(w, t->subject);
		jw_end(w);
	}
	jw_end(w);
}
