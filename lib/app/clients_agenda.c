/* clients_agenda: what a success manager has to do, customer by customer, the
 * most pressing first. Silent where there is nothing: cron mails what it says. */
#include <stdlib.h>
#include <string.h>

#include "app/clients.h"
#include "app/clients_inner.h"
#include "app/pager.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/lookup.h"
#include "service/tell.h"
#include "when/clock.h"

enum { SHOWN = 10 };                   /* open cases of a customer; --all shows them */

struct item { struct customer c; struct care care; };

struct agenda {
	struct app *app;
	struct session s;              /* at --as-of */
	int64_t as_of;
	struct client_filter filter;
	struct { struct item *v; size_t n, cap; } items;
	size_t *of;                    /* item of a customer's number, plus one */
	int64_t most;
	struct page page;
};

/* --- gathering --- */

static bool take_case(void *arg, struct arena *row, const struct ticket *t)
{
	struct agenda *g = arg;
	struct ticket kept;

	(void)row;
	if (t->customer < 1 || t->customer > g->most || !g->of[t->customer])
		return true;
	if (lookup_one(&g->s, g->app->a, t->id, g->as_of, &kept))
		care_add(&g->s, g->app->a, &kept, &g->items.v[g->of[t->customer] - 1].care);
	return true;
}

static int order(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int by_care = care_compare(&x->care, &y->care);

	return by_care ? by_care : strcmp(x->c.key ? x->c.key : "", y->c.key ? y->c.key : "");
}

static int gather(struct app *app, void *arg)
{
	struct agenda *g = arg;
	struct lookup q = {.find = {.in_state_s = -1, .idle_s = -1, .active = true, .now = g->s.now},
	                   .as_of = g->as_of};
	struct arena row = {0};
	int bad = client_filter_read(app, &g->filter);

	if (bad)
		return bad;
	struct directory *d = directory_open(&app->session, app->a, g->as_of);
	struct directory_customers *all = directory_customers(d, app->a, g->filter.csm);
	g->most = desk_head(app->session.desk)->customer;
	g->of = arena_array(app->a, size_t, (size_t)g->most + 1);
	for (struct customer c; directory_next(all, &row, &c); arena_reset(&row))
		if (client_match(&row, &g->filter, &c)) {
			*vec_push(app->a, &g->items) = (struct item){customer_copy(app->a, &c), care_none()};
			g->of[c.id] = g->items.n;
		}
	directory_end(all);
	arena_free(&row);
	lookup_each(&g->s, app->a, &q, take_case, g);
	for (size_t i = 0; i < g->items.n; i++)
		care_close(&g->s, &g->items.v[i].c, &g->items.v[i].care);
	if (g->items.n > 1)
		qsort(g->items.v, g->items.n, sizeof *g->items.v, order);
	return 0;
}

/* --- as a page --- */

static const char *count(struct agenda *g, size_t n)
{
	return arena_printf(g->app->a, "%zu", n);
}

static void cases(struct agenda *g, const struct care_cases *list, bool wishes)
{
	struct page *p = &g->page;
	struct arena *a = g->app->a;
	size_t most = client_values.all ? list->n : SHOWN;

	for (size_t i = 0; i < list->n && i < most; i++) {
		const struct care_case *x = &list->v[i];
		bool late = x->st.by == STAND_LATE;
		char ref[48];
		ref_print(ref, session_prefix(&g->s), x->t.id);
		const char *text = client_case_words(p, a, g->s.now, x);
		if (wishes)
			text = arena_printf(a, x->t.answered == AT_NONE ? _("wish, not answered yet: %s") : _("wish: %s"), text);
		page_text(p, arena_printf(a, "  %s %s  ", late ? "!" : " ", ref), "      ", text, late ? PAGE_BAD : PAGE_PLAIN);
	}
	if (list->n > most)
		page_text(p, "    ", "    ", arena_printf(a, _("and %s more (--all shows them)"), count(g, list->n - most)),
		          PAGE_DIM);
}

/* "Acme SA · premium · live": what one must know to begin. */
static void title(struct agenda *g, const struct item *x)
{
	const char *const parts[] = {x->c.plan, x->c.stage, x->c.lang};
	struct str s = str_new(g->app->a);

	str_add(&s, client_label(&x->c, g->app->a));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i])
			str_printf(&s, ", %s", parts[i]);
	page_text(&g->page, "", "  ", s.p, PAGE_BOLD);
}

static void one(struct agenda *g, const struct item *x)
{
	struct page *p = &g->page;
	struct arena *a = g->app->a;

	page_blank(p);
	title(g, x);
	cases(g, &x->care.cases, false);
	cases(g, &x->care.wishes, true);
	if (quota_is_short(&x->care.quota))
		page_text(p, "    ", "      ", client_quota_words(p, a, &x->care.quota), PAGE_WARN);
	if (x->care.review <= 7)
		page_text(p, "    ", "      ", arena_printf(a, _("review %s"), client_review_words(a, &x->c, x->care.review)),
		          x->care.review < 0 ? PAGE_WARN : PAGE_PLAIN);
}

static void head(struct agenda *g, size_t asking, size_t late)
{
	struct arena *a = g->app->a;
	const char *who = g->filter.csm ? tell_agent(&g->s, g->filter.csm) : NULL;
	const char *what = who ? arena_printf(a, _("Agenda of %s"), who) : _("Agenda");

	page_text(&g->page, "", "", arena_printf(a, _("%s, %s: customers with something to do: %s of %s; overdue promises: %s"),
	          what, tell_at(a, g->s.now, g->page.zone), count(g, asking), count(g, g->items.n), count(g, late)), PAGE_BOLD);
	page_rule(&g->page);
}

static void print(struct agenda *g)
{
	size_t asking = 0, late = 0;

	for (size_t i = 0; i < g->items.n; i++) {
		asking += care_asks(&g->items.v[i].care);
		late += g->items.v[i].care.late;
	}
	if (!asking) {
		if (io_tty(2))
			note(_("nothing to do for %s customers"), count(g, g->items.n));
		return;
	}
	pid_t pager = pager_begin(g->app, true);
	head(g, asking, late);
	for (size_t i = 0; i < g->items.n; i++)
		if (care_asks(&g->items.v[i].care))
			one(g, &g->items.v[i]);
	page_end(&g->page);
	pager_end(pager);
}

/* --- as JSON lines --- */

static void cases_json(struct agenda *g, const char *key, const struct care_cases *list, struct jw *w)
{
	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; i < list->n; i++)
		client_case_json(&g->s, g->app->a, &list->v[i], w);
	jw_end(w);
}

static void print_json(struct agenda *g)
{
	struct jw w;

	jw_open(&w, g->app->a, stdout);
	for (size_t i = 0; i < g->items.n; i++) {
		const struct care *x = &g->items.v[i].care;
		if (!care_asks(x))
			continue;
		jw_object(&w);
		client_members_json(&g->s, g->app->a, &g->items.v[i].c, &w);
		jw_key(&w, "late"); jw_int(&w, (int64_t)x->late);
		jw_key(&w, "promised"); jw_int(&w, (int64_t)x->promised);
		jw_key(&w, "waiting"); jw_int(&w, (int64_t)x->waiting);
		jw_key(&w, "unanswered_wishes"); jw_int(&w, (int64_t)x->unanswered);
		client_quota_json(&x->quota, &w);
		cases_json(g, "tickets", &x->cases, &w);
		cases_json(g, "wishes", &x->wishes, &w);
		jw_end(&w);
		jw_close(&w);
	}
}

int clients_agenda(struct app *app)
{
	struct agenda g = {.app = app, .s = app->session, .as_of = app_as_of(app)};
	int bad = page_begin(app, &g.page);

	if (g.as_of != AT_NONE)
		g.s.now = g.as_of;
	if (!bad)
		bad = app_tx(app, DESK_READ, gather, &g);
	if (bad)
		return bad;
	if (app_values.json)
		print_json(&g);
	else
		print(&g);
	return 0;
}
