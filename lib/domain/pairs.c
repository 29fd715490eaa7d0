/* pairs: the small text form in which an event keeps its facts. */
#include "domain/pairs.h"

#include <string.h>

#include "base/num.h"
#include "base/vec.h"

void pairs_add(struct arena *a, struct pairs *p, const char *name, const char *value)
{
	if (value)
		*vec_push(a, p) = (struct pair){name, value};
}

void pairs_add_int(struct arena *a, struct pairs *p, const char *name, int64_t value)
{
	char text[NUM_LEN];
	int n = num_print(text, value);

	pairs_add(a, p, name, arena_dup(a, text, (size_t)n));
}

void pairs_put(struct arena *a, struct pairs *p, const char *name, const char *value)
{
	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->v[i].name, name) != 0)
			continue;
		if (value) {
			p->v[i].value = value;
		} else {
			memmove(&p->v[i], &p->v[i + 1], (p->n - i - 1) * sizeof *p->v);
			p->n--;
		}
		return;
	}
	pairs_add(a, p, name, value);
}

/* Nearly all names differ in their first letter. */
const char *pairs_get(const struct pairs *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (*p->v[i].name == *name && strcmp(p->v[i].name, name) == 0)
			return p->v[i].value;
	return NULL;
}

int64_t pairs_int(const struct pairs *p, const char *name, int64_t fallback)
{
	const char *text = pairs_get(p, name);
	int64_t value;

	if (text && num_parse(text, INT64_MIN, INT64_MAX, &value))
		return value;
	return fallback;
}

static void print_value(struct str *out, const char *value)
{
	static const char special[] = "\t\n\r\\", letter[] = "tnr\\";

	for (;;) {
		size_t plain = strcspn(value, special);
		str_addn(out, value, plain);
		value += plain;
		if (!*value)
			return;
		str_addc(out, '\\');
		str_addc(out, letter[strchr(special, *value++) - special]);
	}
}

void pairs_print(struct str *out, const struct pairs *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (i)
			str_addc(out, '\t');
		str_add(out, p->v[i].name);
		str_addc(out, '=');
		print_value(out, p->v[i].value);
	}
}

/* Undoes the escapes of a value in place; false for a stray backslash. */
static bool unescape(char *s)
{
	char *to = s;

	if (!strchr(s, '\\'))
		return true;
	for (; *s; s++) {
		if (*s != '\\') {
			*to++ = *s;
			continue;
		}
		switch (*++s) {
		case 't': *to++ = '\t'; break;
		case 'n': *to++ = '\n'; break;
		case 'r': *to++ = '\r'; break;
		case '\\': *to++ = '\\'; break;
		default: return false;
		}
	}
	*to = '\0';
	return true;
}

static const bool name_char[256] = {
	['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true,
	['.'] = true, ['_'] = true, ['-'] = true,
};

/* Room for all pairs of a line at once. */
static void make_room(struct arena *a, const char *s, const char *end, struct pairs *p)
{
	p->cap = 1;
	while ((s = memchr(s, '\t', (size_t)(end - s))) != NULL) {
		p->cap++;
		s++;
	}
	p->v = arena_array(a, struct pair, p->cap);
}

bool pairs_parse(struct arena *a, const char *text, size_t n, struct pairs *p)
{
	char *s = arena_dup(a, text, n), *end = s + n;
	bool escapes = memchr(s, '\\', n) != NULL;

	*p = (struct pairs){0};
	if (memchr(s, '\0', n) || memchr(s, '\n', n) || memchr(s, '\r', n))
		return false;
	if (n)
		make_room(a, s, end, p);
	while (s < end) {
		char *name = s, *tab = memchr(s, '\t', (size_t)(end - s));
		if (!tab)
			tab = end;
		*tab = '\0';
		while (name_char[(unsigned char)*s])
			s++;
		if (s == name || *s != '=')
			return false;
		*s++ = '\0';
		if (escapes && !unescape(s))
			return false;
		p->v[p->n++] = (struct pair){name, s};
		if (tab + 1 == end)      /* a tab at the very end */
			return false;
		s = tab + 1;
	}
	return true;
}
