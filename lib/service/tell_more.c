/* tell_more: sentences for what happens between tickets, levels and people. */
#include "service/tell_more.h"

#include <inttypes.h>
#include <string.h>

#include "base/msg.h"
#include "base/words.h"
#include "domain/priority.h"
#include "service/tell.h"
#include "service/tell_kb.h"
#include "when/civil.h"

struct more {
	const struct session *s;
	struct arena *a;
	const struct event *e;
	const char *who;
};

static const char *get(const struct more *m, const char *name)
{
	const char *value = pairs_get(&m->e->data, name);

	return value && *value ? value : NULL;
}

/* "TK-4711-K" of a ticket's number in the facts. */
static const char *ref_of(const struct more *m, const char *name)
{
	char ref[48];

	ref_print(ref, session_prefix(m->s), pairs_int(&m->e->data, name, 0));
	return arena_strdup(m->a, ref);
}

/* "it is an incident of %s": the relation as a clause. */
static const char *clause(enum relation r)
{
	switch (r) {
	case REL_PROBLEM_OF: return _("it is the problem behind %s");
	case REL_INCIDENT_OF: return _("it is an incident of %s");
	case REL_PARENT_OF: return _("it is the parent of %s");
	case REL_CHILD_OF: return _("it is a part of %s");
	case REL_DUPLICATE_OF: return _("it is a duplicate of %s");
	case REL_DUPLICATED_BY: return _("%s is a duplicate of it");
	case REL_RELATED_TO: return _("it is related to %s");
	case REL_FIXES: return _("it fixes %s");
	case REL_FIXED_BY: return _("%s fixes it");
	}
	return "%s";
}

/* The clause with the reference in its place; the formats come from the
 * table above only. */
static const char *filled(struct arena *a, const char *text, const char *ref)
{
	const char *at = strstr(text, "%s");

	return at ? arena_printf(a, "%.*s%s%s", (int)(at - text), text, ref, at + 2) : text;
}

static void tell_link(struct str *out, const struct more *m)
{
	const char *word = get(m, "link"), *gone = get(m, "unlink");
	int r = words_find(relation_words, word ? word : gone ? gone : "");

	if (r < 0) {
		str_printf(out, _("%s counted its incidents"), m->who);
	} else {
		const char *what = filled(m->a, clause((enum relation)r), ref_of(m, "to"));
		if (word)
			str_printf(out, _("%s linked it: %s"), m->who, what);
		else
			str_printf(out, _("%s took a link away: %s"), m->who, what);
	}
	if (get(m, "with"))
		str_add(out, word ? _("; it came with a merge") : _("; it had come with a merge"));
	if (str_eq(get(m, "counted"), "1"))
		str_add(out, _("; its incidents are of one customer"));
	else if (get(m, "counted"))
		str_printf(out, _("; its incidents are of %s customers"), get(m, "counted"));
	if (get(m, "why") && get(m, "priority"))
		str_printf(out, "; %s", priority_explain(m->a, m->s->policy, get(m, "why")));
}

static void tell_merge(struct str *out, const struct more *m)
{
	bool undo = get(m, "undo") != NULL;

	if (get(m, "into"))
		str_printf(out, undo ? _("%s took it out of %s again") : _("%s merged it into %s"), m->who,
		           ref_of(m, "into"));
	else
		str_printf(out, undo ? _("%s took %s out of it again") : _("%s merged %s into it"), m->who,
		           ref_of(m, "from"));
}

/* "2 messages": how many went along. */
static size_t moved(const struct more *m)
{
	size_t n = 0;

	if (get(m, "events"))
		str_split(m->a, get(m, "events"), ',', &n);
	return n;
}

bool tell_more_open(struct str *out, const struct session *s, struct arena *a, const struct event *e,
                    const char *who)
{
	struct more m = {s, a, e, who};

	if (!get(&m, "split_from"))
		return false;
	str_printf(out, _("%s split it off %s"), who, ref_of(&m, "split_from"));
	return true;
}

static void tell_split(struct str *out, const struct more *m)
{
	size_t n = moved(m);

	if (get(m, "into"))
		str_printf(out, _("%s put it back into %s"), m->who, ref_of(m, "into"));
	else if (get(m, "undo"))
		str_printf(out, _("%s took %s back into it"), m->who, ref_of(m, "to"));
	else if (n == 1)
		str_printf(out, _("%s split %s off: one message went along"), m->who, ref_of(m, "to"));
	else
		str_printf(out, _("%s split %s off: %zu messages went along"), m->who, ref_of(m, "to"), n);
}

bool tell_more_set(struct str *out, const struct session *s, struct arena *a, const struct event *e,
                   const char *who)
{
	struct more m = {s, a, e, who};

	if (e->ntexts || e->data.n != 1)
		return false;
	if (get(&m, "repolicy"))
		str_printf(out, _("%s applied version %s of the policy to its clocks"), who, get(&m, "repolicy"));
	else if (get(&m, "reset"))
		str_printf(out, _("%s had its clock %s begin anew"), who, get(&m, "reset"));
	else
		return false;
	return true;
}

/* Where it went: "level 2, team cards". */
static const char *place(const struct more *m)
{
	struct str where = str_new(m->a);

	if (get(m, "level"))
		str_printf(&where, _("level %s"), get(m, "level"));
	if (get(m, "team"))
		str_printf(&where, _("%steam %s"), where.n ? ", " : "", get(m, "team"));
	if (get(m, "agent"))
		str_printf(&where, "%s%s", where.n ? ", " : "", tell_agent(m->s, get(m, "agent")));
	return where.p;
}

static const char *reject_label(const struct more *m, const char *code)
{
	const struct policy_handover *h = policy_handover(m->s->policy);

	for (size_t i = 0; i < h->nrejects; i++)
		if (strcmp(h->rejects[i].name, code) == 0)
			return label_in(m->s->policy, &h->rejects[i].label, msg_lang(), code);
	return code;
}

static void tell_escalate(struct str *out, const struct more *m)
{
	const char *how = get(m, "do") ? get(m, "do") : "up", *over = get(m, "over");

	if (strcmp(how, "reject") == 0)
		str_printf(out, _("%s sent it back to %s"), m->who, place(m));
	else if (strcmp(how, "down") == 0)
		str_printf(out, _("%s gave it back down to %s"), m->who, place(m));
	else if (strcmp(how, "takeover") == 0)
		str_printf(out, _("%s took it over"), m->who);
	else
		str_printf(out, _("%s escalated it to %s"), m->who, place(m));
	if (get(m, "reason"))
		str_printf(out, ": %s", reject_label(m, get(m, "reason")));
	if (get(m, "once"))
		str_printf(out, " (%s)", get(m, "once"));
	if (over)
		str_add(out, strcmp(over, "hands") == 0 ? _("; beyond the hands that the policy allows")
		                                        : _("; beyond the returns that the policy allows"));
}

/* "@ana" as a name, "customer", "team front". */
static const char *told_name(const struct more *m, const char *text)
{
	if (*text == '@')
		return tell_agent(m->s, text + 1);
	return strcmp(text, "customer") == 0 ? _("the customer") : text;
}

static void tell_fire(struct str *out, const struct more *m, const struct zone *zone)
{
	const char *rule = get(m, "rule") ? get(m, "rule") : m->who, *skipped = get(m, "skipped");
	size_t n;
	char **to = str_split(m->a, get(m, "to") ? get(m, "to") : "", ',', &n);

	if (!skipped)
		str_printf(out, _("rule %s fired"), rule);
	else if (strcmp(skipped, "late") == 0)
		str_printf(out, _("rule %s was due and passed over: it is too late"), rule);
	else
		str_printf(out, _("rule %s was due, but nobody is there to be told"), rule);
	if (get(m, "on") && get(m, "due_at"))
		str_printf(out, _(" (%s, due %s)"), get(m, "on"), tell_at(m->a, pairs_int(&m->e->data, "due_at", 0), zone));
	for (size_t i = 0; i < n && *to[i]; i++)
		str_printf(out, "%s%s", i ? ", " : _(": to tell "), told_name(m, to[i]));
	if (get(m, "failed"))
		str_printf(out, "; %s", get(m, "failed"));
}

static void tell_call(struct str *out, const struct more *m)
{
	bool outward = get(m, "direction") && strcmp(get(m, "direction"), "out") == 0;
	bool missed = get(m, "answered") && strcmp(get(m, "answered"), "0") == 0;

	if (outward)
		str_printf(out, missed ? _("%s called and reached nobody") : _("%s called the customer"), m->who);
	else
		str_printf(out, missed ? _("%s: a call that nobody answered") : _("%s: a call"), m->who);
	if (get(m, "waiting_s"))
		str_printf(out, _("; waiting %s s"), get(m, "waiting_s"));
	if (get(m, "duration_s"))
		str_printf(out, _("; lasting %s s"), get(m, "duration_s"));
	if (get(m, "outcome"))
		str_printf(out, "; %s", get(m, "outcome"));
}

static void tell_survey(struct str *out, const struct more *m)
{
	str_printf(out, _("%s rated it %s"), m->who, get(m, "score") ? get(m, "score") : "?");
	if (get(m, "of"))
		str_printf(out, _(" of %s"), get(m, "of"));
}

void tell_more(struct str *out, const struct session *s, struct arena *a, const struct event *e,
               const char *who, const struct zone *zone)
{
	struct more m = {s, a, e, who};

	switch (e->kind) {
	case EVENT_LINK: tell_link(out, &m); break;
	case EVENT_MERGE: tell_merge(out, &m); break;
	case EVENT_SPLIT: tell_split(out, &m); break;
	case EVENT_ESCALATE: tell_escalate(out, &m); break;
	case EVENT_FIRE: tell_fire(out, &m, zone); break;
	case EVENT_CALL: tell_call(out, &m); break;
	case EVENT_SURVEY: tell_survey(out, &m); break;
	case EVENT_ARTICLE: case EVENT_KB: tell_kb(out, s, a, e, who); break;
	default: break;
	}
}

static void brief_fire(struct str *out, const struct more *m)
{
	static const char *const shown[] = {"did", "to", "skipped", "failed", NULL};
	char due[24];

	str_printf(out, "%s on %s", get(m, "rule") ? get(m, "rule") : "?", get(m, "on") ? get(m, "on") : "?");
	if (pairs_int(&m->e->data, "n", 1) > 1)
		str_printf(out, " no %s", get(m, "n"));
	if (get(m, "due_at")) {
		civil_print_utc(due, pairs_int(&m->e->data, "due_at", 0));
		str_printf(out, "; due %s", due);
	}
	for (size_t i = 0; shown[i]; i++)
		if (get(m, shown[i]))
			str_printf(out, "; %s %s", shown[i], get(m, shown[i]));
}

void tell_more_brief(struct str *out, const struct session *s, struct arena *a, const struct event *e)
{
	struct more m = {s, a, e, e->actor};
	static const char *const shown[] = {
		"link", "unlink", "to", "counted", "from", "into", "undo", "split_from", "events", "do", "level", "team", "agent", "reason",
		"once", "over", "direction", "answered", "waiting_s", "duration_s", "outcome",
		"score", "of", "article", "lang", "vote", NULL,
	};

	if (e->kind == EVENT_FIRE) {
		brief_fire(out, &m);
		return;
	}
	/* Of a join it is an instant; a call is answered or not. */
	for (size_t i = 0; shown[i]; i++)
		if (get(&m, shown[i]) && (e->kind == EVENT_CALL || strcmp(shown[i], "answered") != 0))
			str_printf(out, "%s%s %s", out->n ? "; " : "", shown[i], get(&m, shown[i]));
	if (e->kind != EVENT_ESCALATE && get(&m, "priority") && get(&m, "old.priority"))
		str_printf(out, "%spriority %s -> %s", out->n ? "; " : "",
		           tell_priority(s->policy, a, (int)pairs_int(&e->data, "old.priority", 0)),
		           tell_priority(s->policy, a, (int)pairs_int(&e->data, "priority", 0)));
}
