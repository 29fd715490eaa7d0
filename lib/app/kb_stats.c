/* kb_stats: how articles are used: one by one, or all in all. */
#include <inttypes.h>
#include <string.h>

#include "app/kb.h"
#include "app/kb_use.h"
#include "app/list.h"
#include "base/str.h"
#include "domain/tally.h"
#include "service/known.h"
#include "service/visits.h"

enum column { C_KEY, C_VIEWS, C_SUGGESTED, C_ANSWERED, C_UP, C_DOWN, C_LINKED, C_VISITS, C_FOLLOWED, C_UNFOLLOWED, C_OWNER,
              C_TITLE, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("the article's name"), 0},
	[C_VIEWS] = {"views", N_("Views"), OUT_INT, N_("times it was read"), 0},
	[C_SUGGESTED] = {"suggested", N_("Suggested"), OUT_INT, N_("times it was suggested"), 0},
	[C_ANSWERED] = {"answered", N_("Answered"), OUT_INT, N_("times it was the answer"), 0},
	[C_UP] = {"up", N_("Up"), OUT_INT, N_("votes that it helped"), 0},
	[C_DOWN] = {"down", N_("Down"), OUT_INT, N_("votes that it did not"), 0},
	[C_LINKED] = {"linked", N_("Linked"), OUT_INT, N_("tickets it was linked to, less those it was taken off"), 0},
	[C_VISITS] = {"visits", N_("Visits"), OUT_INT, N_("visits in which it was shown"), 0},
	[C_FOLLOWED] = {"followed", N_("Ticket after"), OUT_INT, N_("of them, those with a ticket of the same customer soon after"), 0},
	[C_UNFOLLOWED] = {"unfollowed", N_("None after"), OUT_INT, N_("of them, those of known customers without one"), 0},
	[C_OWNER] = {"owner", N_("Owner"), OUT_TEXT, N_("the agent who keeps it"), 0},
	[C_TITLE] = {"title", N_("Title"), OUT_TEXT, N_("its title"), OUT_FLEX},
};

static const char defaults[] = "key,views,suggested,answered,up,down,linked,visits,followed,unfollowed";

enum total { T_FIGURE, T_N, T_OF, T_SHARE, T_LOW, T_HIGH, T_MEANING, N_TOTALS };

static const struct out_column totals[N_TOTALS] = {
	[T_FIGURE] = {"figure", N_("Figure"), OUT_REF, N_("what was counted"), 0},
	[T_N] = {"n", N_("Number"), OUT_INT, N_("how many"), 0},
	[T_OF] = {"of", N_("Of"), OUT_INT, N_("of how many"), 0},
	[T_SHARE] = {"share", N_("Share"), OUT_DECIMAL, N_("their share"), 0},
	[T_LOW] = {"low", N_("From"), OUT_DECIMAL, N_("95 % interval of the share: its lower end"), 0},
	[T_HIGH] = {"high", N_("To"), OUT_DECIMAL, N_("its upper end"), 0},
	[T_MEANING] = {"meaning", N_("Meaning"), OUT_TEXT, N_("what the figure says, and assumes"), OUT_FLEX},
};

static const char total_defaults[] = "figure,n,of,share,meaning";

struct counting {
	struct app *app;
	struct visits v;
	bool total;
	struct out *out;
	const struct out_column **picked;
	size_t n;
};

/* --- one by one --- */

static struct out_cell cell(struct counting *x, struct arena *row, const struct article *a, const struct visits_article *v,
                            size_t column)
{
	const struct article_text *t;
	struct article_words w = {0};

	switch (column) {
	case C_KEY: return out_ref(a->key);
	case C_VIEWS: return out_int(v->views);
	case C_SUGGESTED: return out_int(v->suggested);
	case C_ANSWERED: return out_int(v->answered);
	case C_UP: return out_int(v->up);
	case C_DOWN: return out_int(v->down);
	case C_LINKED: return out_int(v->linked);
	case C_VISITS: return out_int(v->visits);
	case C_FOLLOWED: return out_int(v->followed);
	case C_UNFOLLOWED: return out_int(v->unfollowed);
	case C_OWNER: return out_text(a->owner);
	default:
		t = known_text_in(&x->app->session, a, kb_values.lang);
		return out_text(t && article_words(&x->app->session, row, t->live, &w) ? w.title : NULL);
	}
}

static void articles(struct counting *x)
{
	const struct articles_filter f = {.kind = kb_values.kind, .category = kb_values.category, .owner = kb_values.owner};
	struct articles *all = articles_find(x->app->session.desk, x->app->a, &f);
	struct arena row = {0};
	struct article a;

	while (articles_next(all, &row, &a)) {
		static const struct visits_article none;
		const struct visits_article *v = (size_t)a.id < x->v.articles.n ? &x->v.articles.v[a.id] : &none;
		struct out_cell *cells = arena_array(&row, struct out_cell, x->n);
		for (size_t i = 0; i < x->n && kb_match(x->app, &a); i++)
			cells[i] = cell(x, &row, &a, v, (size_t)(x->picked[i] - columns));
		if (kb_match(x->app, &a))
			out_row(x->out, cells);
		arena_reset(&row);
	}
	articles_end(all);
	arena_free(&row);
}

/* --- all in all --- */

static void total(struct counting *x, const char *figure, int64_t n, int64_t of, const char *meaning)
{
	struct out_cell *cells = arena_array(x->app->a, struct out_cell, x->n);
	int64_t low = 0, high = 0;

	if (of > 0)
		tally_interval(n, of, &low, &high);
	for (size_t i = 0; i < x->n; i++)
		switch ((enum total)(x->picked[i] - totals)) {
		case T_FIGURE: cells[i] = out_ref(figure); break;
		case T_N: cells[i] = out_int(n); break;
		case T_OF: cells[i] = of < 0 ? out_null() : out_int(of); break;
		case T_SHARE: cells[i] = of > 0 ? out_decimal(tally_share(n, of) / 1000, 3) : out_null(); break;
		case T_LOW: cells[i] = of > 0 ? out_decimal(low / 1000, 3) : out_null(); break;
		case T_HIGH: cells[i] = of > 0 ? out_decimal(high / 1000, 3) : out_null(); break;
		default: cells[i] = out_text(meaning); break;
		}
	out_row(x->out, cells);
}

static void all_in_all(struct counting *x)
{
	const struct visits *v = &x->v;
	int64_t told = v->ticket + v->none;
	char window[32];

	span_human(window, v->window_s);
	total(x, "answered", v->answered, v->answered + v->handed_over, _("questions that got an article for an answer"));
	total(x, "handed_over", v->handed_over, v->answered + v->handed_over, _("questions that a person took over"));
	total(x, "visits", v->visits, -1, _("sessions, or customers without one, that were shown something"));
	total(x, "to_person", v->to_person, v->visits, _("visits in which a question was handed over"));
	total(x, "unknown", v->unknown, v->visits, _("visits of nobody known: nothing can be told of them"));
	total(x, "too_early", v->early, v->visits, arena_printf(x->app->a, _("visits less than %s ago without a ticket so far"), window));
	total(x, "ticket_after", v->ticket, told, arena_printf(x->app->a, _("a ticket of the same customer within %s"), window));
	total(x, "none_after", v->none, told, arena_printf(x->app->a, _("no ticket of the same customer within %s: helped at most so many, "
	      "for nobody knows who would have opened one"), window));
	total(x, "linked", v->linked, v->closed, _("tickets closed in the period that have an article"));
}

/* --- the verb --- */

static int count(struct app *app, void *arg)
{
	struct counting *x = arg;
	int64_t from, to, window = kb_use.within ? app_length("--within", kb_use.within) : visits_window(&app->session);

	kb_use_period(app, 30, &from, &to);
	visits_count(&app->session, app->a, from, to, window, &x->v);
	if (x->total)
		all_in_all(x);
	else
		articles(x);
	return 0;
}

int kb_stats(struct app *app)
{
	struct counting x = {.app = app};
	int bad;

	x.total = app->operands.n == 2 && str_eq(app->operands.v[1].text, "total");
	if (app->operands.n > 2 || (app->operands.n == 2 && !x.total))
		return app_usage(app, _("stats, or stats total"));
	bad = app_list(app, x.total ? totals : columns, x.total ? (size_t)N_TOTALS : (size_t)N_COLUMNS,
	               x.total ? total_defaults : defaults, &x.out, &x.picked, &x.n);
	if (bad || !x.out)
		return bad;
	if ((bad = kb_filter_check(app)) != 0)
		return bad;
	bad = app_tx(app, DESK_READ, count, &x);
	if (bad)
		return bad;
	out_close(x.out);
	return 0;
}
