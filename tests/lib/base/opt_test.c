/* opt: command lines and what they mean, right and wrong. */
#include "test.h"

#include "base/opt.h"
#include "base/str.h"

static struct values {
	bool quiet, dry, help;
	int64_t max, any, least;
	const char *message, *since, *empty, *color;
	struct opt_list state, tag, type;
} got;

static const char *const colors[] = {"auto", "always", "never", NULL};
static const char *const types[] = {"incident", "request", NULL};

static const struct opt common[] = {
	{OPT_GROUP, .help = "Common options"},
	{OPT_FLAG, 'q', "quiet", .target = &got.quiet},
	{OPT_FLAG, 'h', "help", .flags = OPT_FINAL, .target = &got.help},
	{OPT_WORD, 0, "color", "WHEN", .words = colors, .target = &got.color},
	{OPT_END}
};

static const struct opt rows[] = {
	{OPT_FLAG, 'n', "dry-run", .target = &got.dry},
	{OPT_INT, 'x', "max", "N", .min = 1, .max = 100, .target = &got.max},
	{OPT_INT, 0, "any", "N", .target = &got.any},
	{OPT_INT, 0, "least", "N", .min = 5, .max = INT64_MAX, .target = &got.least},
	{OPT_INHERIT, .rows = common},
	{OPT_TEXT, 'm', NULL, "TEXT", .target = &got.message},
	{OPT_TEXT, 0, "since", "TIME", .target = &got.since},
	{OPT_MAYBE, 'e', "empty", "CODE", .target = &got.empty},
	{OPT_LIST, 's', "state", "STATE", .flags = OPT_NOT | OPT_COMMA, .target = &got.state},
	{OPT_LIST, 0, "tag", "TAG", .target = &got.tag},
	{OPT_LIST, 0, "type", "TYPE", .flags = OPT_COMMA, .words = types, .target = &got.type},
	{OPT_FLAG, 0, "secret", .flags = OPT_HIDDEN, .target = &got.dry},
	{OPT_OPERAND, .value = "REF"},
	{OPT_END}
};

static struct arena memory;

/* Parses a command line written with blanks between its arguments. */
static int parse(const char *line, struct opt_list *operands, struct fault *f)
{
	size_t n;
	char **argv = str_split(&memory, arena_printf(&memory, "tk %s", line), ' ', &n);
	memset(&got, 0, sizeof got);
	return opt_parse(&memory, rows, (int)n, argv, operands, f);
}

/* "a !b": how a list reads. */
static const char *text_of(const struct opt_list *l)
{
	struct str s = str_new(&memory);
	for (size_t i = 0; i < l->n; i++)
		str_printf(&s, "%s%s%s", i > 0 ? " " : "", l->v[i].not ? "!" : "", l->v[i].text);
	return s.p;
}

static const char *operands_of(const char *line)
{
	struct opt_list operands = {0};
	struct fault f = {0};
	CHECK_INT(parse(line, &operands, &f), 0);
	CHECK_STR(f.text, "");
	return text_of(&operands);
}

TEST(operands_and_options_mix)
{
	CHECK_STR(operands_of("a -n b --quiet c"), "a b c");
	CHECK(got.dry && got.quiet && !got.help);
	CHECK_STR(operands_of("a - -- -n -- --what"), "a - -n -- --what");
	CHECK(!got.dry);
	struct opt_list none = {0};
	struct fault f = {0};
	char name[] = "tk", *argv[] = {name, NULL};
	CHECK_INT(opt_parse(&memory, rows, 1, argv, &none, &f), 0);
	CHECK_INT(none.n, 0);
}

TEST(values_attached_and_next)
{
	operands_of("--max=7 --any -3 --least=5");
	CHECK_INT(got.max, 7);
	CHECK_INT(got.any, -3);
	CHECK_INT(got.least, 5);
	CHECK_STR(operands_of("--since -2h -m--help x"), "x");
	CHECK_STR(got.since, "-2h");
	CHECK_STR(got.message, "--help");
	CHECK_STR(operands_of("-m text --since=a=b"), "");
	CHECK_STR(got.message, "text");
	CHECK_STR(got.since, "a=b");
	operands_of("--since= -m -n");
	CHECK_STR(got.since, "");
	CHECK_STR(got.message, "-n");
}

TEST(letters_in_a_bundle)
{
	CHECK_STR(operands_of("-qn -x9 y"), "y");
	CHECK(got.quiet && got.dry);
	CHECK_INT(got.max, 9);
	CHECK_STR(operands_of("-qnx 9"), "");
	CHECK_INT(got.max, 9);
	operands_of("-qnmtext");
	CHECK_STR(got.message, "text");
	operands_of("-qqq");
	CHECK(got.quiet);
}

TEST(values_that_may_be)
{
	CHECK_STR(operands_of("--empty 3"), "3");
	CHECK_STR(got.empty, "");
	operands_of("--empty=3");
	CHECK_STR(got.empty, "3");
	operands_of("-en");
	CHECK_STR(got.empty, "");
	CHECK(got.dry);
	operands_of("");
	CHECK(got.empty == NULL);
}

TEST(lists_keep_their_order)
{
	operands_of("--state a,b --not-state=c -s d --tag x,y --tag z --type incident,request");
	CHECK_STR(text_of(&got.state), "a b !c d");
	CHECK_STR(text_of(&got.tag), "x,y z");
	CHECK_STR(text_of(&got.type), "incident request");
}

TEST(help_ends_it_all)
{
	operands_of("--help --nonsense --max 0");
	CHECK(got.help);
	operands_of("-hz");
	CHECK(got.help);
	operands_of("-nh");
	CHECK(got.help && got.dry);
}

TEST(hidden_options_work)
{
	operands_of("--secret");
	CHECK(got.dry);
}

TEST(errors)
{
	static const struct { const char *line, *text; } bad[] = {
		{"--quite", "unknown option \"--quite\" (did you mean \"--quiet\"?)"},
		{"--sinc=-2h", "unknown option \"--sinc\" (did you mean \"--since\"?)"},
		{"--not-stat x", "unknown option \"--not-stat\" (did you mean \"--not-state\"?)"},
		{"--not-tag x", "unknown option \"--not-tag\""},
		{"--secre", "unknown option \"--secre\""},
		{"--colo", "unknown option \"--colo\" (did you mean \"--color\"?)"},
		{"--frobnicate", "unknown option \"--frobnicate\""},
		{"--=x", "unknown option \"--\""},
		{"-z", "unknown option \"-z\""},
		{"-nz", "unknown option \"-z\""},
		{"-color", "unknown option \"-color\" (did you mean \"--color\"?)"},
		{"--quiet=yes", "--quiet takes no value"},
		{"--max", "--max needs a value (N)"},
		{"-m", "-m needs a value (TEXT)"},
		{"--max 0", "--max: \"0\" is not a whole number from 1 to 100"},
		{"-x101", "-x: \"101\" is not a whole number from 1 to 100"},
		{"--max=", "--max: \"\" is not a whole number from 1 to 100"},
		{"--any 1.5", "--any: \"1.5\" is not a whole number"},
		{"--least 4", "--least: \"4\" is not a whole number of at least 5"},
		{"--color blue", "--color: \"blue\" is not auto, always or never"},
		{"--color alway", "--color: \"alway\" is not auto, always or never (did you mean \"always\"?)"},
		{"--type incident,requst",
		 "--type: \"requst\" is not incident or request (did you mean \"request\"?)"},
		{"--since a --since b", "--since is given twice"},
		{"--max 1 -x 1", "-x is given twice"},
		{"--empty --empty", "--empty is given twice"},
		{"--nonsense --help", "unknown option \"--nonsense\""},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct opt_list operands = {0};
		struct fault f = {0};
		CHECK_INT(parse(bad[i].line, &operands, &f), EX_USAGE);
		CHECK_INT(f.code, EX_USAGE);
		CHECK_STR(f.text, bad[i].text);
	}
}

TEST(flat_tables)
{
	size_t n;
	const struct opt **flat = opt_flat(&memory, rows, &n);
	CHECK_INT(n, 16);
	CHECK(flat[4] == &common[0] && flat[7] == &common[3]);
	CHECK(flat[8] == &rows[5] && flat[n] == NULL);
	arena_free(&memory);
}

TEST_MAIN(T(operands_and_options_mix), T(values_attached_and_next), T(letters_in_a_bundle),
          T(values_that_may_be), T(lists_keep_their_order), T(help_ends_it_all),
          T(hidden_options_work), T(errors), T(flat_tables))
