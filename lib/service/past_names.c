/* past_names: names that history brings along: the policy's own where it knows
 * them, else kept as text and counted, so that somebody can look. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/facts.h"
#include "service/past_run.h"
#include "text/mask.h"

static bool plain(const char *text)
{
	size_t n = strlen(text);

	for (const char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return false;
	return *text != ' ' && (!n || text[n - 1] != ' ');
}

const char *past_fact(struct arena *a, const char *text)
{
	char *line;

	if (plain(text))
		return text;
	line = arena_strdup(a, text);
	for (char *p = line; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = ' ';
	return str_trim(a, line);
}

const char *past_clean(struct arena *a, const char *text)
{
	enum { MAX = 200 };
	const char *line = past_fact(a, text);
	size_t n = strlen(line);

	return n <= MAX ? line : str_trim(a, arena_dup(a, line, utf8_cut(line, n, MAX)));
}

/* --- counting --- */

enum { TABLE = PAST_NAMES * 2 };

static uint64_t hash_of(const char *what, const char *name)
{
	return past_hash(name) * 31 + past_hash(what);
}

static void count(struct past_run *run, const char *what, const char *name)
{
	struct past_counts *c = run->counts;
	size_t i = hash_of(what, name) % TABLE;

	if (!run->names)
		run->names = arena_array(run->a, uint32_t, TABLE);
	for (; run->names[i]; i = (i + 1) % TABLE) {
		struct past_name *x = &c->names.v[run->names[i] - 1];
		if (strcmp(x->what, what) == 0 && strcmp(x->name, name) == 0) {
			x->n++;
			return;
		}
	}
	if (c->names.n == PAST_NAMES) {
		c->more_names++;
		return;
	}
	*vec_push(run->a, &c->names) = (struct past_name){what, arena_strdup(run->a, name), 1};
	run->names[i] = (uint32_t)c->names.n;
}

/* The table after names were taken back. */
void past_names_begin(struct past_run *run)
{
	const struct past_counts *c = run->counts;

	if (run->names)
		memset(run->names, 0, TABLE * sizeof *run->names);
	for (uint32_t k = 0; run->names && k < c->names.n; k++) {
		size_t i = hash_of(c->names.v[k].what, c->names.v[k].name) % TABLE;
		while (run->names[i])
			i = (i + 1) % TABLE;
		run->names[i] = k + 1;
	}
}

int past_unknown(struct past_line *l, const char *what, const char *name, struct fault *f)
{
	if (l->run->strict)
		return fault_set(f, EX_DATAERR, "unknown %s \"%s\"", what, name);
	count(l->run, what, name);
	return 0;
}

/* --- words of the policy --- */

/* An agent by name, mail address or OS user. */
static const char *agent(const struct session *s, const char *value)
{
	const struct policy_agent *x = policy_agent(s->policy, value);
	size_t n;
	const struct policy_agent *v = policy_agents(s->policy, &n);

	for (size_t i = 0; !x && i < n; i++)
		if ((v[i].mail && strcasecmp(v[i].mail, value) == 0) || str_eq(v[i].user, value))
			x = &v[i];
	return x ? x->name : n == 0 && fact_plain_name(value) ? value : NULL;
}

/* The policy's form of a word; NULL where it has none. */
static const char *known(const struct session *s, const char *what, const char *value)
{
	struct policy *p = s->policy;
	int i;

#define NAME(word, find, T) do { if (strcmp(what, word) == 0) { \
	const struct T *x = find(p, value); return x ? x->name : NULL; } } while (0)
	if (strcmp(what, "agent") == 0)
		return agent(s, value);
	NAME("team", policy_team, policy_team);
	NAME("category", policy_category_like, policy_category);
	NAME("channel", policy_channel, policy_channel);
	NAME("kind", policy_kind, policy_kind);
	NAME("plan", policy_plan, policy_plan);
	NAME("mark", policy_mark, policy_mark);
	NAME("stage", policy_client_stage, policy_client_stage);
	NAME("product", policy_product, policy_product);
#undef NAME
	if (strcmp(what, "complexity") != 0)
		bug("no names of the kind %s", what);
	i = words_find(complexity_words, value);
	return i < 0 ? NULL : complexity_words[i];
}

int past_name(struct past_line *l, const char *what, const char *value, const char **out, struct fault *f)
{
	*out = NULL;
	if (!value || !*value)
		return 0;
	*out = known(l->s, what, value);
	if (*out)
		return 0;
	*out = past_clean(l->row, value);
	return **out ? past_unknown(l, what, *out, f) : 0;
}

int past_state(struct past_line *l, const char *state, const char *class, const char **name,
               const char **word, struct fault *f)
{
	const struct policy_state *st = policy_state(l->s->policy, state);
	int of = words_find(state_class_words, class ? class : state);

	if (class && of < 0)
		return fault_set(f, EX_DATAERR, "class is %s, not \"%s\"", words_list(l->row, state_class_words), class);
	if (!st && !class && of >= 0)
		st = policy_state_of(l->s->policy, (enum state_class)of);
	*name = st ? st->name : past_clean(l->row, state);
	if (!st && of < 0)
		return fault_set(f, EX_DATAERR, "unknown state \"%s\": say its class, too (%s)", *name,
		                 words_list(l->row, state_class_words));
	*word = state_class_words[st ? (int)st->class : of];
	return st || words_find(state_class_words, *name) >= 0 ? 0 : past_unknown(l, "state", *name, f);
}

/* A number beyond the policy's last priority is as little urgent as that. */
int past_rank(struct past_line *l, const char *value, int *rank, struct fault *f)
{
	int64_t n;
	size_t count_of;

	*rank = policy_priority_rank(l->s->policy, value);
	if (*rank)
		return 0;
	policy_priorities(l->s->policy, &count_of);
	if (num_parse(value, 1, 99, &n))
		*rank = (int)count_of;
	return past_unknown(l, "priority", past_clean(l->row, value), f);
}

int past_grade(const char *what, const char *value, int *grade, struct fault *f)
{
	*grade = 0;
	return value && *value ? fact_grade(what, value, grade, f) : 0;
}

/* --- tags --- */

/* A tag here is a plain name: blanks become "-", what else does not fit "_". */
static char *plain_tag(struct arena *a, const char *text)
{
	enum { MAX = 40 };
	char *tag = arena_dup(a, text, utf8_cut(text, strlen(text), MAX));

	for (char *p = tag; *p; p++) {
		if (*p == ' ' || *p == '\t')
			*p = '-';
		else if (!isalnum((unsigned char)*p) && !strchr("._-", *p) && !(*p & 0x80))
			*p = '_';
	}
	return tag;
}

int past_tags(struct past_line *l, const char *list, const char **out, struct fault *f)
{
	struct str clean = str_new(l->row);
	size_t n;
	char **tag = str_split(l->row, list, ',', &n);

	(void)f;
	for (size_t i = 0; i < n; i++)
		if (*tag[i])
			str_printf(&clean, "%s%s", clean.n ? "," : "", plain_tag(l->row, tag[i]));
	*out = clean.p;
	return 0;
}

/* --- customers --- */

int64_t past_customer(struct past_line *l, const char *key)
{
	struct past_run *run = l->run;
	struct past_customer *place;
	struct session then = *l->s;
	struct customer c;

	if (past_ext_ref(key))
		return past_numbered(l, 'o', key);
	key = past_clean(l->row, mask_text(l->row, key, strlen(key), NULL, NULL));
	place = &run->customers[past_hash(key) % PAST_CUSTOMERS];
	if (place->id && strcmp(place->key, key) == 0)
		return place->id;
	then.now = l->p->at;
	int64_t id = record_customer(&then, l->row, key, &c);
	if (strlen(key) < sizeof place->key) {
		strcpy(place->key, key);
		place->id = id;
	}
	return id;
}
