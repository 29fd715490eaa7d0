/* markdown: what it becomes, and what it must never become. */
#include "text/markdown.h"

#include "base/io.h"
#include "in/openapi.h"
#include "test.h"

static const char *html(struct arena *a, const char *text)
{
	struct str out = str_new(a);
	struct fault f = {0};
	int code = markdown_html(a, &out, text, strlen(text), NULL, &f);
	return code == 0 ? out.p : code == EX_DATAERR && f.text[0] && out.n == 0 ? "fault" : "silent";
}

static const char *lines(struct arena *a, const char *text, int width)
{
	struct str out = str_new(a);
	struct markdown_how how = {.width = width};
	return markdown_text(a, &out, text, strlen(text), &how, NULL) == 0 ? out.p : "fault";
}

static const char *plain(struct arena *a, const char *text)
{
	struct str out = str_new(a);
	return markdown_plain(a, &out, text, strlen(text), NULL) == 0 ? out.p : "fault";
}

TEST(blocks_and_spans)
{
	static const struct { const char *text, *want; } rows[] = {
		{"", ""}, {"   \n\n", ""},
		{"Hello *you* **there** ~~not~~ `a < b`", "<p>Hello <em>you</em> <strong>there</strong> <del>not</del> "
		 "<code>a &lt; b</code></p>\n"},
		{"a\\\nb  \nc\nd", "<p>a<br>\nb<br>\nc\nd</p>\n"},
		{"> a\n> - b", "<blockquote>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</blockquote>\n"},
		{"3. x\n4. y", "<ol start=\"3\">\n<li>x</li>\n<li>y</li>\n</ol>\n"},
		{"- x\n\n- y", "<ul>\n<li><p>x</p>\n</li>\n<li><p>y</p>\n</li>\n</ul>\n"},
		{"- [x] x\n- [ ] y", "<ul>\n<li class=\"task\">☑ x</li>\n<li class=\"task\">☐ y</li>\n</ul>\n"},
		{"---", "<hr>\n"},
		{"```json\n{\"a\": 1}\n```", "<pre tabindex=\"0\"><code class=\"language-json\">{&quot;a&quot;: 1}\n</code></pre>\n"},
		{"```a\"onload=b\nx\n```", "<pre tabindex=\"0\"><code>x\n</code></pre>\n"},
		{"    code\n", "<pre tabindex=\"0\"><code>code\n</code></pre>\n"},
		{"|a|b|c|\n|---|:-:|--:|\n|1|2|", "<div class=\"table\" tabindex=\"0\"><table>\n<thead>\n<tr><th scope=\"col\">a</th>"
		 "<th scope=\"col\" class=\"center\">b</th><th scope=\"col\" class=\"end\">c</th></tr>\n</thead>\n<tbody>\n"
		 "<tr><td>1</td><td class=\"center\">2</td><td class=\"end\"></td></tr>\n</tbody>\n</table></div>\n"},
		{"&eacute; &#233; &#xE9; &nosuch; &amp;lt; &#0; &#xD800; &#x110000;",
		 "<p>é é é &amp;nosuch; &amp;lt; \xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd</p>\n"},
		{"a\x01\x1b[31mb\x7f&#27;c\xc2\x9b", "<p>a[31mbc</p>\n"}, {"a\xff\xc3", "<p>a\xef\xbf\xbd\xef\xbf\xbd</p>\n"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(html(&a, rows[i].text), rows[i].want);
	arena_free(&a);
}

/* HTML is shown, never passed on. */
TEST(raw_html)
{
	static const char *const rows[] = {
		"<script>alert(1)</script>", "a <b onclick=x>b</b>", "<img src=x onerror=alert(1)>", "<!-- x -->",
		"<?php x ?>", "<![CDATA[x]]>", "<iframe src=\"//x\">\n\n</iframe>", "<div\nonload=x>\n*a*\n</div>",
		"&lt;script&gt;", "`<script>`", "    <script>", "```\n<script>\n```", "# <svg onload=x>", "|<i>|\n|---|\n|<b>|",
		"[<img src=x>](a)", "![<b>](a.png)", "[a](b \"<i>\")", "<style>@import 'x'</style>", "<a href='javascript:x'>y</a>",
	};
	static const char *const bad[] = {"<script", "<b ", "<b>", "<img src=x", "<!--", "<?", "<!", "<iframe", "<div\n",
		"<svg", "<i>", "<style", "<a href='"};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *out = html(&a, rows[i]);
		CHECK(strstr(out, "&lt;") || strstr(out, "alt=\"&lt;b&gt;\""));
		for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
			if (strstr(out, bad[k]))
				printf("%s gives %s\n", rows[i], out);
			CHECK(!strstr(out, bad[k]));
		}
	}
	arena_free(&a);
}

/* Addresses that must not go through, as [x](...), as ![x](...) and by reference. */
TEST(refused_addresses)
{
	static const char *const rows[] = {
		"javascript:alert(1)", "JavaScript:alert(1)", "JAVASCRIPT:x", "&#106;avascript:x", "&#x6A;avascript:x",
		"java&#9;script:x", "java&#10;script:x", "java&#13;script:x", "java&Tab;script:x", "java&NewLine;script:x",
		"&#1;javascript:x", "&#32;javascript:x", "&nbsp;javascript:x", "javascript&colon;x", "javascript&#58;x",
		"javascript&#x3a;x", "java&#0;script:x", "java\\script:x", "&#x200b;javascript:x", "java&#xAD;script:x",
		"java&shy;script:x", "&#xFEFF;javascript:x", "java&#x7f;script:x", "java&#x85;script:x", "java&#x2028;script:x",
		"vbscript:x", "VbScript:x", "data:text/html,x", "data:image/png;base64,x", "DATA:x", "file:///etc/passwd",
		"blob:x", "ftp://x", "tel:1", "sms:1", "intent:x", "view-source:x", "about:blank", "ws://x", "feed:x",
		"//evil.example/x", "///evil.example", "&#47;/evil.example", "/&#9;/evil.example", "&sol;&sol;evil.example",
		"\\\\\\\\evil.example", "/\\\\evil.example", "&bsol;&bsol;evil.example", "https:\\\\\\\\evil.example",
		"http:evil.example", "https:/evil.example", "https://", "https:///evil", "http:", "mailto:", "mailto://x",
		":x", "x:y", "a.b+c-d:e", "h&Tab;ttp&colon;x",
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *forms[] = {"[x](<%s>)", "![x](<%s>)", "[x][r]\n\n[r]: <%s>", "[![x](<%s>)](#)"};
		for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
			struct str text = str_new(&a);
			const char *at = strstr(forms[k], "%s");
			str_addn(&text, forms[k], (size_t)(at - forms[k]));
			str_add(&text, rows[i]);
			str_add(&text, at + 2);
			const char *want = k < 3 ? "<p>x</p>\n" : "<p><a href=\"#\">x</a></p>\n", *got = html(&a, text.p);
			if (strcmp(got, want) != 0)
				printf("%s: %s", text.p, got);
			CHECK_STR(got, want);
			CHECK(!strstr(lines(&a, text.p, 0), "script") && !strchr(lines(&a, text.p, 0), '<'));
		}
	}
	/* as autolinks: words at most */
	CHECK_STR(html(&a, "<javascript:alert(1)>"), "<p>javascript:alert(1)</p>\n");
	CHECK_STR(html(&a, "[]()"), "<p></p>\n");
	arena_free(&a);
}

TEST(good_addresses)
{
	static const struct { const char *href, *want; } rows[] = {
		{"https://a.example/b?c=1&d=2#e", "https://a.example/b?c=1&amp;d=2#e"}, {"HTTP://A.example", "HTTP://A.example"},
		{"mailto:a@b.example", "mailto:a@b.example"}, {"#part", "#part"}, {"#", "#"}, {"other.md", "other.md"},
		{"a/b:c", "a/b:c"}, {"/abs", "/abs"}, {"../up.html#x", "../up.html#x"}, {"?q=a:b", "?q=a:b"},
		{"a%20b", "a%20b"}, {"a b", "a%20b"}, {" &#9;a&#10;b ", "ab"}, {"é.md", "é.md"}, {"javascript", "javascript"},
		{"&quot;onload=x", "&quot;onload=x"}, {"'onload=x", "'onload=x"}, {"a&lt;b&gt;", "a&lt;b&gt;"},
		{"javascript%3Ax", "javascript%3Ax"}, {"javascript&nosuch;x", "javascript&amp;nosuch;x"}, {"&amp;colon;x", "&amp;colon;x"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[200], want[200];
		bool far = strstr(rows[i].want, "://");
		snprintf(text, sizeof text, "[x](<%s>)", rows[i].href);
		snprintf(want, sizeof want, "<p><a href=\"%s\"%s>x</a></p>\n", rows[i].want,
		         far ? " rel=\"noopener noreferrer\"" : "");
		CHECK_STR(html(&a, text), want);
	}
	CHECK_STR(html(&a, "[x](a \"t &quot; <i>\")"), "<p><a href=\"a\" title=\"t &quot; &lt;i&gt;\">x</a></p>\n");
	CHECK_STR(html(&a, "https://a.example and a@b.example"),
	          "<p><a href=\"https://a.example\" rel=\"noopener noreferrer\">https://a.example</a> and "
	          "<a href=\"mailto:a@b.example\">a@b.example</a></p>\n");
	arena_free(&a);
}

TEST(images)
{
	static const struct { const char *text, *want; } rows[] = {
		{"![a *b*](c.png \"t\")", "<p><img src=\"c.png\" alt=\"a b\" title=\"t\"></p>\n"},
		{"![a\"b](c.png)", "<p><img src=\"c.png\" alt=\"a&quot;b\"></p>\n"},
		{"![a](https://x.example/c.png)", "<p><a href=\"https://x.example/c.png\" rel=\"noopener noreferrer\">a</a></p>\n"},
		{"![a](//x.example/c.png)", "<p>a</p>\n"}, {"![a](#b)", "<p>a</p>\n"},
		{"[![a](https://x.example/c.png)](b)", "<p><a href=\"b\">a</a></p>\n"},
		{"[![a](c.png)](b)", "<p><a href=\"b\"><img src=\"c.png\" alt=\"a\"></a></p>\n"},
		{"![![a](b.png)](c.png)", "<p><img src=\"c.png\" alt=\"a\"></p>\n"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(html(&a, rows[i].text), rows[i].want);
	arena_free(&a);
}

TEST(headings)
{
	struct arena a = {0};
	struct str out = str_new(&a);
	struct markdown_how how = {.heading = 2, .prefix = "r-"};
	CHECK_STR(html(&a, "## Ärger & Co.\n#### Ärger *co*\n## 銀行\n## ?!\n# post /payments/{id}/refunds"),
	          "<h2 id=\"arger-co\">Ärger &amp; Co.</h2>\n<h4 id=\"arger-co-2\">Ärger <em>co</em></h4>\n"
	          "<h2 id=\"銀行\">銀行</h2>\n<h2 id=\"section\">?!</h2>\n"
	          "<h1 id=\"post-payments-id-refunds\">post /payments/{id}/refunds</h1>\n");
	CHECK_STR(html(&a, "# a\n# a\n# a-2\n# a"), "<h1 id=\"a\">a</h1>\n<h1 id=\"a-2\">a</h1>\n"
	          "<h1 id=\"a-2-2\">a-2</h1>\n<h1 id=\"a-3\">a</h1>\n");
	CHECK_STR(html(&a, "### a\n###### b"), "<h1 id=\"a\">a</h1>\n<h4 id=\"b\">b</h4>\n");
	const char *text = "# a\n###### b\n[c](#a)";
	CHECK_INT(markdown_html(&a, &out, text, strlen(text), &how, NULL), 0);
	CHECK_STR(out.p, "<h2 id=\"r-a\">a</h2>\n<h6 id=\"r-b\">b</h6>\n<p><a href=\"#r-a\">c</a></p>\n");
	arena_free(&a);
}

static const char *moved(void *arg, const char *href)
{
	++*(int *)arg;
	return strcmp(href, "gone") == 0 ? NULL : strcmp(href, "evil") == 0 ? "javascript:x" :
		strcmp(href, "key") == 0 ? "../en/key.html#x" : href;
}

TEST(links_that_move)
{
	struct arena a = {0};
	int asked = 0;
	struct str out = str_new(&a);
	struct markdown_how how = {.link = moved, .arg = &asked, .prefix = "p-"};
	const char *text = "[a](key) [b](gone) [c](evil) [d](#e) ![f](gone)";
	CHECK_INT(markdown_html(&a, &out, text, strlen(text), &how, NULL), 0);
	CHECK_STR(out.p, "<p><a href=\"../en/key.html#x\">a</a> b c <a href=\"#p-e\">d</a> f</p>\n");
	CHECK_INT(asked, 5);
	out = str_new(&a);
	CHECK_INT(markdown_text(&a, &out, text, strlen(text), &how, NULL), 0);
	CHECK_STR(out.p, "a <../en/key.html#x> b c d f\n");
	arena_free(&a);
}

TEST(for_a_terminal)
{
	static const struct { int width; const char *text, *want; } rows[] = {
		{0, "", ""}, {20, "# Title *x*\n\na b\n## Sub\nc\n### Low", "Title _x_\n=========\n\na b\n\nSub\n---\n\nc\n\nLow\n~~~\n"},
		{10, "one two three four", "one two\nthree four\n"}, {10, "銀行口座銀行口座", "銀行口座銀\n行口座\n"},
		{10, "see https://a.example/long now", "see\nhttps://a.example/long\nnow\n"},
		{0, "a  \nb\nc", "a\nb c\n"}, {0, "**a** ~~b~~ `c`", "*a* ~b~ `c`\n"},
		{0, "[a](https://x.example) [b](#c) <d@e.example> [f](g.md)", "a <https://x.example> b d@e.example f <g.md>\n"},
		{14, "- one two three\n- b\n  1. c\n  2. d", "- one two\n  three\n- b\n  1. c\n  2. d\n"},
		{0, "9. a\n10. b\n\n    c", " 9. a\n\n10. b\n\n    c\n"},
		{0, "- [x] a\n- [ ] b", "- [x] a\n- [ ] b\n"}, {0, "-\n- b", "-\n- b\n"},
		{12, "> one two three\n>\n> - > x\n>   y", "> one two\n> three\n>\n> - > x y\n"},
		{0, "```\na\tb\n\n  c\n```", "    a\tb\n\n      c\n"}, {0, "a\n\n---\nb", "a\n\n----------\n\nb\n"},
		{0, "a\x1b[31m&#x1b;&#x202e;b", "a[31m\\u202eb\n"},
		{0, "|a|bb|\n|---|--:|\n|x|1|\n|銀|22|", "a  | bb\n---+---\nx  |  1\n銀 | 22\n"},
		{24, "|code|what it says|\n|---|---|\n|AC04|the account is closed|", "code | what it says\n-----+------------------\n"
		 "AC04 | the account is\n     | closed\n"},
		{10, "|a|b|c|\n|---|---|---|\n|one longer text|two longer texts|", "a: one\nlonger\ntext\nb: two\nlonger\ntexts\n"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(lines(&a, rows[i].text, rows[i].width), rows[i].want);
	arena_free(&a);
}

TEST(words)
{
	static const struct { const char *text, *want; } rows[] = {
		{"", ""}, {"# A *b*\nc\nd", "A b\nc d\n"}, {"- a\n- b\n  - [c](http://d)", "a\nb\nc\n"},
		{"> a\n\n|b|c|\n|---|---|\n|1|2|", "a\nb | c\n1 | 2\n"}, {"```\na\nb\n```", "a\nb\n"}, {"![a](b.png) &amp;", "a &\n"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(plain(&a, rows[i].text), rows[i].want);
	arena_free(&a);
}

TEST(facts)
{
	struct arena a = {0};
	struct markdown_facts facts;
	const char *text = "# A\n[b *c*](d&amp;e) ![f](javascript:g)\n## A\n<https://h.example>";
	CHECK_INT(markdown_facts(&a, text, strlen(text), &facts, NULL), 0);
	CHECK_INT(facts.headings.n, 2);
	CHECK_INT(facts.headings.v[1].level, 2);
	CHECK_STR(facts.headings.v[1].id, "a-2");
	CHECK_STR(facts.headings.v[0].text, "A");
	CHECK_INT(facts.links.n, 3);
	CHECK_STR(facts.links.v[0].href, "d&e");
	CHECK_STR(facts.links.v[0].text, "b c");
	CHECK(!facts.links.v[0].image && !facts.links.v[0].refused);
	CHECK(facts.links.v[1].image && facts.links.v[1].refused);
	CHECK_STR(facts.links.v[2].href, "https://h.example");
	arena_free(&a);
}

/* The anchors that an API's articles link to are those of their headings. */
TEST(anchors_of_an_api)
{
	static const char *const files[] = {"tests/data/openapi/payments.yaml", "tests/data/openapi/accounts.es.json"};
	struct arena a = {0};
	int links = 0;
	for (size_t i = 0; i < 2; i++) {
		size_t n;
		char *text = io_load(&a, files[i], 1 << 20, &n, NULL);
		struct openapi o;
		CHECK(text && openapi_parse(&a, files[i], text, n, &o, NULL) == 0);
		for (size_t k = 0; text && k < o.n; k++) {
			struct markdown_facts facts;
			CHECK_INT(markdown_facts(&a, o.v[k].body, o.v[k].nbody, &facts, NULL), 0);
			for (size_t l = 0; l < facts.links.n; l++) {
				size_t h = 0;
				while (h < facts.headings.n && strcmp(facts.headings.v[h].id, facts.links.v[l].href + 1) != 0)
					h++;
				CHECK(h < facts.headings.n);
				links++;
			}
		}
	}
	CHECK_INT(links, 5);
	arena_free(&a);
}

/* --- too much --- */

static const char *many(struct arena *a, const char *before, const char *part, int n)
{
	struct str s = str_new(a);
	str_add(&s, before);
	for (int i = 0; i < n; i++)
		str_add(&s, part);
	return s.p;
}

TEST(limits)
{
	struct arena a = {0};
	struct { const char *text, *want; } rows[] = {
		{arena_printf(&a, "%s a", many(&a, "", ">", MARKDOWN_DEPTH)), "nested deeper than 32 levels"},
		{arena_printf(&a, "%sa", many(&a, "", "- ", MARKDOWN_DEPTH)), "nested deeper than 32 levels"},
		{many(&a, "", "**a*", 2000), NULL}, {many(&a, "", "[", 20000), NULL}, {many(&a, "", "![a](b)[", 5000), NULL},
		{many(&a, many(&a, "", "a|", MARKDOWN_COLUMNS + 1), "", 0), NULL},
		{many(&a, arena_printf(&a, "%s\n%s\n", many(&a, "", "a|", 33), many(&a, "", "---|", 33)), "", 0),
		 "a table has more than 32 columns"},
		{many(&a, "x|y|z|a|b|c|d|e\n---|---|---|---|---|---|---|---\n", "a|\n", 60000), "the text has more than 262144 pieces"},
		{many(&a, "", "\"", 500000), "what it becomes is longer than 2097152 bytes"},
		{many(&a, "", "0123456789", MARKDOWN_MAX / 10 + 1), "the text is longer than 2097152 bytes"},
		{many(&a, "", "a *b*\n", 60000), NULL}, {many(&a, "", "&amp;", 100000), NULL},
		{many(&a, "", "# a\n", 50000), NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str out = str_new(&a);
		struct fault f = {0};
		str_add(&out, "before");
		int code = markdown_html(&a, &out, rows[i].text, strlen(rows[i].text), NULL, &f);
		CHECK_INT(code, rows[i].want ? EX_DATAERR : 0);
		CHECK_STR(code ? f.text : NULL, rows[i].want);
		CHECK(code == 0 ? out.n > 6 : out.n == 6);
	}
	/* the widest column pads all rows of a table */
	const char *wide = arena_printf(&a, "%s|b\n---|---\n%s", many(&a, "", "a", 40000), many(&a, "", "|c|d\n", 200));
	CHECK_STR(lines(&a, wide, 0), "fault");
	CHECK(strcmp(lines(&a, wide, 80), "fault") != 0);
	arena_free(&a);
}

TEST_MAIN(T(blocks_and_spans), T(raw_html), T(refused_addresses), T(good_addresses), T(images), T(headings),
          T(links_that_move), T(for_a_terminal), T(words), T(facts), T(anchors_of_an_api), T(limits))
