/* page: wrapping texts to a width, with bars before them. */
#include "app/page.h"

#include "test.h"

static struct arena arena;
static struct app app = {.a = &arena};

static struct page page(size_t width)
{
	return (struct page){.app = &app, .out = str_new(&arena), .line = str_new(&arena), .width = width};
}

TEST(wraps_at_blanks_and_within_long_words)
{
	static const struct { const char *text, *want; } rows[] = {
		{"", "\n"},
		{"short", "short\n"},
		{"a line of words that is too long", "a line of words that is\ntoo long\n"},
		{"exactly twenty-four cell", "exactly twenty-four cell\n"},
		{"exactly twenty-four cells", "exactly twenty-four\ncells\n"},
		{"abcdefghijklmnopqrstuvwxyz0123", "abcdefghijklmnopqrstuvwx\nyz0123\n"},
		{"two\nlines", "two\nlines\n"},
		{"a gap\n\nstays", "a gap\n\nstays\n"},
		{"a blank line ends it\n\n", "a blank line ends it\n\n"},
		{"    indented", "    indented\n"},
		{"trailing blanks     ", "trailing blanks\n"},
		{"tab\there", "tab    here\n"},
		{"dos\r\nlines\r\n", "dos\nlines\n"},
		{"\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2"
		 "\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2",
		 "\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2"
		 "\xe6\xbc\xa2\xe6\xbc\xa2\n\xe6\xbc\xa2\n"},
		{"red \033[31m", "red \\x1b[31m\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct page p = page(24);
		page_text(&p, "", "", rows[i].text, PAGE_PLAIN);
		CHECK_STR(p.out.p, rows[i].want);
	}
}

TEST(bars_stand_before_every_line)
{
	struct page p = page(30);

	page_text(&p, "2026: ", "  | ", "one two three four five six seven\n\neight", PAGE_PLAIN);
	CHECK_STR(p.out.p, "2026: one two three four five\n  | six seven\n  |\n  | eight\n");
}

TEST(colour_is_put_round_each_line)
{
	struct page p = page(30);

	p.colour = true;
	page_text(&p, "", "", "a\nb", PAGE_BOLD);
	CHECK_STR(p.out.p, "\033[1ma\033[0m\n\033[1mb\033[0m\n");
}

TEST(pairs_are_aligned)
{
	struct page p = page(30);

	page_pair(&p, "State", "open");
	page_pair(&p, "Team", NULL);
	page_pair(&p, "Tags", "");
	page_pair(&p, "Categor\xc3\xad" "a", "a rather long text here");
	page_pairs(&p);
	CHECK_STR(p.out.p, "State      open\nCategor\xc3\xad" "a  a rather long text\n           here\n");
}

TEST_MAIN(T(wraps_at_blanks_and_within_long_words), T(bars_stand_before_every_line),
          T(colour_is_put_round_each_line), T(pairs_are_aligned))
