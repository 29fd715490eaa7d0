/* Escaping for pages. */
#include "test.h"

#include "out/html.h"

static struct arena arena;

TEST(escapes_by_place)
{
	static const struct { const char *text, *between, *attr; } rows[] = {
		{"", "", ""},
		{"plain \xc3\xbc", "plain \xc3\xbc", "plain \xc3\xbc"},
		{"<script>alert('a' & \"b\")</script>",
		 "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)&lt;/script&gt;",
		 "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)&lt;/script&gt;"},
		{"&lt;", "&amp;lt;", "&amp;lt;"},
		{"a\n\tb\r", "a\n\tb\r", "a&#10;&#9;b&#13;"},
		{"\x1b[1m\x7f\xc2\x9b", "\xef\xbf\xbd[1m\xef\xbf\xbd\xef\xbf\xbd",
		 "\xef\xbf\xbd[1m\xef\xbf\xbd\xef\xbf\xbd"},
		{"\xff<", "\xef\xbf\xbd&lt;", "\xef\xbf\xbd&lt;"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str between = str_new(&arena), attr = str_new(&arena);
		html_text(&between, rows[i].text);
		html_attr(&attr, rows[i].text);
		CHECK_STR(between.p, rows[i].between);
		CHECK_STR(attr.p, rows[i].attr);
	}
}

TEST_MAIN(T(escapes_by_place))
