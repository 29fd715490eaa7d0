/* tk-help: the map: every program in a line, and the manual */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "app/app.h"
#include "app/programs.h"

static const struct opt options[] = {
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "TOPIC", .flags = OPT_OPTIONAL, .complete = "topic",
	 .help = N_("a program or a page: open, tk-open, formats, policy.5")},
	{OPT_END, .name = NULL},
};

/* In the order of a first day; a program that no group names comes last. */
static const struct { const char *title, *programs; } groups[] = {
	{N_("The desk"), "tk-help tk-init tk-policy tk-audit tk-cal"},
	{N_("Tickets"), "tk-open tk-ls tk-show tk-log tk-note tk-set tk-move tk-assign tk-link"},
	{N_("Promises"), "tk-sla tk-escalate tk-route tk-report"},
	{N_("Customers"), "tk-customer tk-agent tk-pay tk-dispute tk-survey"},
	{N_("Channels and knowledge"), "tk-mail tk-chat tk-call tk-notify tk-kb tk-web"},
	{N_("Other systems"), "tk-import tk-export"},
};

static const struct { const char *name; int section; const char *summary; } pages[] = {
	{"tk-desk", 7, N_("the map of tk: how the programs fit together")},
	{"tk-policy", 5, N_("the policy file: every key")},
	{"tk-import", 5, N_("history as lines of JSON, and maps that make such lines of tables")},
	{"tk-sla", 7, N_("how promised times count")},
	{"tk-report", 7, N_("what the figures of reports mean")},
	{"tk-formats", 7, N_("lists in and out, references, times, templates")},
	{"tk-exit", 7, N_("exit codes")},
};
enum { GROUPS = sizeof groups / sizeof *groups, PAGES = sizeof pages / sizeof *pages };

/* --- the map --- */

static void print_line(const char *name, const char *summary)
{
	printf("  %-16s%s\n", name, _(summary));
}

static const struct program_line *find_program(const char *name)
{
	for (const struct program_line *p = program_lines; p->name; p++)
		if (strcmp(p->name, name) == 0)
			return p;
	return NULL;
}

/* A group's line, under its title where it is the group's first. */
static void print_program(const char **title, const struct program_line *p)
{
	if (*title)
		printf("%s\n", _(*title));
	*title = NULL;
	print_line(p->name, p->summary);
}

static void print_group(struct app *app, const char *title, const char *programs)
{
	char **names = str_split(app->a, programs, ' ', NULL);

	for (size_t i = 0; names[i]; i++)
		if (find_program(names[i]))
			print_program(&title, find_program(names[i]));
	if (!title)
		putchar('\n');
}

static bool is_grouped(struct app *app, const char *name)
{
	for (size_t i = 0; i < GROUPS; i++)
		if (words_find((const char *const *)str_split(app->a, groups[i].programs, ' ', NULL), name) >= 0)
			return true;
	return false;
}

static void print_rest(struct app *app)
{
	const char *title = N_("More");

	for (const struct program_line *p = program_lines; p->name; p++)
		if (!is_grouped(app, p->name))
			print_program(&title, p);
	if (!title)
		putchar('\n');
}

static void print_map(struct app *app)
{
	for (size_t i = 0; i < GROUPS; i++)
		print_group(app, groups[i].title, groups[i].programs);
	print_rest(app);
	printf("%s\n", _("Topics"));
	for (size_t i = 0; i < PAGES; i++) {
		char name[32];
		snprintf(name, sizeof name, "%s(%d)", pages[i].name, pages[i].section);
		print_line(name, pages[i].summary);
	}
	printf("\n%s\n", _("tk-help TOPIC opens its manual page, PROGRAM --help lists its options."));
}

/* --- a manual page --- */

/* Topic "policy.5", "policy(5)", "tk-policy": name and section, 0 for any. */
static char *split_topic(struct app *app, const char *topic, int *section)
{
	size_t n = strlen(topic);

	*section = 0;
	if (n > 3 && topic[n - 1] == ')' && topic[n - 3] == '(') {
		*section = topic[n - 2] - '0';
		n -= 3;
	} else if (n > 2 && topic[n - 2] == '.') {
		*section = topic[n - 1] - '0';
		n -= 2;
	}
	return arena_printf(app->a, "%s%.*s", str_starts(topic, "tk-") ? "" : "tk-", (int)n, topic);
}

/* The section that has the page; 0: there is none of that name. */
static int find_page(const char *name, int section)
{
	if ((section == 0 || section == 1) && find_program(name))
		return 1;
	for (size_t i = 0; i < PAGES; i++)
		if (strcmp(pages[i].name, name) == 0 && (section == 0 || section == pages[i].section))
			return pages[i].section;
	return 0;
}

/* From the source tree where this is its build, else from the system's pages. */
static int open_page(struct app *app, const char *name, int section)
{
	char *path = io_share(app->a, arena_printf(app->a, "man/%s.%d", name, section));
	char *number = arena_printf(app->a, "%d", section);

	if (access(path, R_OK) == 0) {
		execlp("man", "man", "-l", path, (char *)NULL);
		execlp("mandoc", "mandoc", path, (char *)NULL);
	} else {
		execlp("man", "man", number, name, (char *)NULL);
	}
	warn("man: %s", strerror(errno));
	return EX_UNAVAILABLE;
}

static int no_topic(struct app *app, const char *topic, const char *name)
{
	VEC(const char *) names = {0};

	for (const struct program_line *p = program_lines; p->name; p++)
		*vec_push(app->a, &names) = p->name;
	for (size_t i = 0; i < PAGES; i++)
		*vec_push(app->a, &names) = pages[i].name;
	*vec_push(app->a, &names) = NULL;
	return app_usage(app, _("no topic \"%s\"%s; tk-help lists them"), topic, words_hint(app->a, names.v, name));
}

static int run(struct app *app)
{
	int section;

	if (app->operands.n > 1)
		return app_usage(app, _("one TOPIC at a time"));
	if (app->operands.n == 0) {
		print_map(app);
		return 0;
	}
	const char *topic = app->operands.v[0].text;
	const char *name = split_topic(app, topic, &section);
	section = find_page(name, section);
	return section ? open_page(app, name, section) : no_topic(app, topic, name);
}

const struct program program = {"tk-help", N_("the map: every program in a line, and the manual"),
                                options, NEED_NOTHING, run};
