/* export_line: one event as a line of JSON. */
#include "app/export_line.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/export_inner.h"
#include "base/num.h"
#include "base/str.h"

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

static void open_line(struct export_lines *x, struct arena *row, const struct export_facts *s)
{
	const struct event *e = s->e;
	const struct event_text *cc = event_text(e, PART_CC);

	export_body(&x->w, "subject", e, PART_SUBJECT);
	export_body(&x->w, "body", e, PART_BODY);
	export_slots(x, row, s);
	if (cc && cc->body) {
		jw_key(&x->w, "cc");
		export_list(&x->w, row, cc->body);
	}
	if (s->fields || event_text(e, PART_FIELDS)) {
		jw_key(&x->w, "fields");
		jw_object(&x->w);
		export_field_facts(x, s);
	export_named_texts(x, row, s->e);
		jw_end(&x->w);
	}
}

static void set_line(struct export_lines *x, struct arena *row, const struct export_facts *s)
{
	jw_key(&x->w, "set");
	jw_object(&x->w);
	export_maybe(&x->w, "subject", s->e, PART_SUBJECT);
	export_slots(x, row, s);
	export_maybe(&x->w, "cc", s->e, PART_CC);
	export_field_facts(x, s);
	export_named_texts(x, row, s->e);
	jw_end(&x->w);
}

static void ticket_line(struct export_lines *x, struct arena *row, const struct export_facts *s)
{
	const struct event *e = s->e;

	switch (e->kind) {
	case EVENT_OPEN: open_line(x, row, s); break;
	case EVENT_SET: set_line(x, row, s); break;
	case EVENT_LINK: case EVENT_MERGE: case EVENT_SPLIT:
		jw_key(&x->w, "half");         /* the other ticket has a line of its own */
		jw_bool(&x->w, true);
		export_slots(x, row, s);
		export_maybe(&x->w, "text", e, PART_BODY);
		export_maybe(&x->w, "cc", e, PART_CC);
		break;
	case EVENT_MOVE:
		export_slots(x, row, s);
		export_maybe(&x->w, "reference", e, PART_REFERENCE);
		break;
	case EVENT_ESCALATE:
		export_slots(x, row, s);
		export_body(&x->w, "text", e, PART_BODY);
		export_named_texts(x, row, e);
		break;
	case EVENT_NOTE: case EVENT_CALL: case EVENT_SURVEY:
		export_body(&x->w, "text", e, PART_BODY);
		export_slots(x, row, s);
		break;
	default:
		export_slots(x, row, s);
		export_maybe(&x->w, "text", e, PART_BODY);
		export_maybe(&x->w, "cc", e, PART_CC);
	}
	export_attachments(x, row, e);
	export_rest(x, s);
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

static void client_line(struct export_lines *x, struct arena *row, const struct export_facts *s, bool person)
{
	const struct event *e = s->e;
	int64_t id = pairs_int(&e->data, person ? "person" : "customer", 0);
	const char *source, *name = export_client_id(&x->names, row, e, &source);

	reference(x, "ref", id);
	key_of(x, row, e, person, id);
	head(x, row, e, source, name);
	export_maybe(&x->w, "name", e, PART_NAME);
	export_slots(x, row, s);
	if (person)
		export_addresses(x, row, e);
	export_rest(x, s);
}

/* An article goes by the key it had before. */
static void article_line(struct export_lines *x, struct arena *row, const struct export_facts *s)
{
	const struct event *e = s->e;
	int64_t id = pairs_int(&e->data, "article", 0);
	const char *source, *key = pairs_get(&e->data, "key"), *event_id = export_client_id(&x->names, row, e, &source);

	reference(x, "ref", id);
	jw_key(&x->w, "key");
	jw_text(&x->w, key && !export_article_told(&x->names, id) ? key : export_article(&x->names, row, id));
	if (key)
		export_article_is(&x->names, id, key);
	head(x, row, e, source, event_id);
	export_maybe(&x->w, "title", e, PART_SUBJECT);
	export_maybe(&x->w, "body", e, PART_BODY);
	export_named_texts(x, row, e);
	export_rest(x, s);
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

/* A change of which everything was erased. */
static bool says_nothing(const struct export_facts *s)
{
	const struct event *e = s->e;

	if (e->kind != EVENT_SET || s->facts || s->fields)
		return false;
	for (int i = 0; s->slots[i].fact; i++)
		if (s->value[i])
			return false;
	return !event_body(e, PART_SUBJECT) && !event_body(e, PART_FIELDS) && !event_body(e, PART_CC);
}

/* A ticket split off one that is not exported stands for itself. */
static void cut_roots(struct export_lines *x, struct export_facts *s)
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

enum export_result export_line(struct export_lines *x, struct arena *row, struct event *e)
{
	struct export_facts s;

	if (leads_away(x, e))
		return EXPORT_AWAY;
	if (!export_facts(row, e, &s) || says_nothing(&s))
		return EXPORT_OWN;
	if (x->has && e->kind == EVENT_OPEN)
		cut_roots(x, &s);
	jw_object(&x->w);
	if (x->seqs) {
		jw_key(&x->w, "seq");
		jw_int(&x->w, e->seq);
	}
	if (e->kind == EVENT_CUSTOMER || e->kind == EVENT_PERSON) {
		client_line(x, row, &s, e->kind == EVENT_PERSON);
	} else if (e->kind == EVENT_ARTICLE) {
		article_line(x, row, &s);
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
	return EXPORT_WRITTEN;
}
