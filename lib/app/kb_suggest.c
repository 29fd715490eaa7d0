/* kb_suggest: articles for tickets, known issues first. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/kb.h"
#include "app/kb_use.h"
#include "app/list.h"
#include "app/refs.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/suggest.h"

enum column { C_KEY, C_REF, C_LANG, C_TITLE, C_WHY, C_KIND, C_AUDIENCE, C_CONFIDENCE, C_SCORE, C_SCRIPT, C_TEXT, C_LINK, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("the article's name"), 0},
	[C_REF] = {"ref", N_("Ticket"), OUT_REF, N_("the ticket it is for"), 0},
	[C_LANG] = {"lang", N_("Lang"), OUT_TEXT, N_("language of the text that was found"), 0},
	[C_TITLE] = {"title", N_("Title"), OUT_TEXT, N_("its title"), OUT_FLEX},
	[C_WHY] = {"why", N_("Why"), OUT_TEXT, N_("query or category of a known issue, or search"), 0},
	[C_KIND] = {"kind", N_("Kind"), OUT_TEXT, N_("article, tutorial, faq, api, known-issue"), 0},
	[C_AUDIENCE] = {"audience", N_("Audience"), OUT_TEXT, N_("public, internal"), 0},
	[C_CONFIDENCE] = {"confidence", N_("Confidence"), OUT_DECIMAL, N_("chance that it is the right one; of a search"), 0},
	[C_SCORE] = {"score", N_("Score"), OUT_DECIMAL, N_("how well it fits; only the order means something"), 0},
	[C_SCRIPT] = {"script", N_("Script"), OUT_TEXT, N_("of a known issue: what to say to the customer"), OUT_FLEX},
	[C_TEXT] = {"text", N_("Text"), OUT_TEXT, N_("what it says, or how it begins"), OUT_FLEX},
	[C_LINK] = {"link", N_("Link"), OUT_TEXT, N_("where customers find it (promise.help_centre of the policy)"), 0},
};

static const char defaults[] = "key,ref,lang,title,why";

enum { MOST = 3, TEXT_MAX = 400 };

struct suggesting {
	struct app *app;
	struct app_refs refs;
	struct { struct suggested { int64_t id; struct suggestions list; } *v; size_t n, cap; } done;
	struct answer_how how;
	struct out *out;
	const struct out_column **picked;
	size_t n;
};

static const char *link_of(struct suggesting *x, const struct suggestion *g)
{
	struct seek_hit h = {.key = g->key, .lang = g->lang, .internal = g->internal};

	return answer_link(&x->app->session, x->app->a, &h);
}

static struct out_cell cell(struct suggesting *x, int64_t id, const struct suggestion *g, size_t column)
{
	switch (column) {
	case C_KEY: return out_ref(g->key);
	case C_REF: return out_ref(arena_printf(x->app->a, "%" PRId64, id));
	case C_LANG: return out_text(g->lang);
	case C_TITLE: return out_text(g->title);
	case C_WHY: return out_text(g->why);
	case C_KIND: return out_text(g->kind);
	case C_AUDIENCE: return out_text(article_audience_words[g->internal]);
	case C_CONFIDENCE: return g->confidence < 0 ? out_null() : kb_use_decimal(g->confidence);
	case C_SCORE: return g->score < 0 ? out_null() : kb_use_decimal(g->score);
	case C_SCRIPT: return out_text(g->script);
	case C_TEXT: return out_text(answer_says(&x->app->session, x->app->a, g->live, TEXT_MAX));
	default: return out_text(link_of(x, g));
	}
}

static void rows(struct suggesting *x, const struct suggested *d)
{
	struct out_cell *cells = arena_array(x->app->a, struct out_cell, x->n);

	for (size_t i = 0; i < d->list.n; i++) {
		for (size_t k = 0; k < x->n; k++)
			cells[k] = cell(x, d->id, &d->list.v[i], (size_t)(x->picked[k] - columns));
		out_row(x->out, cells);
	}
}

static int find_all(struct app *app, void *arg)
{
	struct suggesting *x = arg;
	size_t most = kb_values.limit ? (size_t)kb_values.limit : MOST;
	struct fault f = {0};
	int bad = 0;

	x->done.n = 0;
	x->how = answer_how(&app->session, app->a);
	for (size_t i = 0; i < x->refs.n && !bad; i++) {
		struct suggested d = {0};
		bad = session_ticket(&app->session, &x->refs.v[i].ref, &d.id, &f);
		if (!bad)
			bad = suggest_for(&app->session, app->a, &x->how, d.id, kb_values.public, most, &d.list, &f);
		if (bad)
			return app_fault(&f);
		*vec_push(app->a, &x->done) = d;
		rows(x, &x->done.v[x->done.n - 1]);
	}
	return bad;
}

static int keep_all(struct app *app, void *arg)
{
	struct suggesting *x = arg;
	struct fault f = {0};
	int bad = 0;

	for (size_t i = 0; i < x->done.n && !bad; i++)
		bad = suggest_keep(&app->session, app->a, x->done.v[i].id, &x->done.v[i].list, kb_use.customer, &f);
	return bad ? app_fault(&f) : 0;
}

int kb_suggest(struct app *app)
{
	struct suggesting x = {.app = app};
	size_t found = 0;
	int bad = app_list(app, columns, N_COLUMNS, defaults, &x.out, &x.picked, &x.n);

	if (bad || !x.out)
		return bad;
	if ((bad = app_refs_read(app, 1, &x.refs)) != 0)
		return bad;
	if ((bad = kb_use_may(app)) != 0)
		return bad;
	bad = app_tx(app, DESK_READ, find_all, &x);
	if (!bad)
		bad = kb_use_keep(app, keep_all, &x);
	if (bad)
		return bad;
	out_close(x.out);
	for (size_t i = 0; i < x.done.n; i++)
		found += x.done.v[i].list.n;
	return kb_values.exit_status && !found ? EXIT_NO : EXIT_DONE;
}
