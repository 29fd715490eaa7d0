/* CSV: what is read, written and read again is the same. The first byte
 * chooses delimiter and repair. */
#include "base/utf8.h"
#include "fuzz.h"
#include "in/csv.h"
#include "out/rows.h"

static void write_row(struct arena *a, FILE *to, const struct csv_row *row)
{
	static const struct out_column column = {.name = "x", .head = "x", .kind = OUT_TEXT};
	const struct out_column **columns = arena_array(a, const struct out_column *, row->n);
	struct out_cell *cells = arena_array(a, struct out_cell, row->n);
	struct out_style style = {.format = OUT_CSV, .header = OUT_HEADER_NO};
	struct out *o;
	for (size_t i = 0; i < row->n; i++) {
		columns[i] = &column;
		cells[i] = out_text(row->v[i]);
	}
	o = out_open(a, to, &style, columns, row->n, NULL);
	out_row(o, cells);
	out_close(o);
}

static void check_row(struct arena *a, const struct csv_row *row)
{
	char *bytes;
	size_t n;
	FILE *to = open_memstream(&bytes, &n);
	struct csv r = {.name = "out"};
	struct csv_row again;
	struct fault f = {0};
	write_row(a, to, row);
	fclose(to);
	r.in = fmemopen(bytes, n, "r");
	PROMISE(r.in && csv_next(&r, a, &again, &f));
	PROMISE(again.n == row->n);
	for (size_t i = 0; i < row->n; i++)
		PROMISE(strcmp(again.v[i], row->v[i]) == 0);
	fclose(r.in);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct csv r = {.name = "in", .max = 4096};
	struct csv_row row;
	long line = 0;
	if (size < 2)
		return 0;
	r.delim = data[0] & 1 ? ';' : ',';
	r.repair = data[0] & 2;
	r.in = fmemopen((void *)(data + 1), size - 1, "r");
	PROMISE(r.in != NULL);
	for (;;) {
		struct fault f = {0};
		if (csv_next(&r, &a, &row, &f)) {
			PROMISE(row.n >= 1 && row.line > line && !row.v[row.n]);
			line = row.line;
			for (size_t i = 0; i < row.n; i++)
				PROMISE(utf8_check(row.v[i], strlen(row.v[i])) == strlen(row.v[i]));
			/* a mark that stands inside the data would be skipped */
			if (strncmp(row.v[0], "\xef\xbb\xbf", 3) != 0)
				check_row(&a, &row);
		} else if (f.code != EX_DATAERR) {
			break;
		}
		arena_reset(&a);
	}
	fclose(r.in);
	arena_free(&a);
	return 0;
}
