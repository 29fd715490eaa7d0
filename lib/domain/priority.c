/* priority: from impact and urgency to a priority, with the reason kept. */
#include "domain/priority.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "domain/ref.h"

static int grade_of(const char *word)
{
	for (int g = GRADE_HIGH; word && g <= GRADE_LOW; g++)
		if (strcmp(grade_words[g], word) == 0)
			return g;
	return 0;
}

int priority_reach(const struct policy_matrix *m, int64_t users, int64_t *from)
{
	*from = 0;
	if (users <= 0)
		return 0;
	if (m->affected_high && users >= m->affected_high) {
		*from = m->affected_high;
		return GRADE_HIGH;
	}
	if (m->affected_medium && users >= m->affected_medium) {
		*from = m->affected_medium;
		return GRADE_MEDIUM;
	}
	return 0;
}

/* By what was said, counted, or is usual. */
static int own_impact(struct str *why, const struct policy_matrix *m, const struct policy_category *c,
                      const struct policy_kind *k, const struct priority_facts *x)
{
	bool by_incidents = x->counted > x->affected;
	int64_t from, users = by_incidents ? x->counted : x->affected;
	int counted = priority_reach(m, users, &from), impact;

	if (x->impact && (!counted || x->impact <= counted)) {
		str_printf(why, "impact:%s:said", grade_words[x->impact]);
		return x->impact;
	}
	if (counted) {
		str_printf(why, "impact:%s:%s:%" PRId64 ":%" PRId64, grade_words[counted],
		           by_incidents ? "counted" : "affected", users, from);
		return counted;
	}
	if (c && c->impact) {
		str_printf(why, "impact:%s:category", grade_words[c->impact]);
		return c->impact;
	}
	impact = k ? grade_of(k->impact) : 0;
	str_printf(why, "impact:%s:%s", grade_words[impact ? impact : m->impact], impact ? "kind" : "default");
	return impact ? impact : m->impact;
}

/* What was said is kept even where something graver decides: it holds again
 * when that is gone. */
static int impact_of(struct str *why, const struct policy_matrix *m, const struct policy_category *c,
                     const struct policy_kind *k, const struct priority_facts *x)
{
	int impact = own_impact(why, m, c, k, x);
	int64_t from;
	int reach = x->problem ? priority_reach(m, x->reach, &from) : 0;

	if (reach && reach < impact) {
		str_cut(why, 0);
		str_printf(why, "impact:%s:problem:%" PRId64 ":%" PRId64 ":%" PRId64, grade_words[reach],
		           x->problem, x->reach, from);
		impact = reach;
	}
	if (x->impact && x->impact != impact)
		str_printf(why, ":said:%s", grade_words[x->impact]);
	return impact;
}

static int urgency_of(struct str *why, const struct policy_matrix *m, const struct policy_category *c,
                      const struct policy_kind *k, const struct priority_facts *x)
{
	int urgency = k ? grade_of(k->urgency) : 0;
	const char *source = urgency ? "kind" : "default";

	if (!urgency)
		urgency = m->urgency;
	if (c && c->urgency) {
		urgency = c->urgency;
		source = "category";
	}
	if (x->urgency) {
		urgency = x->urgency;
		source = "said";
	}
	str_printf(why, " urgency:%s:%s", grade_words[urgency], source);
	return urgency;
}

struct priority priority_derive(struct arena *a, struct policy *p, const struct priority_facts *x)
{
	const struct policy_matrix *m = policy_matrix(p);
	const struct policy_category *c = x->category ? policy_category(p, x->category) : NULL;
	const struct policy_kind *k = x->kind ? policy_kind(p, x->kind) : NULL;
	struct str why = str_new(a);
	struct priority r;

	r.impact = impact_of(&why, m, c, k, x);
	r.urgency = urgency_of(&why, m, c, k, x);
	r.rank = m->rank[r.impact][r.urgency];
	const char *source = "matrix";
	if (c && c->priority_floor && c->priority_floor < r.rank) {
		r.rank = c->priority_floor;
		source = "floor";
	}
	if (x->rank) {
		r.rank = x->rank;
		source = "said";
	}
	str_printf(&why, " rank:%d:%s", r.rank, source);
	r.why = why.p;
	return r;
}

/* --- read back --- */

/* The grade said in the code of an impact: its own, or behind it. */
static int said_grade(char **part, size_t parts, int value)
{
	if (parts == 3 && strcmp(part[2], "said") == 0)
		return value;
	for (size_t i = 3; i + 1 < parts; i++)
		if (strcmp(part[i], "said") == 0)
			return grade_of(part[i + 1]);
	return 0;
}

void priority_said(const char *why, int impact, int urgency, int rank, struct priority_facts *x)
{
	struct arena a = {0};
	size_t n, parts;
	char **code = str_split(&a, why ? why : "", ' ', &n);

	x->impact = x->urgency = x->rank = 0;
	for (size_t i = 0; i < n; i++) {
		char **part = str_split(&a, code[i], ':', &parts);
		if (strcmp(part[0], "impact") == 0)
			x->impact = said_grade(part, parts, impact);
		else if (strcmp(part[0], "urgency") == 0)
			x->urgency = said_grade(part, parts, urgency);
		else if (strcmp(part[0], "rank") == 0)
			x->rank = said_grade(part, parts, rank);
	}
	arena_free(&a);
}

/* --- in words --- */

static const char *grade_label(const char *word)
{
	return strcmp(word, "high") == 0 ? _("high") : strcmp(word, "medium") == 0 ? _("medium") : _("low");
}

static const char *part_of(char **part, size_t parts, size_t i)
{
	return i < parts ? part[i] : "";
}

static const char *source_label(struct arena *a, struct policy *p, char **part, size_t parts)
{
	const char *source = part[2], *users = part_of(part, parts, 3), *from = part_of(part, parts, 4);
	char ref[48];

	if (strcmp(source, "said") == 0)
		return _("as said");
	if (strcmp(source, "affected") == 0)
		return arena_printf(a, _("%s users affected, from %s"), users, from);
	if (strcmp(source, "counted") == 0)
		return arena_printf(a, _("its incidents are of %s customers, from %s"), users, from);
	if (strcmp(source, "problem") == 0) {
		ref_print(ref, policy_head(p)->reference, strtoll(users, NULL, 10));
		return arena_printf(a, _("problem %s touches %s, from %s"), ref, from, part_of(part, parts, 5));
	}
	if (strcmp(source, "category") == 0)
		return _("by its category");
	if (strcmp(source, "kind") == 0)
		return _("by its kind");
	return _("the default");
}

static void explain_rank(struct arena *a, struct policy *p, struct str *out, const char *rank, const char *source)
{
	size_t n;
	const struct policy_priority *list = policy_priorities(p, &n);
	size_t at = (size_t)strtoul(rank, NULL, 10);
	const char *name = at >= 1 && at <= n ? list[at - 1].name : arena_printf(a, "P%s", rank);

	if (strcmp(source, "said") == 0)
		str_printf(out, _("%s was set by hand"), name);
	else if (strcmp(source, "floor") == 0)
		str_printf(out, _("%s, as its category is never below that"), name);
	else
		str_printf(out, _("%s by the matrix"), name);
}

char *priority_explain(struct arena *a, struct policy *p, const char *why)
{
	struct str out = str_new(a);
	size_t n, parts;
	char **code = str_split(a, why ? why : "", ' ', &n);

	for (size_t i = 0; i < n; i++) {
		char **part = str_split(a, code[i], ':', &parts);
		if (parts < 3)
			continue;
		if (out.n)
			str_add(&out, "; ");
		const char *source = source_label(a, p, part, parts);
		if (strcmp(part[0], "impact") == 0)
			str_printf(&out, _("impact %s (%s)"), grade_label(part[1]), source);
		else if (strcmp(part[0], "urgency") == 0)
			str_printf(&out, _("urgency %s (%s)"), grade_label(part[1]), source);
		else
			explain_rank(a, p, &out, part[1], part[2]);
	}
	return out.p;
}
