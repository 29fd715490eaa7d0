/* kb_log: who changed what of an article when, and what differs between versions. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/diff.h"
#include "app/kb.h"
#include "app/list.h"
#include "app/pager.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/events.h"

enum column { C_AT, C_ACTOR, C_KEY, C_DEED, C_LANG, C_VERSION, C_FACTS, C_WHY, C_FROM, C_EVENT, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_AT] = {"at", N_("When"), OUT_AT, N_("instant of the change"), 0},
	[C_ACTOR] = {"actor", N_("Who"), OUT_TEXT, N_("who made it"), 0},
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("the article's name now"), 0},
	[C_DEED] = {"deed", N_("What"), OUT_TEXT, N_("new, save, publish, withdraw, set"), 0},
	[C_LANG] = {"lang", N_("Lang"), OUT_TEXT, N_("of the text; none: what holds for all languages"), 0},
	[C_VERSION] = {"version", N_("Version"), OUT_INT, N_("number of the version that was saved"), 0},
	[C_FACTS] = {"facts", N_("Facts"), OUT_TEXT, N_("what else it says now: NAME=VALUE"), OUT_FLEX},
	[C_WHY] = {"why", N_("Why"), OUT_TEXT, N_("what was said with it (-m)"), OUT_FLEX},
	[C_FROM] = {"from", N_("From"), OUT_TEXT, N_("file it came from"), 0},
	[C_EVENT] = {"event", N_("Event"), OUT_INT, N_("number in the record"), 0},
};

static const char defaults[] = "at,actor,deed,lang,version,facts,why";

struct logging {
	struct app *app;
	struct out *out;
	const struct out_column **picked;
	size_t n;
	struct str diff;
	int64_t found;
};

/* --- events as rows --- */

static const char *deed_of(const struct event *e)
{
	const char *deed = pairs_get(&e->data, "do");

	if (deed && strcmp(deed, "save") == 0 && pairs_int(&e->data, "live", 0) == 1)
		return "save, publish";
	return deed ? deed : "set";
}

static const char *facts_of(struct arena *a, const struct event *e)
{
	static const char *const facts[] = {"key", "kind", "audience", "owner", "categories", "match", "review_by", "valid_until"};
	struct str out = str_new(a);

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		const char *value = pairs_get(&e->data, facts[i]);
		if (value)
			str_printf(&out, "%s%s=%s", out.n ? " " : "", facts[i], value);
	}
	return out.n ? out.p : NULL;
}

static struct out_cell cell(struct arena *a, const struct article *x, const struct event *e, int64_t version, size_t column)
{
	switch (column) {
	case C_AT: return out_at(e->at);
	case C_ACTOR: return out_text(e->actor);
	case C_KEY: return out_ref(x->key);
	case C_DEED: return out_text(deed_of(e));
	case C_LANG: return out_text(pairs_get(&e->data, "lang"));
	case C_VERSION: return version ? out_int(version) : out_null();
	case C_FACTS: return out_text(facts_of(a, e));
	case C_WHY: return out_text(pairs_get(&e->data, "why"));
	case C_FROM: return out_text(pairs_get(&e->data, "from"));
	default: return out_int(e->seq);
	}
}

/* --- versions --- */

struct versions { struct version { const char *lang; int64_t n, seq; } *v; size_t n, cap; };

static struct version *versions_of(struct arena *a, struct versions *all, const char *lang)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].lang, lang) == 0)
			return &all->v[i];
	*vec_push(a, all) = (struct version){.lang = lang};
	return &all->v[all->n - 1];
}

/* A version as its file, without what the event does not say. */
static const char *as_file(struct app *app, const struct article *x, const char *lang, int64_t seq)
{
	const struct article_text t = {.lang = lang};
	struct article_in in;
	struct str out = str_new(app->a);

	if (!seq || !kb_file_of(&app->session, app->a, x, &t, seq, &in))
		return "";
	in.state = NULL;
	article_print(app->a, &out, &in);
	return out.p;
}

static void show_diff(struct logging *l, const struct article *x, const struct version *v, int64_t seq)
{
	struct arena *a = l->app->a;
	const char *old = v->n > 1 ? arena_printf(a, "%s.%s version %" PRId64, x->key, v->lang, v->n - 1) : "/dev/null";

	if (kb_values.version && kb_values.version != v->n)
		return;
	diff_texts(a, &l->diff, old, arena_printf(a, "%s.%s version %" PRId64, x->key, v->lang, v->n),
	           as_file(l->app, x, v->lang, v->seq), as_file(l->app, x, v->lang, seq), 3);
}

/* --- all --- */

static void one_event(struct logging *l, const struct article *x, struct versions *all, int64_t seq)
{
	struct arena *a = l->app->a;
	struct out_cell *cells = arena_array(a, struct out_cell, l->n);
	struct event e;

	if (!events_load(l->app->session.desk, a, seq, EVENTS_BARE, &e))
		return;
	const char *lang = pairs_get(&e.data, "lang");
	struct version *v = lang && str_eq(pairs_get(&e.data, "do"), "save") ? versions_of(a, all, lang) : NULL;
	bool meant = !kb_values.lang || !lang || strcmp(lang, kb_values.lang) == 0;
	if (v)
		v->n++;
	if (meant && kb_values.diff && v)
		show_diff(l, x, v, seq);
	if (v)
		v->seq = seq;
	if (!meant || kb_values.diff || (kb_values.version && (!v || v->n != kb_values.version)))
		return;
	l->found++;
	for (size_t i = 0; i < l->n; i++)
		cells[i] = cell(a, x, &e, v ? v->n : 0, (size_t)(l->picked[i] - columns));
	out_row(l->out, cells);
}

static int log_all(struct app *app, void *arg)
{
	struct logging *l = arg;
	size_t n;

	for (size_t i = 1; i < app->operands.n; i++) {
		struct article x;
		struct versions all = {0};
		struct fault f = {0};
		if (article_find(&app->session, app->a, app->operands.v[i].text, &x, &f) != 0)
			return app_fault(&f);
		int64_t *seq = articles_events(app->session.desk, app->a, x.id, &n);
		for (size_t k = 0; k < n; k++)
			one_event(l, &x, &all, seq[k]);
	}
	return 0;
}

int kb_log(struct app *app)
{
	struct logging l = {.app = app, .diff = str_new(app->a)};
	int bad = app_list(app, columns, N_COLUMNS, defaults, &l.out, &l.picked, &l.n);

	if (bad || !l.out)
		return bad;
	if (app->operands.n < 2)
		return app_usage(app, _("log needs the KEY of an article"));
	if (kb_values.public)
		return app_usage(app, _("log tells of drafts, too: it is not for customers (--public)"));
	bad = app_tx(app, DESK_READ, log_all, &l);
	if (bad)
		return bad;
	if (!kb_values.diff) {
		out_close(l.out);
		return 0;
	}
	pid_t pager = pager_begin(app, true);
	fwrite(l.diff.p, 1, l.diff.n, stdout);
	pager_end(pager);
	return 0;
}
