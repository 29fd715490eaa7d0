/* facts: values people give for a ticket, checked against the policy. */
#include "service/facts.h"

#include <ctype.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/words.h"
#include "text/mask.h"

/* The fault for a word a section of the policy does not have. */
#define UNKNOWN(s, f, what, value, list, count) do { \
	const char **names_ = arena_array((s)->a, const char *, (count) + 1); \
	for (size_t i_ = 0; i_ < (count); i_++) \
		names_[i_] = (list)[i_].name; \
	return fault_set((f), EX_DATAERR, "unknown %s \"%s\"%s", (what), (value), \
	                 words_hint((s)->a, names_, (value))); \
} while (0)

#define FACT(fact, what, find, all, T) \
int fact_##fact(const struct session *s, const char *value, const char **out, struct fault *f) \
{ \
	const struct T *found = find(s->policy, value); \
	size_t n; \
	if (!found) { \
		const struct T *list = all(s->policy, &n); \
		UNKNOWN(s, f, what, value, list, n); \
	} \
	*out = found->name; \
	return 0; \
}

FACT(kind, "kind", policy_kind, policy_kinds, policy_kind)
FACT(category, "category", policy_category, policy_categories, policy_category)
FACT(channel, "channel", policy_channel, policy_channels, policy_channel)
FACT(plan, "plan", policy_plan, policy_plans, policy_plan)
FACT(team, "team", policy_team, policy_teams, policy_team)
FACT(state, "state", policy_state, policy_states, policy_state)
FACT(stage, "stage", policy_client_stage, policy_client_stages, policy_client_stage)
FACT(product, "product", policy_product, policy_products, policy_product)
FACT(mark, "mark", policy_mark, policy_marks, policy_mark)

int fact_complexity(const struct session *s, const char *value, const char **out, struct fault *f)
{
	int i = words_find(complexity_words, value);

	if (i < 0)
		return fault_set(f, EX_DATAERR, "unknown complexity \"%s\" (%s)", value,
		                 words_list(s->a, complexity_words));
	*out = complexity_words[i];
	return 0;
}

int fact_lang(struct arena *a, const char *value, const char **out, struct fault *f)
{
	char *tag = arena_strdup(a, value);
	size_t n = strlen(tag), letters = 0;

	while (isalpha((unsigned char)tag[letters]))
		letters++;
	bool good = letters >= 2 && letters <= 3 && n <= 16;
	for (size_t i = 0; i < n; i++) {
		good = good && (isalnum((unsigned char)tag[i]) || tag[i] == '-' || tag[i] == '_');
		if (tag[i] == '_')
			tag[i] = '-';
		if (i < letters)
			tag[i] = (char)tolower((unsigned char)tag[i]);
	}
	if (!good)
		return fault_set(f, EX_DATAERR, "\"%s\" is no language tag (es, en, pt-BR)", value);
	*out = tag;
	return 0;
}

bool fact_plain_name(const char *s)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)s[i]) && !strchr("._-", s[i]) && !(s[i] & 0x80))
			return false;
	return n > 0 && n <= 40 && utf8_check(s, n) == n;
}

int fact_agent(const struct session *s, const char *value, const char **out, struct fault *f)
{
	size_t n;
	const struct policy_agent *list = policy_agents(s->policy, &n);

	if (strcmp(value, "me") == 0)
		value = s->actor;
	const struct policy_agent *agent = policy_agent(s->policy, value);
	if (agent)
		*out = agent->name;
	else if (n == 0 && fact_plain_name(value))
		*out = value;
	else if (!s->agent && strcmp(value, s->actor) == 0)
		return fault_set(f, EX_DATAERR, "you act as %s, who is no agent of the policy (--as NAME or TK_ACTOR says who "
		                 "you are)", value);
	else
		UNKNOWN(s, f, "agent", value, list, n);
	return 0;
}

int fact_priority(const struct session *s, const char *value, int *rank, struct fault *f)
{
	size_t n;
	const struct policy_priority *list = policy_priorities(s->policy, &n);

	*rank = policy_priority_rank(s->policy, value);
	if (*rank == 0)
		UNKNOWN(s, f, "priority", value, list, n);
	return 0;
}

int fact_grade(const char *what, const char *value, int *grade, struct fault *f)
{
	*grade = words_find(grade_words, value);
	if (*grade < GRADE_HIGH)
		return fault_set(f, EX_DATAERR, "%s is high, medium or low, not \"%s\"", what, value);
	return 0;
}

int fact_level(const struct session *s, const char *value, int *level, struct fault *f)
{
	int64_t n;
	size_t count;

	if (num_parse(value, 1, 99, &n) && policy_level(s->policy, (int)n)) {
		*level = (int)n;
		return 0;
	}
	policy_levels(s->policy, &count);
	return fault_set(f, EX_DATAERR, "unknown level \"%s\" (1 to %zu)", value, count);
}

int fact_tags(struct arena *a, const char *list, const char **out, struct fault *f)
{
	size_t n;
	char **tag = str_split(a, list, ',', &n);
	struct str clean = str_new(a);

	for (size_t i = 0; i < n; i++) {
		if (!*tag[i])
			continue;
		if (!fact_plain_name(tag[i]))
			return fault_set(f, EX_DATAERR, "\"%s\" is no tag (letters, digits and ._- up to 40 bytes)", tag[i]);
		str_printf(&clean, "%s%s", clean.n ? "," : "", tag[i]);
	}
	*out = clean.p;
	return 0;
}

int fact_field(const struct session *s, struct arena *a, const char *kind, const char *name,
               const char *value, const struct policy_field **fd, const char **out, struct fault *f)
{
	size_t n;
	const struct policy_field *list = policy_fields(s->policy, &n);

	*fd = policy_field(s->policy, name);
	if (!*fd)
		UNKNOWN(s, f, "field", name, list, n);
	if (kind && (*fd)->kinds.n && !names_have(&(*fd)->kinds, kind))
		return fault_set(f, EX_DATAERR, "field %s does not belong to a %s", name, kind);
	*out = "";
	if (!*value)
		return 0;
	return policy_field_check(a, *fd, value, out, f);
}

const char *fact_subject(struct arena *a, const char *text, int *found)
{
	enum { MAX = 300 };
	char *line = arena_strdup(a, text);
	size_t n, cut;

	for (char *p = line; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = ' ';
	const char *masked = mask_text(a, line, strlen(line), &n, found);
	cut = utf8_cut(masked, n, MAX);
	line = arena_dup(a, masked, cut);
	return str_trim(a, cut < n ? arena_printf(a, "%s\xe2\x80\xa6", line) : line);
}
