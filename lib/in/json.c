/* json: jansson reads, its tree is copied into the arena and freed at once.
 *
 * jansson says where it stopped; the place shown is where the token that
 * stopped it begins. Depth is checked before, so that neither jansson nor the
 * copy recurses deeply. */
#include <jansson.h>
#include <string.h>

#include "base/utf8.h"
#include "base/words.h"
#include "in/json.h"

/* One text being parsed. */
struct source {
	const char *p;
	size_t n;
	const char *name;
	long line;
};

/* --- where and what went wrong --- */

static int fault_here(const struct source *s, size_t offset, const char *text, struct fault *f)
{
	const char *p = s->p, *end = s->p + (offset < s->n ? offset : s->n);
	long line = s->line, col = 1;
	while (p < end) {
		uint32_t c;
		p += utf8_next(p, end, &c);
		col++;
		if (c == '\n') {
			line++;
			col = 1;
		}
	}
	return fault_at(f, EX_DATAERR, s->name, line, col, "%s", text);
}

/* jansson's text ends in " near 'TOKEN'" where it has read TOKEN: the place
 * is the token's start. Its words about its own options are replaced. */
static int fault_jansson(const struct source *s, const json_error_t *e, struct fault *f)
{
	size_t at = e->position < 0 ? 0 : (size_t)e->position;
	const char *near = strstr(e->text, " near '");
	const char *text = e->text;
	if (near) {
		const char *token = near + 7;
		size_t n = strlen(token);
		n -= n > 0;                                     /* the closing quote */
		if (n <= at && at <= s->n && memcmp(s->p + at - n, token, n) == 0)
			at -= n;
	}
	switch (json_error_code(e)) {
	case json_error_null_character:
	case json_error_null_byte_in_key:
		text = "a text may not hold a NUL character";
		break;
	case json_error_invalid_utf8:
		text = "not UTF-8";
		break;
	case json_error_numeric_overflow:
		text = "the number is too large";
		break;
	default:
		break;
	}
	return fault_here(s, at, text, f);
}

/* The offset of the bracket that goes too deep, or n. */
static size_t too_deep(const char *p, size_t n)
{
	int depth = 0;
	bool quoted = false;
	for (size_t i = 0; i < n; i++) {
		if (quoted) {
			if (p[i] == '\\')
				i++;
			else if (p[i] == '"')
				quoted = false;
		} else if (p[i] == '"') {
			quoted = true;
		} else if (p[i] == '[' || p[i] == '{') {
			if (++depth > JVAL_MAX_DEPTH)
				return i;
		} else if (p[i] == ']' || p[i] == '}') {
			depth--;
		}
	}
	return n;
}

/* --- copying --- */

static void copy(struct arena *a, const json_t *from, struct jval *to);

static void copy_list(struct arena *a, const json_t *from, struct jval *to)
{
	size_t n = json_array_size(from);
	struct jval *items = arena_array(a, struct jval, n);
	for (size_t i = 0; i < n; i++)
		copy(a, json_array_get(from, i), &items[i]);
	to->type = JVAL_LIST;
	to->items = items;
	to->n = n;
}

static void copy_object(struct arena *a, const json_t *from, struct jval *to)
{
	json_t *object = (json_t *)from;      /* jansson's iterators are not const */
	size_t n = json_object_size(from), i = 0;
	struct jval *items = arena_array(a, struct jval, n);
	const char **keys = arena_array(a, const char *, n);
	for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
		keys[i] = arena_dup(a, json_object_iter_key(at), json_object_iter_key_len(at));
		copy(a, json_object_iter_value(at), &items[i++]);
	}
	to->type = JVAL_OBJECT;
	to->keys = keys;
	to->items = items;
	to->n = n;
}

static void copy(struct arena *a, const json_t *from, struct jval *to)
{
	switch (json_typeof(from)) {
	case JSON_OBJECT:
		copy_object(a, from, to);
		break;
	case JSON_ARRAY:
		copy_list(a, from, to);
		break;
	case JSON_STRING:
		to->type = JVAL_TEXT;
		to->text = arena_dup(a, json_string_value(from), json_string_length(from));
		break;
	case JSON_INTEGER:
		to->type = JVAL_INT;
		to->i = json_integer_value(from);
		break;
	case JSON_REAL:
		to->type = JVAL_REAL;
		to->real = json_real_value(from);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		to->type = JVAL_BOOL;
		to->yes = json_is_true(from);
		break;
	case JSON_NULL:
		to->type = JVAL_NULL;
		break;
	}
}

/* --- parsing --- */

static bool blank(const char *p, size_t n)
{
	while (n > 0 && strchr(" \t\r\n", p[n - 1]) && p[n - 1])
		n--;
	return n == 0;
}

static void skip_mark(struct source *s)
{
	if (s->line <= 1 && s->n >= 3 && memcmp(s->p, "\xef\xbb\xbf", 3) == 0) {
		s->p += 3;
		s->n -= 3;
	}
}

const struct jval *jval_parse(struct arena *a, const char *p, size_t n,
                              const char *name, long line, struct fault *f)
{
	struct source s = {p, n, name, line};
	struct jval *value;
	json_error_t error;
	json_t *tree;
	size_t deep;
	skip_mark(&s);
	deep = too_deep(s.p, s.n);
	if (deep < s.n) {
		fault_here(&s, deep, "nested too deeply", f);
		return NULL;
	}
	if (blank(s.p, s.n)) {
		fault_here(&s, 0, "empty where a JSON value is expected", f);
		return NULL;
	}
	tree = json_loadb(s.p, s.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!tree) {
		fault_jansson(&s, &error, f);
		return NULL;
	}
	value = arena_new(a, struct jval);
	copy(a, tree, value);
	json_decref(tree);
	return value;
}

/* --- access --- */

const char *jval_type_name(enum jval_type type)
{
	static const char *const names[] = {"null", "true or false", "an integer",
		"a decimal number", "a text", "a list", "an object"};
	return names[type];
}

const struct jval *jval_get(const struct jval *object, const char *key)
{
	if (!object || object->type != JVAL_OBJECT)
		return NULL;
	for (size_t i = 0; i < object->n; i++)
		if (strcmp(object->keys[i], key) == 0)
			return &object->items[i];
	return NULL;
}
