/* ticket: the fold of a ticket's events. */
#include "domain/ticket.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "when/clock.h"

/* "" in an event takes a value away. */
static const char *none_if_empty(const char *s)
{
	return s && *s ? s : NULL;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What stands beside the ticket as a sorted list of names, once each. */
struct name_list { const char **v; size_t n, cap; };

static struct name_list name_list(struct arena *a, const char *list)
{
	struct name_list out = {0};
	size_t n, kept = 0;
	char **part = str_split(a, list, ',', &n);

	for (size_t i = 0; i < n; i++)
		if (*part[i])
			*vec_push(a, &out) = part[i];
	if (out.n < 2)
		return out;
	qsort(out.v, out.n, sizeof *out.v, by_text);
	for (size_t i = 0; i < out.n; i++)
		if (!kept || strcmp(out.v[kept - 1], out.v[i]) != 0)
			out.v[kept++] = out.v[i];
	out.n = kept;
	return out;
}

static char *joined(struct arena *a, const char *const *v, size_t n)
{
	struct str s = str_new(a);

	for (size_t i = 0; i < n; i++)
		str_printf(&s, "%s%s", i ? "," : "", v[i]);
	return s.p;
}

void ticket_set_tags(struct arena *a, struct ticket *t, const char *list)
{
	struct name_list names = name_list(a, list);

	t->tags.v = names.v;
	t->tags.n = names.n;
	t->tags.cap = names.cap;
}

void ticket_set_watchers(struct arena *a, struct ticket *t, const char *list)
{
	struct name_list names = name_list(a, list);

	t->watchers.v = names.v;
	t->watchers.n = names.n;
	t->watchers.cap = names.cap;
}

char *ticket_tag_list(struct arena *a, const struct ticket *t)
{
	return joined(a, t->tags.v, t->tags.n);
}

char *ticket_watcher_list(struct arena *a, const struct ticket *t)
{
	return joined(a, t->watchers.v, t->watchers.n);
}

bool ticket_has_tag(const struct ticket *t, const char *tag)
{
	for (size_t i = 0; i < t->tags.n; i++)
		if (strcmp(t->tags.v[i], tag) == 0)
			return true;
	return false;
}

/* --- links --- */

const char *const relation_words[] = {
	"problem-of", "incident-of", "parent-of", "child-of", "duplicate-of", "duplicated-by",
	"related-to", "fixes", "fixed-by", NULL,
};

enum relation relation_back(enum relation r)
{
	static const enum relation back[] = {
		REL_INCIDENT_OF, REL_PROBLEM_OF, REL_CHILD_OF, REL_PARENT_OF, REL_DUPLICATED_BY,
		REL_DUPLICATE_OF, REL_RELATED_TO, REL_FIXED_BY, REL_FIXES,
	};
	return back[r];
}

bool ticket_has_link(const struct ticket *t, enum relation r, int64_t other)
{
	for (size_t i = 0; i < t->links.n; i++)
		if (t->links.v[i].relation == r && t->links.v[i].other == other)
			return true;
	return false;
}

int64_t ticket_linked(const struct ticket *t, enum relation r)
{
	for (size_t i = 0; i < t->links.n; i++)
		if (t->links.v[i].relation == r)
			return t->links.v[i].other;
	return 0;
}

int ticket_link_order(const struct ticket_link *x, const struct ticket_link *y)
{
	if (x->relation != y->relation)
		return x->relation < y->relation ? -1 : 1;
	return x->other < y->other ? -1 : x->other > y->other;
}

static int by_relation(const void *a, const void *b)
{
	return ticket_link_order(a, b);
}

/* A problem may have thousands; mostly they come in order. */
void ticket_sort_links(struct ticket *t)
{
	size_t i = 1;

	while (i < t->links.n && by_relation(&t->links.v[i - 1], &t->links.v[i]) <= 0)
		i++;
	if (i < t->links.n)
		qsort(t->links.v, t->links.n, sizeof *t->links.v, by_relation);
}

/* Where a link stands, or would stand, in the sorted list. */
static size_t link_place(const struct ticket *t, const struct ticket_link *l)
{
	size_t low = 0, high = t->links.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (ticket_link_order(&t->links.v[mid], l) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int apply_link(struct arena *a, struct ticket *t, const struct event *e, struct fault *f)
{
	const char *word = pairs_get(&e->data, "link"), *gone = pairs_get(&e->data, "unlink");
	int relation = words_find(relation_words, word ? word : gone ? gone : "");

	if (relation < 0)              /* only a new count of its incidents */
		return word || gone ? fault_set(f, EX_DATAERR, "event %" PRId64 " names no relation", e->seq) : 0;
	struct ticket_link link = {(enum relation)relation, pairs_int(&e->data, "to", 0)};
	size_t at = link_place(t, &link), behind = t->links.n - at;
	bool there = behind > 0 && ticket_link_order(&t->links.v[at], &link) == 0;
	if (word && !there) {
		vec_push(a, &t->links);
		memmove(&t->links.v[at + 1], &t->links.v[at], behind * sizeof link);
		t->links.v[at] = link;
	} else if (!word && there) {
		memmove(&t->links.v[at], &t->links.v[at + 1], (behind - 1) * sizeof link);
		t->links.n--;
	}
	return 0;
}

/* --- articles --- */

bool ticket_has_article(const struct ticket *t, int64_t article)
{
	for (size_t i = 0; i < t->articles.n; i++)
		if (t->articles.v[i] == article)
			return true;
	return false;
}

/* Most of what is done with the knowledge base leaves the ticket as it is. */
static int apply_kb(struct arena *a, struct ticket *t, const struct event *e, struct fault *f)
{
	const char *deed = pairs_get(&e->data, "do");
	int64_t article = pairs_int(&e->data, "article", 0);
	bool link = str_eq(deed, "link"), there = ticket_has_article(t, article);
	size_t at = 0;

	if (!link && !str_eq(deed, "unlink"))
		return 0;
	if (article < 1)
		return fault_set(f, EX_DATAERR, "event %" PRId64 " names no article", e->seq);
	if (link == there)
		return 0;
	while (at < t->articles.n && t->articles.v[at] < article)
		at++;
	if (link) {
		vec_push(a, &t->articles);
		memmove(&t->articles.v[at + 1], &t->articles.v[at], (t->articles.n - 1 - at) * sizeof *t->articles.v);
		t->articles.v[at] = article;
	} else {
		memmove(&t->articles.v[at], &t->articles.v[at + 1], (t->articles.n - 1 - at) * sizeof *t->articles.v);
		t->articles.n--;
	}
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct pair *)a)->name, ((const struct pair *)b)->name);
}

static void put_field(struct arena *a, struct ticket *t, const char *name, const char *value)
{
	pairs_put(a, &t->fields, name, none_if_empty(value));
	if (t->fields.n > 1)
		qsort(t->fields.v, t->fields.n, sizeof *t->fields.v, by_name);
}

/* Personal fields come as a text of pairs; each such text holds them all. */
static void apply_personal(struct arena *a, struct ticket *t, const struct event *e)
{
	const struct event_text *text = event_text(e, PART_FIELDS);
	struct pairs p;

	if (!text || e->kind == EVENT_ESCALATE)    /* a handover's are its own */
		return;
	t->personal = true;
	t->fields_seq = e->seq;
	if (!text->body || !pairs_parse(a, text->body, text->n, &p))
		return;
	for (size_t i = 0; i < p.n; i++)
		put_field(a, t, p.v[i].name, p.v[i].value);
}

static void apply_subject(struct ticket *t, const struct event *e)
{
	const struct event_text *text = event_text(e, PART_SUBJECT);

	if (text) {
		t->subject = text->body;
		t->subject_seq = e->seq;
	}
}

static void apply_cc(struct ticket *t, const struct event *e)
{
	const struct event_text *text = event_text(e, PART_CC);

	if (text) {
		t->cc = none_if_empty(text->body);
		t->cc_seq = text->body && !*text->body ? 0 : e->seq;
	}
}

/* A new holder: team, agent and level, and how often it changed hands. */
static void apply_holder(struct ticket *t, const struct event *e, const char *name, const char *value)
{
	const char **holder = name[0] == 't' ? &t->team : &t->agent;
	const char *next = none_if_empty(value);

	if (e->kind != EVENT_OPEN && *holder && next && strcmp(*holder, next) != 0)
		t->hands++;
	*holder = next;
}

/* Nearly all pairs of names differ in their first letter. */
static inline bool is(const char *name, const char *want)
{
	return *name == *want && strcmp(name, want) == 0;
}

/* One fact of an open, set, move or assign event. Unknown names are facts of
 * a kind the fold does not keep ("old.state", "by"). */
static void apply_fact(struct arena *a, struct ticket *t, const struct event *e,
                       const char *name, const char *value)
{
	static const struct { const char *name; size_t at; } texts[] = {
		{"kind", offsetof(struct ticket, kind)},
		{"category", offsetof(struct ticket, category)},
		{"complexity", offsetof(struct ticket, complexity)},
		{"channel", offsetof(struct ticket, channel)},
		{"lang", offsetof(struct ticket, lang)},
		{"plan", offsetof(struct ticket, plan)},
		{"key", offsetof(struct ticket, key)},
		{"why", offsetof(struct ticket, why)},
	};
	static const struct { const char *name; size_t at; } numbers[] = {
		{"affected", offsetof(struct ticket, affected)},
		{"counted", offsetof(struct ticket, counted)},
		{"customer", offsetof(struct ticket, customer)},
		{"person", offsetof(struct ticket, person)},
		{"contact", offsetof(struct ticket, contact)},
		{"policy", offsetof(struct ticket, policy)},
	};
	static const struct { const char *name; size_t at; } grades[] = {
		{"priority", offsetof(struct ticket, priority)},
		{"impact", offsetof(struct ticket, impact)},
		{"urgency", offsetof(struct ticket, urgency)},
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (is(name, texts[i].name)) {
			*(const char **)((char *)t + texts[i].at) = none_if_empty(value);
			return;
		}
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (is(name, numbers[i].name)) {
			*(int64_t *)((char *)t + numbers[i].at) = strtoll(value, NULL, 10);
			return;
		}
	for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
		if (is(name, grades[i].name)) {
			*(int *)((char *)t + grades[i].at) = (int)strtol(value, NULL, 10);
			return;
		}
	if (strcmp(name, "level") == 0) {
		t->level = (int)strtol(value, NULL, 10);
		t->level_since = e->at;
	} else if (strcmp(name, "team") == 0 || strcmp(name, "agent") == 0) {
		apply_holder(t, e, name, value);
	} else if (strcmp(name, "tags") == 0) {
		ticket_set_tags(a, t, value);
	} else if (strcmp(name, "watchers") == 0) {
		ticket_set_watchers(a, t, value);
	} else if (strcmp(name, "spam") == 0) {
		t->spam = strcmp(value, "1") == 0;
	} else if (strncmp(name, "f.", 2) == 0) {
		put_field(a, t, name + 2, value);
	}
}

static void apply_facts(struct arena *a, struct ticket *t, const struct event *e)
{
	for (size_t i = 0; i < e->data.n; i++)
		apply_fact(a, t, e, e->data.v[i].name, e->data.v[i].value);
}

/* A mark as spam moves the ticket and back again, as if nothing had been. */
static bool by_spam(const struct event *e)
{
	return str_eq(pairs_get(&e->data, "by"), "spam");
}

static int apply_state(struct ticket *t, const struct event *e, struct fault *f)
{
	const char *state = pairs_get(&e->data, "state");
	const char *word = pairs_get(&e->data, "class");
	int class = word ? words_find(state_class_words, word) : -1;

	if (!state || class < 0)
		return fault_set(f, EX_DATAERR, "event %" PRId64 " names no state", e->seq);
	bool was_done = e->kind != EVENT_OPEN && t->class >= STATE_RESOLVED;
	t->state = state;
	t->class = (enum state_class)class;
	t->state_since = e->at;
	t->wake = pairs_int(&e->data, "until", AT_NONE);
	if (t->class < STATE_RESOLVED) {
		if (was_done && !by_spam(e)) {
			t->reopened++;
			if (str_eq(pairs_get(&e->data, "by"), "customer"))
				t->asked_at = e->at;   /* his words came before the move */
		}
		t->resolved = t->closed = AT_NONE;
	} else {
		if (t->resolved == AT_NONE)
			t->resolved = e->at;
		t->closed = t->class == STATE_CLOSED ? e->at : AT_NONE;
		t->asked_at = AT_NONE;
	}
	return 0;
}

/* A merge, a split or the undoing of one: what it changes stands in the event
 * as it is after it, state and instants alike; "" is none. */
static int apply_join(struct ticket *t, const struct event *e, struct fault *f)
{
	static const struct { const char *name; size_t at; } instants[] = {
		{"replied", offsetof(struct ticket, replied)},
		{"answered", offsetof(struct ticket, answered)},
		{"asked_at", offsetof(struct ticket, asked_at)},
		{"resolved", offsetof(struct ticket, resolved)},
		{"closed", offsetof(struct ticket, closed)},
		{"wake", offsetof(struct ticket, wake)},
		{"state_since", offsetof(struct ticket, state_since)},
	};
	const char *state = pairs_get(&e->data, "state"), *word = pairs_get(&e->data, "class");
	int class = word ? words_find(state_class_words, word) : -1;

	if (state && class < 0)
		return fault_set(f, EX_DATAERR, "event %" PRId64 " names no class of its state", e->seq);
	if (state) {
		t->state = state;
		t->class = (enum state_class)class;
	}
	for (size_t i = 0; i < sizeof instants / sizeof *instants; i++)
		if (pairs_get(&e->data, instants[i].name))
			*(int64_t *)((char *)t + instants[i].at) = pairs_int(&e->data, instants[i].name, AT_NONE);
	if (pairs_get(&e->data, "into"))
		t->merged = pairs_get(&e->data, "undo") ? 0 : pairs_int(&e->data, "into", 0);
	return 0;
}

/* A question is answered by whoever it asks, or by a note that says so. */
static void answer_asks(struct ticket *t, const struct event *e)
{
	int64_t which = pairs_int(&e->data, "answers", 0);
	size_t kept = 0;

	for (size_t i = 0; i < t->asks.n; i++) {
		const struct ticket_ask *ask = &t->asks.v[i];
		bool done = ask->seq == which ||
		            (ask->whom[0] == '@' && e->role == ROLE_AGENT &&
		             strcmp(ask->whom + 1, e->actor) == 0);
		if (!done)
			t->asks.v[kept++] = *ask;
	}
	t->asks.n = kept;
}

static void apply_note(struct arena *a, struct ticket *t, const struct event *e)
{
	bool public = pairs_int(&e->data, "public", 0) == 1;
	const char *ask = pairs_get(&e->data, "ask");

	answer_asks(t, e);
	if (ask)
		*vec_push(a, &t->asks) = (struct ticket_ask){e->seq, ask, e->actor, e->at};
	if (e->role == ROLE_CUSTOMER) {
		if (t->asked_at == AT_NONE && ticket_active(t))
			t->asked_at = e->at;
	} else if (public) {
		t->answered = e->at;
		t->asked_at = AT_NONE;
		if (e->role == ROLE_AGENT && t->replied == AT_NONE)
			t->replied = e->at;
	}
}

static void begin(struct ticket *t, const struct event *e)
{
	t->id = e->ticket;
	t->opened = t->contact = t->level_since = e->at;
	t->replied = t->answered = t->resolved = t->closed = t->wake = AT_NONE;
	t->asked_at = e->at;
}

int ticket_apply(struct arena *a, struct ticket *t, const struct event *e, struct fault *f)
{
	int bad = 0;

	if ((e->kind == EVENT_OPEN) != (t->id == 0))
		return fault_set(f, EX_DATAERR, "event %" PRId64 " (%s) of ticket %" PRId64 " %s", e->seq,
		                 event_kind_words[e->kind], e->ticket,
		                 t->id ? "opens it twice" : "comes before its opening");
	if (t->id && e->at < t->changed)
		return fault_set(f, EX_DATAERR, "event %" PRId64 " of ticket %" PRId64
		                 " is older than the one before it", e->seq, e->ticket);
	if (e->kind == EVENT_OPEN)
		begin(t, e);
	t->seq = e->seq;
	t->changed = e->at;
	apply_subject(t, e);
	if (event_is_step(e))
		apply_facts(a, t, e);
	apply_personal(a, t, e);
	apply_cc(t, e);
	switch (e->kind) {
	case EVENT_OPEN:
		t->asked_at = t->contact;
		bad = apply_state(t, e, f);
		if (!bad)
			bad = apply_join(t, e, f);     /* split off: what it brings along */
		break;
	case EVENT_MOVE:
		bad = apply_state(t, e, f);
		if (!bad && by_spam(e))
			bad = apply_join(t, e, f);     /* who still waits since when */
		break;
	case EVENT_NOTE:
		apply_note(a, t, e);
		break;
	case EVENT_LINK:
		bad = apply_link(a, t, e, f);
		break;
	case EVENT_MERGE:
	case EVENT_SPLIT:
		bad = apply_join(t, e, f);
		break;
	case EVENT_KB:
		bad = apply_kb(a, t, e, f);
		break;
	default:
		break;
	}
	return bad;
}

void ticket_print_rest(struct arena *a, struct str *out, const struct ticket *t)
{
	struct pairs p = {0};

	pairs_add_int(a, &p, "subject", t->subject_seq);
	pairs_add(a, &p, "why", t->why);
	if (t->personal)
		pairs_add_int(a, &p, "personal", t->fields_seq);
	if (t->cc_seq) {
		pairs_add_int(a, &p, "cc_seq", t->cc_seq);
		pairs_add(a, &p, "cc", t->cc);
	}
	pairs_print(out, &p);
}

bool ticket_parse_rest(struct arena *a, struct ticket *t, const char *text, size_t n)
{
	struct pairs p;

	if (!pairs_parse(a, text, n, &p))
		return false;
	t->subject_seq = pairs_int(&p, "subject", 0);
	t->why = pairs_get(&p, "why");
	t->fields_seq = pairs_int(&p, "personal", 0);
	t->personal = t->fields_seq != 0;
	t->cc_seq = pairs_int(&p, "cc_seq", 0);
	t->cc = pairs_get(&p, "cc");
	return true;
}
