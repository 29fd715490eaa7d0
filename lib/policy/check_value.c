/* check_value: the form of every value and key, by its type in the schema. */
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/checker.h"
#include "policy/value.h"
#include "when/cal.h"

/* Types that may be a list, and what its items are. */
static const struct { enum schema_type list, item; } plurals[] = {
	{SCHEMA_TEXTS, SCHEMA_TEXT}, {SCHEMA_WORDS, SCHEMA_WORD}, {SCHEMA_NAMES, SCHEMA_NAME},
	{SCHEMA_PATHS, SCHEMA_PATH},
	{SCHEMA_HOURS, SCHEMA_HOURS}, {SCHEMA_LANGS, SCHEMA_LANG}, {SCHEMA_PARTIES, SCHEMA_PARTY},
};

static int plural_of(enum schema_type type)
{
	for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
		if (plurals[i].list == type)
			return (int)i;
	return -1;
}

bool check_is_plural(enum schema_type type)
{
	return type == SCHEMA_LABELS || plural_of(type) >= 0;
}

/* --- values that need more than a parser --- */

static void check_word(struct checker *c, const struct node *node, const char *const *words,
                       const char *text)
{
	const char *hint = check_near(c, words, text);
	if (words_find(words, text) >= 0)
		return;
	if (hint)
		check_say_hint(c, node, hint, "\"%s\" is not known here", text);
	else
		check_say(c, node, "\"%s\" is not %s", text, words_list(c->a, words));
}

static bool check_int(struct checker *c, const struct node *node, const struct schema_row *row,
                      const char *text)
{
	int64_t min = row->min, max = row->max || row->min ? row->max : 999999999, v;
	if (num_parse(text, min, max, &v))
		return true;
	if (strcmp(row->path, "version") == 0 && num_parse(text, max + 1, INT32_MAX, &v))
		check_say(c, node, "version %s is newer than this program, which knows version %lld",
		          text, (long long)max);
	else if (num_parse(text, INT64_MIN, INT64_MAX, &v))
		check_say(c, node, "%s is not from %lld to %lld", text, (long long)min, (long long)max);
	else
		check_say(c, node, "\"%s\" is not a whole number", text);
	return false;
}

/* Loads a zone once and keeps it with the policy. */
static void check_zone(struct checker *c, const struct node *node, const char *text)
{
	struct policy *p = c->p;
	struct policy_zone_table *zones;
	const struct zone *z;
	struct fault f = {0};
	if (policy_zone(p, text))
		return;
	z = zone_load(c->a, text, &f);
	if (!z) {
		check_say(c, node, "%s", f.text);
		return;
	}
	zones = arena_array(c->a, struct policy_zone_table, p->nzones + 1);
	if (p->nzones)
		memcpy(zones, p->zones, p->nzones * sizeof *zones);
	zones[p->nzones++] = (struct policy_zone_table){.name = text, .zone = z};
	p->zones = zones;
}

/* A language of the policy's own texts. */
static void check_text_language(struct checker *c, const struct node *at, const char *lang)
{
	const char *const *known = check_names(c, "languages");
	const char *only = node_text(c->root, "language", schema_row("language")->def);
	if (!value_lang(lang))
		check_say(c, at, "\"%s\" is not a language, such as en or pt-BR", lang);
	else if (!c->whole)
		return;              /* a fragment goes into some policy, whose languages are its own */
	else if (known[0] && words_find(known, lang) < 0)
		check_say_hint(c, at, check_near(c, known, lang), "\"%s\" is not in \"languages\"", lang);
	else if (!known[0] && value_lang(only) && strcmp(lang, only) != 0)
		check_say_hint(c, at, "name all in \"languages\"", "\"%s\" is not the policy's language", lang);
}

static void check_labels(struct checker *c, const struct node *node)
{
	if (node->type == NODE_LIST) {
		check_say(c, node, "this must be a text, or a map from language to text");
		return;
	}
	CHECK_EACH(i, node) {
		check_text_language(c, node->keys[i], node->keys[i]->text);
		if (node->items[i]->type != NODE_SCALAR)
			check_say(c, node->items[i], "\"%s\" must be a text", node->keys[i]->text);
		else if (!*node->items[i]->text)
			check_say(c, node->keys[i], "\"%s\" needs a text", node->keys[i]->text);
	}
}

/* --- values with a parser --- */

static bool is_text(const char *t) { return *t != '\0'; }
static bool is_bool(const char *t) { return str_eq(t, "true") || str_eq(t, "false"); }
static bool is_size(const char *t) { int64_t v; return value_size(t, &v); }
static bool is_share(const char *t) { int v; return value_share(t, &v); }
static bool is_span(const char *t) { struct span s; return span_parse(t, &s); }
static bool is_moment(const char *t) { struct policy_moment m; return value_moment(t, &m); }
static bool is_warn(const char *t) { return is_share(t) || is_span(*t == '-' ? t + 1 : t); }
static bool is_date(const char *t) { int64_t d; return civil_parse_day(t, &d); }
static bool is_instant(const char *t) { int64_t at; return value_instant(t, zone_utc(), &at); }
static bool is_weekdays(const char *t) { int from, to; return value_weekdays(t, &from, &to); }
static bool is_hours(const char *t) { struct cal_hours h; return cal_parse_hours(t, &h); }
static bool is_currency(const char *t) { return policy_currency_decimals(t) >= 0; }
static bool is_amount(const char *t) { int64_t v; return num_parse_minor(t, 3, &v) && v >= 0; }
static bool is_watch(const char *t) { enum watch_kind k; const char *n; return value_watch(t, &k, &n); }
static bool is_party(const char *t) { struct policy_party p; return value_party(t, &p); }

static bool is_day(const char *t)
{
	bool yearly;
	int64_t no;
	int month, day;
	return value_day(t, &yearly, &no, &month, &day);
}

static const struct form {
	enum schema_type type;
	bool (*right)(const char *text);
	const char *wanted;
} forms[] = {
	{SCHEMA_TEXT, is_text, "a text"},
	{SCHEMA_NAME, value_name, "a name: letters, digits, \"-\" and \"_\", at most 64"},
	{SCHEMA_PATH, value_path, "names joined by dots, such as payment.failed"},
	{SCHEMA_USER, value_user, "the name of an OS user"},
	{SCHEMA_BOOL, is_bool, "true or false"},
	{SCHEMA_SIZE, is_size, "a number of bytes, such as 5000, 64KiB or 25MiB"},
	{SCHEMA_SHARE, is_share, "a share, such as 80% or 73.4%"},
	{SCHEMA_SPAN, is_span, "a duration, such as 90s, 30m, 4h, 15bd, 35d, 8w or 1mo"},
	{SCHEMA_MOMENT, is_moment, "80%, -1h, 0 or +2h"},
	{SCHEMA_WARN, is_warn, "a share such as 80% or a duration such as 1h"},
	{SCHEMA_DATE, is_date, "a date, such as 2026-11-21"},
	{SCHEMA_DAY, is_day, "a date, such as 2026-12-24, or 12-25 for every year"},
	{SCHEMA_INSTANT, is_instant, "a time, such as \"2026-11-21 08:00\" or 2026-11-21T08:00:00Z"},
	{SCHEMA_WEEKDAYS, is_weekdays, "mon to sun, or days such as mon-fri"},
	{SCHEMA_HOURS, is_hours, "opening hours, such as \"09:00-18:00\""},
	{SCHEMA_LANG, value_lang, "a language, such as en or pt-BR"},
	{SCHEMA_AMOUNT, is_amount, "an amount, such as \"99.00\""},
	{SCHEMA_CURRENCY, is_currency, "a currency, such as EUR"},
	{SCHEMA_MAIL, value_mail, "a mail address"},
	{SCHEMA_PREFIX, value_prefix, "1 to 8 capital letters"},
	{SCHEMA_PATTERN, value_pattern, "a regular expression (POSIX extended) of moderate size"},
	{SCHEMA_WATCH, is_watch, "a clock, \"state NAME\", \"level N\" or \"deadline NAME\""},
	{SCHEMA_PARTY, is_party, "agent, team, csm, on_call, supervisors, customer, next_level, "
	                         "\"agent NAME\", \"team NAME\", \"level N\" or \"on_call NAME\""},
};

/* A watch is mostly a clock with a slip of the pen. */
static const char *form_hint(struct checker *c, enum schema_type type, const char *text)
{
	if (type == SCHEMA_WATCH)
		return check_near(c, sla_clock_words, text);
	if (type == SCHEMA_WEEKDAYS)
		return check_near(c, civil_weekday_words, text);
	return NULL;
}

static bool check_form(struct checker *c, enum schema_type type, const struct node *node, const char *text)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (forms[i].type != type)
			continue;
		if (forms[i].right(text))
			return true;
		check_say_hint(c, node, form_hint(c, type, text), "\"%.60s\" is not %s", text, forms[i].wanted);
		return false;
	}
	return true;
}

static void check_length(struct checker *c, const struct node *node, const struct schema_row *row,
                         const char *text)
{
	if (row->type == SCHEMA_TEXT && row->max > 0 && strlen(text) > (size_t)row->max)
		check_say(c, node, "this is longer than %lld bytes", (long long)row->max);
}

/* --- one value, several, or a key --- */

static const char *subject(struct checker *c, const struct schema_row *row)
{
	const char *name = schema_name(row);
	return *name == '*' || *name == '[' ? "this" : arena_printf(c->a, "\"%s\"", name);
}

static void check_one(struct checker *c, enum schema_type type, const struct schema_row *row,
                      const struct node *node)
{
	if (node->type != NODE_SCALAR) {
		check_say(c, node, "%s must be one value, not a %s", subject(c, row), node->type == NODE_LIST ? "list" : "map");
		return;
	}
	switch (type) {
	case SCHEMA_WORD: check_word(c, node, row->words, node->text); return;
	case SCHEMA_ZONE: check_zone(c, node, node->text); return;
	case SCHEMA_INT:
		if (!check_int(c, node, row, node->text))
			return;
		break;
	default:
		if (!check_form(c, type, node, node->text))
			return;
		check_length(c, node, row, node->text);
	}
	if (row->refers)
		check_refers(c, node, row->refers, row->words, node->text);
}

static void check_twice(struct checker *c, const struct node *list)
{
	for (size_t i = 1; i < list->n && i < 1000; i++) {
		for (size_t j = 0; j < i; j++) {
			if (list->items[i]->type == NODE_SCALAR && list->items[j]->type == NODE_SCALAR &&
			    strcmp(list->items[i]->text, list->items[j]->text) == 0) {
				check_say(c, list->items[i], "\"%s\" is named twice", list->items[i]->text);
				break;
			}
		}
	}
}

void check_value(struct checker *c, const struct schema_row *row, const struct node *node)
{
	int plural = plural_of(row->type);
	if (row->type == SCHEMA_LABELS) {
		check_labels(c, node);
	} else if (plural >= 0 && node->type == NODE_LIST) {
		for (size_t i = 0; i < node->n; i++)
			check_one(c, plurals[plural].item, row, node->items[i]);
		check_twice(c, node);
	} else if (plural >= 0 && node->type == NODE_MAP) {
		check_say(c, node, "%s must be a list, not a map", subject(c, row));
	} else {
		check_one(c, plural >= 0 ? plurals[plural].item : row->type, row, node);
	}
}

void check_key_form(struct checker *c, const struct schema_row *row, const struct node *key)
{
	enum schema_type type = row->key ? row->key : SCHEMA_NAME;
	if (type == SCHEMA_WORD) {
		check_word(c, key, row->key_words, key->text);
	} else if (type == SCHEMA_INT) {
		if (!check_int(c, key, row, key->text))
			return;
	} else if (!check_form(c, type, key, key->text)) {
		return;
	}
	if (row->key_refers)
		check_refers(c, key, row->key_refers, NULL, key->text);
}
