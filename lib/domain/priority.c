/* priority: from impact and urgency to a priority, with the reason kept. */
#include "domain/priority.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"

static int grade_of(const char *word)
{
	for (int g = GRADE_HIGH; word && g <= GRADE_LOW; g++)
		if (strcmp(grade_words[g], word) == 0)
			return g;
	return 0;
}

static int by_affected(const struct policy_matrix *m, int64_t affected, int64_t *from)
{
	if (affected <= 0)
		return 0;
	if (m->affected_high && affected >= m->affected_high) {
		*from = m->affected_high;
		return GRADE_HIGH;
	}
	if (m->affected_medium && affected >= m->affected_medium) {
		*from = m->affected_medium;
		return GRADE_MEDIUM;
	}
	return 0;
}

static int impact_of(struct str *why, const struct policy_matrix *m, const struct policy_category *c,
                     const struct policy_kind *k, const struct priority_facts *x)
{
	int64_t from = 0;
	int counted = by_affected(m, x->affected, &from), impact;

	if (x->impact && (!counted || x->impact <= counted)) {
		str_printf(why, "impact:%s:said", grade_words[x->impact]);
		return x->impact;
	}
	if (counted) {
		str_printf(why, "impact:%s:affected:%" PRId64 ":%" PRId64, grade_words[counted],
		           x->affected, from);
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

/* --- in words --- */

static const char *grade_label(const char *word)
{
	return strcmp(word, "high") == 0 ? _("high") : strcmp(word, "medium") == 0 ? _("medium") : _("low");
}

static const char *source_label(struct arena *a, const char *source, const char *affected, const char *from)
{
	if (strcmp(source, "said") == 0)
		return _("as said");
	if (strcmp(source, "affected") == 0)
		return arena_printf(a, _("%s users affected, from %s"), affected, from);
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
		const char *source = source_label(a, part[2], parts > 3 ? part[3] : "", parts > 4 ? part[4] : "");
		if (strcmp(part[0], "impact") == 0)
			str_printf(&out, _("impact %s (%s)"), grade_label(part[1]), source);
		else if (strcmp(part[0], "urgency") == 0)
			str_printf(&out, _("urgency %s (%s)"), grade_label(part[1]), source);
		else
			explain_rank(a, p, &out, part[1], part[2]);
	}
	return out.p;
}
