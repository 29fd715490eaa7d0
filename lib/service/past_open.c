/* past_open: a line that opens a ticket. */
#include <inttypes.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "domain/priority.h"
#include "service/facts.h"
#include "service/past_run.h"
#include "service/who.h"
#include "when/clock.h"

/* One of the policy's words among the fields, or as it is. */
static int add_name(struct past_line *l, const char *field, const char *what, const char *fact, struct fault *f)
{
	const char *name;
	int bad = past_name(l, what, past_get(l, field), &name, f);

	if (!bad)
		pairs_add(l->row, &l->e.data, fact, name);
	return bad;
}

static int add_state(struct past_line *l, struct fault *f)
{
	const struct policy_state *first = policy_state_of(l->s->policy, STATE_NEW);
	const char *state = past_get(l, "state"), *name = first->name, *class = state_class_words[first->class];
	int bad = state && *state ? past_state(l, state, past_get(l, "class"), &name, &class, f) : 0;

	if (bad)
		return bad;
	pairs_add(l->row, &l->e.data, "state", name);
	pairs_add(l->row, &l->e.data, "class", class);
	pairs_add(l->row, &l->e.data, "until", past_get(l, "until"));
	return 0;
}

static int add_kind(struct past_line *l, struct fault *f)
{
	const char *name;
	size_t n;
	int bad = past_name(l, "kind", past_get(l, "type"), &name, f);

	if (!bad)
		pairs_add(l->row, &l->e.data, "kind", name ? name : policy_kinds(l->s->policy, &n)->name);
	return bad;
}

/* A ticket needs a priority: where none is said the policy's matrix has one. */
static int add_priority(struct past_line *l, struct fault *f)
{
	struct pairs *d = &l->e.data;
	struct priority_facts x = {.kind = pairs_get(d, "kind"), .category = pairs_get(d, "category")};
	const char *priority = past_get(l, "priority"), *why = past_get(l, "why");
	int bad = past_grade("impact", past_get(l, "impact"), &x.impact, f);

	if (!bad) bad = past_grade("urgency", past_get(l, "urgency"), &x.urgency, f);
	if (!bad && priority && *priority) bad = past_rank(l, priority, &x.rank, f);
	if (bad)
		return bad;
	x.affected = pairs_int(&l->p->fields, "affected", 0);
	struct priority p = priority_derive(l->row, l->s->policy, &x);
	pairs_add_int(l->row, d, "priority", x.rank ? x.rank : p.rank);
	pairs_add_int(l->row, d, "impact", x.impact ? x.impact : p.impact);
	pairs_add_int(l->row, d, "urgency", x.urgency ? x.urgency : p.urgency);
	pairs_add(l->row, d, "why", why && *why ? past_fact(l->row, why) : p.why);
	return 0;
}

static int add_place(struct past_line *l, struct fault *f)
{
	int64_t level = pairs_int(&l->p->fields, "level", 1);
	int bad = 0;

	if (level < 1 || level > 99)
		return fault_set(f, EX_DATAERR, "level: 1 to 99, not %" PRId64, level);
	if (!policy_level(l->s->policy, (int)level))
		bad = past_unknown(l, "level", arena_printf(l->row, "%" PRId64, level), f);
	if (bad)
		return bad;
	pairs_add_int(l->row, &l->e.data, "level", level);
	bad = add_name(l, "team", "team", "team", f);
	return bad ? bad : add_name(l, "agent", "agent", "agent", f);
}

static int add_contact(struct past_line *l, struct fault *f)
{
	const char *contact = past_get(l, "contact");

	if (!contact || !*contact)
		return 0;
	if (pairs_int(&l->p->fields, "contact", 0) > l->e.at)
		return fault_set(f, EX_DATAERR, "the contact lies after the opening");
	pairs_add(l->row, &l->e.data, "contact", contact);
	return 0;
}

static int add_lang(struct past_line *l, struct fault *f)
{
	const char *lang = past_get(l, "lang"), *clean;
	int bad = lang && *lang ? fact_lang(l->row, lang, &clean, f) : 0;

	if (!bad && lang && *lang)
		pairs_add(l->row, &l->e.data, "lang", clean);
	return bad;
}

static int add_lists(struct past_line *l, struct fault *f)
{
	const char *tags = past_get(l, "tags"), *watchers = past_get(l, "watchers"), *clean = "";
	int bad = tags ? past_tags(l, tags, &clean, f) : 0;

	if (bad)
		return bad;
	if (*clean)
		pairs_add(l->row, &l->e.data, "tags", clean);
	if (watchers && *watchers)
		pairs_add(l->row, &l->e.data, "watchers", past_fact(l->row, watchers));
	if (pairs_int(&l->p->fields, "spam", 0))
		pairs_add(l->row, &l->e.data, "spam", "1");
	return 0;
}

/* Subject, body, personal fields, copies: in order of their parts. */
static int add_texts(struct past_line *l, struct fault *f)
{
	const char *subject = past_get(l, "subject"), *body = past_get(l, "body"), *cc = past_get(l, "cc");
	int found = 0;
	size_t first;

	subject = subject ? fact_subject(l->row, subject, &found) : "";
	if (!*subject && body) {
		body += strspn(body, " \t\r\n");
		first = strcspn(body, "\n");
		subject = fact_subject(l->row, arena_dup(l->row, body, first), &found);
	}
	if (!*subject)
		subject = fact_subject(l->row, l->p->key, &found);
	event_add_text(l->row, &l->e, PART_SUBJECT, subject);
	if (body && *body)
		event_add_text(l->row, &l->e, PART_BODY, body);
	int bad = past_custom(l, "fields.", NULL, f);
	if (!bad && cc && *cc)
		event_add_text(l->row, &l->e, PART_CC, cc);
	if (!bad && found)
		pairs_add_int(l->row, &l->e.data, "masked", found);
	return bad;
}

/* Written last of all: a new customer is a record of its own. */
static int add_customer(struct past_line *l, struct fault *f)
{
	const char *customer = past_get(l, "customer"), *person = past_get(l, "person");
	int64_t id = 0;

	if (customer && *customer) {
		id = past_customer(l, customer);
		pairs_add_int(l->row, &l->e.data, "customer", id);
	}
	return person && *person ? past_person(l, person, id, f) : 0;
}

static int plan(struct past_line *l, struct fault *f)
{
	int bad = add_kind(l, f);

	if (!bad) bad = add_state(l, f);
	if (!bad) bad = add_name(l, "category", "category", "category", f);
	if (!bad) bad = add_priority(l, f);
	if (!bad) bad = add_place(l, f);
	if (!bad) bad = add_name(l, "complexity", "complexity", "complexity", f);
	if (!bad) bad = add_name(l, "channel", "channel", "channel", f);
	if (!bad) bad = add_name(l, "plan", "plan", "plan", f);
	if (!bad) bad = add_lang(l, f);
	if (!bad) bad = add_contact(l, f);
	if (!bad) bad = add_lists(l, f);
	if (!bad) bad = add_texts(l, f);
	if (!bad) bad = past_facts(l, f);
	return bad;
}

int past_write_open(struct past_line *l, struct fault *f)
{
	const char *affected = past_get(l, "affected");

	l->e.kind = EVENT_OPEN;
	int bad = plan(l, f);
	if (!bad && past_get(l, "split_from"))
		bad = past_split_off(l, f);
	if (!bad) bad = add_customer(l, f);
	if (bad)
		return bad;
	if (affected && *affected)
		pairs_add(l->row, &l->e.data, "affected", affected);
	pairs_add(l->row, &l->e.data, "key", past_ticket_key(l, l->p->key));
	pairs_add_int(l->row, &l->e.data, "policy", l->s->policy_version);
	l->h = past_held_new(l->run, l->row, l->ident, l->hash);
	l->h->own = true;
	past_record(l);
	past_held_opened(l->run, l->h, &l->e);
	l->run->counts->tickets++;
	return 0;
}
