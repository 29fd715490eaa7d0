/* article: files, JSON, rows, and files again. */
#include "in/article.h"

#include "base/str.h"
#include "in/json.h"
#include "test.h"

static int parse(struct arena *a, const char *name, const char *text, struct article_in *x, struct fault *f)
{
	return article_parse(a, name, text, strlen(text), x, f);
}

static const char *list(struct arena *a, const struct article_list *l)
{
	struct str s = str_new(a);
	for (size_t i = 0; i < l->n; i++)
		str_printf(&s, "[%s]", l->v[i]);
	return s.p;
}

TEST(a_whole_file)
{
	struct arena a = {0};
	struct article_in x;
	struct fault f = {0};
	const char *text = "---\n"
		"key: refund-not-arrived  # stable\n"
		"lang: en\n"
		"title: \"My refund: where?\"\n"
		"kind: faq\n"
		"audience: public\n"
		"state: published\n"
		"categories: [payments.refund, Other]\n"
		"questions:\n"
		"  - Where is my refund?\n"
		"  - How long | does it take?\n"
		"match: psd2 timeout\n"
		"script: |\n"
		"  One.\n"
		"\n"
		"  Two.\n"
		"review_by: 2027-05-31\n"
		"valid_until: 2027-12-31\n"
		"owner: ana\n"
		"---\n"
		"\n"
		"Body *here*.  \n"
		"\n"
		"    code\n"
		"\n";
	CHECK_INT(parse(&a, "x/other.es.md", text, &x, &f), 0);
	CHECK_STR(x.key, "refund-not-arrived");
	CHECK_STR(x.lang, "en");
	CHECK_STR(x.title, "My refund: where?");
	CHECK_STR(x.kind, "faq");
	CHECK_STR(x.audience, "public");
	CHECK_STR(x.state, "published");
	CHECK_STR(list(&a, &x.categories), "[payments.refund][Other]");
	CHECK_STR(list(&a, &x.questions), "[Where is my refund?][How long | does it take?]");
	CHECK_STR(list(&a, &x.match), "[psd2 timeout]");
	CHECK(x.questions_said && x.categories_said && x.match_said);
	CHECK_STR(x.script, "One.\n\nTwo.");
	CHECK_STR(x.review_by, "2027-05-31");
	CHECK_STR(x.valid_until, "2027-12-31");
	CHECK_STR(x.owner, "ana");
	CHECK_STR(x.body, "Body *here*.  \n\n    code");
	CHECK_INT(x.nbody, strlen(x.body));
	CHECK_INT(x.line, 22);
	CHECK_INT(x.key_line[0], 2);
	CHECK_INT(x.key_line[9], 13);
	arena_free(&a);
}

TEST(little_said)
{
	struct arena a = {0};
	struct article_in x;
	CHECK_INT(parse(&a, "a.md", "", &x, NULL), 0);
	CHECK_STR(x.body, "");
	CHECK(!x.title && !x.lang && !x.questions_said && !x.script);
	CHECK_INT(parse(&a, "a.md", "---\n---\n", &x, NULL), 0);
	CHECK_STR(x.body, "");
	CHECK_INT(parse(&a, "a.md", "---\ntitle:\nquestions: []\nmatch:\n...\nb\n", &x, NULL), 0);
	CHECK_STR(x.title, "");
	CHECK(x.questions_said && x.questions.n == 0 && x.match_said && x.match.n == 0 && !x.categories_said);
	CHECK_STR(x.body, "b");
	/* a first heading is the title, where there is none */
	CHECK_INT(parse(&a, "a.md", "\n# The *title* \n\n# b\n", &x, NULL), 0);
	CHECK_STR(x.title, "The *title*");
	CHECK_STR(x.body, "# b");
	CHECK_INT(x.line, 4);
	CHECK_INT(parse(&a, "a.md", "---\ntitle: t\n---\n# a\nb", &x, NULL), 0);
	CHECK_STR(x.body, "# a\nb");
	CHECK_INT(parse(&a, "a.md", "## a\nb", &x, NULL), 0);
	CHECK(!x.title);
	/* a line of dashes is no front matter unless it is the first */
	CHECK_INT(parse(&a, "a.md", "a\n---\nb\n---\n", &x, NULL), 0);
	CHECK_STR(x.body, "a\n---\nb\n---");
	/* as Windows writes it */
	CHECK_INT(parse(&a, "a.md", "\xef\xbb\xbf---\r\ntitle: t\r\n---\r\n\r\na\r\nb\r\n", &x, NULL), 0);
	CHECK_STR(x.title, "t");
	CHECK_STR(x.body, "a\nb");
	CHECK_INT(x.line, 5);
	arena_free(&a);
}

TEST(names_of_files)
{
	static const struct { const char *name, *key, *lang; } rows[] = {
		{"refund.md", "refund", NULL}, {"/a/b.c/refund.es.md", "refund", "es"}, {"refund.pt-BR.md", "refund", "pt-BR"},
		{"Refund FAQ.en.markdown", "refund-faq", "en"}, {"pacs.008.md", "pacs", NULL}, {"a.b.deu.md", "a", "deu"},
		{"refund", "refund", NULL}, {"-", NULL, NULL}, {"__x__.md", "x", NULL}, {".md", NULL, NULL}, {"a.es", "a", NULL},
		{"a.english.md", "a", NULL}, {"a.e.md", "a", NULL}, {"a/", NULL, NULL}, {"..md", NULL, NULL},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct article_in x;
		CHECK_INT(parse(&a, rows[i].name, "a", &x, NULL), 0);
		CHECK_STR(x.key, rows[i].key);
		CHECK_STR(x.lang, rows[i].lang);
	}
	arena_free(&a);
}

/* The place is that in the file. */
TEST(faults)
{
	static const struct { const char *text; int line, col; const char *want; } rows[] = {
		{"---\ntitle: a\n", 1, 1, "the front matter is never closed: a line \"---\" is missing"},
		{"---\ntitle: a\ncategory: b\n---\n", 3, 1, "unknown key \"category\" (did you mean \"categories\"?)"},
		{"---\n\n\ntitel: a\n---\n", 4, 1, "unknown key \"titel\" (did you mean \"title\"?)"},
		{"---\nwhat: a\n---\n", 2, 1, "unknown key \"what\""},
		{"---\nbody: a\n---\n", 2, 1, "unknown key \"body\""},
		{"---\ntitle: [a]\n---\n", 2, 8, "title must be a text"},
		{"---\ntitle: |\n  a\n  b\n---\n", 2, 8, "title must be one line"},
		{"---\nquestions: {a: b}\n---\n", 2, 12, "questions must be a list"},
		{"---\nquestions:\n  - a\n  - [b]\n---\n", 4, 5, "questions must be a text"},
		{"---\nmatch: \"a\\nb\"\n---\n", 2, 8, "match must be one line"},
		{"---\nowner: \"a\\u001bb\"\n---\n", 2, 8, "owner may not hold control characters"},
		{"---\ntitle: a\ntitle: b\n---\n", 3, 1, "duplicate key \"title\" (first at line 2)"},
		{"---\ntitle: a: b\n---\n", 2, 9, "\":\" is not allowed here: put the text in quotes or check the indentation"},
		{"---\n- a\n---\n", 2, 1, "between the lines \"---\" stand keys and their values"},
		{"---\ntitle: &x a\n---\n", 2, 8, "anchors (&name) are not allowed here"},
		{"---\ntitle: a\n---\n\nb\xff", 5, 2, "not UTF-8"}, {"---\ntitle: é\xc3\n---\n", 2, 9, "not UTF-8"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct article_in x;
		struct fault f = {0};
		CHECK_INT(parse(&a, "n.md", rows[i].text, &x, &f), EX_DATAERR);
		CHECK_STR(f.text, rows[i].want);
		CHECK_STR(f.file, "n.md");
		CHECK_INT(f.line, rows[i].line);
		CHECK_INT(f.col, rows[i].col);
	}
	struct article_in x;
	struct fault f = {0};
	CHECK_INT(article_parse(&a, "n", "a\nb\0c", 5, &x, &f), EX_DATAERR);
	CHECK_STR(f.text, "a text may not hold a NUL character");
	CHECK(f.line == 2 && f.col == 2);
	arena_free(&a);
}

TEST(rows)
{
	struct arena a = {0};
	struct article_in x = {0};
	CHECK(article_in_set(&a, &x, "title", " A title "));
	CHECK(article_in_set(&a, &x, "questions", "One? | Two?||"));
	CHECK(article_in_set(&a, &x, "match", ""));
	CHECK(article_in_set(&a, &x, "categories", NULL));
	CHECK(article_in_set(&a, &x, "body", "\na\r\nb\n\n"));
	CHECK(!article_in_set(&a, &x, "name", "x"));
	CHECK_STR(x.title, "A title");
	CHECK_STR(list(&a, &x.questions), "[One?][Two?]");
	CHECK(x.match_said && x.match.n == 0 && !x.categories_said);
	CHECK_STR(x.body, "a\nb");
	CHECK(article_in_set(&a, &x, "questions", "Three?"));
	CHECK_STR(list(&a, &x.questions), "[Three?]");
	arena_free(&a);
}

static int from_json(struct arena *a, const char *text, struct article_in *x, struct fault *f)
{
	const struct jval *v = jval_parse(a, text, strlen(text), "f", 7, f);
	return v ? article_json(a, v, "f", 7, x, f) : -1;
}

TEST(json)
{
	static const struct { const char *text, *want; } bad[] = {
		{"[]", "an article is an object, not a list"}, {"{\"titel\":\"x\"}", "unknown key \"titel\" (did you mean \"title\"?)"},
		{"{\"title\":1}", "title must be a text, not an integer"}, {"{\"title\":\"a\\nb\"}", "title must be one line"},
		{"{\"match\":[1]}", "match must be a list of texts, not of an integer"},
		{"{\"match\":{}}", "match must be a list of texts, not an object"},
		{"{\"owner\":\"a\\u0007\"}", "owner may not hold control characters"},
	};
	struct arena a = {0};
	struct article_in x;
	CHECK_INT(from_json(&a, "{\"key\":\"k\",\"questions\":[\"a|b\",\" c \",\"\"],\"match\":\"m\",\"title\":null,"
	                        "\"script\":\"s\\nt\",\"body\":\"# x\\n\"}", &x, NULL), 0);
	CHECK_STR(x.key, "k");
	CHECK(!x.title && !x.categories_said);
	CHECK_STR(list(&a, &x.questions), "[a|b][c]");
	CHECK_STR(list(&a, &x.match), "[m]");
	CHECK_STR(x.script, "s\nt");
	CHECK_STR(x.body, "# x");
	CHECK(x.line == 7 && x.key_line[0] == 7 && x.key_line[1] == 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct fault f = {0};
		CHECK_INT(from_json(&a, bad[i].text, &x, &f), EX_DATAERR);
		CHECK_STR(f.text, bad[i].want);
		CHECK_INT(f.line, 7);
	}
	arena_free(&a);
}

/* What is printed is read as the same, and printed as the same again. */
TEST(print)
{
	static const char *const texts[] = {"plain", "with: colon", "ends:", "a #b", "#a", "\"quoted\"", "'single'", "yes", "No",
		"null", "2027", "2027-05-31", "1e5", "e2", "- a", "? a", "[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`",
		"~", "a\\b", "tab\there", "é 銀行", "\xe2\x80\xa8" "a\xe2\x80\xa9", "\xc2\x85x", "\xef\xbb\xbfy", "---", "...", "a---",
		"key: [a, b]", "<<", "=", ":", ",", "a, b", ""};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct article_in x = {.key = "k", .title = texts[i], .owner = texts[i], .match_said = true,
			.questions_said = true, .body = "b\n\n# c", .nbody = 6}, y;
		struct str one = str_new(&a), two = str_new(&a);
		struct fault f = {0};
		const char *questions[] = {"other", texts[i]};
		x.questions = (struct article_list){questions, *texts[i] ? 2 : 1, 2};
		x.script = arena_printf(&a, "%s\n\n  %s\n%s", texts[i], texts[i], texts[i]);
		x.script = str_trim(&a, x.script);
		article_print(&a, &one, &x);
		CHECK_INT(parse(&a, "n.md", one.p, &y, &f), 0);
		CHECK_STR(f.text, "");
		CHECK_STR(y.title, x.title);
		CHECK_STR(y.script, x.script);
		CHECK_STR(list(&a, &y.questions), list(&a, &x.questions));
		CHECK(y.match_said && !y.categories_said && !y.kind);
		CHECK_STR(y.body, x.body);
		article_print(&a, &two, &y);
		CHECK_STR(two.p, one.p);
	}
	struct article_in x = {.title = "A question", .questions_said = true, .script = "One.\n\nTwo.", .body = "Text", .nbody = 4};
	struct str out = str_new(&a);
	x.questions = (struct article_list){(const char *[]){"Why?", "no"}, 2, 2};
	article_print(&a, &out, &x);
	CHECK_STR(out.p, "---\ntitle: A question\nquestions:\n  - Why?\n  - \"no\"\nscript: |-\n  One.\n\n  Two.\n---\n\nText\n");
	arena_free(&a);
}

TEST_MAIN(T(a_whole_file), T(little_said), T(names_of_files), T(faults), T(rows), T(json), T(print))
