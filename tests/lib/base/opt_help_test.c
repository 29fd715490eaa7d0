/* opt_help: the text of --help and the table for the build, as a whole. */
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/opt.h"
#include "base/utf8.h"

static const char *const colors[] = {"auto", "always", "never", NULL};

static const struct opt common[] = {
	{OPT_GROUP, .help = "Common options"},
	{OPT_FLAG, 'q', "quiet", .help = "say nothing"},
	{OPT_WORD, 0, "color", "WHEN", "colours in tables", .words = colors},
	{OPT_GROUP, .help = "Nothing in it"},
	{OPT_FLAG, 0, "secret", .help = "never shown", .flags = OPT_HIDDEN},
	{OPT_END}
};

static const struct opt rows[] = {
	{OPT_OPERAND, .value = "STATE", .help = "the new state", .complete = "state"},
	{OPT_OPERAND, .value = "REF", .help = "tickets", .complete = "ref",
	 .flags = OPT_REPEAT | OPT_OPTIONAL},
	{OPT_TEXT, 'm', NULL, "TEXT", .help = "an internal note; the customer does not see it, so it may say "
	 "what colleagues need to know"},
	{OPT_LIST, 's', "state", "STATE", "only these", .complete = "state", .flags = OPT_NOT | OPT_COMMA},
	{OPT_MAYBE, 0, "empty", "CODE", .help = "say no with an exit code"},
	{OPT_INT, 0, "a-name-longer-than-usual-for-options", "N", .help = "gr\u00f6\u00dfer"},
	{OPT_INHERIT, .rows = common},
	{OPT_END}
};

static const struct opt_about about = {"tk-move", "Move tickets to another state", rows};

/* What fn prints on stdout. */
static char *printed(struct arena *a, void (*fn)(const struct opt_about *), const struct opt_about *p)
{
	struct fault f = {0};
	size_t len;
	FILE *file = tmpfile();
	fflush(stdout);
	int saved = dup(STDOUT_FILENO);
	dup2(fileno(file), STDOUT_FILENO);
	fn(p);
	fflush(stdout);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	rewind(file);
	char *text = io_read(a, file, "help", 1 << 20, &len, &f);
	fclose(file);
	return text;
}

TEST(helps)
{
	struct arena a = {0};
	CHECK_STR(printed(&a, opt_help, &about),
		"usage: tk-move [OPTIONS] STATE [REF...]\n"
		"\n"
		"Move tickets to another state\n"
		"\n"
		"  STATE                    the new state\n"
		"  REF                      tickets\n"
		"\n"
		"Options:\n"
		"  -m TEXT                  an internal note; the customer does not see it, so it\n"
		"                           may say what colleagues need to know\n"
		"  -s, --[not-]state STATE  only these\n"
		"      --empty[=CODE]       say no with an exit code\n"
		"      --a-name-longer-than-usual-for-options N\n"
		"                           gr\u00f6\u00dfer\n"
		"\n"
		"Common options:\n"
		"  -q, --quiet              say nothing\n"
		"      --color WHEN         colours in tables: auto, always, never\n");
	arena_free(&a);
}

TEST(lines_fit)
{
	static const struct opt many[] = {
		{OPT_OPERAND, .value = "FIRST-OPERAND", .help = "a"},
		{OPT_OPERAND, .value = "SECOND-OPERAND"},
		{OPT_OPERAND, .value = "THIRD-OPERAND"},
		{OPT_OPERAND, .value = "FOURTH-OPERAND"},
		{OPT_OPERAND, .value = "FIFTH-OPERAND", .flags = OPT_REPEAT},
		{OPT_FLAG, 'a', "all", .help = "eight letters and a blank then again eight letters "
		 "and a blank and \u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\u4e2d "
		 "so that wide characters count as two"},
		{OPT_END}
	};
	const struct opt_about wide = {"tk-many", "A summary that is much longer than a summary "
		"ought to be and so must run over more than one line of the help", many};
	struct arena a = {0};
	char *text = printed(&a, opt_help, &wide);
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		CHECK(utf8_cells(line) <= 80);
		CHECK(line[strlen(line) - 1] != ' ');
	}
	arena_free(&a);
}

TEST(no_options_no_word_of_them)
{
	static const struct opt none[] = {{OPT_OPERAND, .value = "FILE"}, {OPT_END}};
	const struct opt_about plain = {"tk-plain", "Does it", none};
	struct arena a = {0};
	CHECK_STR(printed(&a, opt_help, &plain), "usage: tk-plain FILE\n\nDoes it\n");
	arena_free(&a);
}

TEST(dumps)
{
	struct arena a = {0};
	CHECK_STR(printed(&a, opt_dump, &about),
		"usage\ttk-move [OPTIONS] STATE [REF...]\tMove tickets to another state\n"
		"operand\t\t\tSTATE\t\tstate\t\tthe new state\n"
		"operand\t\t\tREF\trepeat,optional\tref\t\ttickets\n"
		"text\tm\t\tTEXT\t\t\t\tan internal note; the customer does not see it, so it may say "
		"what colleagues need to know\n"
		"list\ts\tstate\tSTATE\tnot,comma\tstate\t\tonly these\n"
		"maybe\t\tempty\tCODE\t\t\t\tsay no with an exit code\n"
		"int\t\ta-name-longer-than-usual-for-options\tN\t\t\t\tgr\u00f6\u00dfer\n"
		"group\t\t\t\t\t\t\tCommon options\n"
		"flag\tq\tquiet\t\t\t\t\tsay nothing\n"
		"word\t\tcolor\tWHEN\t\t\tauto,always,never\tcolours in tables\n"
		"group\t\t\t\t\t\t\tNothing in it\n");
	arena_free(&a);
}

TEST_MAIN(T(helps), T(lines_fit), T(no_options_no_word_of_them), T(dumps))
