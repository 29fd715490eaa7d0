/* client: why a customer fits a rule of the policy, in codes and in words. */
#include "domain/client.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/num.h"
#include "base/str.h"

/* --- codes --- */

/* The first product of both lists. */
static const char *common_product(struct arena *a, const struct names *wanted, const char *products)
{
	size_t n;
	char **has = str_split(a, products ? products : "", ',', &n);

	for (size_t i = 0; i < n; i++)
		if (names_have(wanted, has[i]))
			return has[i];
	return "";
}

static void add(struct str *out, const char *name, const char *value)
{
	str_printf(out, "%s%s:%s", out->n ? " " : "", name, value);
}

char *client_why(struct arena *a, const struct policy_client_rule *r, const struct policy_client *c)
{
	struct str out = str_new(a);

	if (r->plans.n)
		add(&out, "plan", c->plan);
	if (r->stages.n)
		add(&out, "stage", c->stage);
	if (r->products.n)
		add(&out, "product", common_product(a, &r->products, c->products));
	if (r->languages.n)
		add(&out, "lang", c->lang);
	if (r->internal >= 0)
		add(&out, "internal", c->internal ? "1" : "0");
	if (r->has_from || r->has_below)
		add(&out, "volume", arena_printf(a, "%" PRId64 ":%s", c->volume_minor, c->currency));
	return out.p;
}

char *client_csm_why(struct arena *a, const struct policy_csm_rule *r, const struct policy_client *c,
                     int64_t load)
{
	const char *why = client_why(a, &r->when, c);
	const char *had = load < 0 ? "" : arena_printf(a, " load:%" PRId64, load);

	return arena_printf(a, "rule:%s%s%s%s", r->name, had, *why ? " " : "", why);
}

const char *client_csm_rule(struct arena *a, const char *why)
{
	if (!str_starts(why, "rule:"))
		return NULL;
	return arena_dup(a, why + 5, strcspn(why + 5, " "));
}

/* --- in words --- */

char *client_money(struct arena *a, int64_t minor, const char *currency)
{
	char amount[NUM_MINOR_LEN];
	int decimals = policy_currency_decimals(currency);

	num_print_minor(amount, minor, decimals < 0 ? 0 : decimals, true);
	return arena_printf(a, "%s %s", amount, currency);
}

static const char *stage_label(struct policy *p, const char *name)
{
	const struct policy_client_stage *x = policy_client_stage(p, name);

	return x ? label_in(p, &x->label, msg_lang(), name) : name;
}

static const char *product_label(struct policy *p, const char *name)
{
	const struct policy_product *x = policy_product(p, name);

	return x ? label_in(p, &x->label, msg_lang(), name) : name;
}

static const char *plan_label(struct policy *p, const char *name)
{
	const struct policy_plan *x = policy_plan(p, name);

	return x ? label_in(p, &x->label, msg_lang(), name) : name;
}

/* One code, "volume:125000000:EUR"; "" for one that says no reason. */
static const char *clause(struct arena *a, struct policy *p, const char *code)
{
	const char *value = strchr(code, ':'), *more;

	if (!value++)
		return "";
	more = strchr(value, ':');
	if (str_starts(code, "plan:"))
		return arena_printf(a, _("plan %s"), plan_label(p, value));
	if (str_starts(code, "stage:"))
		return arena_printf(a, _("stage %s"), stage_label(p, value));
	if (str_starts(code, "product:"))
		return arena_printf(a, _("product %s"), product_label(p, value));
	if (str_starts(code, "lang:"))
		return arena_printf(a, _("language %s"), value);
	if (str_starts(code, "internal:"))
		return *value == '1' ? _("of the own house") : _("not of the own house");
	if (str_starts(code, "volume:") && more)
		return arena_printf(a, _("volume %s a month"), client_money(a, strtoll(value, NULL, 10), more + 1));
	return "";
}

char *client_explain(struct arena *a, struct policy *p, const char *codes)
{
	struct str out = str_new(a);
	size_t n;
	char **code = str_split(a, codes ? codes : "", ' ', &n);

	for (size_t i = 0; i < n; i++) {
		const char *text = clause(a, p, code[i]);
		if (*text)
			str_printf(&out, "%s%s", out.n ? ", " : "", text);
	}
	return out.p;
}

char *client_csm_explain(struct arena *a, struct policy *p, const char *csm, const char *why)
{
	const char *rule = client_csm_rule(a, why), *load = why ? strstr(why, " load:") : NULL;
	struct str out = str_new(a);

	if (!rule) {
		str_add(&out, _("set by hand"));
		return out.p;
	}
	const char *reason = client_explain(a, p, why);
	if (*reason)
		str_printf(&out, _("by %s: rule %s"), reason, rule);
	else
		str_printf(&out, _("by rule %s"), rule);
	if (load)
		str_printf(&out, _("; %s looked after the fewest, %s"), csm,
		           arena_dup(a, load + 6, strcspn(load + 6, " ")));
	return out.p;
}
