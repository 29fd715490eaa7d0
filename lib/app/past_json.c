/* past_json: a line of JSON as a line of history. */
#include "app/past_json.h"

#include <inttypes.h>
#include <string.h>

#include "base/digest.h"
#include "base/num.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "in/json.h"
#include "when/civil.h"
#include "when/clock.h"

struct reading {
	struct arena *a;
	struct past *p;
	struct fault *f;
	const char *name;              /* of the field at hand */
};

static int wrong(struct reading *x, const char *want, const struct jval *v)
{
	return fault_set(x->f, EX_DATAERR, "%s: %s is expected, not %s%s", x->name, want, jval_type_name(v->type),
	                 v->type == JVAL_REAL ? " (write it in quotes)" : "");
}

/* A value as text; NULL for a list, an object or a fraction, which has no
 * exact text. */
static const char *text_of(struct arena *a, const struct jval *v)
{
	switch (v->type) {
	case JVAL_NULL: return "";
	case JVAL_TEXT: return v->text;
	case JVAL_INT: return arena_printf(a, "%" PRId64, v->i);
	case JVAL_BOOL: return v->yes ? "1" : "0";
	default: return NULL;
	}
}

static int instant(struct reading *x, const char *text, const char **out)
{
	int64_t at;

	if (!civil_parse_rfc3339(text, &at))
		return fault_set(x->f, EX_DATAERR, "%s: an instant such as 2026-11-21T14:00:00Z is expected, not \"%s\"",
		                 x->name, text);
	*out = arena_printf(x->a, "%" PRId64, at);
	return 0;
}

static int flag(struct reading *x, const char *text, const char **out)
{
	static const char *const words[] = {"0", "no", "false", "1", "yes", "true", NULL};
	int i = words_find(words, text);

	if (i < 0)
		return fault_set(x->f, EX_DATAERR, "%s: true or false, not \"%s\"", x->name, text);
	*out = i < 3 ? "0" : "1";
	return 0;
}

static int number(struct reading *x, const char *text)
{
	int64_t n;

	if (num_parse(text, 0, INT64_MAX / 2, &n))
		return 0;
	return fault_set(x->f, EX_DATAERR, "%s: a whole number is expected, not \"%s\"", x->name, text);
}

/* One value in the form its field has. */
static int scalar(struct reading *x, enum past_form form, const struct jval *v, const char **out)
{
	*out = text_of(x->a, v);
	if (!*out)
		return wrong(x, "a text", v);
	if (!**out)
		return 0;
	switch (form) {
	case PAST_NUMBER: return number(x, *out);
	case PAST_FLAG: return flag(x, *out, out);
	case PAST_INSTANT: return instant(x, *out, out);
	default: return 0;
	}
}

/* Items joined by commas. */
static int joined(struct reading *x, const struct jval *v, const char **out)
{
	struct str all = str_new(x->a);
	const char *item;

	if (v->type != JVAL_LIST)
		return scalar(x, PAST_TEXT, v, out);
	for (size_t i = 0; i < v->n; i++) {
		int bad = scalar(x, PAST_TEXT, &v->items[i], &item);
		if (bad)
			return bad;
		str_printf(&all, "%s%s", i ? "," : "", item);
	}
	*out = all.p;
	return 0;
}

static int ids(struct reading *x, const struct jval *v)
{
	const char *id;

	if (v->type != JVAL_LIST)
		return wrong(x, "a list of ids", v);
	for (size_t i = 0; i < v->n; i++) {
		int bad = scalar(x, PAST_TEXT, &v->items[i], &id);
		if (bad)
			return bad;
		pairs_add(x->a, &x->p->fields, x->name, id);
	}
	return 0;
}

/* --- objects --- */

/* An erased text says nothing; all else that is null takes away. */
static bool says_nothing(const char *name)
{
	static const char *const texts[] = {"subject", "name", "key", NULL};

	return words_find(texts, name) >= 0;
}

static int member(struct reading *x, const char *object, const char *name, const struct jval *v)
{
	const char *value, *full = arena_printf(x->a, "%s.%s", object, name);
	bool set = strcmp(object, "set") == 0;
	int bad;

	x->name = full;
	if (!*name)
		return fault_set(x->f, EX_DATAERR, "%s: a name is empty", object);
	if (v->type == JVAL_LIST && strcmp(object, "addresses") == 0) {
		for (size_t i = 0; i < v->n; i++) {
			if ((bad = scalar(x, PAST_TEXT, &v->items[i], &value)) != 0)
				return bad;
			pairs_add(x->a, &x->p->fields, full, value);
		}
		return 0;
	}
	if (v->type == JVAL_NULL && (!set || says_nothing(name)))
		return 0;
	if (set)
		bad = strcmp(name, "contact") == 0 ? scalar(x, PAST_INSTANT, v, &value) : joined(x, v, &value);
	else
		bad = scalar(x, PAST_TEXT, v, &value);
	if (!bad)
		pairs_add(x->a, &x->p->fields, full, value);
	return bad;
}

static int members(struct reading *x, const char *object, const struct jval *v)
{
	if (v->type != JVAL_OBJECT)
		return wrong(x, "an object of names and values", v);
	if (strcmp(object, "addresses") == 0 && !v->n)         /* all of them are gone */
		pairs_add(x->a, &x->p->fields, "addresses.mail", "");
	for (size_t i = 0; i < v->n; i++) {
		int bad = member(x, object, v->keys[i], &v->items[i]);
		if (bad)
			return bad;
	}
	return 0;
}

/* --- files --- */

static int file(struct reading *x, const struct jval *v, struct attachment *out)
{
	const struct jval *name = jval_get(v, "name"), *data = jval_get(v, "base64");

	if (v->type != JVAL_OBJECT)
		return wrong(x, "an object with name and base64", v);
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->keys[i], "name") != 0 && strcmp(v->keys[i], "base64") != 0 && strcmp(v->keys[i], "type") != 0)
			return fault_set(x->f, EX_DATAERR, "attachments: unknown field \"%s\"", v->keys[i]);
	if (!name || name->type != JVAL_TEXT || !*name->text || !data || data->type != JVAL_TEXT)
		return fault_set(x->f, EX_DATAERR, "attachments: each has a name and its bytes in base64");
	out->name = name->text;
	out->bytes = digest_unbase64(x->a, data->text, &out->n);
	if (!out->bytes)
		return fault_set(x->f, EX_DATAERR, "attachments: %s: not base64", name->text);
	return 0;
}

static int files(struct reading *x, const struct jval *v)
{
	struct attachment *list;

	if (v->type != JVAL_LIST)
		return wrong(x, "a list of files", v);
	if (v->n > ATTACH_MAX)
		return fault_set(x->f, EX_DATAERR, "attachments: %zu files; an event holds at most %d", v->n, ATTACH_MAX);
	list = arena_array(x->a, struct attachment, v->n);
	for (size_t i = 0; i < v->n; i++) {
		int bad = file(x, &v->items[i], &list[i]);
		if (bad)
			return bad;
	}
	x->p->files = list;
	x->p->nfiles = v->n;
	return 0;
}

/* --- the line --- */

static int field(struct reading *x, const char *name, const struct jval *v)
{
	const struct past_field *d = past_field(x->a, x->p->kind, name, x->f);
	const char *value;
	int bad;

	x->name = name;
	if (!d)
		return x->f->code;
	if (v->type == JVAL_NULL && (!past_clears(x->p->kind) || says_nothing(name) || d->form >= PAST_IDS))
		return 0;
	switch (d->form) {
	case PAST_LIST: bad = joined(x, v, &value); break;
	case PAST_IDS: return ids(x, v);
	case PAST_OBJECT: return members(x, name, v);
	case PAST_FILES: return files(x, v);
	default: bad = scalar(x, d->form, v, &value);
	}
	if (!bad)
		pairs_add(x->a, &x->p->fields, d->name, value);
	return bad;
}

/* seq is the number of a line in a feed, for whoever reads that. */
static const char *const common[] = {"key", "ref", "at", "kind", "id", "source", "actor", "role", "seq", NULL};

static int common_text(struct reading *x, const struct jval *line, const char *name, const char **out)
{
	const struct jval *v = jval_get(line, name);
	const char *text = NULL;
	int bad;

	x->name = name;
	bad = v ? scalar(x, PAST_TEXT, v, &text) : 0;
	if (!bad && text && *text)
		*out = text;
	return bad;
}

static int read_key(struct reading *x, const struct jval *line)
{
	const char *ref = NULL;
	int64_t n;
	int bad = common_text(x, line, "key", &x->p->key);

	if (!bad) bad = common_text(x, line, "ref", &ref);
	if (bad || !ref)
		return bad;
	if (!num_parse(ref, 1, INT64_MAX, &n))
		return fault_set(x->f, EX_DATAERR, "ref: a ticket's number is expected, not \"%s\"", ref);
	if (!x->p->key)
		x->p->key = arena_printf(x->a, "#%" PRId64, n);
	return 0;
}

static int read_common(struct reading *x, const struct jval *line)
{
	const char *at = NULL, *kind = NULL;
	int bad = common_text(x, line, "at", &at);

	if (!bad) bad = common_text(x, line, "kind", &kind);
	if (!bad) bad = common_text(x, line, "id", &x->p->id);
	if (!bad) bad = common_text(x, line, "source", &x->p->source);
	if (!bad) bad = common_text(x, line, "actor", &x->p->actor);
	if (!bad) bad = common_text(x, line, "role", &x->p->role);
	if (!bad) bad = read_key(x, line);
	if (bad)
		return bad;
	if (!at || !kind)
		return fault_set(x->f, EX_DATAERR, "it says no %s", at ? "kind" : "at");
	x->name = "at";
	if ((bad = instant(x, at, &at)) != 0)
		return bad;
	num_parse(at, INT64_MIN, INT64_MAX, &x->p->at);
	int i = words_find(past_kind_words, kind);
	if (i < 0)
		return fault_set(x->f, EX_DATAERR, "kind: unknown word \"%s\"%s", kind,
		                 words_hint(x->a, past_kind_words, kind));
	x->p->kind = (enum past_kind)i;
	return 0;
}

static int read_line(struct reading *x, const struct jval *line)
{
	if (line->type != JVAL_OBJECT)
		return fault_set(x->f, EX_DATAERR, "an object is expected, not %s", jval_type_name(line->type));
	int bad = read_common(x, line);
	for (size_t i = 0; i < line->n && !bad; i++)
		if (words_find(common, line->keys[i]) < 0)
			bad = field(x, line->keys[i], &line->items[i]);
	return bad;
}

int past_json(struct arena *row, const char *p, size_t n, const char *name, long line,
              const char *source, struct past *out, struct fault *f)
{
	struct reading x = {.a = row, .p = out, .f = f};
	const struct jval *v = jval_parse(row, p, n, name, line, f);

	*out = (struct past){.source = source};
	if (!v)
		return f->code;
	return read_line(&x, v);
}
