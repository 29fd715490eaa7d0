/* JSON documents and strings. */
#include "test.h"

#include <stdlib.h>

#include "out/jw.h"
#include "when/clock.h"

static struct arena arena;

TEST(quotes_what_must_be)
{
	static const struct { const char *text; size_t n; const char *json; } rows[] = {
#define ROW(text, json) {text, sizeof text - 1, json}
		ROW("", "\"\""),
		ROW("plain \xc3\xbc \xf0\x9f\x98\x80", "\"plain \xc3\xbc \xf0\x9f\x98\x80\""),
		ROW("a\"b\\c/", "\"a\\\"b\\\\c/\""),
		ROW("\n\r\t\x01\x1f\x7f", "\"\\n\\r\\t\\u0001\\u001f\\u007f\""),
		ROW("a\0b", "\"a\\u0000b\""),
		ROW("\xc2\x80\xc2\x9f\xc2\xa0", "\"\\u0080\\u009f\xc2\xa0\""),
		ROW("\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xae\xe2\x81\xa6", "\"\\u2028\\u2029\\u202e\\u2066\""),
		ROW("\xff" "a\xc3", "\"\xef\xbf\xbd" "a\xef\xbf\xbd\""),
		ROW("\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""),
#undef ROW
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str s = str_new(&arena);
		jw_quote(&s, rows[i].text, rows[i].n);
		CHECK_STR(s.p, rows[i].json);
	}
}

static void write_document(struct jw *w)
{
	jw_object(w);
	jw_key(w, "a");
	jw_text(w, "x");
	jw_key(w, "b");
	jw_array(w);
	jw_int(w, 1);
	jw_bool(w, false);
	jw_object(w);
	jw_end(w);
	jw_array(w);
	jw_end(w);
	jw_null(w);
	jw_end(w);
	jw_key(w, "at");
	jw_at(w, 0);
	jw_key(w, "none");
	jw_at(w, AT_NONE);
	jw_key(w, "missing");
	jw_text(w, NULL);
	jw_key(w, "rate");
	jw_decimal(w, 734, 1);
	jw_end(w);
	jw_close(w);
}

#define DOCUMENT "{\"a\":\"x\",\"b\":[1,false,{},[],null],\"at\":\"1970-01-01T00:00:00Z\"," \
	"\"none\":null,\"missing\":null,\"rate\":73.4}\n"

TEST(writes_documents)
{
	struct jw w;
	jw_open(&w, &arena, NULL);
	write_document(&w);
	CHECK_STR(w.s.p, DOCUMENT);
	write_document(&w);
	CHECK_STR(w.s.p, DOCUMENT DOCUMENT);
}

TEST(writes_to_a_stream)
{
	char *bytes;
	size_t n;
	FILE *to = open_memstream(&bytes, &n);
	struct jw w;
	jw_open(&w, &arena, to);
	jw_array(&w);
	for (int i = 0; i < 50000; i++)
		jw_int(&w, i);
	CHECK(w.s.n <= 70000);
	jw_end(&w);
	jw_close(&w);
	fclose(to);
	CHECK_INT(n, 288892);
	CHECK(strncmp(bytes, "[0,1,2,", 7) == 0);
	CHECK_STR(bytes + n - 8, ",49999]\n");
	free(bytes);
}

/* What jw_quote() makes of plain bytes and the few that are escaped, letter by
 * letter. */
static void slowly(struct str *out, const char *p, size_t n)
{
	str_addc(out, '"');
	for (size_t i = 0; i < n; i++)
		switch (p[i]) {
		case '"': str_add(out, "\\\""); break;
		case '\\': str_add(out, "\\\\"); break;
		case '\n': str_add(out, "\\n"); break;
		case 0x1f: str_add(out, "\\u001f"); break;
		case 0x7f: str_add(out, "\\u007f"); break;
		default: str_addc(out, p[i]);
		}
	str_addc(out, '"');
}

TEST(quotes_alike_at_every_place)
{
	static const char some[] = "\"\\\n\x1f\x7f !#[]^~azAZ09 \xc3\xa9";
	char text[64];
	uint32_t seed = 7;

	for (int round = 0; round < 4000; round++) {
		struct str want = str_new(&arena), got = str_new(&arena);
		size_t n = (size_t)round % 40, i = 0;
		while (i < n) {
			seed = seed * 1103515245u + 12345u;
			size_t at = seed >> 16 & 1 ? 8 + (seed >> 17) % 11 : (seed >> 17) % (sizeof some - 3);
			text[i++] = some[at];
			if ((seed >> 28) == 0 && i + 2 <= n) {
				text[i++] = '\xc3';
				text[i++] = '\xa9';
			}
		}
		slowly(&want, text, n);
		jw_quote(&got, text, n);
		CHECK_STR(got.p, want.p);
		CHECK_INT(got.n, want.n);
	}
}

TEST_MAIN(T(quotes_what_must_be), T(quotes_alike_at_every_place), T(writes_documents), T(writes_to_a_stream))
