/* export_line: one event as a line of JSON. */
#include "app/export_line.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/num.h"
#include "base/str.h"
#include "domain/spoken.h"
#include "service/attach.h"
#include "service/tell.h"
#include "store/events.h"
#include "store/files.h"

/* --- which fact goes where --- */

enum form {
	TEXT, INT, FLAG, RANK, GRADE, INSTANT,
	LIST,                          /* "a,b": an array, in a set a text */
	CUSTOMER, PERSON, TICKET,      /* a number: the name of what it stands for */
	EVENT, EVENTS,                 /* a number, or several: their ids */
	WORDS,                         /* what was said elsewhere: ids of the events that say it */
	KEY,                           /* the ticket's own */
	NOT,                           /* told otherwise, or made anew by whoever imports */
};

struct slot { const char *fact, *name; enum form form; };

/* In the order of the line; best in the order in which events are written. */
static const struct slot of_open[] = {
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
static const struct slot of_set[] = {
	{"kind", "kind", TEXT}, {"category", "category", TEXT}, {"complexity", "complexity", TEXT},
	{"channel", "channel", TEXT}, {"lang", "lang", TEXT}, {"plan", "plan", TEXT},
	{"affected", "affected", INT}, {"counted", "counted", INT}, {"tags", "tags", LIST},
	{"watchers", "watchers", LIST}, {"spam", "spam", FLAG}, {"customer", "customer", CUSTOMER},
	{"person", "person", PERSON}, {"contact", "contact", INSTANT}, {"priority", "priority", RANK},
	{"impact", "impact", GRADE}, {"urgency", "urgency", GRADE}, {"why", "why", TEXT}, {0},
};
static const struct slot of_note[] = {
	{"public", NULL, NOT}, {"channel", "channel", TEXT}, {"solution", "solution", FLAG},
	{"mark", "mark", TEXT}, {"template", "template", TEXT}, {"ask", "ask", TEXT},
	{"answers", "answers", EVENT}, {"by", "by", TEXT}, {0},
};
static const struct slot of_move[] = {
	{"state", "state", TEXT}, {"class", "class", TEXT}, {"by", "by", TEXT}, {"until", "until", INSTANT},
	{"first_contact", "first_contact", FLAG}, {0},
};
static const struct slot of_assign[] = {
	{"agent", "agent", TEXT}, {"team", "team", TEXT}, {"level", "level", INT}, {0},
};
static const struct slot of_escalate[] = {
	{"do", "do", TEXT}, {"level", "level", INT}, {"team", "team", TEXT}, {"agent", "agent", TEXT},
	{"reason", "reason", TEXT}, {"once", "once", TEXT}, {0},
};
static const struct slot of_link[] = {
	{"link", "relation", TEXT}, {"unlink", "relation", TEXT}, {"to", "to", TICKET}, {"with", "with", EVENT},
	{"counted", "counted", INT}, {"priority", "priority", RANK}, {"impact", "impact", GRADE},
	{"urgency", "urgency", GRADE}, {"why", "why", TEXT}, {0},
};
static const struct slot of_merge[] = {
	{"from", "from", TICKET}, {"into", "into", TICKET}, {"undo", NULL, NOT}, {"msgs", NULL, NOT}, {0},
};
static const struct slot of_split[] = {
	{"to", "to", TICKET}, {"into", "into", TICKET}, {"undo", "undo", FLAG}, {"events", "events", EVENTS},
	{"msgs", NULL, NOT}, {0},
};
static const struct slot of_call[] = {
	{"direction", "direction", TEXT}, {"answered", "answered", FLAG}, {"waiting_s", "waiting_s", INT},
	{"duration_s", "duration_s", INT}, {"device", "device", TEXT}, {"outcome", "outcome", TEXT},
	{"quality", "quality", TEXT}, {"channel", "channel", TEXT}, {0},
};
static const struct slot of_survey[] = {
	{"score", "score", INT}, {"of", "of", TEXT}, {"channel", "channel", TEXT}, {0},
};
static const struct slot of_customer[] = {
	{"customer", NULL, NOT}, {"lang", "lang", TEXT}, {"plan", "plan", TEXT}, {"stage", "stage", TEXT},
	{"csm", "csm", TEXT}, {"csm_why", "csm_why", TEXT}, {"review", "review", TEXT},
	{"zone", "zone", TEXT}, {"products", "products", TEXT},
	{"volume_minor", "volume_minor", INT}, {"currency", "currency", TEXT}, {"internal", "internal", FLAG},
	{"merged", "merged_into", CUSTOMER}, {0},
};
static const struct slot of_person[] = {
	{"person", NULL, NOT}, {"customer", "customer", CUSTOMER}, {"lang", "lang", TEXT},
	{"title", "title", TEXT}, {"prefers", "prefers", TEXT}, {"gone", "gone", FLAG}, {0},
};
static const struct slot of_fire[] = {{0}};

static const struct slot *const slots[] = {
	[EVENT_OPEN] = of_open, [EVENT_NOTE] = of_note, [EVENT_SET] = of_set, [EVENT_MOVE] = of_move,
	[EVENT_ASSIGN] = of_assign, [EVENT_CUSTOMER] = of_customer, [EVENT_POLICY] = NULL, [EVENT_ERASE] = NULL,
	[EVENT_PERSON] = of_person, [EVENT_LINK] = of_link, [EVENT_MERGE] = of_merge, [EVENT_SPLIT] = of_split,
	[EVENT_ESCALATE] = of_escalate, [EVENT_FIRE] = of_fire, [EVENT_CALL] = of_call, [EVENT_SURVEY] = of_survey,
};

enum { MAX_SLOTS = 32, FACTS = 254, FIELDS = 255 };

/* The facts of one event, sorted into slots. */
struct sorted {
	const struct slot *slots;
	const char *value[MAX_SLOTS];
	const struct event *e;
	const char *key;               /* an opening's */
	unsigned char *where;          /* a slot for each fact; FACTS, FIELDS; else left out */
	bool facts, fields;
};

static bool is(const char *name, const char *want)
{
	return *name == *want && strcmp(name, want) == 0;
}

/* Facts come in about the order of the slots: the search goes on from the last
 * one found. */
static int slot_of(const struct slot *list, const char *name, int *from)
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

static void sort_facts(struct arena *row, const struct event *e, struct sorted *s)
{
	bool may_have_fields = e->kind == EVENT_OPEN || e->kind == EVENT_SET;
	int from = 0;

	*s = (struct sorted){.slots = slots[e->kind], .e = e, .where = arena_alloc(row, e->data.n)};
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
		} else if (strncmp(name, "old.", 4) != 0 && !is(name, "masked")) {
			s->where[i] = FACTS;
			s->facts = true;
		}
	}
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

static void list(struct jw *w, struct arena *row, const char *value)
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

static const char *named(struct export_lines *x, struct arena *row, enum form form, const char *value)
{
	int64_t n = strtoll(value, NULL, 10);

	if (is_none(value))
		return "";
	switch (form) {
	case RANK: return tell_priority(x->app->session.policy, row, (int)n);
	case GRADE: return n >= GRADE_HIGH && n <= GRADE_LOW ? grade_words[n] : value;
	case CUSTOMER: return export_customer(&x->names, row, n);
	default: return export_person(&x->names, row, n);
	}
}

static void put(struct export_lines *x, struct arena *row, const struct slot *s, const char *value,
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
			list(w, row, value);
		break;
	case TICKET: other_ticket(x, row, value, e); break;
	case EVENT: event_id(x, row, strtoll(value, NULL, 10)); break;
	case EVENTS: event_ids(x, row, value); break;
	case WORDS: words(x, row, value); break;
	default: jw_text(w, named(x, row, s->form, value));
	}
}

static void put_slots(struct export_lines *x, struct arena *row, const struct sorted *s)
{
	for (int i = 0; s->slots[i].fact; i++)
		if (s->value[i] && s->slots[i].name)
			put(x, row, &s->slots[i], s->value[i], s->e);
}

static void put_facts(struct export_lines *x, const struct sorted *s)
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

/* --- texts --- */

static void body(struct jw *w, const char *name, const struct event *e, int part)
{
	const struct event_text *t = event_text(e, part);

	jw_key(w, name);
	if (t && t->body)
		jw_textn(w, t->body, t->n);
	else
		jw_null(w);
}

/* A text that not every event of the kind has. */
static void maybe(struct jw *w, const char *name, const struct event *e, int part)
{
	if (event_text(e, part))
		body(w, name, e, part);
}

/* Custom fields: those of the facts, and those that are a text. */
static void fields(struct export_lines *x, struct arena *row, const struct sorted *s)
{
	const struct event_text *t = event_text(s->e, PART_FIELDS);
	struct pairs p;

	for (size_t i = 0; s->fields && i < s->e->data.n; i++)
		if (s->where[i] == FIELDS) {
			jw_key(&x->w, s->e->data.v[i].name + 2);
			jw_text(&x->w, s->e->data.v[i].value);
		}
	if (t && t->body && pairs_parse(row, t->body, t->n, &p))
		for (size_t i = 0; i < p.n; i++) {
			jw_key(&x->w, p.v[i].name);
			jw_text(&x->w, p.v[i].value);
		}
}

/* The named texts of a handover. */
static void named_texts(struct export_lines *x, struct arena *row, const struct event *e)
{
	const struct event_text *t = event_text(e, PART_FIELDS);
	struct pairs p;

	if (t && t->body && pairs_parse(row, t->body, t->n, &p))
		for (size_t i = 0; i < p.n; i++) {
			jw_key(&x->w, p.v[i].name);
			jw_text(&x->w, p.v[i].value);
		}
}

/* A person's addresses by channel; those of one channel stand together. */
static void addresses(struct export_lines *x, struct arena *row, const struct event *e)
{
	const struct event_text *t = event_text(e, PART_FIELDS);
	struct pairs p;

	if (!t)
		return;
	jw_key(&x->w, "addresses");
	if (!t->body || !pairs_parse(row, t->body, t->n, &p)) {
		jw_null(&x->w);
		return;
	}
	jw_object(&x->w);
	for (size_t i = 0; i < p.n; i++) {
		size_t k = 0;
		while (k < i && strcmp(p.v[k].name, p.v[i].name) != 0)
			k++;
		if (k < i)             /* written with the first of its channel */
			continue;
		jw_key(&x->w, p.v[i].name);
		jw_array(&x->w);
		for (; k < p.n; k++)
			if (strcmp(p.v[k].name, p.v[i].name) == 0)
				jw_text(&x->w, p.v[k].value);
		jw_end(&x->w);
	}
	jw_end(&x->w);
}

static void attachment(struct export_lines *x, struct arena *row, const struct attached *file, bool *open)
{
	struct jw *w = &x->w;
	size_t n;
	const void *bytes = files_load(x->app->session.desk, row, file->digest, &n);

	if (!bytes)
		return;
	if (!*open) {
		jw_key(w, "attachments");
		jw_array(w);
	}
	*open = true;
	jw_object(w);
	jw_key(w, "name"); jw_text(w, file->name);
	jw_key(w, "type"); jw_text(w, file->type);
	jw_key(w, "base64"); jw_text(w, digest_base64(row, bytes, n));
	jw_end(w);
}

static void attachments(struct export_lines *x, struct arena *row, const struct event *e)
{
	struct attached file;
	bool open = false;

	for (size_t i = 0; i < e->ntexts; i++)
		if (e->texts[i].part >= PART_FILE && attach_read(row, &e->texts[i], &file))
			attachment(x, row, &file, &open);
	if (open)
		jw_end(&x->w);
}

/* --- lines by kind --- */

static const char *kind_of(const struct event *e)
{
	switch (e->kind) {
	case EVENT_NOTE:
		if (pairs_int(&e->data, "public", 0) != 1)
			return "note";
		return e->role == ROLE_CUSTOMER ? "customer" : "reply";
	case EVENT_CUSTOMER: return "organisation";
	case EVENT_LINK: return pairs_get(&e->data, "unlink") ? "unlink" : "link";
	case EVENT_MERGE: return pairs_get(&e->data, "undo") ? "unmerge" : "merge";
	default: return event_kind_words[e->kind];
	}
}

static enum role usual_role(const struct event *e, const char *kind)
{
	return e->kind == EVENT_SURVEY || strcmp(kind, "customer") == 0 ? ROLE_CUSTOMER : ROLE_AGENT;
}

/* Who acts: of a customer his key, and nothing where it is nobody's. */
static const char *actor(struct export_lines *x, struct arena *row, const struct event *e)
{
	int64_t n;

	if (e->role != ROLE_CUSTOMER || !num_parse(e->actor, 0, INT64_MAX, &n))
		return e->actor;
	return n ? export_customer(&x->names, row, n) : NULL;
}

static void head(struct export_lines *x, struct arena *row, const struct event *e, const char *source,
                 const char *id)
{
	struct jw *w = &x->w;
	const char *kind = kind_of(e), *who = actor(x, row, e);

	jw_key(w, "at"); jw_at(w, e->at);
	jw_key(w, "kind"); jw_text(w, kind);
	jw_key(w, "source"); jw_text(w, source);
	if (id) {
		jw_key(w, "id");
		jw_text(w, id);
	}
	if (who) {
		jw_key(w, "actor");
		jw_text(w, who);
	}
	if (e->role != usual_role(e, kind)) {
		jw_key(w, "role");
		jw_text(w, role_words[e->role]);
	}
}

static void reference(struct export_lines *x, const char *name, int64_t n)
{
	char text[NUM_LEN];

	jw_key(&x->w, name);
	jw_textn(&x->w, text, (size_t)num_print(text, n));
}

static void open_line(struct export_lines *x, struct arena *row, const struct sorted *s)
{
	const struct event *e = s->e;
	const struct event_text *cc = event_text(e, PART_CC);

	body(&x->w, "subject", e, PART_SUBJECT);
	body(&x->w, "body", e, PART_BODY);
	put_slots(x, row, s);
	if (cc && cc->body) {
		jw_key(&x->w, "cc");
		list(&x->w, row, cc->body);
	}
	if (s->fields || event_text(e, PART_FIELDS)) {
		jw_key(&x->w, "fields");
		jw_object(&x->w);
		fields(x, row, s);
		jw_end(&x->w);
	}
}

static void set_line(struct export_lines *x, struct arena *row, const struct sorted *s)
{
	jw_key(&x->w, "set");
	jw_object(&x->w);
	maybe(&x->w, "subject", s->e, PART_SUBJECT);
	put_slots(x, row, s);
	maybe(&x->w, "cc", s->e, PART_CC);
	fields(x, row, s);
	jw_end(&x->w);
}

static void ticket_line(struct export_lines *x, struct arena *row, const struct sorted *s)
{
	const struct event *e = s->e;

	switch (e->kind) {
	case EVENT_OPEN: open_line(x, row, s); break;
	case EVENT_SET: set_line(x, row, s); break;
	case EVENT_LINK:
		jw_key(&x->w, "half");         /* the other ticket has a line of its own */
		jw_bool(&x->w, true);
		put_slots(x, row, s);
		maybe(&x->w, "text", e, PART_BODY);
		break;
	case EVENT_MOVE:
		put_slots(x, row, s);
		maybe(&x->w, "reference", e, PART_REFERENCE);
		break;
	case EVENT_ESCALATE:
		put_slots(x, row, s);
		body(&x->w, "text", e, PART_BODY);
		named_texts(x, row, e);
		break;
	case EVENT_NOTE: case EVENT_CALL: case EVENT_SURVEY:
		body(&x->w, "text", e, PART_BODY);
		put_slots(x, row, s);
		break;
	default:
		put_slots(x, row, s);
		maybe(&x->w, "text", e, PART_BODY);
		maybe(&x->w, "cc", e, PART_CC);
	}
	attachments(x, row, e);
	put_facts(x, s);
}

/* A new key is told with the one it had. */
static void key_of(struct export_lines *x, struct arena *row, const struct event *e, bool person, int64_t id)
{
	const char *key = event_body(e, PART_KEY), *do_ = pairs_get(&e->data, "do");
	const char *old = !key || str_eq(do_, "set") ? person ? export_person(&x->names, row, id)
	                                                      : export_customer(&x->names, row, id) : NULL;

	if (key && old) {
		jw_key(&x->w, "was");
		jw_text(&x->w, arena_strdup(row, old));
	}
	jw_key(&x->w, "key");
	jw_text(&x->w, key ? key : old);
	if (person)
		export_person_is(&x->names, id, key);
	else
		export_customer_is(&x->names, id, key);
}

static void client_line(struct export_lines *x, struct arena *row, const struct sorted *s, bool person)
{
	const struct event *e = s->e;
	int64_t id = pairs_int(&e->data, person ? "person" : "customer", 0);
	const char *source, *name = export_client_id(&x->names, row, e, &source);

	reference(x, "ref", id);
	key_of(x, row, e, person, id);
	head(x, row, e, source, name);
	maybe(&x->w, "name", e, PART_NAME);
	put_slots(x, row, s);
	if (person)
		addresses(x, row, e);
	put_facts(x, s);
}

/* --- all together --- */

void export_lines_open(struct export_lines *x, struct app *app, FILE *to)
{
	x->app = app;
	jw_open(&x->w, app->a, to);
	export_names_open(&x->names, &app->session, app->a);
}

/* Does it lead to a ticket that is not part of this? */
static bool leads_away(struct export_lines *x, const struct event *e)
{
	static const char *const names[] = {"to", "from", "into"};

	if (!x->has || (e->kind != EVENT_LINK && e->kind != EVENT_MERGE && e->kind != EVENT_SPLIT))
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		int64_t other = pairs_int(&e->data, names[i], 0);
		if (other > 0 && !x->has(x->arg, other))
			return true;
	}
	return false;
}

/* A ticket split off one that is not exported stands for itself. */
static void cut_roots(struct export_lines *x, struct sorted *s)
{
	const char *from = NULL;

	for (int i = 0; s->slots[i].fact; i++)
		if (s->value[i] && strcmp(s->slots[i].fact, "split_from") == 0)
			from = s->value[i];
	if (!from || x->has(x->arg, strtoll(from, NULL, 10)))
		return;
	for (int i = 0; s->slots[i].fact; i++)
		if (s->value[i] == from || strcmp(s->slots[i].fact, "msgs") == 0)
			s->value[i] = NULL;
}

bool export_line(struct export_lines *x, struct arena *row, struct event *e)
{
	struct sorted s;

	if (!slots[e->kind] || leads_away(x, e))
		return false;
	sort_facts(row, e, &s);
	if (x->has && e->kind == EVENT_OPEN)
		cut_roots(x, &s);
	jw_object(&x->w);
	if (x->seqs) {
		jw_key(&x->w, "seq");
		jw_int(&x->w, e->seq);
	}
	if (e->kind == EVENT_CUSTOMER || e->kind == EVENT_PERSON) {
		client_line(x, row, &s, e->kind == EVENT_PERSON);
	} else {
		struct export_ticket t = e->kind == EVENT_OPEN ? export_opened(&x->names, row, e, s.key)
		                                               : export_ticket(&x->names, row, e->ticket);
		reference(x, "ref", t.ref);
		if (t.key) {
			jw_key(&x->w, "key");
			jw_text(&x->w, t.key);
		}
		head(x, row, e, t.source, export_event_id(&x->names, row, e, &t));
		ticket_line(x, row, &s);
	}
	jw_end(&x->w);
	jw_close(&x->w);
	return true;
}
