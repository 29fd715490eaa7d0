/* doc: documents as text of any width, and as HTML. */
#include "app/doc.h"

#include "test.h"

static struct arena arena;
static struct app app = {.a = &arena};

static struct page page(size_t width)
{
	return (struct page){.app = &app, .out = str_new(&arena), .line = str_new(&arena), .width = width};
}

static const char *const heads[] = {"Case", "Answer", "Hours"};

static struct doc with_table(const char *caption)
{
	struct doc d = {.a = &arena};
	struct doc_table *t = doc_table(&d, caption, heads, 3);
	doc_row(t, (const char *[]){"Grave", "30 minutes", "day and night"});
	doc_row(t, (const char *[]){"Not so grave", NULL, "office hours"});
	return d;
}

static const char *text(const struct doc *d, size_t width)
{
	struct page p = page(width);
	doc_page(&p, d);
	return p.out.p;
}

TEST(tables_are_aligned)
{
	struct doc d = with_table("");
	CHECK_STR(text(&d, 80), "Case          Answer      Hours\n"
	                        "Grave         30 minutes  day and night\n"
	                        "Not so grave              office hours\n");
}

TEST(tables_wrap_at_words)
{
	struct doc d = with_table("Caption");
	CHECK_STR(text(&d, 28), "Caption\n"
	                        "Case      Answer    Hours\n"
	                        "Grave     30        day and\n"
	                        "          minutes   night\n"
	                        "Not so              office\n"
	                        "grave               hours\n");
	CHECK_STR(text(&d, 18), "Caption\n"
	                        "Grave\n"
	                        "  Answer: 30 minutes\n"
	                        "  Hours: day and night\n"
	                        "Not so grave\n"
	                        "  Hours: office hours\n");
}

/* Every line fits, for every width at which words do. */
TEST(tables_fit)
{
	struct doc d = with_table("");
	for (size_t width = 23; width < 60; width++) {
		const char *at = text(&d, width);
		while (*at) {
			size_t n = strcspn(at, "\n");
			CHECK(n <= width);
			at += n + (at[n] == '\n');
		}
	}
}

/* "漢" takes two cells. */
TEST(tables_count_cells)
{
	struct doc d = {.a = &arena};
	struct doc_table *t = doc_table(&d, "", heads, 2);
	doc_row(t, (const char *[]){"\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2", "x"});
	doc_row(t, (const char *[]){"\xc3\xa9", "\033[31m"});
	CHECK_STR(text(&d, 80), "Case    Answer\n\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2  x\n\xc3\xa9       \\x1b[31m\n");
}

TEST(rows_of_many_lines_stand_apart)
{
	struct doc d = {.a = &arena};
	struct doc_table *t = doc_table(&d, "", heads, 2);
	doc_row(t, (const char *[]){"a", "one two three four five six seven"});
	doc_row(t, (const char *[]){"b", "x"});
	CHECK_STR(text(&d, 20), "Case  Answer\n\na     one two three\n      four five six\n      seven\n\nb     x\n");
}

static struct doc whole(void)
{
	struct doc d = {.a = &arena};
	doc_title(&d, "Title");
	doc_text(&d, "Some text.");
	doc_text(&d, "");
	doc_heading(&d, "Part");
	doc_item(&d, "one");
	doc_item(&d, "two");
	doc_pair(&d, "Zone", "UTC");
	doc_pair(&d, "Nothing", "");
	doc_note(&d, "Small.");
	return d;
}

TEST(blocks_as_text)
{
	struct doc d = whole();
	CHECK_STR(text(&d, 20), "Title\n--------------------\nSome text.\n\nPart\n----\n* one\n* two\n\nZone  UTC\n\nSmall.\n");
}

TEST(blocks_as_html)
{
	struct doc d = whole();
	struct str out = str_new(&arena);
	doc_html(&out, &d, "es");
	CHECK(strstr(out.p, "<!DOCTYPE html>\n<html lang=\"es\">\n") == out.p);
	CHECK(strstr(out.p, "<title>Title</title>"));
	CHECK_STR(strstr(out.p, "<main>"), "<main>\n<h1>Title</h1>\n<p>Some text.</p>\n<h2>Part</h2>\n"
	          "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<dl>\n<dt>Zone</dt><dd>UTC</dd>\n</dl>\n"
	          "<p class=\"note\">Small.</p>\n</main>\n</body>\n</html>\n");
}

/* A list at the end is closed; all that comes from elsewhere is escaped. */
TEST(html_is_escaped)
{
	static const char *const bad[] = {"<script>alert(1)</script>", "\" onload='x'", "a & b"};
	for (size_t i = 0; i < 3; i++) {
		struct doc d = {.a = &arena};
		struct str out = str_new(&arena);
		const char *const head[] = {bad[i]};
		doc_title(&d, bad[i]);
		doc_heading(&d, bad[i]);
		struct doc_table *t = doc_table(&d, bad[i], head, 1);
		doc_row(t, head);
		doc_pair(&d, bad[i], bad[i]);
		doc_item(&d, bad[i]);
		doc_html(&out, &d, bad[i]);
		CHECK(!strstr(out.p, bad[i]));
		CHECK(strstr(out.p, "</ul>\n</main>"));
	}
}

TEST(tables_as_html)
{
	struct doc d = with_table("Caption");
	struct str out = str_new(&arena);
	doc_html(&out, &d, "en");
	CHECK_STR(strstr(out.p, "<main>"), "<main>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Caption\">\n"
	          "<table>\n<caption>Caption</caption>\n<thead>\n"
	          "<tr><th scope=\"col\">Case</th><th scope=\"col\">Answer</th><th scope=\"col\">Hours</th></tr>\n"
	          "</thead>\n<tbody>\n"
	          "<tr><th scope=\"row\" class=\"w\">Grave</th><td>30 minutes</td><td>day and night</td></tr>\n"
	          "<tr><th scope=\"row\">Not so grave</th><td></td><td>office hours</td></tr>\n"
	          "</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n");
}

/* Charts and tiles are for HTML alone; what is in them is escaped but the
 * picture. */
TEST(figures_in_html_alone)
{
	static const struct doc_tile tiles[] = {{"Opened <1>", "12", "before: 3", "<svg/>"}, {"Closed", "3", NULL, NULL}};
	struct doc d = {.a = &arena};
	struct str out = str_new(&arena);
	doc_heading(&d, "Part");
	doc_tiles(&d, tiles, 2);
	doc_figure(&d, "A & B", "<svg></svg>\n");
	doc_figure(&d, "", "<svg></svg>\n");
	doc_text(&d, "Text.");
	CHECK_STR(text(&d, 40), "Part\n----\nText.\n");
	doc_html(&out, &d, "en");
	CHECK_STR(strstr(out.p, "<main>"), "<main>\n<h2>Part</h2>\n<ul class=\"tiles\">\n"
	          "<li><small>Opened &lt;1&gt;</small><b>12</b>\n<small>before: 3</small><svg/></li>\n"
	          "<li><small>Closed</small><b>3</b>\n</li>\n</ul>\n"
	          "<figure>\n<figcaption>A &amp; B</figcaption>\n<svg></svg>\n</figure>\n"
	          "<figure>\n<svg></svg>\n</figure>\n<p>Text.</p>\n</main>\n</body>\n</html>\n");
	CHECK(strstr(out.p, ".chart"));
}

TEST(more_stays_with_its_row)
{
	struct doc d = {.a = &arena};
	struct str out = str_new(&arena);
	struct doc_table *t = doc_table(&d, "", heads, 2);
	doc_row(t, (const char *[]){"a", "one two three four five six seven"});
	doc_more(t, (const char *[]){"kept", "x"});
	doc_row(t, (const char *[]){"b", "y"});
	CHECK_STR(text(&d, 20), "Case  Answer\n\na     one two three\n      four five six\n      seven\nkept  x\n\nb     y\n");
	doc_html(&out, &d, "en");
	CHECK(strstr(out.p, "<tr class=\"more\"><th scope=\"row\" class=\"w\">kept</th><td>x</td></tr>"));
}

TEST(the_sum_stands_out)
{
	struct doc d = with_table("");
	struct str out = str_new(&arena);
	d.blocks.v[0].table->sum = true;
	doc_html(&out, &d, "en");
	CHECK(strstr(out.p, "<tr class=\"sum\"><th scope=\"row\">Not so grave"));
	CHECK(strstr(out.p, "<tr><th scope=\"row\" class=\"w\">Grave"));
	CHECK(!strstr(out.p, ".legend"));
}

TEST_MAIN(T(tables_are_aligned), T(tables_wrap_at_words), T(tables_fit), T(tables_count_cells),
          T(rows_of_many_lines_stand_apart), T(blocks_as_text), T(blocks_as_html), T(html_is_escaped),
          T(tables_as_html), T(figures_in_html_alone), T(the_sum_stands_out), T(more_stays_with_its_row))
