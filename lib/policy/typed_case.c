/* typed_case: what tickets are about and how they come in, as typed values:
 * categories, channels, plans, custom fields, marks, canned replies. */
#include <regex.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/terms.h"
#include "policy/tree.h"
#include "when/civil.h"

/* --- categories --- */

static int grade_or_none(const struct tree *t, const char *key)
{
	int grade = tree_word(t, key, grade_words);
	return grade > 0 ? grade : 0;
}

static void read_category(const struct tree *t, void *out)
{
	struct policy_category *c = out;
	const char *dot;
	int complexity = tree_word(t, "complexity", complexity_words);
	c->name = t->key ? t->key : "";
	dot = strrchr(c->name, '.');
	c->parent = dot ? arena_dup(t->p->a, c->name, (size_t)(dot - c->name)) : NULL;
	c->label = tree_labels(t, "label");
	c->weight = tree_get(t, "weight").node ? tree_int(t, "weight") : -1;
	c->level = (int)tree_int(t, "level");
	c->team = tree_text(t, "team");
	c->complexity = complexity >= 0 ? complexity_words[complexity] : NULL;
	c->impact = grade_or_none(t, "impact");
	c->urgency = grade_or_none(t, "urgency");
	c->priority_floor = policy_priority_rank(t->p, tree_text(t, "priority_floor"));
	c->skills = tree_names(t, "skills");
	c->aliases = tree_names(t, "aliases");
}

static void inherit(struct policy_category *c, const struct policy_category *from)
{
	if (c->weight < 0)
		c->weight = from->weight;
	if (!c->level)
		c->level = from->level;
	if (!c->team)
		c->team = from->team;
	if (!c->complexity)
		c->complexity = from->complexity;
	if (!c->impact)
		c->impact = from->impact;
	if (!c->urgency)
		c->urgency = from->urgency;
	if (!c->priority_floor)
		c->priority_floor = from->priority_floor;
	if (c->skills.n == 0)
		c->skills = from->skills;
}

/* Each category takes from all above it, the nearest first; their own values
 * may not be complete yet, so the order in the file does not matter. */
static void complete(struct policy_category *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *above = v[i].parent;
		while (above) {
			const struct policy_category *from = tree_find(v, n, sizeof *v, above);
			if (from)
				inherit(&v[i], from);
			above = from ? from->parent : NULL;
		}
	}
	for (size_t i = 0; i < n; i++)
		if (v[i].weight < 0)
			v[i].weight = 1;
}

const struct policy_category *policy_categories(struct policy *p, size_t *n)
{
	bool known = p->lists[TYPED_CATEGORIES].ready;
	size_t count;
	struct policy_category *v = tree_list(p, TYPED_CATEGORIES, "categories", sizeof *v,
	                                      read_category, &count);
	if (!known)
		complete(v, count);
	if (n)
		*n = count;
	return v;
}

const struct policy_category *policy_category(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_category *v = policy_categories(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

static bool goes_by(const struct policy_category *c, const char *text)
{
	if (strcasecmp(c->name, text) == 0)
		return true;
	for (size_t i = 0; i < c->aliases.n; i++)
		if (strcasecmp(c->aliases.v[i], text) == 0)
			return true;
	for (size_t i = 0; i < c->label.n; i++)
		if (strcasecmp(c->label.v[i].text, text) == 0)
			return true;
	return false;
}

const struct policy_category *policy_category_like(struct policy *p, const char *text)
{
	size_t n;
	const struct policy_category *v = policy_categories(p, &n), *exact = policy_category(p, text);
	for (size_t i = 0; !exact && text && i < n; i++)
		if (goes_by(&v[i], text))
			return &v[i];
	return exact;
}

bool policy_category_within(const char *name, const char *under)
{
	size_t n = strlen(under);
	return strncmp(name, under, n) == 0 && (name[n] == '\0' || name[n] == '.');
}

/* --- channels --- */

static void read_channel(const struct tree *t, void *out)
{
	struct policy_channel *c = out;
	c->name = t->key ? t->key : "";
	c->label = tree_labels(t, "label");
	c->two_way = tree_bool(t, "two_way");
	c->public = tree_bool(t, "public");
}

const struct policy_channel *policy_channels(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_CHANNELS, "channels", sizeof(struct policy_channel), read_channel, n);
}

const struct policy_channel *policy_channel(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_channel *v = policy_channels(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

/* --- plans --- */

static void read_price(const struct tree *t, struct policy_plan *plan)
{
	struct tree price = tree_get(t, "price");
	const char *amount = tree_text(&price, "amount");
	int decimals;
	plan->currency = tree_text(&price, "currency");
	decimals = plan->currency ? policy_currency_decimals(plan->currency) : -1;
	if (!amount || decimals < 0 || !num_parse_minor(amount, decimals, &plan->price_minor))
		plan->currency = NULL;
	plan->price_per = plan->currency ? tree_text(&price, "per") : NULL;
}

static void read_plan(const struct tree *t, void *out)
{
	struct policy_plan *plan = out;
	struct tree quota = tree_get(t, "quota");
	plan->name = t->key ? t->key : "";
	plan->label = tree_labels(t, "label");
	plan->hours = tree_text(t, "hours");
	plan->channels = tree_names(t, "channels");
	plan->languages = tree_names(t, "languages");
	plan->quota = tree_int(&quota, "tickets");
	plan->quota_per = plan->quota ? tree_text(&quota, "per") : NULL;
	read_price(t, plan);
}

const struct policy_plan *policy_plans(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_PLANS, "plans", sizeof(struct policy_plan), read_plan, n);
}

const struct policy_plan *policy_plan(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_plan *v = policy_plans(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

/* --- custom fields --- */

enum { TEXT_MAX_DEFAULT = 200 };

static void read_field(const struct tree *t, void *out)
{
	struct policy_field *fd = out;
	int type = tree_word(t, "type", field_type_words);
	bool bounded = tree_get(t, "max").node != NULL;
	fd->name = t->key ? t->key : "";
	fd->label = tree_labels(t, "label");
	fd->type = type < 0 ? FIELD_TEXT : (enum field_type)type;
	fd->words = tree_names(t, "words");
	fd->min = tree_get(t, "min").node || fd->type != FIELD_INT ? tree_int(t, "min") : INT64_MIN;
	fd->max = bounded ? tree_int(t, "max") : fd->type == FIELD_INT ? INT64_MAX : TEXT_MAX_DEFAULT;
	fd->pattern = tree_text(t, "pattern");
	fd->personal = tree_bool(t, "personal");
	fd->kinds = tree_names(t, "kinds");
}

const struct policy_field *policy_fields(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_FIELDS, "fields", sizeof(struct policy_field), read_field, n);
}

const struct policy_field *policy_field(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_field *v = policy_fields(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

/* All of value, as if the pattern stood between ^( and )$. */
static bool fits_pattern(struct arena *a, const char *pattern, const char *value)
{
	regex_t re;
	int rc = regcomp(&re, arena_printf(a, "^(%s)$", pattern), REG_EXTENDED | REG_NOSUB);
	if (rc != 0)
		return false;
	rc = regexec(&re, value, 0, NULL, 0);
	regfree(&re);
	return rc == 0;
}

static int text_check(struct arena *a, const struct policy_field *fd, const char *value, struct fault *f)
{
	int64_t n = (int64_t)strlen(value);
	if (n > fd->max)
		return fault_set(f, EX_DATAERR, "%s: at most %lld bytes", fd->name, (long long)fd->max);
	if (n < fd->min)
		return fault_set(f, EX_DATAERR, "%s: at least %lld bytes", fd->name, (long long)fd->min);
	if (fd->pattern && !fits_pattern(a, fd->pattern, value))
		return fault_set(f, EX_DATAERR, "%s: \"%s\" does not look like %s", fd->name, value, fd->pattern);
	return 0;
}

static int word_check(struct arena *a, const struct policy_field *fd, const char *value, struct fault *f)
{
	if (names_have(&fd->words, value))
		return 0;
	return fault_set(f, EX_DATAERR, "%s: \"%s\" is not %s%s", fd->name, value,
	                 words_list(a, fd->words.v), words_hint(a, fd->words.v, value));
}

static int int_check(struct arena *a, const struct policy_field *fd, const char *value,
                     const char **clean, struct fault *f)
{
	int64_t v;
	if (!num_parse(value, fd->min, fd->max, &v)) {
		bool free = fd->min == INT64_MIN && fd->max == INT64_MAX;
		return free ? fault_set(f, EX_DATAERR, "%s: \"%s\" is not a whole number", fd->name, value)
		            : fault_set(f, EX_DATAERR, "%s: \"%s\" is not a whole number from %lld to %lld",
		                        fd->name, value, (long long)fd->min, (long long)fd->max);
	}
	*clean = arena_printf(a, "%lld", (long long)v);
	return 0;
}

/* "12.5 EUR" becomes "12.50 EUR". */
static int money_check(struct arena *a, const struct policy_field *fd, const char *value,
                       const char **clean, struct fault *f)
{
	const char *blank = strchr(value, ' '), *currency = blank ? blank + 1 : "";
	int decimals = policy_currency_decimals(currency);
	int64_t minor, whole, unit = 1;
	char *amount = blank ? arena_dup(a, value, (size_t)(blank - value)) : NULL;
	if (!amount || decimals < 0 || !num_parse_minor(amount, decimals, &minor))
		return fault_set(f, EX_DATAERR, "%s: \"%s\" is not money, such as 12.50 EUR", fd->name, value);
	for (int i = 0; i < decimals; i++)
		unit *= 10;
	whole = minor / unit;
	*clean = decimals == 0
		? arena_printf(a, "%lld %s", (long long)whole, currency)
		: arena_printf(a, "%s%lld.%0*lld %s", minor < 0 && whole == 0 ? "-" : "", (long long)whole,
		               decimals, (long long)(minor % unit < 0 ? -(minor % unit) : minor % unit), currency);
	return 0;
}

static int date_check(const struct policy_field *fd, const char *value, struct fault *f)
{
	int64_t day;
	return civil_parse_day(value, &day) ? 0
		: fault_set(f, EX_DATAERR, "%s: \"%s\" is not a date, such as 2026-11-21", fd->name, value);
}

static int time_check(struct arena *a, const struct policy_field *fd, const char *value,
                      const char **clean, struct fault *f)
{
	int64_t at;
	char *out = arena_alloc(a, 24);
	if (!civil_parse_rfc3339(value, &at))
		return fault_set(f, EX_DATAERR, "%s: \"%s\" is not a time, such as 2026-11-21T14:00:00Z",
		                 fd->name, value);
	civil_print_utc(out, at);
	*clean = out;
	return 0;
}

static int flag_check(const struct policy_field *fd, const char *value, struct fault *f)
{
	return str_eq(value, "true") || str_eq(value, "false") ? 0
		: fault_set(f, EX_DATAERR, "%s: write true or false, not \"%s\"", fd->name, value);
}

int policy_field_check(struct arena *a, const struct policy_field *fd,
                       const char *value, const char **clean, struct fault *f)
{
	*clean = value;
	switch (fd->type) {
	case FIELD_TEXT: return text_check(a, fd, value, f);
	case FIELD_WORD: return word_check(a, fd, value, f);
	case FIELD_INT: return int_check(a, fd, value, clean, f);
	case FIELD_MONEY: return money_check(a, fd, value, clean, f);
	case FIELD_DATE: return date_check(fd, value, f);
	case FIELD_TIME: return time_check(a, fd, value, clean, f);
	case FIELD_FLAG: return flag_check(fd, value, f);
	}
	bug("field type %d", (int)fd->type);
}

/* --- marks and replies --- */

static void read_mark(const struct tree *t, void *out)
{
	struct policy_mark *m = out;
	m->name = t->key ? t->key : "";
	m->label = tree_labels(t, "label");
	m->public = tree_bool(t, "public");
}

const struct policy_mark *policy_marks(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_MARKS, "marks", sizeof(struct policy_mark), read_mark, n);
}

const struct policy_mark *policy_mark(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_mark *v = policy_marks(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

static void read_reply(const struct tree *t, void *out)
{
	struct policy_reply *r = out;
	r->name = t->key ? t->key : "";
	r->text = tree_own_labels(t);
}

const struct policy_reply *policy_replies(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_REPLIES, "replies", sizeof(struct policy_reply), read_reply, n);
}

const struct policy_reply *policy_reply(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_reply *v = policy_replies(p, &n);
	return tree_find(v, n, sizeof *v, name);
}
