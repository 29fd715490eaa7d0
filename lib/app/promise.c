/* promise: the page for customers, in the form that was asked for. */
#include "app/promise.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/pager.h"
#include "base/msg.h"
#include "base/str.h"
#include "service/attained.h"
#include "when/clock.h"
#include "when/read.h"

static struct promise_view view_of(struct app *app, struct policy *p, const char *lang, int64_t few)
{
	const struct zone *zone = policy_zone(p, policy_head(p)->zone);
	struct promise_view v = {.app = app, .a = app->a, .p = p, .lang = lang, .at = app->session.now,
	                         .about = policy_promise(p), .few = few};

	v.day = zone_day(zone ? zone : zone_utc(), v.at);
	v.groups = promise_groups(app->a, p);
	v.calendars = promise_calendars(app->a, p);
	v.closures = promise_closures(app->a, &v.calendars, v.day);
	v.on_call = promise_on_call(app->a, p);
	return v;
}

/* --- what was kept --- */

static int measure(struct app *app, void *arg)
{
	struct attained *x = ((void **)arg)[0];
	const struct promise_view *v = ((void **)arg)[1];

	attained_measure(&app->session, v->a, x, &v->groups);
	return 0;
}

/* The period that was asked for, or so many closed months before what is known. */
static int add_kept(struct promise_view *v, const struct promise_wish *wish)
{
	const struct zone *zone = policy_zone(v->p, policy_head(v->p)->zone);
	const char *period = wish->period ? wish->period : arena_printf(v->a, "%" PRId64 "mo", v->about.months);
	struct attained x = {.policy = v->p, .now = v->at, .as_of = app_as_of(v->app)};
	struct fault f = {0};

	if (wish->unmeasured || (!wish->period && (!v->app->session.desk || !v->about.measured)))
		return 0;
	if (!v->app->session.desk)
		return app_usage(v->app, _("--period: a file knows nothing of what was kept"));
	zone = zone ? zone : zone_utc();
	x.now = x.as_of == AT_NONE ? v->at : x.as_of;
	if (read_period(period, wish->period ? v->at : x.now, zone, &x.from, &x.to, &f) != 0)
		return app_usage(v->app, "--period: %s", f.text);
	x.to = x.to > x.now ? x.now : x.to;
	if (x.to <= x.from)
		return app_usage(v->app, _("--period: \"%s\" begins after now"), period);
	app_tx(v->app, DESK_READ, measure, (void *[]){&x, v});
	v->measured = true;
	v->first = x.from == INT64_MIN + 1 ? x.from : zone_day(zone, x.from);
	v->last = zone_day(zone, x.to - 1);
	v->deadlines = x.deadlines;
	return 0;
}

/* --- forms --- */

static int print_html(struct promise_view *v)
{
	struct doc d = {.a = v->a};
	struct str out = str_new(v->a);

	promise_page(v, &d);
	doc_html(&out, &d, v->lang);
	fwrite(out.p, 1, out.n, stdout);
	return 0;
}

static int print_json(struct promise_view *v)
{
	struct jw w;

	jw_open(&w, v->a, stdout);
	promise_json(v, &w);
	return 0;
}

static int print_text(struct promise_view *v)
{
	struct doc d = {.a = v->a};
	struct page page;
	int bad = page_begin(v->app, &page);

	if (bad)
		return bad;
	promise_page(v, &d);
	doc_page(&page, &d);
	pid_t pager = pager_begin(v->app, true);
	page_end(&page);
	pager_end(pager);
	return 0;
}

int promise_print(struct app *app, struct policy *p, const struct promise_wish *wish)
{
	/* One language for all of it: one that the policy's sentences are in. */
	const char *lang = policy_language(p, app_values.lang ? app_values.lang : msg_lang());
	struct promise_view v;
	int code;

	if (app_values.table || app_values.tsv || app_values.csv || app_values.format || (wish->html && app_values.json))
		return app_usage(app, _("promise is a page: --html, --json, or text"));
	msg_language(lang);
	v = view_of(app, p, lang, wish->few);
	code = add_kept(&v, wish);
	if (code == 0)
		code = wish->html ? print_html(&v) : app_values.json ? print_json(&v) : print_text(&v);
	msg_language(app_values.lang);
	return code;
}
