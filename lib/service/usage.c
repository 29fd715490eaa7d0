/* usage: an event for each deed. */
#include "service/usage.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "service/facts.h"
#include "service/record.h"
#include "store/tickets.h"

enum { QUESTION_MAX = 2000 };

struct usage usage_none(const char *deed)
{
	return (struct usage){.deed = deed, .score = -1, .confidence = -1};
}

int usage_check(const struct usage *u, struct fault *f)
{
	if (u->session && !fact_plain_name(u->session))
		return fault_set(f, EX_DATAERR, "\"%s\" is no name of a session (letters, digits and \"._-\", at most 40)", u->session);
	if (u->customer && !*u->customer)
		return fault_set(f, EX_DATAERR, "a customer's key must not be empty");
	return 0;
}

static void add_decimal(struct arena *a, struct pairs *p, const char *name, double x)
{
	if (x >= 0)
		pairs_add(a, p, name, arena_printf(a, "%.4f", x));
}

static void fill(const struct session *s, struct arena *a, const struct usage *u, struct event *e)
{
	struct customer c = {0};

	pairs_add(a, &e->data, "do", u->deed);
	if (u->article)
		pairs_add_int(a, &e->data, "article", u->article);
	pairs_add(a, &e->data, "lang", u->lang);
	add_decimal(a, &e->data, "score", u->score);
	add_decimal(a, &e->data, "confidence", u->confidence);
	if (u->customer)
		pairs_add_int(a, &e->data, "customer", record_customer(s, a, u->customer, &c));
	pairs_add(a, &e->data, "session", u->session);
	pairs_add(a, &e->data, "vote", u->vote);
	pairs_add(a, &e->data, "why", u->why);
	if (u->question && *u->question)
		event_add_text(a, e, PART_BODY, strlen(u->question) <= QUESTION_MAX ? u->question
		               : arena_dup(a, u->question, utf8_cut(u->question, strlen(u->question), QUESTION_MAX)));
}

int usage_note(const struct session *s, struct arena *a, const struct usage *u, int *masked, struct fault *f)
{
	struct event e = record_event(s, EVENT_KB, u->ticket);
	struct ticket t;
	int bad = 0;

	if (u->ticket && !tickets_load(s->desk, a, u->ticket, &t))
		return session_missing(s, u->ticket, f);
	if (u->ticket && (bad = session_unmerged(s, &t, f)) != 0)
		return bad;
	fill(s, a, u, &e);
	if (u->ticket)
		record_change(s, a, &t, &e);
	else
		record_desk(s, a, &e);
	*masked += record_masked(&e);
	return 0;
}

int usage_link(const struct session *s, struct arena *a, int64_t ticket, int64_t article, bool link, bool *changed,
               struct fault *f)
{
	struct event e = record_event(s, EVENT_KB, ticket);
	struct ticket t;
	int bad = session_check(s, RIGHT_NOTE, f);

	*changed = false;
	if (bad)
		return bad;
	if (!tickets_load(s->desk, a, ticket, &t))
		return session_missing(s, ticket, f);
	if ((bad = session_unmerged(s, &t, f)) != 0)
		return bad;
	if (ticket_has_article(&t, article) == link)
		return 0;
	pairs_add(a, &e.data, "do", link ? "link" : "unlink");
	pairs_add_int(a, &e.data, "article", article);
	record_change(s, a, &t, &e);
	*changed = true;
	return 0;
}
