/* typed_client: how customers are looked after, as typed values: stages,
 * products, segments, success managers. */
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "policy/terms.h"
#include "policy/tree.h"

static bool read_bound(const struct tree *t, const char *key, const char *currency, int64_t *minor)
{
	const char *text = tree_text(t, key);
	int decimals = currency ? policy_currency_decimals(currency) : -1;

	return text && decimals >= 0 && num_parse_minor(text, decimals, minor);
}

static struct policy_client_rule read_when(const struct tree *t)
{
	struct tree when = tree_get(t, "when");
	struct policy_client_rule r = {
		.plans = tree_names(&when, "plans"), .stages = tree_names(&when, "stages"),
		.products = tree_names(&when, "products"), .languages = tree_names(&when, "languages"),
		.internal = tree_get(&when, "internal").node ? tree_bool(&when, "internal") : -1,
		.currency = tree_text(&when, "currency"),
	};

	r.has_from = read_bound(&when, "volume_from", r.currency, &r.from_minor);
	r.has_below = read_bound(&when, "volume_below", r.currency, &r.below_minor);
	return r;
}

static bool fits(const struct names *list, const char *value)
{
	return list->n == 0 || (value && names_have(list, value));
}

static bool has_product(const struct names *list, const char *products)
{
	if (list->n == 0)
		return true;
	for (const char *p = products; p && *p; p += strcspn(p, ","), p += *p == ',')
		for (size_t i = 0; i < list->n; i++)
			if (strlen(list->v[i]) == strcspn(p, ",") && str_starts(p, list->v[i]))
				return true;
	return false;
}

bool policy_client_matches(const struct policy_client_rule *r, const struct policy_client *c)
{
	bool bounded = r->has_from || r->has_below;

	return fits(&r->plans, c->plan) && fits(&r->stages, c->stage) && fits(&r->languages, c->lang) &&
	       has_product(&r->products, c->products) && (r->internal < 0 || r->internal == c->internal) &&
	       (!bounded || str_eq(r->currency, c->currency)) &&
	       (!r->has_from || c->volume_minor >= r->from_minor) &&
	       (!r->has_below || c->volume_minor < r->below_minor);
}

/* --- stages and products --- */

static void read_client_stage(const struct tree *t, void *out)
{
	struct policy_client_stage *s = out;

	s->name = t->key ? t->key : "";
	s->label = tree_labels(t, "label");
	s->team = tree_text(t, "team");
}

const struct policy_client_stage *policy_client_stages(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_CLIENT_STAGES, "customers.stages", sizeof(struct policy_client_stage),
	                 read_client_stage, n);
}

const struct policy_client_stage *policy_client_stage(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_client_stage *v = policy_client_stages(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

static void read_product(const struct tree *t, void *out)
{
	struct policy_product *x = out;

	x->name = t->key ? t->key : "";
	x->label = tree_labels(t, "label");
}

const struct policy_product *policy_products(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_PRODUCTS, "customers.products", sizeof(struct policy_product),
	                 read_product, n);
}

const struct policy_product *policy_product(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_product *v = policy_products(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

/* --- segments and success managers --- */

static void read_segment(const struct tree *t, void *out)
{
	struct policy_segment *s = out;

	s->name = t->key ? t->key : "";
	s->label = tree_labels(t, "label");
	s->when = read_when(t);
}

const struct policy_segment *policy_segments(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_SEGMENTS, "customers.segments", sizeof(struct policy_segment),
	                 read_segment, n);
}

const struct policy_segment *policy_segment_for(struct policy *p, const struct policy_client *c)
{
	size_t n;
	const struct policy_segment *v = policy_segments(p, &n);

	for (size_t i = 0; i < n; i++)
		if (policy_client_matches(&v[i].when, c))
			return &v[i];
	return NULL;
}

static void read_csm(const struct tree *t, void *out)
{
	struct policy_csm_rule *r = out;

	r->name = t->key ? t->key : "";
	r->when = read_when(t);
	r->agents = tree_names(t, "agents");
}

const struct policy_csm_rule *policy_csm_rules(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_CSM, "customers.csm", sizeof(struct policy_csm_rule), read_csm, n);
}

const struct policy_csm_rule *policy_csm_for(struct policy *p, const struct policy_client *c)
{
	size_t n;
	const struct policy_csm_rule *v = policy_csm_rules(p, &n);

	for (size_t i = 0; i < n; i++)
		if (policy_client_matches(&v[i].when, c))
			return &v[i];
	return NULL;
}

bool policy_follow_firm(struct policy *p)
{
	struct tree t = tree_at(p, "customers");

	return str_eq(tree_text(&t, "follow"), "firm");
}
