/* promise: the page for customers, in the form that was asked for. */
#include "app/promise.h"

#include <stdio.h>

#include "app/pager.h"
#include "base/msg.h"
#include "base/str.h"

static struct promise_view view_of(struct app *app, struct policy *p, const char *lang)
{
	const struct zone *zone = policy_zone(p, policy_head(p)->zone);
	struct promise_view v = {.app = app, .a = app->a, .p = p, .lang = lang, .at = app->session.now};

	v.day = zone_day(zone ? zone : zone_utc(), v.at);
	v.groups = promise_groups(app->a, p);
	v.calendars = promise_calendars(app->a, p);
	v.closures = promise_closures(app->a, &v.calendars, v.day);
	v.on_call = promise_on_call(app->a, p);
	return v;
}

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

int promise_print(struct app *app, struct policy *p, bool html)
{
	/* One language for all of it: one that the policy's sentences are in. */
	const char *lang = policy_language(p, app_values.lang ? app_values.lang : msg_lang());
	struct promise_view v;
	int code;

	if (app_values.table || app_values.tsv || app_values.csv || app_values.format || (html && app_values.json))
		return app_usage(app, _("promise is a page: --html, --json, or text"));
	msg_language(lang);
	v = view_of(app, p, lang);
	code = html ? print_html(&v) : app_values.json ? print_json(&v) : print_text(&v);
	msg_language(app_values.lang);
	return code;
}
