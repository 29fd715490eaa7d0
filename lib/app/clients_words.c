/* clients_words: what documents about customers say, in the reader's words. */
#include <inttypes.h>
#include <string.h>

#include "app/clients.h"
#include "base/str.h"
#include "service/tell.h"
#include "when/clock.h"
#include "when/span.h"

const char *client_label(const struct customer *c, struct arena *a)
{
	const char *key = c->key ? c->key : arena_printf(a, _("number %s, erased"), arena_printf(a, "%" PRId64, c->id));

	return c->name && strcmp(c->name, key) != 0 ? arena_printf(a, "%s  %s", key, c->name) : key;
}

static const char *per(const char *word)
{
	return str_eq(word, "year") ? _("this year") : str_eq(word, "quarter") ? _("this quarter") : _("this month");
}

char *client_quota_words(struct page *p, struct arena *a, const struct quota *q)
{
	const char *used = arena_printf(a, "%" PRId64, q->used), *all = arena_printf(a, "%" PRId64, q->tickets);
	int64_t left = q->tickets - q->used;
	const char *until = tell_at(a, q->to, p->zone);

	if (left >= 0)
		return arena_printf(a, _("%s of %s tickets used %s, %s left until %s"), used, all, per(q->per),
		                    arena_printf(a, "%" PRId64, left), until);
	return arena_printf(a, _("%s of %s tickets used %s, %s beyond it; until %s"), used, all, per(q->per),
	                    arena_printf(a, "%" PRId64, -left), until);
}

static const char *span(struct arena *a, int64_t seconds)
{
	char text[32];

	span_human(text, seconds < 0 ? -seconds : seconds);
	return arena_strdup(a, text);
}

/* What is promised, or for what it waits. */
static const char *promise(struct page *p, struct arena *a, int64_t now, const struct care_case *x)
{
	const char *at = x->st.at == AT_NONE ? "" : tell_at(a, x->st.at, p->zone);
	const char *length = x->st.at == AT_NONE ? "" : span(a, x->st.at - now);

	switch (x->st.by) {
	case STAND_LATE: return arena_printf(a, _("an answer was promised by %s, %s ago"), at, length);
	case STAND_ANSWER: return arena_printf(a, _("an answer is promised by %s, in %s"), at, length);
	case STAND_YOU: return arena_printf(a, _("waits for the customer since %s, %s"), at, length);
	case STAND_WAKE: return arena_printf(a, _("on hold until %s"), at);
	default:
		return arena_printf(a, _("%s since %s, nothing is promised"), x->t.state, tell_at(a, x->t.state_since, p->zone));
	}
}

char *client_case_words(struct page *p, struct arena *a, int64_t now, const struct care_case *x)
{
	const char *subject = x->t.subject ? x->t.subject : _("(subject erased)");

	return arena_printf(a, "%s %s: %s", tell_priority(p->app->session.policy, a, x->t.priority), subject,
	                    promise(p, a, now, x));
}

char *client_review_words(struct arena *a, const struct customer *c, int64_t days)
{
	const char *n = arena_printf(a, "%" PRId64, days < 0 ? -days : days);

	if (days == 0)
		return arena_printf(a, _("%s, today"), c->review);
	return arena_printf(a, days < 0 ? _("%s, %s days ago") : _("%s, in %s days"), c->review, n);
}
