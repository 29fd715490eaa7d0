/* typed_head: the head, zones, states, kinds and their flows, as typed values. */
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/tree.h"
#include "policy/value.h"

/* --- zones --- */

const struct zone *policy_zone(struct policy *p, const char *name)
{
	for (size_t i = 0; i < p->nzones; i++) {
		struct policy_zone_table *z = &p->zones[i];
		struct fault f = {0};
		if (strcmp(z->name, name) != 0)
			continue;
		if (!z->zone && z->p)
			z->zone = zone_parse(p->a, z->name, z->p, z->n, &f);
		return z->zone;
	}
	return strcmp(name, "UTC") == 0 ? zone_utc() : NULL;
}

/* --- head --- */

static struct names one_name(struct arena *a, const char *name)
{
	const char **v = arena_array(a, const char *, 2);
	v[0] = name;
	return (struct names){v, 1};
}

static void read_reopen(struct policy *p, struct policy_head *h)
{
	struct tree t = tree_at(p, "reopen");
	const struct policy_state *open = policy_state_of(p, STATE_OPEN);
	tree_span(&t, "within", &h->reopen_within);
	h->reopen_closed = tree_bool(&t, "closed");
	h->reopen_to = tree_text(&t, "to");
	if (!h->reopen_to)
		h->reopen_to = open ? open->name : "open";
}

/* A cursor over the whole file, for the keys at its top. */
static const char *top_text(struct policy *p, const char *key)
{
	const struct node *node = tree_section(p, key);
	return node && node->type == NODE_SCALAR && *node->text ? node->text : schema_row(key)->def;
}

static int64_t top_size(struct policy *p, const char *key)
{
	int64_t v = 0;
	return value_size(top_text(p, key), &v) ? v : 0;
}

const struct policy_head *policy_head(struct policy *p)
{
	struct policy_head *h = p->head;
	struct tree languages, title;
	if (h)
		return h;
	h = p->head = arena_new(p->a, struct policy_head);
	languages = tree_at(p, "languages");
	title = tree_at(p, "title");
	h->name = top_text(p, "name");
	h->title = tree_own_labels(&title);
	h->language = top_text(p, "language");
	h->languages = tree_own_names(&languages);
	if (h->languages.n == 0)
		h->languages = one_name(p->a, h->language);
	h->zone = top_text(p, "zone");
	h->reference = top_text(p, "reference");
	h->allow_now = str_eq(top_text(p, "allow_now"), "true");
	h->attachment_max = top_size(p, "attachment_max");
	h->text_max = top_size(p, "text_max");
	h->on_take = top_text(p, "on_take");
	read_reopen(p, h);
	return h;
}

const char *policy_language(struct policy *p, const char *lang)
{
	const struct policy_head *h = policy_head(p);
	size_t whole = lang ? strlen(lang) : 0, base = lang ? strcspn(lang, "-_") : 0;

	for (size_t n = whole; n > 0; n = n > base ? base : 0)
		for (size_t i = 0; i < h->languages.n; i++)
			if (strlen(h->languages.v[i]) == n && strncmp(h->languages.v[i], lang, n) == 0)
				return h->languages.v[i];
	return h->language;
}

/* --- states --- */

static void read_state(const struct tree *t, void *out)
{
	struct policy_state *s = out;
	int class = tree_word(t, "class", state_class_words);
	s->name = t->key ? t->key : "";
	s->class = class < 0 ? STATE_OPEN : (enum state_class)class;
	s->label = tree_labels(t, "label");
	s->customer = tree_labels(t, "customer");
	s->next = tree_labels(t, "next");
}

const struct policy_state *policy_states(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_STATES, "states", sizeof(struct policy_state), read_state, n);
}

const struct policy_state *policy_state(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_state *v = policy_states(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

const struct policy_state *policy_state_of(struct policy *p, enum state_class c)
{
	size_t n;
	const struct policy_state *v = policy_states(p, &n);
	for (size_t i = 0; i < n; i++)
		if (v[i].class == c)
			return &v[i];
	return NULL;
}

const char *policy_on_customer_message(struct policy *p, const char *state)
{
	return node_text(tree_section(p, "on_customer_message"), state, NULL);
}

/* --- flows --- */

static void read_steps(const struct tree *t, struct policy_flow *f)
{
	struct tree steps = tree_get(t, "steps");
	struct policy_step *v = arena_array(t->p->a, struct policy_step, tree_count(&steps));
	f->nsteps = tree_count(&steps);
	for (size_t i = 0; i < f->nsteps; i++) {
		struct tree step = tree_item(&steps, i);
		v[i].from = step.key ? step.key : "";
		v[i].to = tree_own_names(&step);
	}
	f->steps = v;
}

static void read_ages(const struct tree *t, struct policy_flow *f)
{
	struct tree ages = tree_get(t, "max_age");
	struct policy_stage_age *v = arena_array(t->p->a, struct policy_stage_age, tree_count(&ages));
	for (size_t i = 0; i < tree_count(&ages); i++) {
		struct tree age = tree_item(&ages, i);
		if (!age.key || !tree_span(&ages, age.key, &v[f->nages].max))
			continue;
		v[f->nages++].state = age.key;
	}
	f->ages = v;
}

static void read_flow(const struct tree *t, void *out)
{
	struct policy_flow *f = out;
	f->name = t->key ? t->key : "";
	f->calendar = tree_text(t, "calendar");
	read_steps(t, f);
	read_ages(t, f);
}

const struct policy_flow *policy_flows(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_FLOWS, "flows", sizeof(struct policy_flow), read_flow, n);
}

struct names policy_flow_from(const struct policy_flow *f, const char *from)
{
	static const char *const none[] = {NULL};
	for (size_t i = 0; i < f->nsteps; i++)
		if (strcmp(f->steps[i].from, from) == 0)
			return f->steps[i].to;
	return (struct names){none, 0};
}

bool policy_flow_allows(const struct policy_flow *f, const char *from, const char *to)
{
	struct names names = policy_flow_from(f, from);
	return names_have(&names, to);
}

/* --- kinds --- */

static void read_kind(const struct tree *t, void *out)
{
	static const struct policy_flow no_flow = {.name = ""};
	struct policy_kind *k = out;
	size_t n;
	const struct policy_flow *flows = policy_flows(t->p, &n);
	const char *flow = tree_text(t, "flow");
	k->name = t->key ? t->key : "";
	k->label = tree_labels(t, "label");
	k->flow = flow ? tree_find(flows, n, sizeof *flows, flow) : flows;
	if (!k->flow || n == 0)
		k->flow = &no_flow;
	k->impact = tree_text(t, "impact");
	k->urgency = tree_text(t, "urgency");
}

const struct policy_kind *policy_kinds(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_KINDS, "kinds", sizeof(struct policy_kind), read_kind, n);
}

const struct policy_kind *policy_kind(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_kind *v = policy_kinds(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

/* --- priorities --- */

static void read_priority(const struct tree *t, void *out)
{
	struct policy_priority *pr = out;
	pr->name = t->key ? t->key : "";
	pr->label = tree_labels(t, "label");
}

const struct policy_priority *policy_priorities(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_PRIORITIES, "priorities", sizeof(struct policy_priority),
	                 read_priority, n);
}

int policy_priority_rank(struct policy *p, const char *name)
{
	size_t n;
	int64_t rank = 0;
	const struct policy_priority *v = policy_priorities(p, &n);
	for (size_t i = 0; name && i < n; i++)
		if (strcmp(v[i].name, name) == 0)
			return (int)i + 1;
	return name && num_parse(name, 1, (int64_t)n, &rank) ? (int)rank : 0;
}

static int grade_of(const struct tree *t, const char *key)
{
	int grade = tree_word(t, key, grade_words);
	return grade > 0 ? grade : GRADE_MEDIUM;
}

const struct policy_matrix *policy_matrix(struct policy *p)
{
	struct policy_matrix *m = p->matrix;
	struct tree t, cells, affected;
	if (m)
		return m;
	m = p->matrix = arena_new(p->a, struct policy_matrix);
	t = tree_at(p, "priority");
	cells = tree_get(&t, "matrix");
	affected = tree_get(&t, "affected");
	for (int i = GRADE_HIGH; i <= GRADE_LOW; i++) {
		struct tree row = tree_get(&cells, grade_words[i]);
		for (int u = GRADE_HIGH; u <= GRADE_LOW; u++)
			m->rank[i][u] = policy_priority_rank(p, tree_text(&row, grade_words[u]));
	}
	m->impact = grade_of(&t, "impact");
	m->urgency = grade_of(&t, "urgency");
	m->affected_high = tree_int(&affected, "high");
	m->affected_medium = tree_int(&affected, "medium");
	return m;
}

struct policy_promise policy_promise(struct policy *p)
{
	struct tree t = tree_at(p, "promise");

	return (struct policy_promise){tree_bool(&t, "measured"), tree_int(&t, "months"), tree_text(&t, "help_centre"),
	                               tree_text(&t, "api_docs"), tree_text(&t, "status")};
}
