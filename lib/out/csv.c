/* csv: RFC 4180 with LF, or as spreadsheets want it: a byte order mark, CRLF,
 * and an apostrophe before texts that they would run as formulas. */
#include <string.h>

#include "base/utf8.h"
#include "out/inner.h"

void csv_quote(struct str *s, const char *p, size_t n)
{
	const char *end = p + n;
	bool plain = true;
	for (const char *q = p; q < end && plain; q++)
		plain = *q != ',' && *q != '"' && *q != '\n' && *q != '\r';
	if (plain) {
		str_addn(s, p, n);
		return;
	}
	str_addc(s, '"');
	while (p < end) {
		const char *quote = memchr(p, '"', (size_t)(end - p));
		const char *stop = quote ? quote + 1 : end;
		str_addn(s, p, (size_t)(stop - p));
		if (quote)
			str_addc(s, '"');
		p = stop;
	}
	str_addc(s, '"');
}

/* OWASP "CSV injection": the ASCII starters, and the full-width forms that
 * some input methods and locales treat alike. Numbers are ours and stay. */
static bool is_formula(const struct out_cell *c, const char *text)
{
	static const char *const wide[] = {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
	if (c->kind != OUT_TEXT && c->kind != OUT_REF && c->kind != OUT_LIST)
		return false;
	if (*text && strchr("=+-@\t\r\n", *text))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (strncmp(text, wide[i], 3) == 0)
			return true;
	return false;
}

/* Ends a record. One empty field alone would make an empty line, which
 * readers skip: `from` is where the record began. */
static void end_record(struct out *o, size_t from)
{
	if (o->n == 1 && o->buf.n == from)
		str_addn(&o->buf, "\"\"", 2);
	if (o->style.format == OUT_EXCEL && !o->style.nul)
		str_addc(&o->buf, '\r');
	out_end(o);
}

static bool begin(struct out *o, struct fault *f)
{
	size_t from;
	(void)f;
	if (o->style.format == OUT_EXCEL)
		str_addn(&o->buf, "\xef\xbb\xbf", 3);
	if (!o->header)
		return true;
	from = o->buf.n;
	for (size_t i = 0; i < o->n; i++) {
		if (i)
			str_addc(&o->buf, ',');
		str_add(&o->buf, o->columns[i]->name);
	}
	end_record(o, from);
	return true;
}

static void field(struct out *o, const struct out_cell *c)
{
	str_cut(&o->cell, 0);
	cell_plain(&o->cell, c);
	if (o->style.format == OUT_EXCEL && is_formula(c, o->cell.p)) {
		str_cut(&o->cell, 0);
		str_addc(&o->cell, '\'');
		cell_plain(&o->cell, c);
	}
	if (!o->style.tty) {
		csv_quote(&o->buf, o->cell.p, o->cell.n);
		return;
	}
	str_cut(&o->aside, 0);
	csv_quote(&o->aside, o->cell.p, o->cell.n);
	utf8_visible(&o->buf, o->aside.p, o->aside.n, true);
}

static void row(struct out *o, const struct out_cell *cells)
{
	size_t from = o->buf.n;
	for (size_t i = 0; i < o->n; i++) {
		if (i)
			str_addc(&o->buf, ',');
		field(o, &cells[i]);
	}
	end_record(o, from);
}

const struct out_ops out_csv_ops = {.open = begin, .row = row};
