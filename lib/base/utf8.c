/* utf8: decoding, repairing and showing text. Decoding follows table 3-7 of
 * the Unicode standard (well-formed byte sequences). */
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* Length of the sequence a first byte announces, 0 where it is none; the
 * smallest character such a length may hold, against overlong forms. */
static int announced(unsigned char b, uint32_t *bits, uint32_t *least)
{
	if (b >= 0xC2 && b <= 0xDF) {
		*bits = b & 0x1F;
		*least = 0x80;
		return 2;
	}
	if (b >= 0xE0 && b <= 0xEF) {
		*bits = b & 0x0F;
		*least = 0x800;
		return 3;
	}
	if (b >= 0xF0 && b <= 0xF4) {
		*bits = b & 0x07;
		*least = 0x10000;
		return 4;
	}
	return 0;
}

int utf8_next(const char *p, const char *end, uint32_t *c)
{
	unsigned char b = (unsigned char)*p;
	if (b < 0x80) {
		*c = b;
		return 1;
	}
	uint32_t v, least;
	int n = announced(b, &v, &least);
	*c = UTF8_BAD;
	if (n == 0 || end - p < n)
		return 1;
	for (int i = 1; i < n; i++) {
		unsigned char t = (unsigned char)p[i];
		if ((t & 0xC0) != 0x80)
			return 1;
		v = v << 6 | (t & 0x3F);
	}
	if (v < least || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF))
		return 1;
	*c = v;
	return n;
}

int utf8_put(char buf[4], uint32_t c)
{
	if (c < 0x80) {
		buf[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		buf[0] = (char)(0xC0 | c >> 6);
		buf[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		buf[0] = (char)(0xE0 | c >> 12);
		buf[1] = (char)(0x80 | (c >> 6 & 0x3F));
		buf[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	buf[0] = (char)(0xF0 | c >> 18);
	buf[1] = (char)(0x80 | (c >> 12 & 0x3F));
	buf[2] = (char)(0x80 | (c >> 6 & 0x3F));
	buf[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* How many bytes at p are ASCII, eight at a time: most text is nothing else. */
static size_t ascii_run(const char *p, size_t n)
{
	size_t i = 0;
	for (uint64_t w; n - i >= sizeof w; i += sizeof w) {
		memcpy(&w, p + i, sizeof w);
		if (w & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < n && (unsigned char)p[i] < 0x80)
		i++;
	return i;
}

size_t utf8_check(const char *p, size_t n)
{
	size_t i = ascii_run(p, n);
	while (i < n) {
		uint32_t c;
		int used = utf8_next(p + i, p + n, &c);
		if (c == UTF8_BAD)
			return i;
		i += (size_t)used;
		i += ascii_run(p + i, n - i);
	}
	return n;
}

size_t utf8_cut(const char *p, size_t n, size_t max)
{
	size_t kept = 0;
	uint32_t c;

	if (n <= max)
		return n;
	for (size_t used; (used = (size_t)utf8_next(p + kept, p + n, &c)) <= max - kept;)
		kept += used;
	return kept;
}

/* Windows-1252 0x80..0x9F; 0xFFFD where it defines nothing. */
static const uint16_t cp1252[32] = {
	0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
	0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static uint32_t from_cp1252(unsigned char b)
{
	return b >= 0x80 && b < 0xA0 ? cp1252[b - 0x80] : b;
}

char *utf8_repair(struct arena *a, const char *p, size_t n, size_t *len,
                  size_t *repaired)
{
	struct str out = str_new(a);
	size_t changes = 0;
	for (const char *end = p + n; p < end;) {
		uint32_t c;
		int used = utf8_next(p, end, &c);
		if (c == 0) {
			changes++;
		} else if (c == UTF8_BAD) {
			char buf[4];
			int w = utf8_put(buf, from_cp1252((unsigned char)*p));
			str_addn(&out, buf, (size_t)w);
			changes++;
		} else {
			str_addn(&out, p, (size_t)used);
		}
		p += used;
	}
	*len = out.n;
	if (repaired)
		*repaired = changes;
	return out.p;
}

size_t utf8_cells(const char *text)
{
	size_t cells = 0;
	const char *end = text + strlen(text);
	while (text < end) {
		uint32_t c;
		text += utf8_next(text, end, &c);
		cells += c == UTF8_BAD ? 1 : (size_t)utf8_width(c);
	}
	return cells;
}

/* Can a terminal be misled by c? Controls act on it, bidi marks change the
 * direction of the text around them. */
static bool misleads(uint32_t c, bool lines)
{
	if (c < 0x20)
		return !(lines && (c == '\n' || c == '\t'));
	return (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
	       c == UTF8_BAD;
}

static size_t escape(char out[UTF8_SHOWN], const char *p, uint32_t c)
{
	if (c == UTF8_BAD)
		c = (unsigned char)*p;
	return (size_t)sprintf(out, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
}

size_t utf8_shown(char out[UTF8_SHOWN], const char *p, const char *end,
                  bool lines, size_t *used)
{
	uint32_t c;
	*used = (size_t)utf8_next(p, end, &c);
	if (misleads(c, lines))
		return escape(out, p, c);
	memcpy(out, p, *used);
	return *used;
}

void utf8_visible(struct str *out, const char *text, size_t n, bool lines)
{
	const char *end = text + n, *plain = text;
	for (const char *p = text; p < end;) {
		uint32_t c;
		int used = utf8_next(p, end, &c);
		if (misleads(c, lines)) {
			char shown[UTF8_SHOWN];
			str_addn(out, plain, (size_t)(p - plain));
			str_addn(out, shown, escape(shown, p, c));
			plain = p + used;
		}
		p += used;
	}
	str_addn(out, plain, (size_t)(end - plain));
}
