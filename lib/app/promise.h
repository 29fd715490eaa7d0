/* promise: one page for customers, made from the policy: what they may expect.
 *
 * domain/promise.h decides what holds for whom; here it becomes words in one
 * language, as text, HTML or JSON. */
#ifndef APP_PROMISE_H
#define APP_PROMISE_H

#include "app/app.h"
#include "app/doc.h"
#include "domain/promise.h"
#include "out/jw.h"

/* What was asked for. */
struct promise_wish {
	bool html;
	bool unmeasured;               /* nothing of what was kept */
	const char *period;            /* NULL: as the policy says */
	int64_t few;                   /* nothing of fewer promises */
};
enum { PROMISE_FEW = 20 };

/* What all parts of the page share. */
struct promise_view {
	struct app *app;
	struct arena *a;
	struct policy *p;
	const char *lang;              /* of the page; messages are in it too */
	int64_t at, day;               /* now; its date at the desk */
	struct promise_groups groups;
	struct promise_calendars calendars;
	struct promise_closures closures;
	struct promise_on_call on_call;
	struct policy_promise about;
	bool measured;                 /* what was kept from the first day to the last is known */
	int64_t first, last, few;
	const struct promise_kept *deadlines;  /* one each of policy_deadlines() */
};

/* Prints the page for a policy in force now; of what was kept where the desk
 * is open. The exit code. */
int promise_print(struct app *app, struct policy *p, const struct promise_wish *wish);

/* The parts, in their order (promise_page.c, promise_speed.c). */
void promise_page(struct promise_view *v, struct doc *d);
void promise_speed(struct promise_view *v, struct doc *d);
void promise_json(struct promise_view *v, struct jw *w);

/* --- words (promise_words.c) --- */

/* "30 minutes", "15 business days". */
const char *promise_span(struct promise_view *v, struct span s);
/* "Monday to Friday 09:00-18:00; Saturday 09:00-14:00", "day and night, every
 * day". */
const char *promise_week(struct promise_view *v, const struct cal *c);
/* "09:00-13:00 and 14:00-18:00", "closed". */
const char *promise_intervals(struct promise_view *v, const struct cal_hours *hours, size_t n);
/* "time of Buenos Aires (UTC-03:00)", "UTC". */
const char *promise_zone(struct promise_view *v, const struct zone *z);
/* "Friday 2026-12-25". */
const char *promise_date(struct promise_view *v, int64_t day);
/* "English", the code itself where it is not known. */
const char *promise_language(const char *code);
/* "490.00 EUR a month". */
const char *promise_money(struct promise_view *v, int64_t minor, const char *currency, const char *per);
/* May a share of so many be told? "97.3 % of 1 234", else "". */
bool promise_told(const struct promise_view *v, const struct promise_kept *k);
const char *promise_kept(struct promise_view *v, const struct promise_kept *k);
/* "a, b and c" of texts. */
const char *promise_join(struct promise_view *v, const char *const *texts, size_t n);

/* Names of the policy as their labels, joined. */
enum promise_section { PROMISE_PLANS, PROMISE_CHANNELS, PROMISE_KINDS, PROMISE_TEAMS, PROMISE_CALENDARS,
                       PROMISE_PRIORITIES, PROMISE_LANGUAGES };
const char *promise_label(struct promise_view *v, enum promise_section s, const char *name);
const char *promise_labels(struct promise_view *v, enum promise_section s, const struct names *names);

#endif
