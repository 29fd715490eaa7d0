/* clients: what is said of customers, checked against the policy. */
#include "service/clients.h"

#include <inttypes.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "domain/client.h"
#include "service/clients_inner.h"
#include "service/facts.h"
#include "service/lists.h"
#include "service/record.h"
#include "text/mask.h"
#include "when/civil.h"
#include "when/zone.h"

const char *const client_words[] = {
	"key", "name", "lang", "plan", "stage", "zone", "volume", "products", "internal", "csm", "review", NULL,
};

/* --- a run --- */

struct clients_run *clients_begin(const struct session *s, struct arena *a)
{
	struct clients_run *run = arena_new(a, struct clients_run);

	run->s = s;
	run->a = a;
	return run;
}

/* How many customers an agent looks after, this run's included. */
static int64_t *load_of(struct clients_run *run, const char *agent)
{
	for (size_t i = 0; i < run->loads.n; i++)
		if (strcmp(run->loads.v[i].agent, agent) == 0)
			return &run->loads.v[i].n;
	*vec_push(run->a, &run->loads) = (struct client_load){
		arena_strdup(run->a, agent), customers_looked_after(run->s->desk, agent)};
	return &run->loads.v[run->loads.n - 1].n;
}

static int check_zone(struct clients_run *run, const char *name, struct fault *f)
{
	struct fault why = {0};

	for (size_t i = 0; i < run->zones.n; i++)
		if (strcmp(run->zones.v[i], name) == 0)
			return 0;
	const struct zone *z = zone_load(run->a, name, &why);
	if (!z)
		return fault_set(f, EX_DATAERR, "%s", why.text);
	*vec_push(run->a, &run->zones) = arena_strdup(run->a, name);
	return 0;
}

/* --- facts --- */

struct plan {
	struct clients_run *run;
	const struct session *s;
	struct arena *a;
	const struct customer *c;      /* as he is */
	struct event e;
	struct policy_client next;     /* as rules will see him */
	const char *key, *name, *csm;  /* said; NULL: not */
	int masked;
	const char *note, *why;
	bool gone;                     /* the key asked for went into c */
};

void client_differ(struct arena *a, struct event *e, const char *name, const char *old, const char *next)
{
	if (str_eq(old, next))
		return;
	pairs_add(a, &e->data, name, next ? next : "");
	if (old)
		pairs_add(a, &e->data, arena_printf(a, "old.%s", name), old);
}

int client_flag(const char *name, const char *value, bool *out, struct fault *f)
{
	static const char *const words[] = {"", "0", "no", "false", "1", "yes", "true", NULL};
	int i = words_find(words, value);

	if (i < 0)
		return fault_set(f, EX_DATAERR, "%s: yes or no, not \"%s\"", name, value);
	*out = i >= 4;
	return 0;
}

int client_key(struct arena *a, const char *key, const char **out, struct fault *f)
{
	const char *text = str_trim(a, key);

	if (!*text || strcmp(text, "-") == 0 || strcmp(text, "none") == 0 || strcmp(text, "me") == 0)
		return fault_set(f, EX_DATAERR, "\"%s\" cannot be a key", key);
	for (const char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return fault_set(f, EX_DATAERR, "control characters in a key");
	if (strlen(text) > 200)
		return fault_set(f, EX_DATAERR, "a key has at most 200 bytes");
	*out = mask_text(a, text, strlen(text), NULL, NULL);
	return 0;
}

typedef int check(const struct session *, const char *, const char **, struct fault *);

static int set_word(struct plan *p, const char *name, check *fn, const char *old, const char *value,
                    const char **next, struct fault *f)
{
	const char *clean = NULL;
	int bad = *value ? fn(p->s, value, &clean, f) : 0;

	if (bad)
		return bad;
	client_differ(p->a, &p->e, name, old, clean);
	if (next)
		*next = clean;
	return 0;
}

static int check_lang(const struct session *s, const char *value, const char **out, struct fault *f)
{
	return fact_lang(s->a, value, out, f);
}

static int set_zone(struct plan *p, const char *value, struct fault *f)
{
	int bad = *value ? check_zone(p->run, value, f) : 0;

	if (!bad)
		client_differ(p->a, &p->e, "zone", p->c->zone, *value ? value : NULL);
	return bad;
}

static int parse_volume(struct arena *a, const char *value, int64_t *minor, const char **currency, struct fault *f)
{
	const char *blank = strchr(value, ' ');
	char *amount = blank ? arena_dup(a, value, (size_t)(blank - value)) : NULL;

	*currency = blank ? str_trim(a, blank) : "";
	int decimals = policy_currency_decimals(*currency);
	if (amount && decimals >= 0 && num_parse_minor(amount, decimals, minor) && *minor >= 0)
		return 0;
	return fault_set(f, EX_DATAERR, "volume: \"%s\" is not money a month, such as 12500.00 EUR", value);
}

static int set_volume(struct plan *p, const char *value, struct fault *f)
{
	const struct customer *c = p->c;
	const char *currency = NULL;
	int64_t minor = 0;
	int bad = *value ? parse_volume(p->a, value, &minor, &currency, f) : 0;

	if (bad)
		return bad;
	p->next.currency = currency;
	p->next.volume_minor = minor;
	if (str_eq(c->currency, currency) && (!currency || c->volume_minor == minor))
		return 0;
	pairs_add_int(p->a, &p->e.data, "volume_minor", minor);
	pairs_add(p->a, &p->e.data, "currency", currency ? currency : "");
	if (c->currency) {
		pairs_add_int(p->a, &p->e.data, "old.volume_minor", c->volume_minor);
		pairs_add(p->a, &p->e.data, "old.currency", c->currency);
	}
	return 0;
}

static int check_product(void *arg, const char *item, const char **clean, struct fault *f)
{
	return fact_product(arg, item, clean, f);
}

static int set_products(struct plan *p, const char *value, struct fault *f)
{
	const char *list;
	int bad = list_edit(p->a, p->c->products, value, false, check_product, (void *)p->s, &list, f);

	if (bad)
		return bad;
	p->next.products = *list ? list : NULL;
	client_differ(p->a, &p->e, "products", p->c->products, p->next.products);
	return 0;
}

static int set_internal(struct plan *p, const char *value, struct fault *f)
{
	int bad = client_flag("internal", value, &p->next.internal, f);

	if (!bad && p->next.internal != p->c->internal)
		pairs_add(p->a, &p->e.data, "internal", p->next.internal ? "1" : "0");
	return bad;
}

static int set_review(struct plan *p, const char *value, struct fault *f)
{
	int64_t day;

	if (*value && !civil_parse_day(value, &day))
		return fault_set(f, EX_DATAERR, "review: \"%s\" is not a date, such as 2026-11-21", value);
	client_differ(p->a, &p->e, "review", p->c->review, *value ? value : NULL);
	return 0;
}

static int set_key(struct plan *p, const char *value, struct fault *f)
{
	struct customer other;
	const char *key;
	int bad = client_key(p->a, value, &key, f);

	if (bad || str_eq(key, p->c->key))
		return bad;
	if (customers_by_key(p->s->desk, p->a, key, &other))
		return fault_set(f, EX_DATAERR, "the key %s is taken", key);
	p->key = key;
	return 0;
}

static int set_name(struct plan *p, const char *value)
{
	const char *name = fact_subject(p->a, value, &p->masked);

	if (!str_eq(name, p->c->name))
		p->name = name;
	return 0;
}

int clients_known(const struct session *s, struct arena *a, bool person, const char *name, struct fault *f)
{
	const char *const *words = person ? client_person_words : client_words;
	VEC(const char *) all = {0};
	size_t n;
	const struct policy_channel *channels = policy_channels(s->policy, &n);

	if (words_find(words, name) >= 0 || (person && policy_channel(s->policy, name)))
		return 0;
	for (size_t i = 0; words[i]; i++)
		*vec_push(a, &all) = words[i];
	for (size_t i = 0; person && i < n; i++)
		*vec_push(a, &all) = channels[i].name;
	*vec_push(a, &all) = NULL;
	const char *hint = words_hint(a, all.v, name);
	return fault_set(f, EX_DATAERR, "unknown field \"%s\" of a %s%s", name, person ? "person" : "customer",
	                 *hint ? hint : arena_printf(a, " (%s)", words_list(a, all.v)));
}

static int set_one(struct plan *p, const char *name, const char *value, struct fault *f)
{
	switch (words_find(client_words, name)) {
	case 0: return set_key(p, value, f);
	case 1: return set_name(p, value);
	case 2: return set_word(p, name, check_lang, p->c->lang, value, &p->next.lang, f);
	case 3: return set_word(p, name, fact_plan, p->c->plan, value, &p->next.plan, f);
	case 4: return set_word(p, name, fact_stage, p->c->stage, value, &p->next.stage, f);
	case 5: return set_zone(p, value, f);
	case 6: return set_volume(p, value, f);
	case 7: return set_products(p, value, f);
	case 8: return set_internal(p, value, f);
	case 9: p->csm = value; return 0;      /* last: rules look at the rest */
	case 10: return set_review(p, value, f);
	default: return clients_known(p->s, p->a, false, name, f);
	}
}

/* --- who looks after him --- */

static void give_csm(struct plan *p, const char *csm, const char *why)
{
	client_differ(p->a, &p->e, "csm", p->c->csm, csm);
	client_differ(p->a, &p->e, "csm_why", p->c->csm_why, why);
}

/* Of the first rule that fits the agent with the fewest customers, the first of
 * them in the rule's order. Who fits stays. */
static void choose_csm(struct plan *p)
{
	const struct policy_csm_rule *r = policy_csm_for(p->s->policy, &p->next);
	int64_t least = INT64_MAX;
	const char *csm = NULL;

	if (!r) {
		const char *text = "no rule of the policy chooses who looks after it (customers.csm)";
		*(p->c->csm ? &p->note : &p->why) = text;
		give_csm(p, NULL, NULL);
		return;
	}
	bool stays = p->c->csm && names_have(&r->agents, p->c->csm);
	if (stays && str_eq(client_csm_rule(p->a, p->c->csm_why), r->name))
		return;
	for (size_t i = 0; i < r->agents.n; i++) {
		int64_t n = *load_of(p->run, r->agents.v[i]) - str_eq(p->c->csm, r->agents.v[i]);
		if (stays ? str_eq(p->c->csm, r->agents.v[i]) : n < least) {
			least = n;
			csm = r->agents.v[i];
		}
	}
	const char *why = client_csm_why(p->a, r, &p->next, r->agents.n > 1 ? least : -1);
	give_csm(p, csm, why);
	p->why = arena_printf(p->a, "%s, %s", csm, client_csm_explain(p->a, p->s->policy, csm, why));
}

static int set_csm(struct plan *p, struct fault *f)
{
	const char *csm;

	if (strcmp(p->csm, "auto") == 0) {
		choose_csm(p);
		return 0;
	}
	int bad = *p->csm ? fact_agent(p->s, p->csm, &csm, f) : 0;
	if (!bad)
		give_csm(p, *p->csm ? csm : NULL, *p->csm ? CLIENT_SAID : NULL);
	return bad;
}

/* --- all together --- */

int client_each(const struct pairs *set, int (*one)(void *, const char *, const char *, struct fault *),
                void *arg, struct fault *f)
{
	for (size_t i = 0; i < set->n; i++)
		if (pairs_get(set, set->v[i].name) != set->v[i].value)
			return fault_set(f, EX_USAGE, "%s is set twice", set->v[i].name);
	for (size_t i = 0; i < set->n; i++) {
		int bad = one(arg, set->v[i].name, set->v[i].value, f);
		if (bad)
			return bad;
	}
	return 0;
}

static int one(void *arg, const char *name, const char *value, struct fault *f)
{
	return set_one(arg, name, value, f);
}

static int find(struct plan *p, struct customer *c, const char *key, enum client_how how, struct fault *f)
{
	bool found = customers_by_key(p->s->desk, p->a, key, c);

	p->gone = found && c->merged;
	if (p->gone)
		customers_find(p->s->desk, p->a, key, c);
	if (found && how == CLIENT_ADD)
		return fault_set(f, EX_DATAERR, "%s is a customer already", key);
	if (!found && how == CLIENT_SET)
		return fault_set(f, EXIT_NO, "no customer has the key %s (tk-customer add makes one)", key);
	if (!found)
		*c = (struct customer){0};
	return 0;
}

static void write(struct plan *p, struct customer *c, struct client_result *r)
{
	const char *old = c->csm ? arena_strdup(p->a, c->csm) : NULL;

	event_add_text(p->a, &p->e, PART_KEY, p->key);
	event_add_text(p->a, &p->e, PART_NAME, p->name);
	r->made = c->id == 0;
	r->changed = p->e.data.n > 0 || p->e.ntexts > 0;
	if (!r->changed)
		return;
	pairs_add(p->a, &p->e.data, "do", r->made ? "new" : "set");
	if (p->masked)
		pairs_add_int(p->a, &p->e.data, "masked", p->masked);
	record_client(p->s, p->a, &p->e, c);
	r->masked += record_masked(&p->e);
	if (!str_eq(old, c->csm) && old)
		--*load_of(p->run, old);
	if (!str_eq(old, c->csm) && c->csm)
		++*load_of(p->run, c->csm);
}

int clients_put(struct clients_run *run, struct arena *a, const char *key, enum client_how how,
                const struct pairs *set, struct client_result *r, struct fault *f)
{
	struct plan p = {.run = run, .s = run->s, .a = a};
	struct customer c = {0};
	const char *clean;

	*r = (struct client_result){0};
	int bad = session_check(run->s, RIGHT_CUSTOMER, f);
	if (!bad) bad = client_key(a, key, &clean, f);
	if (!bad) bad = find(&p, &c, clean, how, f);
	if (bad)
		return bad;
	if (p.gone && how == CLIENT_PUT) {     /* other systems may not know it yet */
		r->id = c.id;
		r->note = arena_printf(a, "%s went into %s: left as it is", clean, c.key ? c.key : "another");
		return 0;
	}
	p.c = &c;
	p.next = customer_client(&c);
	p.e = record_event(run->s, EVENT_CUSTOMER, 0);
	if (!c.id)
		p.key = clean;
	struct fault why = {0};
	bad = client_each(set, one, &p, &why);
	if (!bad && p.csm)
		bad = set_csm(&p, &why);
	if (bad)
		return fault_set(f, bad, "%s: %s", clean, why.text);
	struct customer next = c;
	write(&p, &next, r);
	r->id = next.id;
	r->note = p.note ? arena_printf(a, "%s: %s", clean, p.note) : NULL;
	r->why = p.why ? arena_printf(a, "%s: %s", clean, p.why) : NULL;
	return 0;
}
