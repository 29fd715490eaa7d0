/* kb_review: articles somebody should look at again, and why. */
#include <inttypes.h>
#include <string.h>

#include "app/kb.h"
#include "app/kb_use.h"
#include "app/list.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/known.h"
#include "store/usage.h"
#include "when/civil.h"
#include "when/zone.h"

enum column { C_KEY, C_OWNER, C_WHY, C_DUE, C_CHANGED, C_UP, C_DOWN, C_TITLE, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("the article's name"), 0},
	[C_OWNER] = {"owner", N_("Owner"), OUT_TEXT, N_("the agent who keeps it"), 0},
	[C_WHY] = {"why", N_("Why"), OUT_LIST, N_("review_by, expired, expires (within 30 days), votes, unchanged"), 0},
	[C_DUE] = {"due", N_("Due"), OUT_TEXT, N_("the day it became due, or will"), 0},
	[C_CHANGED] = {"changed", N_("Changed"), OUT_AT, N_("its last change"), 0},
	[C_UP] = {"up", N_("Up"), OUT_INT, N_("votes of the last 90 days that it helped"), 0},
	[C_DOWN] = {"down", N_("Down"), OUT_INT, N_("votes of the last 90 days that it did not"), 0},
	[C_TITLE] = {"title", N_("Title"), OUT_TEXT, N_("its title"), OUT_FLEX},
};

static const char defaults[] = "key,owner,why,due,changed";

/* Votes are bad when there are three against it, and more than for it. */
enum { SOON_DAYS = 30, VOTE_DAYS = 90, BAD_VOTES = 3 };

struct votes { int64_t up, down; };

struct reviewing {
	struct app *app;
	const struct zone *zone;
	int64_t today;
	struct { struct votes *v; size_t n, cap; } votes;      /* by number of the article */
	struct out *out;
	const struct out_column **picked;
	size_t n, found;
};

static void count_votes(struct reviewing *x)
{
	int64_t now = x->app->session.now;
	struct usages *all = usages_between(x->app->session.desk, x->app->a, now - VOTE_DAYS * DAY_S, now + 1);
	struct arena row = {0};
	struct event e;

	while (usages_next(all, &row, &e)) {
		int64_t id = pairs_int(&e.data, "article", 0);
		if (str_eq(pairs_get(&e.data, "do"), "vote") && id > 0 && id < INT32_MAX) {
			while (x->votes.n <= (size_t)id)
				vec_push(x->app->a, &x->votes);
			if (str_eq(pairs_get(&e.data, "vote"), "up"))
				x->votes.v[id].up++;
			else
				x->votes.v[id].down++;
		}
		arena_reset(&row);
	}
	usages_end(all);
	arena_free(&row);
}

struct due { const char *why[5]; size_t n; int64_t day; };

static void because(struct due *d, const char *why, int64_t day)
{
	d->why[d->n++] = why;
	if (d->n == 1 || day < d->day)
		d->day = day;
}

/* The day from which on it is old. */
static int64_t old_day(struct reviewing *x, int64_t changed)
{
	struct span after = policy_knowledge(x->app->session.policy)->review_after;
	int64_t day = zone_day(x->zone, changed);

	switch (after.unit) {
	case SPAN_SECONDS: return day + after.n / DAY_S;
	case SPAN_WEEKS: return day + 7 * after.n;
	case SPAN_MONTHS: return civil_add_months(day, (int)after.n);
	default: return day + after.n;
	}
}

static void judge(struct reviewing *x, const struct article *a, const struct votes *v, struct due *d)
{
	int64_t old = old_day(x, a->changed);

	if (a->review_by != ARTICLE_NO_DAY && a->review_by <= x->today)
		because(d, "review_by", a->review_by);
	if (a->valid_until != ARTICLE_NO_DAY && a->valid_until < x->today)
		because(d, "expired", a->valid_until);
	else if (a->valid_until != ARTICLE_NO_DAY && a->valid_until < x->today + SOON_DAYS)
		because(d, "expires", a->valid_until);
	if (v->down >= BAD_VOTES && v->down > v->up)
		because(d, "votes", x->today);
	if (a->review_by == ARTICLE_NO_DAY && old <= x->today)
		because(d, "unchanged", old);
}

static const char *title_of(struct reviewing *x, struct arena *row, const struct article *a)
{
	const struct article_text *t = known_text_in(&x->app->session, a, kb_values.lang);
	struct article_words w;

	return t && article_words(&x->app->session, row, t->live, &w) ? w.title : NULL;
}

static struct out_cell cell(struct reviewing *x, struct arena *row, const struct article *a, const struct votes *v,
                            const struct due *d, size_t column)
{
	char day[16];

	switch (column) {
	case C_KEY: return out_ref(a->key);
	case C_OWNER: return out_text(a->owner);
	case C_WHY: return out_list(d->why, d->n);
	case C_DUE: civil_print_day(day, d->day); return out_text(arena_strdup(row, day));
	case C_CHANGED: return out_at(a->changed);
	case C_UP: return out_int(v->up);
	case C_DOWN: return out_int(v->down);
	default: return out_text(title_of(x, row, a));
	}
}

static bool is_live(const struct article *a)
{
	for (size_t i = 0; i < a->texts.n; i++)
		if (a->texts.v[i].live)
			return true;
	return false;
}

static int review(struct app *app, void *arg)
{
	struct reviewing *x = arg;
	const struct articles_filter f = {.kind = kb_values.kind, .category = kb_values.category, .owner = kb_values.owner};
	struct arena row = {0};
	struct article a;

	count_votes(x);
	struct articles *all = articles_find(app->session.desk, app->a, &f);
	while (articles_next(all, &row, &a)) {
		struct votes none = {0}, *v = (size_t)a.id < x->votes.n ? &x->votes.v[a.id] : &none;
		struct due d = {.n = 0};
		if (is_live(&a) && kb_match(app, &a))
			judge(x, &a, v, &d);
		if (d.n > 0) {
			struct out_cell *cells = arena_array(&row, struct out_cell, x->n);
			for (size_t i = 0; i < x->n; i++)
				cells[i] = cell(x, &row, &a, v, &d, (size_t)(x->picked[i] - columns));
			out_row(x->out, cells);
			x->found++;
		}
		arena_reset(&row);
	}
	articles_end(all);
	arena_free(&row);
	return 0;
}

int kb_review(struct app *app)
{
	const struct policy_head *head = policy_head(app->session.policy);
	const struct zone *zone = policy_zone(app->session.policy, head->zone);
	struct reviewing x = {.app = app, .zone = zone ? zone : zone_utc()};
	int bad = app_list(app, columns, N_COLUMNS, defaults, &x.out, &x.picked, &x.n);

	if (bad || !x.out)
		return bad;
	if (app->operands.n > 1)
		return app_usage(app, _("review takes no operands"));
	if ((bad = kb_filter_check(app)) != 0)
		return bad;
	x.today = zone_day(x.zone, app->session.now);
	bad = app_tx(app, DESK_READ, review, &x);
	if (bad)
		return bad;
	out_close(x.out);
	return kb_values.exit_status && !x.found ? EXIT_NO : EXIT_DONE;
}
