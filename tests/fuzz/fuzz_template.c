/* Templates and rows: the first line is a template, the rest a customer's
 * text; every format writes it, and no terminal sees a control character. */
#include "base/utf8.h"
#include "fuzz.h"
#include "out/rows.h"

static const struct out_column columns[] = {
	{"ref", "Ref", OUT_REF, "", 0},
	{"subject", "Subject", OUT_TEXT, "", OUT_FLEX},
	{"due", "Due", OUT_AT, "", 0},
	{"count", "Count", OUT_INT, "", 0},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void check_terminal(const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		PROMISE((unsigned char)bytes[i] >= 0x20 || bytes[i] == '\n' || bytes[i] == '\t');
}

static void write_as(struct arena *a, const struct out_style *style, const char *text)
{
	const struct out_column *picked[COLUMNS];
	struct out_cell cells[] = {out_ref("TK-1-A"), out_text(text), out_at(1000), out_int(-1)};
	struct fault f = {0};
	char *bytes;
	size_t n;
	FILE *to = open_memstream(&bytes, &n);
	struct out *o;
	for (size_t i = 0; i < COLUMNS; i++)
		picked[i] = &columns[i];
	o = out_open(a, to, style, picked, COLUMNS, &f);
	PROMISE((o == NULL) == (f.code == EX_USAGE));
	if (o) {
		out_row(o, cells);
		out_row(o, cells);
		out_close(o);
	}
	fclose(to);
	/* a template's own bytes are its writer's, so are "\0" and CSV's CR */
	if (style->format == OUT_TABLE || style->format == OUT_TSV || style->format == OUT_JSON)
		check_terminal(bytes, n);
	PROMISE(style->format != OUT_JSON || utf8_check(bytes, n) == n);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	char *template = arena_dup(&a, data, size);
	char *newline = strchr(template, '\n'), *text = newline ? newline + 1 : template + strlen(template);
	struct out_style style = {.template = template, .tty = true, .width = (int)(size % 60), .utf8 = size & 1};
	if (newline)
		*newline = '\0';
	for (style.format = OUT_TABLE; style.format <= OUT_TEMPLATE; style.format++)
		write_as(&a, &style, text);
	arena_free(&a);
	return 0;
}
