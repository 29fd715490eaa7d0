/* check_people: people and what belongs to tickets, as a whole: levels,
 * agents, rosters, permissions, categories, plans, customers, fields, marks,
 * replies. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/checker.h"
#include "policy/terms.h"
#include "policy/value.h"

/* --- agents --- */

static const char *user_of(const struct node *agents, size_t i)
{
	return node_text(agents->items[i], "user", agents->keys[i]->text);
}

/* Sorts the agents by OS user so that two of one user become neighbours. */
static int user_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void say_shared_user(struct checker *c, const struct node *agents, const char *user)
{
	const char *first = NULL;
	for (size_t i = 0; i < agents->n; i++) {
		if (strcmp(user_of(agents, i), user) != 0)
			continue;
		if (first) {
			check_say(c, agents->keys[i], "\"%s\" has the same OS user as \"%s\"",
			          agents->keys[i]->text, first);
			return;
		}
		first = agents->keys[i]->text;
	}
}

static void check_agents(struct checker *c)
{
	static const char *const taken[] = {"me", "anyone", "nobody", "none", "all", "unassigned", NULL};
	const struct node *agents = check_find(c, "agents");
	const char **users;
	if (!agents || agents->type != NODE_MAP)
		return;
	users = arena_array(c->a, const char *, agents->n);
	for (size_t i = 0; i < agents->n; i++) {
		users[i] = user_of(agents, i);
		if (words_find(taken, agents->keys[i]->text) >= 0)
			check_say(c, agents->keys[i], "an agent cannot be called \"%s\": programs use the word",
			          agents->keys[i]->text);
	}
	qsort(users, agents->n, sizeof *users, user_order);
	for (size_t i = 1; i < agents->n; i++)
		if (strcmp(users[i], users[i - 1]) == 0 && (i == 1 || strcmp(users[i], users[i - 2]) != 0))
			say_shared_user(c, agents, users[i]);
}

/* --- on call --- */

static bool instant(struct checker *c, const struct node *shift, const char *key, int64_t *at)
{
	const char *text = node_text(shift, key, NULL);
	const struct zone *z = policy_zone(c->p, node_text(c->root, "zone", "UTC"));
	return text && value_instant(text, z ? z : zone_utc(), at);
}

static void check_shifts(struct checker *c, const struct node *shifts)
{
	CHECK_EACH(i, shifts) {
		const struct node *shift = shifts->items[i], *to = node_get(shift, "to");
		int64_t from, until;
		if (instant(c, shift, "from", &from) && instant(c, shift, "to", &until) && until <= from)
			check_say(c, to, "the shift ends before it starts");
	}
}

static void check_rosters(struct checker *c)
{
	const struct node *rosters = check_find(c, "on_call");
	CHECK_EACH(i, rosters)
		check_shifts(c, node_get(rosters->items[i], "shifts"));
}

/* --- permissions --- */

static bool has_right(const struct node *role, const char *right)
{
	if (role && role->type == NODE_SCALAR)
		return str_eq(role->text, right) || str_eq(role->text, "all");
	CHECK_EACH(i, role)
		if (role->items[i]->type == NODE_SCALAR && has_right(role->items[i], right))
			return true;
	return false;
}

static void check_act_as(struct checker *c)
{
	const struct node *act_as = check_find(c, "permissions.act_as");
	const struct node *roles = check_find(c, "permissions.roles");
	for (size_t i = 0; act_as && act_as->type == NODE_MAP && i < act_as->n; i++) {
		const struct node *role = node_get(roles, act_as->keys[i]->text);
		if (role && !has_right(role, "act_as"))
			check_say(c, act_as->keys[i], "the role \"%s\" has not the right act_as",
			          act_as->keys[i]->text);
	}
}

/* --- categories --- */

static void check_parent(struct checker *c, const struct node *key)
{
	const char *dot = strrchr(key->text, '.');
	const char *parent;
	if (!dot)
		return;
	parent = arena_dup(c->a, key->text, (size_t)(dot - key->text));
	if (!check_defined(c, "categories", parent))
		check_say(c, key, "\"%s\" needs the category \"%s\" above it", key->text, parent);
}

/* An alias must say one category; so must a name. */
static void check_alias(struct checker *c, const struct node *categories, size_t owner, const struct node *alias)
{
	for (size_t i = 0; i < owner; i++) {
		const struct node *others = node_get(categories->items[i], "aliases");
		bool same = others && others->type == NODE_SCALAR && strcmp(others->text, alias->text) == 0;
		CHECK_EACH(j, others)
			same |= str_eq(others->items[j]->text, alias->text);
		if (same) {
			check_say(c, alias, "\"%s\" is an alias of \"%s\" already", alias->text,
			          categories->keys[i]->text);
			return;
		}
	}
}

static void check_categories(struct checker *c)
{
	const struct node *categories = check_find(c, "categories");
	if (!categories || categories->type != NODE_MAP)
		return;
	for (size_t i = 0; i < categories->n; i++) {
		const struct node *aliases = node_get(categories->items[i], "aliases");
		check_parent(c, categories->keys[i]);
		if (aliases && aliases->type == NODE_SCALAR && *aliases->text)
			check_alias(c, categories, i, aliases);
		CHECK_EACH(j, aliases)
			if (aliases->items[j]->type == NODE_SCALAR)
				check_alias(c, categories, i, aliases->items[j]);
	}
}

/* --- plans and customers --- */

/* An amount in minor units of a currency; false where one of them is wrong. */
static bool check_amount(struct checker *c, const struct node *amount, const char *currency, int64_t *minor)
{
	int decimals = currency ? policy_currency_decimals(currency) : -1;
	if (!amount || amount->type != NODE_SCALAR || decimals < 0 || !num_parse_minor(amount->text, 3, minor))
		return false;
	if (num_parse_minor(amount->text, decimals, minor))
		return true;
	check_say(c, amount, "%s has %d decimals", currency, decimals);
	return false;
}

static void check_plans(struct checker *c)
{
	const struct node *plans = check_find(c, "plans");
	CHECK_EACH(i, plans) {
		const struct node *price = node_get(plans->items[i], "price");
		int64_t minor;
		check_amount(c, node_get(price, "amount"), node_text(price, "currency", NULL), &minor);
	}
}

static void check_client_rule(struct checker *c, const struct node *when)
{
	const struct node *from = node_get(when, "volume_from"), *below = node_get(when, "volume_below");
	const char *currency = node_text(when, "currency", NULL);
	int64_t low, high;
	if ((from || below) && !currency) {
		check_say(c, check_key(when, from ? "volume_from" : "volume_below"), "a volume needs a \"currency\"");
		return;
	}
	if (currency && !from && !below)
		check_say(c, check_key(when, "currency"), "a currency says nothing without \"volume_from\" or \"volume_below\"");
	bool bounded = check_amount(c, from, currency, &low);
	if (check_amount(c, below, currency, &high) && bounded && low >= high)
		check_say(c, below, "\"volume_below\" is not more than \"volume_from\"");
}

static void check_customers(struct checker *c)
{
	static const char *const sections[] = {"customers.segments", "customers.csm"};
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		const struct node *rules = check_find(c, sections[i]);
		CHECK_EACH(j, rules)
			check_client_rule(c, node_get(rules->items[j], "when"));
	}
}

/* --- fields, marks, replies --- */

static void check_bounds(struct checker *c, const struct node *field, const char *type)
{
	bool bounded = str_eq(type, "int") || str_eq(type, "text");
	const struct node *min = node_get(field, "min"), *max = node_get(field, "max");
	const struct node *pattern = node_get(field, "pattern");
	int64_t low, high;
	if ((min || max) && !bounded)
		check_say(c, check_key(field, min ? "min" : "max"), "a field of type %s has no bounds", type);
	if (pattern && !str_eq(type, "text"))
		check_say(c, check_key(field, "pattern"), "only a text field has a pattern");
	if (min && max && min->type == NODE_SCALAR && max->type == NODE_SCALAR &&
	    num_parse(min->text, INT64_MIN, INT64_MAX, &low) &&
	    num_parse(max->text, INT64_MIN, INT64_MAX, &high) && low > high)
		check_say(c, max, "\"max\" is less than \"min\"");
}

static void check_field(struct checker *c, const struct node *key, const struct node *field)
{
	const char *type = node_text(field, "type", "text");
	const struct node *words = node_get(field, "words");
	if (words_find(policy_ticket_fields, key->text) >= 0)
		check_say(c, key, "every ticket has a field \"%s\" already", key->text);
	if (words_find(field_type_words, type) < 0)
		return;
	if (str_eq(type, "word") && !words)
		check_say(c, key, "the word field \"%s\" needs \"words\"", key->text);
	if (!str_eq(type, "word") && words)
		check_say(c, check_key(field, "words"), "only a word field has words");
	check_bounds(c, field, type);
}

static void check_fields(struct checker *c)
{
	const struct node *fields = check_find(c, "fields");
	for (size_t i = 0; fields && fields->type == NODE_MAP && i < fields->n; i++)
		check_field(c, fields->keys[i], fields->items[i]);
}

static void check_marks(struct checker *c)
{
	const struct node *marks = check_find(c, "marks");
	for (size_t i = 0; marks && marks->type == NODE_MAP && i < marks->n; i++)
		if (words_find(policy_events, marks->keys[i]->text) >= 0)
			check_say(c, marks->keys[i], "\"%s\" happens to every ticket and cannot be a mark",
			          marks->keys[i]->text);
}

/* The places "{{...}}" of a canned reply that are to be filled in. */
static void check_places(struct checker *c, const struct node *text)
{
	const char *open = text->text, *close;
	while ((open = strstr(open, "{{")) && (close = strstr(open, "}}"))) {
		const char *word = str_trim(c->a, arena_dup(c->a, open + 2, (size_t)(close - open - 2)));
		if (words_find(policy_places, word) < 0) {
			const char *hint = check_near(c, policy_places, word);
			if (!hint)
				hint = arena_printf(c->a, "known here: %s", words_list(c->a, policy_places));
			check_say_hint(c, text, hint, "no placeholder {{%s}}", word);
		}
		open = close + 2;
	}
}

static void check_replies(struct checker *c)
{
	const struct node *replies = check_find(c, "replies");
	CHECK_EACH(i, replies) {
		const struct node *reply = replies->items[i];
		if (reply->type == NODE_SCALAR)
			check_places(c, reply);
		CHECK_EACH(j, reply)
			if (reply->items[j]->type == NODE_SCALAR)
				check_places(c, reply->items[j]);
	}
}

void check_people(struct checker *c)
{
	check_agents(c);
	check_rosters(c);
	check_act_as(c);
	check_categories(c);
	check_plans(c);
	check_customers(c);
	check_fields(c);
	check_marks(c);
	check_replies(c);
}
