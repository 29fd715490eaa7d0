/* kb_search: what the knowledge base has on something: a list, and on a terminal
 * the lines that show why. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/kb.h"
#include "app/kb_use.h"
#include "app/list.h"
#include "app/page.h"
#include "app/pager.h"
#include "app/text.h"
#include "base/io.h"
#include "base/str.h"
#include "service/seek.h"

enum column { C_KEY, C_LANG, C_TITLE, C_KIND, C_AUDIENCE, C_SCORE, C_COVERAGE, C_SNIPPET, C_EVENT, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("the article's name"), 0},
	[C_LANG] = {"lang", N_("Lang"), OUT_TEXT, N_("language of the text that was found"), 0},
	[C_TITLE] = {"title", N_("Title"), OUT_TEXT, N_("its title"), OUT_FLEX},
	[C_KIND] = {"kind", N_("Kind"), OUT_TEXT, N_("article, tutorial, faq, api, known-issue"), 0},
	[C_AUDIENCE] = {"audience", N_("Audience"), OUT_TEXT, N_("public, internal"), 0},
	[C_SCORE] = {"score", N_("Score"), OUT_DECIMAL, N_("how well it fits; only the order means something"), 0},
	[C_COVERAGE] = {"coverage", N_("Coverage"), OUT_DECIMAL, N_("share of what was asked that it holds, by rarity"), 0},
	[C_SNIPPET] = {"snippet", N_("Text"), OUT_TEXT, N_("the piece that shows why it was found"), OUT_FLEX},
	[C_EVENT] = {"event", N_("Event"), OUT_INT, N_("event that carries the text"), 0},
};

static const char defaults[] = "key,lang,title,kind,score";

enum { PIECE = 200 };

struct searching {
	struct app *app;
	struct seek q;
	struct seek_hits hits;
	struct out *out;
	const struct out_column **picked;
	size_t n;
	bool pretty;
};

/* --- rows --- */

static struct out_cell decimal(double x)
{
	return out_decimal((int64_t)(x * 1000 + 0.5), 3);
}

static struct out_cell cell(struct searching *x, const struct seek_hit *h, size_t column)
{
	switch (column) {
	case C_KEY: return out_ref(h->key);
	case C_LANG: return out_text(h->lang);
	case C_TITLE: return out_text(h->title);
	case C_KIND: return out_text(h->kind);
	case C_AUDIENCE: return out_text(article_audience_words[h->internal]);
	case C_SCORE: return decimal(h->rank.score);
	case C_COVERAGE: return decimal(h->rank.coverage);
	case C_EVENT: return out_int(h->live);
	default: return out_text(seek_snippet(&x->app->session, x->app->a, &x->q, h, PIECE, NULL));
	}
}

static void rows(struct searching *x)
{
	struct out_cell *cells = arena_array(x->app->a, struct out_cell, x->n);

	for (size_t i = 0; i < x->hits.n; i++) {
		for (size_t k = 0; k < x->n; k++)
			cells[k] = cell(x, &x->hits.v[i], (size_t)(x->picked[k] - columns));
		out_row(x->out, cells);
	}
}

/* --- for people --- */

static void pretty_one(struct searching *x, struct page *p, const struct seek_hit *h)
{
	struct seek_marks marks;
	char *text = seek_snippet(&x->app->session, x->app->a, &x->q, h, PIECE, &marks);

	page_text(p, "", "  ", h->title, PAGE_BOLD);
	page_text(p, "  ", "  ", arena_printf(x->app->a, "%s (%s, %s%s%s)", h->key, _(h->kind), h->lang, h->internal ? ", " : "",
	                                       h->internal ? _("internal") : ""), PAGE_DIM);
	struct page_mark *bold = arena_array(x->app->a, struct page_mark, marks.n);
	for (size_t i = 0; i < marks.n; i++)
		bold[i] = (struct page_mark){marks.v[i].from, marks.v[i].to};
	if (*text)
		page_marked(p, "  ", "  ", text, bold, marks.n);
}

static int pretty(struct searching *x)
{
	struct page p;
	int bad = page_begin(x->app, &p);

	if (bad)
		return bad;
	pid_t pager = pager_begin(x->app, true);
	for (size_t i = 0; i < x->hits.n; i++) {
		if (i)
			page_blank(&p);
		pretty_one(x, &p, &x->hits.v[i]);
	}
	page_end(&p);
	pager_end(pager);
	return 0;
}

/* --- all --- */

static int search_all(struct app *app, void *arg)
{
	struct searching *x = arg;
	struct article without = {.id = 0};
	struct fault f = {0};
	int bad = kb_use.without ? article_find(&app->session, app->a, kb_use.without, &without, &f) : 0;

	x->q.without = without.id;
	x->q.without_question = -1;
	if (!bad)
		bad = seek_run(&app->session, app->a, &x->q, &x->hits, &f);
	if (bad)
		return app_fault(&f);
	if (x->hits.stale)
		note(_("the index lags behind the articles (tk-kb index brings it up to date)"));
	if (kb_values.count)
		printf("%" PRId64 "\n", x->hits.found);
	else if (x->pretty)
		return pretty(x);
	else
		rows(x);
	return 0;
}

/* All operands are what is asked; none: standard input is. */
static int read_question(struct app *app, const char **text)
{
	struct str out = str_new(app->a);

	for (size_t i = 1; i < app->operands.n; i++)
		str_printf(&out, "%s%s", i > 1 ? " " : "", app_clean(app, "QUESTION", app->operands.v[i].text));
	*text = out.p;
	if (app->operands.n == 2 && strcmp(app->operands.v[1].text, "-") == 0)
		return app_text_file(app, "-", text);
	return str_empty(out.p) ? app_usage(app, _("what is searched for?")) : 0;
}

static bool chosen_format(void)
{
	return app_values.table || app_values.tsv || app_values.csv || app_values.json || app_values.format ||
	       app_values.columns;
}

int kb_search(struct app *app)
{
	struct searching x = {.app = app};
	int bad = app_list(app, columns, N_COLUMNS, defaults, &x.out, &x.picked, &x.n);

	if (bad || !x.out)
		return bad;
	if (kb_values.owner || kb_values.state)
		return app_usage(app, _("--owner and --state choose in lists; a search finds what is published"));
	if ((bad = read_question(app, &x.q.text)) != 0)
		return bad;
	x.pretty = io_tty(1) && !chosen_format();
	x.q.lang = kb_values.lang;
	x.q.internal = !kb_values.public && !str_eq(kb_values.audience, "public");
	x.q.only_internal = str_eq(kb_values.audience, "internal");
	x.q.all_words = kb_values.all_words;
	x.q.kind = kb_values.kind;
	x.q.category = kb_values.category;
	x.q.limit = (size_t)kb_values.limit;
	bad = app_tx(app, DESK_READ, search_all, &x);
	if (bad)
		return bad;
	if (!kb_values.count && !x.pretty)
		out_close(x.out);
	return kb_values.exit_status && !x.hits.n ? EXIT_NO : EXIT_DONE;
}
