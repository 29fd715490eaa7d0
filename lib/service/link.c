/* link: which tickets belong together. */
#include "service/link.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/carry.h"
#include "service/reach.h"
#include "service/record.h"
#include "store/links.h"
#include "store/tickets.h"

int link_check(const struct session *s, const struct link_how *how, struct fault *f)
{
	int64_t max = policy_head(s->policy)->text_max;
	int bad = session_check(s, RIGHT_LINK, f);

	if (!bad && how->text) bad = session_check(s, RIGHT_NOTE, f);
	if (!bad && how->text && (int64_t)strlen(how->text) > max)
		bad = fault_set(f, EX_DATAERR, "the text is %zu bytes long; the policy allows %" PRId64,
		                strlen(how->text), max);
	return bad;
}

static const char *ref_of(const struct session *s, struct arena *a, int64_t id)
{
	char ref[48];

	ref_print(ref, session_prefix(s), id);
	return arena_strdup(a, ref);
}

/* --- what is allowed --- */

/* A relation of which a ticket has one: who has it, and to whom. */
struct below { int64_t lower, upper; enum relation relation; };

static bool is_below(int64_t id, enum relation r, int64_t target, struct below *b)
{
	static const enum relation one[] = {REL_INCIDENT_OF, REL_CHILD_OF, REL_DUPLICATE_OF};

	for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
		*b = r == one[i] ? (struct below){id, target, one[i]} : (struct below){target, id, one[i]};
		if (r == one[i] || r == relation_back(one[i]))
			return true;
	}
	return false;
}

/* "an incident of", for a message. */
static const char *below_words(enum relation r)
{
	return r == REL_INCIDENT_OF ? "an incident of" : r == REL_CHILD_OF ? "a child of" : "a duplicate of";
}

/* The ticket the lower one is below of already, but for merged ones. */
static int check_one(const struct session *s, struct arena *a, int64_t id, const struct below *b, struct fault *f)
{
	struct links *list = links_of(s->desk, a, b->lower, b->relation);
	struct link_end end;
	int64_t other = 0;

	while (links_next(list, &end))
		if (end.id != b->upper && !end.merged)
			other = end.id;
	links_end(list);
	const char *who = b->lower == id ? "it" : arena_printf(a, "%" PRId64, b->lower);
	return !other ? 0 : fault_set(f, EX_DATAERR, "%s is %s %s already (tk-link unlink %" PRId64 " %" PRId64
	                              " takes that away)", who, below_words(b->relation), ref_of(s, a, other),
	                              other, b->lower);
}

/* From the upper ticket upwards: is the lower one there? */
static int check_loop(const struct session *s, struct arena *a, const struct below *b, struct fault *f)
{
	VEC(int64_t) above = {0};
	struct link_end end;

	*vec_push(a, &above) = b->upper;
	for (size_t i = 0; i < above.n; i++) {
		struct links *list = links_of(s->desk, a, above.v[i], b->relation);
		while (links_next(list, &end)) {
			size_t k = 0;
			while (k < above.n && above.v[k] != end.id)
				k++;
			if (k == above.n)
				*vec_push(a, &above) = end.id;
		}
		links_end(list);
	}
	for (size_t i = 1; i < above.n; i++)
		if (above.v[i] == b->lower)
			return fault_set(f, EX_DATAERR, "that would be a loop: %s is %s it%s", ref_of(s, a, b->upper),
			                 below_words(b->relation), i > 1 ? ", through others" : "");
	return 0;
}

static int check_rules(const struct session *s, struct arena *a, const struct ticket *t, enum relation r,
                       const struct ticket *u, struct fault *f)
{
	struct below b;

	if (t->id == u->id)
		return fault_set(f, EX_DATAERR, "a ticket is not linked to itself");
	int bad = session_unmerged(s, t, f);
	if (!bad && u->merged)
		bad = fault_set(f, EX_DATAERR, "%" PRId64 " is merged into %s; link to that", u->id, ref_of(s, a, u->merged));
	if (bad || !is_below(t->id, r, u->id, &b))
		return bad;
	bad = check_one(s, a, t->id, &b, f);
	return bad ? bad : check_loop(s, a, &b, f);
}

/* --- writing --- */

static struct event link_event(const struct session *s, struct arena *a, const struct ticket *t,
                               const char *what, enum relation r, int64_t other, const struct link_how *how)
{
	struct event e = record_event(s, EVENT_LINK, t->id);

	pairs_add(a, &e.data, what, relation_words[r]);
	pairs_add_int(a, &e.data, "to", other);
	if (how->with)
		pairs_add_int(a, &e.data, "with", how->with);
	event_add_text(a, &e, PART_BODY, how->text);
	return e;
}

/* The ticket without a link; another may still tie it to a problem, by way of a
 * merge. */
static struct ticket unlinked(struct arena *a, const struct ticket *t, enum relation r, int64_t other)
{
	struct ticket rest = *t;

	memset(&rest.links, 0, sizeof rest.links);
	for (size_t i = 0; i < t->links.n; i++)
		if (t->links.v[i].relation != r || t->links.v[i].other != other)
			*vec_push(a, &rest.links) = t->links.v[i];
	return rest;
}

/* The incident's priority as it follows from the reach of its problem, which it
 * joins or leaves. */
static void plan_incident(const struct session *s, struct arena *a, const struct ticket *incident,
                          const struct ticket *problem, bool gone, struct event *e)
{
	struct ticket rest = unlinked(a, incident, REL_INCIDENT_OF, problem->id);
	struct priority_facts x = reach_facts(s, a, &rest);

	if (!gone) {
		x.problem = problem->id;
		x.reach = reach_of(problem);
	}
	if (ticket_active(incident) && !x.rank)
		reach_derive(s, a, incident, &x, e);
}

/* Both events of a link between an incident and its problem, made or taken
 * away, with the problem's count and the priorities that follow. */
static void write_incident(const struct session *s, struct arena *a, struct ticket *incident, struct event *ei,
                           struct ticket *problem, struct event *ep, bool gone, const struct link_how *how)
{
	int64_t before = reach_of(problem);
	struct ticket next = *problem;

	if (!how->more)
		next.counted = reach_count(s, a, problem->id, gone ? 0 : incident->id, gone ? incident->id : 0);
	reach_plan(s, a, problem, next.counted, ep);
	plan_incident(s, a, incident, &next, gone, ei);
	record_change(s, a, incident, ei);
	record_change(s, a, problem, ep);
	reach_follow(s, a, problem->id, before);
}

static void write_pair(const struct session *s, struct arena *a, struct ticket *t, const char *what,
                       enum relation r, struct ticket *u, const struct link_how *how, struct link_result *result)
{
	struct event et = link_event(s, a, t, what, r, u->id, how);
	struct event eu = link_event(s, a, u, what, relation_back(r), t->id, how);
	bool gone = strcmp(what, "unlink") == 0;

	if (r == REL_INCIDENT_OF) {
		write_incident(s, a, t, &et, u, &eu, gone, how);
	} else if (r == REL_PROBLEM_OF) {
		write_incident(s, a, u, &eu, t, &et, gone, how);
	} else {
		record_change(s, a, t, &et);
		record_change(s, a, u, &eu);
	}
	result->changed = true;
	result->masked += record_masked(&et);
}

/* As much of a ticket as a link to other needs. */
static int load(const struct session *s, struct arena *a, int64_t id, int64_t other, struct ticket *t,
                struct fault *f)
{
	if (!tickets_row(s->desk, a, id, TICKETS_ROW, t))
		return session_missing(s, id, f);
	links_load(s->desk, a, t, other);
	return 0;
}

int link_relate(const struct session *s, struct arena *a, int64_t id, enum relation r, int64_t target,
                const struct link_how *how, struct link_result *result, struct fault *f)
{
	struct fault why = {0};
	struct ticket t, u;

	*result = (struct link_result){0};
	int bad = load(s, a, id, target, &t, f);
	if (!bad) bad = load(s, a, target, id, &u, f);
	if (bad)
		return bad;
	if ((bad = check_rules(s, a, &t, r, &u, &why)) != 0)
		return fault_set(f, bad, "%" PRId64 ": %s", id, why.text);
	/* One that came with a merge becomes one by hand. */
	if (!ticket_has_link(&t, r, target) || (!how->with && !carry_is_own(s, a, id, r, target)))
		write_pair(s, a, &t, "link", r, &u, how, result);
	return 0;
}

int link_unlink(const struct session *s, struct arena *a, int64_t id, int relation, int64_t target,
                const struct link_how *how, struct link_result *result, struct fault *f)
{
	struct fault why = {0};
	struct ticket t, u;

	*result = (struct link_result){0};
	int bad = load(s, a, id, target, &t, f);
	if (!bad) bad = load(s, a, target, id, &u, f);
	if (bad)
		return bad;
	if (!how->with && ((bad = session_unmerged(s, &t, &why)) != 0 || (bad = session_unmerged(s, &u, &why)) != 0))
		return fault_set(f, bad, "%" PRId64 ": %s", t.merged ? id : target, why.text);
	for (size_t i = 0; relation_words[i]; i++) {
		if ((relation >= 0 && relation != (int)i) || !ticket_has_link(&t, (enum relation)i, target))
			continue;
		write_pair(s, a, &t, "unlink", (enum relation)i, &u, how, result);
	}
	if (!result->changed)
		result->note = arena_printf(a, "%" PRId64 ": is not linked to %" PRId64, id, target);
	return 0;
}
