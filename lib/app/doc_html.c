/* doc_html: a document as one page of HTML, for any browser and any reader:
 * headings in order, tables with captions and named rows, a style of its own,
 * nothing fetched from elsewhere. */
#include "app/doc.h"
#include "base/str.h"
#include "out/html.h"

static const char style[] =
	":root{color-scheme:light dark}\n"
	"body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}\n"
	"main{max-width:60rem;margin:0 auto;padding:1rem}\n"
	"h1{font-size:1.7rem;line-height:1.2}\n"
	"h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:2px solid #ccc}\n"
	".scroll{overflow-x:auto}\n"
	"table{border-collapse:collapse;margin:1rem 0;min-width:60%}\n"
	"caption{text-align:left;font-weight:600;padding:.3rem 0}\n"
	"th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid #ddd}\n"
	"th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}\n"
	"thead th{border-bottom:2px solid #888}\n"
	"dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.3rem 1.2rem}\n"
	"dt{font-weight:600}dd{margin:0}\n"
	".note{color:#555;font-size:.9rem}\n"
	"@media(max-width:40rem){dl{display:block}dd{margin:0 0 .6rem}}\n"
	"@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}h2{border-color:#555}"
	"th,td{border-color:#444}.note{color:#bbb}}\n"
	"@media print{.scroll{overflow:visible}}\n";

static void element(struct str *out, const char *open, const char *text, const char *close)
{
	str_add(out, open);
	html_text(out, text);
	str_add(out, close);
}

static void head(struct str *out, const struct doc *d, const char *lang)
{
	const char *title = d->blocks.n && d->blocks.v[0].kind == DOC_TITLE ? d->blocks.v[0].text : "";

	str_add(out, "<!DOCTYPE html>\n<html lang=\"");
	html_attr(out, lang);
	str_add(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
	             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
	element(out, "<title>", title, "</title>\n");
	str_printf(out, "<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
}

static void put_cells(struct str *out, const struct doc_table *t, const char *const *cells, bool heads)
{
	str_add(out, "<tr>");
	for (size_t i = 0; i < t->columns; i++) {
		const char *class = t->right >> i & 1 ? " class=\"n\"" : "";
		if (heads)
			str_printf(out, "<th scope=\"col\"%s>", class);
		else
			str_printf(out, i ? "<td%s>" : "<th scope=\"row\"%s>", class);
		element(out, "", cells[i], heads || i == 0 ? "</th>" : "</td>");
	}
	str_add(out, "</tr>\n");
}

/* A wide table scrolls by itself, with the keyboard too. under: the heading it
 * stands below. */
static void put_table(struct str *out, const struct doc_table *t, const char *under)
{
	str_add(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
	html_attr(out, *t->caption ? t->caption : under);
	str_add(out, "\">\n<table>\n");
	if (*t->caption)
		element(out, "<caption>", t->caption, "</caption>\n");
	str_add(out, "<thead>\n");
	put_cells(out, t, t->heads, true);
	str_add(out, "</thead>\n<tbody>\n");
	for (size_t i = 0; i < t->rows.n; i++)
		put_cells(out, t, t->rows.v[i], false);
	str_add(out, "</tbody>\n</table>\n</div>\n");
}

static void put(struct str *out, const struct doc_block *b, const char *under)
{
	switch (b->kind) {
	case DOC_TITLE: element(out, "<h1>", b->text, "</h1>\n"); break;
	case DOC_HEADING: element(out, "<h2>", b->text, "</h2>\n"); break;
	case DOC_TEXT: element(out, "<p>", b->text, "</p>\n"); break;
	case DOC_NOTE: element(out, "<p class=\"note\">", b->text, "</p>\n"); break;
	case DOC_ITEM: element(out, "<li>", b->text, "</li>\n"); break;
	case DOC_PAIR:
		element(out, "<dt>", b->text, "</dt>");
		element(out, "<dd>", b->more, "</dd>\n");
		break;
	case DOC_TABLE: put_table(out, b->table, under); break;
	}
}

/* "ul", "dl": what stands round blocks of this kind. */
static const char *list_of(const struct doc_block *b)
{
	return !b ? NULL : b->kind == DOC_ITEM ? "ul" : b->kind == DOC_PAIR ? "dl" : NULL;
}

void doc_html(struct str *out, const struct doc *d, const char *lang)
{
	const char *under = "";

	head(out, d, lang);
	for (size_t i = 0; i < d->blocks.n; i++) {
		const struct doc_block *b = &d->blocks.v[i];
		const char *before = list_of(i ? b - 1 : NULL), *list = list_of(b);
		if (before && before != list)
			str_printf(out, "</%s>\n", before);
		if (list && before != list)
			str_printf(out, "<%s>\n", list);
		under = b->kind == DOC_TITLE || b->kind == DOC_HEADING ? b->text : under;
		put(out, b, under);
	}
	if (d->blocks.n && list_of(&d->blocks.v[d->blocks.n - 1]))
		str_printf(out, "</%s>\n", list_of(&d->blocks.v[d->blocks.n - 1]));
	str_add(out, "</main>\n</body>\n</html>\n");
}
