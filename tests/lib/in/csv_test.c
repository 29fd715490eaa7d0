/* CSV rows in. */
#include "test.h"

#include <stdlib.h>

#include "base/str.h"
#include "in/csv.h"

static struct arena arena;

static struct csv open_bytes(const char *p, size_t n)
{
	FILE *in = tmpfile();
	fwrite(p, 1, n, in);
	rewind(in);
	return (struct csv){.in = in, .name = "in"};
}

/* All rows: fields in <>, each row behind its line, a fault as !line:text. */
static const char *read_all(struct csv *r)
{
	struct str s = str_new(&arena);
	for (;;) {
		struct csv_row row;
		struct fault f = {0};
		if (!csv_next(r, &arena, &row, &f)) {
			if (f.code)
				str_printf(&s, "!%ld:%s", f.line, f.text);
			if (f.code == EX_DATAERR)
				continue;
			break;
		}
		str_printf(&s, "%ld", row.line);
		for (size_t i = 0; i < row.n; i++)
			str_printf(&s, "<%s>", row.v[i]);
		CHECK(row.v[row.n] == NULL);
	}
	fclose(r->in);
	return s.p;
}

TEST(reads_rows)
{
	static const struct { const char *csv, *rows; } rows[] = {
		{"", ""},
		{"\n\r\n", ""},
		{"a,b\n1,2\n", "1<a><b>2<1><2>"},
		{"a,b\r\n1,2", "1<a><b>2<1><2>"},
		{"\xef\xbb\xbf" "a,b\n", "1<a><b>"},
		{"\xef\xbc\xa1,b\n", "1<\xef\xbc\xa1><b>"},
		{"\xef\xbb\xbf", ""},
		{"a,,\n,\n", "1<a><><>2<><>"},
		{"\"\"\n", "1<>"},
		{"\"a,\"\"b\"\"\",c\n", "1<a,\"b\"><c>"},
		{"\"one\ntwo\",x\ny,z\n", "1<one\ntwo><x>3<y><z>"},
		{"\"a\r\nb\"\r\n\r\nc\r\n", "1<a\r\nb>4<c>"},
		{"a\rb,c\r\n", "1<a\rb><c>"},
		{"a\r", "1<a\r>"},
		{"a,\"b\"", "1<a><b>"},
		{" a , b \n", "1< a >< b >"},
		{"\"\xc3\xbc\"\n", "1<\xc3\xbc>"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct csv r = open_bytes(rows[i].csv, strlen(rows[i].csv));
		CHECK_STR(read_all(&r), rows[i].rows);
	}
}

TEST(refuses_and_goes_on)
{
	static const struct { const char *csv; size_t n; const char *rows; } rows[] = {
#define ROW(csv, out) {csv, sizeof csv - 1, out}
		ROW("a\n\"b\nc\n", "1<a>!2:a quote opened here is never closed"),
		ROW("x,\"a\nb\"c,d\ne\n", "!2:text behind the closing quote3<e>"),
		ROW("5\" disk\nb\n", "!1:a quote inside a field that does not begin with one2<b>"),
		ROW("a\xff\nb\n", "!1:a field is not UTF-82<b>"),
		ROW("a\0\nb\n", "!1:a NUL byte (is this UTF-16 or no text at all?)2<b>"),
#undef ROW
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct csv r = open_bytes(rows[i].csv, rows[i].n);
		CHECK_STR(read_all(&r), rows[i].rows);
	}
}

TEST(takes_other_delimiters_and_encodings)
{
	struct csv r = open_bytes("a;b,c\n\xfc;\"x;y\"\n", 14);
	r.delim = ';';
	r.repair = true;
	CHECK_STR(read_all(&r), "1<a><b,c>2<\xc3\xbc><x;y>");
}

TEST(limits_fields)
{
	struct csv r = open_bytes("abcd\nabcde\nx\n", 13);
	struct str wide = str_new(&arena);
	r.max = 4;
	CHECK_STR(read_all(&r), "1<abcd>!2:a field is too long3<x>");
	for (int i = 0; i < CSV_MAX_COLUMNS; i++)
		str_addc(&wide, ',');
	str_add(&wide, "\nx\n");
	r = open_bytes(wide.p, wide.n);
	CHECK_STR(read_all(&r), "!1:too many fields2<x>");
}

TEST(knows_its_columns)
{
	struct csv r = open_bytes("id, Subject ,x\n1,2\n1,2,3\n", 25);
	struct csv_row header, row;
	struct fault f = {0};
	CHECK(csv_header(&r, &arena, &header, &f));
	CHECK_INT(csv_column(&header, "subject"), 1);
	CHECK_INT(csv_column(&header, "y"), -1);
	CHECK(!csv_next(&r, &arena, &row, &f));
	CHECK_STR(f.text, "2 fields where the header has 3");
	CHECK_INT(f.line, 2);
	f = (struct fault){0};
	CHECK(csv_next(&r, &arena, &row, &f));
	CHECK_INT(row.line, 3);
	fclose(r.in);
}

TEST(refuses_headers)
{
	static const struct { const char *csv, *says; } rows[] = {
		{"", "empty: a header line is expected"},
		{"a,,b\n", "column 2 has no name"},
		{"a,b,A\n", "two columns are called \"A\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct csv r = open_bytes(rows[i].csv, strlen(rows[i].csv));
		struct csv_row header;
		struct fault f = {0};
		CHECK(!csv_header(&r, &arena, &header, &f));
		CHECK_INT(f.code, EX_DATAERR);
		CHECK_STR(f.text, rows[i].says);
		fclose(r.in);
	}
}

TEST_MAIN(T(reads_rows), T(refuses_and_goes_on), T(takes_other_delimiters_and_encodings),
          T(limits_fields), T(knows_its_columns), T(refuses_headers))
