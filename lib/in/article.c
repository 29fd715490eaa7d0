/* article: one table says what each key sets; rows, JSON and files go by it. */
#include "in/article.h"

#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "in/article_inner.h"
#include "in/json.h"

const char *const article_in_keys[ARTICLE_IN_KEYS + 1] = {
	"key", "lang", "title", "kind", "audience", "state", "categories", "questions", "match",
	"script", "review_by", "valid_until", "owner", NULL,
};

/* --- what a key sets --- */

const char **article_in_text(struct article_in *x, const char *key)
{
	const struct { const char *key, **text; } rows[] = {
		{"key", &x->key}, {"lang", &x->lang}, {"title", &x->title}, {"kind", &x->kind},
		{"audience", &x->audience}, {"state", &x->state}, {"script", &x->script},
		{"review_by", &x->review_by}, {"valid_until", &x->valid_until}, {"owner", &x->owner},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].key, key) == 0)
			return rows[i].text;
	return NULL;
}

struct article_list *article_in_list(struct article_in *x, const char *key, bool **said)
{
	const struct { const char *key; struct article_list *list; bool *said; } rows[] = {
		{"questions", &x->questions, &x->questions_said},
		{"categories", &x->categories, &x->categories_said},
		{"match", &x->match, &x->match_said},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (strcmp(rows[i].key, key) == 0) {
			*said = rows[i].said;
			return rows[i].list;
		}
	}
	return NULL;
}

/* A script has lines; all else is one. */
static bool may_have_lines(const char *key)
{
	return strcmp(key, "script") == 0 || strcmp(key, "body") == 0;
}

const char *article_in_offence(struct arena *a, const char *key, const char *text)
{
	for (const char *p = text; *p; p++) {
		unsigned char c = (unsigned char)*p;
		if ((c == '\n' || c == '\r') && !may_have_lines(key))
			return arena_printf(a, _("%s must be one line"), key);
		if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F)
			return arena_printf(a, _("%s may not hold control characters"), key);
	}
	return NULL;
}

const char *article_in_unknown(struct arena *a, const char *key)
{
	const char *hint = words_hint(a, article_in_keys, key);
	for (size_t i = 0; !*hint && article_in_keys[i]; i++)
		if (strlen(key) > 3 && strncmp(article_in_keys[i], key, 4) == 0)
			hint = words_hint(a, article_in_keys, article_in_keys[i]);
	char *shown = arena_strdup(a, key);
	for (char *p = shown; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	return arena_printf(a, _("unknown key \"%.60s\"%s"), shown, hint);
}

void article_in_add(struct arena *a, struct article_list *list, const char *text)
{
	text = str_trim(a, text);
	if (*text)
		*vec_push(a, list) = text;
}

/* A script without blanks around it, its lines ending in "\n". */
static char *lines_of(struct arena *a, const char *text)
{
	struct str out = str_new(a);
	for (const char *p = text; *p; p++)
		if (*p != '\r')
			str_addc(&out, *p);
	return str_trim(a, out.p);
}

void article_in_put(struct arena *a, struct article_in *x, const char *key, const char *value)
{
	*article_in_text(x, key) = may_have_lines(key) ? lines_of(a, value) : str_trim(a, value);
}

/* --- the body --- */

static bool blank_line(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != ' ' && p[i] != '\t' && p[i] != '\r')
			return false;
	return true;
}

/* "# Title" where the first line says so and nothing else gives one. */
static bool title_line(struct arena *a, struct article_in *x, const char *p, size_t n)
{
	if (x->title || n < 3 || p[0] != '#' || p[1] != ' ')
		return false;
	x->title = str_trim(a, arena_dup(a, p + 2, n - 2));
	if (article_in_offence(a, "title", x->title))
		x->title = NULL;
	return x->title;
}

void article_in_body(struct arena *a, struct article_in *x, const char *p, size_t n, bool titled)
{
	struct str out = str_new(a);
	const char *end = p + n;
	while (p < end) {
		const char *eol = memchr(p, '\n', (size_t)(end - p));
		const char *next = eol ? eol + 1 : end;
		size_t len = (size_t)((eol ? eol : end) - p);
		while (len > 0 && p[len - 1] == '\r')
			len--;
		if (out.n == 0 && (blank_line(p, len) || (titled && title_line(a, x, p, len)))) {
			x->line += x->line > 0;
		} else {
			str_addn(&out, p, len);
			str_addc(&out, '\n');
		}
		p = next;
	}
	while (out.n > 0) {
		size_t start = out.n - 1;
		while (start > 0 && out.p[start - 1] != '\n')
			start--;
		if (!blank_line(out.p + start, out.n - 1 - start))
			break;
		str_cut(&out, start);
	}
	if (out.n > 0)
		str_cut(&out, out.n - 1);
	x->body = out.p;
	x->nbody = out.n;
}

bool article_in_set(struct arena *a, struct article_in *x, const char *key, const char *value)
{
	bool *said, known = words_find(article_in_keys, key) >= 0 || strcmp(key, "body") == 0;
	struct article_list *list = article_in_list(x, key, &said);
	if (!known || !value)
		return known;
	if (strcmp(key, "body") == 0) {
		article_in_body(a, x, value, strlen(value), false);
	} else if (list) {
		size_t n;
		char **parts = str_split(a, value, '|', &n);
		*list = (struct article_list){0};
		for (size_t i = 0; i < n; i++)
			article_in_add(a, list, parts[i]);
		*said = true;
	} else {
		article_in_put(a, x, key, value);
	}
	return true;
}

/* --- JSON --- */

static int fault_json(const char *name, long line, struct fault *f, const char *text)
{
	return fault_at(f, EX_DATAERR, name, line, 0, "%s", text);
}

/* Why a value may not be in the list of a key; else it is added. */
static const char *add_value(struct arena *a, const char *key, const struct jval *value, struct article_list *list)
{
	const char *why = value->type != JVAL_TEXT ?
		arena_printf(a, _("%s must be a list of texts, not of %s"), key, jval_type_name(value->type)) :
		article_in_offence(a, key, value->text);
	if (!why)
		article_in_add(a, list, value->text);
	return why;
}

static const char *json_list(struct arena *a, const char *key, const struct jval *value, struct article_list *list)
{
	if (value->type == JVAL_TEXT)
		return add_value(a, key, value, list);
	if (value->type != JVAL_LIST)
		return arena_printf(a, _("%s must be a list of texts, not %s"), key, jval_type_name(value->type));
	for (size_t i = 0; i < value->n; i++) {
		const char *why = add_value(a, key, &value->items[i], list);
		if (why)
			return why;
	}
	return NULL;
}

/* Why a value may not be that of key; else it is set. null is not said. */
static const char *json_key(struct arena *a, const char *key, const struct jval *value, struct article_in *x)
{
	bool *said;
	struct article_list *list = article_in_list(x, key, &said);
	const char *why;
	if (words_find(article_in_keys, key) < 0 && strcmp(key, "body") != 0)
		return article_in_unknown(a, key);
	if (value->type == JVAL_NULL)
		return NULL;
	if (list) {
		*said = true;
		return json_list(a, key, value, list);
	}
	why = value->type != JVAL_TEXT ?
		arena_printf(a, _("%s must be a text, not %s"), key, jval_type_name(value->type)) :
		article_in_offence(a, key, value->text);
	if (!why)
		article_in_set(a, x, key, value->text);
	return why;
}

int article_json(struct arena *a, const struct jval *object, const char *name, long line,
                 struct article_in *x, struct fault *f)
{
	*x = (struct article_in){.line = (int)line};
	if (object->type != JVAL_OBJECT)
		return fault_json(name, line, f, arena_printf(a, _("an article is an object, not %s"),
		                  jval_type_name(object->type)));
	for (size_t i = 0; i < object->n; i++) {
		const char *why = json_key(a, object->keys[i], &object->items[i], x);
		int index = words_find(article_in_keys, object->keys[i]);
		if (why)
			return fault_json(name, line, f, why);
		if (index >= 0)
			x->key_line[index] = (int)line;
	}
	return 0;
}
