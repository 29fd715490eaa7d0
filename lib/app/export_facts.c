/* export_facts: the facts of an event by the names of the format. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/export_inner.h"
#include "base/num.h"
#include "base/str.h"
#include "domain/spoken.h"
#include "service/tell.h"
#include "store/events.h"

/* --- which fact goes where --- */

/* In the order of the line; best in the order in which events are written. */
static const struct export_slot of_open[] = {
	{"kind", "type", TEXT}, {"state", "state", TEXT}, {"class", "class", TEXT},
	{"priority", "priority", RANK}, {"impact", "impact", GRADE}, {"urgency", "urgency", GRADE},
	{"why", "why", TEXT}, {"level", "level", INT}, {"team", "team", TEXT}, {"placed", NULL, NOT},
	{"agent", "agent", TEXT}, {"affected", "affected", INT}, {"customer", "customer", CUSTOMER},
	{"person", "person", PERSON}, {"category", "category", TEXT}, {"complexity", "complexity", TEXT},
	{"channel", "channel", TEXT}, {"lang", "lang", TEXT}, {"plan", "plan", TEXT},
	{"contact", "contact", INSTANT}, {"key", NULL, KEY}, {"tags", "tags", LIST},
	{"watchers", "watchers", LIST}, {"spam", "spam", FLAG}, {"policy", NULL, NOT},
	{"split_from", "split_from", TICKET}, {"msgs", "events", WORDS}, {0},
};
static const struct export_slot of_set[] = {
	{"kind", "kind", TEXT}, {"category", "category", TEXT}, {"complexity", "complexity", TEXT},
	{"channel", "channel", TEXT}, {"lang", "lang", TEXT}, {"plan", "plan", TEXT},
	{"affected", "affected", INT}, {"counted", "counted", INT}, {"tags", "tags", LIST},
	{"watchers", "watchers", LIST}, {"spam", "spam", FLAG}, {"customer", "customer", CUSTOMER},
	{"person", "person", PERSON}, {"contact", "contact", INSTANT}, {"priority", "priority", RANK},
	{"impact", "impact", GRADE}, {"urgency", "urgency", GRADE}, {"why", "why", TEXT}, {0},
};
static const struct export_slot of_note[] = {
	{"public", NULL, NOT}, {"channel", "channel", TEXT}, {"solution", "solution", FLAG},
	{"mark", "mark", TEXT}, {"template", "template", TEXT}, {"ask", "ask", TEXT},
	{"answers", "answers", EVENT}, {"by", "by", TEXT}, {0},
};
static const struct export_slot of_move[] = {
	{"state", "state", TEXT}, {"class", "class", TEXT}, {"by", "by", TEXT}, {"until", "until", INSTANT},
	{"first_contact", "first_contact", FLAG}, {0},
};
static const struct export_slot of_assign[] = {
	{"agent", "agent", TEXT}, {"team", "team", TEXT}, {"level", "level", INT}, {0},
};
static const struct export_slot of_escalate[] = {
	{"do", "do", TEXT}, {"level", "level", INT}, {"team", "team", TEXT}, {"agent", "agent", TEXT},
	{"reason", "reason", TEXT}, {"once", "once", TEXT}, {0},
};
static const struct export_slot of_link[] = {
	{"link", "relation", TEXT}, {"unlink", "relation", TEXT}, {"to", "to", TICKET}, {"with", "with", EVENT},
	{"counted", "counted", INT}, {"priority", "priority", RANK}, {"impact", "impact", GRADE},
	{"urgency", "urgency", GRADE}, {"why", "why", TEXT}, {0},
};
static const struct export_slot of_merge[] = {
	{"from", "from", TICKET}, {"into", "into", TICKET}, {"undo", NULL, NOT}, {"msgs", NULL, NOT},
	{"customer", "customer", CUSTOMER}, {"person", "person", PERSON}, {0},
};
static const struct export_slot of_split[] = {
	{"to", "to", TICKET}, {"into", "into", TICKET}, {"undo", "undo", FLAG}, {"events", "events", EVENTS},
	{"msgs", NULL, NOT}, {0},
};
static const struct export_slot of_call[] = {
	{"direction", "direction", TEXT}, {"answered", "answered", FLAG}, {"waiting_s", "waiting_s", INT},
	{"duration_s", "duration_s", INT}, {"device", "device", TEXT}, {"outcome", "outcome", TEXT},
	{"quality", "quality", TEXT}, {"channel", "channel", TEXT}, {0},
};
static const struct export_slot of_survey[] = {
	{"score", "score", INT}, {"of", "of", TEXT}, {"channel", "channel", TEXT}, {0},
};
static const struct export_slot of_customer[] = {
	{"customer", NULL, NOT}, {"lang", "lang", TEXT}, {"plan", "plan", TEXT}, {"stage", "stage", TEXT},
	{"csm", "csm", TEXT}, {"csm_why", "csm_why", TEXT}, {"review", "review", TEXT},
	{"zone", "zone", TEXT}, {"products", "products", TEXT},
	{"volume_minor", "volume_minor", INT}, {"currency", "currency", TEXT}, {"internal", "internal", FLAG},
	{"merged", "merged_into", CUSTOMER}, {0},
};
static const struct export_slot of_person[] = {
	{"person", NULL, NOT}, {"customer", "customer", CUSTOMER}, {"lang", "lang", TEXT},
	{"title", "title", TEXT}, {"prefers", "prefers", TEXT}, {"gone", "gone", FLAG}, {0},
};

static const struct export_slot of_article[] = {{"article", NULL, NOT}, {0}};
static const struct export_slot of_kb[] = {
	{"article", "article", ARTICLE}, {"customer", "customer", CUSTOMER}, {0},
};

static const struct export_slot *const slots[] = {
	[EVENT_OPEN] = of_open, [EVENT_NOTE] = of_note, [EVENT_SET] = of_set, [EVENT_MOVE] = of_move,
	[EVENT_ASSIGN] = of_assign, [EVENT_CUSTOMER] = of_customer, [EVENT_POLICY] = NULL, [EVENT_ERASE] = NULL,
	[EVENT_PERSON] = of_person, [EVENT_LINK] = of_link, [EVENT_MERGE] = of_merge, [EVENT_SPLIT] = of_split,
	[EVENT_ESCALATE] = of_escalate, [EVENT_FIRE] = NULL, [EVENT_CALL] = of_call, [EVENT_SURVEY] = of_survey,
	[EVENT_ARTICLE] = of_article, [EVENT_KB] = of_kb,
};

enum { FACTS = 254, FIELDS = 255 };

static bool is(const char *name, const char *want)
{
	return *name == *want && strcmp(name, want) == 0;
}

/* Facts come in about the order of the slots: the search goes on from the last
 * one found. */
static int slot_of(const struct export_slot *list, const char *name, int *from)
{
	for (int i = *from; list[i].fact; i++)
		if (is(name, list[i].fact)) {
			*from = i + 1;
			return i;
		}
	for (int i = 0; i < *from; i++)
		if (is(name, list[i].fact)) {
			*from = i + 1;
			return i;
		}
	return -1;
}

bool export_facts(struct arena *row, const struct event *e, struct export_facts *s)
{
	bool may_have_fields = e->kind == EVENT_OPEN || e->kind == EVENT_SET;
	int from = 0;

	/* This desk's own affairs, such as how its articles are used beside tickets. */
	if (!slots[e->kind] || pairs_get(&e->data, "repolicy") || (e->kind == EVENT_KB && !e->ticket))
		return false;
	*s = (struct export_facts){.slots = slots[e->kind], .e = e, .where = arena_alloc(row, e->data.n)};
	for (size_t i = 0; i < e->data.n; i++) {
		const char *name = e->data.v[i].name;
		int at = slot_of(s->slots, name, &from);
		s->where[i] = NOT;
		if (at >= 0) {
			s->value[at] = e->data.v[i].value;
			if (s->slots[at].form == KEY)
				s->key = s->value[at];
		} else if (may_have_fields && strncmp(name, "f.", 2) == 0) {
			s->where[i] = FIELDS;
			s->fields = true;
		} else if (strncmp(name, "old.", 4) != 0 && !is(name, "masked") && !is(name, "imported")) {
			s->where[i] = FACTS;
			s->facts = true;
		}
	}
	return true;
}

/* --- values --- */

static void number(struct jw *w, const char *value)
{
	int64_t n;

	if (num_parse(value, INT64_MIN, INT64_MAX, &n))
		jw_int(w, n);
	else
		jw_text(w, value);
}

void export_list(struct jw *w, struct arena *row, const char *value)
{
	size_t n;
	char **part = str_split(row, value, ',', &n);

	jw_array(w);
	for (size_t i = 0; *value && i < n; i++)
		jw_text(w, part[i]);
	jw_end(w);
}

/* An event's id within its ticket. */
static void event_id(struct export_lines *x, struct arena *row, int64_t seq)
{
	const char *id = NULL;
	struct event e;

	if (events_load(x->app->session.desk, row, seq, EVENTS_BARE, &e) && e.ticket > 0) {
		struct export_ticket t = export_ticket(&x->names, row, e.ticket);
		id = e.kind == EVENT_OPEN ? "=open" : export_event_id(&x->names, row, &e, &t);
	}
	jw_text(&x->w, id ? id : arena_printf(row, "%" PRId64, seq));
}

static void event_ids(struct export_lines *x, struct arena *row, const char *value)
{
	size_t n;
	char **part = str_split(row, value, ',', &n);

	jw_array(&x->w);
	for (size_t i = 0; i < n; i++)
		event_id(x, row, strtoll(part[i], NULL, 10));
	jw_end(&x->w);
}

static void words(struct export_lines *x, struct arena *row, const char *value)
{
	struct spoken_list list = {0};

	spoken_parse(row, value, &list);
	jw_array(&x->w);
	for (size_t i = 0; i < list.n; i++)
		event_id(x, row, list.v[i].seq);
	jw_end(&x->w);
}

/* Another ticket; from elsewhere than this one, its source stands beside. */
static void other_ticket(struct export_lines *x, struct arena *row, const char *value, const struct event *e)
{
	struct export_ticket t = export_ticket(&x->names, row, strtoll(value, NULL, 10));
	const char *source = arena_strdup(row, t.source);

	jw_text(&x->w, export_ticket_name(&t, row));
	if (strcmp(source, export_ticket(&x->names, row, e->ticket).source) != 0) {
		jw_key(&x->w, "other_source");
		jw_text(&x->w, source);
	}
}

/* What stands for none in a fact is empty in a line. */
static bool is_none(const char *value)
{
	return !*value || (value[0] == '0' && !value[1]);
}

static const char *named(struct export_lines *x, struct arena *row, enum export_form form, const char *value)
{
	int64_t n = strtoll(value, NULL, 10);

	if (is_none(value))
		return "";
	switch (form) {
	case RANK: return tell_priority(x->app->session.policy, row, (int)n);
	case GRADE: return n >= GRADE_HIGH && n <= GRADE_LOW ? grade_words[n] : value;
	case CUSTOMER: return export_customer(&x->names, row, n);
	case ARTICLE: return export_article(&x->names, row, n);
	default: return export_person(&x->names, row, n);
	}
}

static void put(struct export_lines *x, struct arena *row, const struct export_slot *s, const char *value,
                const struct event *e)
{
	struct jw *w = &x->w;

	jw_key(w, s->name);
	switch (s->form) {
	case TEXT: jw_text(w, value); break;
	case INT: number(w, value); break;
	case FLAG: jw_bool(w, !is_none(value)); break;
	case INSTANT:
		if (*value)
			jw_at(w, strtoll(value, NULL, 10));
		else
			jw_text(w, value);
		break;
	case LIST:
		if (e->kind == EVENT_SET)
			jw_text(w, value);
		else
			export_list(w, row, value);
		break;
	case TICKET: other_ticket(x, row, value, e); break;
	case EVENT: event_id(x, row, strtoll(value, NULL, 10)); break;
	case EVENTS: event_ids(x, row, value); break;
	case WORDS: words(x, row, value); break;
	default: jw_text(w, named(x, row, s->form, value));
	}
}

void export_slots(struct export_lines *x, struct arena *row, const struct export_facts *s)
{
	for (int i = 0; s->slots[i].fact; i++)
		if (s->value[i] && s->slots[i].name)
			put(x, row, &s->slots[i], s->value[i], s->e);
}

void export_rest(struct export_lines *x, const struct export_facts *s)
{
	if (!s->facts)
		return;
	jw_key(&x->w, "facts");
	jw_object(&x->w);
	for (size_t i = 0; i < s->e->data.n; i++)
		if (s->where[i] == FACTS) {
			jw_key(&x->w, s->e->data.v[i].name);
			jw_text(&x->w, s->e->data.v[i].value);
		}
	jw_end(&x->w);
}

void export_field_facts(struct export_lines *x, const struct export_facts *s)
{
	for (size_t i = 0; s->fields && i < s->e->data.n; i++)
		if (s->where[i] == FIELDS) {
			jw_key(&x->w, s->e->data.v[i].name + 2);
			jw_text(&x->w, s->e->data.v[i].value);
		}
}
