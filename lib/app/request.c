/* request: a ticket to open as named values. */
#include "app/request.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "when/read.h"

const char *const request_words[] = {
	"subject", "body", "kind", "category", "complexity", "channel", "customer", "lang", "plan",
	"impact", "urgency", "priority", "team", "agent", "level", "affected", "contact", "at", "key",
	"tags", "solved", "solution", "person", "watchers", "cc", "fields", NULL,
};

enum form { TEXT, CATEGORY, LEVEL, COUNT, INSTANT, FLAG };

#define AT_(member, form) {form, offsetof(struct open_request, member)}
/* In the order of request_words; the last one, fields, has its own way. */
static const struct { enum form form; size_t at; } places[] = {
	AT_(subject, TEXT), AT_(body, TEXT), AT_(kind, TEXT), AT_(category, CATEGORY),
	AT_(complexity, TEXT), AT_(channel, TEXT), AT_(customer, TEXT), AT_(lang, TEXT),
	AT_(plan, TEXT), AT_(impact, TEXT), AT_(urgency, TEXT), AT_(priority, TEXT), AT_(team, TEXT),
	AT_(agent, TEXT), AT_(level, LEVEL), AT_(affected, COUNT), AT_(contact, INSTANT),
	AT_(at, INSTANT), AT_(key, TEXT), AT_(tags, TEXT), AT_(solved, FLAG), AT_(solution, TEXT),
	AT_(person, TEXT), AT_(watchers, TEXT), AT_(cc, TEXT),
};
enum { FIELDS = sizeof places / sizeof *places };

/* What stands behind "fields." in a name; NULL. */
static const char *field_name(const char *name)
{
	return strncmp(name, "fields.", 7) == 0 && name[7] ? name + 7 : NULL;
}

int request_known(struct arena *a, const char *name, struct fault *f)
{
	if (field_name(name) || words_find(request_words, name) >= 0)
		return 0;
	return fault_set(f, EX_DATAERR, "unknown field \"%s\"%s", name, words_hint(a, request_words, name));
}

static int set_flag(const char *name, const char *value, bool *out, struct fault *f)
{
	static const char *const words[] = {"false", "no", "0", "true", "yes", "1", NULL};
	int i = words_find(words, value);

	if (i < 0)
		return fault_set(f, EX_DATAERR, "%s: true or false, not \"%s\"", name, value);
	*out = i >= 3;
	return 0;
}

static int set_number(const char *name, const char *value, int64_t max, int64_t *out, struct fault *f)
{
	if (num_parse(value, 0, max, out))
		return 0;
	return fault_set(f, EX_DATAERR, "%s: a whole number, not \"%s\"", name, value);
}

static int set_instant(struct app *app, const char *name, const char *value, const struct zone *zone,
                       int64_t *out, struct fault *f)
{
	struct fault why = {0};

	if (read_at(value, app->session.now, zone, false, out, &why) == 0)
		return 0;
	return fault_set(f, EX_DATAERR, "%s: %s", name, why.text);
}

/* Other systems' words are taken where the policy lists them. */
static const char *category(struct app *app, const char *value)
{
	const struct policy_category *c = policy_category_like(app->session.policy, value);

	return c ? c->name : value;
}

int request_set(struct app *app, struct arena *a, struct open_request *q, const char *name,
                const char *value, const struct zone *zone, struct fault *f)
{
	int i = words_find(request_words, name);
	void *p = i >= 0 && i < FIELDS ? (char *)q + places[i].at : NULL;
	int64_t n = 0;
	int bad;

	if (!*value)
		return 0;
	if (!p && field_name(name)) {
		pairs_add(a, &q->fields, field_name(name), value);
		return 0;
	}
	if (i == FIELDS)
		return fault_set(f, EX_DATAERR, "fields: an object of names and values is expected");
	if (!p)
		return request_known(a, name, f);
	switch (places[i].form) {
	case TEXT:
		*(const char **)p = value;
		return 0;
	case CATEGORY:
		*(const char **)p = category(app, value);
		return 0;
	case LEVEL:
		bad = set_number(name, value, 99, &n, f);
		*(int *)p = (int)n;
		return bad;
	case COUNT: return set_number(name, value, INT64_MAX / 2, p, f);
	case INSTANT: return set_instant(app, name, value, zone, p, f);
	default: return set_flag(name, value, p, f);
	}
}

/* --- from JSON --- */

/* A value as text; NULL for a list, an object or a fraction, which has no
 * exact text. */
static const char *text_of(struct arena *a, const struct jval *v)
{
	switch (v->type) {
	case JVAL_NULL: return "";
	case JVAL_TEXT: return v->text;
	case JVAL_INT: return arena_printf(a, "%" PRId64, v->i);
	case JVAL_BOOL: return v->yes ? "true" : "false";
	default: return NULL;
	}
}

static int wrong_type(const char *name, const struct jval *v, struct fault *f)
{
	return fault_set(f, EX_DATAERR, "%s: a text is expected, not %s%s", name, jval_type_name(v->type),
	                 v->type == JVAL_REAL ? " (write it in quotes)" : "");
}

/* tags, watchers, cc: a list is as good as a text with commas. */
static const char **list_place(struct open_request *q, const char *name)
{
	return strcmp(name, "tags") == 0 ? &q->tags : strcmp(name, "watchers") == 0 ? &q->watchers
	     : strcmp(name, "cc") == 0 ? &q->cc : NULL;
}

static int list_of(struct arena *a, const char *name, const struct jval *list, const char **out, struct fault *f)
{
	struct str all = str_new(a);

	for (size_t i = 0; i < list->n; i++) {
		const char *one = text_of(a, &list->items[i]);
		if (!one)
			return wrong_type(name, &list->items[i], f);
		str_printf(&all, "%s%s", i ? "," : "", one);
	}
	*out = all.p;
	return 0;
}

static int fields_of(struct arena *a, const struct jval *object, struct pairs *fields, struct fault *f)
{
	if (object->type != JVAL_OBJECT)
		return fault_set(f, EX_DATAERR, "fields: an object of names and values is expected, not %s",
		                 jval_type_name(object->type));
	for (size_t i = 0; i < object->n; i++) {
		const char *value = text_of(a, &object->items[i]);
		if (!value)
			return wrong_type(object->keys[i], &object->items[i], f);
		if (*value)
			pairs_add(a, fields, object->keys[i], value);
	}
	return 0;
}

int request_json(struct app *app, struct arena *a, struct open_request *q,
                 const struct jval *object, struct fault *f)
{
	int bad = object->type == JVAL_OBJECT ? 0
		: fault_set(f, EX_DATAERR, "an object is expected, not %s", jval_type_name(object->type));

	for (size_t i = 0; !bad && i < object->n; i++) {
		const char *name = object->keys[i], *value;
		const struct jval *v = &object->items[i];
		if (v->type == JVAL_NULL)
			bad = request_known(a, name, f);
		else if (strcmp(name, "fields") == 0)
			bad = fields_of(a, v, &q->fields, f);
		else if (v->type == JVAL_LIST && list_place(q, name))
			bad = list_of(a, name, v, list_place(q, name), f);
		else if ((bad = request_known(a, name, f)) == 0)
			bad = (value = text_of(a, v)) == NULL ? wrong_type(name, v, f)
			    : request_set(app, a, q, name, value, app->zone, f);
	}
	return bad;
}
