/* tsv: one record a line, tab between fields; tab, newline, return and
 * backslash in a field become two characters. */
#include <string.h>

#include "base/utf8.h"
#include "out/inner.h"

static bool begin(struct out *o, struct fault *f)
{
	(void)f;
	if (!o->header)
		return true;
	for (size_t i = 0; i < o->n; i++) {
		if (i)
			str_addc(&o->buf, '\t');
		str_add(&o->buf, o->columns[i]->name);
	}
	out_end(o);
	return true;
}

static void escape(struct str *s, const char *p, size_t n)
{
	static const char special[] = "\t\n\r\\", letters[] = "tnr\\";
	const char *end = p + n, *from = p;
	for (; p < end; p++) {
		const char *which;
		if ((unsigned char)*p > '\r' && *p != '\\')
			continue;
		which = memchr(special, *p, 4);
		if (!which)
			continue;
		str_addn(s, from, (size_t)(p - from));
		str_addc(s, '\\');
		str_addc(s, letters[which - special]);
		from = p + 1;
	}
	str_addn(s, from, (size_t)(end - from));
}

static void field(struct out *o, const struct out_cell *c)
{
	str_cut(&o->cell, 0);
	cell_plain(&o->cell, c);
	if (!o->style.tty) {
		escape(&o->buf, o->cell.p, o->cell.n);
		return;
	}
	str_cut(&o->aside, 0);
	escape(&o->aside, o->cell.p, o->cell.n);
	utf8_visible(&o->buf, o->aside.p, o->aside.n, false);
}

static void row(struct out *o, const struct out_cell *cells)
{
	for (size_t i = 0; i < o->n; i++) {
		if (i)
			str_addc(&o->buf, '\t');
		field(o, &cells[i]);
	}
	out_end(o);
}

const struct out_ops out_tsv_ops = {.open = begin, .row = row};
