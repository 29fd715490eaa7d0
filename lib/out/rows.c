/* rows: opening, handing over, closing; the formats do the rest. */
#include <string.h>

#include "out/inner.h"

enum { FULL = 1 << 16 };

static const struct out_ops *ops_of(enum out_format format)
{
	switch (format) {
	case OUT_TABLE: return &out_table_ops;
	case OUT_TSV: return &out_tsv_ops;
	case OUT_CSV:
	case OUT_EXCEL: return &out_csv_ops;
	case OUT_JSON: return &out_json_ops;
	case OUT_TEMPLATE: return &out_template_ops;
	}
	bug("no output format %d", (int)format);
}

static bool has_header(const struct out_style *style)
{
	if (style->header != OUT_HEADER_DEFAULT)
		return style->header == OUT_HEADER_YES;
	return style->format != OUT_TSV;
}

struct out *out_open(struct arena *a, FILE *to, const struct out_style *style,
                     const struct out_column *const *columns, size_t n,
                     struct fault *f)
{
	struct out *o = arena_new(a, struct out);
	o->a = a;
	o->to = to;
	o->style = *style;
	o->columns = arena_array(a, const struct out_column *, n);
	if (n)
		memcpy(o->columns, columns, n * sizeof *columns);
	o->n = n;
	o->header = has_header(style);
	o->buf = str_new(a);
	o->cell = str_new(a);
	o->aside = str_new(a);
	o->ops = ops_of(style->format);
	return o->ops->open(o, f) ? o : NULL;
}

static void hand_over(struct out *o)
{
	fwrite(o->buf.p, 1, o->buf.n, o->to);
	str_cut(&o->buf, 0);
}

void out_end(struct out *o)
{
	str_addc(&o->buf, o->style.nul ? '\0' : '\n');
	if (o->buf.n >= FULL)
		hand_over(o);
}

static void check_kinds(const struct out *o, const struct out_cell *cells)
{
	for (size_t i = 0; i < o->n; i++)
		if (cells[i].kind != o->columns[i]->kind && cells[i].kind != OUT_NULL &&
		    o->columns[i]->kind != OUT_NULL)
			bug("column %s got a cell of kind %s", o->columns[i]->name,
			    out_kind_words[cells[i].kind]);
}

void out_row(struct out *o, const struct out_cell *cells)
{
	check_kinds(o, cells);
	o->ops->row(o, cells);
}

void out_flush(struct out *o)
{
	if (o->ops->settle)
		o->ops->settle(o);
	hand_over(o);
	fflush(o->to);
}

void out_close(struct out *o)
{
	if (o->ops->settle)
		o->ops->settle(o);
	hand_over(o);
}
