/* template: canned replies of the policy, filled in for a ticket. */
#include "service/template.h"

#include <string.h>

#include "base/str.h"
#include "base/words.h"
#include "policy/terms.h"
#include "store/customers.h"

static const char *fill(const struct session *s, struct arena *a, const struct ticket *t,
                        int place, const char *text)
{
	struct customer c = {0};
	char ref[48];

	switch (place) {
	case PLACE_REFERENCE:
		ref_print(ref, session_prefix(s), t->id);
		return arena_strdup(a, ref);
	case PLACE_SUBJECT: return t->subject ? t->subject : "";
	case PLACE_CUSTOMER:
		if (t->customer)
			customers_load(s->desk, a, t->customer, &c);
		return c.name ? c.name : c.key ? c.key : "";
	case PLACE_AGENT: return s->agent && s->agent->full ? s->agent->full : s->actor;
	case PLACE_STATE: {
		const struct policy_state *st = policy_state(s->policy, t->state);
		return st ? label_in(s->policy, &st->label, t->lang, st->name) : t->state;
	}
	default: return text;
	}
}

static int unknown(const struct session *s, const char *name, struct fault *f)
{
	size_t n;
	const struct policy_reply *list = policy_replies(s->policy, &n);
	const char **names = arena_array(s->a, const char *, n + 1);

	for (size_t i = 0; i < n; i++)
		names[i] = list[i].name;
	return fault_set(f, EX_DATAERR, "unknown template \"%s\"%s", name, words_hint(s->a, names, name));
}

int template_fill(const struct session *s, struct arena *a, const struct ticket *t, const char *name,
                  const char *text, const char **result, struct fault *f)
{
	const struct policy_reply *r = policy_reply(s->policy, name);
	struct str out = str_new(a);
	bool used = false;

	if (!r)
		return unknown(s, name, f);
	const char *p = label_in(s->policy, &r->text, t->lang, ""), *open;
	while ((open = strstr(p, "{{")) != NULL) {
		const char *close = strstr(open, "}}");
		if (!close)
			break;
		char *word = str_trim(a, arena_dup(a, open + 2, (size_t)(close - open - 2)));
		int place = words_find(policy_places, word);
		if (place < 0)
			return fault_set(f, EX_DATAERR, "template %s: no placeholder {{%s}}", name, word);
		str_addn(&out, p, (size_t)(open - p));
		str_add(&out, fill(s, a, t, place, text));
		used |= place == PLACE_TEXT;
		p = close + 2;
	}
	str_add(&out, p);
	if (!used && *text)
		str_printf(&out, "\n\n%s", text);
	*result = out.p;
	return 0;
}
