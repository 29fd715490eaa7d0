/* open: opening a ticket: what is said is checked, what is not is derived. */
#include "service/open.h"

#include <inttypes.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "domain/priority.h"
#include "service/asker.h"
#include "service/facts.h"
#include "service/record.h"
#include "service/sets_who.h"
#include "store/tickets.h"
#include "text/mask.h"
#include "when/clock.h"

/* What was opened longer ago than this was opened elsewhere. */
enum { LATE_ENTRY_S = 86400 };

/* Everything about the new ticket, checked. */
struct plan {
	const char *subject, *body, *kind, *category, *complexity, *channel, *lang, *plan, *team, *agent, *tags, *key;
	int level;
	struct priority priority;
	const char *placed;
	int masked;                    /* in the subject, before record.h looks */
	struct asker asker;
	const char *watchers, *cc;
	struct pairs fields;           /* "f.NAME" */
	struct pairs personal;         /* NAME */
};

struct open_request open_none(void)
{
	return (struct open_request){.contact = AT_NONE, .at = AT_NONE};
}

typedef int check(const struct session *, const char *, const char **, struct fault *);

/* A word that may be left out. */
static int maybe(check *fn, const struct session *s, const char *value, const char **out, struct fault *f)
{
	*out = NULL;
	return value && *value ? fn(s, value, out, f) : 0;
}

static int check_words(const struct session *s, const struct open_request *q, struct plan *p, struct fault *f)
{
	size_t n;
	int bad = maybe(fact_kind, s, q->kind, &p->kind, f);

	if (!p->kind)
		p->kind = policy_kinds(s->policy, &n)->name;
	if (!bad) bad = maybe(fact_category, s, q->category, &p->category, f);
	if (!bad) bad = maybe(fact_complexity, s, q->complexity, &p->complexity, f);
	if (!bad) bad = maybe(fact_channel, s, q->channel, &p->channel, f);
	if (!bad) bad = maybe(fact_plan, s, q->plan, &p->plan, f);
	if (!bad) bad = maybe(fact_team, s, q->team, &p->team, f);
	if (!bad) bad = maybe(fact_agent, s, q->agent, &p->agent, f);
	if (!bad && q->level && !policy_level(s->policy, q->level))
		bad = fault_set(f, EX_DATAERR, "unknown level %d", q->level);
	if (!bad && q->affected < 0)
		bad = fault_set(f, EX_DATAERR, "affected is a number of users, not %" PRId64, q->affected);
	return bad;
}

/* Where a ticket begins is nobody's to say who may not hand one over; who
 * takes it himself may with the right to. */
static int check_holder(const struct session *s, const struct open_request *q, const struct plan *p,
                        struct fault *f)
{
	bool mine = str_eq(p->agent, s->actor) && !p->team && !q->level;

	if (!p->agent && !p->team && !q->level)
		return 0;
	return session_check(s, mine ? RIGHT_TAKE : RIGHT_ASSIGN, f);
}

/* Solved at once is an answer and a move in one step. */
static int check_solved(const struct session *s, const struct plan *p, struct fault *f)
{
	const char *from = policy_state_of(s->policy, STATE_NEW)->name;
	const char *to = policy_state_of(s->policy, STATE_RESOLVED)->name;
	int bad = session_check(s, RIGHT_REPLY, f);

	if (!bad)
		bad = session_check(s, RIGHT_MOVE, f);
	if (!bad && !policy_flow_allows(policy_kind(s->policy, p->kind)->flow, from, to))
		bad = fault_set(f, EX_DATAERR, "cannot go from %s to %s (%s)", from, to, p->kind);
	return bad;
}

/* What a step after the opening would need. Who may import brings in what
 * others decided, elsewhere and long ago. */
static int check_steps(const struct session *s, const struct open_request *q, const struct plan *p,
                       struct fault *f)
{
	if (session_check(s, RIGHT_IMPORT, NULL) == 0)
		return 0;
	int bad = check_holder(s, q, p, f);
	return !bad && q->solved ? check_solved(s, p, f) : bad;
}

static int check_priority(const struct session *s, struct arena *a, const struct open_request *q,
                          struct plan *p, struct fault *f)
{
	struct priority_facts x = {.kind = p->kind, .category = p->category, .affected = q->affected};
	int bad = 0;

	if (q->impact)
		bad = fact_grade("impact", q->impact, &x.impact, f);
	if (!bad && q->urgency)
		bad = fact_grade("urgency", q->urgency, &x.urgency, f);
	if (!bad && q->priority)
		bad = fact_priority(s, q->priority, &x.rank, f);
	if (!bad && q->priority)
		bad = session_check(s, RIGHT_PRIORITY, f);
	if (!bad)
		p->priority = priority_derive(a, s->policy, &x);
	return bad;
}

/* The team that takes what is new of a customer at his stage of life. */
static const char *stage_team(const struct session *s, const struct plan *p)
{
	const struct policy_client_stage *x = p->asker.c.stage
		? policy_client_stage(s->policy, p->asker.c.stage) : NULL;

	return x ? x->team : NULL;
}

/* Where it starts: said, else the category's level and team; without them the
 * team of the customer's stage, level 1 and that level's team. */
static void place(const struct session *s, struct arena *a, const struct open_request *q, struct plan *p)
{
	const struct policy_category *c = p->category ? policy_category(s->policy, p->category) : NULL;
	const char *level = "said", *team = "said";

	p->level = q->level;
	if (!p->level) {
		level = c && c->level ? "category" : "default";
		p->level = c && c->level ? c->level : 1;
	}
	if (!p->complexity && c)
		p->complexity = c->complexity;
	if (!p->team) {
		const struct policy_level *l = policy_level(s->policy, p->level);
		const char *stage = stage_team(s, p);
		team = c && c->team ? "category" : stage ? "stage" : "level";
		p->team = c && c->team ? c->team : stage ? stage : l ? l->team : NULL;
	}
	p->placed = arena_printf(a, "level:%s team:%s", level, p->team ? team : "none");
}

static int check_fields(const struct session *s, struct arena *a, const struct open_request *q,
                        struct plan *p, struct fault *f)
{
	for (size_t i = 0; i < q->fields.n; i++) {
		const struct policy_field *fd;
		const char *clean;
		int bad = fact_field(s, a, p->kind, q->fields.v[i].name, q->fields.v[i].value, &fd, &clean, f);
		if (bad)
			return bad;
		if (fd->personal)
			pairs_add(a, &p->personal, fd->name, clean);
		else
			pairs_add(a, &p->fields, arena_printf(a, "f.%s", fd->name), clean);
	}
	return 0;
}

/* A text's first line as its subject; the text goes on behind it, or stays
 * whole where the line was too long for one. Masked first: a number may go on
 * in the second line. */
static void split_text(struct arena *a, struct plan *p)
{
	p->body = mask_text(a, p->body, strlen(p->body), NULL, &p->masked);
	const char *text = p->body + strspn(p->body, " \t\r\n");
	char *line = str_trim(a, arena_dup(a, text, strcspn(text, "\n")));

	p->subject = fact_subject(a, line, NULL);
	if (strlen(p->subject) == strlen(line)) {
		text += strcspn(text, "\n");
		p->body = text + strspn(text, "\r\n");
	}
}

static int check_length(const struct session *s, const char *text, struct fault *f)
{
	int64_t max = policy_head(s->policy)->text_max;

	if ((int64_t)strlen(text) <= max)
		return 0;
	return fault_set(f, EX_DATAERR, "the text is %zu bytes long; the policy allows %" PRId64,
	                 strlen(text), max);
}

static int check_text(const struct session *s, struct arena *a, const struct open_request *q,
                      struct plan *p, struct fault *f)
{
	p->subject = q->subject ? fact_subject(a, q->subject, &p->masked) : "";
	p->body = q->body ? q->body : "";
	if (!*p->subject)
		split_text(a, p);
	if (!*p->subject)
		return fault_set(f, EX_DATAERR, "a ticket needs a subject");
	if (q->solved && (!q->solution || !*q->solution))
		return fault_set(f, EX_USAGE, "--solved needs -m TEXT: what solved it");
	int bad = check_length(s, p->body, f);
	if (!bad && q->solved) bad = check_length(s, q->solution, f);
	return bad ? bad : attach_check(s, q->files, q->nfiles, f);
}

static int check_times(const struct session *s, const struct open_request *q, struct fault *f)
{
	int64_t at = q->at == AT_NONE ? s->now : q->at;

	if (q->contact != AT_NONE && q->contact > at)
		return fault_set(f, EX_DATAERR, "the contact lies after the opening");
	if (q->at != AT_NONE && q->at > s->now)
		return fault_set(f, EX_DATAERR, "the opening lies in the future");
	return q->at == AT_NONE ? 0 : session_check(s, RIGHT_IMPORT, f);
}

static int check_who(const struct session *s, struct arena *a, const struct open_request *q,
                     struct plan *p, struct fault *f)
{
	const struct sets_who lists = {.watchers = q->watchers, .cc = q->cc};
	int bad = asker_check(s, a, q->customer, q->person, 0, 0, &p->asker, f);

	return bad ? bad : sets_who_lists(s, a, NULL, &lists, &p->watchers, &p->cc, f);
}

static int check_all(const struct session *s, struct arena *a, const struct open_request *q,
                     struct plan *p, struct fault *f)
{
	int bad = session_check(s, RIGHT_OPEN, f);

	if (!bad) bad = check_times(s, q, f);
	if (!bad) bad = check_text(s, a, q, p, f);
	if (!bad) bad = check_words(s, q, p, f);
	if (!bad) bad = check_steps(s, q, p, f);
	if (!bad && q->lang) bad = fact_lang(a, q->lang, &p->lang, f);
	if (!bad) bad = fact_tags(a, q->tags ? q->tags : "", &p->tags, f);
	if (!bad) bad = check_priority(s, a, q, p, f);
	if (!bad) bad = check_fields(s, a, q, p, f);
	if (!bad) bad = check_who(s, a, q, p, f);
	if (!bad) place(s, a, q, p);
	return bad;
}

static struct event open_event(const struct session *s, struct arena *a, const struct open_request *q,
                               const struct plan *p)
{
	const struct customer *c = &p->asker.c;
	const char *lang = p->asker.p.lang ? p->asker.p.lang : c->lang;
	const struct policy_state *st = policy_state_of(s->policy, STATE_NEW);
	struct event e = record_event(s, EVENT_OPEN, 0);
	struct pairs *d = &e.data;

	if (q->at != AT_NONE)
		e.at = q->at;
	if (e.at < s->now - LATE_ENTRY_S)      /* history: nobody is told of what was due before */
		pairs_add_int(a, d, "imported", s->now);
	pairs_add(a, d, "kind", p->kind);
	pairs_add(a, d, "state", st->name);
	pairs_add(a, d, "class", state_class_words[st->class]);
	pairs_add_int(a, d, "priority", p->priority.rank);
	pairs_add_int(a, d, "impact", p->priority.impact);
	pairs_add_int(a, d, "urgency", p->priority.urgency);
	pairs_add(a, d, "why", p->priority.why);
	pairs_add_int(a, d, "level", p->level);
	pairs_add(a, d, "team", p->team);
	pairs_add(a, d, "placed", p->placed);
	pairs_add(a, d, "agent", p->agent);
	if (q->affected)
		pairs_add_int(a, d, "affected", q->affected);
	if (c->id)
		pairs_add_int(a, d, "customer", c->id);
	if (p->asker.p.id)
		pairs_add_int(a, d, "person", p->asker.p.id);
	pairs_add(a, d, "category", p->category);
	pairs_add(a, d, "complexity", p->complexity);
	pairs_add(a, d, "channel", p->channel);
	pairs_add(a, d, "lang", p->lang ? p->lang : lang);
	pairs_add(a, d, "plan", p->plan ? p->plan : c->plan);
	if (q->contact != AT_NONE)
		pairs_add_int(a, d, "contact", q->contact);
	pairs_add(a, d, "key", p->key);
	if (*p->tags)
		pairs_add(a, d, "tags", p->tags);
	if (!str_empty(p->watchers))
		pairs_add(a, d, "watchers", p->watchers);
	for (size_t i = 0; i < p->fields.n; i++)
		pairs_add(a, d, p->fields.v[i].name, p->fields.v[i].value);
	pairs_add_int(a, d, "policy", s->policy_version);
	if (p->masked)
		pairs_add_int(a, d, "masked", p->masked);
	return e;
}

/* Texts in order of their part numbers: the stored list is sorted. Returns
 * what was masked in files; record.h counts the rest. */
static int add_texts(const struct session *s, struct arena *a, const struct open_request *q,
                      const struct plan *p, struct event *e)
{
	event_add_text(a, e, PART_SUBJECT, p->subject);
	if (*p->body)
		event_add_text(a, e, PART_BODY, p->body);
	if (p->personal.n) {
		struct str text = str_new(a);
		pairs_print(&text, &p->personal);
		event_add_text(a, e, PART_FIELDS, text.p);
	}
	if (!str_empty(p->cc))
		event_add_text(a, e, PART_CC, p->cc);
	return attach_add(s, a, e, q->files, q->nfiles);
}

/* What was solved while the customer was there: the answer, and resolved. */
static int solve(const struct session *s, struct arena *a, const struct open_request *q, struct ticket *t)
{
	const struct policy_state *st = policy_state_of(s->policy, STATE_RESOLVED);
	struct event answer = record_event(s, EVENT_NOTE, t->id);
	struct event move = record_event(s, EVENT_MOVE, t->id);

	answer.at = move.at = t->opened;
	pairs_add(a, &answer.data, "public", "1");
	pairs_add(a, &answer.data, "solution", "1");
	pairs_add(a, &answer.data, "channel", t->channel);
	event_add_text(a, &answer, PART_BODY, q->solution);
	record_change(s, a, t, &answer);
	pairs_add(a, &move.data, "state", st->name);
	pairs_add(a, &move.data, "class", state_class_words[st->class]);
	pairs_add(a, &move.data, "old.state", t->state);
	pairs_add(a, &move.data, "first_contact", "1");
	record_change(s, a, t, &move);
	return record_masked(&answer);
}

int open_ticket(const struct session *s, struct arena *a, const struct open_request *q,
                struct open_result *r, struct fault *f)
{
	struct plan p = {0};
	struct ticket t = {0};
	int masked = 0;

	*r = (struct open_result){0};
	if (q->key && *q->key) {
		p.key = mask_text(a, q->key, strlen(q->key), NULL, &masked);
		r->id = tickets_by_key(s->desk, p.key);
		r->existed = r->id != 0;
		if (r->existed)
			return session_check(s, RIGHT_OPEN, f);
	}
	int bad = check_all(s, a, q, &p, f);
	if (bad)
		return bad;
	if ((bad = asker_write(s, a, &p.asker, f)) != 0)
		return bad;
	if (q->customer)
		mask_text(a, q->customer, strlen(q->customer), NULL, &masked);
	struct event e = open_event(s, a, q, &p);
	masked += add_texts(s, a, q, &p, &e);
	record_open(s, a, &e, &t);
	r->masked = masked + record_masked(&e);
	if (q->solved)
		r->masked += solve(s, a, q, &t);
	r->id = t.id;
	r->priority = t.priority;
	r->level = t.level;
	r->team = t.team;
	r->why = t.why;
	r->placed = p.placed;
	return 0;
}

/* "level:category" and the like, in words. */
static const char *source_label(const char *source)
{
	if (strcmp(source, "said") == 0)
		return _("as said");
	if (strcmp(source, "category") == 0)
		return _("by its category");
	if (strcmp(source, "stage") == 0)
		return _("by its customer's stage");
	if (strcmp(source, "level") == 0)
		return _("by its level");
	return _("the default");
}

char *open_explain_place(struct arena *a, const struct session *s, const struct open_result *r)
{
	const struct policy_team *team = policy_team(s->policy, r->team);
	struct str out = str_new(a);
	size_t n;
	char **part = str_split(a, r->placed ? r->placed : "", ' ', &n);

	for (size_t i = 0; i < n; i++) {
		const char *source = strchr(part[i], ':');
		if (source && str_starts(part[i], "level:"))
			str_printf(&out, _("level %d (%s)"), r->level, source_label(source + 1));
		else if (source && team)
			str_printf(&out, _("; team %s (%s)"), team->name, source_label(source + 1));
	}
	return out.p;
}
