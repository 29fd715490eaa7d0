/* markdown_link: which addresses of a text go through.
 *
 * A browser drops tabs and new lines from an address and blanks and controls
 * around it, takes "\" for "/", and heeds no case in a scheme; so the judgement
 * is made of what is left, and only that is ever written. */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "text/markdown_tree.h"

/* Blanks of all kinds and what is not seen. */
static bool blank(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0xAD || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200F) ||
		(c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

static bool control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == UTF8_BAD || c == 0xFFFD;
}

/* An address without controls, blanks as "%20" inside and none around it. */
static const char *cleaned(struct arena *a, const char *href)
{
	struct str out = str_new(a);
	const char *end = href + strlen(href);
	size_t blanks = 0;
	while (href < end) {
		const char *start = href;
		uint32_t c;
		href += utf8_next(href, end, &c);
		if (control(c))
			continue;
		if (blank(c)) {
			blanks += out.n > 0;
			continue;
		}
		for (; blanks > 0; blanks--)
			str_add(&out, "%20");
		str_addn(&out, start, (size_t)(href - start));
	}
	return out.p;
}

/* Bytes before the ":" of a scheme, 0 where there is none. */
static size_t scheme_of(const char *address)
{
	size_t n = strcspn(address, ":/?#");
	return address[n] == ':' ? n : 0;
}

static bool scheme_is(const char *address, size_t n, const char *scheme)
{
	return n == strlen(scheme) && strncasecmp(address, scheme, n) == 0;
}

static bool allowed(const char *address)
{
	size_t n = scheme_of(address);
	if (!*address || *address == ':' || strchr(address, '\\'))
		return false;
	if (n == 0)
		return strncmp(address, "//", 2) != 0;
	if (scheme_is(address, n, "mailto"))
		return address[n + 1] && address[n + 1] != '/';
	return (scheme_is(address, n, "http") || scheme_is(address, n, "https")) &&
		strncmp(address + n + 1, "//", 2) == 0 && address[n + 3] && !strchr("/?#", address[n + 3]);
}

const char *markdown_address(struct arena *a, const char *href)
{
	const char *address = cleaned(a, href);
	return allowed(address) ? address : NULL;
}

bool markdown_elsewhere(const char *address)
{
	return scheme_of(address) > 0;
}

const char *markdown_target(struct arena *a, const struct markdown_how *how, const char *href)
{
	const char *to = how && how->link ? how->link(how->arg, href) : href;
	bool own = to && *to == '#' && strcmp(to, href) == 0;
	to = to ? markdown_address(a, to) : NULL;
	return to && own && how && how->prefix ? arena_printf(a, "#%s%s", how->prefix, to + 1) : to;
}
