/* html: the five characters that matter, and what is no text at all. */
#include <string.h>

#include "base/utf8.h"
#include "out/html.h"

static const char *named(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

static const char *blank(char c)
{
	switch (c) {
	case '\t': return "&#9;";
	case '\n': return "&#10;";
	case '\r': return "&#13;";
	default: return NULL;
	}
}

/* HTML allows no controls but white space, as references neither. */
static bool is_text(uint32_t c)
{
	return c != UTF8_BAD && c >= 0x20 && !(c >= 0x7f && c <= 0x9f);
}

static void escape(struct str *out, const char *text, bool attr)
{
	const char *end = text + strlen(text), *from = text, *p = text;
	while (p < end) {
		uint32_t c;
		int n = utf8_next(p, end, &c);
		bool white = *p == '\t' || *p == '\n' || *p == '\r';
		const char *instead = named(*p);
		if (!instead && white && attr)
			instead = blank(*p);
		if (!instead && !white && !is_text(c))
			instead = "\xef\xbf\xbd";
		if (instead) {
			str_addn(out, from, (size_t)(p - from));
			str_add(out, instead);
			from = p + n;
		}
		p += n;
	}
	str_addn(out, from, (size_t)(end - from));
}

void html_text(struct str *out, const char *text)
{
	escape(out, text, false);
}

void html_attr(struct str *out, const char *text)
{
	escape(out, text, true);
}
