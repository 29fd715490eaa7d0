/* doc_html: a document as one page of HTML, for any browser and any reader:
 * headings in order, tables with captions and named rows, a style of its own,
 * nothing fetched from elsewhere. */
#include <string.h>

#include "app/doc.h"
#include "base/str.h"
#include "out/html.h"
#include "out/svg.h"

enum { WORD = 12 };

static const char style[] =
	":root{color-scheme:light dark;--ink:#1c1e21;--dim:#565d66;--rule:#d5d9de;--ground:#fff;--raised:#f5f7f9}\n"
	"body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}\n"
	"main{max-width:60rem;margin:0 auto;padding:1rem}\n"
	"h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0 1rem}\n"
	"h2{font-size:1.25rem;margin:2.2rem 0 .7rem;padding-bottom:.15rem;border-bottom:2px solid var(--rule)}\n"
	"h1,h2,p,li,dd,td,th{overflow-wrap:break-word}\n"
	".scroll{overflow-x:auto}\n"
	"table{border-collapse:collapse;margin:1rem 0;min-width:60%;line-height:1.35}\n"
	"caption{text-align:left;font-weight:600;padding:.3rem 0}\n"
	"th,td{text-align:left;vertical-align:top;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--rule)}\n"
	"th:last-child,td:last-child{padding-right:0}\n"
	"tbody th{font-weight:500;overflow-wrap:normal}\n"
	"th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;padding-left:.5rem}\n"
	"td.n,th.w{white-space:nowrap}\n"
	"thead th{vertical-align:bottom;border-bottom:2px solid #888}\n"
	"tr.sum th,tr.sum td{font-weight:700;border-top:2px solid #888}\n"
	"tr.more th,tr.more td{color:var(--dim);font-size:.92em;padding-top:0}tr:has(+.more) *{border-bottom:0}\n"
	"dl{display:grid;grid-template-columns:minmax(8rem,auto) minmax(0,1fr);gap:.3rem 1.2rem}\n"
	"dt{font-weight:600}dd{margin:0}\n"
	"h1+dl{font-size:.92rem;color:var(--dim);gap:.1rem 1rem}\n"
	".note{color:var(--dim);font-size:.9rem}\n"
	"figure{margin:1.2rem 0}figcaption{font-weight:600;margin-bottom:.5rem}\n"
	".tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.2rem,1fr));gap:.7rem;list-style:none;padding:0;margin:1rem 0}\n"
	".tiles li{background:var(--raised);border:1px solid var(--rule);border-radius:.4rem;padding:.6rem .8rem;display:flex;flex-direction:column}\n"
	".tiles b{font-size:1.45rem;line-height:1.3;font-variant-numeric:tabular-nums}\n"
	".tiles small{color:var(--dim)}.tiles .chart{margin-top:auto!important}\n"
	"@media(min-width:40rem){tbody th:not(.w){min-width:11rem}}\n"
	"@media(max-width:40rem){dl{display:block}dd{margin:0 0 .6rem}table{font-size:.9rem;min-width:100%}th,td{padding-right:.6rem}"
	"h1+dl{display:grid;grid-template-columns:auto minmax(0,1fr)}h1+dl dd{margin:0;overflow-wrap:anywhere}}\n"
	"@media screen and (prefers-color-scheme:dark){:root{--ink:#eceef0;--dim:#b3bac2;--rule:#43474d;--ground:#161616;--raised:#202326}}\n"
	"@media print{@page{margin:16mm}main{max-width:none;padding:0}body{font-size:10pt}.scroll{overflow:visible}"
	"h2,figcaption,caption{break-after:avoid}figure,tr,.tiles li{break-inside:avoid}thead{display:table-header-group}}\n";

static void element(struct str *out, const char *open, const char *text, const char *close)
{
	str_add(out, open);
	html_text(out, text);
	str_add(out, close);
}

static bool has_figures(const struct doc *d)
{
	for (size_t i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].kind == DOC_FIGURE || d->blocks.v[i].kind == DOC_TILES)
			return true;
	return false;
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
	str_printf(out, "<style>\n%s%s</style>\n</head>\n<body>\n<main>\n", style, has_figures(d) ? svg_style : "");
}

/* "2026-11" is not to be broken. */
static bool is_word(const char *text)
{
	return !strchr(text, ' ') && strlen(text) <= WORD;
}

static void put_cells(struct str *out, const struct doc_table *t, const char *const *cells, bool heads, const char *kind)
{
	str_printf(out, *kind ? "<tr class=\"%s\">" : "<tr>", kind);
	for (size_t i = 0; i < t->columns; i++) {
		const char *class = t->right >> i & 1 ? " class=\"n\"" : "";
		if (heads)
			str_printf(out, "<th scope=\"col\"%s>", class);
		else
			str_printf(out, i ? "<td%s>" : "<th scope=\"row\"%s>", i == 0 && is_word(cells[i]) ? " class=\"w\"" : class);
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
	put_cells(out, t, t->heads, true, "");
	str_add(out, "</thead>\n<tbody>\n");
	for (size_t i = 0; i < t->rows.n; i++)
		put_cells(out, t, t->rows.v[i], false, t->sum && i > 0 && i + 1 == t->rows.n ? "sum"
		          : t->more.v[i] ? "more" : "");
	str_add(out, "</tbody>\n</table>\n</div>\n");
}

static void put_figure(struct str *out, const struct doc_block *b)
{
	str_add(out, "<figure>\n");
	if (!str_empty(b->text))
		element(out, "<figcaption>", b->text, "</figcaption>\n");
	str_printf(out, "%s</figure>\n", b->more);
}

static void put_tiles(struct str *out, const struct doc_block *b)
{
	str_add(out, "<ul class=\"tiles\">\n");
	for (size_t i = 0; i < b->ntiles; i++) {
		const struct doc_tile *t = &b->tiles[i];
		element(out, "<li><small>", t->label, "</small>");
		element(out, "<b>", t->value, "</b>\n");
		if (!str_empty(t->more))
			element(out, "<small>", t->more, "</small>");
		str_printf(out, "%s</li>\n", t->picture ? t->picture : "");
	}
	str_add(out, "</ul>\n");
}

/* An address alone is a link. */
static void put_value(struct str *out, const char *text)
{
	bool link = (str_starts(text, "https://") || str_starts(text, "http://")) && !strpbrk(text, " \t\n");

	if (link) {
		str_add(out, "<dd><a href=\"");
		html_attr(out, text);
		element(out, "\">", text, "</a></dd>\n");
	} else {
		element(out, "<dd>", text, "</dd>\n");
	}
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
		put_value(out, b->more);
		break;
	case DOC_TABLE: put_table(out, b->table, under); break;
	case DOC_FIGURE: put_figure(out, b); break;
	case DOC_TILES: put_tiles(out, b); break;
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
