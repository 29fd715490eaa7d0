/* str: text that grows, and small questions about text. */
#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/vec.h"

enum { FIRST_CAP = 32 };

struct str str_new(struct arena *a)
{
	return (struct str){.a = a, .p = arena_alloc(a, FIRST_CAP), .cap = FIRST_CAP};
}

/* Room for n more bytes and the NUL. */
static void reserve(struct str *s, size_t n)
{
	if (n < s->cap - s->n)
		return;
	if (n > SIZE_MAX / 4 - s->n)
		die(EX_OSERR, "out of memory");
	size_t cap = s->cap * 2;
	if (cap <= s->n + n)
		cap = s->n + n + 1;
	s->p = arena_grow(s->a, s->p, s->cap, cap);
	s->cap = cap;
}

char *str_room(struct str *s, size_t n)
{
	reserve(s, n);
	return s->p + s->n;
}

void str_addn(struct str *s, const void *p, size_t n)
{
	if (n == 0)
		return;
	reserve(s, n);
	memcpy(s->p + s->n, p, n);
	s->n += n;
	s->p[s->n] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void str_shell(struct str *s, const char *p, size_t n)
{
	str_addc(s, '\'');
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '\'')
			str_add(s, "'\\''");
		else
			str_addc(s, p[i]);
	}
	str_addc(s, '\'');
}

void str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void str_printf(struct str *s, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(s->p + s->n, s->cap - s->n, fmt, ap);
	va_end(ap);
	if (n < 0)
		bug("cannot format \"%s\"", fmt);
	if ((size_t)n >= s->cap - s->n) {
		reserve(s, (size_t)n);
		va_start(ap, fmt);
		vsnprintf(s->p + s->n, s->cap - s->n, fmt, ap);
		va_end(ap);
	}
	s->n += (size_t)n;
}

void str_cut(struct str *s, size_t n)
{
	if (n > s->n)
		bug("cut of %zu bytes to %zu", s->n, n);
	s->n = n;
	s->p[n] = '\0';
}

bool str_eq(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool str_empty(const char *s)
{
	return !s || !*s;
}

bool str_starts(const char *s, const char *prefix)
{
	return !prefix || strncmp(s ? s : "", prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *s, const char *suffix)
{
	size_t n = s ? strlen(s) : 0, m = suffix ? strlen(suffix) : 0;
	return m == 0 || (m <= n && memcmp(s + n - m, suffix, m) == 0);
}

static bool blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char *trimmed(struct arena *a, const char *p, const char *end)
{
	while (p < end && blank(*p))
		p++;
	while (end > p && blank(end[-1]))
		end--;
	return arena_dup(a, p, (size_t)(end - p));
}

char **str_split(struct arena *a, const char *text, char sep, size_t *n)
{
	VEC(char *) parts = {0};
	for (const char *p = text;; p++) {
		const char *end = strchr(p, sep);
		if (!end || sep == '\0')
			end = p + strlen(p);
		char *part = trimmed(a, p, end);
		*vec_push(a, &parts) = part;
		p = end;
		if (*p == '\0')
			break;
	}
	if (n)
		*n = parts.n;
	*vec_push(a, &parts) = NULL;
	return parts.v;
}

char *str_trim(struct arena *a, const char *text)
{
	return trimmed(a, text, text + strlen(text));
}
