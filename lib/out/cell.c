/* cell: one value as text, for machines or for people. The machine forms do
 * without printf: an export writes millions of them. */
#include <string.h>

#include "base/msg.h"
#include "base/utf8.h"
#include "out/inner.h"
#include "out/jw.h"
#include "when/span.h"

const char *const out_kind_words[] = {"any", "text", "reference", "integer", "instant",
	"seconds", "boolean", "list", "money", "decimal", NULL};

/* --- numbers --- */

/* The digits of n, at least `least` of them; returns where they begin in the
 * buffer that ends at end. */
static char *digits(char *end, uint64_t n, int least)
{
	char *p = end;
	do {
		*--p = (char)('0' + n % 10);
		n /= 10;
	} while (n || end - p < least);
	return p;
}

static uint64_t magnitude(int64_t n)
{
	return n < 0 ? -(uint64_t)n : (uint64_t)n;
}

void cell_int(struct str *s, int64_t n)
{
	char buf[24], *end = buf + sizeof buf, *p = digits(end, magnitude(n), 1);
	if (n < 0)
		*--p = '-';
	str_addn(s, p, (size_t)(end - p));
}

void cell_decimal(struct str *s, int64_t n, int decimals)
{
	char buf[40], *end = buf + sizeof buf, *p;
	size_t whole;
	if (decimals <= 0) {
		cell_int(s, n);
		return;
	}
	p = digits(end, magnitude(n), decimals + 1);
	whole = (size_t)(end - p) - (size_t)decimals;
	if (n < 0)
		str_addc(s, '-');
	str_addn(s, p, whole);
	str_addc(s, '.');
	str_addn(s, p + whole, (size_t)decimals);
}

/* --- times --- */

void cell_utc(struct str *s, int64_t at)
{
	char text[24];
	civil_print_utc(text, at);
	str_add(s, text);
}

static void wall_clock(struct str *s, int64_t at, const struct zone *zone)
{
	struct civil c = zone_civil(zone ? zone : zone_utc(), at);
	str_printf(s, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

static void length(struct str *s, int64_t seconds)
{
	char text[32];
	span_human(text, seconds);
	str_add(s, text);
}

/* --- cells --- */

static void list(struct str *s, const struct out_cell *c)
{
	for (int64_t i = 0; i < c->n; i++) {
		if (i)
			str_addc(s, ',');
		str_add(s, c->list[i]);
	}
}

void cell_plain(struct str *s, const struct out_cell *c)
{
	switch (c->kind) {
	case OUT_NULL:
		break;
	case OUT_TEXT:
	case OUT_REF:
		str_add(s, c->text);
		break;
	case OUT_INT:
	case OUT_SPAN:
	case OUT_MONEY:
		cell_int(s, c->n);
		break;
	case OUT_AT:
		cell_utc(s, c->n);
		break;
	case OUT_BOOL:
		str_add(s, c->n ? "true" : "false");
		break;
	case OUT_LIST:
		list(s, c);
		break;
	case OUT_DECIMAL:
		cell_decimal(s, c->n, c->decimals);
		break;
	}
}

void cell_human(struct str *s, const struct out_cell *c, const struct zone *zone)
{
	switch (c->kind) {
	case OUT_AT:
		wall_clock(s, c->n, zone);
		break;
	case OUT_SPAN:
		length(s, c->n);
		break;
	case OUT_BOOL:
		str_add(s, c->n ? _("yes") : _("no"));
		break;
	case OUT_MONEY:
		cell_decimal(s, c->n, c->decimals);
		if (c->text)
			str_printf(s, " %s", c->text);
		break;
	default:
		cell_plain(s, c);
	}
}

void cell_hours(struct str *s, const struct out_cell *c)
{
	char text[32];
	span_hours(text, c->n);
	str_add(s, text);
}

void cell_json(struct str *s, const struct out_cell *c)
{
	switch (c->kind) {
	case OUT_NULL:
		str_addn(s, "null", 4);
		break;
	case OUT_TEXT:
	case OUT_REF:
		jw_quote(s, c->text, strlen(c->text));
		break;
	case OUT_AT:
		str_addc(s, '"');
		cell_utc(s, c->n);
		str_addc(s, '"');
		break;
	case OUT_LIST:
		str_addc(s, '[');
		for (int64_t i = 0; i < c->n; i++) {
			if (i)
				str_addc(s, ',');
			jw_quote(s, c->list[i], strlen(c->list[i]));
		}
		str_addc(s, ']');
		break;
	default:
		cell_plain(s, c);
	}
}

void cell_relative(struct str *s, const struct out_cell *c, int64_t now)
{
	char text[32];
	if (c->kind != OUT_AT) {
		cell_human(s, c, NULL);
	} else if (c->n == now) {
		str_add(s, _("now"));
	} else {
		bool ahead = c->n > now;
		span_human(text, ahead ? c->n - now : now - c->n);
		str_printf(s, ahead ? _("in %s") : _("%s ago"), text);
	}
}

bool cell_right(enum out_kind kind)
{
	return kind == OUT_INT || kind == OUT_SPAN || kind == OUT_MONEY || kind == OUT_DECIMAL;
}

/* --- width --- */

static int width_at(const char *p, const char *end, int *len)
{
	uint32_t c;
	*len = utf8_next(p, end, &c);
	return c == UTF8_BAD ? 1 : utf8_width(c);
}

void cell_cut(struct str *s, const char *text, size_t width, bool utf8)
{
	const char *dots = utf8 ? "\xe2\x80\xa6" : "...";
	size_t dots_width = utf8 ? 1 : 3, used = 0;
	const char *p = text, *end = text + strlen(text);
	if (utf8_cells(text) <= width) {
		str_add(s, text);
		return;
	}
	if (width < dots_width) {
		dots = utf8 ? "" : dots + dots_width - width;
		dots_width = width;
	}
	while (p < end) {
		int len, cells = width_at(p, end, &len);
		if (used + (size_t)cells > width - dots_width)
			break;
		used += (size_t)cells;
		p += len;
	}
	str_addn(s, text, (size_t)(p - text));
	str_add(s, dots);
}
