/* refs: the first field of a line, whatever program wrote the line. */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"
#include "in/json.h"
#include "in/refs.h"

/* One line being read. */
struct line {
	struct arena *a;
	const char *p, *end;
	const char *name;
	long no;
	struct fault *f;
};

static const char *wrong(const struct line *l, const char *text)
{
	fault_at(l->f, EX_DATAERR, l->name, l->no, 0, "%s", text);
	return NULL;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Blanks at both ends (a right-aligned column begins with some), and the byte
 * order mark of a file written on Windows. */
static void trim(struct line *l)
{
	if (l->no <= 1 && l->end - l->p >= 3 && memcmp(l->p, "\xef\xbb\xbf", 3) == 0)
		l->p += 3;
	while (l->end > l->p && is_blank(l->end[-1]))
		l->end--;
	while (l->p < l->end && *l->p == ' ')
		l->p++;
}

static bool is_text(const struct line *l)
{
	size_t n = (size_t)(l->end - l->p);
	return !memchr(l->p, '\0', n) && utf8_check(l->p, n) == n;
}

/* The first of keys in an object; a number is as good as a text. */
static const char *from_object(const struct line *l, const char *const *keys)
{
	const struct jval *object = jval_parse(l->a, l->p, (size_t)(l->end - l->p),
	                                       l->name, l->no, l->f);
	if (!object)
		return NULL;
	for (size_t i = 0; keys[i]; i++) {
		const struct jval *v = jval_get(object, keys[i]);
		if (v && v->type == JVAL_TEXT && *v->text)
			return v->text;
		if (v && v->type == JVAL_INT)
			return arena_printf(l->a, "%lld", (long long)v->i);
	}
	return wrong(l, arena_printf(l->a, "no \"%s\" in this object", keys[0]));
}

/* A CSV field in quotes, or a JSON text such as `jq .ref` prints. */
static const char *from_quotes(const struct line *l)
{
	struct str s = str_new(l->a);
	const char *p = l->p + 1;
	for (; p < l->end; p++) {
		if (*p == '"' && !(p + 1 < l->end && p[1] == '"'))
			return s.p;
		if (*p == '"')
			p++;
		str_addc(&s, *p);
	}
	return wrong(l, "a quote is never closed");
}

/* TSV's two-character escapes taken back. */
static const char *from_tsv(const struct line *l, const char *tab)
{
	static const char escaped[] = "tnr\\", plain[] = "\t\n\r\\";
	struct str s = str_new(l->a);
	for (const char *p = l->p; p < tab; p++) {
		const char *which = *p == '\\' && p + 1 < tab ? strchr(escaped, p[1]) : NULL;
		str_addc(&s, which && *which ? plain[which - escaped] : *p);
		p += which && *which;
	}
	return s.p;
}

static const char *from_field(const struct line *l)
{
	const char *tab = memchr(l->p, '\t', (size_t)(l->end - l->p)), *p = l->p;
	if (tab && l->end - l->p > 4 && strncasecmp(l->p, "key:", 4) == 0)
		return from_tsv(l, tab);
	while (p < l->end && !is_blank(*p) && *p != ',')
		p++;
	if (p == l->p)
		return wrong(l, "the first field is empty where a reference is expected");
	return arena_dup(l->a, l->p, (size_t)(p - l->p));
}

/* No reference reads so: such a line is the header of a list. */
static bool is_header(const char *field)
{
	static const char *const names[] = {"ref", "reference", "id"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcasecmp(field, names[i]) == 0)
			return true;
	return false;
}

/* What both kinds of lines have in common: a line made ready; false where
 * nothing is in it, or where it is wrong. */
static bool ready(struct line *l)
{
	trim(l);
	if (l->p == l->end)
		return false;
	if (!is_text(l)) {
		wrong(l, "not text in UTF-8 (references in NUL-ended records need -0)");
		return false;
	}
	if (*l->p == '[') {
		wrong(l, "a JSON array: one object a line is expected (jq -c '.[]')");
		return false;
	}
	return true;
}

const char *refs_line(struct arena *a, const char *p, size_t n, const char *name,
                      long line, struct fault *f)
{
	static const char *const keys[] = {"ref", "reference", "id", NULL};
	struct line l = {a, p, p + n, name, line, f};
	if (!ready(&l))
		return NULL;
	if (*l.p == '{')
		return from_object(&l, keys);
	const char *field = *l.p == '"' ? from_quotes(&l) : from_field(&l);
	if (!field || is_header(field))
		return NULL;
	return *field ? field : wrong(&l, "the first field is empty where a reference is expected");
}

const char *refs_key(struct arena *a, const char *p, size_t n, const char *name,
                     long line, struct fault *f)
{
	static const char *const keys[] = {"key", NULL};
	struct line l = {a, p, p + n, name, line, f};
	if (!ready(&l))
		return NULL;
	if (*l.p == '{')
		return from_object(&l, keys);
	const char *tab = memchr(l.p, '\t', (size_t)(l.end - l.p));
	const char *field = *l.p == '"' ? from_quotes(&l) : from_tsv(&l, tab ? tab : l.end);
	if (!field || strcasecmp(field, "key") == 0)
		return NULL;
	return *field ? field : wrong(&l, "the first field is empty where a key is expected");
}
