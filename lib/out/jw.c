/* jw: a stack of open objects and arrays, and where the commas go. */
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"
#include "out/inner.h"
#include "out/jw.h"

enum { FULL = 1 << 16 };

/* --- strings --- */

enum { PLAIN, ESCAPE, DECODE };
static const unsigned char class_of[256] = {
	[0 ... 0x1f] = ESCAPE, ['"'] = ESCAPE, ['\\'] = ESCAPE, [0x7f] = ESCAPE,
	[0x80 ... 0xff] = DECODE,
};

static void put_code(struct str *out, uint32_t c)
{
	static const char hex[] = "0123456789abcdef";
	char code[6] = {'\\', 'u', hex[c >> 12 & 15], hex[c >> 8 & 15], hex[c >> 4 & 15], hex[c & 15]};
	str_addn(out, code, sizeof code);
}

static void put_ascii(struct str *out, char c)
{
	switch (c) {
	case '"': str_addn(out, "\\\"", 2); break;
	case '\\': str_addn(out, "\\\\", 2); break;
	case '\n': str_addn(out, "\\n", 2); break;
	case '\r': str_addn(out, "\\r", 2); break;
	case '\t': str_addn(out, "\\t", 2); break;
	default: put_code(out, (unsigned char)c);
	}
}

/* C1 controls, line separators that break JavaScript and line readers, and
 * the bidi controls that make a text look like another one. */
static bool misleads(uint32_t c)
{
	return (c >= 0x80 && c <= 0x9f) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
}

/* str_addn() without the call where there is room: an export writes many small
 * pieces. */
static inline void add(struct str *s, const char *p, size_t n)
{
	if (n >= s->cap - s->n) {
		str_addn(s, p, n);
		return;
	}
	memcpy(s->p + s->n, p, n);
	s->n += n;
	s->p[s->n] = '\0';
}

/* The first of p, at most up to end, that is not plain, eight bytes at a time:
 * a high bit marks a byte below 0x20, a quote, a backslash or one above 0x7e
 * (perhaps one that follows such a byte, too; class_of tells). */
static const char *skip_plain(const char *p, const char *end)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x80 * ones;

	for (; end - p >= 8; p += 8) {
		uint64_t v, q, b;
		memcpy(&v, p, 8);
		q = v ^ '"' * ones;
		b = v ^ '\\' * ones;
		if ((v | (v + ones) | (v - 0x20 * ones) | (q - ones) | (b - ones)) & high)
			break;
	}
	while (p < end && class_of[(unsigned char)*p] == PLAIN)
		p++;
	return p;
}

void jw_quote(struct str *out, const char *p, size_t n)
{
	const char *end = p + n, *from = p;
	p = skip_plain(p, end);
	if (p == end) {                /* most texts: nothing to escape */
		char *to = str_room(out, n + 2);
		to[0] = '"';
		memcpy(to + 1, from, n);
		memcpy(to + 1 + n, "\"", 2);
		out->n += n + 2;
		return;
	}
	add(out, "\"", 1);
	for (; p < end; p = skip_plain(p, end)) {
		unsigned char class = class_of[(unsigned char)*p];
		uint32_t c = 0;
		int len = 1;
		if (class == DECODE) {
			len = utf8_next(p, end, &c);
			if (c != UTF8_BAD && !misleads(c)) {
				p += len;
				continue;
			}
		}
		add(out, from, (size_t)(p - from));
		if (class == ESCAPE)
			put_ascii(out, *p);
		else if (c == UTF8_BAD)
			str_addn(out, "\xef\xbf\xbd", 3);
		else
			put_code(out, c);
		p += len;
		from = p;
	}
	add(out, from, (size_t)(end - from));
	add(out, "\"", 1);
}

/* --- documents --- */

void jw_open(struct jw *w, struct arena *a, FILE *to)
{
	*w = (struct jw){.s = str_new(a), .to = to};
}

static void hand_over(struct jw *w)
{
	fwrite(w->s.p, 1, w->s.n, w->to);
	str_cut(&w->s, 0);
}

/* What stands before a value; the place for it must be one. */
static void before_value(struct jw *w)
{
	if (w->object[w->depth] && !w->keyed)
		bug("JSON value without a key in an object");
	if (!w->keyed && w->more[w->depth]) {
		if (w->depth == 0)
			bug("two values in one JSON document");
		add(&w->s, ",", 1);
	}
	w->more[w->depth] = true;
	w->keyed = false;
	if (w->to && w->s.n >= FULL)
		hand_over(w);
}

static void open_level(struct jw *w, bool object)
{
	before_value(w);
	if (w->depth == JW_MAX_DEPTH)
		bug("JSON document too deep");
	w->depth++;
	w->object[w->depth] = object;
	w->more[w->depth] = false;
	add(&w->s, object ? "{" : "[", 1);
}

void jw_object(struct jw *w)
{
	open_level(w, true);
}

void jw_array(struct jw *w)
{
	open_level(w, false);
}

void jw_end(struct jw *w)
{
	if (w->depth == 0 || w->keyed)
		bug("nothing to end in the JSON document");
	add(&w->s, w->object[w->depth] ? "}" : "]", 1);
	w->depth--;
}

void jw_close(struct jw *w)
{
	if (w->depth != 0 || !w->more[0])
		bug("JSON document closed before its end");
	add(&w->s, "\n", 1);
	w->more[0] = false;
	if (w->to)
		hand_over(w);
}

void jw_key(struct jw *w, const char *key)
{
	if (!w->object[w->depth] || w->keyed)
		bug("JSON key \"%s\" where none can stand", key);
	size_t n = strlen(key);
	char *p = str_room(&w->s, n + 4), *from = p;
	if (w->more[w->depth])
		*p++ = ',';
	*p++ = '"';
	p = (char *)memcpy(p, key, n) + n;
	*p++ = '"';
	*p++ = ':';
	*p = '\0';
	w->s.n += (size_t)(p - from);
	w->keyed = true;
}

void jw_null(struct jw *w)
{
	before_value(w);
	str_addn(&w->s, "null", 4);
}

void jw_text(struct jw *w, const char *text)
{
	if (text)
		jw_textn(w, text, strlen(text));
	else
		jw_null(w);
}

void jw_textn(struct jw *w, const char *p, size_t n)
{
	before_value(w);
	jw_quote(&w->s, p, n);
}

void jw_int(struct jw *w, int64_t n)
{
	before_value(w);
	cell_int(&w->s, n);
}

void jw_bool(struct jw *w, bool yes)
{
	before_value(w);
	str_add(&w->s, yes ? "true" : "false");
}

void jw_at(struct jw *w, int64_t at)
{
	if (at == AT_NONE) {
		jw_null(w);
		return;
	}
	before_value(w);
	add(&w->s, "\"", 1);
	cell_utc(&w->s, at);
	add(&w->s, "\"", 1);
}

void jw_decimal(struct jw *w, int64_t n, int decimals)
{
	before_value(w);
	cell_decimal(&w->s, n, decimals);
}
